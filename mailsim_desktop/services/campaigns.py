"""Campaigns: write one, list them with honest progress, preview its message."""

from __future__ import annotations

from dataclasses import dataclass

from mailsim_desktop.domain.contact import shown_address
from mailsim_desktop.domain.transitions import CAMPAIGN_DISPLAY, RunState
from mailsim_desktop.errors import ConflictError, NotFoundError, UserError
from mailsim_desktop.messages.templates import Rendered, render, require_known_fields
from mailsim_desktop.store import campaigns, contacts, runs, visible
from mailsim_desktop.store.campaigns import Campaign
from mailsim_desktop.store.counters import Totals
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.runs import RunRow

__all__ = ["Campaign", "CampaignRow"]


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign with its latest run, as the campaign table shows it.

    `totals` counts what is visible, from the rollups; None without a run.
    """

    campaign: Campaign
    run: RunRow | None
    totals: Totals | None

    @property
    def state_words(self) -> str:
        """State in the words of the display table."""
        return CAMPAIGN_DISPLAY[self.campaign.state if self.run is None else self.run.state]

    @property
    def sent(self) -> int | None:
        """Delivered recipients."""
        return None if self.totals is None else self.totals.delivered

    @property
    def failed(self) -> int | None:
        """Bounced recipients and dead letters."""
        done = self.totals
        return None if done is None else done.bounced + done.expired + done.poisoned

    @property
    def queued(self) -> int | None:
        """Pending recipients, planned or not; none once the run is cancelled."""
        if self.run is not None and self.run.state is RunState.CANCELLED:
            return 0
        if self.run is None or self.totals is None or self.sent is None or self.failed is None:
            return None
        return self.run.recipients - self.sent - self.failed - self.totals.cancelled

    @property
    def progress(self) -> float | None:
        """Share of the recipients with a result, in [0, 1]; None while they are not counted.

        Cancelled recipients have none, so a cancelled run stays below 1.
        """
        if self.run is None or self.sent is None or self.failed is None:
            return None
        return (self.sent + self.failed) / self.run.recipients if self.run.recipients else None


def create_campaign(
    store: Store, *, name: str, subject: str, content: str, list_id: int | None
) -> int:
    """Add a draft; returns its id.

    Raises
    ------
    UserError : the name is empty or taken, or a merge field does not exist.
    """
    _require_message(name, subject, content)
    with store.write() as connection:
        _require_free(campaigns.name_is_taken(connection, name.strip()), name)
        return campaigns.create(connection, name.strip(), subject, content, list_id)


def update_campaign(
    store: Store, campaign_id: int, *, name: str, subject: str, content: str, list_id: int | None
) -> None:
    """Change a campaign; its runs keep what they were launched with."""
    _require_message(name, subject, content)
    with store.write() as connection:
        campaigns.get(connection, campaign_id)
        _require_free(campaigns.name_is_taken(connection, name.strip(), campaign_id), name)
        campaigns.update(
            connection,
            campaign_id,
            name=name.strip(),
            subject=subject,
            content=content,
            list_id=list_id,
        )


def duplicate_campaign(store: Store, campaign_id: int) -> int:
    """Add a draft that says the same, under a name that is free; returns its id."""
    found = get_campaign(store, campaign_id)
    name = unused_name(store, found.name)
    return create_campaign(
        store, name=name, subject=found.subject, content=found.content, list_id=found.list_id
    )


def delete_campaign(store: Store, campaign_id: int) -> Campaign:
    """Remove a campaign that was never launched; returns it, for `put_back_campaign`.

    Raises
    ------
    ConflictError : it has runs, whose results belong to it.
    """
    with store.write() as connection:
        found = campaigns.get(connection, campaign_id)
        if campaigns.has_runs(connection, campaign_id):
            raise ConflictError(
                f"{found.name} has runs, so it cannot be deleted.",
                "Their results belong to it. Nothing was changed.",
            )
        campaigns.delete(connection, campaign_id)
    return found


def put_back_campaign(store: Store, campaign: Campaign) -> int:
    """Store a removed campaign again, as it was; returns its id.

    Raises
    ------
    UserError : another campaign has taken its name meanwhile.
    """
    with store.write() as connection:
        _require_free(campaigns.name_is_taken(connection, campaign.name), campaign.name)
        return campaigns.put_back(connection, campaign)


def _require_message(name: str, subject: str, content: str) -> None:
    if not name.strip():
        raise UserError("A campaign needs a name.", "Type a name.")
    require_known_fields(subject, "subject")
    require_known_fields(content, "content")


def _require_free(taken: bool, name: str) -> None:  # noqa: FBT001 # the one fact it judges
    if taken:
        raise UserError(f"There is already a campaign {name.strip()!r}.", "Choose another name.")


def unused_name(store: Store, wanted: str) -> str:
    """`wanted`, or with the first free number behind it."""
    with store.read() as connection:
        number, name = 1, wanted
        while campaigns.name_is_taken(connection, name):
            number += 1
            name = f"{wanted} {number}"
    return name


def get_campaign(store: Store, campaign_id: int) -> Campaign:
    """One campaign."""
    with store.read() as connection:
        return campaigns.get(connection, campaign_id)


def list_campaigns(store: Store) -> list[CampaignRow]:
    """All campaigns with their latest runs, newest first."""
    with store.read() as connection:
        latest = runs.latest_by_campaign(connection)
        rows = []
        for campaign in campaigns.listed(connection):
            newest = latest.get(campaign.id)
            totals = None if newest is None else visible.totals(connection, newest)
            rows.append(CampaignRow(campaign, newest, totals))
        return rows


def preview(store: Store, *, subject: str, content: str, email: str) -> Rendered:
    """Render a message for a stored contact.

    Raises
    ------
    NotFoundError : no contact has this address.
    """
    require_known_fields(subject, "subject")
    require_known_fields(content, "content")
    with store.read() as connection:
        contact = contacts.by_email(connection, email)
    if contact is None:
        raise NotFoundError(f"There is no contact {email}.", "Choose one from the list.")
    return render(subject, content, name=contact.name, email=shown_address(contact.email))
