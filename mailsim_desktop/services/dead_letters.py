"""Dead letters: list them, export them, and try them again in a run of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mailsim_desktop.contacts.writer import write_csv
from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.run import MAX_SEED
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES
from mailsim_desktop.errors import InvalidTransitionError, UserError
from mailsim_desktop.services import launching, runs
from mailsim_desktop.store import dead_letters
from mailsim_desktop.store.database import Store

__all__ = ["DeadLetter", "DeadLetters", "Selection", "export", "find", "requeue"]

HEADER = ("job", "email", "provider_group", "state", "attempts", "reply")
_PAGE = 5_000


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One job that nothing came of; `reply` is the line of the last one, None where none came."""

    job: int
    email: str
    provider_group: str
    state: str
    attempts: int
    reply: str | None


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """The first of the dead letters that were asked for, and how many there are."""

    total: int
    shown: list[DeadLetter]


def find(store: Store, run_id: int, selection: Selection, *, limit: int) -> DeadLetters:
    """Dead letters of a run, by job; at most `limit` of them are read.

    Raises
    ------
    NotFoundError : there is no such run, reply or provider group in it.
    """
    scenario = runs.get_run(store, run_id).scenario
    reply = selection.reply_index(scenario)
    with store.read() as connection:
        total = dead_letters.count(connection, run_id, selection, reply)
        rows = dead_letters.page(connection, run_id, selection, reply, after_job=0, limit=limit)
    return DeadLetters(total, [_told(scenario, row) for row in rows])


def export(store: Store, run_id: int, selection: Selection, path: Path) -> int:
    """Write dead letters as CSV under `HEADER`; return how many.

    Raises
    ------
    NotFoundError : as `find`.
    ExportError : the file cannot be written.
    """
    scenario = runs.get_run(store, run_id).scenario
    reply = selection.reply_index(scenario)

    def rows() -> Iterator[tuple[object, ...]]:
        after = 0
        while True:  # short reads, so that the write-ahead log never waits for this
            with store.read() as connection:
                page = dead_letters.page(
                    connection, run_id, selection, reply, after_job=after, limit=_PAGE
                )
            if not page:
                return
            after = page[-1].job_id
            for row in page:
                told = _told(scenario, row)
                yield tuple(getattr(told, name) for name in DeadLetter.__slots__)

    return write_csv(path, HEADER, rows())


def requeue(store: Store, run_id: int, selection: Selection) -> int:
    """Launch a run of its own for dead letters of a run that has ended; returns its id.

    It has the scenario and the settings of its parent, but the next seed: with the same
    luck, every one of them would meet the same answers again.

    Raises
    ------
    UserError : no dead letter fits, or there is no such reply or provider group.
    InvalidTransitionError : the run, or another one of its campaign, has not ended.
    """
    run = runs.get_run(store, run_id)
    if run.state not in TERMINAL_RUN_STATES:
        raise InvalidTransitionError(
            f"Run {run_id} is {run.state}; its dead letters can be tried again once it has ended.",
            f"Wait for it, or cancel it: mailsim campaigns cancel {run.campaign_id}",
        )
    with store.read() as connection:
        reply = selection.reply_index(run.scenario)
        number = dead_letters.count(connection, run_id, selection, reply)
    if not number:
        raise UserError(
            f"Run {run_id} has no such dead letters.",
            f"Look at what it has with: mailsim dead-letters list {run_id}",
        )
    seed = run.seed + 1 if run.seed < MAX_SEED else 0
    options = replace(run.options, seed=seed, speed=None)
    return launching.launch_child(store, run, selection, options)


def _told(scenario: Scenario, row: dead_letters.DeadLetter) -> DeadLetter:
    line = None if row.reply is None else scenario.replies[row.reply].line()
    return DeadLetter(*row[:5], line)
