from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.ui.models.pages import KEPT, PAGE, Pages

COUNT = (KEPT + 20) * PAGE
ROWS = st.integers(0, COUNT - 1)


def page_of(number: int) -> list[int]:
    """Records of a page: their own row numbers."""
    return list(range(number * PAGE, (number + 1) * PAGE))


def read_all(pages: Pages[int]) -> list[int]:
    """Read whatever is wanted, one after the other; returns the pages in that order."""
    read = []
    while (number := pages.next()) is not None:
        pages.add(number, page_of(number))
        read.append(number)
    return read


@given(st.lists(ROWS, min_size=1, max_size=40))
def test_any_order_of_looking_shows_the_record_of_each_row(looks: list[int]):
    pages: Pages[int] = Pages()
    for row in looks:
        pages.get(row)
        read_all(pages)

        assert pages.get(row) == row


@given(st.lists(st.one_of(ROWS, st.none()), max_size=60))
def test_never_more_than_two_pages_are_read_at_a_time(steps: list[int | None]):
    pages: Pages[int] = Pages()
    reading: list[int] = []
    for row in steps:
        if row is not None:
            pages.get(row)
        elif reading:
            number = reading.pop(0)
            pages.add(number, page_of(number))
        while (number := pages.next()) is not None:
            assert number not in reading
            reading.append(number)

        assert len(reading) <= 2


def test_page_asked_for_last_is_read_first_and_what_was_scrolled_past_never():
    pages: Pages[int] = Pages()
    for number in range(30):
        pages.get(number * PAGE)

    assert read_all(pages) == [29, 28, 27, 26, 25, 24, 23, 22]


def test_page_that_is_there_is_not_read_again():
    pages: Pages[int] = Pages()
    pages.get(5)
    read_all(pages)
    pages.get(7)

    assert read_all(pages) == []


def test_memory_holds_only_the_pages_seen_last():
    pages: Pages[int] = Pages()
    for number in range(KEPT + 20):
        pages.get(number * PAGE)
        read_all(pages)

    assert sum(pages.get(number * PAGE) is not None for number in range(KEPT + 20)) == KEPT


def test_expired_page_is_shown_until_it_is_read_again():
    pages: Pages[int] = Pages()
    pages.get(0)
    read_all(pages)
    pages.expire()

    assert pages.get(3) == 3
    assert pages.next() == 0


def test_page_that_could_not_be_read_is_wanted_again_when_seen_again():
    pages: Pages[int] = Pages()
    pages.get(0)
    assert pages.next() == 0
    pages.give_up(0)
    assert pages.next() is None

    pages.get(0)
    assert pages.next() == 0


def test_row_behind_the_end_of_a_short_page_is_nothing():
    pages: Pages[int] = Pages()
    pages.add(0, [0, 1])

    assert pages.get(2) is None
