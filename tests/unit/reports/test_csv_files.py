from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.reports.csv_files import HEADER, csv_rows, safe_cell
from mailsim_desktop.reports.document import Document


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_taken_for_a_formula(start: str):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@given(st.text())
def test_safe_cell_keeps_the_text(text: str):
    assert safe_cell(text).removeprefix("'") == text.removeprefix("'")


def test_hostile_campaign_name_is_made_safe(document: Document):
    hostile = replace(document.header, campaign='=HYPERLINK("x")')

    rows = {row[:3]: row[3] for row in csv_rows(replace(document, header=hostile))}

    assert rows["run", "", "campaign"] == '\'=HYPERLINK("x")'


def test_every_row_has_all_columns_and_a_name_of_its_own(document: Document):
    rows = list(csv_rows(document))

    assert {len(row) for row in rows} == {len(HEADER)}
    assert len({row[:3] for row in rows}) == len(rows)


def test_unknown_values_are_empty(document: Document):
    unknown = replace(
        document,
        header=replace(document.header, digest=None, ended_utc_ms=None),
        durations=replace(document.durations, real_ms=None),
    )

    rows = {row[:3]: row[3] for row in csv_rows(unknown)}

    assert rows["run", "", "digest"] == ""
    assert rows["run", "", "ended"] == ""
    assert rows["durations", "", "real time"] == ""
