"""A window in a process of its own, which carries a run out and tells the peaks of its memory.

``python -m benchmarks.window_memory FOLDER SCENARIO``, with a database in the folder whose first
campaign is launched; prints JSON: KiB of this process and of the largest worker.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from benchmarks.screenless import wait_until, window
from benchmarks.workspace import MANY
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.ui.contents import Contents


def peak_kib(process: int | str = "self") -> int:
    """Peak resident memory of a process, 0 once it has gone."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text("ascii"))
    except OSError:
        return 0
    return int(found[1]) if found else 0


def children() -> list[int]:
    """Processes that any thread of this one started."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [int(pid) for task in tasks for pid in task.read_text("ascii").split()]


def main() -> None:
    """Launch, and watch until the run has ended."""
    largest = 0

    def ended(shown: Contents) -> bool:
        nonlocal largest
        largest = max(largest, *map(peak_kib, children()), 0)
        reading = shown.frame.deck.snapshot().reading
        return reading is not None and reading.run.state == "completed"

    with window(Path(sys.argv[1])) as shown:
        shown.room.launch(MANY, sys.argv[2], RunOptions())
        wait_until(lambda: ended(shown))
        print(json.dumps({"app": peak_kib(), "worker": largest}))


if __name__ == "__main__":
    main()
