"""What a widget paints, as words: whatever is drawn, by whom and how, comes out as text of an SVG.

Rich text comes out without its marks, and a `&` that a button takes for a menu letter is
missing: so this tells what a person reads.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from PySide6 import QtGui
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QPainter, QRegion, QTextDocumentFragment
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

_ROWS = 50
HTML = "<b>bold</b><img src=x>&amp;"
"""Data that would be taken for markup by whoever looks for it."""
READ_WRONG = frozenset({"bold", "bold&", "bold &"})
"""What is left of it then."""


def painted(widget: QWidget) -> list[str]:
    """Every string that the widget and its children draw, in their order."""
    buffer, generator = QBuffer(), QSvgGenerator()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    painter = QPainter(generator)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    drawn = ET.fromstring(bytes(buffer.data().data())).iter()  # noqa: S314 # made just now
    return ["".join(one.itertext()) for one in drawn if one.tag.endswith("text")]


def misread(widget: QWidget) -> list[str]:
    """Strings that were taken for markup: drawn, or told by a tooltip."""
    drawn = [text for text in painted(widget) if text.strip() in READ_WRONG]
    return drawn + [tip for tip in tooltips(widget) if told(tip) in READ_WRONG or _lost(tip)]


def _lost(tip: str) -> bool:
    """It holds the data, and a person would not read all of it."""
    return ("bold" in tip) and "<b>bold" not in told(tip)


def told(tip: str) -> str:
    """What a person reads in a tooltip."""
    if not QtGui.Qt.mightBeRichText(tip):
        return tip
    return QTextDocumentFragment.fromHtml(tip).toPlainText()


def tooltips(root: QWidget) -> Iterator[str]:
    """Every tooltip in a widget, also those of rows and titles."""
    for widget in (root, *root.findChildren(QWidget)):
        yield widget.toolTip()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model, role = view.model(), Qt.ItemDataRole.ToolTipRole
    columns = model.columnCount() if isinstance(view, QTableView) else 1  # Qt hides a list's own
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
        for row in range(min(model.rowCount(), _ROWS)):
            yield str(model.index(row, column).data(role) or "")
