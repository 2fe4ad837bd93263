"""Records know the line where they begin, and broken quotes do not pass."""

import io
from pathlib import Path

import pytest

from mailsim_desktop.contacts.csv_records import Row, records
from mailsim_desktop.errors import ImportFileError

FILE = Path("list.csv")


def cut(text: str, delimiter: str = ",") -> list[Row]:
    return list(records(FILE, io.StringIO(text, newline=""), delimiter))


def test_quoted_line_breaks_are_counted():
    rows = cut('a,b\n"one\ntwo\r\nthree",x\n\nlast,"y"')

    assert [row.line for row in rows] == [1, 2, 5, 6]
    assert rows[1].cells == ["one\ntwo\r\nthree", "x"]
    assert rows[2].cells == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_as_one_line(end: str):
    assert [row.line for row in cut(end.join(["a", "b", "c"]))] == [1, 2, 3]


@pytest.mark.parametrize("text", ['a\n"b', 'a\n"b\n', 'a\n"', 'a\n"x\ny,""z\n'])
def test_open_quotation_mark_is_told_with_its_line(text: str):
    with pytest.raises(ImportFileError, match="opened in line 2 is not closed"):
        cut(text)


def test_endless_cell_is_told_with_its_line():
    with pytest.raises(ImportFileError, match="row in line 2 is over 131,072 characters"):
        cut('a\n"' + "x\n" * 100_000)


def test_nul_is_told_with_its_line():
    with pytest.raises(ImportFileError, match="line 3 holds a NUL byte"):
        cut("a\nb\nc\0\n")


def test_quotation_mark_inside_a_cell_is_text():
    assert cut('5" disk,b')[0].cells == ['5" disk', "b"]
