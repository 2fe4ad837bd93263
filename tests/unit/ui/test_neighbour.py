from __future__ import annotations

import pytest

from mailsim_desktop.ui.neighbour import neighbour


@pytest.mark.parametrize(
    ("gone", "after", "chosen"),
    [
        (3, {1, 2, 4, 5}, 4),
        (3, {1, 5}, 5),
        (5, {1, 2, 3, 4}, 4),
        (4, {1, 2}, 2),
        (3, set(), None),
        (9, {1, 2}, None),
    ],
)
def test_next_below_is_chosen_and_else_the_next_above(
    gone: int, after: set[int], chosen: int | None
):
    assert neighbour([1, 2, 3, 4, 5], gone, after) == chosen
