"""Campaigns as people handle them: names, merge fields, honest progress, preview."""

from __future__ import annotations

import pytest

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.transitions import CampaignState
from mailsim_desktop.errors import ConflictError, NotFoundError, TemplateError, UserError
from mailsim_desktop.services import campaigns, launching, runs
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import finish, plan, work_until
from tests.helpers.workspace import Workspace, addresses

MESSAGE = {"subject": "Hola {nombre}", "content": "{email}", "list_id": None}


def test_campaign_begins_as_a_draft_with_its_name_trimmed(store: Store):
    campaign_id = campaigns.create_campaign(store, name="  Spring ", **MESSAGE)

    found = campaigns.get_campaign(store, campaign_id)
    assert (found.name, found.subject, found.state) == (
        "Spring",
        "Hola {nombre}",
        CampaignState.DRAFT,
    )


@pytest.mark.parametrize(
    ("change", "error", "told"),
    [
        ({"name": "  "}, UserError, "needs a name"),
        ({"name": "taken "}, UserError, "already a campaign 'taken'"),
        ({"subject": "Hola {nombe}"}, TemplateError, "subject holds {nombe}"),
        ({"content": "{Email}"}, TemplateError, "content holds {Email}"),
    ],
)
def test_wrong_campaign_is_neither_made_nor_changed(store: Store, change, error, told):
    campaigns.create_campaign(store, name="taken", **MESSAGE)
    mine = campaigns.create_campaign(store, name="mine", **MESSAGE)
    before = campaigns.list_campaigns(store)
    wanted = {"name": "new", **MESSAGE, **change}

    with pytest.raises(error, match=told):
        campaigns.create_campaign(store, **wanted)
    with pytest.raises(error, match=told):
        campaigns.update_campaign(store, mine, **wanted)

    assert campaigns.list_campaigns(store) == before


def test_campaign_may_keep_its_own_name(store: Store):
    campaign_id = campaigns.create_campaign(store, name="mine", **MESSAGE)

    campaigns.update_campaign(store, campaign_id, name="mine", **{**MESSAGE, "subject": "New"})

    assert campaigns.get_campaign(store, campaign_id).subject == "New"


def test_duplicate_says_the_same_under_a_free_name(store: Store):
    first = campaigns.create_campaign(store, name="Spring", **MESSAGE)
    second = campaigns.get_campaign(store, campaigns.duplicate_campaign(store, first))

    assert (second.name, second.subject, second.content) == ("Spring 2", "Hola {nombre}", "{email}")
    assert second.id != first


def test_deleted_campaign_comes_back_as_it_was(store: Store):
    campaigns.create_campaign(store, name="Spring", **MESSAGE)
    before = campaigns.list_campaigns(store)
    removed = campaigns.delete_campaign(store, before[0].campaign.id)
    assert campaigns.list_campaigns(store) == []

    campaigns.put_back_campaign(store, removed)

    assert campaigns.list_campaigns(store) == before


def test_deleted_campaign_comes_back_also_when_its_id_was_taken(store: Store):
    removed = campaigns.delete_campaign(
        store, campaigns.create_campaign(store, name="Spring", **MESSAGE)
    )
    campaigns.create_campaign(store, name="Other", **MESSAGE)
    campaigns.put_back_campaign(store, removed)

    names = {row.campaign.name for row in campaigns.list_campaigns(store)}
    assert names == {"Spring", "Other"}


def test_deleted_campaign_does_not_come_back_over_one_of_its_name(store: Store):
    removed = campaigns.delete_campaign(
        store, campaigns.create_campaign(store, name="Spring", **MESSAGE)
    )
    campaigns.create_campaign(store, name="Spring", **MESSAGE)

    with pytest.raises(UserError, match="already a campaign"):
        campaigns.put_back_campaign(store, removed)


def test_campaign_with_runs_is_not_deleted(workspace: Workspace, store: Store):
    workspace.launch(workspace.add_list(addresses(3)))
    row = campaigns.list_campaigns(store)[0]

    with pytest.raises(ConflictError, match="has runs"):
        campaigns.delete_campaign(store, row.campaign.id)

    assert campaigns.list_campaigns(store) == [row]


def test_unknown_campaign_cannot_be_changed(store: Store):
    with pytest.raises(NotFoundError):
        campaigns.update_campaign(store, 7, name="x", **MESSAGE)


@pytest.mark.parametrize(
    ("taken", "expected"), [([], "a"), (["a"], "a 2"), (["a", "a 2"], "a 3"), (["a", "a 3"], "a 2")]
)
def test_unused_name_takes_the_first_free_number(store: Store, taken, expected):
    for name in taken:
        campaigns.create_campaign(store, name=name, **MESSAGE)

    assert campaigns.unused_name(store, "a") == expected


def test_row_without_a_run_shows_the_campaign_and_no_figures(store: Store):
    campaigns.create_campaign(store, name="a", **MESSAGE)

    row = campaigns.list_campaigns(store)[0]

    assert row.state_words == "Draft"
    assert (row.sent, row.failed, row.queued, row.progress) == (None, None, None, None)


def test_row_shows_the_latest_run_in_the_words_of_the_demo(workspace: Workspace, store: Store):
    first = workspace.launch(workspace.add_list(addresses(20)))
    plan(store, first)
    finish(store, first)
    campaign_id = runs.get_run(store, first).campaign_id
    assert campaigns.list_campaigns(store)[0].state_words == "Completed"

    second = launching.launch(store, campaign_id, "classic-demo", RunOptions())

    row = campaigns.list_campaigns(store)[0]
    assert row.run is not None
    assert (row.run.id, row.state_words, row.progress) == (second, "Queued", None)
    assert row.campaign.state is CampaignState.ACTIVE


def test_progress_is_the_share_with_a_result_at_the_visible_instant(
    workspace: Workspace, store: Store
):
    """Pending, failed and delivered recipients always sum to all, and no bounce is left out."""
    run_id = workspace.launch(workspace.add_list(addresses(600)), scenario="rate-limited", seed=2)
    plan(store, run_id)
    for second in (1, 10, 60):
        work_until(store, run_id, second * 1_000_000)
        row = campaigns.list_campaigns(store)[0]

        # The scenario's reply 0 accepts, reply 3 bounces, and a fifth attempt is the last.
        logged = "SELECT COUNT(*) FROM email_logs WHERE finish_us < ? * 1000000 AND "
        sent = workspace.sql(logged + "reply_id = 0", second)[0][0]
        failed = workspace.sql(
            logged + "(reply_id = 3 OR attempt = 5 AND reply_id IN (1, 2))", second
        )[0][0]
        assert (row.sent, row.failed, row.queued) == (sent, failed, 600 - sent - failed)
        assert row.progress == pytest.approx((sent + failed) / 600)
    finish(store, run_id)

    row = campaigns.list_campaigns(store)[0]
    assert (row.queued, row.progress) == (0, 1.0)
    assert row.failed is not None
    assert row.failed > 0


def test_preview_is_the_message_of_one_stored_contact(workspace: Workspace, store: Store):
    workspace.add_list(["ana@b.es"])
    workspace.execute("UPDATE contacts SET name = 'Ana {email}'")

    found = campaigns.preview(store, subject="Hola {nombre}", content="a {email}", email="ana@b.es")

    assert (found.subject, found.content) == ("Hola Ana {email}", "a ana@b.es")


def test_preview_writes_an_address_in_the_letters_of_its_owner(workspace: Workspace, store: Store):
    workspace.add_list(["eva@xn--bcherei-n2a.de"])

    found = campaigns.preview(
        store, subject="", content="for {email}", email="eva@xn--bcherei-n2a.de"
    )

    assert found.content == "for eva@bücherei.de"


def test_preview_for_a_stranger_or_with_a_wrong_field_is_refused(store: Store):
    with pytest.raises(NotFoundError, match=r"ana@b\.es"):
        campaigns.preview(store, subject="", content="", email="ana@b.es")
    with pytest.raises(TemplateError):
        campaigns.preview(store, subject="{x}", content="", email="ana@b.es")
