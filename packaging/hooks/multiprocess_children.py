"""Run-time hook of the frozen programs: does a child's work instead of starting the app again.

`multiprocess` starts its children as ``sys.executable`` with arguments that a Python
interpreter understands. In a bundle that executable is the app itself: without this hook each
child opens the app, which starts children, without end. PyInstaller runs this file before the
program's entry, in every process, and brings such a hook for the standard library's
`multiprocessing` only.
"""

from __future__ import annotations

import ast
import importlib
import os
import re
import signal
import sys

if getattr(sys, "frozen", False) and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it until somebody can answer

from multiprocess import process, spawn  # this takes a while

HELPERS = ("multiprocess.resource_tracker", "multiprocess.forkserver")
"""Modules whose `main` a child is asked to run by ``-c``."""


SPAWN_NAMES = {"pipe_handle", "tracker_fd", "parent_pid"}


def divert(argv: list[str]) -> None:
    """Where `argv` is a child's command line, do the child's work and exit; else return."""
    worker = spawn_arguments(argv)
    if worker is not None:
        spawn.spawn_main(**worker)  # ends the process
    helper = helper_call(argv)
    if helper is not None:
        module, arguments, named = helper
        importlib.import_module(module).main(*arguments, **named)
        sys.exit()


def spawn_arguments(argv: list[str]) -> dict[str, int | None] | None:
    """Arguments of `spawn_main` in ``program --multiprocessing-fork name=number …``, or None."""
    if not spawn.is_forking(argv) or not argv[2:]:
        return None
    found: dict[str, int | None] = {}
    for argument in argv[2:]:
        name, _, value = argument.partition("=")
        if name not in SPAWN_NAMES or not re.fullmatch("[0-9]{1,9}|None", value):
            return None
        found[name] = None if value == "None" else int(value)
    return found if _is_given(found.get("pipe_handle")) else None


def helper_call(argv: list[str]) -> tuple[str, list[object], dict[str, object]] | None:
    """Module, arguments and named arguments of the `main` in ``program … -c CODE``, or None.

    Nothing is executed here: CODE must import `main` from one of `HELPERS` and call it with
    literals, whatever interpreter flags stand before ``-c``.
    """
    if argv[-2:-1] != ["-c"] or not argv[-1].startswith(("from multiprocess.", "import sys")):
        return None
    try:
        *imports, call = ast.parse(argv[-1]).body
        module = next(line.module for line in imports if isinstance(line, ast.ImportFrom))
        arguments, named = _literals(_call_of_main(call))
    except (SyntaxError, ValueError, TypeError, StopIteration, MemoryError, RecursionError):
        return None
    if module not in HELPERS or not arguments or not _is_given(arguments[0]):
        return None
    return module, arguments, named


def _call_of_main(statement: ast.stmt) -> ast.Call:
    call = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "main":
        return call
    raise ValueError("not a call of main")


def _literals(call: ast.Call) -> tuple[list[object], dict[str, object]]:
    named: dict[str, object] = {}
    for keyword in call.keywords:  # name=literal, or **{literal}
        value = ast.literal_eval(keyword.value)
        named |= value if keyword.arg is None else {keyword.arg: value}
    return [ast.literal_eval(argument) for argument in call.args], named


def _is_given(handle: object) -> bool:
    """A parent has handed down `handle`: an open file here; else somebody typed the arguments.

    It is never one of the three that every process has.
    """
    if type(handle) is not int or (sys.platform != "win32" and handle <= 2):  # noqa: PLR2004
        return False
    try:
        return sys.platform == "win32" or os.fstat(handle) is not None
    except (OSError, OverflowError):
        return False


if getattr(sys, "frozen", False):
    # A child would import the entry again from its file; in a bundle there is no such file.
    process.ORIGINAL_DIR = None
    spawn._fixup_main_from_path = lambda _path: None  # noqa: SLF001 # there is no public way
    divert(sys.argv)
