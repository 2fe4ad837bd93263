"""What an import did: the sum, the rows left out, and the next step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QWidget

from mailsim_desktop.contacts.importing import Reject
from mailsim_desktop.services import contacts
from mailsim_desktop.services.contacts import ImportSummary
from mailsim_desktop.ui import words
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.models import reject_table
from mailsim_desktop.ui.models.reject_table import RejectTable
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.accounting import Accounting
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.card import Card, CardHead
from mailsim_desktop.ui.widgets.table import Table
from mailsim_desktop.ui.window_state import Parts

_SHOWN = 1000
_LEAST_S = 0.1
"""No import is told to have taken no time."""


class ImportResult(Page):
    """One finished import; once left, it is only reached by the way back."""

    waits = False
    list_wanted = Signal(int)
    campaign_wanted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Import"))
        self._bridge = context.bridge
        self._summary: ImportSummary | None = None
        self.accounting = Accounting(context.theme)
        self.rejects = RejectTable(self)
        self.table = Table(context.theme, self.tr("Rows not imported"), 30)
        self.table.setModel(self.rejects)
        self.table.told.connect(self.told)
        self.table.set_widths({reject_table.LINE: 90, reject_table.REASON: 400}, reject_table.VALUE)
        self.head = CardHead(self.tr("Rows not imported"))
        self.export_button = button(self.tr("Export…"), self._ask_export)
        self.next_button = button(
            self.tr("New campaign with this list"), self._new_campaign, Kind.PRIMARY
        )
        self._lay_out()

    def _lay_out(self) -> None:
        self.head.add(self.export_button)
        self.head.setFixedHeight(46)
        card = Card()
        card.body.addWidget(self.head)
        card.body.addWidget(self.table, 1)
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, Space.GAP, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addStretch()
        row.addWidget(button(self.tr("Open list"), self._open_list))
        row.addWidget(self.next_button)
        self.content.addWidget(self.accounting)
        self.content.addWidget(card, 1)
        self.content.addWidget(foot)

    def start(self) -> QWidget:
        """Begin with the next step."""
        return self.next_button

    def parts(self) -> Parts:
        """What the window remembers."""
        return {"rejects": self.table}

    def show_summary(self, summary: ImportSummary, seconds: float) -> None:
        """Show a finished import."""
        self._summary = summary
        self.header.set_title(self.tr("%Ln contacts imported", "", summary.imported))
        self.header.set_facts(
            self.tr("{0} into {1} · %Ln rows in {2} s", "", summary.read).format(
                summary.file_name, summary.list_name, words.decimal(max(seconds, _LEAST_S))
            )
        )
        self.accounting.show_summary(summary)
        left_out = summary.duplicate + summary.invalid + summary.empty
        self._describe(left_out)
        self.rejects.show_rows(summary.first_rejects)
        self.export_button.setEnabled(left_out > 0)
        self._bridge.read(
            lambda store: contacts.rejects(store, summary.import_id, limit=_SHOWN),
            done=self._show_rejects,
        )
        self.next_button.setFocus()

    def _describe(self, left_out: int) -> None:
        if left_out > _SHOWN:
            text = self.tr("the first {0} of {1}; the export holds all of them").format(
                words.count(_SHOWN), words.count(left_out)
            )
        elif left_out:
            text = self.tr("{0}, each with line and reason").format(words.count(left_out))
        else:
            text = self.tr("none")
        self.head.set_unit(text)

    def _show_rejects(self, rows: tuple[Reject, ...]) -> None:
        self.rejects.show_rows(rows)

    def _ask_export(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Export the rows not imported"), "rejected.csv", self.tr("CSV (*.csv)")
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write all rejected rows to `path`."""
        summary = self._summary
        if summary is None:
            return

        def written(number: int) -> None:
            self.header.set_facts(self.tr("%Ln rows written to {0}", "", number).format(path))

        self._bridge.start(
            lambda store, _task: contacts.export_rejects(store, summary.import_id, path),
            done=written,
        )

    def _open_list(self) -> None:
        if self._summary is not None:
            self.list_wanted.emit(self._summary.list_id)

    def _new_campaign(self) -> None:
        if self._summary is not None:
            self.campaign_wanted.emit(self._summary.list_id)
