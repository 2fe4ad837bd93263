"""Shows the document of what is inside the program, under which licences.

Shows and opens only what ships with the program; a link goes to the browser when it is
pressed, and never by itself.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mailsim_desktop import paths
from mailsim_desktop.ui import outside
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.markdown_view import MarkdownView

_SIZE = (720, 560)


class LicencesDialog(QDialog):
    """The notices as a document to scroll, and the way to the licence texts."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Licences"))
        self.resize(*_SIZE)
        notices = paths.third_party_notices().read_text(encoding="utf-8")
        self.document = MarkdownView(notices, self.tr("Licences of what is inside"), theme)
        self.document.anchorClicked.connect(_follow)
        self.close_button = button(self.tr("Close"), self.reject, Kind.PRIMARY)
        self.close_button.setDefault(True)
        self.folder_button = button(self.tr("&Open licence folder"), self._open_folder)
        self.folder_button.setAutoDefault(True)  # Enter presses it while it has the focus
        self.folder_button.setVisible(_texts().is_dir())
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(self.folder_button)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.DIALOG, Space.DIALOG, Space.DIALOG, Space.DIALOG)
        layout.setSpacing(14)
        layout.addWidget(self.document, 1)
        layout.addLayout(foot)
        self.document.setFocus()

    @staticmethod
    def _open_folder() -> None:
        _open(_texts())


def _texts() -> Path:
    """Folder of the licence texts; the packaged program has it."""
    return paths.resource("licences")


def _follow(link: QUrl) -> None:
    """Open a page of the web, or a file beside the document where there is one."""
    if link.scheme() in {"https", "http"}:
        outside.open_address(link)
    elif not link.scheme() and link.path():
        _open(paths.third_party_notices().parent / link.path())


def _open(path: Path) -> None:
    if path.exists():
        outside.open_file(path)
