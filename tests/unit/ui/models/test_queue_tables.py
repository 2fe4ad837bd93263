"""Rows of the queue page say what is known, in words that can be read out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from mailsim_desktop.domain.worker import WorkerState
from mailsim_desktop.services.dead_letters import DeadLetter
from mailsim_desktop.services.queue_view import DeadGroup, LaneState, LaneView, WorkerView
from mailsim_desktop.ui.models.column_table import ColumnTable
from mailsim_desktop.ui.models.columns import GLYPH_ROLE
from mailsim_desktop.ui.models.queue_tables import (
    ANSWER,
    DeadGroupTable,
    LaneTable,
    LetterTable,
    WorkerTable,
)

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("english", "qapp")]


@pytest.fixture
def owner() -> QObject:
    """What the models belong to."""
    return QObject()


def texts(model: ColumnTable[object], row: int = 0) -> list[object]:
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_worker_is_told_by_number_process_shard_state_and_figures(owner: QObject):
    rows = WorkerTable(owner)
    rows.show_rows(
        [
            WorkerView(
                "9-1", 1, 40213, WorkerState.COMMITTING, False, "google-3", 1_512.0, 96 << 20, 300
            ),
            WorkerView("9-2", 2, 41, WorkerState.STARTING, False, None, None, None, None),
        ]
    )

    assert texts(rows) == [
        "1", "40213", "google-3", "Committing", "1,512", "96\u00a0MB", "0.3\u00a0s\u00a0ago",
    ]  # fmt: skip
    assert texts(rows, 1) == ["2", "41", "–", "Starting", "–", "–", "–"]


def test_lane_is_told_by_state_queue_throughput_limit_and_next_start(owner: QObject):
    rows = LaneTable(owner)
    lane = LaneView(
        "google", "Google", "google", 1, LaneState.WAITING, 72_539, 16.54, 5, None, None
    )
    rows.show_rows([lane])

    assert texts(rows) == ["Google", "Waiting", "72,539", "16.5", "5 conn.", "–"]


def test_dead_letters_are_told_by_reply_in_two_lines_and_in_one_to_be_read_out(owner: QObject):
    rows = DeadGroupTable(owner)
    rows.show_rows(
        [
            DeadGroup("google", "Google", "full", "452 4.2.2", "Out of storage", "expired", 10),
            DeadGroup("other", "Other", None, "", "", "poisoned", 1),
        ]
    )

    assert rows.index(0, ANSWER).data(GLYPH_ROLE) == ("452 4.2.2", "Out of storage")
    assert texts(rows) == ["Google", "452 4.2.2 Out of storage", "10"]
    assert texts(rows, 1) == ["Other", "The simulation failed on it", "1"]


def test_single_letters_name_their_provider_and_sort_by_address(owner: QObject):
    rows = LetterTable(owner, {"google": "Google"})
    rows.show_rows(
        [
            DeadLetter(2, "zoe@gmail.com", "google", "expired", 5, "421 Busy"),
            DeadLetter(1, "ana@x.es", "gone", "expired", 5, None),
        ]
    )
    rows.sort(0)

    assert texts(rows) == ["ana@x.es", "gone", "5", "–"]
    assert texts(rows, 1)[1] == "Google"
