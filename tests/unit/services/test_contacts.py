"""Lists, pages, exports and samples, as commands and screens use them."""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailsim_desktop.errors import ExportError, NotFoundError, ScenarioError, SettingsError
from mailsim_desktop.services import contacts as service
from mailsim_desktop.store.database import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(str(tmp_path / "mailsim.sqlite3"))
    yield store
    store.close()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.csv"
    service.write_sample(path, size=600, seed=3)
    return path


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_exported_contacts_import_again_as_the_same(store: Store, sample: Path, tmp_path: Path):
    imported = service.import_contacts(store, sample).imported
    target = tmp_path / "out.csv"

    assert service.export_contacts(store, target, list_reference="sample") == imported
    again = service.import_contacts(store, target, list_name="sample")

    assert rows(target)[0] == ["email", "name", "state"]
    assert (again.read, again.duplicate) == (imported, imported)


def test_export_holds_the_contacts_of_its_list_alone(store: Store, sample: Path, tmp_path: Path):
    service.import_contacts(store, sample)
    small = tmp_path / "small.csv"
    small.write_text('email,name\nnew@b.es,"A, ""B"""\n')
    service.import_contacts(store, small)
    target = tmp_path / "out.csv"

    assert service.export_contacts(store, target, list_reference="small") == 1
    assert rows(target)[1] == ["new@b.es", 'A, "B"', "valid"]


def test_rejects_are_exported_with_line_reason_and_value(
    store: Store, sample: Path, tmp_path: Path
):
    summary = service.import_contacts(store, sample)
    target = tmp_path / "rejects.csv"

    count = service.export_rejects(store, summary.import_id, target)

    head, *found = rows(target)
    assert head == ["line", "reason", "value"]
    assert count == len(found) == summary.duplicate + summary.invalid + summary.empty
    assert [int(row[0]) for row in found] == sorted(int(row[0]) for row in found)
    lines = sample.read_text(encoding="utf-8").split("\n")
    assert all(value in lines[int(line) - 1].replace('"', "") for line, _, value in found)


def test_rejects_page_without_gaps(store: Store, sample: Path):
    import_id = service.import_contacts(store, sample).import_id
    seen = []
    after = 0
    while page := service.rejects(store, import_id, after_line=after, limit=4):
        seen += page
        after = page[-1].line

    assert seen == list(service.all_rejects(store, import_id))


def test_rejects_of_an_unknown_import_are_not_found(store: Store, tmp_path: Path):
    with pytest.raises(NotFoundError, match="no import 7"):
        service.export_rejects(store, 7, tmp_path / "r.csv")


def test_last_page_says_so(store: Store, sample: Path):
    total = service.import_contacts(store, sample).imported

    first = service.list_contacts(store, limit=total - 1)
    assert first.next_after_id is not None
    last = service.list_contacts(store, after_id=first.next_after_id, limit=1)

    assert len(last.contacts) == 1
    assert last.next_after_id is None
    assert service.list_contacts(store, search="nobody at all").contacts == ()


def test_unknown_list_is_not_found(store: Store, tmp_path: Path):
    with pytest.raises(NotFoundError, match='no list "spring"'):
        service.export_contacts(store, tmp_path / "x.csv", list_reference="spring")


def test_sample_has_the_pinned_bytes(tmp_path: Path):
    path = tmp_path / "a.csv"

    assert service.write_sample(path, size=2000, mix="b2c-eu", seed=11) == 2000
    assert (
        hashlib.sha256(path.read_bytes()).hexdigest()
        == "fdcb56b8e580068da60d82e5800e04ff4e8f27908eb4a4cadc706c3fecd41043"
    )


def test_sample_without_a_size_is_the_one_that_ships(store: Store, tmp_path: Path):
    path = tmp_path / "demo.csv"

    assert service.write_sample(path) == 10
    assert service.import_contacts(store, path).imported == 10


@pytest.mark.parametrize("size", [0, -1, 10_000_001])
def test_impossible_size_is_told(tmp_path: Path, size: int):
    with pytest.raises(SettingsError, match="not possible"):
        service.write_sample(tmp_path / "a.csv", size=size)


def test_negative_seed_is_told(tmp_path: Path):
    with pytest.raises(SettingsError, match="negative"):
        service.write_sample(tmp_path / "a.csv", size=1, seed=-1)


def test_unknown_mix_is_told_and_writes_nothing(tmp_path: Path):
    with pytest.raises(ScenarioError, match="no mix"):
        service.write_sample(tmp_path / "a.csv", size=1, mix="moon")
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("size", [None, 5])
def test_sample_in_a_place_that_cannot_be_written_is_told(tmp_path: Path, size: int | None):
    with pytest.raises(ExportError, match="does not exist"):
        service.write_sample(tmp_path / "no" / "a.csv", size=size)
