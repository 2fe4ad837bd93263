"""The kinds of files that a plot can be exported to."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class FileFormat(StrEnum):
    """The value is the ending of the file's name."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    CSV = "csv"

    def label(self) -> str:
        """What the menu calls it."""
        translate = QCoreApplication.translate
        return {
            FileFormat.PNG: translate("FileFormat", "PNG picture…"),
            FileFormat.SVG: translate("FileFormat", "SVG drawing…"),
            FileFormat.PDF: translate("FileFormat", "PDF page…"),
            FileFormat.CSV: translate("FileFormat", "CSV table…"),
        }[self]

    def filter(self) -> str:
        """How a file dialog finds it."""
        return f"{self.upper()} (*.{self})"
