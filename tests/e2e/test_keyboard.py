"""The window by keyboard alone: nothing here touches the mouse."""

from __future__ import annotations

import pytest
from smoke.watch import wait_for

from tests.e2e.app import BUTTON, PAGES, RAIL, MailSim, Program
from tests.e2e.desk import Desk
from tests.e2e.tree import Node
from tests.helpers.workspace import Workspace


def test_pages_are_reached_by_their_keys(app: MailSim):
    for key, page in reversed(PAGES.items()):
        app.desk.hands.press(key)
        app.wait_for_page(page)


def test_arrows_move_in_the_rail(app: MailSim):
    app.tab_to(RAIL)
    for key, page in (("Down", "Campaigns"), ("Down", "Contacts"), ("Up", "Campaigns")):
        app.desk.hands.press(key)
        app.wait_for_page(page)


def test_ctrl_o_asks_for_a_file_and_escape_leaves_it(app: MailSim):
    app.desk.hands.press("ctrl+o")
    asked = app.wait_for_node(is_file_dialog, "the dialog that asks for a file")
    app.desk.hands.press("Escape")
    wait_for(lambda: not any(is_file_dialog(node) for node in app.nodes()), "no dialog")

    assert asked.name == "Import a list"


def is_file_dialog(node: Node) -> bool:
    """The dialog of Ctrl+O, or of the page that it opens."""
    return node.role in {"dialog", "file chooser"} and "Import" in node.name


@pytest.mark.usefixtures("finished")
def test_tab_reaches_every_control_of_the_pages(app: MailSim):
    missed, nameless = {}, []
    for key, page in PAGES.items():
        app.desk.hands.press(key)
        app.wait_for_page(page)
        wanted = controls(app)
        reached = {(node.role, node.name) for node in app.tab_round()}
        missed[page] = {one for one in wanted - reached if one[0] not in BY_ARROWS}
        nameless += [(page, role) for role, name in reached if not name.strip()]
        assert len(wanted) >= 3

    assert missed == {page: set() for page in PAGES.values()}
    assert nameless == []


def controls(app: Program) -> set[tuple[str, str]]:
    """What can have the focus now, by role and name."""
    return {(node.role, node.name) for node in app.nodes() if node.is_control}


def test_gallery_is_found_in_the_palette_walked_and_left_by_keys_alone(app: MailSim):
    hands = app.desk.hands
    hands.press("ctrl+k")
    hands.write("gallery")
    hands.press("Return")
    app.find("label", "Gallery")
    app.tab_to("System")
    hands.press("Left")
    wait_for(lambda: is_on(app, "Dark"), "the dark theme, chosen by an arrow")
    wanted = controls(app)
    reached = {(node.role, node.name) for node in app.tab_round()}
    hands.press("alt+Left")
    app.wait_for_page("Dashboard")

    assert len(reached) > 60
    by_tab_alone = {(role, name) for role, name in wanted - reached if role not in BY_ARROWS}
    assert by_tab_alone <= {("list", "Settings")}  # foot of a rail, whose two lists are one stop
    assert [role for role, name in reached if not name.strip()] == []


BY_ARROWS = {"radio button", "check box"}
"""Choices of one group and chips of one filter: Tab leads to the group, arrows within it."""


def is_on(app: MailSim, choice: str) -> bool:
    """Of several choices it is the one made."""
    return any(node.name == choice and "checked" in node.states for node in app.nodes())


@pytest.mark.usefixtures("people")
def test_run_is_launched_and_paused_by_keys_alone(
    app: MailSim, own_desk: Desk, workspace: Workspace
):
    hands = own_desk.hands
    hands.press("ctrl+n")
    app.tab_to("Save and launch")
    hands.press("space")
    app.wait_for_node(lambda node: node.role == "dialog", "the dialog that launches")
    app.tab_to("As fast as possible")
    hands.press("Down")
    app.tab_to("Speed")
    hands.press("ctrl+a")
    hands.write("1")
    hands.press("Return")
    app.wait_for_page("Dashboard")
    wait_for(lambda: states(workspace) == ["running"], "a run under way")
    hands.press("F9")
    wait_for(lambda: states(workspace) == ["paused"], "a paused run")

    app.find(BUTTON, "Resume")
    app.tab_to("Resume")


def states(workspace: Workspace) -> list[str]:
    """State of every run."""
    return [state for (state,) in workspace.sql("SELECT state FROM runs")]
