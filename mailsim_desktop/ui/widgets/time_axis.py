"""The axis of simulated time, in hours, minutes and seconds."""

from __future__ import annotations

import pyqtgraph as pg

from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.ui import words

_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)
_TICK_WIDTH = 90


class TimeAxis(pg.AxisItem):  # type: ignore[misc] # pyqtgraph has no types
    """Puts its ticks on round instants and writes them as ``hh:mm:ss``."""

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        """One level of ticks, as close as the labels allow."""
        most = max(1.0, size / _TICK_WIDTH)
        wanted = (high - low) / most
        step = next((step for step in _STEPS_S if step >= wanted), _STEPS_S[-1])
        return [(float(step), 0.0)]

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        """Write the ticks; before the start of the run there is nothing to write."""
        return ["" if value < 0 else words.clock(int(value) * SECOND_US) for value in values]
