from __future__ import annotations

from itertools import combinations

import pytest

from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.ui.tokens import LIGHT, Tokens


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["window", "surface", "alt", "hover", "accent_soft"])
def test_text_can_be_read_on_every_ground(ground: str):
    assert contrast(LIGHT.text, getattr(LIGHT, ground)) >= 7
    assert contrast(LIGHT.muted, getattr(LIGHT, ground)) >= 4.5


def test_actions_can_be_read():
    assert contrast(LIGHT.on_accent, LIGHT.accent) >= 4.5
    assert contrast(LIGHT.danger, LIGHT.surface) >= 4.5
    assert contrast(LIGHT.accent, LIGHT.accent_soft) >= 4.5


@pytest.mark.parametrize("outcome", list(Outcome))
def test_outcomes_stand_out_from_the_surface_and_from_their_tint(outcome: Outcome):
    assert contrast(LIGHT.outcome(outcome), LIGHT.surface) >= 3
    assert contrast(LIGHT.outcome(outcome), getattr(LIGHT, f"{outcome}_tint")) >= 3


def test_outcomes_have_colours_of_their_own():
    colours = [LIGHT.outcome(outcome) for outcome in Outcome]
    assert all(first != second for first, second in combinations(colours, 2))


def test_every_colour_is_written_in_full():
    assert all(len(getattr(LIGHT, name)) == 7 for name in Tokens.__slots__)
