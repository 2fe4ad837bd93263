from __future__ import annotations

import pytest

from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.ui import run_words

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qapp")]
SECOND = 1_000_000


@pytest.mark.parametrize(
    ("attempts", "delays", "said"),
    [
        (1, (), "1 attempts"),
        (3, (10 * SECOND, 30 * SECOND), "3 attempts, 10\u00a0s · 30\u00a0s"),
        (3, (60 * SECOND,), "3 attempts, 1\u00a0min · 1\u00a0min"),
        (6, (60 * SECOND,), "6 attempts, 1\u00a0min · 1\u00a0min · 1\u00a0min…"),
    ],
)
def test_policy_tells_attempts_and_the_waits_that_there_really_are(attempts, delays, said):
    assert run_words.policy(RetryPolicy("p", attempts, delays)) == said
