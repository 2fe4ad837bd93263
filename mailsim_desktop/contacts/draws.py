"""The random picks behind invented people, a block of rows at a time.

Every pick is keyed by (seed, row, field), so neither the size of a block nor the
length of the list changes a person. Integers only: the picks are the same on every
machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.contacts.addresses import (
    BREAKS,
    DUPLICATE_FORMS,
    SHAPE_WEIGHTS,
    YEARS,
)
from mailsim_desktop.contacts.mix import Mix
from mailsim_desktop.contacts.people import Names
from mailsim_desktop.domain.provider import OTHER
from mailsim_desktop.simulation.streams import Stream, uniform_u64

PER_MILLE = 1000
_HALF = np.uint64(32)


class _Field(IntEnum):
    """What a draw decides. The number is part of the key, so it never changes."""

    PROVIDER = 1
    COUNTRY = 2
    DOMAIN = 3
    FIRST = 4
    LAST = 5
    SECOND = 6
    SHAPE = 7
    NUMBER = 8
    FAULT = 9
    BREAK = 10
    REPEAT = 11
    SOURCE = 12
    ODDITY = 13
    ROLE = 14
    DISPOSABLE = 15


class Person(NamedTuple):
    """One row's picks, before it is written."""

    name: str
    first: str  # folded
    last: str  # folded
    domain: str
    company: bool  # an address at a small company
    shape: int
    number: int
    fault: int  # below PER_MILLE
    way: int  # of breaking
    form: int  # of repeating
    source: int  # 32 bits: which earlier row is repeated
    oddity: int  # below PER_MILLE
    role: int
    disposable: int


class Drawer:
    """Picks for some rows of one seed."""

    def __init__(self, seed: int, rows: NDArray[np.int64]) -> None:
        self._seed = seed
        self._rows = rows

    def bits(self, field: _Field) -> NDArray[np.int64]:
        """(n,) int64, uniform over [0, 2**32)."""
        draws = uniform_u64(self._seed, Stream.SAMPLE, self._rows, int(field))
        return (draws >> _HALF).astype(np.int64)

    def below(self, field: _Field, count: int) -> NDArray[np.int64]:
        """(n,) int64, uniform over [0, count); count is below 2**31."""
        return (self.bits(field) * count) >> 32

    def pick(self, field: _Field, weights: Sequence[int]) -> NDArray[np.int64]:
        """(n,) int64, indexes into `weights` in proportion to them."""
        edges = np.cumsum(np.asarray(weights, dtype=np.int64))
        return np.searchsorted(edges, self.below(field, int(edges[-1])), side="right")


def draw_people(
    mix: Mix, names: Mapping[str, Names], *, seed: int, start: int, stop: int
) -> list[Person]:
    """Draw the people of rows `start` to `stop` (exclusive)."""
    rows = np.arange(start, stop, dtype=np.int64)
    drawer = Drawer(seed, rows)
    texts = {field: np.empty(rows.size, dtype=object) for field in ("name", "first", "last")}
    domains = np.empty(rows.size, dtype=object)
    provider = drawer.pick(_Field.PROVIDER, [share.percent for share in mix.providers])
    for index, share in enumerate(mix.providers):
        at_provider = np.flatnonzero(provider == index)
        here = Drawer(seed, rows[at_provider])
        country = here.pick(_Field.COUNTRY, tuple(share.countries.values()))
        for number, code in enumerate(share.countries):
            chosen = at_provider[country == number]
            there = Drawer(seed, rows[chosen])
            choices, weights = share.domains_in(code)
            domains[chosen] = _taken(choices, there.pick(_Field.DOMAIN, weights))
            for text, values in _name_texts(there, names[code]).items():
                texts[text][chosen] = values
    company = np.asarray([share.group == OTHER for share in mix.providers])[provider]
    columns = [*(column.tolist() for column in (*texts.values(), domains, company))]
    return list(map(Person, *columns, *_plain_picks(drawer, mix)))


def _name_texts(drawer: Drawer, names: Names) -> dict[str, NDArray[Any]]:
    first = drawer.below(_Field.FIRST, len(names.first))
    last = drawer.below(_Field.LAST, len(names.last))
    name = _taken(names.first, first) + " " + _taken(names.last, last)
    if names.two_surnames:
        second = drawer.below(_Field.SECOND, len(names.last))
        name = name + " " + _taken(names.last, second)
    return {
        "name": name,
        "first": _taken(names.first_folded, first),
        "last": _taken(names.last_folded, last),
    }


def _taken(values: Sequence[str], indexes: NDArray[np.int64]) -> NDArray[Any]:
    return np.asarray(values, dtype=object)[indexes]


def _plain_picks(drawer: Drawer, mix: Mix) -> list[list[int]]:
    """Draw what depends on nothing but the row, in the order of `Person`."""
    return [
        drawer.pick(_Field.SHAPE, SHAPE_WEIGHTS).tolist(),
        drawer.below(_Field.NUMBER, YEARS).tolist(),
        drawer.below(_Field.FAULT, PER_MILLE).tolist(),
        drawer.below(_Field.BREAK, BREAKS).tolist(),
        drawer.below(_Field.REPEAT, DUPLICATE_FORMS).tolist(),
        drawer.bits(_Field.SOURCE).tolist(),
        drawer.below(_Field.ODDITY, PER_MILLE).tolist(),
        drawer.below(_Field.ROLE, len(mix.role_names)).tolist(),
        drawer.below(_Field.DISPOSABLE, len(mix.disposable_domains)).tolist(),
    ]
