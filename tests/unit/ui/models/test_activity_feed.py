from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.modeltest import ModelTester

from mailsim_desktop.services.metrics import Event
from mailsim_desktop.ui.models.activity_feed import ActivityFeed, FeedRole

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]


def event(number: int, kind: str = "running") -> Event:
    data = {"provider_group": "gmail", "count": 2} if kind == "deferred" else {}
    return Event(number, 3, 0, number * 1_000_000, kind, data)


@pytest.fixture
def feed(qtmodeltester: ModelTester) -> Iterator[ActivityFeed]:
    parent = QObject()
    made = ActivityFeed(parent)
    made.show_events((event(1), event(2, "deferred"), event(3)), {"gmail": "Google"})
    qtmodeltester.check(made)
    yield made
    parent.deleteLater()


def texts(feed: ActivityFeed) -> list[str]:
    return [str(feed.index(row).data()) for row in range(feed.rowCount())]


def test_newest_event_stands_first_with_its_simulated_time(feed: ActivityFeed):
    assert texts(feed) == ["Run 3: sending", "Google: deferred ×2", "Run 3: sending"]
    assert feed.index(0).data(FeedRole.TIME) == "00:00:03"
    assert feed.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "00:00:03 Run 3: sending"


def test_filter_leaves_one_kind_and_gives_all_back(feed: ActivityFeed):
    feed.show_kind("deferred")
    assert texts(feed) == ["Google: deferred ×2"]

    feed.show_kind(None)
    assert feed.rowCount() == 3


def test_events_that_are_not_shown_yet_are_counted(feed: ActivityFeed):
    later = (event(1), event(2, "deferred"), event(3), event(4), event(5))

    assert feed.newer_in(later) == 2
    assert feed.rowCount() == 3
