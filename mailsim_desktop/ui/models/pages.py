"""Which pages of a long list are in memory, and which is to be read next.

Rows are asked for in whatever order they are seen. At most two pages are read at a time;
of those that wait, the one asked for last comes first, and what was asked for long ago is
forgotten: a person scrolled past it. No Qt, no database.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Generic, TypeVar

R = TypeVar("R")
PAGE = 256
KEPT = 64
_AT_ONCE = 2
_WAITING = 8


class Pages(Generic[R]):
    """Pages of one list whose rows have numbers from 0 on; a row may be None: it is gone."""

    def __init__(self) -> None:
        self._pages: OrderedDict[int, Sequence[R | None]] = OrderedDict()
        self._fresh: set[int] = set()
        self._reading: set[int] = set()
        self._wanted: list[int] = []

    def get(self, row: int) -> R | None:
        """What is in memory of a row; its page is wanted unless it is fresh."""
        number = row // PAGE
        if number not in self._fresh:
            self._want(number)
        page = self._pages.get(number)
        if page is None:
            return None
        self._pages.move_to_end(number)
        return page[row % PAGE] if row % PAGE < len(page) else None

    def next(self) -> int | None:
        """The page to read now, which from now on is being read; None when there is none."""
        if not self._wanted or len(self._reading) >= _AT_ONCE:
            return None
        number = self._wanted.pop()
        self._reading.add(number)
        return number

    def add(self, number: int, rows: Sequence[R | None]) -> None:
        """Keep a page that was read."""
        self._reading.discard(number)
        self._fresh.add(number)
        self._pages[number] = rows
        self._pages.move_to_end(number)
        while len(self._pages) > KEPT:
            gone, _ = self._pages.popitem(last=False)
            self._fresh.discard(gone)

    def give_up(self, number: int) -> None:
        """A page could not be read; it is wanted again when it is seen again."""
        self._reading.discard(number)

    def expire(self) -> None:
        """Everything may have changed: show what there is until it is read again."""
        self._fresh.clear()
        self._reading.clear()
        self._wanted.clear()

    def _want(self, number: int) -> None:
        if number in self._reading:
            return
        if number in self._wanted:
            self._wanted.remove(number)
        self._wanted.append(number)
        del self._wanted[:-_WAITING]
