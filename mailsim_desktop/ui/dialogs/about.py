"""Says what this program is, in which version, and leads to the licences."""

from __future__ import annotations

import platform

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mailsim_desktop.ui import identity
from mailsim_desktop.ui.dialogs.licences import LicencesDialog
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.version import version

_WIDTH = 480
_ICON = QSize(64, 64)


class AboutDialog(QDialog):
    """Name, version, promise, and the versions of what it is built on."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About MailSim Desktop"))
        self.setFixedWidth(_WIDTH)
        self.licences_button = button(self.tr("Licences"), self.show_licences)
        self.licences_button.setAutoDefault(True)  # Enter presses it while it has the focus
        self.close_button = button(self.tr("Close"), self.reject, Kind.PRIMARY)
        self.close_button.setDefault(True)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(self._icon(), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(self._facts(), 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(self.licences_button)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.DIALOG, Space.DIALOG, Space.DIALOG, Space.DIALOG)
        layout.setSpacing(20)
        layout.addLayout(head)
        layout.addLayout(foot)
        self.close_button.setFocus()

    def _icon(self) -> QLabel:
        label = QLabel()
        label.setPixmap(identity.icon().pixmap(_ICON, self.devicePixelRatio()))
        label.setFixedSize(_ICON)
        return label

    def _facts(self) -> QVBoxLayout:
        built_on = f"Python {platform.python_version()} · Qt {qVersion()}"
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(PlainLabel(identity.TITLE, pixels=Type.TITLE, strong=True))
        column.addWidget(PlainLabel(self.tr("Version {0}").format(version())))
        promise = self.tr("Simulation only: no e-mail ever leaves this computer.")
        column.addWidget(PlainLabel(promise, wrap=True))
        column.addWidget(PlainLabel(built_on, pixels=Type.LABEL, muted=True))
        return column

    def show_licences(self) -> None:
        """Open the licences above this dialog."""
        LicencesDialog(self._theme, self).open()
