"""Writes a plot to a file: PNG, SVG, PDF or CSV.

The picture is what is seen, without the button: head, plot and time axis. It is painted on
the GUI thread, in memory; encoding and writing are done in the background. pyqtgraph's own
exporter of SVG fails, so Qt's generator paints all of them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
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
from PySide6.QtGui import QColor, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from mailsim_desktop.contacts.writer import writing
from mailsim_desktop.domain.simulated_time import clock
from mailsim_desktop.ui.plots.canvas import Canvas
from mailsim_desktop.ui.plots.file_format import FileFormat
from mailsim_desktop.ui.plots.plot_frame import PlotFrame, Table

_DPI = 96
"""Pixels of the screen that make an inch of paper."""
_PNG_SCALE = 2

Content = Callable[[], bytes]
"""Makes the bytes of a file; may be called on another thread."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot to paint, and the canvas whose time axis belongs below it."""

    frame: PlotFrame
    axis: Canvas
    paper: str

    def size(self) -> QSize:
        """Its size in pixels."""
        frame = self.frame.size()
        return QSize(frame.width(), frame.height() + self._band().height())

    def paint(self, painter: QPainter) -> None:
        """Paint it from the origin on."""
        frame = self.frame
        painter.fillRect(QRect(QPoint(0, 0), self.size()), QColor(self.paper))
        for widget in (frame.title, frame.unit, frame.legend):
            widget.render(painter, widget.mapTo(frame, QPoint(0, 0)))
        _render(frame.canvas, painter, frame.canvas.pos(), frame.canvas.viewport().rect())
        if not self._band().isEmpty():
            _render(self.axis, painter, QPoint(0, frame.height()), self._band())

    def _band(self) -> QRect:
        """The strip of the time axis, where the plot has none of its own."""
        if self.axis is self.frame.canvas:
            return QRect()
        height = round(self.axis.time_axis.height())
        return QRect(0, self.axis.height() - height, self.axis.width(), height)


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


def _render(canvas: Canvas, painter: QPainter, at: QPoint, part: QRect) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    canvas.render(painter, QRectF(QRect(at, part.size())), part)
    painter.restore()


def _image(picture: Picture) -> QImage:
    image = QImage(picture.size() * _PNG_SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_PNG_SCALE)
    painter = QPainter(image)
    picture.paint(painter)
    painter.end()
    return image


def _encoded(image: QImage) -> bytes:
    buffer = _buffer()
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return _bytes(buffer)


def _svg(picture: Picture) -> bytes:
    buffer = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(picture.frame.heading.title)
    generator.setSize(picture.size())
    generator.setViewBox(QRect(QPoint(0, 0), picture.size()))
    painter = QPainter(generator)
    picture.paint(painter)
    painter.end()
    return _bytes(buffer)


def _pdf(picture: Picture) -> bytes:
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(picture.frame.heading.title)
    writer.setResolution(_DPI)
    inches = QSizeF(picture.size()) / _DPI
    writer.setPageSize(QPageSize(inches, QPageSize.Unit.Inch))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    picture.paint(painter)
    painter.end()
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
