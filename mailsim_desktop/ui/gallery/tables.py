"""Tables: every kind of column, ten thousand rows read by pages, and a panel beside one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex

from mailsim_desktop.ui import measures, words
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.gallery import samples
from mailsim_desktop.ui.gallery.samples import NumberedRows, Row
from mailsim_desktop.ui.gallery.section import Captioned, Section
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.models.columns import Column, Kind
from mailsim_desktop.ui.models.memory_table import MemoryTable
from mailsim_desktop.ui.models.paged_table import PagedTable
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size
from mailsim_desktop.ui.widgets.buttons import button, ghost
from mailsim_desktop.ui.widgets.card import Card
from mailsim_desktop.ui.widgets.facts import Facts
from mailsim_desktop.ui.widgets.list_rows import ListRows
from mailsim_desktop.ui.widgets.panel_area import PanelArea
from mailsim_desktop.ui.widgets.side_panel import SidePanel
from mailsim_desktop.ui.widgets.table import Table

NAME, EMAIL, STATE, PROGRESS, SENT, DEFERRED, CLOCK, CHANGED, REPLY = range(9)
_WIDTHS = {
    NAME: 150,
    STATE: 108,
    PROGRESS: 110,
    SENT: 74,
    DEFERRED: 76,
    CLOCK: 90,
    CHANGED: 80,
    REPLY: 150,
}
_SELECTED = 1
_PAGED_ROWS = 6
_PANEL = 240
_RISKY = 7
"""One row of so many is risky."""


def kinds(theme: Theme) -> Section:
    """A table of rows in memory, one of them selected, some values unknown."""
    translate = QCoreApplication.translate
    title = translate("Gallery", "Table")
    table = Table(theme, title)
    rows: MemoryTable[Row] = MemoryTable(table, _columns(), lambda row: row.name)
    rows.show_rows(samples.ROWS)
    table.setModel(rows)
    table.set_widths(_WIDTHS, EMAIL)
    table.drop_when_narrow(REPLY, CHANGED, CLOCK, DEFERRED)
    table.selectRow(_SELECTED)
    measures.hold_height(table, Size.TABLE_HEAD + len(samples.ROWS) * Size.ROW + 1)
    note = translate("Gallery", "every kind of column; one row selected, unknown is a dash")
    return Section(title, note).add_flush(table)


def _columns() -> tuple[Column[Row], ...]:
    translate = QCoreApplication.translate
    titles = (
        translate("Gallery", "Name"),
        translate("Gallery", "E-mail"),
        translate("Gallery", "State"),
        translate("Gallery", "Progress"),
        translate("Gallery", "Sent"),
        translate("Gallery", "Deferred"),
        translate("Gallery", "Simulated"),
        translate("Gallery", "Changed"),
        translate("Gallery", "Reply"),
    )
    return (
        Column("name", titles[NAME], Kind.TEXT, lambda row: row.name, sortable=True),
        Column("email", titles[EMAIL], Kind.ADDRESS, lambda row: row.email),
        Column("state", titles[STATE], Kind.BADGE, lambda row: words.state(row.state)),
        Column("progress", titles[PROGRESS], Kind.PROGRESS, lambda row: row.shares),
        Column("sent", titles[SENT], Kind.NUMBER, lambda row: row.sent, sortable=True),
        Column("deferred", titles[DEFERRED], Kind.SHARE, lambda row: row.deferred, sortable=True),
        Column("clock", titles[CLOCK], Kind.SIMULATED, lambda row: row.clock_us, sortable=True),
        Column("changed", titles[CHANGED], Kind.DATE, lambda row: row.changed_ms, sortable=True),
        Column("reply", titles[REPLY], Kind.REPLY, lambda row: row.reply),
    )


def paged(theme: Theme, bridge: Bridge) -> Section:
    """Ten thousand rows that are read as they are seen."""
    translate = QCoreApplication.translate
    title = translate("Gallery", "Paged table")
    table = Table(theme, title)
    columns: tuple[Column[int], ...] = (
        Column("row", translate("Gallery", "Row"), Kind.NUMBER, lambda row: row, sortable=True),
        Column("address", translate("Gallery", "E-mail"), Kind.ADDRESS, _address),
        Column("state", translate("Gallery", "Finding"), Kind.FINDING, _finding),
    )
    model = PagedTable(bridge, NumberedRows(columns), table)
    table.setModel(model)
    table.set_widths({0: 80, 2: 120}, 1)
    measures.hold_height(table, Size.TABLE_HEAD + _PAGED_ROWS * Size.ROW)
    model.refresh()
    note = translate("Gallery", "{0} rows, read as they are seen").format(
        words.count(samples.PAGED)
    )
    return Section(title, note).add_flush(table)


def _address(row: int) -> str:
    return f"reader-{row}@example.org"


def _finding(row: int) -> tuple[Glyph, str]:
    translate = QCoreApplication.translate
    if row % _RISKY:
        return Glyph.TICK, translate("Gallery", "Valid")
    return Glyph.WARNING, translate("Gallery", "Risky")


def panel(theme: Theme) -> Captioned:
    """A table whose row is shown in a panel: Enter or a click opens it, Esc closes it."""
    translate = QCoreApplication.translate
    table = Table(theme, translate("Gallery", "Table with a panel"))
    rows: MemoryTable[Row] = MemoryTable(table, _columns()[:1], lambda row: row.name)
    rows.show_rows(samples.ROWS)
    table.setModel(rows)
    table.set_widths({}, NAME)
    card = Card()
    card.body.addWidget(table)
    facts = Facts(tuple(column.title for column in _columns()[EMAIL : STATE + 1]))
    side = _side(facts)
    area = PanelArea(card, side)
    measures.hold_height(area, _PANEL)

    def show(index: QModelIndex) -> None:
        row = rows.row(index)
        side.open_for(row.name, row.email)
        facts.show_values(row.email, words.state(row.state)[1])

    area.follow(table, show)
    table.selectRow(0)
    show(rows.index(0, 0))
    note = translate("Gallery", "follows the selection; Enter opens, Esc closes")
    return Captioned(translate("Gallery", "Side panel"), note, area)


def _side(facts: Facts) -> SidePanel:
    translate = QCoreApplication.translate
    side = SidePanel()
    side.add_action(ghost(Icon.COPY, translate("Gallery", "Copy")))
    side.content.addWidget(facts)
    side.content.addStretch()
    side.add_to_foot(button(translate("Gallery", "Open"), small=True))
    return side


def lists(theme: Theme) -> Section:
    """Recipient lists with their sizes."""
    translate = QCoreApplication.translate
    title = translate("Gallery", "List rows")
    rows = ListRows(theme, title)
    rows.show_lists(samples.LISTS, 1)
    measures.hold_height(rows, (len(samples.LISTS) + 1) * Size.ROW)
    return Section(title).add_flush(rows)
