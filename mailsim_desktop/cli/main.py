"""The command ``mailsim``: global options, sub-commands, and errors turned to exit codes."""

from __future__ import annotations

import errno
import logging
import os
import signal
import sys
import threading
import traceback
from typing import Annotated

import typer
from typer.exceptions import Abort, TyperException

from mailsim_desktop import log, paths
from mailsim_desktop.cli import (
    campaigns,
    contacts,
    db,
    dead_letters,
    drill,
    lanes,
    metrics,
    policies,
    rehearse,
    reports,
    runs,
    scenarios,
)
from mailsim_desktop.cli.output import Output
from mailsim_desktop.errors import ConditionError, DiskFullError, MailSimError
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
    app.add_typer(lanes.build(), name="lanes")
    app.add_typer(scenarios.build(), name="scenarios")
    app.add_typer(policies.build(), name="policies")
    app.add_typer(dead_letters.build(), name="dead-letters")
    app.add_typer(db.build(), name="db")
    app.command("report")(reports.report)
    app.command("metrics")(metrics.metrics)
    app.command("drill")(drill.drill)
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
    _obey_ctrl_c()
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
        _drop_output()
        return 128 + signal.SIGPIPE if hasattr(signal, "SIGPIPE") else BUG
    except Exception as error:
        condition = _condition(error)
        if condition is not None:
            return _explain(condition)
        logging.getLogger("mailsim_desktop.cli").exception("a bug")
        return _report_bug()
    return result if isinstance(result, int) else 0


def _obey_ctrl_c() -> None:
    """Let Ctrl-C interrupt: a frozen program starts with the system's way, which ends it."""
    on_main = threading.current_thread() is threading.main_thread()
    if on_main and signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _drop_output() -> None:
    """Throw away what is still to be written: it cannot be, and Python would complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _condition(error: Exception) -> MailSimError | None:
    """What the person can do about an error of the system, where that is clear."""
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ENOSPC:
        _drop_output()
        return DiskFullError("The output could not be written: the disk is full.")
    if number in {errno.EMFILE, errno.ENFILE}:
        return ConditionError(
            "Too many files are open.", "Allow more with ulimit -n, or use fewer --workers."
        )
    return None


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
