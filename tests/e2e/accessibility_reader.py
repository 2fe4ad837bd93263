"""Reads what an assistive program would read: the accessible tree of a process, through AT-SPI.

Run by the system's own Python, which has the bindings. Each line on stdin is "tree" or "focus"
and the id of a process; each line on stdout is its tree, or the control with the focus, as JSON,
or null where there is none. What is not shown is left out with all that it holds; of a long table
only the beginning is read.
"""

from __future__ import annotations

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 # its version has to be named first

MOST_CHILDREN = 40
TEXT_LENGTH = 200
TIMEOUT_MS = 5_000
ALWAYS_READ = frozenset({"application", "frame", "dialog", "popup menu"})
PARTS = frozenset({"list item", "table cell", "tree item"})
"""They have the focus together with the list or table that they are parts of."""


def main() -> None:
    """Answer until stdin is closed."""
    Atspi.init()
    Atspi.set_timeout(TIMEOUT_MS, TIMEOUT_MS)
    told = ToldFocus()
    _say("ready")
    for line in sys.stdin:
        wanted, process = line.split()
        application = application_of(int(process))
        found = None
        if application is not None:
            found = node(application) if wanted == "tree" else told.now(application)
        _say(json.dumps(found))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def application_of(process: int) -> Atspi.Accessible | None:
    """The application that runs as `process`."""
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    for number in range(desktop.get_child_count()):
        try:
            application = desktop.get_child_at_index(number)
            if application is not None and application.get_process_id() == process:
                application.set_cache_mask(Atspi.Cache.NONE)
                return application
        except GLib.Error:
            continue  # it is on its way out, or not yet in
    return None


class ToldFocus:
    """Hears, as a screen reader does, what gets the focus.

    The head of a table is told of only so: in the tree Qt shows its columns in its place.
    """

    def __init__(self) -> None:
        self._latest: Atspi.Accessible | None = None
        self._listener = Atspi.EventListener.new(self._hear)
        self._listener.register("object:state-changed:focused")

    def _hear(self, event: Atspi.Event) -> None:
        if event.detail1:
            self._latest = event.source

    def now(self, application: Atspi.Accessible) -> dict | None:
        """The control with the focus in `application`; not a part of it, such as a row."""
        while GLib.MainContext.default().iteration(False):  # without waiting
            pass  # each call hands over one event
        found = self._latest
        try:
            while found is not None and found.get_role_name() in PARTS:
                found = found.get_parent()
            if found is not None and found.get_process_id() == application.get_process_id():
                found.clear_cache()
                if found.get_state_set().contains(Atspi.StateType.FOCUSED):
                    return node(found, alone=True)
        except GLib.Error:
            self._latest = None  # it is gone
        return focus_in(application)


def focus_in(accessible: Atspi.Accessible) -> dict | None:
    """The same by a walk through the tree: nothing was told before this process listened."""
    try:
        states = accessible.get_state_set()
        role = accessible.get_role_name()
        if role in PARTS:
            return None
        if states.contains(Atspi.StateType.FOCUSED):
            return node(accessible, alone=True)
        if role not in ALWAYS_READ and not states.contains(Atspi.StateType.SHOWING):
            return None
        children = range(min(accessible.get_child_count(), MOST_CHILDREN))
        found = (focus_in(accessible.get_child_at_index(number)) for number in children)
        return next((child for child in found if child is not None), None)
    except GLib.Error:
        return None  # it vanished while it was read


def node(accessible: Atspi.Accessible, *, alone: bool = False) -> dict:
    """One node and what it shows inside, unless it is wanted `alone`."""
    states = sorted(state.value_nick for state in accessible.get_state_set().get_states())
    role = accessible.get_role_name()
    found = {
        "path": accessible.path,
        "role": role,
        "name": accessible.get_name() or "",
        "description": accessible.get_description() or "",
        "value": value_of(accessible),
        "states": states,
        "box": box_of(accessible),
        "children": [],
    }
    if not alone and ("showing" in states or role in ALWAYS_READ):
        found["children"] = children_of(accessible)
    return found


def children_of(accessible: Atspi.Accessible) -> list[dict]:
    """The nodes inside; one that vanishes while it is read is left out."""
    found = []
    for number in range(min(accessible.get_child_count(), MOST_CHILDREN)):
        try:
            child = accessible.get_child_at_index(number)
            if child is not None:
                found.append(node(child))
        except GLib.Error:
            continue
    return [child for child in found if "showing" in child["states"] or child["children"]]


def value_of(accessible: Atspi.Accessible) -> str:
    """Its number, or the beginning of its text."""
    interfaces = accessible.get_interfaces()
    try:
        if "Value" in interfaces:
            return f"{Atspi.Value.get_current_value(accessible):g}"
        if "Text" in interfaces:
            length = Atspi.Text.get_character_count(accessible)
            return Atspi.Text.get_text(accessible, 0, min(length, TEXT_LENGTH))
    except GLib.Error:
        pass
    return ""


def box_of(accessible: Atspi.Accessible) -> list[int] | None:
    """Left, top, width and height on the screen."""
    if "Component" not in accessible.get_interfaces():
        return None
    try:
        box = Atspi.Component.get_extents(accessible, Atspi.CoordType.SCREEN)
    except GLib.Error:
        return None
    return [box.x, box.y, box.width, box.height]


if __name__ == "__main__":
    main()
