"""One campaign as undo and redo see it: there, or taken out and kept whole.

Whoever takes it out keeps what was there at that moment, so that what comes back is that,
with all that was written since, under whatever id it has by then.
"""

from __future__ import annotations

from mailsim_desktop.services import campaigns
from mailsim_desktop.services.campaigns import Campaign
from mailsim_desktop.services.database import Store


class CampaignStep:
    """Removes a stored campaign and puts it back, one after the other.

    Its calls run on background threads, never two of them at a time: undo sees to that.
    """

    def __init__(self, campaign_id: int) -> None:
        self.campaign_id = campaign_id
        self._removed: Campaign | None = None
        self._is_there = True

    def is_of(self, campaign_id: int) -> bool:
        """It is about the campaign that has this id now; one taken out has none."""
        return self._is_there and self.campaign_id == campaign_id

    def remove(self, store: Store) -> Campaign:
        """Take the campaign out, as it is now."""
        self._removed = campaigns.delete_campaign(store, self.campaign_id)
        self._is_there = False
        return self._removed

    def put_back(self, store: Store) -> None:
        """Store again what was taken out last."""
        if self._removed is not None:
            self.campaign_id = campaigns.put_back_campaign(store, self._removed)
            self._is_there = True
