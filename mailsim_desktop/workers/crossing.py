"""Lets an intervention take effect in the lanes of a leased shard (rule R5).

A shard crosses the instant of an intervention as a whole: once every attempt that starts
before it is made in all its lanes, and before any that starts after it. What changes is
written in the commit of the batch that got there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from mailsim_desktop.domain.intervention import Intervention, RateChange, Requeue
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.store.batches import Batch
from mailsim_desktop.store.requeue import LaneRequeue
from mailsim_desktop.workers.lane_rows import LeasedLane


def cross(
    batch: Batch, lanes: Sequence[LeasedLane], intervention: Intervention, scenario: Scenario
) -> None:
    """Change the lanes that `intervention` concerns, and append what must be written."""
    for lane in lanes:
        if isinstance(intervention.change, RateChange):
            if lane.row.name == intervention.change.lane:
                _change_rate(batch, lane, intervention.at_us, intervention.change, scenario)
        elif intervention.change.selection.provider_group in {None, lane.row.provider_group}:
            _requeue(batch, lane, intervention.at_us, intervention.change, scenario)


def _change_rate(
    batch: Batch, lane: LeasedLane, at_us: int, change: RateChange, scenario: Scenario
) -> None:
    state = lane.state
    state.change_rate(at_us, change.rate, spaced=scenario.spaced)
    batch.changed_lanes.append(
        (
            json.dumps(state.schedule.to_json()),
            None if state.rate is None else json.dumps(state.rate.to_json()),
            state.ahead,
            state.last_start_us,
            state.next_start_us,
            lane.row.id,
        )
    )


def _requeue(
    batch: Batch, lane: LeasedLane, at_us: int, change: Requeue, scenario: Scenario
) -> None:
    row, selection = lane.row, change.selection
    lane.state.look_again(at_us)
    batch.requeues.append(
        LaneRequeue(
            lane_id=row.id,
            provider_group=row.provider_group,
            first_job_id=row.first_job_id,
            end_job_id=row.first_job_id + row.jobs,
            at_us=at_us,
            reply=selection.reply_index(scenario),
            jobs=json.dumps(list(selection.jobs)) if selection.jobs else None,
        )
    )
