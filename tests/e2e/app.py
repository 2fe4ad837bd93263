"""The window of MailSim in a process of its own, found and driven from outside.

What is on it is found by role and name in its accessible tree, never by a place known beforehand.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from smoke.watch import wait_for

from tests.e2e.desk import Desk, end_with_descendants
from tests.e2e.tree import Node

ROOT = Path(__file__).parents[2]
PATIENCE_S = 20
CLOSE_S = 20
KEY_S = 10
BUTTON = "push button"
RAIL = "Pages"
PAGES = {"ctrl+1": "Dashboard", "ctrl+2": "Campaigns", "ctrl+3": "Contacts", "ctrl+4": "Queue"}
"""Keys that lead to the pages, by their names in the rail."""
MOST_LINKS = 2
LINK_S = 4.0
"""A control is left within this time, or the Tab went to a link inside it."""


class Program:
    """A process with a window on the desk."""

    def __init__(self, desk: Desk, process: subprocess.Popen[str]) -> None:
        self.desk = desk
        self.process = process

    def tree(self) -> Node | None:
        """Everything it shows now."""
        return self.desk.trees.read(self.process.pid)

    def nodes(self) -> list[Node]:
        """The same as a flat list, in order."""
        tree = self.tree()
        return [] if tree is None else list(tree.walk())

    def find(self, role: str, name: str) -> Node:
        """Wait until there is a node of this role whose name begins so, and it can be used."""
        return self.wait_for_node(
            lambda node: (
                node.role == role
                and node.name.startswith(name)
                and {"showing", "sensitive"} <= node.states
            ),
            f"{role} '{name}'",
        )

    def wait_for_node(self, fits: Callable[[Node], bool], what: str) -> Node:
        """Wait for the first node that fits.

        A window that has been laid out a moment ago tells places that are not yet true, so the
        same answer is wanted twice.
        """
        before: list[Node | None] = [None]

        def look() -> Node | None:
            found = next((node for node in self.nodes() if fits(node)), None)
            settled = found is not None and before[0] is not None and found.box == before[0].box
            before[0] = found
            return found if settled else None

        found = wait_for(look, what, PATIENCE_S)
        assert found is not None
        return found

    def click(self, role: str, name: str) -> None:
        """Click it with the mouse."""
        self.desk.hands.click(self.find(role, name).centre)


class MailSim(Program):
    """The program under test."""

    def focused(self) -> Node | None:
        """The control with the focus."""
        return self.desk.trees.focus(self.process.pid)

    def is_active(self) -> bool:
        """Its main window is the one that the keyboard acts on."""
        return any(node.role == "frame" and "active" in node.states for node in self.nodes())

    def page(self) -> str | None:
        """Name of the page that the rail marks and whose title is shown."""
        nodes = self.nodes()
        rail = next((node for node in nodes if node.name == RAIL), None)
        items = [] if rail is None else list(rail.walk())
        chosen = next((node.name for node in items if "selected" in node.states), None)
        titles = [node.name for node in nodes if node not in items and node.role != "menu item"]
        return chosen if chosen in titles else None

    def wait_for_page(self, name: str) -> None:
        """Wait until this page is on top."""
        wait_for(lambda: self.page() == name, f"the page '{name}'", PATIENCE_S)

    def tab_to(self, name: str) -> None:
        """Press Tab until the control whose name begins so has the focus."""
        passed = []
        for node in self.tab_round():
            if node.name.startswith(name):
                return
            passed.append(node.name)
        raise AssertionError(f"Tab does not lead to '{name}', only to {passed}")

    def tab_round(self) -> Iterator[Node]:
        """The control with the focus, then each that Tab leads to, once round."""
        if self.focused() is None:  # a window that has just opened need not have one
            self.desk.hands.press("Tab")
        node = wait_for(self.focused, "a control with the focus", PATIENCE_S)
        assert node is not None
        seen: set[str] = set()
        while node.path not in seen:
            seen.add(node.path)
            yield node
            node = self._tab_from(node)

    def _tab_from(self, before: Node) -> Node:
        """Press Tab until another control has the focus: links are stops inside a document."""

        def look() -> Node | None:
            now = self.focused()
            return now if now is not None and now.path != before.path else None

        what = f"where Tab leads from {before.role} '{before.name}'"
        found = None
        for patience_s in (*[LINK_S] * MOST_LINKS, KEY_S):
            self.desk.hands.press("Tab")
            with suppress(TimeoutError):
                found = wait_for(look, what, patience_s)
                break
        assert found is not None, what
        return found


@contextmanager
def running(desk: Desk, *command: str) -> Iterator[subprocess.Popen[str]]:
    """A Python program on the desk, ended with the block whatever happens."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT, env=desk.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        end_with_descendants(process)
