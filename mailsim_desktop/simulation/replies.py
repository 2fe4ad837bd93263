"""What a provider answers to an attempt, and how long that takes.

Draws for whole arrays of attempts; keeps no state. The outcome of an attempt is the
outcome of its reply, unless the retry policy has no further try: then it is expired.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mailsim_desktop.domain.scenario import Outcome, Scenario
from mailsim_desktop.simulation.retries import RetryModel
from mailsim_desktop.simulation.streams import Stream, uniform_u64
from mailsim_desktop.simulation.tables import interpolate, thresholds

OUTCOMES = (Outcome.DELIVERED, Outcome.DEFERRED, Outcome.BOUNCED, Outcome.EXPIRED)
DELIVERED, DEFERRED, BOUNCED, EXPIRED = range(4)
"""Outcomes as small integers, for arrays; `OUTCOMES[code]` names them."""


@dataclass(frozen=True, slots=True)
class Draws:
    """Answers to n attempts.

    Attributes
    ----------
    latency_us : (n,) int64, microseconds.
    reply_id : (n,) int64, index into the scenario's replies.
    outcome : (n,) int64, codes above.
    delay_us : (n,) int64, wait before the next attempt; meaningful where deferred, and the
        least that it can be where the policy looks at the age.
    """

    latency_us: NDArray[np.int64]
    reply_id: NDArray[np.int64]
    outcome: NDArray[np.int64]
    delay_us: NDArray[np.int64]


class ReplyModel:
    """The answers of one scenario under one seed.

    Attributes
    ----------
    aging : decides on deferrals by the age of their jobs, where the policy asks for it.
    """

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._seed = seed
        self._thresholds = thresholds([reply.share_ppm for reply in scenario.replies])
        self._quantiles = np.array(scenario.latency_us, dtype=np.int64)
        self._outcome = np.array(
            [OUTCOMES.index(reply.outcome) for reply in scenario.replies], dtype=np.int64
        )
        self._retries = RetryModel(scenario.policy, seed, self._latency)
        self.aging = self._retries.aging

    def draw(
        self,
        keys: NDArray[np.int64],
        attempts: NDArray[np.int64],
        earlier: NDArray[np.int64] | None = None,
    ) -> Draws:
        """Answer one attempt for each key.

        Parameters
        ----------
        keys : (n,) int64, contact keys.
        attempts : (n,) int64, from 1 on.
        earlier : (n,) int64, attempts that the retry policy does not count; None for no job any.
        """
        reply = np.searchsorted(
            self._thresholds, uniform_u64(self._seed, Stream.REPLY, keys, attempts), side="right"
        )
        delay, last = self._retries.draw(keys, attempts, earlier)
        outcome = self._outcome[reply]
        return Draws(
            latency_us=self._latency(keys, attempts),
            reply_id=reply,
            outcome=np.where((outcome == DEFERRED) & last, EXPIRED, outcome),
            delay_us=delay,
        )

    def _latency(self, keys: NDArray[np.int64], attempts: NDArray[np.int64]) -> NDArray[np.int64]:
        uniform = uniform_u64(self._seed, Stream.LATENCY, keys, attempts)
        return interpolate(self._quantiles, uniform)
