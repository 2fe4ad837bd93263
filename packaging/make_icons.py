"""Renders the icon's drawings to the pictures that desktops and the window want.

Run after a change of a drawing: ``.venv/bin/python packaging/make_icons.py``. It writes
``resources/icons/mailsim-N.png`` for each size. A size with a drawing of its own,
``mailsim-N.svg``, is rendered from that: at 16 and 24 pixels the lines of the large drawing
would fall between pixels. A test compares the pictures with the drawings. ``optipng -o7``, where
it is installed, halves the files' sizes and changes no pixel.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def drawing(size: int) -> Path:
    """Path of the drawing for pictures `size` pixels wide."""
    own = ICONS / f"mailsim-{size}.svg"
    return own if own.is_file() else ICONS / "mailsim.svg"


def render(size: int) -> QImage:
    """Return the icon, `size` pixels wide and high, on a transparent ground."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing(size))).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def write(size: int) -> Path:
    """Render the icon at `size` and write it beside the drawings; returns the file's path."""
    target = ICONS / f"mailsim-{size}.png"
    if not render(size).save(str(target), "PNG", 0):  # lossless at any quality, smallest at 0
        raise OSError(f"{target} cannot be written")
    return target


def main() -> int:
    """Write all pictures."""
    for size in SIZES:
        target = write(size)
        sys.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
