"""Files are written whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailsim_desktop.contacts.writer import write_csv
from mailsim_desktop.errors import DiskFullError, ExportError


def test_rows_are_written_under_the_header(tmp_path: Path):
    path = tmp_path / "out.csv"

    assert write_csv(path, ("line", "value"), [(2, "a,b"), (3, "ñ")]) == 2
    assert path.read_bytes() == 'line,value\n2,"a,b"\n3,ñ\n'.encode()


def test_fault_half_way_keeps_the_old_file_and_leaves_nothing_else(tmp_path: Path):
    path = tmp_path / "reports" / "out.csv"
    path.parent.mkdir()
    path.write_text("old")

    def rows() -> Iterator[tuple[str]]:
        yield ("a",)
        raise OSError(28, "No space left on device")

    with pytest.raises(DiskFullError, match="There is no room"):
        write_csv(path, ("email",), rows())

    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]


def test_missing_folder_is_told(tmp_path: Path):
    with pytest.raises(ExportError, match="does not exist"):
        write_csv(tmp_path / "no" / "out.csv", ("email",), [])


def test_folder_in_place_of_a_file_is_told(tmp_path: Path):
    with pytest.raises(ExportError, match="is a folder"):
        write_csv(tmp_path, ("email",), [])


def test_name_with_a_nul_is_told(tmp_path: Path):
    with pytest.raises(ExportError, match="NUL"):
        write_csv(tmp_path / "a\0b", ("email",), [])


def test_folder_that_may_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # root may write everywhere

    with pytest.raises(ExportError, match="This user may not write"):
        write_csv(tmp_path / "out.csv", ("email",), [])


def test_link_keeps_pointing_where_it_did(tmp_path: Path):
    (tmp_path / "real.csv").write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "real.csv")

    write_csv(link, ("email",), [])

    assert link.is_symlink()
    assert (tmp_path / "real.csv").read_text() == "email\n"


def test_device_is_written_directly():
    assert write_csv(Path("/dev/null"), ("email",), [("a",)]) == 1
