from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.ui.matching import best, rank

WORDS = ("Launch", "Export report", "Next pane", "Previous pane", "Theme: Dark", "Übersicht")
letters = st.text("abLRéx: ", max_size=8)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("lau", "Launch"),
        ("report", "Export report"),
        ("pane", "Next pane"),
        ("pane prev", "Previous pane"),
        ("dark", "Theme: Dark"),
        ("ubersicht", "Übersicht"),
        ("xprt", "Export report"),
        ("NP", "Next pane"),
    ],
)
def test_what_is_meant_comes_first(query: str, first: str):
    assert best(query, WORDS, str)[0] == first


def test_start_comes_before_word_before_inside_before_scattered_letters():
    texts = ("c o p y", "xcopy", "to copy", "copy all", "copy")

    assert best("copy", texts, str) == ["copy", "copy all", "to copy", "xcopy", "c o p y"]


def test_letters_close_together_come_before_letters_apart():
    assert best("ab", ("a-----b", "a-b"), str) == ["a-b", "a-----b"]


@given(st.lists(letters))
def test_nothing_typed_leaves_everything_in_its_order(texts: list[str]):
    assert best("", texts, str) == texts


@given(letters, st.lists(letters))
def test_everything_found_has_the_letters_of_the_query(query: str, texts: list[str]):
    wanted = set(query.casefold().split() and query.casefold().replace(" ", "").replace("é", "e"))

    found = best(query, texts, str)

    assert all(wanted <= set(text.casefold().replace("é", "e")) for text in found)


@given(letters)
def test_every_text_is_found_by_itself_at_once(text: str):
    fit = rank(text, text)

    assert fit is not None
    assert best(text, ["", text, text + " x"], str)[0].strip().casefold() == text.strip().casefold()


@given(letters, letters)
def test_what_is_left_out_stays_out_when_more_is_typed(text: str, query: str):
    if rank(query, text) is None:
        assert rank(query + "a", text) is None


@given(letters, st.lists(letters))
def test_equal_fits_stay_in_their_order(query: str, texts: list[str]):
    numbered = list(enumerate(texts))
    found = best(query, numbered, lambda pair: pair[1])

    for (here, text), (there, other) in pairwise(found):
        if rank(query, text) == rank(query, other):
            assert here < there
