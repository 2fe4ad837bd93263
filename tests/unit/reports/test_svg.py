from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from mailsim_desktop.reports import svg


@given(st.floats(min_value=0, max_value=1e12), st.integers(1, 8))
def test_ticks_are_whole_evenly_spaced_and_reach_the_top(top: float, most: int):
    ticks = svg.whole_ticks(top, most)

    assert ticks[0] == 0
    assert ticks[-1] >= top
    assert 2 <= len(ticks) <= most + 1
    assert len({after - before for before, after in itertools.pairwise(ticks)}) == 1


def test_ticks_do_not_reach_far_beyond_the_top():
    assert svg.whole_ticks(405) == [0, 200, 400, 600]
    assert svg.whole_ticks(400) == [0, 100, 200, 300, 400]
    assert svg.whole_ticks(0) == [0, 1]


@given(st.integers(1, 10**8))
def test_time_ticks_stay_inside_and_are_few(seconds: int):
    ticks = svg.time_ticks(seconds)

    assert ticks[0] == 0
    assert ticks[-1] <= seconds
    assert len(ticks) <= 9


def test_values_become_pixels_from_the_lower_left():
    frame = svg.Frame(x_top=10, y_top=4, width=110, height=60, left=5, right=5, top=0, bottom=20)

    assert (frame.x(0), frame.x(10)) == (5, 105)
    assert (frame.y(0), frame.y(4)) == (40, 0)


def test_stack_puts_each_layer_upon_the_one_before():
    frame = svg.Frame(x_top=1, y_top=10, width=100, height=100, left=0, right=0, top=0, bottom=0)

    drawn = str(svg.stack(frame, [("low", [5.0]), ("high", [2.0])]))

    assert 'class="area low" d="M0,50 100,50 L100,100 0,100 Z"' in drawn
    assert 'class="area high" d="M0,30 100,30 L100,50 0,50 Z"' in drawn


def test_one_among_thousands_is_still_two_pixels_thick_and_nothing_is_not_drawn():
    frame = svg.Frame(
        x_top=2, y_top=10_000, width=100, height=100, left=0, right=0, top=0, bottom=0
    )

    drawn = str(svg.stack(frame, [("rare", [0.0, 1.0])]))

    assert 'd="M50,98 100,98 L100,100 50,100 Z"' in drawn
    assert drawn.count("area") == 1


def test_steps_leave_a_gap_where_nothing_is_known():
    frame = svg.Frame(x_top=3, y_top=10, width=30, height=10, left=0, right=0, top=0, bottom=0)

    drawn = str(svg.steps(frame, "p50", [1.0, None, 2.0]))

    assert re.findall(r'd="([^"]*)"', drawn) == ["M0,9 10,9", "M20,8 30,8"]


@pytest.mark.parametrize("hostile", ["<script>", '" onload="x', "&lt;"])
def test_texts_are_escaped(hostile: str):
    frame = svg.Frame(x_top=1, y_top=1)

    drawn = str(svg.drawing(frame, "name", hostile, hostile, svg.label(0, 0, hostile)))

    assert hostile not in drawn
    assert drawn.count(str(Markup.escape(hostile))) == 3


def test_drawing_has_a_name_and_a_description():
    drawn = str(svg.drawing(svg.Frame(x_top=1, y_top=1), "rates", "Rates", "Two columns"))

    assert 'role="img"' in drawn
    assert 'aria-labelledby="rates-title rates-desc"' in drawn
    assert '<title id="rates-title">Rates</title><desc id="rates-desc">Two columns</desc>' in drawn


def test_labels_of_the_axis_stay_inside_the_drawing():
    frame = svg.Frame(x_top=1, y_top=1, left=0, right=0)

    drawn = str(svg.x_axis(frame, [(0, "00:00:00"), (1, "00:00:01")]))

    assert [float(x) for x in re.findall(r'<text class="tick" x="([\d.]+)"', drawn)] == [
        25.6,
        686.4,
    ]


def test_bar_of_something_is_seen_and_bar_of_nothing_is_not():
    frame = svg.Frame(x_top=1_000_000, y_top=1)

    assert 'width="2"' in svg.bar(frame, 0, 10, 1)
    assert 'width="0"' in svg.bar(frame, 0, 10, 0)
