"""Files dragged over the window with a real mouse, from another program."""

from __future__ import annotations

from pathlib import Path

from smoke.watch import wait_for

from tests.e2e import drag_source
from tests.e2e.app import BUTTON, MailSim, Program
from tests.helpers.workspace import Workspace


def drag_over(app: MailSim, source: Program) -> None:
    """Drag from the source to the middle of the window, and hold there."""
    window = app.find("frame", "MailSim Desktop")
    source.desk.hands.drag(source.find(BUTTON, drag_source.NAME).centre, window.centre)


def outcome(source: Program) -> str:
    """What the source was told of its drag."""
    assert source.process.stdout is not None
    return source.process.stdout.readline().strip()


def test_dropped_list_is_imported(app: MailSim, open_files, list_file: Path, workspace: Workspace):
    source = open_files(list_file)
    drag_over(app, source)
    overlay = app.wait_for_node(lambda node: list_file.name in node.name, "the overlay")
    source.desk.hands.release()
    app.find(BUTTON, "New campaign with this list")

    assert "Drop to import" in overlay.name
    assert outcome(source) == "copied"
    assert workspace.sql("SELECT count(*) FROM contacts WHERE state = 'valid'") == [(36,)]
    assert workspace.sql("SELECT invalid FROM imports") == [(1,)]


def test_what_is_no_list_is_refused_and_said_why(
    app: MailSim, open_files, tmp_path: Path, workspace: Workspace
):
    picture = tmp_path / "holiday.png"
    picture.write_bytes(b"\x89PNG")
    source = open_files(picture)
    drag_over(app, source)
    overlay = app.wait_for_node(lambda node: picture.name in node.name, "the overlay")
    source.desk.hands.release()
    gone = wait_for(
        lambda: not any(picture.name in node.name for node in app.nodes()), "no overlay"
    )

    assert "not a list" in overlay.name
    assert gone
    assert outcome(source) == "refused"
    assert workspace.sql("SELECT count(*) FROM imports") == [(0,)]
    assert app.page() == "Dashboard"


def test_drag_that_leaves_the_window_leaves_nothing(
    app: MailSim, open_files, list_file: Path, workspace: Workspace
):
    source = open_files(list_file)
    home = source.find(BUTTON, drag_source.NAME).centre
    drag_over(app, source)
    app.wait_for_node(lambda node: list_file.name in node.name, "the overlay")
    source.desk.hands.move(home)
    wait_for(lambda: not any(list_file.name in node.name for node in app.nodes()), "no overlay")
    source.desk.hands.release()

    assert outcome(source) == "refused"
    assert workspace.sql("SELECT count(*) FROM imports") == [(0,)]
