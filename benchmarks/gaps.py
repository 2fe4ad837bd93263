"""The longest gap of the window's event loop, while a run goes on and while a list is imported.

The whole window without a screen, its workers in processes of their own; each round on a new
database. Other programs on the machine only add to a gap.
"""

from __future__ import annotations

import gc
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.screenless import wait_until, window
from benchmarks.table import Line
from benchmarks.workspace import add_contacts
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.services import campaigns, contacts
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.contents import Contents

SCENARIO = "classic-demo"


def measure(number: int, rounds: int) -> list[Line]:
    """Measure gaps over `rounds` runs and imports."""
    running, importing, attempts = [], [], 0
    for _round in range(rounds):
        with TemporaryDirectory(prefix="mailsim-bench-") as name:
            folder = Path(name)
            with window(folder) as shown:
                importing.append(_import(shown, folder, number))
                gap, attempts = _run(shown, number)
                running.append(gap)
    return [
        _line("run", running, f"{attempts:,} attempts"),
        _line("import", importing, f"{number:,} rows"),
    ]


def _line(what: str, gaps: list[float], facts: str) -> Line:
    least = f"{facts}; least of {len(gaps)} rounds {min(gaps):.0f} ms"
    return Line(f"longest gap of the event loop in a {what}, ms", median(gaps), "≤ 50", least)


def _run(shown: Contents, number: int) -> tuple[float, int]:
    """Longest gap in milliseconds from the launch to the end on the dashboard; attempts made."""
    store = Store(shown.bridge.database)
    list_id = add_contacts(store, number)
    campaign_id = campaigns.create_campaign(
        store, name="benchmark", subject="", content="", list_id=list_id
    )
    store.close()
    shown.gaps.reset()
    shown.room.launch(campaign_id, SCENARIO, RunOptions())

    def ended() -> bool:
        reading = shown.frame.deck.snapshot().reading
        return reading is not None and reading.run.state == "completed"

    wait_until(ended)
    reading = shown.frame.deck.snapshot().reading
    return shown.gaps.longest_ms, 0 if reading is None else reading.counts.started


def _import(shown: Contents, folder: Path, number: int) -> float:
    """Longest gap in milliseconds from handing over a file to its result."""
    path = folder / "imported.csv"
    contacts.write_sample(path, size=number)
    gc.freeze()  # what invents people is no part of the window
    ended: list[object] = []
    shown.contacts.imports.finished.connect(lambda *result: ended.append(result))
    shown.contacts.imports.failed.connect(ended.append)
    shown.gaps.reset()
    shown.contacts.imports.add([path])
    wait_until(lambda: bool(ended))
    return shown.gaps.longest_ms
