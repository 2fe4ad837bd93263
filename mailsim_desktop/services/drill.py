"""The crash drill: a run whose workers are killed, stopped and starved, and an audit of it.

The same list is rehearsed twice in a database of its own: undisturbed, then with a
saboteur at work, live at a pace that leaves time for all harms. Pace never changes a log,
so both must agree in every row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import overload

from mailsim_desktop import clock
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.errors import ConditionError, MailSimError, SettingsError
from mailsim_desktop.services import launching, rehearsal, results, runs
from mailsim_desktop.services.contacts import write_sample
from mailsim_desktop.services.database import Store, open_database
from mailsim_desktop.services.drill_audit import Audit, take_audit
from mailsim_desktop.services.drill_steps import Progress, Stage, Steps, StoppedError
from mailsim_desktop.simulation.streams import Stream, draw_int
from mailsim_desktop.store import run_control
from mailsim_desktop.workers.saboteur import Harm, Moment, Saboteur

__all__ = ["Audit", "Drill", "Harm", "Moment", "Progress", "Stage", "run_drill"]

PAUSE_S = 0.15
"""Mean real time between two harms."""
HARM_S = 1.0
"""What a harm takes at most, as a rule: the pause, its moment, a new worker."""
MOST_HARMS = 100_000
STUCK_S = 30.0
"""A run that stands still for so long will never end."""
_READ_S = 0.2


@dataclass(frozen=True, slots=True)
class Drill:
    """What to do.

    Attributes
    ----------
    harms : kind of harm to its number.
    moment : when they are done.
    """

    recipients: int = 10_000
    harms: dict[Harm, int] = field(
        default_factory=lambda: {Harm.KILL: 20, Harm.STOP: 1, Harm.STARVE: 5}
    )
    moment: Moment = Moment.LEASED
    scenario: str = "rate-limited"
    seed: int = 1
    workers: int = 3
    batch: int = 500

    def __post_init__(self) -> None:
        """Refuse a drill that harms nobody or never ends."""
        if not 1 <= sum(self.harms.values()) <= MOST_HARMS or min(self.harms.values()) < 0:
            raise SettingsError(f"A drill does between 1 and {MOST_HARMS:,} harms.")


@overload
def run_drill(folder: Path, drill: Drill, told: Callable[[Progress], None]) -> Audit: ...


@overload
def run_drill(
    folder: Path, drill: Drill, told: Callable[[Progress], None], stopped: Callable[[], bool]
) -> Audit | None: ...


def run_drill(
    folder: Path,
    drill: Drill,
    told: Callable[[Progress], None],
    stopped: Callable[[], bool] = lambda: False,
) -> Audit | None:
    """Carry a drill out in a new database in `folder`; None where it was called off.

    Parameters
    ----------
    told : is told of each step, and of the harms while they are done.
    stopped : asked several times a second; once it says so, every process is ended.
    """
    steps = Steps(told, stopped)
    store = open_database(str(folder / "drill.sqlite3"))
    try:
        return _disturb(store, drill, _rehearse(store, folder, drill, steps), steps)
    except StoppedError:
        return None
    finally:
        store.close()


def _rehearse(store: Store, folder: Path, drill: Drill, steps: Steps) -> int:
    """Carry the undisturbed run out; returns its id."""
    number = drill.recipients
    steps(Stage.IMPORTING, 0, number)
    file = folder / "Drill.csv"
    write_sample(file, size=number, seed=drill.seed)
    _, run_id = rehearsal.prepare(
        store,
        file,
        scenario_id=drill.scenario,
        options=_options(drill),
        progress=lambda _: steps(Stage.IMPORTING, 0, number),
    )
    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        while True:
            steps(Stage.UNDISTURBED)
            if engine.wait(run_id, _READ_S):
                return run_id


def _options(drill: Drill, speed: int | None = None) -> RunOptions:
    return RunOptions(seed=drill.seed, workers=drill.workers, batch=drill.batch, speed=speed)


def _disturb(store: Store, drill: Drill, undisturbed: int, steps: Steps) -> Audit:
    calm = results.summarise(store, undisturbed)
    options = _options(drill, _speed(calm, drill))
    run_id = launching.launch(store, calm.run.campaign_id, drill.scenario, options)
    steps(Stage.DISTURBING, 0, sum(drill.harms.values()))
    began = clock.monotonic_s()
    error = None
    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        saboteur = Saboteur(
            store.path,
            run_id,
            engine.worker_pids,
            _plan(drill),
            pause_s=PAUSE_S,
            moment=drill.moment,
            seed=drill.seed,
        )
        saboteur.start()
        try:
            _watch((store, engine, run_id), saboteur, drill, steps)
        except MailSimError as found:
            error = str(found)
        finally:
            saboteur.end()
    wall_s = clock.monotonic_s() - began
    steps(Stage.AUDITING)
    return take_audit(store, (undisturbed, run_id), saboteur.done, wall_s, error)


def _watch(
    driven: tuple[Store, runs.Engine, int], saboteur: Saboteur, drill: Drill, steps: Steps
) -> None:
    """Wait for the end of a run, which must not stand still for `STUCK_S`."""
    store, engine, run_id = driven
    seen, since = (-1, -1), clock.monotonic_s()
    while not engine.wait(run_id, _READ_S):
        steps(Stage.DISTURBING, saboteur.done.total(), sum(drill.harms.values()))
        if not saboteur.is_alive():  # all harm is done: no reason to go slowly
            runs.set_control(store, run_id, speed=None, workers=drill.workers)
        with store.read() as connection:
            seen_now = run_control.control(connection, run_id)
        at = seen_now.attempts, seen_now.horizon_us
        if at != seen:
            seen, since = at, clock.monotonic_s()
        elif clock.monotonic_s() - since > STUCK_S:
            raise ConditionError(f"Nothing has moved for {STUCK_S:.0f} seconds.")


def _speed(calm: results.RunSummary, drill: Drill) -> int:
    """Pace at which the run lasts as long as the harms take."""
    simulated_s = (calm.run.simulated_us or 0) // SECOND_US
    return max(1, int(simulated_s / (HARM_S * sum(drill.harms.values()))))


def _plan(drill: Drill) -> list[Harm]:
    """All harms in a random order, the same for the same seed."""
    plan = [harm for harm, number in drill.harms.items() for _ in range(number)]
    order = [draw_int(drill.seed, Stream.DRILL, 0, place) for place in range(len(plan))]
    return [harm for _, harm in sorted(zip(order, plan, strict=True))]
