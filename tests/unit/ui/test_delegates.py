from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.delegates import (
    AnswerDelegate,
    BadgeDelegate,
    GlyphTextDelegate,
    ProgressDelegate,
    RowDelegate,
    delegate_for,
)
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.models.columns import Column, Kind
from mailsim_desktop.ui.models.memory_table import MemoryTable
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.widgets.table import Table

pytestmark = pytest.mark.ui
Row = tuple[int, str, tuple[float, float, float] | None]
NAME, STATE, PROGRESS = range(3)


@pytest.fixture
def table(theme: Theme) -> Iterator[Table]:
    columns: tuple[Column[Row], ...] = (
        Column("name", "Name", Kind.TEXT, lambda row: row[1]),
        Column("state", "State", Kind.BADGE, lambda _: (Glyph.TICK, "Valid")),
        Column("progress", "Progress", Kind.PROGRESS, lambda row: row[2]),
    )
    made = Table(theme, "Rows")
    model: MemoryTable[Row] = MemoryTable(made, columns, lambda row: row[0])
    model.show_rows([(1, "<b>Ana</b>", (0.6, 0.3, 0.9)), (2, "&amp;", None)])
    made.setModel(model)
    made.set_widths({STATE: 120, PROGRESS: 200}, NAME)
    made.resize(600, 200)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the ring would count as ink
    made.show()
    yield made
    made.close()
    made.deleteLater()


def cell(table: Table, row: int, column: int) -> QImage:
    place = table.visualRect(table.model().index(row, column))
    return table.viewport().grab(place).toImage()


def colours(picture: QImage) -> set[str]:
    return {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }


def darkness(picture: QImage) -> int:
    """How many pixels have ink."""
    across, down = range(picture.width()), range(picture.height() - 2)
    return sum(picture.pixelColor(x, y).lightness() < 160 for x in across for y in down)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_delegate(table: Table, theme: Theme, kind: Kind):
    special = {
        Kind.ANSWER: AnswerDelegate,
        Kind.BADGE: BadgeDelegate,
        Kind.FINDING: GlyphTextDelegate,
        Kind.PROGRESS: ProgressDelegate,
    }

    assert type(delegate_for(kind, theme, table)) is special.get(kind, RowDelegate)


def test_badge_has_its_tint_and_on_a_selected_row_the_surface(table: Table, theme: Theme):
    tokens = theme.tokens
    assert {tokens.delivered_tint, tokens.delivered} <= colours(cell(table, 0, STATE))
    table.selectRow(0)
    selected = colours(cell(table, 0, STATE))

    assert {tokens.accent_soft, tokens.surface} <= selected
    assert tokens.delivered_tint not in selected


def test_name_of_a_selected_row_is_heavier(table: Table, theme: Theme):
    theme.choose(Choice.LIGHT)
    look = table.itemDelegateForColumn(NAME)
    assert isinstance(look, RowDelegate)
    plain = look.look().plain_metrics.horizontalAdvance("<b>Ana</b>")
    bold = look.look().bold_metrics.horizontalAdvance("<b>Ana</b>")

    assert bold > plain


def test_progress_is_a_bar_of_outcomes_and_unknown_is_none(table: Table, theme: Theme):
    tokens = theme.tokens

    assert {tokens.delivered, tokens.bounced, tokens.border} <= colours(cell(table, 0, PROGRESS))
    assert not {tokens.delivered, tokens.bounced} & colours(cell(table, 1, PROGRESS))


def test_markup_is_drawn_letter_by_letter(table: Table):
    marked = darkness(cell(table, 0, NAME))
    model = table.model()
    assert isinstance(model, MemoryTable)
    model.show_rows([(1, "Ana", None), (2, "&", None)])
    plain = darkness(cell(table, 0, NAME))

    assert marked > plain * 1.5


def test_text_too_long_is_elided_in_the_middle_of_an_address_only(qtbot: QtBot, theme: Theme):
    def ends(kind: Kind) -> tuple[int, int]:
        """Ink of the left and the right third of a cell with dots and a few W at the end."""
        made = Table(theme, "Rows")
        qtbot.addWidget(made)
        columns: tuple[Column[str], ...] = (Column("a", "A", kind, lambda row: row),)
        model: MemoryTable[str] = MemoryTable(made, columns, hash)
        model.show_rows(["." * 200 + "WWWW"])
        made.setModel(model)
        made.set_widths({}, 0)
        made.resize(300, 100)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.show()
        picture = cell(made, 0, 0)
        third = picture.width() // 3
        first = picture.copy(0, 0, third, picture.height())
        last = picture.copy(2 * third, 0, third, picture.height())
        return darkness(first), darkness(last)

    address, text = ends(Kind.ADDRESS), ends(Kind.TEXT)
    assert address[1] > 2 * text[1]
    assert address[0] > text[0] / 2 > 0


def test_look_is_made_again_only_when_something_changed(table: Table, theme: Theme):
    delegate = table.itemDelegateForColumn(NAME)
    assert isinstance(delegate, RowDelegate)
    before = delegate.look()
    assert delegate.look() is before
    theme.set_text_size(150)
    larger = delegate.look()
    assert larger.plain.pixelSize() > before.plain.pixelSize()
    theme.choose(Choice.DARK)

    assert delegate.look().text == QColor(theme.tokens.text) != before.text
