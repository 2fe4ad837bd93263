"""Workers as a screen shows them: what each does, how fast it is, when it committed last.

A row tells attempts since the start; speed and last commit come from how they grew between two
rows, so both are as coarse as the rows, which are renewed about once a second.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.store.standing import ShardStanding
from mailsim_desktop.store.workers import WorkerRow

PACE_MS = 5_000
"""Real time over which a worker's attempts a minute are averaged."""
_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class WorkerView:
    """One worker.

    Attributes
    ----------
    number : in the order in which its host began them, from 1.
    is_gone : nobody has seen it for some seconds, nor whoever watched it.
    shard : name of the one that it holds a lease of, or held just now; None where it is idle.
    per_min : attempts committed a real minute; None until two rows were seen.
    commit_age_ms : since it committed last; None where it was not seen to.
    """

    name: str
    number: int
    pid: int
    state: WorkerState
    is_gone: bool
    shard: str | None
    per_min: float | None
    memory_bytes: int | None
    commit_age_ms: int | None


@dataclass(slots=True)
class _Track:
    """What was seen of one worker: (seen, attempts) of its last rows, last commit and shard."""

    seen: deque[tuple[int, int]] = field(default_factory=deque)
    committed_utc_ms: int | None = None
    shard: str | None = None


class WorkerViews:
    """Remembers the last rows of each worker."""

    def __init__(self) -> None:
        self._tracks: dict[str, _Track] = {}

    def look(
        self,
        rows: Sequence[WorkerRow],
        held: Mapping[str, int],
        shards: Sequence[ShardStanding],
        now_utc_ms: int,
    ) -> tuple[WorkerView, ...]:
        """Workers as these rows tell them.

        Parameters
        ----------
        held : id of the shard that a worker holds, by its name.
        """
        names = shard_names(shards)
        self._tracks = {row.name: self._tracks.get(row.name, _Track()) for row in rows}
        return tuple(self._view(row, names.get(held.get(row.name, 0)), now_utc_ms) for row in rows)

    def _view(self, row: WorkerRow, shard: str | None, now_utc_ms: int) -> WorkerView:
        track = self._tracks[row.name]
        _add(track, row)
        gone = row.is_gone(now_utc_ms)
        committed = track.committed_utc_ms
        # The row is up to a second old, the lease is of now: neither may give the other the lie.
        state = row.state
        if shard is not None:
            track.shard = shard
            state = WorkerState.SIMULATING if state is WorkerState.IDLE else state
        elif state is WorkerState.IDLE:
            track.shard = None
        return WorkerView(
            name=row.name,
            number=row.number,
            pid=row.pid,
            state=state,
            is_gone=gone,
            shard=None if gone else track.shard,
            per_min=None if gone else _per_min(track.seen),
            memory_bytes=None if gone else row.memory_bytes,
            commit_age_ms=None if committed is None else max(0, now_utc_ms - committed),
        )


def _add(track: _Track, row: WorkerRow) -> None:
    seen = track.seen
    if seen and seen[-1][0] == row.seen_utc_ms:
        return  # the same row again
    if seen and row.attempts > seen[-1][1]:
        track.committed_utc_ms = row.seen_utc_ms
    seen.append((row.seen_utc_ms, row.attempts))
    while len(seen) > 2 and seen[-1][0] - seen[1][0] >= PACE_MS:  # noqa: PLR2004 # a pace needs two
        seen.popleft()


def _per_min(seen: Sequence[tuple[int, int]]) -> float | None:
    if len(seen) < 2 or seen[-1][0] <= seen[0][0]:  # noqa: PLR2004 # as above
        return None
    return (seen[-1][1] - seen[0][1]) * _MINUTE_MS / (seen[-1][0] - seen[0][0])


def shard_names(shards: Sequence[ShardStanding]) -> dict[int, str]:
    """Name of each shard by its id: that of its provider group, or ``mixed``, and its number."""
    width = len(str(len(shards)))
    return {
        shard.id: f"{shard.provider_group if shard.groups == 1 else 'mixed'}-{number:0{width}}"
        for number, shard in enumerate(shards, 1)
    }
