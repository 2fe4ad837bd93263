"""An import is all or nothing, and accounts for every row."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailsim_desktop.contacts.columns import ColumnChoice
from mailsim_desktop.contacts.importing import BATCH_ROWS, Reject, RejectKind
from mailsim_desktop.errors import ImportFileError, SettingsError, UnknownColumnError
from mailsim_desktop.services.contact_import import (
    ImportProgress,
    ImportSummary,
    import_contacts,
)
from mailsim_desktop.services.contacts import count_contacts, list_contacts, list_lists
from mailsim_desktop.store.database import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(str(tmp_path / "mailsim.sqlite3"))
    yield store
    store.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "spring.csv"
    path.write_text(
        "Correo;Nombre\nana@b.es;Ana\nbad;B\n;C\n\nANA@b.es;X\nzoe@b.es;Zoë\n", encoding="utf-8-sig"
    )
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.csv"
    rows = "".join(f"p{number}@b.es\n" for number in range(BATCH_ROWS * 2 + 1))
    path.write_text(f"email\n{rows}")
    return path


def counts(summary: ImportSummary) -> tuple[int, ...]:
    s = summary
    return (s.read, s.imported, s.updated, s.duplicate, s.invalid, s.empty)


def is_untouched(store: Store) -> bool:
    with store.read() as connection:
        return not any(
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in ("contacts", "lists", "list_members", "imports", "import_rejects")
        )


def test_every_row_is_accounted_for(store: Store, file: Path):
    summary = import_contacts(store, file)

    assert counts(summary) == (6, 2, 0, 1, 1, 2)
    assert (summary.list_name, summary.file_name) == ("spring", "spring.csv")
    assert (summary.delimiter, summary.encoding) == (";", "utf-8-sig")
    assert summary.first_rejects == (
        Reject(3, RejectKind.INVALID, "No @ sign", "bad"),
        Reject(4, RejectKind.EMPTY, "No address in this row", ""),
        Reject(5, RejectKind.EMPTY, "No address in this row", ""),
        Reject(6, RejectKind.DUPLICATE, "Duplicate of line 2", "ANA@b.es"),
    )


def test_same_file_again_changes_nothing(store: Store, file: Path):
    import_contacts(store, file)
    before = list_contacts(store)

    again = import_contacts(store, file)

    assert counts(again) == (6, 0, 0, 3, 1, 2)
    assert again.first_rejects[0] == Reject(
        2, RejectKind.DUPLICATE, "Already on this list with the same data", "ana@b.es"
    )
    assert list_contacts(store) == before


def test_other_list_takes_the_known_contacts(store: Store, file: Path):
    import_contacts(store, file)

    assert counts(import_contacts(store, file, list_name=" VIP ")) == (6, 0, 2, 1, 1, 2)
    assert [(row.name, row.contacts) for row in list_lists(store)] == [("VIP", 2), ("spring", 2)]


def test_chosen_columns_are_used(store: Store, tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("email,second\nnone,a@b.es\n")

    assert import_contacts(store, path, columns=ColumnChoice("second")).imported == 1


def test_progress_reads_first_and_then_writes(store: Store, large: Path):
    seen: list[ImportProgress] = []

    import_contacts(store, large, progress=seen.append)

    steps = [(now.rows_read, now.rows_written) for now in seen]
    n = BATCH_ROWS
    assert steps == [
        (n, 0),
        (2 * n, 0),
        (2 * n + 1, 0),
        (2 * n + 1, n),
        (2 * n + 1, 2 * n),
        (2 * n + 1, 2 * n + 1),
    ]
    assert seen[-1].bytes_read == seen[-1].bytes_total == large.stat().st_size


@pytest.mark.parametrize("batches", range(1, 7))
def test_cancel_at_any_batch_changes_nothing(store: Store, large: Path, batches: int):
    answers = iter([False] * (batches - 1) + [True])

    assert import_contacts(store, large, cancelled=lambda: next(answers)) is None
    assert is_untouched(store)


def test_import_that_is_not_cancelled_completes(store: Store, large: Path):
    summary = import_contacts(store, large, cancelled=lambda: False)

    assert summary is not None
    assert summary.imported == 2 * BATCH_ROWS + 1


def test_fault_in_the_last_row_changes_nothing(store: Store, large: Path):
    with large.open("ab") as file:
        file.write(b"\xff@b.es\n")

    with pytest.raises(ImportFileError, match=f"see line {2 * BATCH_ROWS + 3}"):
        import_contacts(store, large)
    assert is_untouched(store)


def test_crash_while_writing_changes_nothing(store: Store, large: Path):
    def crash(now: ImportProgress) -> None:
        if now.rows_written:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_contacts(store, large, progress=crash)
    assert is_untouched(store)


def test_others_may_write_while_a_file_is_judged(store: Store, large: Path):
    other = open_store(str(store.path))

    def write(now: ImportProgress) -> None:
        if not now.rows_written:
            with other.write() as connection:
                connection.exec_driver_sql(
                    "INSERT OR IGNORE INTO lists (name, created_utc_ms) VALUES ('x', 1)"
                )

    summary = import_contacts(store, large, progress=write)
    other.close()

    assert summary.imported == sum(count_contacts(store).values())


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\nb", "a\udcff"])
def test_impossible_list_name_is_told(store: Store, file: Path, name: str):
    with pytest.raises(SettingsError, match="cannot be the name of a list"):
        import_contacts(store, file, list_name=name)


def test_file_without_addresses_is_told_with_its_name(store: Store, tmp_path: Path):
    path = tmp_path / "n.csv"
    path.write_text("name,city\nAnn,Rome\n")

    with pytest.raises(UnknownColumnError, match=r"n\.csv has no e-mail column"):
        import_contacts(store, path)
    assert is_untouched(store)
