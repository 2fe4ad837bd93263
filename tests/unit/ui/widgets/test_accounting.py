from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mailsim_desktop.contacts.importing import RejectKind
from mailsim_desktop.services.contact_import import ImportSummary
from mailsim_desktop.ui.models.reject_table import KIND_GLYPHS
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.accounting import Accounting
from mailsim_desktop.ui.widgets.glyph_label import GlyphLabel

pytestmark = pytest.mark.ui

SUMMARY = ImportSummary(
    import_id=1,
    list_id=1,
    list_name="Readers",
    file_name="readers.csv",
    delimiter=",",
    encoding="utf-8",
    read=100,
    imported=90,
    updated=5,
    duplicate=3,
    invalid=1,
    empty=1,
    first_rejects=(),
)


def test_glyph_of_a_kind_is_the_same_in_the_sum_and_in_the_table(qtbot: QtBot, theme: Theme):
    accounting = Accounting(theme)
    qtbot.addWidget(accounting)
    shown = {label.text(): label.glyph() for label in accounting.findChildren(GlyphLabel)}

    assert shown["Duplicate"] is KIND_GLYPHS[RejectKind.DUPLICATE]
    assert shown["Invalid"] is KIND_GLYPHS[RejectKind.INVALID]
    assert shown["Empty"] is KIND_GLYPHS[RejectKind.EMPTY]
    assert len(set(shown.values())) == len(shown)


def test_parts_add_up_to_the_rows_that_were_read(qtbot: QtBot, theme: Theme):
    accounting = Accounting(theme)
    qtbot.addWidget(accounting)
    accounting.show_summary(SUMMARY)
    texts = [label.text() for label in accounting.findChildren(QLabel)]

    assert accounting.sentence.text().endswith("= 90 + 5 + 3 + 1 + 1")
    assert "90" in texts
    assert "90.0\u00a0%" in texts
