from __future__ import annotations

import pytest

from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.plots.legend import Key, Legend, Stroke
from mailsim_desktop.ui.theme import Choice, Theme


@pytest.fixture
def legend(qtbot, theme: Theme) -> Legend:
    made = Legend(
        (
            Key("Delivered", Glyph.DELIVERED, "00.0"),
            Key("p99", Stroke("text", dotted=True), "0 ms"),
        ),
        theme,
    )
    qtbot.addWidget(made)
    made.set_room(600)
    return made


def test_values_are_shown_and_told(legend: Legend):
    legend.show_values("39.8", "528 ms")

    assert legend.values() == ["39.8", "528 ms"]
    assert legend.accessibleName() == "Delivered 39.8, p99 528 ms"


def test_width_is_that_of_the_widest_value_so_that_nothing_jumps(legend: Legend):
    before = legend.sizeHint().width()
    legend.show_values("1.0", "9 ms")
    assert legend.sizeHint().width() == before

    legend.show_values("123,456.7", "9 ms")
    grown = legend.sizeHint().width()
    assert grown > before

    legend.show_values("1.0", "9 ms")
    assert legend.sizeHint().width() == grown


def test_labels_give_way_where_there_is_no_room(legend: Legend):
    wide = legend.sizeHint().width()
    assert legend.has_labels()

    legend.set_room(wide - 1)

    assert not legend.has_labels()
    assert legend.sizeHint().width() < wide - 60
    assert legend.accessibleName() == "Delivered –, p99 –"


def test_text_size_makes_the_legend_wider(legend: Legend, theme: Theme):
    before = legend.sizeHint().width()
    theme.set_text_size(150)

    assert legend.sizeHint().width() > before * 1.2


def test_stroke_takes_its_colour_from_the_theme(theme: Theme):
    stroke = Stroke("text", dotted=True)
    light = stroke.pen(theme.tokens).color().name()
    theme.choose(Choice.DARK)

    assert light == "#1a1d21"
    assert stroke.pen(theme.tokens).color().name() == "#e8eaed"
    assert stroke.pen(theme.tokens).dashPattern() == [2.0, 2.0]
    assert Stroke("text").pen(theme.tokens).dashPattern() == []
