"""What a provider answers."""

import numpy as np
import pytest

from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.simulation.replies import (
    BOUNCED,
    DEFERRED,
    DELIVERED,
    EXPIRED,
    OUTCOMES,
    ReplyModel,
)

NUMBER = 50_000
KEYS = np.arange(NUMBER, dtype=np.int64)


def attempts(number: int) -> np.ndarray:
    return np.full(NUMBER, number, dtype=np.int64)


@pytest.mark.parametrize("name", catalogue.scenario_ids())
def test_replies_come_with_their_shares(name: str):
    scenario = catalogue.load_scenario(name)

    draws = ReplyModel(scenario, 7).draw(KEYS, attempts(1))

    counts = np.bincount(draws.reply_id, minlength=len(scenario.replies))
    for reply, count in zip(scenario.replies, counts.tolist(), strict=True):
        share = reply.share_ppm / 1_000_000
        assert abs(count / NUMBER - share) < 4 * (share * (1 - share) / NUMBER) ** 0.5


def test_outcome_is_that_of_the_reply_until_the_last_attempt():
    scenario = catalogue.load_scenario("rate-limited")
    model = ReplyModel(scenario, 7)
    last = scenario.policy.max_attempts

    for attempt in (1, last - 1, last):
        draws = model.draw(KEYS, attempts(attempt))
        of_reply = np.array([OUTCOMES.index(reply.outcome) for reply in scenario.replies])
        expected = of_reply[draws.reply_id]
        given_up = EXPIRED if attempt == last else DEFERRED
        expected[expected == DEFERRED] = given_up
        assert draws.outcome.tolist() == expected.tolist()
        assert set(draws.outcome.tolist()) == {DELIVERED, BOUNCED, given_up}


def test_delay_is_the_policy_s():
    scenario = catalogue.load_scenario("rate-limited")
    policy: RetryPolicy = scenario.policy
    numbers = np.arange(1, policy.max_attempts, dtype=np.int64)

    draws = ReplyModel(scenario, 7).draw(numbers, numbers)

    assert draws.delay_us.tolist() == [policy.delay_us(number) for number in numbers.tolist()]


def test_latency_stays_within_its_quantiles():
    scenario = catalogue.load_scenario("classic-demo")

    latency = ReplyModel(scenario, 7).draw(KEYS, attempts(1)).latency_us

    assert scenario.latency_us[0] <= latency.min() < latency.max() <= scenario.latency_us[-1]
    assert abs(float(np.median(latency)) - 275_000) < 5_000


def test_company_of_other_keys_changes_no_answer():
    model = ReplyModel(catalogue.load_scenario("rate-limited"), 7)
    some = KEYS[100:0:-3]

    alone, together = model.draw(some, attempts(2)[: len(some)]), model.draw(KEYS, attempts(2))

    for name in ("latency_us", "reply_id", "outcome", "delay_us"):
        assert getattr(alone, name).tolist() == getattr(together, name)[some].tolist()
