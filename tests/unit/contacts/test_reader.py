"""A list file is opened, or refused with the reason."""

from pathlib import Path

import pytest

from mailsim_desktop.contacts.reader import examine, reading, shown_name
from mailsim_desktop.errors import ImportFileError


def write(folder: Path, content: bytes | str) -> Path:
    path = folder / "list.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def all_rows(path: Path) -> list[tuple[int, list[str]]]:
    with reading(examine(path)) as opened:
        return [tuple(row) for row in opened.rows()]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("email,name\na@b.es,A\n", ","),
        ("email;name\na@b.es;A\n", ";"),
        ("email\na@b.es\n", ","),
        ('"García, Ana";email;x\n1;2;3\n', ";"),
        ("a,b;email\n1,2;a@b.es\n", ";"),
        ("a;b,email\n1;2,a@b.es\n", ","),
    ],
)
def test_delimiter_is_detected(tmp_path: Path, text: str, delimiter: str):
    assert examine(write(tmp_path, text)).delimiter == delimiter


def test_byte_order_mark_is_taken_off_and_told(tmp_path: Path):
    file = examine(write(tmp_path, b"\xef\xbb\xbfemail\na@b.es\n"))

    assert (file.header, file.encoding) == (("email",), "utf-8-sig")


def test_rows_follow_the_header_with_their_lines(tmp_path: Path):
    path = write(tmp_path, '\n \n"e-\nmail",name\na@b.es,A\n\nc@d.es,"C\nD"\ne@f.es')

    assert all_rows(path) == [
        (5, ["a@b.es", "A"]),
        (6, []),
        (7, ["c@d.es", "C\nD"]),
        (9, ["e@f.es"]),
    ]


def test_bytes_read_reach_the_size(tmp_path: Path):
    file = examine(write(tmp_path, "email\na@b.es\n"))
    with reading(file) as opened:
        list(opened.rows())

        assert opened.bytes_read() == file.size


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n \n", "blank lines only"),
        (b"email,name\n", "has a header but no rows"),
        (b"email,name\n\n,,\n", "has a header but no rows"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is a PNG picture"),
        (b"em\xe9il\na@b.es\n", "is not UTF-8: see line 1"),
    ],
)
def test_file_that_is_no_list_is_refused(tmp_path: Path, content: bytes, words: str):
    with pytest.raises(ImportFileError, match=words) as caught:
        examine(write(tmp_path, content))

    assert caught.value.hint
    assert caught.value.exit_code == 3


def test_fault_far_down_is_told_with_its_line(tmp_path: Path):
    lines = [b"email", *[b'"a\nb"'] * 20_000, b"\xff"]

    with pytest.raises(ImportFileError, match="is not UTF-8: see line 40002") as caught:
        all_rows(write(tmp_path, b"\n".join(lines)))

    assert "CSV UTF-8" in caught.value.hint


def test_missing_file_is_told(tmp_path: Path):
    with pytest.raises(ImportFileError, match="does not exist"):
        examine(tmp_path / "none.csv")


def test_folder_is_told(tmp_path: Path):
    with pytest.raises(ImportFileError, match="is a folder"):
        examine(tmp_path)


def test_device_is_told():
    with pytest.raises(ImportFileError, match="not an ordinary file"):
        examine(Path("/dev/null"))


def test_name_with_a_nul_is_told():
    with pytest.raises(ImportFileError, match="cannot be read"):
        examine(Path("a\0b"))


def test_file_of_another_user_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = write(tmp_path, "email\na@b.es\n")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything

    with pytest.raises(ImportFileError, match="This user may not read"):
        examine(path)


def test_file_name_that_is_not_text_can_be_shown():
    assert shown_name(Path("lista\udcf1.csv")) == "lista\ufffd.csv"
