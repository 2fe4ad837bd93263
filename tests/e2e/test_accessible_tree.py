"""What a screen reader is told: every control has a name and a role that says what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.app import PAGES, MailSim
from tests.e2e.tree import Node

WRITTEN = Path(__file__).parents[2] / "build" / "accessible-tree.txt"
PRESSED = frozenset({"push button", "toggle button", "radio button", "check box", "menu item"})
VAGUE = frozenset({"filler", "panel", "unknown", "invalid", "layered pane", "redundant object"})
"""Roles that say nothing of what can be done with it."""
PLOTS = ("Attempts, ", "Queue, ", "Latency, ", "Retry waves, ")
"""Begin the names of the plots: Qt has no role for them, and PySide6 no way to give one."""


@pytest.mark.usefixtures("finished")
def test_every_control_has_a_name_and_a_role(app: MailSim):
    trees = dict(seen(app))
    lines = [line for page, tree in trees.items() for line in (f"# {page}", *tree.lines())]
    WRITTEN.parent.mkdir(exist_ok=True)
    WRITTEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
    nodes = {page: list(tree.walk()) for page, tree in trees.items()}
    nameless = [
        (page, node.role, node.box)
        for page, found in nodes.items()
        for node in found
        if (node.is_control or node.role in PRESSED) and not node.name.strip()
    ]
    vague = [
        (page, node.role, node.name)
        for page, found in nodes.items()
        for node in found
        if node.is_control and node.role in VAGUE and not node.name.startswith(PLOTS)
    ]

    assert all(len(found) > 40 for found in nodes.values())
    assert nameless == []
    assert vague == []


def seen(app: MailSim):
    """Each page with its tree."""
    for key, page in PAGES.items():
        app.desk.hands.press(key)
        app.wait_for_page(page)
        tree: Node | None = app.tree()
        assert tree is not None
        yield page, tree
