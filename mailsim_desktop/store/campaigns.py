"""Rows of campaigns. Functions join the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from mailsim_desktop import clock
from mailsim_desktop.domain.transitions import CampaignState
from mailsim_desktop.errors import NotFoundError

_SELECT = (
    "SELECT c.id, c.name, c.subject, c.content, c.list_id, l.name, c.state, c.created_utc_ms,"
    " c.updated_utc_ms FROM campaigns AS c LEFT JOIN lists AS l ON l.id = c.list_id"
)


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign; `list_name` is None while no list is chosen."""

    id: int
    name: str
    subject: str
    content: str
    list_id: int | None
    list_name: str | None
    state: CampaignState
    created_utc_ms: int
    updated_utc_ms: int


def create(
    connection: Connection, name: str, subject: str, content: str, list_id: int | None
) -> int:
    """Add a draft and return its id."""
    now = clock.now_utc_ms()
    return int(
        connection.exec_driver_sql(
            "INSERT INTO campaigns (name, subject, content, list_id, state, created_utc_ms,"
            " updated_utc_ms) VALUES (?, ?, ?, ?, 'draft', ?, ?) RETURNING id",
            (name, subject, content, list_id, now, now),
        ).scalar_one()
    )


def update(
    connection: Connection,
    campaign_id: int,
    *,
    name: str,
    subject: str,
    content: str,
    list_id: int | None,
) -> None:
    """Change what a campaign says; runs keep their own snapshots."""
    connection.exec_driver_sql(
        "UPDATE campaigns SET name = ?, subject = ?, content = ?, list_id = ?, updated_utc_ms = ?"
        " WHERE id = ?",
        (name, subject, content, list_id, clock.now_utc_ms(), campaign_id),
    )


def get(connection: Connection, campaign_id: int) -> Campaign:
    """One campaign, or `NotFoundError`."""
    row = connection.exec_driver_sql(f"{_SELECT} WHERE c.id = ?", (campaign_id,)).first()
    if row is None:
        raise NotFoundError(
            f"There is no campaign {campaign_id}.", "List them with: mailsim campaigns list"
        )
    return _campaign(row)


def listed(connection: Connection) -> list[Campaign]:
    """All campaigns, newest first."""
    return [_campaign(row) for row in connection.exec_driver_sql(f"{_SELECT} ORDER BY c.id DESC")]


def name_is_taken(connection: Connection, name: str, but: int | None = None) -> bool:
    """Another campaign than `but` has this name."""
    return (
        connection.exec_driver_sql(
            "SELECT 1 FROM campaigns WHERE name = ? AND (? IS NULL OR id != ?)", (name, but, but)
        ).first()
        is not None
    )


def delete(connection: Connection, campaign_id: int) -> None:
    """Remove a campaign; the database refuses one that has runs."""
    connection.exec_driver_sql("DELETE FROM campaigns WHERE id = ?", (campaign_id,))


def put_back(connection: Connection, campaign: Campaign) -> int:
    """Store a removed campaign again, as it was; under its id, unless that is taken by now."""
    taken = connection.exec_driver_sql("SELECT 1 FROM campaigns WHERE id = ?", (campaign.id,))
    return int(
        connection.exec_driver_sql(
            "INSERT INTO campaigns (id, name, subject, content, list_id, state, created_utc_ms,"
            " updated_utc_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                None if taken.first() else campaign.id,
                campaign.name,
                campaign.subject,
                campaign.content,
                campaign.list_id,
                campaign.state.value,
                campaign.created_utc_ms,
                campaign.updated_utc_ms,
            ),
        ).scalar_one()
    )


def has_runs(connection: Connection, campaign_id: int) -> bool:
    """It was launched at least once."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM runs WHERE campaign_id = ? LIMIT 1", (campaign_id,)
    ).first()
    return found is not None


def activate(connection: Connection, campaign_id: int) -> None:
    """Mark a campaign as launched."""
    connection.exec_driver_sql(
        "UPDATE campaigns SET state = 'active' WHERE id = ? AND state IN ('draft', 'active')",
        (campaign_id,),
    )


def _campaign(row: Any) -> Campaign:
    return Campaign(*(*row[:6], CampaignState(row[6]), *row[7:]))
