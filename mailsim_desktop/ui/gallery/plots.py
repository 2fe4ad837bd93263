"""The plots of a run, with the cross-hair on them. Imports pyqtgraph, which takes long."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.gallery import sample_run
from mailsim_desktop.ui.gallery.section import Captioned
from mailsim_desktop.ui.plots.live_plots import LivePlots
from mailsim_desktop.ui.theme import Theme

_HEIGHT = 440
_BACK = 30
"""Bins from the end at which the cross-hair stands."""


def plots(theme: Theme, bridge: Bridge) -> Captioned:
    """Stacked attempts, a logarithmic line plot and a linear one, on one time axis."""
    translate = QCoreApplication.translate
    made = LivePlots(theme, bridge)
    made.show_series(sample_run.series())
    made.show_marks(sample_run.MARKS)
    for _ in range(_BACK):
        made.plots.cross_hair.press(Qt.Key.Key_Left)
    measures.hold_height(made, _HEIGHT)
    note = translate("Gallery", "the legend reads out what is under the cross-hair")
    return Captioned(translate("Gallery", "Plots"), note, made)
