"""Runs of a campaign are read as two lines each, and one of them is the chosen one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mailsim_desktop.services import runs
from mailsim_desktop.store.database import Store
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.run_rows import RunRows
from tests.helpers.in_process import run_in_process
from tests.helpers.painted import painted
from tests.helpers.workspace import Workspace, addresses

pytestmark = pytest.mark.ui


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme) -> RunRows:
    made = RunRows(theme)
    qtbot.addWidget(made)
    made.resize(340, 200)
    made.show()
    return made


def launch_two(workspace: Workspace, store: Store) -> list[int]:
    """Two runs, the newest first."""
    list_id = workspace.add_list(addresses(3))
    workspace.launch(list_id, seed=5)
    workspace.launch(list_id, seed=6)
    return [run.id for run in runs.list_runs(store)]


def test_each_run_says_its_name_state_and_policy(rows: RunRows, workspace: Workspace, store: Store):
    newest, older = launch_two(workspace, store)
    rows.runs.show_runs(tuple(runs.list_runs(store)))

    shown = painted(rows)
    assert [text for text in shown if text.startswith("Run ")] == [f"Run {newest}", f"Run {older}"]
    assert shown.count("Queued") == 2
    assert sum("3 attempts" in text for text in shown) == 2


def test_long_policy_leaves_the_duration_its_room(
    rows: RunRows, workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(addresses(3)), seed=5)
    run_in_process(store, run_id)
    rows.runs.show_runs(tuple(runs.list_runs(store)))
    rows.resize(200, 200)

    shown = painted(rows)
    assert sum(text.startswith("took ") and "…" not in text for text in shown) == 1
    assert sum(text.startswith("3 attempts") and text.endswith("…") for text in shown) == 1


def test_newest_is_chosen_until_another_is(
    qtbot: QtBot, rows: RunRows, workspace: Workspace, store: Store
):
    assert rows.run_id() is None
    newest, older = launch_two(workspace, store)
    rows.runs.show_runs(tuple(runs.list_runs(store)))
    assert rows.run_id() == newest

    for _ in range(2):  # the first chooses the newest
        qtbot.keyClick(rows, Qt.Key.Key_Down)

    assert rows.run_id() == older


def test_rows_grow_with_the_text(rows: RunRows, workspace: Workspace, store: Store, theme: Theme):
    launch_two(workspace, store)
    rows.runs.show_runs(tuple(runs.list_runs(store)))
    usual = rows.sizeHintForRow(0)
    theme.set_text_size(150)

    assert rows.sizeHintForRow(0) == pytest.approx(1.5 * usual, abs=3)
