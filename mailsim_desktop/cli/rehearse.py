"""The short roads: ``mailsim rehearse FILE`` and ``mailsim demo``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from mailsim_desktop.cli import options
from mailsim_desktop.cli.driving import drive
from mailsim_desktop.cli.output import Output
from mailsim_desktop.cli.summary import print_summary
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.errors import MailSimError
from mailsim_desktop.services import reports, results
from mailsim_desktop.services.contacts import ImportSummary, write_sample
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.rehearsal import prepare

DEMO_CONTACTS = 10_000


def rehearse(
    ctx: typer.Context,
    file: options.ListFile,
    scenario: options.Scenario = options.DEFAULT_SCENARIO,
    policy: options.Policy = None,
    seed: options.Seed = options.DEFAULT_SEED,
    workers: options.Workers = options.DEFAULT_WORKERS,
    speed: options.Speed = "max",
    batch: options.BatchSize = options.DEFAULT_BATCH,
    shards: options.Shards = options.DEFAULT_SHARDS,
    step: options.Step = None,
) -> None:
    """Import FILE, make a campaign, run it to its end, and write its report."""
    output: Output = ctx.obj
    chosen = options.run_options(seed, workers, speed, batch=batch, shards=shards, step=step)
    _rehearse(output, "rehearse", file, (scenario, policy), chosen)


def demo(
    ctx: typer.Context,
    seed: options.Seed = options.DEFAULT_SEED,
    speed: options.Speed = "max",
    size: Annotated[int, typer.Option(help="Invented contacts in the list.")] = DEMO_CONTACTS,
) -> None:
    """Rehearse a sample list of invented people, and say where the report is."""
    output: Output = ctx.obj
    chosen = options.run_options(
        seed,
        options.DEFAULT_WORKERS,
        speed,
        batch=options.DEFAULT_BATCH,
        shards=options.DEFAULT_SHARDS,
        step=None,
    )
    with TemporaryDirectory() as folder:
        file = Path(folder) / "Demo.csv"
        write_sample(file, size=size, mix="b2c-eu", seed=seed)
        output.note(f"Made a list of {size:,} invented people.")
        _rehearse(output, "demo", file, (options.DEFAULT_SCENARIO, None), chosen)


def _rehearse(
    output: Output, command: str, file: Path, rules: tuple[str, str | None], chosen: RunOptions
) -> None:
    """Rehearse `file` by the rules of a scenario and of a retry policy, None for its own."""
    scenario, policy = rules
    with output.store() as store:
        account, run_id = prepare(
            store, file, scenario_id=scenario, options=chosen, policy_id=policy
        )
        _tell_import(output, account)
        drive(output, store, run_id, lambda engine: engine.drive(run_id))
        summary = results.summarise(store, run_id)
        written, refused = _report(store, run_id)
        data = {
            **summary.to_json(),
            "import": {"read": account.read, "imported": account.imported},
            "reports": {kind: str(path) for kind, path in written.items()},
        }

        def text() -> None:
            print_summary(summary)
            for path in written.values():
                print(f"Report: {path}")  # the text form of the result

        output.emit(command, data, text)
    if refused is not None:
        raise refused


def _report(store: Store, run_id: int) -> tuple[dict[str, Path], MailSimError | None]:
    """Write the report; an error must not cost the summary of a run that is done."""
    try:
        return reports.write(store, run_id), None
    except MailSimError as error:
        error.hint = f"{error.hint} The run is kept: mailsim report {run_id}".strip()
        return {}, error


def _tell_import(output: Output, account: ImportSummary) -> None:
    output.note(
        f"Read {account.read:,} rows of {account.file_name}: {account.imported:,} imported,"
        f" {account.updated:,} updated, {account.duplicate:,} duplicate,"
        f" {account.invalid:,} invalid, {account.empty:,} empty."
    )
