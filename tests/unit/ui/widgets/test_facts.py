from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import words
from mailsim_desktop.ui.widgets.facts import Facts

pytestmark = pytest.mark.ui


def test_value_is_spoken_with_its_label_and_what_is_unknown_is_a_dash(qtbot: QtBot):
    facts = Facts(("List", "Seed"))
    qtbot.addWidget(facts)
    facts.show_values("<b>Customers</b>", "")

    assert facts.values() == ["<b>Customers</b>", words.UNKNOWN]
    spoken = [label.accessibleName() for label in facts.findChildren(QLabel)]
    assert "List <b>Customers</b>" in spoken
    assert f"Seed {words.UNKNOWN}" in spoken
