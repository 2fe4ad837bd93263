from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.services.contacts import ContactRow
from mailsim_desktop.ui.models.contact_pages import KEPT, PAGE, ContactPages


def stored(count: int) -> list[ContactRow]:
    """Contacts with gaps between their ids, as after deletions."""
    return [
        ContactRow(3 * n + 7, f"{n}@x.es", "", "x.es", ContactState.VALID) for n in range(count)
    ]


def bring(pages: ContactPages, row: int, contacts: list[ContactRow]) -> int:
    """Read as the table does until `row` is in memory; returns how many reads that took."""
    reads = 0
    while (step := pages.step_to(row)) is not None:
        behind = [contact for contact in contacts if contact.id > step.after_id]
        pages.add(step, tuple(behind[: step.pages * PAGE]))
        reads += 1
        assert reads < 100
    return reads


@given(
    count=st.integers(1, 9 * PAGE),
    rows=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=8),
)
def test_any_order_of_looking_shows_the_contact_of_each_row(count: int, rows: list[float]):
    contacts, pages = stored(count), ContactPages()
    for share in rows:
        row = int(share * count)
        bring(pages, row, contacts)

        assert pages.get(row) == contacts[row]


def test_second_look_at_a_far_page_takes_one_read():
    contacts, pages = stored((KEPT + 20) * PAGE), ContactPages()
    last = len(contacts) - 1
    bring(pages, last, contacts)
    bring(pages, 0, contacts)

    assert bring(pages, PAGE * 3, contacts) == 1


def test_memory_holds_only_the_pages_seen_last():
    contacts, pages = stored((KEPT + 20) * PAGE), ContactPages()
    bring(pages, len(contacts) - 1, contacts)

    held = sum(pages.get(number * PAGE) is not None for number in range(KEPT + 20))
    assert held == KEPT
