"""``mailsim dead-letters``: list, export, requeue."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mailsim_desktop.cli.driving import drive
from mailsim_desktop.cli.options import MAX_ID
from mailsim_desktop.cli.output import Output, print_table
from mailsim_desktop.cli.runs import RunId
from mailsim_desktop.cli.summary import duration, print_summary
from mailsim_desktop.domain.contact import shown_address
from mailsim_desktop.services import dead_letters, interventions, results, runs
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.dead_letters import Selection

Reply = Annotated[str | None, typer.Option(help="Only those that ended with this reply: its id.")]
Provider = Annotated[str | None, typer.Option(help="Only those of this provider group: its id.")]
Jobs = Annotated[
    list[int] | None,
    typer.Option("--job", help="Only this job; give it again for more.", min=1, max=MAX_ID),
]


def build() -> typer.Typer:
    """Put the group together."""
    group = typer.Typer(
        help="Look at jobs that expired or were poisoned, and try them again.",
        no_args_is_help=True,
    )
    group.command("list")(list_)
    group.command("export")(export)
    group.command("requeue")(requeue)
    return group


def list_(
    ctx: typer.Context,
    run_id: RunId,
    reply: Reply = None,
    provider: Provider = None,
    limit: Annotated[int, typer.Option(help="At most so many of them.", min=1, max=MAX_ID)] = 100,
) -> None:
    """List the dead letters of a run."""
    output: Output = ctx.obj
    with output.store() as store:
        found = dead_letters.find(store, run_id, Selection(reply, provider), limit=limit)
    names = dead_letters.HEADER
    letters = [{name: getattr(letter, name) for name in names} for letter in found.shown]
    data = {"run": run_id, "total": found.total, "dead_letters": letters}

    def text() -> None:
        rows = [
            (str(one.job), shown_address(one.email), *(getattr(one, name) for name in names[2:]))
            for one in found.shown
        ]
        print_table(("Job", "Address", "Provider group", "State", "Attempts", "Last reply"), rows)
        print(f"\n{len(rows):,} of {found.total:,} dead letters of run {run_id}.")  # the text form

    output.emit("dead-letters list", data, text)


def export(
    ctx: typer.Context,
    run_id: RunId,
    target: Annotated[Path, typer.Argument(metavar="FILE", help="CSV file to write.")],
    reply: Reply = None,
    provider: Provider = None,
) -> None:
    """Write the dead letters of a run as CSV."""
    output: Output = ctx.obj
    with output.store() as store:
        number = dead_letters.export(store, run_id, Selection(reply, provider), target)
    data = {"run": run_id, "exported": number, "file": str(target)}
    output.emit("dead-letters export", data, f"{number:,} dead letters written to {target}.")


def requeue(
    ctx: typer.Context,
    run_id: RunId,
    reply: Reply = None,
    provider: Provider = None,
    job: Jobs = None,
) -> None:
    """Try dead letters again: while their run goes on within it, else in a run of their own."""
    output: Output = ctx.obj
    selection = Selection(reply, provider, tuple(job or ()))
    with output.store() as store:
        if runs.get_run(store, run_id).state in interventions.OPEN:
            _intervene(output, store, run_id, selection)
            return
        child = dead_letters.requeue(store, run_id, selection)
        drive(output, store, child, lambda engine: engine.drive(child))
        summary = results.summarise(store, child)
    data = {"parent": run_id, **summary.to_json()}
    output.emit("dead-letters requeue", data, lambda: print_summary(summary))


def _intervene(output: Output, store: Store, run_id: int, selection: Selection) -> None:
    """Put them back into the run that goes on."""
    made = interventions.requeue(store, run_id, selection)
    data = {"run": run_id, "at_us": made.at_us, "kind": made.change.kind, **made.change.to_json()}
    at = duration(made.at_us)
    text = f"Such dead letters of run {run_id} are due again from {at} simulated time on."
    output.emit("dead-letters requeue", data, text)
