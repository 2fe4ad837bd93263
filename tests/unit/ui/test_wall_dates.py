from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QDateTime, QTime

from mailsim_desktop.ui import wall_dates

pytestmark = pytest.mark.usefixtures("spanish")
NOW = QDateTime(QDate(2026, 11, 24), QTime(12, 0)).toMSecsSinceEpoch()
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (0, "just\u00a0now"),
        (59_999, "just\u00a0now"),
        (MINUTE, "1\u00a0min\u00a0ago"),
        (HOUR - 1, "59\u00a0min\u00a0ago"),
        (DAY - 1, "23\u00a0h\u00a0ago"),
        (7 * DAY - 1, "6\u00a0d\u00a0ago"),
        (7 * DAY, "17/11/26"),
        (-DAY, "25/11/26"),  # a clock that was set back
    ],
)
def test_a_moment_is_relative_within_a_week_and_a_date_before(ago: int, text: str):
    assert wall_dates.recent(NOW - ago, NOW) == text


def test_whole_moment_has_date_and_time_of_the_locale():
    assert wall_dates.whole(NOW) == "24/11/26 12:00"
