"""``mailsim metrics``: what Prometheus asks."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from mailsim_desktop.cli.options import MAX_ID
from mailsim_desktop.cli.output import Output


def metrics(
    ctx: typer.Context,
    run: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=MAX_ID,
            help="This run alone; else those that go on and the one that ended last.",
        ),
    ] = None,
) -> None:
    """Print metrics of runs, workers and the database in the text format of Prometheus."""
    from mailsim_desktop.services import exposition  # noqa: PLC0415 # a library nobody else needs

    output: Output = ctx.obj
    run_ids = None if run is None else [run]
    with output.store() as store:
        if output.json:
            output.emit("metrics", {"samples": exposition.samples(store, run_ids)}, "")
        else:
            sys.stdout.write(exposition.text(store, run_ids))
