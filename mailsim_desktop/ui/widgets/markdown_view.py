"""A document written in Markdown, to read: scrolled by keys, its links pressed on purpose.

Loads nothing and opens nothing: a pressed link is told to whoever shows the document.
"""

from __future__ import annotations

from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space

_MARKDOWN = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)
_ABOVE_HEADING = 20
_ABOVE_TEXT = 8
_CELL = 6
_WIDTH = 99
"""Per cent; at 100 the outer lines would make the view scroll sideways."""


class MarkdownView(QTextBrowser):
    """Arrows and page keys scroll it, Tab walks over its links, Enter presses one."""

    def __init__(self, text: str, name: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        document = self.document()
        document.setDocumentMargin(Space.INSET)
        document.setMarkdown(text, _MARKDOWN)
        self._restyle()
        _space(document)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        document = self.document()
        document.setDefaultFont(measures.font())
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _draw_lines(frame, QColor(self._theme.tokens.border))
        _colour_links(document, QColor(self._theme.tokens.accent))


def _colour_links(document: QTextDocument, ink: QColor) -> None:
    """Give links the colour in force; the Markdown reader knew only the one at its time."""
    form = QTextCharFormat()
    form.setForeground(ink)
    cursor = QTextCursor(document)
    for start, length in _links(document):
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(form)


def _links(document: QTextDocument) -> list[tuple[int, int]]:
    """Where the links are: position and length of each."""
    found, block = [], document.begin()
    while block.isValid():
        links = (part for part in block.textFormats() if part.format.isAnchor())
        found += [(block.position() + link.start, link.length) for link in links]
        block = block.next()
    return found


def _draw_lines(table: QTextTable, line: QColor) -> None:
    """Draw the table with the thin lines of the window, over the whole width."""
    form = table.format().toTableFormat()
    form.setBorderCollapse(True)
    form.setBorder(1)
    form.setBorderBrush(line)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setCellPadding(_CELL)
    form.setTopMargin(_ABOVE_TEXT)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, _WIDTH))
    table.setFormat(form)


def _space(document: QTextDocument) -> None:
    """Set headings and paragraphs apart, which the Markdown reader leaves to us."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        if cursor.currentTable() is None:
            form = QTextBlockFormat()
            form.setTopMargin(_room_above(block))
            cursor.mergeBlockFormat(form)
        block = block.next()


def _room_above(block: QTextBlock) -> int:
    if block.position() == 0:
        return 0
    return _ABOVE_HEADING if block.blockFormat().headingLevel() else _ABOVE_TEXT
