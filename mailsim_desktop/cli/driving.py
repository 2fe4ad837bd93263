"""Drives a run in the foreground: live progress, Ctrl-C pauses, the result in the end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mailsim_desktop.cli.output import Output
from mailsim_desktop.domain.simulated_time import SECOND_US, clock
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES, RunState
from mailsim_desktop.errors import InvalidTransitionError, RunFailedError, StoreBusyError
from mailsim_desktop.services import runs
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.metrics import Meter, Reading
from mailsim_desktop.services.runs import Engine

READ_S = 0.25
_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")  # Ctrl-C; a service's stop; a terminal that closes
RESTING = (RunState.PAUSED, *TERMINAL_RUN_STATES)


def drive(output: Output, store: Store, run_id: int, start: Callable[[Engine], None]) -> RunState:
    """Carry a run until it ends or pauses, showing its progress; returns its state.

    Parameters
    ----------
    start : launches or resumes the run in the engine it is given.
    """
    with runs.make_engine(store) as engine, _on_interrupt(store, run_id) as interrupted:
        start(engine)
        _watch(output, store, run_id, engine)
    run = runs.get_run(store, run_id)
    state = run.state
    if state is RunState.FAILED:
        raise RunFailedError(
            f"Run {run_id} failed: {run.error}.",
            f"What was done before is kept: mailsim runs show {run_id}",
        )
    if state is RunState.PAUSED:
        campaign_id = runs.get_run(store, run_id).campaign_id
        output.note(
            f"Run {run_id} is paused; nothing is lost."
            f" Go on with: mailsim campaigns resume {campaign_id}"
        )
    if interrupted.is_set():
        raise KeyboardInterrupt
    return state


def follow(output: Output, store: Store, run_id: int) -> None:
    """Show the progress of a run that another process drives, until it rests.

    Raises
    ------
    InvalidTransitionError : nobody drives it, so it would never end.
    """
    runs.get_run(store, run_id)  # a run that does not exist has no progress to show
    never = threading.Event()

    def rests() -> bool:
        never.wait(READ_S)
        run = runs.get_run(store, run_id)
        if run.state in RESTING:
            return True
        if not run.hosted:
            raise InvalidTransitionError(
                f"Run {run_id} is {run.state}, but no process drives it.",
                f"Go on with: mailsim campaigns resume {run.campaign_id}",
            )
        return False

    _show(output, store, run_id, rests, lambda: None)


def _watch(output: Output, store: Store, run_id: int, engine: Engine) -> None:
    _show(
        output,
        store,
        run_id,
        lambda: engine.wait(run_id, READ_S),
        lambda: engine.trouble(run_id),
    )


def _show(
    output: Output,
    store: Store,
    run_id: int,
    rests: Callable[[], bool],
    trouble: Callable[[], Exception | None],
) -> None:
    """Progress until `rests` says that there will be no more; it waits for a moment."""
    meter = Meter(run_id)
    with output.progress() as progress:
        task = progress.add_task(f"Run {run_id}", total=None, fact="planning")
        finished = False
        while not finished:
            finished = rests()
            reading = meter.read(store)
            progress.update(
                task,
                total=reading.run.recipients or None,
                completed=reading.sent + reading.failed,
                fact=str(trouble() or _fact(reading)),
            )


def _fact(reading: Reading) -> str:
    seconds = reading.clock_us // SECOND_US
    return f"{reading.sent:,} sent · {reading.failed:,} failed · {clock(seconds)} simulated"


@contextmanager
def _on_interrupt(store: Store, run_id: int) -> Iterator[threading.Event]:
    """Turn the first Ctrl-C, or being told to end, into a pause; a second one ends it at once."""
    pressed = threading.Event()

    def ask_to_pause(_number: int, _frame: object) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()
        # A store belongs to its thread, and this handler may interrupt one of its calls.
        threading.Thread(target=_pause, args=(store, run_id)).start()

    known = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    before = {number: signal.signal(number, ask_to_pause) for number in known}
    try:
        yield pressed
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _pause(store: Store, run_id: int) -> None:
    own = Store(store.path)
    try:
        runs.pause(own, run_id)
    except (InvalidTransitionError, StoreBusyError):
        pass  # it ended meanwhile, or cannot be reached: a second Ctrl-C ends the command
    finally:
        own.close()
