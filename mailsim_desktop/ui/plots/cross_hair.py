"""One cross-hair through several plots, moved by the pointer or by keys.

Decides which bin it stands on; the plots draw it and read it out. The pointer is followed
at 30 Hz. Keys pin it: when the pointer leaves, it goes back to where the keys put it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal

from mailsim_desktop.ui.plots.plot_frame import PlotFrame

RATE_HZ = 30


class CrossHair(QObject):
    """Shared by frames that show the same bins."""

    pointed = Signal(object)
    """The simulated second under the pointer, or None; as often as the pointer moves."""

    def __init__(self, frames: Sequence[PlotFrame], parent: QObject) -> None:
        super().__init__(parent)
        self._frames = frames
        self._start_s: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._bin_s = 1
        self._at_s: float | None = None
        self._pinned_s: float | None = None
        self._proxy = pg.SignalProxy(
            self.pointed, rateLimit=RATE_HZ, slot=self._follow, threadSafe=False
        )
        for frame in frames:
            frame.canvas.pointed.connect(self.pointed)
            frame.canvas.pressed.connect(self.press)

    @property
    def index(self) -> int | None:
        """The bin that it stands on."""
        return self._index_of(self._at_s)

    def show_bins(self, start_s: NDArray[np.int64], bin_s: int) -> None:
        """Stand on the same instant of other bins; one that left hides the cross-hair."""
        self._start_s, self._bin_s = start_s, bin_s
        if self._index_of(self._pinned_s) is None:
            self._pinned_s = None
        self._show(self._at_s)

    def press(self, key: int) -> None:
        """Move as a key asks: by one bin, to an end, or away."""
        if key == Qt.Key.Key_Escape or not len(self._start_s):
            self._pinned_s = None
            self._show(None)
            return
        last = len(self._start_s) - 1
        here = self.index
        wanted = {
            Qt.Key.Key_Left: last if here is None else here - 1,
            Qt.Key.Key_Right: last if here is None else here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }[Qt.Key(key)]
        self._pinned_s = float(self._start_s[min(max(wanted, 0), last)])
        self._show(self._pinned_s)

    def _follow(self, arguments: tuple[float | None]) -> None:
        (at_s,) = arguments
        self._show(self._pinned_s if at_s is None else at_s)

    def _show(self, at_s: float | None) -> None:
        index = self._index_of(at_s)
        self._at_s = None if index is None else at_s
        for frame in self._frames:
            frame.point_at(index)

    def _index_of(self, at_s: float | None) -> int | None:
        """Bin that holds an instant, None outside of all."""
        if at_s is None or not len(self._start_s):
            return None
        if not self._start_s[0] <= at_s < self._start_s[-1] + self._bin_s:
            return None
        return int(np.searchsorted(self._start_s, at_s, side="right")) - 1
