"""Leads from the choice in a plot's menu to the written file: ask where, paint, write, tell."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.plots import export
from mailsim_desktop.ui.plots.file_format import FileFormat
from mailsim_desktop.ui.plots.plot_frame import PlotFrame
from mailsim_desktop.ui.plots.plot_stack import PlotStack
from mailsim_desktop.ui.theme import Theme


class Exporter(QObject):
    """Serves the export menus of one stack; what fails goes the bridge's way."""

    told = Signal(str)
    """A file was written; a sentence about it."""

    def __init__(self, stack: PlotStack, bridge: Bridge, theme: Theme) -> None:
        super().__init__(stack)
        self._stack, self._bridge, self._theme = stack, bridge, theme
        for frame in stack.frames:
            frame.export_wanted.connect(partial(self.ask, frame))

    def ask(self, frame: PlotFrame, file_format: FileFormat) -> None:
        """Ask where to write, and write."""
        name, _filter = QFileDialog.getSaveFileName(
            self._stack,
            self.tr("Export the plot"),
            f"{frame.heading.file_name}.{file_format}",
            file_format.filter(),
        )
        if name:
            path = Path(name)
            self.save(
                frame, file_format, path if path.suffix else path.with_suffix(f".{file_format}")
            )

    def save(self, frame: PlotFrame, file_format: FileFormat, path: Path) -> None:
        """Write a plot to `path`."""
        picture = export.Picture(frame, self._theme.tokens.surface)
        made = export.content(picture, file_format)
        self._bridge.write(
            lambda _store: export.write(path, made), done=partial(self._written, path)
        )

    def _written(self, path: Path, _nothing: None) -> None:
        self.told.emit(self.tr("The plot is in {0}").format(path.name))
