"""A worker process ends with its parent, and knows nothing of windows."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import multiprocess
import pytest

from mailsim_desktop.workers import child
from tests.helpers.in_process import plan
from tests.helpers.workspace import Workspace, addresses

pytestmark = pytest.mark.process


@pytest.mark.parametrize("module", ["child", "engine"])
def test_workers_load_neither_qt_nor_the_commands(module: str):
    code = (
        f"import sys, mailsim_desktop.workers.{module};"
        "print([name for name in sys.modules if name.split('.')[0] in"
        " ('PySide6', 'pyqtgraph', 'typer', 'rich', 'alembic')])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to be asked with")
def test_a_worker_works_until_it_is_asked_to_stop_and_ignores_ctrl_c(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(80)))
    store = workspace.store()
    plan(store, run_id)
    store.close()
    context = multiprocess.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=child.main, args=(workspace.path, "w", theirs))
    process.start()

    workspace.execute("UPDATE runs SET horizon_us = 1 << 62")
    while workspace.sql("SELECT MIN(next_start_us) FROM shards") != [(1 << 62,)]:
        assert process.is_alive()
    os.kill(process.pid, signal.SIGINT)
    workspace.execute("UPDATE shards SET next_start_us = 0")  # it still works
    while workspace.sql("SELECT MIN(next_start_us) FROM shards") != [(1 << 62,)]:
        assert process.is_alive()
    process.terminate()
    process.join(30)

    assert ours.poll()  # it beat, too
    assert process.exitcode == 0
    assert workspace.sql("SELECT COUNT(*) FROM shards WHERE lease_until_ms > 0") == [(0,)]
