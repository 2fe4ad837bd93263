"""Which stretches of a long list are in memory, and from where the next can be read.

A list is read in order behind the last id of the stretch before ("keyset"), so the page
at row n needs the id before row n: its anchor. Anchors are found by walking forward once
and kept; pages are kept for the most recently seen. No Qt, no database.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from mailsim_desktop.services.contacts import ContactRow

PAGE = 500
KEPT = 40


@dataclass(frozen=True, slots=True)
class Step:
    """Read `pages` pages behind `after_id`; they begin at page `first`."""

    first: int
    after_id: int
    pages: int


class ContactPages:
    """Pages of one selection of contacts."""

    def __init__(self) -> None:
        self._anchors = [0]  # id before each page, as far as known
        self._pages: OrderedDict[int, tuple[ContactRow, ...]] = OrderedDict()

    def get(self, row: int) -> ContactRow | None:
        """Contact of a row, None while it is not in memory."""
        page = self._pages.get(row // PAGE)
        if page is None or row % PAGE >= len(page):
            return None
        self._pages.move_to_end(row // PAGE)
        return page[row % PAGE]

    def step_to(self, row: int, most_pages: int = 10) -> Step | None:
        """What to read next so that `row` comes into memory; None when it is there."""
        wanted = row // PAGE
        if wanted in self._pages:
            return None
        if wanted < len(self._anchors):
            return Step(wanted, self._anchors[wanted], 1)
        first = len(self._anchors) - 1
        return Step(first, self._anchors[first], min(most_pages, wanted - first + 1))

    def add(self, step: Step, rows: tuple[ContactRow, ...]) -> None:
        """Keep what a step brought."""
        for number in range(step.pages):
            page = rows[number * PAGE : (number + 1) * PAGE]
            if not page:
                return
            index = step.first + number
            self._pages[index] = page
            self._pages.move_to_end(index)
            if index + 1 == len(self._anchors) and len(page) == PAGE:
                self._anchors.append(page[-1].id)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
