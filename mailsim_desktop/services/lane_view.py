"""Lanes as a screen shows them: one row for each provider group, however many lanes it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES, RunState
from mailsim_desktop.services.metrics import Counts, Reading
from mailsim_desktop.store.standing import GroupStanding

AHEAD_US = 30 * SECOND_US
"""A lane whose next start lies further ahead waits for it."""


class LaneState(StrEnum):
    """What a lane does."""

    RUNNING = "running"
    WAITING = "waiting"  # nothing is due for a while
    PAUSED = "paused"  # as its run
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class LaneView:
    """The lanes of one provider group.

    Attributes
    ----------
    name : display name of the provider group.
    lane : name of the lane, None where the group has several.
    queued : recipients without a result at the visible instant, as everywhere on screens.
    per_s : attempts finished a simulated second, over the last simulated minute; None before any
        time has passed and after the end.
    connections, rate : limit in force, of each of the lanes.
    next_start_us : least simulated instant at which one may start; None where nothing is left.
    """

    provider_group: str
    name: str
    lane: str | None
    lanes: int
    state: LaneState
    queued: int
    per_s: float | None
    connections: int
    rate: Rate | None
    next_start_us: int | None


def lane_views(
    groups: Sequence[GroupStanding], per_s: Mapping[str, float], reading: Reading
) -> tuple[LaneView, ...]:
    """Lanes of a run.

    Parameters
    ----------
    per_s : throughput by provider group.
    """
    run = reading.run
    ended = run.state in TERMINAL_RUN_STATES
    views = []
    for one in groups:
        counts = reading.by_group.get(one.provider_group, Counts())
        done = counts.delivered + counts.bounced + counts.given_up
        queued = one.pending if ended else max(0, one.jobs - done)
        next_us = one.next_start_us if one.next_start_us < NEVER_US and not ended else None
        views.append(
            LaneView(
                provider_group=one.provider_group,
                name=run.scenario.group(one.provider_group).name,
                lane=one.lane if one.lanes == 1 else None,
                lanes=one.lanes,
                state=_state(run.state, one, next_us, reading.visible_us),
                queued=queued,
                per_s=None if ended else per_s.get(one.provider_group),
                connections=one.connections,
                rate=one.rate,
                next_start_us=next_us,
            )
        )
    return tuple(views)


def _state(run: RunState, group: GroupStanding, next_us: int | None, visible_us: int) -> LaneState:
    if group.cancelled:
        return LaneState.CANCELLED
    if not group.pending or next_us is None:
        return LaneState.DONE
    if run in {RunState.PAUSING, RunState.PAUSED}:
        return LaneState.PAUSED
    interval_us = 0 if group.rate is None else 2 * group.rate.period_us // group.rate.quantity
    ahead = next_us - visible_us > max(AHEAD_US, interval_us)
    return LaneState.WAITING if ahead else LaneState.RUNNING
