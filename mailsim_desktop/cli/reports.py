"""``mailsim report``: writes the report of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mailsim_desktop.cli import options
from mailsim_desktop.cli.output import Output
from mailsim_desktop.services import reports


def report(
    ctx: typer.Context,
    run_id: Annotated[
        int, typer.Argument(metavar="RUN", help="Number of the run.", min=1, max=options.MAX_ID)
    ],
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Where to; by default the data folder.")
    ] = None,
) -> None:
    """Write a run's report as HTML and CSV, and say where."""
    output: Output = ctx.obj
    with output.store() as store:
        written = reports.write(store, run_id, folder)
    data = {"run": run_id, "files": {kind: str(path) for kind, path in written.items()}}
    output.emit("report", data, "\n".join(str(path) for path in written.values()))
