"""Use cases of contacts: import, lists, pages, exports, the sample list.

What commands and screens call. Opens its own short transactions; keeps no state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mailsim_desktop import paths
from mailsim_desktop.contacts.columns import ColumnChoice
from mailsim_desktop.contacts.importing import Reject
from mailsim_desktop.contacts.mix import DEFAULT_MIX, load_mix
from mailsim_desktop.contacts.sample import HEADER, sample_rows
from mailsim_desktop.contacts.writer import write_csv, writing
from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.errors import NotFoundError, SettingsError
from mailsim_desktop.services.contact_import import (
    ImportProgress,
    ImportSummary,
    as_rejects,
    import_contacts,
)
from mailsim_desktop.store import contacts as store_contacts
from mailsim_desktop.store import imports, lists
from mailsim_desktop.store.contacts import ContactRow
from mailsim_desktop.store.database import Store
from mailsim_desktop.store.lists import ListRow

__all__ = [
    "DEFAULT_MIX",
    "ColumnChoice",
    "ContactPage",
    "ContactRow",
    "ImportProgress",
    "ImportSummary",
    "ListRow",
    "all_rejects",
    "count_contacts",
    "count_imports",
    "export_contacts",
    "export_rejects",
    "find_list",
    "import_contacts",
    "list_contacts",
    "list_lists",
    "rejects",
    "write_sample",
]

SAMPLE_LIMIT = 10_000_000
_PAGE = 5000
_DEMO_LIST = "demo_contacts.csv"


@dataclass(frozen=True, slots=True)
class ContactPage:
    """Consecutive contacts, in the order in which they were stored."""

    contacts: tuple[ContactRow, ...]
    next_after_id: int | None  # for the next page; None: this is the last


def rejects(
    store: Store, import_id: int, *, after_line: int = 0, limit: int = 500
) -> tuple[Reject, ...]:
    """Rows that an import did not take, behind `after_line`, in the order of the file."""
    with store.read() as connection:
        return as_rejects(
            imports.page_rejects(connection, import_id, after_line=after_line, limit=limit)
        )


def all_rejects(store: Store, import_id: int) -> Iterator[Reject]:
    """Yield every row that an import did not take, in short reads."""
    after = 0
    while page := rejects(store, import_id, after_line=after, limit=_PAGE):
        yield from page
        after = page[-1].line


def export_rejects(store: Store, import_id: int, path: Path) -> int:
    """Write the rejected rows as CSV with line, reason and value; return how many.

    Raises
    ------
    NotFoundError : there is no such import.
    ExportError : the file cannot be written.
    """
    with store.read() as connection:
        if imports.find_import(connection, import_id) is None:
            raise NotFoundError(f"There is no import {import_id}.")
    rows = ((reject.line, reject.reason, reject.value) for reject in all_rejects(store, import_id))
    return write_csv(path, ("line", "reason", "value"), rows)


def count_imports(store: Store) -> int:
    """Count the imports; screens read contacts again when it has grown."""
    with store.read() as connection:
        return imports.count_imports(connection)


def list_lists(store: Store) -> list[ListRow]:
    """All recipient lists by name, with how many contacts are on each."""
    with store.read() as connection:
        return lists.read_lists(connection)


def find_list(store: Store, reference: str) -> ListRow:
    """Find a list by name or number.

    Raises
    ------
    NotFoundError : there is none.
    """
    with store.read() as connection:
        found = lists.find_list(connection, reference)
    if found is None:
        raise NotFoundError(
            f'There is no list "{reference}".', "See the lists with: mailsim contacts list"
        )
    return found


def list_contacts(
    store: Store,
    *,
    list_id: int | None = None,
    after_id: int = 0,
    limit: int = 200,
    search: str = "",
) -> ContactPage:
    """Read one page of a list, or of all contacts; see `store.contacts.page_contacts`."""
    with store.read() as connection:
        rows = store_contacts.page_contacts(
            connection, list_id=list_id, after_id=after_id, limit=limit + 1, search=search
        )
    page = tuple(rows[:limit])
    return ContactPage(page, page[-1].id if len(rows) > limit else None)


def count_contacts(
    store: Store, *, list_id: int | None = None, search: str = ""
) -> dict[ContactState, int]:
    """Count the contacts of a list, or all, by state."""
    with store.read() as connection:
        return store_contacts.count_contacts(connection, list_id=list_id, search=search)


def export_contacts(store: Store, path: Path, *, list_reference: str | None = None) -> int:
    """Write a list, or all contacts, as CSV with email, name and state; return how many.

    The rows are read in short transactions, so a change made meanwhile may be in it.

    Raises
    ------
    NotFoundError : there is no such list.
    ExportError : the file cannot be written.
    """
    list_id = None if list_reference is None else find_list(store, list_reference).id
    return write_csv(path, ("email", "name", "state"), _export_rows(store, list_id))


def _export_rows(store: Store, list_id: int | None) -> Iterator[tuple[str, str, str]]:
    after: int | None = 0
    while after is not None:
        page = list_contacts(store, list_id=list_id, after_id=after, limit=_PAGE)
        yield from ((row.email, row.name, row.state.value) for row in page.contacts)
        after = page.next_after_id


def write_sample(
    path: Path, *, size: int | None = None, mix: str = DEFAULT_MIX, seed: int = 1
) -> int:
    """Write a sample list; return its rows. Without a size it is the small one that ships.

    Raises
    ------
    SettingsError : the size or the seed is out of range.
    ScenarioError : there is no such mix.
    ExportError : the file cannot be written.
    """
    if size is None:
        text = paths.resource("samples", _DEMO_LIST).read_text(encoding="utf-8")
        with writing(path) as file:
            file.write(text)
        return text.count("\n") - 1
    if not 1 <= size <= SAMPLE_LIMIT:
        raise SettingsError(
            f"A sample of {size:,} rows is not possible.", f"Ask for 1 to {SAMPLE_LIMIT:,} rows."
        )
    if seed < 0:
        raise SettingsError(f"The seed {seed} is negative.", "Give a whole number from 0 on.")
    return write_csv(path, HEADER, sample_rows(size, load_mix(mix), seed=seed))
