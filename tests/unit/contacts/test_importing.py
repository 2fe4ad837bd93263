"""Each row becomes one thing, and every row is counted."""

from mailsim_desktop.contacts.columns import Columns
from mailsim_desktop.contacts.csv_records import Row
from mailsim_desktop.contacts.importing import (
    Accepted,
    Reject,
    RejectKind,
    Tally,
    check_rows,
    count_rejects,
)
from mailsim_desktop.domain.contact import NewContact

COLUMNS = Columns(0, (1, 2))


def test_rows_are_sorted_into_accepted_duplicate_invalid_and_empty():
    rows = [
        Row(2, ["Ana@gmail.com", "Ana", "García"]),
        Row(3, [" ana@GMAIL.com ", "Other"]),
        Row(5, ["nobody"]),
        Row(6, []),
        Row(7, ["  ", "Name only"]),
    ]

    (batch,) = check_rows(rows, COLUMNS)

    assert batch.read == 5
    assert batch.accepted == [
        Accepted(2, "Ana@gmail.com", NewContact("ana@gmail.com", "Ana García", "gmail.com"))
    ]
    assert batch.rejects == [
        Reject(3, RejectKind.DUPLICATE, "Duplicate of line 2", " ana@GMAIL.com "),
        Reject(5, RejectKind.INVALID, "No @ sign", "nobody"),
        Reject(6, RejectKind.EMPTY, "No address in this row", ""),
        Reject(7, RejectKind.EMPTY, "No address in this row", "  "),
    ]


def test_duplicates_are_found_across_batches():
    rows = [Row(line, ["a@b.es"]) for line in range(2, 7)]

    batches = list(check_rows(rows, COLUMNS, batch_rows=2))

    assert [batch.read for batch in batches] == [2, 2, 1]
    assert [len(batch.accepted) for batch in batches] == [1, 0, 0]
    assert batches[2].rejects[0].reason == "Duplicate of line 2"


def test_white_space_in_names_becomes_single_spaces():
    (batch,) = check_rows([Row(2, ["a@b.es", " Ana\n", " María  López "])], COLUMNS)

    assert batch.accepted[0].contact.name == "Ana María López"


def test_tally_reads_as_the_sum_of_its_parts():
    tally = Tally(imported=5, updated=1) + count_rejects(
        [
            Reject(2, RejectKind.EMPTY, "", ""),
            Reject(3, RejectKind.INVALID, "", ""),
            Reject(4, RejectKind.INVALID, "", ""),
            Reject(5, RejectKind.DUPLICATE, "", ""),
        ]
    )

    assert tally == Tally(imported=5, updated=1, duplicate=1, invalid=2, empty=1)
    assert tally.read == 10
