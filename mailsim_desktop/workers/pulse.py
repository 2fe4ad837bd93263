"""A worker's pulse: how its supervisor tells a process that works from one that is stopped.

A thread of the worker sends its vitals now and then, also while its main thread waits for
the database. A process that was stopped (SIGSTOP), perhaps inside a writing transaction that
blocks all others, sends none. Silence is counted in looks of the supervisor, not in
seconds: after the whole tree was suspended, its worker has as many looks as ever to be heard.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Thread
from typing import Any

from mailsim_desktop.workers.vitals import Vitals

BEAT_S = 0.25


def start_beating(pulse: Any, vitals: Vitals) -> None:
    """Send `vitals` through the writing end of a pipe for as long as this process lives."""
    Thread(target=_beat, args=(pulse, vitals), name="pulse", daemon=True).start()


def _beat(pulse: Any, vitals: Vitals) -> None:
    never = Event()
    with suppress(OSError):  # whoever listened has gone; the main thread sees that too
        while True:
            pulse.send_bytes(vitals.packed())
            never.wait(BEAT_S)


class Listener:
    """Counts for how many looks nothing was heard of one worker.

    Attributes
    ----------
    silent : looks since the last beat.
    heard : a beat ever came; before that, the worker is still being started.
    vitals : those of the last beat.
    """

    def __init__(self, pulse: Any) -> None:
        self._pulse = pulse
        self.silent = 0
        self.heard = False
        self.vitals = Vitals()

    def look(self) -> None:
        """Take in what came since the last look."""
        self.silent += 1
        with suppress(OSError, EOFError):  # it has ended, which its sentinel tells
            while self._pulse.poll():
                self.vitals = Vitals.unpacked(self._pulse.recv_bytes())
                self.silent, self.heard = 0, True

    def close(self) -> None:
        """Give the pipe back."""
        self._pulse.close()
