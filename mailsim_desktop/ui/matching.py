"""Ranks texts by how well a few typed letters fit them. Knows nothing of screens."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

_WHOLE, _START, _WORD, _INSIDE, _SCATTERED = range(5)


def best(query: str, items: Sequence[T], text_of: Callable[[T], str]) -> list[T]:
    """Items that fit `query`, the best first; equal ones stay in their order."""
    ranked = [(rank(query, text_of(item)), item) for item in items]
    found = [(how_well, item) for how_well, item in ranked if how_well is not None]
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def rank(query: str, text: str) -> tuple[int, int] | None:
    """How well `text` fits, smaller is better; None when a word of the query is not in it.

    Case and accents do not count. A word fits at the start of the text, of a word, inside, or,
    if need be, as letters in that order.
    """
    folded = _fold(text)
    query = _fold(query)
    if query and query == folded:
        return (_WHOLE, 0)
    worst, spread = _WHOLE, 0
    for word in query.split():
        found = _fit(word, folded)
        if found is None:
            return None
        worst, spread = max(worst, found[0]), spread + found[1]
    return (worst, spread)


def _fit(word: str, text: str) -> tuple[int, int] | None:
    """Kind of fit, and how far the letters lie apart."""
    if text.startswith(word):
        return (_START, 0)
    if f" {word}" in text:
        return (_WORD, 0)
    if word in text:
        return (_INSIDE, 0)
    first = at = text.find(word[0])
    for letter in word[1:]:
        if at < 0:
            break
        at = text.find(letter, at + 1)
    return None if at < 0 else (_SCATTERED, at - first + 1 - len(word))


def _fold(text: str) -> str:
    """Without case, accents and surrounding blanks."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).strip()
