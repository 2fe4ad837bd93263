"""The audit shows everything that a drill found, and copies it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.services.drill import Drill, Harm
from mailsim_desktop.services.drill_audit import Losses
from mailsim_desktop.services.drill_record import DrillRecord
from mailsim_desktop.ui.dialogs.audit import AuditDialog
from mailsim_desktop.ui.theme import Theme
from tests.unit.ui.test_drill_words import AUDIT

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("english")]
RECORD = DrillRecord(1_700_000_000_000, Drill(20_000), AUDIT)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def texts(dialog: AuditDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_every_figure_is_shown(parent: QWidget, theme: Theme):
    dialog = AuditDialog(RECORD, theme, parent)

    values = dialog.facts.values()
    assert {"20,000", "22,391", "38 of 20", "4 of 5", "Completed"} <= set(values)
    assert values[-4:] == ["0", "0", "0", "0"]
    assert dialog.digests.text() == f"{AUDIT.digest}\n{AUDIT.expected}"


def test_faults_are_written_out_as_they_are(parent: QWidget, theme: Theme):
    wrong = replace(
        AUDIT,
        losses=Losses(3, 0, 0),
        violations=["<b>counters</b> differ"],
        error="It stood still.",
    )
    dialog = AuditDialog(replace(RECORD, audit=wrong), theme, parent)

    assert "It stood still.\n<b>counters</b> differ" in texts(dialog)
    assert dialog.facts.values()[-4:] == ["3", "0", "0", "1"]


def test_all_of_it_is_copied_as_json(parent: QWidget, theme: Theme):
    dialog = AuditDialog(RECORD, theme, parent)
    dialog.copy_button.click()

    copied = json.loads(QGuiApplication.clipboard().text())
    assert copied == json.loads(json.dumps(RECORD.to_json()))
    assert copied["audit"]["harms"] == {str(Harm.KILL): 38, str(Harm.STARVE): 4}
