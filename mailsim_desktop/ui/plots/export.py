"""Writes a plot to a file: PNG, SVG, PDF or CSV.

The picture is what is seen, without the button: head, plot and time axis. It is painted on
the GUI thread, in memory; encoding and writing are done in the background. pyqtgraph's own
exporter of SVG fails, so Qt's generator paints all of them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPoint,
    QRect,
    QRectF,
    QSize,
    QSizeF,
)
from PySide6.QtGui import QColor, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from mailsim_desktop.contacts.writer import writing
from mailsim_desktop.domain.simulated_time import clock
from mailsim_desktop.ui.plots.canvas import Canvas
from mailsim_desktop.ui.plots.file_format import FileFormat
from mailsim_desktop.ui.plots.plot_frame import PlotFrame, Table

_PNG_SCALE = 2

Content = Callable[[], bytes]
"""Makes the bytes of a file; may be called on another thread."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot to paint, on paper of a colour."""

    frame: PlotFrame
    paper: str

    def paint(self, begin: Callable[[QSize], QPainter]) -> None:
        """Paint it with the painter that `begin` makes for its size in pixels."""
        frame = self.frame
        with _with_time(frame.canvas):
            size = QSize(frame.width(), frame.canvas.y() + frame.canvas.height())
            painter = begin(size)
            painter.fillRect(QRect(QPoint(0, 0), size), QColor(self.paper))
            for widget in (frame.title, frame.unit, frame.legend):
                if widget.isVisible():
                    at = widget.mapTo(frame, QPoint(0, 0))
                    widget.render(painter, at, QRegion(), QWidget.RenderFlag.DrawChildren)
            part = frame.canvas.viewport().rect()
            frame.canvas.render(painter, QRectF(part.translated(frame.canvas.pos())), part)
            painter.end()


@contextmanager
def _with_time(canvas: Canvas) -> Iterator[None]:
    """Give a canvas the time axis that a plot below has for it; nobody sees it meanwhile."""
    if canvas.time_axis.isVisible():
        yield
        return
    size = canvas.size()
    canvas.setUpdatesEnabled(False)
    canvas.show_time(shown=True)
    canvas.resize(size.width(), size.height() + canvas.time_height())
    canvas.settle()
    try:
        yield
    finally:
        canvas.show_time(shown=False)
        canvas.resize(size)
        canvas.settle()
        canvas.setUpdatesEnabled(True)


def content(picture: Picture, file_format: FileFormat) -> Content:
    """What a file of this format holds; painted now, encoded when it is called."""
    match file_format:
        case FileFormat.PNG:
            image = _image(picture)
            return lambda: _encoded(image)
        case FileFormat.SVG:
            drawing = _svg(picture)
            return lambda: drawing
        case FileFormat.PDF:
            page = _pdf(picture)
            return lambda: page
        case FileFormat.CSV:
            frame = picture.frame
            start_s, table = frame.start_s.tolist(), frame.table()
            return lambda: _csv(start_s, table)


def write(path: Path, made: Content) -> None:
    """Write a file, whole or not at all; in the background.

    Raises
    ------
    ExportError : the file cannot be written.
    DiskFullError : there is no room.
    """
    body = made()
    with writing(path) as file:
        file.buffer.write(body)


def _image(picture: Picture) -> QImage:
    made: list[QImage] = []

    def begin(size: QSize) -> QPainter:
        image = QImage(size * _PNG_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_PNG_SCALE)
        made.append(image)
        return QPainter(image)

    picture.paint(begin)
    return made[0]


def _encoded(image: QImage) -> bytes:
    buffer = _buffer()
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return _bytes(buffer)


def _svg(picture: Picture) -> bytes:
    buffer, generator = _buffer(), QSvgGenerator()
    generator.setOutputDevice(buffer)
    # The axes are recorded for the screen, and would be scaled to any other resolution.
    generator.setResolution(picture.frame.logicalDpiX())
    generator.setTitle(picture.frame.heading.title)

    def begin(size: QSize) -> QPainter:
        generator.setSize(size)
        generator.setViewBox(QRect(QPoint(0, 0), size))
        return QPainter(generator)

    picture.paint(begin)
    return _bytes(buffer)


def _pdf(picture: Picture) -> bytes:
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(picture.frame.heading.title)
    dpi = picture.frame.logicalDpiX()
    writer.setResolution(dpi)

    def begin(size: QSize) -> QPainter:
        writer.setPageSize(QPageSize(QSizeF(size) / dpi, QPageSize.Unit.Inch))
        writer.setPageMargins(QMarginsF())
        return QPainter(writer)

    picture.paint(begin)
    return _bytes(buffer)


def _csv(start_s: list[int], table: Table) -> bytes:
    file = io.StringIO(newline="")
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["start_s", "simulated_time", *table.header])
    columns = [[_cell(value) for value in column.tolist()] for column in table.columns]
    for number, start in enumerate(start_s):
        rows.writerow([start, clock(start), *(column[number] for column in columns)])
    return file.getvalue().encode()


def _cell(value: float) -> float | str:
    return "" if np.isnan(value) else round(value, 3)


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _bytes(buffer: QBuffer) -> bytes:
    return bytes(buffer.data().data())
