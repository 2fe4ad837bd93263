"""Wall time, and that nobody else asks the machine for it."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest

import mailsim_desktop
from mailsim_desktop import clock

SOURCES = sorted(Path(mailsim_desktop.__file__).parent.rglob("*.py"))
ASKING = {"time", "time_ns", "monotonic", "perf_counter", "now", "utcnow", "today"}


def test_wall_time_is_utc_in_milliseconds():
    expected = datetime.now(UTC).timestamp() * 1000  # noqa: TID251 # the oracle

    assert clock.now_utc_ms() == pytest.approx(expected, abs=1000)


def test_intervals_never_go_back():
    instants = [clock.monotonic_s() for _ in range(1000)]

    assert instants == sorted(instants)


@pytest.mark.parametrize(
    ("utc_ms", "text"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (1_795_508_999_999, "2026-11-24T08:29:59Z"),
        (1_795_509_000_000, "2026-11-24T08:30:00Z"),
    ],
)
def test_instant_is_written_in_utc_to_the_second(utc_ms, text):
    assert clock.iso_utc(utc_ms) == text


def test_no_other_module_asks_the_machine_for_the_time():
    asking = {
        (path.name, node.attr)
        for path in SOURCES
        if path.name != "clock.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in ASKING
        and isinstance(node.value, ast.Name)
        and node.value.id in {"time", "datetime", "date"}
    }

    assert asking == set()
