from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.ui.models.attempt_list import ATTEMPT, WAITED, Attempt, AttemptList

SECOND_US = 1_000_000
FIRST = Attempt(
    number=1,
    outcome=Outcome.DEFERRED,
    start_us=1_204_118_000,
    latency_us=620_000,
    reply="421 OFR_104",
    text="Too many connections, slow down",
    stage="greeting",
    ip="198.51.100.7",
    wait_note="of 5 min, equal jitter",
)
LAST = Attempt(
    number=2,
    outcome=Outcome.DELIVERED,
    start_us=1_445_231_000,
    latency_us=550_000,
    reply="250 2.0.0",
    text="Accepted for delivery",
)


@pytest.fixture
def attempts() -> AttemptList:
    made = AttemptList()
    made.show_attempts([FIRST, LAST])
    return made


def test_model_keeps_the_rules_of_models(attempts: AttemptList, qtmodeltester: ModelTester):
    qtmodeltester.check(attempts)
    attempts.show_attempts([LAST])

    assert attempts.rowCount() == 1
    assert attempts.rowCount(attempts.index(0)) == 0


def test_each_attempt_is_read_out_whole(attempts: AttemptList):
    told = attempts.index(0).data(Qt.ItemDataRole.AccessibleTextRole).replace("\u00a0", " ")

    assert told == (
        "Attempt 1, deferred, 00:20:04.118, 421 OFR_104, Too many connections, slow down,"
        " at greeting · 0.62 s · IP 198.51.100.7, waited 4 min 1 s of 5 min, equal jitter"
    )
    assert attempts.index(1).data().replace("\u00a0", " ") == (
        "Attempt 2, delivered, 00:24:05.231, 250 2.0.0, Accepted for delivery, 0.55 s"
    )


def test_wait_is_from_the_end_of_one_attempt_to_the_start_of_the_next(attempts: AttemptList):
    assert attempts.index(0).data(WAITED) == 1_445_231_000 - 1_204_118_000 - 620_000
    assert attempts.index(1).data(WAITED) is None
    assert attempts.index(1).data(ATTEMPT) == LAST


def test_rows_are_copied_in_their_order_under_a_header(attempts: AttemptList):
    header, first, last = attempts.tsv([1, 0]).splitlines()

    assert header.split("\t")[:3] == ["attempt", "outcome", "start"]
    assert first.split("\t") == [
        "1", "deferred", "00:20:04.118", "421 OFR_104", "Too many connections, slow down",
        "greeting", "0.62", "198.51.100.7", "240.493",
    ]  # fmt: skip
    assert last.split("\t")[-1] == ""


def test_reply_with_tabs_and_lines_stays_in_its_cell():
    made = AttemptList()
    made.show_attempts([Attempt(1, Outcome.BOUNCED, 0, 0, "550\t5.1.1\r\nno", "such\nuser")])

    (_header, row) = made.tsv([0]).splitlines()
    assert row.split("\t")[3:5] == ["550 5.1.1  no", "such user"]
