"""Milliseconds of the window's thread for a frame of the plots: new values in, all of it painted.

Processor time, so that other programs do not count. Noisy values, which cost most, in as many bins
as the plots show. The loading of the library and the first frame are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import thread_time

import numpy as np

from benchmarks.screenless import themed
from benchmarks.table import Line
from mailsim_desktop.services.database import open_database
from mailsim_desktop.services.metrics import SERIES, Series
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.plots.live_plots import LivePlots
from mailsim_desktop.ui.plots.plot_frame import PlotFrame

BINS = 300
FRAMES = 20
SIZE = (1000, 640)


def measure(_number: int, rounds: int) -> list[Line]:
    """Measure the stack of columns, the five lines, and all of it with a moving cross-hair."""
    with TemporaryDirectory(prefix="mailsim-bench-") as folder, themed() as theme:
        path = Path(folder) / "mailsim.sqlite3"
        open_database(str(path)).close()
        bridge = Bridge(path)
        plots = LivePlots(theme, bridge)
        plots.resize(*SIZE)
        plots.show()
        found = _times(plots, rounds)
        plots.deleteLater()
        bridge.close()
    facts = f"{BINS} bins, {SIZE[0]} × {SIZE[1]} pixels"
    return [
        Line("plots: attempts, ms a frame", found["stack"], "≤ 16", facts),
        Line("plots: queue and latency, ms a frame", found["lines"], "≤ 16", "5 lines, " + facts),
        Line("plots: cross-hair, ms a step", found["hair"], "≤ 33", "through all three"),
    ]


def _times(plots: LivePlots, rounds: int) -> dict[str, float]:
    """Median milliseconds of each part."""
    lines = [plots.queue, plots.latency]

    def stack(frame: int) -> None:
        plots.attempts.show_series(_series(frame))
        _paint([plots.attempts])

    def five_lines(frame: int) -> None:
        plots.show_series(_series(frame))
        _paint(lines)

    def hair(frame: int) -> None:
        for one in plots.plots.frames:
            one.point_at(frame)
        _paint(plots.plots.frames)

    parts = {"stack": stack, "lines": five_lines, "hair": hair}
    for part in parts.values():
        part(0)
    found: dict[str, list[float]] = {name: [] for name in parts}
    for _round in range(rounds):
        for name, part in parts.items():
            found[name] += [_milliseconds(part, frame) for frame in range(1, FRAMES)]
    return {name: median(times) for name, times in found.items()}


def _milliseconds(part: Callable[[int], None], frame: int) -> float:
    begun = thread_time()
    part(frame)
    return (thread_time() - begun) * 1000


def _paint(frames: list[PlotFrame]) -> None:
    for frame in frames:
        frame.canvas.grab()  # all of it, whatever of it Qt thinks has changed


def _series(frame: int) -> Series:
    """Values that jump up and down from bin to bin; others in each frame."""
    at = np.arange(BINS) + frame
    noise = (at * 7919 % 101) / 101  # it need not be random, only ragged
    counts = np.array([(noise * height).astype(np.int64) for height in (500, 400, 80, 9, 2)])
    return Series(
        start_s=10 * at.astype(np.int64),
        bin_s=10,
        counts=counts[: len(SERIES)],
        p50_ms=300 + 200 * noise,
        p95_ms=800 + 600 * noise,
        p99_ms=1500 + 1500 * noise,
        queued=(100_000 * noise).astype(np.int64),
        in_flight=(40 * noise).astype(np.int64),
        waiting=(90 * noise).astype(np.int64),
    )
