"""Letters are compared without case, and Latin ones without their accents."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.store.letters import Rows, fold

WIDTH = 16
LATIN = st.text(
    st.sampled_from("abzABZ ñÑáÁéÜüçÇóôÖőŻžăĂ.-'0"),
    max_size=12,
)


def rows(*texts: str) -> Rows:
    """The texts cut and padded as the database does it."""
    cut = [text.encode()[:WIDTH].ljust(WIDTH) for text in texts]
    return np.frombuffer(b"".join(cut), dtype=np.uint8).reshape(-1, WIDTH)


def folded(*texts: str) -> list[bytes]:
    return [bytes(row) for row in fold(rows(*texts))]


def plain(text: str) -> str:
    """The same letter by letter."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Ángel", b"angel"),
        ("MUÑOZ", b"munoz"),
        ("Renée", b"renee"),
        ("Škoda", b"skoda"),
        ("ana-maría.2", b"ana-maria.2"),
        ("", b""),
    ],
)
def test_case_and_accents_do_not_count(text: str, letters: bytes):
    assert folded(text) == [letters.ljust(WIDTH)]


@pytest.mark.parametrize("text", ["Ελένη", "Ольга", "李雷", "Ærø"])
def test_letters_without_a_plain_form_stay(text: str):
    kept = [letter for letter in text if not letter.isascii()][-1]

    assert kept.casefold() in folded(text)[0].decode(errors="ignore").casefold()


def test_letter_cut_in_two_does_not_hurt_its_neighbours():
    assert folded("a" * (WIDTH - 1) + "é", "Ana")[1] == b"ana".ljust(WIDTH)


def test_text_given_is_not_changed():
    given_rows = rows("Ángel")
    fold(given_rows)

    assert bytes(given_rows[0]).decode().strip() == "Ángel"


@given(st.lists(LATIN, min_size=1, max_size=30))
def test_many_texts_at_once_are_folded_as_one_by_one(texts: list[str]):
    short = [text for text in texts if len(text.encode()) <= WIDTH] or ["a"]

    assert folded(*short) == [plain(text).encode().ljust(WIDTH) for text in short]
