"""An icon has the colour of its text when it is drawn, and a drawing for each size."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mailsim_desktop import paths
from mailsim_desktop.ui import icons
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.tokens import DARK, LIGHT

SIZE = QSize(16, 16)

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]


def ink_of(image: QImage) -> str:
    """Colour of the most opaque dot."""
    dots = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(dots, key=QColor.alpha).name()


def drawn(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, ratio: float = 1.0) -> QImage:
    return icon.pixmap(SIZE, ratio, mode).toImage()


@pytest.mark.parametrize("which", list(Icon))
def test_each_icon_has_a_drawing(which: Icon):
    drawing = QSvgRenderer(str(paths.resource("icons", "lucide", f"{which}.svg")))

    assert drawing.isValid()
    large = icons.icon(which).pixmap(SIZE, 4.0).toImage()  # so large that a line covers whole dots
    assert ink_of(large) == LIGHT.text


def test_no_drawing_ships_without_its_use():
    files = {path.stem for path in paths.resource("icons", "lucide").glob("*.svg")}

    assert files == set(Icon)


def test_one_icon_follows_a_live_change_of_the_theme(theme: Theme):
    icon = icons.icon(Icon.COPY)
    light = ink_of(drawn(icon))
    theme.choose(Choice.DARK)

    assert (light, ink_of(drawn(icon))) == (LIGHT.text, DARK.text)


def test_icon_of_a_button_follows_too(qtbot: QtBot, theme: Theme):
    button = QPushButton(icons.icon(Icon.CANCEL), "")
    qtbot.addWidget(button)
    button.resize(40, 32)
    seen = []
    for choice in (Choice.LIGHT, Choice.DARK):
        theme.choose(choice)
        image = button.grab().toImage()
        shades = (image.pixelColor(x, 16) for x in range(8, 32))
        surface = QColor(theme.tokens.surface).lightness()
        seen.append(max(abs(shade.lightness() - surface) for shade in shades))

    assert min(seen) > 100  # an icon of the other theme would be lost: less than 10


@pytest.mark.parametrize(
    ("role", "token"),
    [
        (QPalette.ColorRole.Link, "accent"),
        (QPalette.ColorRole.PlaceholderText, "muted"),
        (QPalette.ColorRole.BrightText, "on_accent"),
    ],
)
def test_icon_has_the_colour_of_the_text_beside_it(role: QPalette.ColorRole, token: str):
    assert ink_of(drawn(icons.icon(Icon.CLOSE, role))) == getattr(LIGHT, token)


def test_icon_of_what_cannot_be_done_is_pale():
    assert ink_of(drawn(icons.icon(Icon.UNDO), QIcon.Mode.Disabled)) == LIGHT.border_strong


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icon_has_a_dot_for_each_dot_of_the_screen(ratio: float):
    pixmap = icons.icon(Icon.SETTINGS).pixmap(SIZE, ratio)

    assert pixmap.devicePixelRatio() == ratio
    assert pixmap.size() == SIZE * ratio


def test_icon_at_twice_the_ratio_is_drawn_anew_not_blown_up():
    once, twice = (drawn(icons.icon(Icon.SETTINGS), ratio=ratio) for ratio in (1.0, 2.0))
    blown = once.scaled(
        32, 32, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )

    assert half_toned(twice) < half_toned(blown)


def half_toned(image: QImage) -> int:
    """Number of dots that are neither ink nor ground."""
    alphas = (
        image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())
    )
    return sum(10 < alpha < 245 for alpha in alphas)


def test_icon_is_drawn_once_for_each_colour_and_size():
    first, second = icons.icon(Icon.SAVE), icons.icon(Icon.SAVE)

    assert first.pixmap(SIZE, 2.0).cacheKey() == second.pixmap(SIZE, 2.0).cacheKey()
    assert first.pixmap(SIZE, 2.0).cacheKey() != first.pixmap(SIZE, 1.0).cacheKey()


def test_icon_outlives_the_collector_and_a_copy_that_changes():
    icon = icons.icon(Icon.SHIELD)
    copy = QIcon(icon)
    copy.setIsMask(True)  # Qt detaches: the engine is cloned
    del icon
    gc.collect()

    assert ink_of(drawn(copy)) == LIGHT.text


def test_painted_icon_keeps_to_its_box_and_ink():
    image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icons.paint(painter, Icon.SHIELD, QRectF(10.4, 10.4, 18, 18), QColor(LIGHT.accent))
    painter.end()

    dots = [(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha()]
    assert min(map(min, dots)) >= 10
    assert max(map(max, dots)) < 28
    assert ink_of(image) == LIGHT.accent


def test_a_missing_drawing_is_logged_and_leaves_its_place_empty(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
):
    monkeypatch.setattr(paths, "resource", tmp_path.joinpath)
    pixmap = icons.icon(Icon.FOLDER).pixmap(QSize(17, 17), 1.0)

    assert pixmap.size() == QSize(17, 17)
    assert half_toned(pixmap.toImage()) == 0
    assert "folder-open" in caplog.text
