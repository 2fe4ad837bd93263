from __future__ import annotations

import pytest

from mailsim_desktop.domain.transitions import CampaignState
from mailsim_desktop.errors import NotFoundError
from mailsim_desktop.store import campaigns
from mailsim_desktop.store.database import Store
from tests.helpers.workspace import Workspace


def test_campaign_is_a_draft_that_says_what_it_was_given(workspace: Workspace, store: Store):
    list_id = workspace.add_list(["ana@b.es"], name="people")
    with store.write() as connection:
        campaign_id = campaigns.create(connection, "spring", "S", "C", list_id)
        found = campaigns.get(connection, campaign_id)

    assert (found.name, found.subject, found.content) == ("spring", "S", "C")
    assert (found.list_id, found.list_name, found.state) == (
        list_id,
        "people",
        CampaignState.DRAFT,
    )
    assert found.created_utc_ms == found.updated_utc_ms > 0


def test_update_changes_the_one_campaign_and_no_other(store: Store):
    with store.write() as connection:
        first, second = (campaigns.create(connection, name, "S", "C", None) for name in "ab")
        campaigns.update(connection, first, name="c", subject="T", content="D", list_id=None)
        found = campaigns.listed(connection)

    assert [(row.id, row.name, row.subject, row.content) for row in found] == [
        (second, "b", "S", "C"),
        (first, "c", "T", "D"),
    ]
    assert [row.list_name for row in found] == [None, None]


def test_a_name_is_taken_by_others_only(store: Store):
    with store.write() as connection:
        own = campaigns.create(connection, "spring", "", "", None)

        assert campaigns.name_is_taken(connection, "spring")
        assert not campaigns.name_is_taken(connection, "spring", but=own)
        assert campaigns.name_is_taken(connection, "spring", but=own + 1)
        assert not campaigns.name_is_taken(connection, "Spring")


@pytest.mark.parametrize(
    ("before", "after"), [("draft", "active"), ("active", "active"), ("archived", "archived")]
)
def test_only_a_draft_becomes_active(workspace: Workspace, store: Store, before: str, after: str):
    with store.write() as connection:
        campaign_id = campaigns.create(connection, "spring", "", "", None)
    workspace.execute("UPDATE campaigns SET state = ?", before)
    with store.write() as connection:
        campaigns.activate(connection, campaign_id)

    assert workspace.sql("SELECT state FROM campaigns") == [(after,)]


def test_missing_campaign_is_told_with_a_way_to_find_one(store: Store):
    with store.read() as connection, pytest.raises(NotFoundError, match="campaign 7") as caught:
        campaigns.get(connection, 7)

    assert "campaigns list" in caught.value.hint
