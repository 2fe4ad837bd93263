"""What holds for every list, whatever is in it."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from mailsim_desktop.contacts.columns import Columns
from mailsim_desktop.contacts.csv_records import Row, records
from mailsim_desktop.contacts.importing import BATCH_ROWS, check_rows
from mailsim_desktop.contacts.validate import Refused, check_address, trim
from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.services.contact_import import ImportSummary, import_contacts
from mailsim_desktop.services.contacts import all_rejects, list_contacts
from mailsim_desktop.store.database import Store, open_store

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
LOCAL = st.sampled_from(["ana", "Ana", "ANA", "zoë", "straße", "STRASSE", "info", "a.b", "x..y"])
DOMAIN = st.sampled_from(["b.es", "B.ES", "bäcker.de", "xn--bcker-gra.de", "shop.test", "b"])
ADDRESS = st.one_of(st.builds("{}@{}".format, LOCAL, DOMAIN), TEXT, st.just(""))
PERSON = st.tuples(ADDRESS, TEXT)
PEOPLE = st.lists(PERSON, max_size=30)


def write(path: Path, people: Iterable[tuple[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("email", "name"))
        writer.writerows(people)
        writer.writerow(("anchor@correo.es", "Anchor"))  # a list alone is not a list
    return path


def stored(store: Store) -> set[str]:
    return {row.email for row in list_contacts(store, limit=1000).contacts}


def parts(summary: ImportSummary) -> int:
    s = summary
    return s.imported + s.updated + s.duplicate + s.invalid + s.empty


@given(PEOPLE)
def test_judged_rows_are_accepted_or_rejected_once(people: list[tuple[str, str]]):
    rows = [Row(line, list(person)) for line, person in enumerate(people, 2)]

    batches = list(check_rows(rows, Columns(0, (1,)), batch_rows=7))

    lines = [row.line for batch in batches for row in (*batch.accepted, *batch.rejects)]
    assert sorted(lines) == [row.line for row in rows]
    assert sum(batch.read for batch in batches) == len(rows)
    emails = [row.contact.email for batch in batches for row in batch.accepted]
    assert len(set(emails)) == len(emails)


@given(st.lists(st.lists(TEXT, min_size=1, max_size=3), max_size=8), st.sampled_from(",;"))
def test_records_begin_where_a_naive_count_says(cells: list[list[str]], delimiter: str):
    parts = []
    for row in cells:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerow(row)
        parts.append(text.getvalue())
    starts = [
        1 + sum(1 for _ in io.StringIO("".join(parts[:number]), newline=""))
        for number in range(len(parts))
    ]

    found = list(records(Path("x"), io.StringIO("".join(parts), newline=""), delimiter))

    assert [row.cells for row in found] == cells
    assert [row.line for row in found] == starts


@given(ADDRESS)
def test_identity_of_an_identity_is_itself(address: str):
    once = check_address(trim(address))
    if isinstance(once, Refused):
        return

    assert check_address(once.email) == once


@given(TEXT)
def test_trimming_twice_is_trimming_once(cell: str):
    assert trim(trim(cell)) == trim(cell)


@settings(max_examples=25, deadline=None)
@given(PEOPLE)
def test_every_row_is_in_the_sum_and_the_rejects(people: list[tuple[str, str]]):
    with TemporaryDirectory() as folder:
        store = open_store(f"{folder}/x.sqlite3")
        summary = import_contacts(store, write(Path(folder, "list.csv"), people))
        rejects = list(all_rejects(store, summary.import_id))
        members = len(stored(store))
        store.close()

    assert summary.read == parts(summary) == len(people) + 1
    assert len(rejects) == summary.duplicate + summary.invalid + summary.empty
    assert members == summary.imported


@settings(max_examples=25, deadline=None)
@given(PEOPLE)
def test_importing_again_changes_nothing(people: list[tuple[str, str]]):
    with TemporaryDirectory() as folder:
        store = open_store(f"{folder}/x.sqlite3")
        path = write(Path(folder, "list.csv"), people)
        first = import_contacts(store, path)
        before = list_contacts(store, limit=1000)
        again = import_contacts(store, path)
        after = list_contacts(store, limit=1000)
        store.close()

    assert after == before
    assert (again.imported, again.updated) == (0, 0)
    assert (again.invalid, again.empty) == (first.invalid, first.empty)


@settings(max_examples=25, deadline=None)
@given(PEOPLE.flatmap(lambda people: st.tuples(st.just(people), st.permutations(people))))
def test_order_of_the_rows_does_not_change_the_set(
    orders: tuple[list[tuple[str, str]], list[tuple[str, str]]],
):
    found = []
    for order in orders:
        with TemporaryDirectory() as folder:
            store = open_store(f"{folder}/x.sqlite3")
            summary = import_contacts(store, write(Path(folder, "list.csv"), order))
            found.append((stored(store), summary.imported, summary.duplicate, summary.invalid))
            store.close()

    assert found[0] == found[1]


@settings(max_examples=10, deadline=None)
@given(st.sampled_from([ContactState.UNSUBSCRIBED, ContactState.SUPPRESSED]), PEOPLE)
def test_import_never_brings_back_who_left(state: ContactState, people: list[tuple[str, str]]):
    with TemporaryDirectory() as folder:
        store = open_store(f"{folder}/x.sqlite3")
        path = write(Path(folder, "list.csv"), people)
        import_contacts(store, path)
        with store.write() as connection:
            connection.exec_driver_sql("UPDATE contacts SET state = ?", (state.value,))
        import_contacts(store, path, list_name="other")
        states = {row.state for row in list_contacts(store, limit=1000).contacts}
        store.close()

    assert states == {state}
    assert len(people) < BATCH_ROWS
