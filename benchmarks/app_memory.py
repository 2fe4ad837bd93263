"""Carries a run out in a process of its own and tells the peaks of memory.

``python -m benchmarks.app_memory window|terminal FOLDER SCENARIO``, with the database
``mailsim.sqlite3`` in the folder, whose first campaign is launched. As in a terminal: engine,
meter, and summary with digest; or in a whole window without a screen. Prints JSON: KiB of this
process and of the largest worker.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.services import launching, results, runs
from mailsim_desktop.services.metrics import Meter
from mailsim_desktop.store.database import Store

CAMPAIGN = 1
LOOK_S = 0.25


class Peaks:
    """Peak resident memory of the processes that were started, as long as they live."""

    def __init__(self) -> None:
        self._of: dict[int, int] = {}

    def look(self) -> None:
        """Note the peaks so far; a child that was just forked still has its parent's."""
        tasks = Path("/proc/self/task").glob("*/children")
        for pid in (int(pid) for task in tasks for pid in task.read_text("ascii").split()):
            self._of[pid] = peak_kib(pid) or self._of.get(pid, 0)

    def largest(self) -> int:
        """Of all of them, in KiB."""
        return max(self._of.values(), default=0)


def peak_kib(process: int | str = "self") -> int:
    """Peak resident memory of a process, 0 once it has gone."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text("ascii"))
    except OSError:
        return 0
    return int(found[1]) if found else 0


def in_terminal(folder: Path, scenario: str, peaks: Peaks) -> None:
    """Launch, watch and summarise."""
    store = Store(folder / "mailsim.sqlite3")
    with runs.make_engine(store) as engine:
        run_id = launching.launch(store, CAMPAIGN, scenario, RunOptions())
        engine.drive(run_id)
        meter = Meter(run_id)
        while not engine.wait(run_id, LOOK_S):
            peaks.look()
            meter.read(store)
        peaks.look()
    results.summarise(store, run_id)
    store.close()


def in_window(folder: Path, scenario: str, peaks: Peaks) -> None:
    """Launch, and watch the dashboard until the run has ended."""
    from benchmarks.screenless import wait_until, window  # noqa: PLC0415 # no Qt in the terminal

    with window(folder) as shown:
        shown.room.launch(CAMPAIGN, scenario, RunOptions())

        def ended() -> bool:
            peaks.look()
            reading = shown.frame.deck.snapshot().reading
            return reading is not None and reading.run.state == "completed"

        wait_until(ended)


def main() -> None:
    """Carry the run out and print."""
    kind, folder, scenario = sys.argv[1:]
    peaks = Peaks()
    carry_out = in_window if kind == "window" else in_terminal
    carry_out(Path(folder), scenario, peaks)
    print(json.dumps({"app": peak_kib(), "worker": peaks.largest()}))


if __name__ == "__main__":
    main()
