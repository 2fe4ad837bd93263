"""Beats are heard while their sender lives, and missed when it stops."""

from __future__ import annotations

import multiprocess
import pytest

from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.errors import ConditionError, DiskFullError
from mailsim_desktop.workers.pulse import Listener, send_last_words, start_beating
from mailsim_desktop.workers.vitals import Vitals

pytestmark = pytest.mark.process


def test_a_listener_counts_the_looks_since_the_last_beat():
    ours, theirs = multiprocess.Pipe(duplex=False)
    listener = Listener(ours)
    listener.look()
    listener.look()
    assert (listener.silent, listener.heard) == (2, False)

    theirs.send_bytes(Vitals(WorkerState.SIMULATING, 3).packed())
    theirs.send_bytes(Vitals(WorkerState.COMMITTING, 7).packed())
    listener.look()
    assert (listener.silent, listener.heard) == (0, True)
    assert listener.vitals == Vitals(WorkerState.COMMITTING, 7)  # those of the last beat

    listener.look()
    assert (listener.silent, listener.heard) == (1, True)


def test_a_sender_that_has_gone_is_silent_and_no_error():
    ours, theirs = multiprocess.Pipe(duplex=False)
    listener = Listener(ours)
    theirs.close()

    listener.look()

    assert listener.silent == 1
    listener.close()


@pytest.mark.parametrize("kind", [ConditionError, DiskFullError])
def test_last_words_tell_what_the_machine_did_and_change_no_vitals(kind: type[ConditionError]):
    ours, theirs = multiprocess.Pipe(duplex=False)
    listener = Listener(ours)
    theirs.send_bytes(Vitals(WorkerState.COMMITTING, 7).packed())
    send_last_words(theirs, kind("The disk is full.", "Free some space."))
    theirs.close()

    listener.look()

    words = listener.last_words
    assert words is not None
    assert (type(words), words.message, words.hint) == (
        kind,
        "The disk is full.",
        "Free some space.",
    )
    assert listener.vitals == Vitals(WorkerState.COMMITTING, 7)
    listener.close()


def test_last_words_to_nobody_are_no_error():
    ours, theirs = multiprocess.Pipe(duplex=False)
    ours.close()

    send_last_words(theirs, ConditionError("The disk is full."))


def test_a_process_beats_by_itself_until_nobody_listens():
    ours, theirs = multiprocess.Pipe(duplex=False)
    start_beating(theirs, Vitals(attempts=1 << 40))

    assert ours.poll(10)
    assert Vitals.unpacked(ours.recv_bytes()).attempts == 1 << 40
    ours.close()  # the thread ends by itself; a second error would fail the test
