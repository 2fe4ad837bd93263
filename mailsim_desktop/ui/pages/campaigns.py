"""The campaigns page: every campaign with its state and progress, and a panel for one.

Asks for actions by a signal; decides nothing itself. Which actions are possible comes from
`run_actions`.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mailsim_desktop.services.campaigns import CampaignRow
from mailsim_desktop.ui import words
from mailsim_desktop.ui.campaign_filter import CampaignFilter
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.models import campaign_table
from mailsim_desktop.ui.models.campaign_table import CampaignTable
from mailsim_desktop.ui.neighbour import neighbour
from mailsim_desktop.ui.pages import campaign_menu
from mailsim_desktop.ui.pages.campaign_offers import no_campaign, no_match
from mailsim_desktop.ui.pages.campaign_panel import CampaignPanel
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.run_actions import RunAction, allowed, is_moving
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.tokens import Size
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.card import Card
from mailsim_desktop.ui.widgets.panel_area import PanelArea
from mailsim_desktop.ui.widgets.table import Table
from mailsim_desktop.ui.window_state import Parts

_WIDTHS = {
    campaign_table.STATE: 128,
    campaign_table.RECIPIENTS: 96,
    campaign_table.PROGRESS: 148,
    campaign_table.SENT: 80,
    campaign_table.FAILED: 72,
    campaign_table.QUEUED: 84,
}
_EMPTY, _NOTHING_FITS, _TABLE = range(3)


class CampaignsPage(Page):
    """The table, and the actions on its current row."""

    new_campaign = Signal()
    wanted = Signal(object, object)
    """The chosen `CampaignRow` and a `RunAction`."""
    refused = Signal(object)
    """A `RunAction` that was asked for by its key, and that cannot be done now."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Campaigns"))
        self._snapshot = Snapshot()
        self._narrow = False
        self._was_filled = False
        self._awaited: int | None = None
        self._body = QStackedWidget()
        self.filter = CampaignFilter()
        self.no_match = no_match(self.filter.clear)
        self.filter.changed.connect(self._fill)
        self.new_button = button(
            self.tr("New campaign"), self.new_campaign.emit, Kind.PRIMARY, icon=Icon.NEW
        )
        for control in (self.filter.search, self.filter.states, self.new_button):
            self.header.add(control)
        self.rows = CampaignTable(self)
        self.table = self._make_table(context)
        self.panel = CampaignPanel(context)
        self.panel.wanted.connect(self.ask)
        self.buttons = self.panel.buttons
        self._lay_out()
        self.acts = campaign_menu.fill(self.table, self.ask)
        delete = RunAction.DELETE
        campaign_menu.answer(self.acts[delete], self.table, partial(self.refused.emit, delete))
        self.table.selectionModel().currentRowChanged.connect(self._show_actions)

    def _make_table(self, context: Context) -> Table:
        made = Table(context.theme, self.tr("Campaigns"), Size.CAMPAIGN_ROW)
        made.setModel(self.rows)
        made.told.connect(self.told)
        made.set_widths(_WIDTHS, campaign_table.NAME)
        made.drop_when_narrow(
            campaign_table.QUEUED, campaign_table.FAILED, campaign_table.RECIPIENTS
        )
        return made

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(self.table, 1)
        self.area = PanelArea(card, self.panel)
        self.area.follow(self.table, self._open_panel)
        self._body.addWidget(no_campaign(self.new_campaign.emit))
        self._body.addWidget(self.no_match)
        self._body.addWidget(self.area)
        self.content.addWidget(self._body, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Update the table in place."""
        self._snapshot = snapshot
        self._fill()

    def _fill(self) -> None:
        rows = self._snapshot.campaigns
        fitting = self.filter.fitting(rows)
        chosen, before = self.selected(), self._ids()
        self.rows.show_rows(fitting)
        self._body.setCurrentIndex(_TABLE if fitting else _NOTHING_FITS if rows else _EMPTY)
        self.no_match.show_search(self.filter.text())
        self.filter.set_enabled(bool(rows))
        self._show_facts(rows, len(fitting))
        if fitting and not self._was_filled:
            self._was_filled = True
            self.panel.setVisible(not self._narrow)  # it holds what can be done next
        if self._awaited is not None and self._awaited in self._ids():
            self.table.selectRow(self.rows.number_of(self._awaited) or 0)
            self._awaited = None
        if fitting and self.selected() is None:
            near = chosen and neighbour(before, chosen.campaign.id, self._ids())
            self.table.selectRow(self.rows.number_of(near) or 0)
        self._show_actions()

    def _ids(self) -> list[int]:
        """Ids of the campaigns that are seen, in the order of the rows."""
        found = map(self.rows.record, range(self.rows.rowCount()))
        return [row.campaign.id for row in found if row is not None]

    def _show_facts(self, rows: tuple[CampaignRow, ...], fitting: int) -> None:
        if not rows:
            self.header.set_facts(self.tr("Messages and the lists they go to"))
            return
        moving = sum(1 for row in rows if row.run is not None and is_moving(row.run))
        facts = self.tr("%Ln campaigns, {0} under way", "", len(rows)).format(words.count(moving))
        if fitting < len(rows):
            facts = self.tr("{0} of {1} campaigns").format(
                words.count(fitting), words.count(len(rows))
            )
        self.header.set_facts(facts)

    def selected(self) -> CampaignRow | None:
        """The campaign of the current row."""
        index = self.table.currentIndex()
        return self.rows.row(index) if index.isValid() else None

    def campaign(self, _snapshot: Snapshot) -> CampaignRow | None:
        """The campaign of the current row."""
        return self.selected()

    def select(self, campaign_id: int) -> None:
        """Choose a campaign, also one that the filter hides."""
        if self.rows.number_of(campaign_id) is None:
            self.filter.clear()
        number = self.rows.number_of(campaign_id)
        if number is not None:
            self.table.selectRow(number)
        else:
            self._awaited = campaign_id  # stored, and not yet read

    def ask(self, action: RunAction) -> None:
        """Ask for an action on the chosen campaign, if it is possible now."""
        row = self.selected()
        if row is not None and action in allowed(row):
            self.wanted.emit(row, action)

    def _open_panel(self, index: QModelIndex) -> None:
        self.panel.show_campaign(self.rows.row(index))
        self.panel.show()

    def _show_actions(self) -> None:
        row = self.selected()
        possible = frozenset() if row is None else allowed(row)
        for action, made in self.acts.items():
            made.setEnabled(action in possible)
        if row is not None:
            self.panel.show_campaign(row)

    def parts(self) -> Parts:
        """What the window remembers."""
        return {"campaigns": self.table, "panel": self.area}

    def start(self) -> QWidget:
        """Begin with the table."""
        return self.table

    def search_field(self) -> QWidget:
        """The field that searches the campaigns."""
        return self.filter.search

    def has_panel(self) -> bool:
        """The panel is open."""
        return not self.panel.isHidden()

    def close_panel(self) -> None:
        """Close it."""
        self.panel.close()

    def own_keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of the table that no menu shows."""
        return (("Return", self.tr("Show the campaign beside the table")),)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Lay the panel over the table, and make the search narrower."""
        self.filter.set_narrow(narrow)
        self._narrow = narrow
        self.area.set_narrow(narrow)
