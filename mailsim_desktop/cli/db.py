"""``mailsim db``: upgrade, check, backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from mailsim_desktop import clock
from mailsim_desktop.cli.output import Output
from mailsim_desktop.errors import CheckFailedError
from mailsim_desktop.services import database

PATIENCE_S = 1.0


def build() -> typer.Typer:
    """Put the group together."""
    group = typer.Typer(help="Look after the database.", no_args_is_help=True)
    group.command("upgrade")(upgrade)
    group.command("check")(check)
    group.command("backup")(backup)
    return group


def upgrade(ctx: typer.Context) -> None:
    """Create the database, or bring it to this version's schema."""
    output: Output = ctx.obj
    with output.store() as store:
        output.emit("db upgrade", {"path": str(store.path)}, f"{store.path} is up to date.")


def check(ctx: typer.Context) -> None:
    """Verify the file and every invariant of the database; exit code 6 if one does not hold."""
    output: Output = ctx.obj
    with output.store() as store, _late_progress(output) as told:
        result = database.check(store, told)
    data = {"path": str(result.path), "checks": result.checks, "violations": result.violations}
    verdict = "all hold" if not result.violations else f"{len(result.violations)} violations"
    lines = [*result.violations, f"{result.checks} checks of {result.path}: {verdict}."]
    output.emit("db check", data, "\n".join(lines))
    if result.violations:
        raise CheckFailedError(f"{result.path} does not hold all invariants.")


def backup(
    ctx: typer.Context,
    target: Annotated[Path, typer.Argument(help="New file for the copy.")],
) -> None:
    """Copy the database to a new file, also while it is in use."""
    output: Output = ctx.obj
    with output.store() as store:
        copied = database.back_up(store, target)
    output.emit("db backup", {"path": str(copied)}, f"Copied to {copied}.")


@contextmanager
def _late_progress(output: Output) -> Iterator[Callable[[int, int], None]]:
    """Shows how far the check is, on standard error, where it takes more than a second."""
    bar, begun = output.progress(), clock.monotonic_s()
    task = bar.add_task("Checking", total=None, fact="")

    def told(asked: int, number: int) -> None:
        bar.update(task, completed=asked, total=number, fact=f"{asked} of {number}")
        if not bar.live.is_started and clock.monotonic_s() - begun > PATIENCE_S:
            bar.start()

    try:
        yield told
    finally:
        if bar.live.is_started:
            bar.stop()
