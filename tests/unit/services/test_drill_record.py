"""The last drill is kept as it was, and a file that is none counts as none."""

from __future__ import annotations

import json

import pytest

from mailsim_desktop import paths
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services import drill_record
from mailsim_desktop.services.drill import Audit, Drill, Harm, Moment
from mailsim_desktop.services.drill_audit import Losses

DRILL = Drill(500, {Harm.KILL: 3, Harm.STARVE: 1}, Moment.WRITING, seed=9)
AUDIT = Audit(
    attempts=612,
    harms={Harm.KILL: 3, Harm.STARVE: 1},
    takeovers=2,
    workers_lost=3,
    wall_s=12.5,
    state=RunState.COMPLETED,
    error=None,
    losses=Losses(0, 0, 0),
    violations=[],
    digest="ab" * 32,
    expected="ab" * 32,
)


def test_without_a_drill_there_is_no_record():
    assert drill_record.last() is None


def test_what_is_kept_is_read_again(caplog: pytest.LogCaptureFixture):
    kept = drill_record.keep(DRILL, AUDIT)

    assert drill_record.last() == kept
    assert (kept.drill, kept.audit, kept.audit.held) == (DRILL, AUDIT, True)
    assert caplog.records == []


def test_another_drill_takes_its_place_and_nothing_else_stays_in_the_folder():
    drill_record.keep(DRILL, AUDIT)
    drill_record.keep(Drill(700), AUDIT)

    found = drill_record.last()
    assert found is not None
    assert found.drill.recipients == 700
    assert [path.name for path in paths.data_folder().iterdir()] == [drill_record.FILE]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"at_utc_ms": 1, "drill": {"harms": {"hug": 1}}, "audit": {}}', "\x00"],
)
def test_a_file_that_is_no_record_counts_as_none_and_is_logged(
    text: str, caplog: pytest.LogCaptureFixture
):
    drill_record.keep(DRILL, AUDIT)
    (paths.data_folder() / drill_record.FILE).write_text(text, encoding="utf-8")

    assert drill_record.last() is None
    assert "cannot be read" in caplog.text


def test_the_file_says_whether_it_held():
    drill_record.keep(DRILL, AUDIT)
    data = json.loads((paths.data_folder() / drill_record.FILE).read_text(encoding="utf-8"))

    assert data["held"] is True
    assert data["audit"]["losses"] == [0, 0, 0]
