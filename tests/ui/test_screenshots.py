"""A handful of the pictures of `make screenshots`: each page, light and dark, in one size."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from docs.screenshots.scenes import SCENES, State
from docs.screenshots.shots import Shot, all_shots, chosen
from mailsim_desktop.ui.theme import Choice

pytestmark = [pytest.mark.ui, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
PATTERN = "full-*-900x600"
SIZE = (900, 600)
PATIENCE_S = 120
SAMPLES = 40
"""Points looked at in each direction."""
FEWEST_COLOURS = 5


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


def points(image: QImage) -> list[int]:
    """Colours of a grid of points."""
    return [
        image.pixel(x, y)
        for x in range(0, image.width(), max(1, image.width() // SAMPLES))
        for y in range(0, image.height(), max(1, image.height() // SAMPLES))
    ]


@pytest.mark.parametrize("page", SCENES[State.FULL])
def test_each_page_is_pictured_light_and_dark(pictures: Path, page: str):
    light, dark = (
        read(pictures, Shot(State.FULL, page, theme, SIZE, 1))
        for theme in (Choice.LIGHT, Choice.DARK)
    )

    assert [(image.width(), image.height()) for image in (light, dark)] == [SIZE, SIZE]
    assert min(len(set(points(image))) for image in (light, dark)) >= FEWEST_COLOURS
    assert brightness(light) > 2 * brightness(dark)


def brightness(image: QImage) -> float:
    """Mean of the green in the points, in [0, 255]."""
    greens = [pixel >> 8 & 0xFF for pixel in points(image)]
    return sum(greens) / len(greens)


def test_pages_do_not_look_alike(pictures: Path):
    looks = {
        page: tuple(points(read(pictures, Shot(State.FULL, page, Choice.LIGHT, SIZE, 1))))
        for page in SCENES[State.FULL]
    }

    assert len(set(looks.values())) == len(looks)


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
