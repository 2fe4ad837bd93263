"""``mailsim runs``: list, show, watch, set, digest, replay."""

from __future__ import annotations

from typing import Annotated

import typer

from mailsim_desktop.cli import options
from mailsim_desktop.cli.driving import drive, follow
from mailsim_desktop.cli.output import Output, print_table
from mailsim_desktop.cli.summary import duration, print_summary
from mailsim_desktop.domain.priority import Priority
from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES
from mailsim_desktop.errors import CheckFailedError, InvalidTransitionError, UserError
from mailsim_desktop.services import launching, results, runs

RunId = Annotated[
    int, typer.Argument(metavar="RUN", help="Number of the run.", min=1, max=options.MAX_ID)
]


def build() -> typer.Typer:
    """Put the group together."""
    group = typer.Typer(help="Look at runs and verify them.", no_args_is_help=True)
    group.command("list")(list_)
    group.command("show")(show)
    group.command("watch")(watch)
    group.command("set")(set_)
    group.command("digest")(digest)
    group.command("replay")(replay)
    return group


def list_(ctx: typer.Context) -> None:
    """List all runs, newest first."""
    output: Output = ctx.obj
    with output.store() as store:
        found = runs.list_runs(store)
    data = {
        "runs": [
            {
                "run": run.id,
                "campaign": run.campaign_id,
                "scenario": run.scenario.id,
                "seed": run.seed,
                "state": str(run.state),
                "recipients": run.recipients,
                "simulated_us": run.simulated_us,
            }
            for run in found
        ]
    }

    def text() -> None:
        print_table(
            ("Run", "Campaign", "State", "Scenario", "Seed", "Recipients", "Simulated time"),
            [
                (
                    run.id,
                    run.campaign_name,
                    str(run.state),
                    run.scenario.id,
                    str(run.seed),
                    run.recipients,
                    duration(run.simulated_us),
                )
                for run in found
            ],
        )

    output.emit("runs list", data, text)


def show(ctx: typer.Context, run_id: RunId) -> None:
    """Show what came of one run, as far as it is."""
    output: Output = ctx.obj
    with output.store() as store:
        summary = results.summarise(store, run_id)
    output.emit("runs show", summary.to_json(), lambda: print_summary(summary))


def watch(ctx: typer.Context, run_id: RunId) -> None:
    """Watch a run that another process drives, until it ends or pauses."""
    output: Output = ctx.obj
    with output.store() as store:
        follow(output, store, run_id)
        summary = results.summarise(store, run_id)
    output.emit("runs watch", summary.to_json(), lambda: print_summary(summary))


def set_(
    ctx: typer.Context,
    run_id: RunId,
    workers: Annotated[int | None, typer.Option(help="Worker processes.")] = None,
    speed: Annotated[
        str | None, typer.Option(help="'max', or N simulated seconds in each real second.")
    ] = None,
    priority: Annotated[
        Priority | None, typer.Option(help="Share of the workers' time beside other runs.")
    ] = None,
) -> None:
    """Change how a run is carried out, also while another process drives it.

    Nothing of this changes what comes of the run.
    """
    output: Output = ctx.obj
    with output.store() as store:
        run = runs.get_run(store, run_id)
        if run.state in TERMINAL_RUN_STATES:
            raise InvalidTransitionError(
                f"Run {run_id} is {run.state}; nothing of it can be changed any more.",
                f"Look at it with: mailsim runs show {run_id}",
            )
        wanted = run.wanted_workers if workers is None else workers
        pace = run.speed if speed is None else options.speed_of(speed)
        runs.set_control(store, run_id, speed=pace, workers=wanted, priority=priority)
        run = runs.get_run(store, run_id)
    data = {
        "run": run_id,
        "workers": run.wanted_workers,
        "speed": run.speed,
        "priority": str(run.priority),
    }
    pace_words = "as fast as possible" if run.speed is None else f"at {run.speed} x real time"
    text = f"Run {run_id}: {run.wanted_workers} workers, {pace_words}, priority {run.priority}."
    output.emit("runs set", data, text)


def digest(ctx: typer.Context, run_id: RunId) -> None:
    """Print the digest of a completed run: SHA-256 over its event log."""
    output: Output = ctx.obj
    with output.store() as store:
        found = results.digest(store, run_id)
    output.emit("runs digest", {"run": run_id, "digest": found}, found)


def replay(ctx: typer.Context, run_id: RunId) -> None:
    """Run a completed run once more and compare the digests; exit code 6 if they differ."""
    output: Output = ctx.obj
    with output.store() as store:
        before = results.digest(store, run_id)
        settings = runs.get_run(store, run_id).settings_hash
        new = launching.replay(
            store,
            run_id,
            lambda new: drive(output, store, new, lambda engine: engine.drive(new)),
        )
        after = results.digest(store, new)
        if runs.get_run(store, new).settings_hash != settings:
            raise UserError(
                f"The list changed since run {run_id}, so run {new} cannot be compared with it.",
                "Replay right after a run, or launch the campaign anew.",
            )
    if before != after:
        raise CheckFailedError(f"Run {new} differs from run {run_id}: {after}, not {before}.")
    data = {"run": new, "replayed": run_id, "digest": after, "equal": True}
    output.emit("runs replay", data, f"Run {new} equals run {run_id}: {after}")
