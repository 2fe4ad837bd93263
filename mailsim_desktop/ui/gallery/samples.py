"""Example values for the gallery alone, so that every component has something to show.

Invented, fixed, and in agreement with each other and with those of `sample_run`. No page may
use them, and nothing here was measured. Only values stand here; the words of the gallery are
its sections'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services.contacts import ImportSummary, ListRow
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.models.columns import Column
from mailsim_desktop.ui.models.source import Ids, Wish

NAME = "Autumn newsletter"
LIST_FILES = (Path("contacts-eu-september.csv"),)
OTHER_FILES = (Path("invoice-2026.pdf"),)
PAGED = 10_000
"""Rows of the paged table."""
MONDAY_MS = 1_789_372_800_000  # 14 September 2026
_LONG = "maria-del-carmen.fernandez-de-la-cuesta@marketing.noreste.empresa-ejemplo.example"


@dataclass(frozen=True, slots=True)
class Row:
    """A row with a value of every kind; None is unknown."""

    name: str
    email: str
    state: RunState
    sent: int | None = None
    deferred: float | None = None
    clock_us: int | None = None
    changed_ms: int | None = None
    shares: tuple[float, float, float] | None = None
    reply: str | None = None


ROWS = (
    Row(
        *("Ana Ruiz", "ana.ruiz@example.org", RunState.RUNNING, 127_049, 0.1534),
        *(2_900 * SECOND_US, MONDAY_MS, (0.508, 0.002, 0.51), "250 2.0.0 accepted"),
    ),
    Row(
        *("María del Carmen Fernández", _LONG, RunState.COMPLETED, 9_120, 0.0302),
        *(12_380 * SECOND_US, MONDAY_MS - 86_400_000, (0.988, 0.012, 1.0), "451 4.7.0 try later"),
    ),
    Row("Luis Prat", "luis@example.net", RunState.PLANNING),
    Row(
        *("Eva Sanz", "eva.sanz@example.com", RunState.FAILED, 31, 0.4),
        *(61 * SECOND_US, MONDAY_MS - 40 * 86_400_000, (0.2, 0.3, 0.5), "550 5.1.1 no such user"),
    ),
)


class NumberedRows:
    """Ten thousand rows, made when they are asked for; the store is not looked at."""

    def __init__(self, columns: Sequence[Column[int]]) -> None:
        self.columns = columns

    def ids(self, _store: Store, wish: Wish) -> Ids:
        """All numbers, from the first or from the last."""
        found = np.arange(1, PAGED + 1, dtype=np.int64)
        return found[::-1] if wish.descending else found

    def rows(self, _store: Store, ids: Sequence[int]) -> Mapping[int, int]:
        """Rows are numbers."""
        return {number: number for number in ids}

    def prepare(self, _store: Store) -> None:
        """Nothing makes a sort of numbers faster."""

    def forget(self) -> None:
        """Nothing is kept."""


LISTS = [
    ListRow(1, "Readers", MONDAY_MS, 254_318),
    ListRow(2, "Customers who asked to hear of every new book of the autumn", MONDAY_MS, 9_120),
    ListRow(3, "Test", MONDAY_MS, 0),
]
SUMMARY = ImportSummary(
    import_id=1,
    list_id=1,
    list_name="Readers",
    file_name=LIST_FILES[0].name,
    delimiter=";",
    encoding="utf-8",
    read=259_800,
    imported=254_318,
    updated=3_278,
    duplicate=1_377,
    invalid=782,
    empty=45,
    first_rejects=(),
)
