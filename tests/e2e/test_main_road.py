"""The main road by mouse: a list is dropped, a campaign written for it, and its run completes."""

from __future__ import annotations

from pathlib import Path

from smoke.watch import wait_for

from tests.e2e import drag_source
from tests.e2e.app import BUTTON, MailSim
from tests.helpers.workspace import Workspace

RUN_S = 40


def test_dropped_list_becomes_a_completed_run(
    app: MailSim, open_files, list_file: Path, workspace: Workspace
):
    source = open_files(list_file)
    window = app.find("frame", "MailSim Desktop")
    app.desk.hands.drag(source.find(BUTTON, drag_source.NAME).centre, window.centre)
    app.wait_for_node(lambda node: list_file.name in node.name, "the overlay")
    app.desk.hands.release()

    app.click(BUTTON, "New campaign with this list")
    app.click(BUTTON, "Save and launch")
    app.wait_for_node(lambda node: node.role == "dialog", "the dialog that launches")
    app.click(BUTTON, "Launch rehearsal")
    app.wait_for_page("Dashboard")
    completed = wait_for(
        lambda: workspace.sql("SELECT recipients FROM runs WHERE state = 'completed'"),
        "a completed run",
        RUN_S,
    )
    told = app.wait_for_node(lambda node: node.name == "Completed", "the run bar's word for it")

    assert completed == [(36,)]
    assert "showing" in told.states
