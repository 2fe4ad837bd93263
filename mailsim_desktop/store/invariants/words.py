"""Columns that hold one of a few words: the states of `domain.transitions` and their like."""

from __future__ import annotations

from collections.abc import Iterable

from mailsim_desktop.domain.contact import EXCLUDED_STATES, ContactState
from mailsim_desktop.domain.intervention import Kind
from mailsim_desktop.domain.priority import Priority
from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.domain.transitions import CampaignState, JobState, RunState
from mailsim_desktop.store.invariants.invariant import Invariant
from mailsim_desktop.store.rollups import REQUEUED, STARTED

DEFERRED = "deferred"
_COLUMNS: tuple[tuple[str, str, str, Iterable[str]], ...] = (
    ("contacts", "id", "state", ContactState),
    ("campaigns", "id", "state", CampaignState),
    ("runs", "id", "state", RunState),
    ("runs", "id", "priority", Priority),
    ("run_exclusions", "run_id", "reason", EXCLUDED_STATES),
    ("job_exceptions", "job_id", "state", {DEFERRED, *JobState} - {"pending", "delivered"}),
    ("rollups", "run_id", "outcome", {STARTED, REQUEUED, *Outcome}),
    ("interventions", "id", "kind", Kind),
    ("import_rejects", "import_id", "kind", ("duplicate", "invalid", "empty")),
)


def _invariant(table: str, key: str, column: str, words: Iterable[str]) -> Invariant:
    known = ", ".join(f"'{word}'" for word in sorted(words))
    return Invariant(
        f"{table} {{0}}: {column} is {{1}}, which is no such word",
        f"SELECT {key}, {column} FROM {table} WHERE {column} NOT IN ({known})",
    )


INVARIANTS = tuple(_invariant(*column) for column in _COLUMNS)
