"""A language that nobody speaks, made from the sources: accents, brackets, 40 % longer.

Under it, a text without brackets has not gone through translation, and one that is cut off
would be cut off in a language with longer words. Placeholders, menu letters and the patterns
of file dialogs stay as they are.
"""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QTranslator

NAME = "pseudo"
LONGER = 0.4
OPENING, CLOSING = "⟦", "⟧"
_ACCENTS = str.maketrans("aceghijlnorsuwyzACEGHIJLNORSUWYZ", "áçéĝĥîĵļñöřšúŵýžÁÇÉĜĤÎĴĻÑÖŘŠÚŴÝŽ")
_KEPT = re.compile(r"(\{[^{}]*\}|%L?n|%L?\d+|&.|<[^<>]*>|\(\*[^()]*\))")
_FILLING = "öñé ţŵö ţĥŕéé ƒöúŕ ƒîvé šîx "
_OF_QT = re.compile(r"Q[A-Z]")


class PseudoTranslator(QTranslator):
    """Translates every text of the program, none of Qt's own."""

    def isEmpty(self) -> bool:
        """Qt asks nothing of a translator that says it is empty."""
        return False

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        """The source in this language; Qt fills in the numbers."""
        if _OF_QT.match(context) or not source:
            return source  # an empty text would be shown as one
        return pseudo(source)


def pseudo(source: str) -> str:
    """`source` with accents, lengthened, in brackets."""
    return ";;".join(_whole(part) for part in source.split(";;"))


def _whole(text: str) -> str:
    pattern = re.search(r" \(\*[^()]*\)$", text)  # of a file dialog, which wants it at the end
    end = pattern.group() if pattern else ""
    words = text.removesuffix(end)
    pieces = _KEPT.split(words)
    accented = "".join(
        piece if number % 2 else piece.translate(_ACCENTS) for number, piece in enumerate(pieces)
    )
    return f"{OPENING}{accented}{_filling(words)}{CLOSING}{end}"


def _filling(words: str) -> str:
    """Words that make the text longer."""
    length = max(0, math.ceil(LONGER * len(words)) - len(OPENING + CLOSING))
    repeated = _FILLING * (length // len(_FILLING) + 1)
    return f" {repeated[: length - 1]}".rstrip() if length > 1 else ""
