"""The drawings of the state machines and the tables of the code are the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest

from mailsim_desktop.domain import transitions

DRAWINGS = Path(__file__).parents[2] / "docs" / "state-machines.md"
MACHINES: list[tuple[str, Mapping[StrEnum, frozenset[StrEnum]]]] = [
    ("Contact", transitions.CONTACT),
    ("Campaign", transitions.CAMPAIGN),
    ("Run", transitions.RUN),
    ("Job", transitions.JOB),
]


def section(title: str) -> str:
    text = DRAWINGS.read_text(encoding="utf-8")
    return text.split(f"## {title}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(("title", "table"), MACHINES, ids=lambda value: str(value)[:8])
def test_drawing_shows_exactly_the_transitions_of_the_table(title, table):
    arrows = set(re.findall(r"^    (\w+) --> (\w+)$", section(title), re.MULTILINE))

    assert arrows == {(str(a), str(b)) for a, targets in table.items() for b in targets}


@pytest.mark.parametrize(("title", "table"), MACHINES, ids=lambda value: str(value)[:8])
def test_each_state_is_described_and_each_terminal_state_ends_the_drawing(title, table):
    described = re.findall(r"^- \*\*(\w+)\*\*: \S", section(title), re.MULTILINE)
    ends = set(re.findall(r"^    (\w+) --> \[\*\]$", section(title), re.MULTILINE))

    assert described == [str(state) for state in table]
    assert ends == {str(state) for state, targets in table.items() if not targets}
