"""Rows of campaigns."""

from __future__ import annotations

import pytest

from mailsim_desktop.domain.transitions import CampaignState
from mailsim_desktop.errors import NotFoundError
from mailsim_desktop.store import campaigns
from tests.helpers.workspace import Workspace


@pytest.fixture
def connection(workspace: Workspace):
    workspace.add_list([], "people")
    store = workspace.store()
    with store.write() as connection:
        yield connection
    store.close()


def test_campaign_is_read_as_it_was_written(connection):
    campaign_id = campaigns.create(connection, "Spring", "Hola", "Text", 1)

    found = campaigns.get(connection, campaign_id)

    assert (found.name, found.subject, found.content) == ("Spring", "Hola", "Text")
    assert (found.list_id, found.list_name, found.state) == (1, "people", CampaignState.DRAFT)
    assert found.created_utc_ms == found.updated_utc_ms


def test_campaign_may_wait_for_its_list(connection):
    found = campaigns.get(connection, campaigns.create(connection, "Spring", "", "", None))

    assert (found.list_id, found.list_name) == (None, None)


def test_update_changes_one_campaign_and_keeps_its_state(connection):
    first, second = (campaigns.create(connection, name, "s", "c", None) for name in ("a", "b"))
    campaigns.activate(connection, first)

    campaigns.update(connection, first, name="c", subject="S", content="C", list_id=1)

    changed = campaigns.get(connection, first)
    assert (changed.name, changed.subject, changed.content) == ("c", "S", "C")
    assert (changed.list_name, changed.state) == ("people", CampaignState.ACTIVE)
    assert campaigns.get(connection, second).name == "b"


def test_list_has_the_newest_first(connection):
    ids = [campaigns.create(connection, name, "", "", None) for name in ("a", "b", "c")]

    assert [campaign.id for campaign in campaigns.listed(connection)] == ids[::-1]


def test_unknown_campaign_is_named_with_the_way_to_find_one(connection):
    with pytest.raises(NotFoundError, match="campaign 9") as caught:
        campaigns.get(connection, 9)

    assert "mailsim campaigns list" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "but", "taken"), [("a", None, True), ("a", 1, False), ("a", 2, True), ("z", 1, False)]
)
def test_name_is_taken_by_another_campaign_only(connection, name, but, taken):
    campaigns.create(connection, "a", "", "", None)
    campaigns.create(connection, "b", "", "", None)

    assert campaigns.name_is_taken(connection, name, but) is taken


@pytest.mark.parametrize("before", CampaignState)
def test_only_a_draft_becomes_active(connection, before):
    campaign_id = campaigns.create(connection, "a", "", "", None)
    connection.exec_driver_sql("UPDATE campaigns SET state = ?", (before,))

    campaigns.activate(connection, campaign_id)

    after = CampaignState.ACTIVE if before is CampaignState.DRAFT else before
    assert campaigns.get(connection, campaign_id).state is after
