"""The run-time hook recognises the command lines of children, and no others."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multiprocess import forkserver, resource_tracker, spawn, util

HOOK = Path(__file__).parents[2] / "packaging" / "hooks" / "multiprocess_children.py"


@pytest.fixture(scope="module")
def hook() -> dict[str, Any]:
    """The functions of the hook; it does nothing where the program is not frozen."""
    return runpy.run_path(str(HOOK))


@pytest.fixture
def handle() -> Iterator[int]:
    """A file that a parent has handed down."""
    read, write = os.pipe()
    yield read
    os.close(read)
    os.close(write)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Command lines that the library would start; none of them is."""
    found: list[list[str]] = []

    def note(_program: object, arguments: list[Any], _handles: object) -> int:
        found.append([os.fsdecode(argument) for argument in arguments])
        return 2**22 + 1  # no process has this number

    monkeypatch.setattr(util, "spawnv_passfds", note)
    monkeypatch.setattr(spawn, "get_executable", lambda: "/bundle/MailSim")
    return found


def test_worker_that_the_library_starts_is_recognised(
    hook: dict[str, Any], handle: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    line = spawn.get_command_line(tracker_fd=7, pipe_handle=handle)

    assert hook["spawn_arguments"](line) == {"tracker_fd": 7, "pipe_handle": handle}
    assert hook["helper_call"](line) is None


def test_resource_tracker_that_the_library_starts_is_recognised(
    hook: dict[str, Any], handle: int, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
):
    read, write = os.dup(handle), os.dup(handle)  # the tracker closes its own
    monkeypatch.setattr(os, "pipe", lambda: (read, write))
    resource_tracker.ResourceTracker().ensure_running()

    assert hook["helper_call"](started[0]) is None, "its file is closed here by now"
    line = [*started[0][:-1], started[0][-1].replace(f"main({read})", f"main({handle})")]
    assert hook["helper_call"](line) == ("multiprocess.resource_tracker", [handle], {})
    os.close(write)


def test_fork_server_that_the_library_starts_is_recognised(
    hook: dict[str, Any],
    handle: int,
    started: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(resource_tracker, "ensure_running", lambda: None)  # that of this process
    server = forkserver.ForkServer()
    server._preload_modules = ["json"]  # noqa: SLF001 # as set_forkserver_preload does
    server.ensure_running()
    os.close(server._forkserver_alive_fd)  # noqa: SLF001 # it would be closed with the process

    line = next(line for line in started if "forkserver" in line[-1])
    code = line[-1].replace("main(", f"main({handle}, ", 1)
    module, arguments, named = hook["helper_call"]([*line[:-1], code])
    assert (module, arguments[0], arguments[3]) == ("multiprocess.forkserver", handle, ["json"])
    assert set(named) <= {"main_path", "sys_path"}


Line = Callable[[int], list[str]]


@pytest.mark.parametrize(
    "line",
    [
        lambda _: ["mailsim"],
        lambda _: ["mailsim", "--multiprocessing-fork", "pipe_handle=0", "tracker_fd=1"],
        lambda _: ["mailsim", "--multiprocessing-fork", f"pipe_handle={10**20}"],
        lambda fd: ["mailsim", "--multiprocessing-fork", f"pipe_handle={fd}", "foo=1"],
        lambda _: ["mailsim", "-c", "from multiprocess.resource_tracker import main;main(0)"],
        lambda _: ["mailsim", "-c", f"from multiprocess.forkserver import main;main({10**20})"],
        lambda _: ["mailsim", "-c"],
        lambda _: ["mailsim", "rehearse", "people.csv"],
        lambda _: ["mailsim", "--multiprocessing-fork"],
        lambda _: ["mailsim", "--multiprocessing-fork", "pipe_handle=99999", "tracker_fd=1"],
        lambda fd: ["mailsim", "--multiprocessing-fork", f"pipe_handle={fd}", "tracker_fd=x"],
        lambda fd: ["mailsim", "rehearse", "--multiprocessing-fork", f"pipe_handle={fd}"],
        lambda fd: ["mailsim", "-c", f"from os import main;main({fd})"],
        lambda fd: ["mailsim", "-c", f"from multiprocess.resource_tracker import main;exit({fd})"],
        lambda fd: ["mailsim", "-c", f"from multiprocess.forkserver import main; main(open({fd}))"],
        lambda _: ["mailsim", "-c", "from multiprocess.resource_tracker import main;main('x')"],
        lambda _: ["mailsim", "-c", "from multiprocess.resource_tracker import main;main()"],
        lambda _: ["mailsim", "-c", "from multiprocess.resource_tracker import main;main(True)"],
        lambda _: ["mailsim", "-c", "from multiprocess.x import main;" + 90_000 * "-" + "1"],
        lambda _: ["mailsim", "-c", "main("],
        lambda _: ["mailsim", "-c", ""],
    ],
)
def test_other_command_lines_are_the_programs_own(hook: dict[str, Any], handle: int, line: Line):
    assert hook["spawn_arguments"](line(handle)) is None
    assert hook["helper_call"](line(handle)) is None


@given(words=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"))))
def test_no_words_of_a_person_make_the_hook_fail_or_act(hook: dict[str, Any], words: list[str]):
    for line in (["mailsim", *words], ["mailsim", "-c", *words]):
        assert hook["spawn_arguments"](line) is None
        assert hook["helper_call"](line) is None


def test_hook_does_nothing_where_the_program_is_not_frozen():
    code = f"import runpy, sys; sys.argv = ['x', '-c', 'y']; runpy.run_path({str(HOOK)!r})"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("", "")
