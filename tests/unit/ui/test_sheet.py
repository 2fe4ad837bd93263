"""The style sheet says nothing twice and nothing in vain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mailsim_desktop.ui import sheet
from mailsim_desktop.ui.sheet import style_sheet
from mailsim_desktop.ui.tokens import DARK, LIGHT, Radius, Tokens
from mailsim_desktop.ui.widgets.buttons import Kind

SOURCE = Path(sheet.__file__).parent
OTHER_KINDS = {"ghost"}
"""Of buttons that are an icon alone."""


def sources() -> str:
    """Text of all modules of the window but the sheet's own."""
    paths = (path for path in SOURCE.rglob("*.py") if path.name != "sheet.py")
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_every_measure_and_colour_is_filled_in(tokens: Tokens):
    made = style_sheet(tokens, 1.0)

    assert "$" not in made
    assert made.count("{") == made.count("}")


def test_every_name_in_it_is_given_to_a_frame():
    names = set(re.findall(r"QFrame#(\w+)", style_sheet(LIGHT, 1.0)))
    given = sources()

    assert [name for name in sorted(names) if f'"{name}"' not in given] == []
    assert names >= {"card", "panel", "drop"}


def test_every_kind_in_it_is_that_of_a_button():
    kinds = set(re.findall(r'kind="(\w+)"', style_sheet(LIGHT, 1.0)))

    assert kinds - set(Kind) == OTHER_KINDS


def test_tables_have_no_rules_for_the_head_that_paints_itself():
    assert "QHeaderView::section" not in style_sheet(LIGHT, 1.0)
    assert "TableCornerButton" not in style_sheet(LIGHT, 1.0)


def test_corners_are_those_of_the_tokens():
    made = style_sheet(LIGHT, 1.0)
    round_ones = {int(px) for px in re.findall(r"border-radius: (\d+)px", made)}
    half_a_chip, half_an_indicator = 13, 8

    corners = {Radius.BAR, Radius.BADGE, Radius.CONTROL, Radius.CARD}
    assert round_ones == corners | {half_a_chip, half_an_indicator}


def test_heights_grow_with_the_text():
    heights = [
        re.search(r"QPushButton, QToolButton \{[^}]*min-height: (\d+)px", style_sheet(LIGHT, scale))
        for scale in (1.0, 1.5)
    ]

    assert [match and match.group(1) for match in heights] == ["30", "46"]
