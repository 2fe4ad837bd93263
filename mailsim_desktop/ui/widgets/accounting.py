"""The sum of an import: a bar, and each part with its count and share of the rows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from mailsim_desktop.contacts.importing import RejectKind
from mailsim_desktop.services.contacts import ImportSummary
from mailsim_desktop.ui import words
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.models.reject_table import KIND_GLYPHS
from mailsim_desktop.ui.painting import Part
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.card import Card
from mailsim_desktop.ui.widgets.glyph_label import GlyphLabel
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.ui.widgets.outcome_bar import OutcomeBar


@dataclass(frozen=True, slots=True)
class _Cell:
    count: QLabel
    share: QLabel


class Accounting(Card):
    """Shows that read = imported + updated + duplicate + invalid + empty."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bar = OutcomeBar(theme, height=10)
        self._bar.setAccessibleName(self.tr("What became of the rows"))
        self.sentence = PlainLabel(pixels=Type.LABEL, muted=True)
        self._cells: dict[str, _Cell] = {}
        cells = QHBoxLayout()
        for name, label, glyph in (
            ("imported", self.tr("Imported"), Glyph.TICK),
            ("updated", self.tr("Updated"), Glyph.DRAFT),
            ("duplicate", self.tr("Duplicate"), KIND_GLYPHS[RejectKind.DUPLICATE]),
            ("invalid", self.tr("Invalid"), KIND_GLYPHS[RejectKind.INVALID]),
            ("empty", self.tr("Empty"), KIND_GLYPHS[RejectKind.EMPTY]),
        ):
            cells.addLayout(self._cell(name, label, glyph), 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.INSET, Space.INSET - 1, Space.INSET, Space.GAP)
        inner.setSpacing(10)
        inner.addWidget(self._bar)
        inner.addLayout(cells)
        inner.addWidget(self.sentence)
        self.body.addLayout(inner)

    def _cell(self, name: str, label: str, glyph: Glyph) -> QVBoxLayout:
        made = _Cell(
            PlainLabel(words.UNKNOWN, pixels=Type.LEAD, strong=True),
            PlainLabel(pixels=Type.LABEL, muted=True),
        )
        self._cells[name] = made
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(GlyphLabel(glyph, label, self._theme))
        column.addWidget(made.count)
        column.addWidget(made.share)
        return column

    def show_summary(self, summary: ImportSummary) -> None:
        """Show what an import did."""
        total = summary.read or 1
        self._bar.show_parts(
            Part("delivered", summary.imported / total),
            Part("delivered_fill", summary.updated / total),
            Part("suspended", summary.duplicate / total),
            Part("bounced", summary.invalid / total),
            Part("border_strong", summary.empty / total),
        )
        for name, cell in self._cells.items():
            number = getattr(summary, name)
            cell.count.setText(words.count(number))
            cell.share.setText(words.percent(number / total))
        parts = " + ".join(words.count(getattr(summary, name)) for name in self._cells)
        self.sentence.setText(self.tr("%Ln rows read = {0}", "", summary.read).format(parts))
