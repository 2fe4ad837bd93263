"""A run in a few words: its policy, and how long it took."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.services.runs import RunRow
from mailsim_desktop.ui import words

_SHOWN = 3


def policy(of: RetryPolicy) -> str:
    """Attempts, and the waits between them: the first ones, where there are many."""
    translate = QCoreApplication.translate
    attempts = translate("RunWords", "%Ln attempts", "", of.max_attempts)
    delays = [of.delay_us(number) for number in range(1, of.max_attempts)]
    waits = [words.duration(delay / SECOND_US) for delay in delays if delay is not None]
    if not waits:
        return attempts
    more = "…" if len(waits) > _SHOWN else ""
    return f"{attempts}, {' · '.join(waits[:_SHOWN])}{more}"


def facts(run: RunRow) -> str:
    """Its policy, and its simulated duration once it has ended."""
    told = policy(run.scenario.policy)
    if run.simulated_us is None:
        return told
    took = QCoreApplication.translate("RunWords", "took {0}").format(
        words.duration(run.simulated_us / SECOND_US)
    )
    return f"{told} · {took}"
