"""A worker's pulse: how its supervisor tells a process that works from one that is stopped.

A thread of the worker sends its vitals now and then, also while its main thread waits for
the database. A process that was stopped (SIGSTOP), perhaps inside a writing transaction that
blocks all others, sends none. Silence is counted in looks of the supervisor, not in
seconds: after the whole tree was suspended, its worker has as many looks as ever to be heard.

A worker that the machine stops, say by a full disk, sends its error last: nobody else may know.
"""

from __future__ import annotations

import json
from contextlib import suppress
from threading import Event, Thread
from typing import Any

from mailsim_desktop.errors import ConditionError, DiskFullError
from mailsim_desktop.workers.vitals import Vitals

BEAT_S = 0.25
_LAST = b"\xff"  # before last words; no beat begins so


def start_beating(pulse: Any, vitals: Vitals) -> None:
    """Send `vitals` through the writing end of a pipe for as long as this process lives."""
    Thread(target=_beat, args=(pulse, vitals), name="pulse", daemon=True).start()


def _beat(pulse: Any, vitals: Vitals) -> None:
    never = Event()
    with suppress(OSError):  # whoever listened has gone; the main thread sees that too
        while True:
            pulse.send_bytes(vitals.packed())
            never.wait(BEAT_S)


def send_last_words(pulse: Any, error: ConditionError) -> None:
    """Tell the supervisor why this process is about to end."""
    said = [isinstance(error, DiskFullError), error.message, error.hint]
    with suppress(OSError):  # whoever listened has gone
        pulse.send_bytes(_LAST + json.dumps(said).encode())


class Listener:
    """Counts for how many looks nothing was heard of one worker.

    Attributes
    ----------
    silent : looks since the last beat.
    heard : a beat ever came; before that, the worker is still being started.
    vitals : those of the last beat.
    last_words : the error that ended the worker, where it told one.
    """

    def __init__(self, pulse: Any) -> None:
        self._pulse = pulse
        self.silent = 0
        self.heard = False
        self.vitals = Vitals()
        self.last_words: ConditionError | None = None

    def look(self) -> None:
        """Take in what came since the last look."""
        self.silent += 1
        with suppress(OSError, EOFError):  # it has ended, which its sentinel tells
            while self._pulse.poll():
                self._take_in(self._pulse.recv_bytes())
                self.silent, self.heard = 0, True

    def _take_in(self, heard: bytes) -> None:
        if not heard.startswith(_LAST):
            self.vitals = Vitals.unpacked(heard)
            return
        is_full, message, hint = json.loads(heard.removeprefix(_LAST))
        self.last_words = (DiskFullError if is_full else ConditionError)(message, hint)

    def close(self) -> None:
        """Give the pipe back."""
        self._pulse.close()
