from __future__ import annotations

from mailsim_desktop.ui.models.column_table import tab_separated
from mailsim_desktop.ui.models.columns import Column, Kind

COLUMNS = (
    Column("name", "Name", Kind.TEXT, lambda row: row[0]),
    Column("sent", "Sent", Kind.NUMBER, lambda row: row[1]),
)


def test_copied_rows_are_one_line_each_with_the_values_as_shown():
    assert tab_separated(COLUMNS, [("Ana", 7), ("Eva", None)]) == "Ana\t7\nEva\t–\n"


def test_tab_and_line_break_in_a_value_do_not_break_the_table():
    assert tab_separated(COLUMNS, [("a\tb\r\nc", 1)]) == "a b c\t1\n"


def test_nothing_copied_is_no_text():
    assert tab_separated(COLUMNS, []) == ""
