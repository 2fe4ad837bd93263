from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from mailsim_desktop import clock
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.ui import words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.models.columns import BAR_ROLE, GLYPH_ROLE, Column, Kind, side

pytestmark = pytest.mark.usefixtures("spanish")
DISPLAY, SPOKEN = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
TIP = Qt.ItemDataRole.ToolTipRole


def column(kind: Kind) -> Column[Any]:
    """A column of records that are its values."""
    return Column("key", "Title", kind, lambda record: record)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Kind.TEXT, "Ana", "Ana"),
        (Kind.ADDRESS, "ana@gmx.de", "ana@gmx.de"),
        (Kind.REPLY, "550 5.1.1", "550 5.1.1"),
        (Kind.NUMBER, 0, "0"),
        (Kind.NUMBER, 254_318, "254.318"),
        (Kind.SHARE, 0.0, "0,0\u00a0%"),
        (Kind.SHARE, 0.684, "68,4\u00a0%"),
        (Kind.SIMULATED, 8_472_000_000, "02:21:12"),
        (Kind.SIMULATED, NEVER_US, words.UNKNOWN),
        (Kind.BADGE, (Glyph.TICK, "Valid"), "Valid"),
        (Kind.FINDING, (Glyph.BOUNCED, "no domain"), "no domain"),
        (Kind.PROGRESS, (0.4, 0.1, 0.5), "50,0\u00a0%"),
    ],
)
def test_a_value_is_shown_and_spoken_as_its_kind_is_written(kind: Kind, value: object, text: str):
    found = column(kind)

    assert found.answer(value, DISPLAY) == found.answer(value, SPOKEN) == text
    assert found.answer(value, TIP) == text


@pytest.mark.parametrize("kind", list(Kind))
def test_unknown_is_a_dash_and_never_zero(kind: Kind):
    assert column(kind).answer(None, DISPLAY) == words.UNKNOWN
    assert column(kind).answer(None, GLYPH_ROLE) is None
    assert column(kind).answer(None, BAR_ROLE) is None


def test_recent_date_is_relative_and_whole_in_its_tooltip():
    now = clock.now_utc_ms()

    assert column(Kind.DATE).text(now) == "just\u00a0now"
    assert ":" in column(Kind.DATE).tip(now)


def test_markup_in_data_is_shown_and_never_rendered():
    found = column(Kind.TEXT)

    assert found.answer("<b>Ana</b>", DISPLAY) == "<b>Ana</b>"
    assert found.answer("<b>Ana</b>", TIP) == "<span>&lt;b&gt;Ana&lt;/b&gt;</span>"


@pytest.mark.parametrize("kind", list(Kind))
def test_figures_stand_right_and_all_else_left(kind: Kind):
    right = kind in {Kind.NUMBER, Kind.MEASURE, Kind.SHARE, Kind.SIMULATED, Kind.DATE}

    assert bool(side(kind) & Qt.AlignmentFlag.AlignRight) is right


def test_pictures_are_answered_by_the_kinds_that_have_them():
    badge, bar = (Glyph.TICK, "Valid"), (0.4, 0.1, 0.5)

    assert column(Kind.BADGE).answer(badge, GLYPH_ROLE) == badge
    assert column(Kind.PROGRESS).answer(bar, BAR_ROLE) == bar
    assert column(Kind.TEXT).answer("x", GLYPH_ROLE) is None
    assert column(Kind.TEXT).answer("x", Qt.ItemDataRole.DecorationRole) is None
