"""Letters as they are compared: without case, and Latin ones without their accents.

Works on the bytes of many short UTF-8 texts at once, each cut and padded to one width;
the same letter by letter in Python takes a second for a million names.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.uint8]
"""(n, width) uint8, UTF-8 padded with spaces; the last letter may be cut."""

_FIRST_LEAD = 0xC3
_LEADS = 3
"""Lead bytes of U+00C0 to U+017F, the accented letters of Latin scripts."""
_SPACE = ord(" ")
_DROPPED = 0
_CASE = ord("a") - ord("A")


def fold(rows: Rows) -> Rows:
    """A copy of `rows` in the letters that are compared."""
    folded = np.where((rows - ord("A")) < 26, rows | _CASE, rows)  # noqa: PLR2004 # letters
    _plain(folded)
    return folded


def _plain(rows: Rows) -> None:
    """Write the plain letter for each accented one, in place."""
    flat = rows.reshape(-1)
    at = np.flatnonzero((flat[:-1] - _FIRST_LEAD) < _LEADS)
    base = _bases()[flat[at] - _FIRST_LEAD, flat[at + 1] & 0x3F]
    at, base = at[base > 0], base[base > 0]
    flat[at + 1] = base
    flat[at] = _DROPPED
    _close_gaps(rows, np.unique(at // rows.shape[1]))


def _close_gaps(rows: Rows, touched: NDArray[np.int64]) -> None:
    """Move what follows a dropped byte to the left; the row ends in spaces instead."""
    before = rows[touched]
    kept = before != _DROPPED
    after = np.full_like(before, _SPACE)
    after[np.arange(rows.shape[1]) < kept.sum(axis=1)[:, np.newaxis]] = before[kept]
    rows[touched] = after


@cache
def _bases() -> NDArray[np.uint8]:
    """Plain letter of U+00C0 to U+017F by lead and second byte; 0 where there is none."""
    codes = range(0xC0, 0xC0 + _LEADS * 64)
    plain = (unicodedata.normalize("NFD", chr(code).casefold())[0] for code in codes)
    letters = [ord(letter) if letter.isascii() else 0 for letter in plain]
    return np.array(letters, dtype=np.uint8).reshape(_LEADS, 64)
