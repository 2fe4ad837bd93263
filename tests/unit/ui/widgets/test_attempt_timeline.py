from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.ui.models.attempt_list import Attempt
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.widgets.attempt_timeline import AttemptTimeline

SECOND_US = 1_000_000


def attempt(number: int, outcome: Outcome = Outcome.DEFERRED, **others: str) -> Attempt:
    return Attempt(
        number,
        outcome,
        number * 300 * SECOND_US,
        500_000,
        others.get("reply", "421 4.7.0"),
        others.get("text", "Try again later"),
    )


@pytest.fixture
def timeline(qtbot: QtBot, theme: Theme) -> AttemptTimeline:
    made = AttemptTimeline(theme)
    qtbot.addWidget(made)
    made.resize(340, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def height(timeline: AttemptTimeline, row: int) -> int:
    return timeline.view.visualRect(timeline.model.index(row)).height()


def test_without_attempts_it_says_so(timeline: AttemptTimeline):
    assert timeline.summary.text() == "No attempt yet"
    assert not timeline.view.isVisible()
    assert not timeline.axis.isVisible()


def test_sum_and_axis_tell_what_happened_when(timeline: AttemptTimeline):
    timeline.show_attempts([attempt(1), attempt(2), attempt(3, Outcome.DELIVERED)])

    assert (
        timeline.summary.text()
        .replace("\u00a0", " ")
        .endswith("attempts in 10 min 1 s of simulated time")
    )
    assert timeline.axis.accessibleDescription() == (
        "00:05:00 deferred, 00:10:00 deferred, 00:15:00 delivered"
    )


def test_long_reply_makes_its_row_higher_instead_of_being_cut(timeline: AttemptTimeline):
    timeline.show_attempts([attempt(1), attempt(2, reply="421 " + "a b " * 60), attempt(3)])

    assert height(timeline, 1) > height(timeline, 0) + 60
    assert height(timeline, 2) < height(timeline, 0)  # nothing was waited for behind the last


def test_one_endless_word_is_broken_too(timeline: AttemptTimeline):
    timeline.show_attempts([attempt(1, reply="4" * 400), attempt(2)])

    assert height(timeline, 0) > height(timeline, 1) + 60


def test_text_that_looks_like_markup_is_shown_as_it_is(timeline: AttemptTimeline):
    timeline.show_attempts([attempt(1, text="<b>no</b>"), attempt(2, text="no")])

    told = timeline.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "<b>no</b>" in told
    top, low = (
        timeline.view.viewport().grab(timeline.view.visualRect(timeline.model.index(row))).toImage()
        for row in (0, 1)
    )
    assert top.copy(0, 30, 340, 30) != low.copy(0, 30, 340, 30)


def test_rows_grow_with_the_text_size(qtbot: QtBot, timeline: AttemptTimeline, theme: Theme):
    timeline.show_attempts([attempt(1), attempt(2)])
    before = height(timeline, 0)

    theme.set_text_size(150)

    qtbot.waitUntil(lambda: height(timeline, 0) > 1.3 * before)


def test_rows_grow_where_the_panel_is_narrow(qtbot: QtBot, timeline: AttemptTimeline):
    timeline.show_attempts([attempt(1, text="Too many connections from your address " * 3)])
    before = height(timeline, 0)

    timeline.resize(180, 500)

    qtbot.waitUntil(lambda: height(timeline, 0) > before)


def test_arrows_move_through_the_attempts_and_copy_takes_the_chosen_one(
    qtbot: QtBot, timeline: AttemptTimeline
):
    timeline.show_attempts([attempt(1), attempt(2), attempt(3)])
    timeline.activateWindow()
    timeline.view.setFocus()
    qtbot.waitUntil(timeline.view.hasFocus)
    qtbot.keyClick(timeline.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 4

    qtbot.keyClick(timeline.view, Qt.Key.Key_Down)
    qtbot.keyClick(timeline.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    copied = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in copied] == ["attempt", "2"]


def test_theme_is_followed_live(timeline: AttemptTimeline, theme: Theme):
    timeline.show_attempts([attempt(1), attempt(2, Outcome.BOUNCED)])
    theme.choose(Choice.DARK)

    image = timeline.grab().toImage()
    colours = {image.pixel(x, y) for x in range(60) for y in range(image.height())}
    assert QColor(theme.tokens.bounced).rgb() in colours
