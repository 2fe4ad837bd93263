"""The campaigns page: every campaign with its state and progress, and what can be done.

Asks for actions by a signal; decides nothing itself. Which buttons are enabled comes from
`run_actions`.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QStackedWidget

from mailsim_desktop.services.campaigns import CampaignRow
from mailsim_desktop.ui import words
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.models import campaign_table
from mailsim_desktop.ui.models.campaign_table import CampaignTable
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.run_actions import RunAction, allowed, is_moving
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.tokens import Size, Space, Type
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.card import Card
from mailsim_desktop.ui.widgets.empty_state import EmptyState, Offer
from mailsim_desktop.ui.widgets.labels import ElidedLabel
from mailsim_desktop.ui.widgets.table import Table

_WIDTHS = {
    campaign_table.STATE: 140,
    campaign_table.RECIPIENTS: 100,
    campaign_table.PROGRESS: 180,
    campaign_table.SENT: 96,
    campaign_table.FAILED: 84,
    campaign_table.QUEUED: 106,
}
_DROPPED_WHEN_NARROW = (campaign_table.QUEUED, campaign_table.FAILED)


class CampaignsPage(Page):
    """The table and the actions on its selected row."""

    new_campaign = Signal()
    wanted = Signal(object, object)
    """The selected `CampaignRow` and a `RunAction`."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Campaigns"))
        self.new_button = button(self.tr("New campaign"), self.new_campaign.emit, Kind.PRIMARY)
        self.header.add(self.new_button)
        self.table = Table(context.theme, self.tr("Campaigns"), Size.CAMPAIGN_ROW)
        self.rows = CampaignTable(self)
        self.table.setModel(self.rows)
        self.table.set_widths(_WIDTHS, campaign_table.NAME)
        self.buttons = self._make_buttons()
        self._about = ElidedLabel(pixels=Type.LABEL, muted=True)
        self._body = QStackedWidget()
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._show_actions)
        self.table.activated.connect(self._open)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self._show_actions()

    def _make_buttons(self) -> dict[RunAction, QPushButton]:
        texts = {
            RunAction.LAUNCH: self.tr("Launch…"),
            RunAction.PAUSE: self.tr("Pause"),
            RunAction.RESUME: self.tr("Resume"),
            RunAction.CANCEL: self.tr("Cancel run"),
            RunAction.EDIT: self.tr("Edit…"),
            RunAction.REPORT: self.tr("Report"),
        }
        made = {}
        for action, text in texts.items():
            kind = Kind.DESTRUCTIVE if action is RunAction.CANCEL else Kind.DEFAULT
            made[action] = button(text, partial(self.ask, action), kind)
        return made

    def _lay_out(self) -> None:
        foot = QFrame()
        foot.setObjectName("foot")
        foot.setFixedHeight(52)
        row = QHBoxLayout(foot)
        row.setContentsMargins(Space.INSET, 0, Space.INSET, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(self._about, 1)
        for made in self.buttons.values():
            row.addWidget(made)
        card = Card()
        card.body.addWidget(self.table, 1)
        card.body.addWidget(foot)
        self._body.addWidget(
            EmptyState(
                self.tr("No campaign yet"),
                self.tr(
                    "A campaign is a message for a list. Write one, launch it, and see what"
                    " would be delivered, deferred and bounced."
                ),
                (self._offer(),),
            )
        )
        self._body.addWidget(card)
        self.content.addWidget(self._body, 1)

    def _offer(self) -> Offer:
        write = button(self.tr("Write a campaign"), self.new_campaign.emit, icon=Icon.NEW)
        text = self.tr("Choose a list, write the text, look at it as a recipient would.")
        return Offer(Icon.CAMPAIGNS, self.tr("A first campaign"), text, (write,))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Update the table in place."""
        rows = snapshot.campaigns
        chosen = self.selected()
        self.rows.show_rows(rows)
        self._body.setCurrentIndex(1 if rows else 0)
        moving = sum(1 for row in rows if row.run is not None and is_moving(row.run))
        self.header.set_facts(
            self.tr("{0} in all, {1} under way").format(words.count(len(rows)), words.count(moving))
            if rows
            else self.tr("Messages and the lists they go to")
        )
        if rows and self.selected() is None:
            number = self.rows.number_of(chosen.campaign.id) if chosen is not None else 0
            self.table.selectRow(number or 0)
        self._show_actions()

    def selected(self) -> CampaignRow | None:
        """The campaign of the selected row."""
        index = self.table.currentIndex()
        return self.rows.row(index) if index.isValid() else None

    def campaign(self, _snapshot: Snapshot) -> CampaignRow | None:
        """The campaign of the selected row."""
        return self.selected()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of the table."""
        return (("Return", self.tr("Edit the campaign")),)

    def select(self, campaign_id: int) -> None:
        """Select a campaign, where the table has it."""
        number = self.rows.number_of(campaign_id)
        if number is not None:
            self.table.selectRow(number)

    def ask(self, action: RunAction) -> None:
        """Ask for an action on the selected campaign, if it is possible now."""
        row = self.selected()
        if row is not None and action in allowed(row):
            self.wanted.emit(row, action)

    def _show_actions(self) -> None:
        row = self.selected()
        possible = frozenset() if row is None else allowed(row)
        for action, made in self.buttons.items():
            made.setEnabled(action in possible)
        self._about.set_whole("" if row is None else self._facts(row))

    def _facts(self, row: CampaignRow) -> str:
        parts = [row.campaign.list_name or self.tr("no list chosen")]
        if row.run is not None:
            parts += [
                self.tr("run {0}").format(row.run.id),
                row.run.scenario.name,
                self.tr("seed {0}").format(row.run.seed),
            ]
        return " · ".join(parts)

    def _open(self, _index: QModelIndex) -> None:
        self.ask(RunAction.EDIT)

    def _menu(self, at: QPoint) -> None:
        row = self.selected()
        if row is None:
            return
        menu = QMenu(self)
        possible = allowed(row)
        for action, made in self.buttons.items():
            entry = menu.addAction(made.text(), partial(self.ask, action))
            entry.setEnabled(action in possible)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Drop the columns that matter least."""
        for column in _DROPPED_WHEN_NARROW:
            self.table.setColumnHidden(column, narrow)
