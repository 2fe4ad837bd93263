"""A handful of the pictures of `make screenshots`: each page, light and dark, in one size."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from docs.screenshots.scenes import SCENES, State
from docs.screenshots.shots import Shot, all_shots, chosen
from docs.screenshots.stage import Stage
from mailsim_desktop.services import campaigns
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.tokens import LIGHT

pytestmark = [pytest.mark.ui, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
PATTERN = "full-*-900x600"
SIZE = (900, 600)
PATIENCE_S = 120
CONTENT = (52, 88, 900, 548)
"""Left, top, right and bottom of what a page fills: beside the rail, below its header."""
STEP = 4
"""Every so many pixels is looked at, in each direction."""
FEWEST_COLOURS = 12
LEAST_INK = 0.02
"""Share of the content that is not its ground."""
LEAST_APART = 0.02
"""Share of the content in which two pages differ at least."""


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the pictures, made by the command as people call it."""
    folder = tmp_path_factory.mktemp("pictures")
    subprocess.run(
        [sys.executable, "-m", "docs.screenshots", PATTERN, "--into", folder, "--contacts", "200"],
        cwd=ROOT, check=True, timeout=PATIENCE_S,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    return folder


def read(pictures: Path, shot: Shot) -> QImage:
    """One picture."""
    image = QImage(str(pictures / f"{shot.name}.png"))
    assert not image.isNull(), f"{shot.name} is missing"
    return image


def content(image: QImage) -> list[int]:
    """Colours of a grid of points in the content of the page; frame and header are none of it."""
    left, top, right, bottom = CONTENT
    return [image.pixel(x, y) for x in range(left, right, STEP) for y in range(top, bottom, STEP)]


def ink(colours: list[int]) -> float:
    """Share of the points that are neither of the two commonest colours, window and surface."""
    grounds = sum(number for _colour, number in Counter(colours).most_common(2))
    return 1 - grounds / len(colours)


def is_filled(image: QImage) -> bool:
    """There is something to see where the page is."""
    colours = content(image)
    return len(set(colours)) >= FEWEST_COLOURS and ink(colours) >= LEAST_INK


@pytest.mark.parametrize("page", SCENES[State.FULL])
def test_each_page_is_pictured_light_and_dark(pictures: Path, page: str):
    light, dark = (
        read(pictures, Shot(State.FULL, page, theme, SIZE, 1))
        for theme in (Choice.LIGHT, Choice.DARK)
    )

    assert [(image.width(), image.height()) for image in (light, dark)] == [SIZE, SIZE]
    assert is_filled(light)
    assert is_filled(dark)
    assert brightness(light) > 2 * brightness(dark)


def brightness(image: QImage) -> float:
    """Mean of the green in the content, in [0, 255]."""
    greens = [pixel >> 8 & 0xFF for pixel in content(image)]
    return sum(greens) / len(greens)


def test_picture_of_a_page_without_content_would_not_pass(pictures: Path):
    image = read(pictures, Shot(State.FULL, "campaigns", Choice.LIGHT, SIZE, 1))
    left, top, right, bottom = CONTENT
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.fillRect(left, top, right - left, bottom - top, QColor(LIGHT.window))
    painter.end()

    assert not is_filled(image)


@pytest.mark.parametrize(("page", "other"), list(combinations(SCENES[State.FULL], 2)))
def test_pages_do_not_look_alike(pictures: Path, page: str, other: str):
    shown, beside = (
        content(read(pictures, Shot(State.FULL, name, Choice.LIGHT, SIZE, 1)))
        for name in (page, other)
    )

    apart = sum(a != b for a, b in zip(shown, beside, strict=True)) / len(shown)
    assert apart >= LEAST_APART


def test_stage_is_settled_once_the_window_shows_what_was_done_last(
    theme: Theme, database: Path, store: Store
):
    stage = Stage(database, theme)
    stage.open(SIZE)
    campaigns.create_campaign(store, name="Spring", subject="Hola", content="", list_id=None)
    stage.settle()
    shown = stage.window.frame.deck.snapshot().campaigns
    stage.close()

    assert [row.campaign.name for row in shown] == ["Spring"]


def test_names_tell_the_pictures_apart():
    names = [shot.name for shot in all_shots()]

    assert len(set(names)) == len(names)
    assert "error-dashboard-dark-1920x1080@2x" in names
    assert {shot.scale for shot in chosen(["*@2x"])} == {2}


def test_unknown_name_is_told():
    done = subprocess.run(
        [sys.executable, "-m", "docs.screenshots", "full-kitchen-*"],
        cwd=ROOT, check=False, capture_output=True, text=True, timeout=PATIENCE_S,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr == "No picture is called full-kitchen-*.\n"
