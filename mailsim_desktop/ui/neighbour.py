"""What is chosen in place of something that has gone."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def neighbour(before: Sequence[K], gone: K, after: Collection[K]) -> K | None:
    """The next one below `gone` that is still there, else the next one above; None without any."""
    if gone not in before:
        return None
    place = before.index(gone)
    near = (*before[place + 1 :], *reversed(before[:place]))
    return next((one for one in near if one in after), None)
