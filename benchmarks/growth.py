"""What many more jobs cost: attempts a second at 5 M against 100 k, and memory at 5 M.

The clock of the first begins when the workers are there. Memory is the peak of a process that
launches, plans, drives and watches the large run, once as in a terminal, once as a whole window
without a screen, and of its workers.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.table import Line
from benchmarks.workspace import attempts, contacts, copy, drive, plan_of
from mailsim_desktop.domain.run import RunOptions

SCENARIO = "classic-demo"
LARGER, SMALLER = 5, 10
"""Times and parts of the size that is asked for, a million: 5 M and 100 k."""
SMALL_RUNS = 3
"""Of the small one for each large one: it takes half a second."""
LIMIT_S = 600
STATUS = Path("/proc/self/status")
KINDS = ("terminal", "window")


def measure(number: int, rounds: int) -> list[Line]:
    """Measure memory once, then both sizes in turn."""
    large, small = number * LARGER, number // SMALLER
    with TemporaryDirectory(prefix="mailsim-bench-") as name:
        folder = Path(name)
        (folder / "small").mkdir()
        few = plan_of(contacts(folder / "small", small), "few", RunOptions(), SCENARIO, warm=True)
        path = contacts(folder, large)
        memory = {kind: _memory(path, folder / kind, kind) for kind in KINDS}
        many = plan_of(path, "many", RunOptions(), SCENARIO, warm=True)
        path.unlink()
        rates: dict[str, list[float]] = {"few": [], "many": []}
        for _ in range(rounds):
            for plan, times in ((many, 1), (few, SMALL_RUNS)):
                for _time in range(times):
                    ended = copy(plan.path, "ended")
                    seconds = drive(ended, plan.run_id, plan.warm_up)
                    rates[plan.path.stem].append(attempts(ended, plan.run_id) / seconds)
                    ended.unlink()
    rate = {size: median(found) for size, found in rates.items()}
    return [
        Line(
            "attempts/s at 5 M ÷ at 100 k jobs",
            rate["many"] / rate["few"],
            "≥ 0.9",
            f"{large:,} jobs {rate['many']:,.0f}/s, {small:,} jobs {rate['few']:,.0f}/s;"
            " workers started before",
        ),
        *memory_lines(memory, large),
    ]


def memory_lines(memory: dict[str, dict[str, int] | None], large: int) -> list[Line]:
    """Peaks in MB; `memory` holds them in KiB, None where there is no /proc."""
    fact = f"{large:,} jobs: launch, planning, run" if all(memory.values()) else f"no {STATUS}"
    lines = []
    for name, kind, what, hold in (
        ("worker", "terminal", "a worker's peak memory, MB", "≤ 150"),
        ("app", "terminal", "the app's in a terminal, MB", "≤ 350"),
        ("app", "window", "the app's as a window, MB", "≤ 350"),
    ):
        found = memory[kind]
        lines.append(Line(what, found and found[name] * 1024 / 1e6, hold, fact))
    return lines


def _memory(path: Path, home: Path, kind: str) -> dict[str, int] | None:
    """Peaks of a process of its own on a copy of the database at `path`."""
    if not STATUS.exists():
        return None
    home.mkdir()
    shutil.copyfile(path, home / "mailsim.sqlite3")
    command = [sys.executable, "-m", "benchmarks.app_memory", kind, str(home), SCENARIO]
    made = subprocess.run(command, check=True, timeout=LIMIT_S, stdout=subprocess.PIPE, text=True)
    shutil.rmtree(home)
    found: dict[str, int] = json.loads(made.stdout.splitlines()[-1])
    return found
