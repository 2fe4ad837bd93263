"""``mailsim drill``: do harm to the workers of a run, and audit what came of it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from mailsim_desktop.cli import options
from mailsim_desktop.cli.output import Output, print_table
from mailsim_desktop.errors import CheckFailedError
from mailsim_desktop.services.drill import Audit, Drill, Harm, Moment, run_drill

_DEFAULT = Drill()


def drill(  # one option each
    ctx: typer.Context,
    recipients: Annotated[
        int, typer.Option(help="Invented people in the list.", min=1, max=10_000_000)
    ] = _DEFAULT.recipients,
    kills: Annotated[int, typer.Option(help="Workers to kill (SIGKILL).", min=0)] = 20,
    stops: Annotated[
        int, typer.Option(help="Workers to stop for good (SIGSTOP), until they are noticed.", min=0)
    ] = 1,
    starves: Annotated[
        int,
        typer.Option(
            help="Workers to stop until others took over their work, then let go on.", min=0
        ),
    ] = 5,
    moment: Annotated[
        Moment, typer.Option(help="When: at random, while they hold a lease, while they write.")
    ] = _DEFAULT.moment,
    scenario: options.Scenario = _DEFAULT.scenario,
    seed: options.Seed = _DEFAULT.seed,
    workers: options.Workers = _DEFAULT.workers,
    batch: options.BatchSize = _DEFAULT.batch,
    folder: Annotated[
        Path | None, typer.Option(help="Existing folder in which to keep the database.")
    ] = None,
) -> None:
    """Rehearse a list while its workers are killed, stopped and starved; audit the result.

    Exit code 6 if anything was lost, duplicated, stuck or changed.
    """
    output: Output = ctx.obj
    harms = {Harm.KILL: kills, Harm.STOP: stops, Harm.STARVE: starves}
    wanted = Drill(recipients, harms, moment, scenario, seed, workers, batch)
    with output.progress() as progress, TemporaryDirectory() as own:
        task = progress.add_task("Drill", total=None, fact="")
        found = run_drill(
            folder or Path(own), wanted, lambda told: progress.update(task, fact=str(told))
        )
    output.emit("drill", _json(wanted, found), lambda: _print(found))
    if not found.held:
        raise CheckFailedError("The drill found a fault: see the audit.")


def _json(wanted: Drill, found: Audit) -> dict[str, object]:
    return {
        "recipients": wanted.recipients,
        "attempts": found.attempts,
        "harms": {str(harm): number for harm, number in found.harms.items()},
        "takeovers": found.takeovers,
        "workers_lost": found.workers_lost,
        "wall_s": round(found.wall_s, 3),
        "state": str(found.state),
        "error": found.error,
        **found.losses._asdict(),
        "violations": found.violations,
        "digest": found.digest,
        "expected": found.expected,
        "held": found.held,
    }


def _print(found: Audit) -> None:
    done = ", ".join(f"{number:,} {harm}" for harm, number in found.harms.items())
    rows: list[tuple[str, object]] = [
        ("Attempts", found.attempts),
        ("Harm done", done or "none"),
        ("Workers lost and replaced", found.workers_lost),
        ("Takeovers", found.takeovers),
        ("Wall time", f"{found.wall_s:.1f} s"),
        ("State", str(found.state) if found.error is None else f"{found.state}: {found.error}"),
        ("Lost", found.losses.lost),
        ("Duplicated", found.losses.duplicated),
        ("Stuck", found.losses.stuck),
        ("Broken invariants", len(found.violations)),
        ("Digest", found.digest),
        ("Digest, undisturbed", found.expected),
        ("Verdict", "held" if found.held else "A FAULT"),
    ]
    print_table(
        ("Audit", ""),
        [(name, str(value) if isinstance(value, int) else value) for name, value in rows],
    )
    for line in found.violations:
        print(line)  # the text form
