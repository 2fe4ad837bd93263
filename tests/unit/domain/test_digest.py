"""The digest: an independent second writing of its definition, and what it must notice."""

from __future__ import annotations

import hashlib

import pytest

from mailsim_desktop.domain.digest import digest_of

ROWS = [
    (-5, 1, "google", 0, 70, "demo_421"),
    (-5, 2, "google", 10_000_070, 10_000_400, "ok"),
    (9, 1, "gmx-webde", 3, 99, "ok"),
]


def by_definition(rows) -> str:
    data = b""
    for key, attempt, lane, start, finish, reply in rows:
        for value in (key, attempt, lane, start, finish, reply):
            if isinstance(value, str):
                text = value.encode()
                data += len(text).to_bytes(8, "little") + text
            else:
                data += value.to_bytes(8, "little", signed=True)
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("rows", [[], ROWS[:1], ROWS, [(1, 1, "größe", 0, 1, "ñ")]])
def test_digest_is_that_of_the_definition(rows):
    assert digest_of(rows) == by_definition(rows)


@pytest.mark.parametrize("column", range(6))
@pytest.mark.parametrize("row", range(3))
def test_any_change_of_any_row_shows(row, column):
    changed = [list(entry) for entry in ROWS]
    value = changed[row][column]
    changed[row][column] = value + "x" if isinstance(value, str) else value + 1

    assert digest_of(map(tuple, changed)) != digest_of(ROWS)


def test_missing_repeated_and_exchanged_rows_show():
    others = [ROWS[:2], [*ROWS, ROWS[2]], [ROWS[1], ROWS[0], ROWS[2]]]

    assert len({digest_of(rows) for rows in [ROWS, *others]}) == 4


def test_strings_cannot_run_into_each_other():
    assert digest_of([(1, 1, "ab", 0, 0, "c")]) != digest_of([(1, 1, "a", 0, 0, "bc")])
