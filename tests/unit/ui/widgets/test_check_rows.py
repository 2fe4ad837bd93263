"""Check rows tell by glyph and words whether each line held."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.check_rows import CheckRows
from mailsim_desktop.ui.widgets.labels import PlainLabel

pytestmark = pytest.mark.ui


def test_each_line_has_its_glyph_and_is_read_out_with_its_verdict(qtbot: QtBot, theme: Theme):
    rows = CheckRows(("Lost", "Digest"), theme, frozenset({1}))
    qtbot.addWidget(rows)
    rows.show_values((True, "0"), (False, "a41f … 9e12"))

    assert rows.rows() == [(Glyph.TICK, "0"), (Glyph.FAILED, "a41f … 9e12")]
    spoken = {label.accessibleName() for label in rows.findChildren(PlainLabel)}
    assert {"Lost: 0", "Digest: a41f … 9e12, a fault"} <= spoken


def test_mono_value_follows_the_text_size(qtbot: QtBot, theme: Theme):
    rows = CheckRows(("Digest",), theme, frozenset({0}))
    qtbot.addWidget(rows)
    rows.show_values((True, "a41f"))
    rows.show()
    value = next(one for one in rows.findChildren(PlainLabel) if one.text() == "a41f")
    before = value.font()
    theme.set_text_size(150)

    assert value.font().families() == before.families()
    assert "Mono" in before.families()[0]
    assert value.font().pixelSize() > before.pixelSize()
