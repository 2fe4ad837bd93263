"""What a paged table asks of whoever knows its records, and the wish that it passes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.models.columns import Column

R = TypeVar("R")
Ids = NDArray[np.int64]
"""(n,) int64, one for each row; no id twice."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to see."""

    chosen: object = None  # the filter; its type is the source's own
    search: str = ""
    column: int | None = None  # None: in the source's own order
    descending: bool = False


class Source(Protocol[R]):
    """Where the records come from. All but `columns` is called on background threads."""

    columns: Sequence[Column[R]]

    def ids(self, store: Store, wish: Wish) -> Ids:
        """Ids of all rows in order."""

    def rows(self, store: Store, ids: Sequence[int]) -> Mapping[int, R]:
        """Records of a page; those that are gone are left out."""

    def prepare(self, store: Store) -> None:
        """Do what makes the first sort fast; called once the table shows something."""

    def forget(self) -> None:
        """What was kept to be fast may be wrong now."""
