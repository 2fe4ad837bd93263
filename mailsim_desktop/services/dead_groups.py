"""Dead letters of a run by provider group and last reply, for a screen.

They are counted anew when there are others, and the more seldom the longer that takes: a
twentieth of the time at most goes into it.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailsim_desktop import clock
from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.services.metrics import Reading
from mailsim_desktop.store import dead_letters, runs
from mailsim_desktop.store.database import Store

PERIOD_S = 1.0
_MOST = 100_000
"""Letters of a group that are named one by one."""
_SHARE = 20


@dataclass(frozen=True, slots=True)
class DeadGroup:
    """Dead letters of one provider group that ended alike.

    Attributes
    ----------
    reply : id of the last reply in the scenario's catalogue; None where none came.
    code : its codes, such as ``452 4.2.2``; empty without a reply.
    """

    provider_group: str
    name: str
    reply: str | None
    code: str
    text: str
    state: str
    number: int


class DeadGroups:
    """Counts those of one run, again and again."""

    def __init__(self, run_id: int) -> None:
        self._run_id = run_id
        self._found: tuple[DeadGroup, ...] = ()
        self._counted = (0, 0)  # expired and poisoned when they were last read
        self._next_s = float("-inf")

    def read(self, store: Store, reading: Reading, now_s: float) -> tuple[DeadGroup, ...]:
        """The groups with most letters first.

        Parameters
        ----------
        now_s : a monotonic instant.
        """
        there_are = reading.counts.given_up, reading.poisoned
        if there_are != self._counted and now_s >= self._next_s:
            self._counted = there_are
            began = clock.monotonic_s()
            with store.read() as connection:
                rows = dead_letters.groups(connection, self._run_id)
            took = clock.monotonic_s() - began
            self._next_s = now_s + max(PERIOD_S, _SHARE * took)
            self._found = tuple(_group(reading.run.scenario, *row) for row in rows)
        return self._found


def selection_of(store: Store, run_id: int, group: DeadGroup | None) -> Selection | None:
    """What selects the letters of a group and no others; all of a run for None.

    Reply and provider group do, unless some of them were poisoned and others expired, or
    never had a reply: then it names the jobs. None where the group has no letter any more.
    """
    if group is None:
        return Selection()
    with store.read() as connection:
        rows = dead_letters.groups(connection, run_id)
        scenario = runs.get(connection, run_id).scenario
        alike = [row for row in rows if row[0] == group.provider_group]
        replies = [None if row[1] is None else scenario.replies[row[1]].id for row in alike]
        plain = Selection(group.reply, group.provider_group)
        if group.reply is not None and replies.count(group.reply) == 1:
            return plain
        reply = plain.reply_index(scenario)
        letters = dead_letters.page(connection, run_id, plain, reply, after_job=0, limit=_MOST)
    jobs = tuple(one.job_id for one in letters if (one.state, one.reply) == (group.state, reply))
    return Selection(jobs=jobs) if jobs else None


def _group(
    scenario: Scenario, group_id: str, reply: int | None, state: str, number: int
) -> DeadGroup:
    name = scenario.group(group_id).name
    if reply is None:
        return DeadGroup(group_id, name, None, "", "", state, number)
    said = scenario.replies[reply]
    code = f"{said.code} {said.enhanced}".strip()
    return DeadGroup(group_id, name, said.id, code, said.text, state, number)
