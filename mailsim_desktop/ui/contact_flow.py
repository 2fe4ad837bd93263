"""Files in, lists out: choosing, dropping, importing, and the sample list.

Owns the two pages of contacts and the drop overlay, and leads from one to the other.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from mailsim_desktop import paths
from mailsim_desktop.services import contacts
from mailsim_desktop.services.contacts import ImportSummary
from mailsim_desktop.ui import drop
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.drop_overlay import DropOverlay
from mailsim_desktop.ui.import_flow import ImportFlow
from mailsim_desktop.ui.pages.contacts import ContactsPage
from mailsim_desktop.ui.pages.import_result import ImportResult

SAMPLE_NAME = "demo_contacts.csv"


class ContactFlow(QObject):
    """Everything that happens around contacts."""

    show_wanted = Signal(object)
    campaign_wanted = Signal(int)
    told = Signal(str)
    failed = Signal(object)

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = context.bridge
        self._window = window
        self.page = ContactsPage(context)
        self.result = ImportResult(context)
        self.imports = ImportFlow(context.bridge, self)
        self.overlay = DropOverlay(context.theme, window)
        self.page.choose_file.connect(self.choose_file)
        self.page.save_sample.connect(self.save_sample)
        self.page.cancel_import.connect(self.imports.cancel)
        self.result.list_wanted.connect(self._open_list)
        self.result.campaign_wanted.connect(self.campaign_wanted)
        self.imports.began.connect(self._began)
        self.imports.moved.connect(self.page.progress.show_progress)
        self.imports.finished.connect(self._finished)
        self.imports.cancelled.connect(self._cancelled)
        self.imports.failed.connect(self.failed)
        self.imports.over.connect(self.page.progress.hide)

    def choose_file(self) -> None:
        """Ask for files to import."""
        names, _filter = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Import a list"),
            "",
            self.tr("Lists (*.csv *.txt);;All files (*)"),
        )
        if names:
            self.imports.add([Path(name) for name in names])

    def import_sample(self) -> None:
        """Import the sample list that ships with the program."""
        self.imports.add([paths.resource("samples", SAMPLE_NAME)])

    def save_sample(self) -> None:
        """Ask where to write the sample list, and write it."""
        name, _filter = QFileDialog.getSaveFileName(
            self._window, self.tr("Download the sample list"), SAMPLE_NAME, self.tr("CSV (*.csv)")
        )
        if name:
            self.write_sample(Path(name))

    def write_sample(self, path: Path) -> None:
        """Write the sample list to `path`."""

        def written(rows: int) -> None:
            self.told.emit(self.tr("%Ln sample contacts in {0}", "", rows).format(path.name))

        self._bridge.write(lambda _store: contacts.write_sample(path), done=written)

    def drag_entered(self, event: QDragEnterEvent) -> None:
        """Show what a release would do with the files."""
        files = drop.dropped_files(event.mimeData())
        if not files:
            event.ignore()
            return
        event.acceptProposedAction()
        self.overlay.show_files(files)
        if drop.are_lists(files):
            self._bridge.read(lambda _store: _size_of(files), done=self.overlay.show_size)

    def drag_moved(self, event: QDragMoveEvent) -> None:
        """Accept lists alone, so that where they come from nothing else counts as taken."""
        event.setAccepted(drop.are_lists(drop.dropped_files(event.mimeData())))

    def dropped(self, event: QDropEvent) -> None:
        """Import the files; what is no list is left alone."""
        self.overlay.hide()
        files = drop.dropped_files(event.mimeData())
        if drop.are_lists(files):
            event.acceptProposedAction()
            self.imports.add(files)
        else:
            event.ignore()

    def _began(self, path: Path) -> None:
        self.page.progress.begin(
            self.tr("Importing {0}").format(path.name), self.tr("Looking at the file")
        )
        self.page.progress.show()
        self.show_wanted.emit(self.page)

    def _finished(self, summary: ImportSummary, seconds: float) -> None:
        self.page.refresh(summary.list_id)
        self.result.show_summary(summary, seconds)
        self.show_wanted.emit(self.result)

    def _cancelled(self, path: Path) -> None:
        self.told.emit(self.tr("Import of {0} cancelled; nothing was stored").format(path.name))

    def _open_list(self, list_id: int) -> None:
        self.page.refresh(list_id)
        self.show_wanted.emit(self.page)


def _size_of(files: list[Path]) -> int:
    try:
        return sum(file.stat().st_size for file in files)
    except OSError:
        return 0  # the import will say what is wrong with it
