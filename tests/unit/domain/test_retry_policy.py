"""When a deferred job is tried again, and when it is given up."""

from __future__ import annotations

import pytest

from mailsim_desktop.domain.retry_policy import Origin, RetryPolicy
from mailsim_desktop.errors import ScenarioError


def wait(policy: RetryPolicy, failed: int) -> int | None:
    """Delay after an attempt, None where the policy gives up."""
    delay = policy.delay_us(failed)
    return None if policy.gives_up(failed, 0, delay) else delay


@pytest.mark.parametrize(
    ("most", "delays", "expected"),
    [
        (3, (10, 30, 60), [10, 30, None, None]),  # three tries never reach the third delay
        (1, (), [None]),
        (4, (5,), [5, 5, 5, None]),  # the last delay repeats
        (3, (0, 7), [0, 7, None]),
    ],
)
def test_delay_after_each_failed_attempt(most, delays, expected):
    policy = RetryPolicy.explicit("p", most, delays)

    assert [wait(policy, n) for n in range(1, len(expected) + 1)] == expected


@pytest.mark.parametrize(
    ("most", "delays", "told"),
    [(0, (1,), "max_attempts"), (2, (), "delays are missing"), (2, (5, -1), "negative")],
)
def test_policy_that_cannot_be_carried_out_is_refused(most, delays, told):
    with pytest.raises(ScenarioError, match=f"Retry policy p: .*{told}"):
        RetryPolicy.explicit("p", most, delays)


def test_snapshot_keeps_delays_and_provenance():
    policy = RetryPolicy.explicit("p", 3, (10, 0), Origin("measured", "a paper"))

    assert RetryPolicy.from_json(policy.to_json()) == policy
    assert policy.to_json()["rule"]["kind"] == "explicit"
