from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPersistentModelIndex, Qt
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


def bounce(at_s: int, count: int, group: str) -> Event:
    """Bounces of a minute as one, the last of them at `at_s`."""
    return Event(0, 3, 0, at_s * 1_000_000, "bounced", {"provider_group": group, "count": count})


def test_new_events_come_above_without_taking_away_what_stands(feed: ActivityFeed):
    chosen = QPersistentModelIndex(feed.index(1))  # as a view holds its current row
    resets: list[None] = []
    feed.modelReset.connect(lambda: resets.append(None))
    old = (event(1), event(2, "deferred"), event(3))
    feed.show_events((*old, event(4), event(5)), {"gmail": "Google"})

    assert resets == []
    assert (chosen.row(), chosen.data()) == (3, "Google: deferred ×2")
    assert feed.index(0).data(FeedRole.TIME) == "00:00:05"


@pytest.mark.parametrize(
    "after",
    [
        (bounce(70, 1, "a"), bounce(80, 1, "b"), bounce(90, 1, "c")),
        (bounce(70, 1, "a"), bounce(90, 1, "b"), bounce(95, 7, "c"), bounce(140, 1, "a")),
        (bounce(80, 2, "b"), bounce(100, 3, "a"), bounce(101, 2, "c")),
        (bounce(80, 2, "b"),),
        (),
    ],
)
def test_counts_grow_orders_change_and_old_ones_go_row_by_row(
    qtmodeltester: ModelTester, after: tuple[Event, ...]
):
    parent = QObject()
    feed = ActivityFeed(parent)
    feed.show_events((bounce(70, 1, "a"), bounce(80, 1, "b"), bounce(90, 1, "c")), {})
    qtmodeltester.check(feed)
    kept = QPersistentModelIndex(feed.index(1))  # of b
    feed.show_events(after, {})

    anew = ActivityFeed(parent)
    anew.show_events(after, {})
    assert texts(feed) == texts(anew)
    assert not kept.isValid() or str(kept.data()).startswith("b:")
    assert kept.isValid() == any(one.data["provider_group"] == "b" for one in after)
    parent.deleteLater()


def test_group_that_grew_is_not_counted_as_new(feed: ActivityFeed):
    feed.show_events((bounce(70, 1, "a"),), {})

    assert feed.newer_in((bounce(80, 5, "a"), bounce(130, 1, "a"))) == 1
