from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.policy_plan import PlannedAttempt
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.widgets.policy_drawing import PolicyDrawing

MINUTE_US = 60_000_000
JITTERED = tuple(
    PlannedAttempt(number, expected * MINUTE_US, earliest * MINUTE_US, latest * MINUTE_US)
    for number, (earliest, expected, latest) in enumerate([(0, 0, 0), (4, 5, 6), (20, 25, 30)], 1)
)


@pytest.fixture
def drawing(qtbot: QtBot, theme: Theme) -> PolicyDrawing:
    made = PolicyDrawing(theme)
    qtbot.addWidget(made)
    made.resize(700, 110)
    made.show()
    return made


def pixels(image: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_policy_is_told_in_words(drawing: PolicyDrawing):
    drawing.show_attempts(JITTERED)

    assert drawing.accessibleDescription() == (
        "Attempt 1 after 00:00:00,"
        " Attempt 2 after 00:05:00, between 00:04:00 and 00:06:00,"
        " Attempt 3 after 00:25:00, between 00:20:00 and 00:30:00,"
        " then it expires"
    )


def test_hundred_attempts_are_told_short(drawing: PolicyDrawing):
    drawing.show_attempts(tuple(PlannedAttempt(n + 1, *[n * MINUTE_US] * 3) for n in range(100)))

    told = drawing.accessibleDescription()
    assert told.count("after") == 21
    assert "Attempt 100 after 01:39:00" in told


def test_box_is_as_wide_as_the_jitter_and_the_last_has_the_colour_of_expiry(
    drawing: PolicyDrawing, theme: Theme
):
    drawing.show_attempts(JITTERED)

    image = drawing.grab().toImage()

    # 10 of 30 minutes against 2 of 30, some glyphs and borders aside
    expired, deferred = (
        pixels(image, tint) for tint in (theme.tokens.expired_tint, theme.tokens.deferred_tint)
    )
    assert expired == pytest.approx(5 * deferred, rel=0.35)
    assert expired > 2_000


def test_without_jitter_there_is_no_box(drawing: PolicyDrawing, theme: Theme):
    drawing.show_attempts(tuple(PlannedAttempt(n + 1, *[n * MINUTE_US] * 3) for n in range(3)))

    image = drawing.grab().toImage()

    assert pixels(image, theme.tokens.deferred_tint) == 0
    assert pixels(image, theme.tokens.expired) > 20


def test_logarithmic_axis_says_so(drawing: PolicyDrawing):
    drawing.show_attempts(JITTERED)
    assert "logarithmic" not in drawing.caption()

    far = (*JITTERED, PlannedAttempt(4, *[20_000 * MINUTE_US] * 3))
    drawing.show_attempts(far)

    assert drawing.is_logarithmic()
    assert "logarithmic" in drawing.caption()


def test_theme_is_followed_live(drawing: PolicyDrawing, theme: Theme):
    drawing.show_attempts(JITTERED)
    theme.choose(Choice.DARK)

    assert pixels(drawing.grab().toImage(), theme.tokens.expired_tint) > 2_000
