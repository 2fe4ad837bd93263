"""The colours keep what the design says of them, computed from the tokens themselves."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.ui import tokens as tokens_module
from mailsim_desktop.ui.tokens import DARK, LIGHT, Tokens
from tests.helpers.colour_science import (
    DEUTAN,
    NORMAL,
    PROTAN,
    TRITAN,
    Triple,
    contrast,
    distance,
    seen,
)

OUTCOMES = ("delivered", "deferred", "bounced", "expired", "suspended")
LEAST_TEXT, LEAST_MUTED, LEAST_AREA, LEAST_DISTANCE = 10.6, 5.3, 3, 12
BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])

CONTRASTS = [
    # colour, ground, in light, in dark
    ("border_strong", "surface", 3.6, 3.9),
    ("border_strong", "window", 3.3, 4.3),
    ("text", "surface", 16.9, 13.7),
    ("text", "window", 15.5, 15.0),
    ("muted", "surface", 6.3, 7.1),
    ("muted", "window", 5.7, 7.8),
    ("accent", "surface", 5.9, 7.5),
    ("accent", "window", 5.4, 8.2),
    ("on_accent", "accent", 5.9, 8.4),
    ("text", "accent_soft", 14.5, 10.6),
    ("accent", "accent_soft", 5.0, 5.8),
    ("danger", "surface", 6.5, 7.2),
    ("danger", "window", 6.0, 7.9),
    ("delivered", "surface", 3.9, 8.7),
    ("delivered", "delivered_tint", 3.5, 6.9),
    ("deferred", "surface", 3.5, 9.1),
    ("deferred", "deferred_tint", 3.2, 7.2),
    ("bounced", "surface", 6.5, 5.1),
    ("bounced", "bounced_tint", 5.7, 4.4),
    ("expired", "surface", 9.3, 6.6),
    ("expired", "expired_tint", 7.9, 5.6),
    ("suspended", "surface", 6.9, 5.1),
    ("suspended", "suspended_tint", 6.0, 4.1),
]

DISTANCES = [
    # eye, smallest distance of two outcomes in light, in dark
    ("normal", NORMAL, 18.0, 17.1),
    ("protan", PROTAN, 17.7, 19.0),
    ("deutan", DEUTAN, 14.7, 15.2),
    ("tritan", TRITAN, 18.1, 17.1),
]

SHARMA = [
    # pairs of Sharma and others, table 1, with their distance
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 3.1571, -77.2803), (50.0, 0.0, -82.7485), 2.8615),
    ((50.0, 2.8361, -74.0200), (50.0, 0.0, -82.7485), 3.4412),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0009), 7.1792),
    ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0011), 7.2195),
    ((50.0, -0.0010, 2.4900), (50.0, 0.0009, -2.4900), 4.8045),
    ((50.0, -0.0010, 2.4900), (50.0, 0.0011, -2.4900), 4.7461),
    ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (61.0, -5.0, 29.0), 22.8977),
    ((50.0, 2.5, 0.0), (56.0, -27.0, -3.0), 31.9030),
    ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((35.0831, -44.1164, 3.7933), (35.0232, -40.0716, 1.5901), 1.8645),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("first", "second", "published"), SHARMA)
def test_the_distance_is_that_of_the_published_pairs(
    first: Triple, second: Triple, published: float
):
    assert distance(first, second) == pytest.approx(published, abs=5e-5)
    assert distance(second, first) == pytest.approx(published, abs=5e-5)


def test_black_and_white_are_as_far_apart_as_can_be():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert distance(seen("#000000"), seen("#ffffff")) == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize(("colour", "ground", "light", "dark"), CONTRASTS)
def test_contrasts_are_those_of_the_design(colour: str, ground: str, light: float, dark: float):
    found = [contrast(getattr(tokens, colour), getattr(tokens, ground)) for tokens in (LIGHT, DARK)]

    assert found == pytest.approx([light, dark], abs=0.1)


@pytest.mark.parametrize(("eye", "vision", "light", "dark"), DISTANCES)
def test_outcomes_are_told_apart_by_every_eye(
    eye: str, vision: tuple[Triple, Triple, Triple], light: float, dark: float
):
    found = [smallest_distance(tokens, vision) for tokens in (LIGHT, DARK)]

    assert found == pytest.approx([light, dark], abs=0.2), eye
    assert min(found) >= LEAST_DISTANCE


def smallest_distance(tokens: Tokens, vision: tuple[Triple, Triple, Triple]) -> float:
    colours = [seen(getattr(tokens, outcome), vision) for outcome in OUTCOMES]
    return min(distance(first, second) for first, second in combinations(colours, 2))


@BOTH
@pytest.mark.parametrize("ground", ["window", "surface", "alt", "hover", "accent_soft"])
def test_text_can_be_read_on_every_ground(tokens: Tokens, ground: str):
    assert contrast(tokens.text, getattr(tokens, ground)) >= 7
    assert contrast(tokens.muted, getattr(tokens, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_words_of_a_badge_can_be_read_on_its_tint(tokens: Tokens, outcome: str):
    tint = getattr(tokens, f"{outcome}_tint")

    assert contrast(tokens.text, tint) >= LEAST_TEXT
    assert contrast(tokens.muted, tint) >= LEAST_MUTED


@BOTH
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_outcomes_stand_out_from_the_surface_and_from_their_tint(tokens: Tokens, outcome: str):
    assert contrast(getattr(tokens, outcome), tokens.surface) >= LEAST_AREA
    assert contrast(getattr(tokens, outcome), getattr(tokens, f"{outcome}_tint")) >= LEAST_AREA


@BOTH
def test_what_is_needed_to_see_a_control_stands_out(tokens: Tokens):
    for ground in (tokens.surface, tokens.window):
        assert contrast(tokens.border_strong, ground) >= LEAST_AREA
        assert contrast(tokens.accent, ground) >= 4.5


@BOTH
@pytest.mark.parametrize("outcome", list(Outcome))
def test_each_outcome_of_an_attempt_has_its_token(tokens: Tokens, outcome: Outcome):
    assert tokens.outcome(outcome) == getattr(tokens, outcome.value)


@BOTH
def test_every_colour_is_written_in_full(tokens: Tokens):
    for name in Tokens.__slots__:
        colour = getattr(tokens, name)
        assert len(colour) == 7
        assert colour == colour.lower()
        assert int(colour.removeprefix("#"), 16) >= 0


def test_ring_of_the_focus_is_drawn_in_one_way():
    own = re.compile(r"QPen\(QColor\([^)]*accent\), *[\d_A-Z]")
    ui = Path(tokens_module.__file__).parent
    drawing = [path.name for path in ui.rglob("*.py") if own.search(path.read_text("utf-8"))]

    assert drawing == ["painting.py"]


def test_dialogs_keep_the_one_distance_from_their_edge():
    dialogs = Path(tokens_module.__file__).parent / "dialogs"
    margins = re.compile(r"setContentsMargins\(([^)]*)\)")
    found = {
        match for path in dialogs.glob("*.py") for match in margins.findall(path.read_text("utf-8"))
    }

    assert found
    assert all("Space.DIALOG" in match for match in found - {"0, 0, 0, 0", "0, 0, Space.GAP, 0"})
