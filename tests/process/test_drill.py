"""The crash drill: it holds for the workers that ship, and finds each planted fault."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import multiprocess
import pytest

from mailsim_desktop import clock
from mailsim_desktop.errors import SettingsError
from mailsim_desktop.services import drill as drill_service
from mailsim_desktop.services.drill import (
    Audit,
    Drill,
    Harm,
    Moment,
    Progress,
    Stage,
    run_drill,
)
from mailsim_desktop.workers import child, supervisor
from tests.helpers import planted_workers

pytestmark = [pytest.mark.process, pytest.mark.slow]
PATIENCE_S = 1.0
"""More than the second that is promised: the machine of the tests is shared."""
SMALL = Drill(recipients=4_000, harms={Harm.KILL: 5, Harm.STARVE: 3}, batch=50)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up what keeps dying or stands still sooner than people would want."""
    monkeypatch.setattr(supervisor, "PATIENCE", 4)
    monkeypatch.setattr(drill_service, "STUCK_S", 6.0)


@pytest.mark.parametrize("moment", list(Moment))
def test_a_run_survives_the_drill_unchanged(tmp_path: Path, moment: Moment):
    harms = {Harm.KILL: 4, Harm.STOP: 1, Harm.STARVE: 2}
    steps: list[Progress] = []

    found = run_drill(
        tmp_path, Drill(4_000, harms, moment, batch=50, seed=len(moment)), steps.append
    )

    assert found.held
    assert found.error is None
    assert found.losses == (0, 0, 0)
    assert found.digest == found.expected
    assert sum(found.harms.values()) >= 1
    if moment is not Moment.RANDOM:  # then whoever was harmed held a lease
        assert found.workers_lost >= found.harms.get(Harm.KILL, 0)
        assert found.takeovers >= 1
    assert any(step.stage is Stage.DISTURBING and step.done for step in steps)
    assert multiprocess.active_children() == []


@pytest.mark.parametrize(
    ("main", "drill"),
    [
        (planted_workers.fence_removed, Drill(4_000, {Harm.STARVE: 12}, batch=50)),
        (
            planted_workers.transaction_split,
            Drill(4_000, {Harm.KILL: 25}, Moment.WRITING, batch=50),
        ),
        (planted_workers.cursor_not_saved, SMALL),
        (planted_workers.retry_forgotten, SMALL),
    ],
    ids=["fence removed", "transaction split", "cursor not saved", "retry forgotten"],
)
@pytest.mark.usefixtures("impatient")
def test_the_drill_finds_a_planted_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, main: Callable[..., None], drill: Drill
):
    def plant(told: Progress) -> None:
        if told == Progress(Stage.DISTURBING, 0, sum(drill.harms.values())):
            monkeypatch.setattr(child, "main", main)

    found: Audit = run_drill(tmp_path, drill, plant)

    assert not found.held
    assert sum(found.losses) > 0 or found.violations or found.digest != found.expected
    assert multiprocess.active_children() == []


@pytest.mark.parametrize("harms", [{Harm.KILL: 0}, {Harm.KILL: 1, Harm.STOP: -1}])
def test_a_drill_that_makes_no_sense_is_refused(harms: dict[Harm, int]):
    with pytest.raises(SettingsError, match="between 1 and"):
        Drill(harms=harms)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing can be stopped there")
def test_the_command_prints_the_audit_and_its_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    from mailsim_desktop.cli.main import run  # typer is not for the other tests

    line = f"drill --recipients 500 --kills 1 --stops 0 --starves 1 --folder {tmp_path}"
    assert run(line.split()) == 0

    out = capsys.readouterr().out
    assert "held" in out
    assert (tmp_path / "drill.sqlite3").is_file()


@pytest.mark.parametrize("stage", [Stage.IMPORTING, Stage.UNDISTURBED, Stage.DISTURBING])
def test_a_drill_that_is_called_off_ends_within_a_second_and_leaves_no_process(
    tmp_path: Path, stage: Stage
):
    called_off: list[float] = []

    def told(now: Progress) -> None:
        if now.stage is stage and (stage is not Stage.DISTURBING or now.done) and not called_off:
            called_off.append(clock.monotonic_s())

    found = run_drill(tmp_path, Drill(harms={Harm.STOP: 3}), told, lambda: bool(called_off))

    assert found is None
    assert clock.monotonic_s() - called_off[0] < 1.0 + PATIENCE_S
    assert multiprocess.active_children() == []
