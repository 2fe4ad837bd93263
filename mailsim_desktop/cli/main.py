"""The command ``mailsim``: global options, sub-commands, and errors turned to exit codes."""

from __future__ import annotations

import errno
import logging
import os
import signal
import sys
import traceback
from typing import Annotated

import typer
from typer.exceptions import Abort, TyperException

from mailsim_desktop import log, paths
from mailsim_desktop.cli import campaigns, contacts, db, rehearse, reports, runs, scenarios
from mailsim_desktop.cli.output import Output
from mailsim_desktop.errors import DiskFullError, MailSimError
from mailsim_desktop.version import version

INTERRUPTED = 130
BUG = 1
USAGE = 2


def build() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        name="mailsim",
        help="Rehearse a mass mailing before you send it. No e-mail ever leaves this computer.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_global_options)
    app.add_typer(contacts.build(), name="contacts")
    app.add_typer(campaigns.build(), name="campaigns")
    app.add_typer(runs.build(), name="runs")
    app.add_typer(scenarios.build(), name="scenarios")
    app.add_typer(db.build(), name="db")
    app.command("report")(reports.report)
    app.command("rehearse")(rehearse.rehearse)
    app.command("demo")(rehearse.demo)
    return app


def _print_version(value: bool) -> None:  # typer calls it so
    if value:
        sys.stdout.write(f"mailsim {version()}\n")
        raise typer.Exit


def _global_options(
    ctx: typer.Context,
    database: Annotated[
        str | None,
        typer.Option(help="Path or URL of the database.", envvar=paths.DATABASE_VARIABLE),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object on standard output.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Write the log to standard error too.")
    ] = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and exit.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    log.start(paths.log_folder(), verbose=verbose)
    ctx.obj = Output(database, json, verbose)


def run(arguments: list[str]) -> int:  # noqa: PLR0911 # one way out for each kind of end
    """Run one command; returns its exit code, after one clear message where it failed."""
    try:
        result = typer.main.get_command(build()).main(
            args=arguments, prog_name="mailsim", standalone_mode=False
        )
    except MailSimError as error:
        return _explain(error)
    except (Abort, KeyboardInterrupt):
        sys.stderr.write("Interrupted.\n")
        return INTERRUPTED
    except TyperException as error:
        return _explain_usage(error)
    except BrokenPipeError:  # the reader of our output has gone; nothing is wrong here
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE if hasattr(signal, "SIGPIPE") else BUG
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            return _explain(DiskFullError("The output could not be written: the disk is full."))
        logging.getLogger("mailsim_desktop.cli").exception("a bug")
        return _report_bug()
    return result if isinstance(result, int) else 0


def _explain(error: MailSimError) -> int:
    sys.stderr.write(f"Error: {error.message}\n")
    if error.hint:
        sys.stderr.write(f"{error.hint}\n")
    return error.exit_code


def _explain_usage(error: TyperException) -> int:
    """Tell what is wrong with the command line; usage errors know how to show themselves."""
    show = getattr(error, "show", None)
    if show is None:
        sys.stderr.write(f"Error: {error}\n")
    else:
        show()
    return USAGE


def _report_bug() -> int:

    kind = traceback.format_exc().strip().splitlines()[-1]
    sys.stderr.write(
        f"MailSim failed because of a bug of its own ({kind}).\n"
        f"What was committed is safe. Details are in {paths.log_folder() / 'mailsim.log'}\n"
    )
    return BUG
