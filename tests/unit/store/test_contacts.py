"""Merging says what is new, updated or known, and never undoes what a person decided."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailsim_desktop.domain.contact import ContactState, NewContact, contact_key
from mailsim_desktop.store import contacts
from mailsim_desktop.store.contacts import Fate, merge_contacts
from mailsim_desktop.store.database import Store, open_store
from mailsim_desktop.store.lists import ensure_list


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(str(tmp_path / "mailsim.sqlite3"))
    yield store
    store.close()


def new(email: str, name: str = "") -> NewContact:
    return NewContact(email, name, email.partition("@")[2])


def merge(store: Store, *found: NewContact, name: str = "list", at: int = 1) -> list[Fate]:
    with store.write() as connection:
        list_id = ensure_list(connection, name, now_utc_ms=at)
        return merge_contacts(connection, list_id, found, now_utc_ms=at)


def names(store: Store) -> list[tuple[str, str]]:
    with store.read() as connection:
        return [(row.email, row.name) for row in contacts.page_contacts(connection)]


def test_unknown_contact_is_imported_as_valid(store: Store):
    assert merge(store, new("a@b.es", "Ana")) == [Fate.IMPORTED]

    with store.read() as connection:
        (row,) = contacts.page_contacts(connection, list_id=1)
        key = connection.exec_driver_sql("SELECT contact_key FROM contacts").scalar_one()
    assert (row.email, row.name, row.domain, row.state) == ("a@b.es", "Ana", "b.es", "valid")
    assert key == contact_key("a@b.es")


def test_same_data_again_is_known(store: Store):
    merge(store, new("a@b.es", "Ana"))

    assert merge(store, new("a@b.es", "Ana")) == [Fate.KNOWN]


def test_new_name_is_an_update(store: Store):
    merge(store, new("a@b.es", "Ana"), at=1)

    assert merge(store, new("a@b.es", "Ana García"), at=2) == [Fate.UPDATED]
    assert names(store) == [("a@b.es", "Ana García")]
    with store.read() as connection:
        times = connection.exec_driver_sql("SELECT created_utc_ms, updated_utc_ms FROM contacts")
        assert times.one() == (1, 2)


def test_empty_name_never_erases_a_stored_one(store: Store):
    merge(store, new("a@b.es", "Ana"))

    assert merge(store, new("a@b.es", "")) == [Fate.KNOWN]
    assert names(store) == [("a@b.es", "Ana")]


def test_joining_another_list_is_an_update(store: Store):
    merge(store, new("a@b.es", "Ana"))

    assert merge(store, new("a@b.es", "Ana"), name="other") == [Fate.UPDATED]
    with store.read() as connection:
        assert [contacts.count_members(connection, number) for number in (1, 2)] == [1, 1]


@pytest.mark.parametrize("state", list(ContactState))
def test_known_contact_keeps_its_state(store: Store, state: ContactState):
    merge(store, new("a@b.es", "Ana"))
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE contacts SET state = ?", (state.value,))

    merge(store, new("a@b.es", "Ana García"), name="other")

    with store.read() as connection:
        assert contacts.count_contacts(connection) == {state: 1}


def test_fates_stand_in_the_order_of_a_large_batch(store: Store):
    everyone = [new(f"p{number}@b.es", "P") for number in range(1500)]
    merge(store, *everyone[::2])

    fates = merge(store, *everyone)

    assert fates == [Fate.KNOWN, Fate.IMPORTED] * 750
    with store.read() as connection:
        assert contacts.count_members(connection, 1) == 1500


def test_nothing_to_merge_is_nothing(store: Store):
    assert merge(store) == []


def test_pages_follow_each_other_without_gaps(store: Store):
    merge(store, *(new(f"p{number}@b.es") for number in range(7)))
    merge(store, new("x@b.es"), name="other")
    seen: list[str] = []
    after = 0
    with store.read() as connection:
        while page := contacts.page_contacts(connection, list_id=1, after_id=after, limit=3):
            seen += [row.email for row in page]
            after = page[-1].id

    assert seen == [f"p{number}@b.es" for number in range(7)]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("GARCÍA@", ["ana.garcía@b.es"]),
        ("b.es", ["ana.garcía@b.es", "p_1@b.es"]),
        ("pér", ["p_1@b.es"]),
        ("_", ["p_1@b.es"]),
        ("%", []),
        ("\\", []),
    ],
)
def test_search_finds_parts_of_addresses_and_names(store: Store, search: str, found: list[str]):
    merge(store, new("ana.garcía@b.es", "Ana"), new("p_1@b.es", "Juan Pérez"))
    with store.read() as connection:
        rows = contacts.page_contacts(connection, search=search)
        counts = contacts.count_contacts(connection, list_id=1, search=search)

    assert [row.email for row in rows] == found
    assert sum(counts.values()) == len(found)


def test_contact_is_found_by_its_address_in_any_case(store: Store):
    merge(store, new("a@b.es", "Ana"))
    with store.read() as connection:
        found = contacts.by_email(connection, " A@B.es ")

        assert found is not None
        assert found.name == "Ana"
        assert contacts.by_email(connection, "x@b.es") is None
