from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mailsim_desktop.errors import MailSimError
from mailsim_desktop.services import campaigns
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.draft import Draft, Written

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]
WRITTEN = Written("Autumn", "s", "c", None)


@pytest.fixture
def draft(bridge: Bridge) -> Iterator[Draft]:
    parent = QObject()
    yield Draft(bridge, parent)
    parent.deleteLater()


def settled(qtbot: QtBot, bridge: Bridge) -> None:
    """What was written before is answered."""
    answered: list[None] = []
    bridge.write(lambda _: None, done=answered.append)
    qtbot.waitUntil(lambda: answered == [None])


def test_second_store_changes_what_the_first_one_made(qtbot: QtBot, draft: Draft, store: Store):
    made: list[int] = []
    for content in ("c", "later"):
        draft.store(Written("Autumn", "s", content), done=made.append, failed=made.append)
        qtbot.waitUntil(lambda: not draft.is_storing)

    assert made[0] == made[1]
    assert campaigns.get_campaign(store, made[0]).content == "later"
    assert draft.loaded.content == "later"


def test_answer_for_a_campaign_left_meanwhile_does_not_touch_the_one_written_now(
    qtbot: QtBot, draft: Draft, bridge: Bridge, store: Store
):
    made: list[object] = []
    draft.store(WRITTEN, done=made.append, failed=made.append)
    draft.begin(None)
    settled(qtbot, bridge)

    assert [row.campaign.name for row in campaigns.list_campaigns(store)] == ["Autumn"]
    assert made == []
    assert draft.campaign_id is None
    assert draft.loaded == Written()


def test_error_of_a_campaign_left_meanwhile_is_told_all_the_same(
    qtbot: QtBot, draft: Draft, bridge: Bridge
):
    refused: list[MailSimError] = []
    with qtbot.waitSignal(bridge.failed) as told:
        draft.store(Written(), done=refused.append, failed=refused.append)
        draft.begin(None)

    assert "needs a name" in str(told.args[0])
    assert refused == []


def test_campaign_deleted_meanwhile_is_stored_anew(qtbot: QtBot, draft: Draft, store: Store):
    gone = campaigns.create_campaign(store, name="Old", subject="s", content="c", list_id=None)
    draft.begin(gone)
    campaigns.delete_campaign(store, gone)
    with qtbot.waitSignal(draft.storing_changed):
        draft.store(WRITTEN, done=lambda _: None, failed=lambda _: None)
    qtbot.waitUntil(lambda: not draft.is_storing)

    assert [row.campaign.name for row in campaigns.list_campaigns(store)] == ["Autumn"]


def test_bug_while_storing_leaves_nobody_waiting(
    qtbot: QtBot, draft: Draft, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(campaigns, "create_campaign", lambda *_, **__: {}["nowhere"])
    with qtbot.captureExceptions() as bugs:
        draft.store(WRITTEN, done=lambda _: None, failed=lambda _: None)
        qtbot.waitUntil(lambda: not draft.is_storing)
    count = len(bugs)
    bugs.clear()

    assert count == 1
    assert draft.loaded == Written()
