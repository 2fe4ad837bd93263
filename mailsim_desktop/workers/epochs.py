"""Keeps the horizon behind the epoch that is not decided yet, and asks the rules (rule R3)."""

from __future__ import annotations

from collections.abc import Sequence

from mailsim_desktop.domain.epoch import EpochRule, epoch_end_us
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.store import epochs, run_control
from mailsim_desktop.store.database import Store


class Epochs:
    """The rules over one run; without any, nothing is read and nothing is held up."""

    def __init__(self, store: Store, run_id: int, rules: Sequence[EpochRule]) -> None:
        self._store, self._run_id, self._rules = store, run_id, rules
        self._undecided = 0
        if rules:
            with store.read() as connection:
                self._undecided = epochs.undecided(connection, run_id)

    def limit_us(self, next_start_us: int) -> int:
        """How far the horizon may move once all attempts before `next_start_us` are committed.

        Decides about every epoch that ends by then, up to the first one that changes
        something: what is changed may be the next to start.
        """
        while self._rules and epoch_end_us(self._undecided) <= min(next_start_us, NEVER_US - 1):
            if not self._decide():
                break
        return epoch_end_us(self._undecided) if self._rules else NEVER_US

    def _decide(self) -> bool:
        """Whether the next epoch was decided about and changes nothing."""
        with self._store.write() as connection:
            epoch = self._undecided = epochs.undecided(connection, self._run_id)
            # Somebody may have put letters back since the state was read: look under the lock.
            seen = run_control.control(connection, self._run_id)
            if seen.next_start_us < epoch_end_us(epoch):
                return False
            past = epochs.counts(connection, self._run_id, epoch + 1)
            changes = [(rule.name, change) for rule in self._rules for change in rule.decide(past)]
            epochs.decide(connection, self._run_id, epoch, changes)
        self._undecided = epoch + 1
        return not changes
