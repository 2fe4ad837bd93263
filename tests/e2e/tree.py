"""The accessible tree of a program, as its tests see it; and the child process that reads it."""

from __future__ import annotations

import json
import select
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SYSTEM_PYTHON = "/usr/bin/python3"
READER = Path(__file__).with_name("accessibility_reader.py")
PATIENCE_S = 20
PARTS = frozenset({"list item", "table cell", "tree item"})
"""Roles of what is a part of a control: only the control is a stop of the Tab key."""


@dataclass(frozen=True)
class Node:
    """One thing that an assistive program can tell of; its path is its own."""

    path: str
    role: str
    name: str
    description: str
    value: str
    states: frozenset[str]
    box: tuple[int, int, int, int] | None
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Itself and everything inside, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_control(self) -> bool:
        """A person can put the focus on it now."""
        return {"focusable", "showing", "sensitive"} <= self.states and self.role not in PARTS

    @property
    def centre(self) -> tuple[int, int]:
        """Where to click."""
        assert self.box is not None, f"{self.role} '{self.name}' has no place on the screen"
        left, top, width, height = self.box
        return left + width // 2, top + height // 2

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Itself and everything inside, one line each."""
        words = [f"{'  ' * depth}{self.role}", repr(self.name)]
        words += [f"= {self.value!r}"] if self.value not in {"", self.name} else []
        words += [f"({self.description})"] if self.description else []
        words += [state for state in ("focusable", "focused", "selected") if state in self.states]
        yield " ".join(words)
        for child in self.children:
            yield from child.lines(depth + 1)


class TreeReader:
    """Asks the reading process; one question at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        assert self._answer() == "ready"

    def read(self, process_id: int) -> Node | None:
        """The tree of a process as it is now, or None while it has none."""
        return self._ask("tree", process_id)

    def focus(self, process_id: int) -> Node | None:
        """The control of a process with the focus, without what is inside: much quicker."""
        return self._ask("focus", process_id)

    def _ask(self, wanted: str, process_id: int) -> Node | None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{wanted} {process_id}\n")
        self._process.stdin.flush()
        found = json.loads(self._answer())
        return None if found is None else _node(found)

    def _answer(self) -> str:
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE_S)
        assert ready, "the accessible tree cannot be read: no answer in time"
        line = self._process.stdout.readline().strip()
        assert line, "the process that reads the accessible tree has ended"
        return line


def start_reader(environment: dict[str, str]) -> subprocess.Popen[str]:
    """Start the process that reads trees; whoever starts it ends it."""
    return subprocess.Popen(
        [SYSTEM_PYTHON, str(READER)],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip


def _node(found: dict[str, Any]) -> Node:
    return Node(
        path=found["path"],
        role=found["role"],
        name=found["name"],
        description=found["description"],
        value=found["value"],
        states=frozenset(found["states"]),
        box=None if found["box"] is None else tuple(found["box"]),
        children=tuple(_node(child) for child in found["children"]),
    )
