from __future__ import annotations

from mailsim_desktop.services import campaigns
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.campaign_step import CampaignStep


def create(store: Store, name: str) -> int:
    return campaigns.create_campaign(store, name=name, subject="s", content="c", list_id=None)


def test_what_is_put_back_is_what_was_there_when_it_was_taken_out(store: Store):
    step = CampaignStep(create(store, "Autumn"))
    campaigns.update_campaign(
        store, step.campaign_id, name="Autumn", subject="new", content="c", list_id=None
    )
    step.remove(store)
    step.put_back(store)

    assert campaigns.get_campaign(store, step.campaign_id).subject == "new"


def test_campaign_keeps_its_step_under_another_id_and_has_none_while_it_is_out(store: Store):
    before = create(store, "Autumn")
    step = CampaignStep(before)
    step.remove(store)
    out = step.is_of(before)
    other = create(store, "Spring")
    step.put_back(store)

    assert other == before  # the database gives a free id again
    assert not out
    assert not step.is_of(other)
    assert campaigns.get_campaign(store, step.campaign_id).name == "Autumn"
