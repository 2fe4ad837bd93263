"""Each invariant holds after any step, and tells when it is broken; damage ends in a sentence."""

from __future__ import annotations

import random  # noqa: TID251 # where a file is damaged is no draw of the simulation
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic import command

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.errors import ConditionError
from mailsim_desktop.services import interventions, results, runs
from mailsim_desktop.store import checks, dialect
from mailsim_desktop.store.database import Store, open_store
from mailsim_desktop.store.leases import Lease
from mailsim_desktop.store.migrate import alembic_config
from mailsim_desktop.store.queue import Queue
from mailsim_desktop.workers.shard_worker import ShardWorker
from tests.helpers.in_process import finish, plan, work_until
from tests.helpers.varied_database import make
from tests.helpers.workspace import Workspace, addresses

DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
PAIRS = Path(__file__).with_name("violations.txt").read_text("utf-8").strip().split("\n\n")[1:]
VIOLATIONS = [pair.split("\n") for pair in PAIRS]
"""Statements that break the database of `varied`, and a sentence that is then told."""


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound database with a bit of everything; not to be changed."""
    folder = tmp_path_factory.mktemp("varied")
    make(folder / "varied.sqlite3", folder)
    return folder / "varied.sqlite3"


@pytest.fixture
def copy(varied: Path, tmp_path: Path) -> Path:
    """A copy of it, to be broken."""
    return Path(shutil.copy(varied, tmp_path / "copy.sqlite3"))


def violations(path: Path) -> list[str]:
    store = Store(path)
    found = checks.violations(store)
    store.close()
    return [DIGEST.sub("*", line) for line in found]


def plant(path: Path, statements: str) -> None:
    connection = dialect.connect(path)
    connection.executescript(statements)
    connection.commit()
    connection.close()


def test_all_hold_in_a_database_with_a_bit_of_everything(copy: Path):
    assert violations(copy) == []


def test_all_hold_in_an_empty_database(tmp_path: Path):
    Workspace(tmp_path / "empty.sqlite3")

    assert violations(tmp_path / "empty.sqlite3") == []


def test_all_hold_in_a_database_of_the_first_schema_that_is_opened(tmp_path: Path):
    path = tmp_path / "old.sqlite3"
    path.touch()
    engine = dialect.make_engine(dialect.file_url(path)).execution_options(writing=True)
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(f"PRAGMA application_id = {dialect.APPLICATION_ID}")
    engine.dispose()

    open_store(str(path)).close()

    assert violations(path) == []


@pytest.mark.parametrize(("statements", "sentence"), VIOLATIONS)
def test_each_broken_invariant_is_told(copy: Path, statements, sentence):
    plant(copy, statements)

    assert sentence in violations(copy)


def test_every_invariant_has_a_way_to_break_it():
    told = [sentence for _, sentence in VIOLATIONS]

    for invariant in checks.invariants():
        words = re.sub(r"\\{\d\\}", ".*", re.escape(invariant.sentence))
        assert [one for one in told if re.fullmatch(words, one)], invariant.sentence


class CheckedQueue(Queue):
    """Asks every invariant after each lease and commit, on a connection of its own."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.asked = 0
        self._path = store.path

    def lease(self, *arguments: Any, **named: Any) -> Lease | None:
        found = super().lease(*arguments, **named)
        self.ask()
        return found

    def commit(self, *arguments: Any, **named: Any) -> None:
        super().commit(*arguments, **named)
        self.ask()

    def ask(self) -> None:
        assert violations(self._path) == []
        self.asked += 1


def test_no_false_alarm_after_any_commit_of_a_run_that_is_changed_on_its_way(workspace: Workspace):
    list_id = workspace.add_list(addresses(300))
    run_id = workspace.launch(list_id, scenario="rate-limited", seed=11, batch=25, shards=3)
    workspace.execute("UPDATE runs SET scenario = json_set(scenario, '$.policy.max_attempts', 2)")
    store = workspace.store()
    queue = CheckedQueue(store)
    worker = ShardWorker(store, queue, "worker")

    plan(store, run_id)
    queue.ask()
    work_until(store, run_id, 6_000_000, worker)
    interventions.change_rate(store, run_id, "google", Rate(40, 1_000_000, 5))
    queue.ask()
    work_until(store, run_id, 400_000_000, worker)
    interventions.requeue(store, run_id, Selection())
    queue.ask()
    finish(store, run_id, step_us=20_000_000, worker=worker)
    queue.ask()
    results.digest(store, run_id)
    queue.ask()
    store.close()

    assert queue.asked > 30


def test_no_false_alarm_while_a_run_is_paused_and_cancelled(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(300)), scenario="rate-limited")
    assert violations(workspace.path) == []
    store = workspace.store()
    plan(store, run_id)
    work_until(store, run_id, 3_000_000)

    runs.pause(store, run_id)
    assert violations(workspace.path) == []
    runs.cancel(store, run_id)
    assert violations(workspace.path) == []
    store.close()


def test_missing_rollup_and_superfluous_rollup_are_both_told(copy: Path):
    plant(copy, "DELETE FROM rollups WHERE run_id = 3 AND bucket = 3 AND provider_group = 'google'")
    plant(copy, "INSERT INTO rollups VALUES (3, 'google', 999, 'started', 1, 0, NULL, 0)")

    found = violations(copy)

    assert "run 3, google, second 3: starts in the rollups differ from the log" in found
    assert "run 3, google, second 999: starts in the rollups differ from the log" in found


def test_each_kind_is_told_twenty_times_at_most(copy: Path):
    plant(copy, "UPDATE email_logs SET attempt = attempt + 5")

    found = [line for line in violations(copy) if "not as attempts 1" in line]

    assert len(found) == checks.SHOWN


def test_progress_counts_up_to_the_number_of_invariants(copy: Path):
    store, seen = Store(copy), []
    checks.violations(store, seen.append)
    store.close()

    assert seen == list(range(1, checks.number() + 1))


def test_damage_in_the_file_is_told(copy: Path):
    connection = dialect.connect(copy)
    page = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'ix_list_members_contact_id'"
    ).fetchone()[0]
    connection.close()
    data = bytearray(copy.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    start = (page - 1) * size
    data[start + 3 : start + 5] = b"\0\0"  # the index claims to have no entries
    copy.write_bytes(data)

    assert [line for line in violations(copy) if line.startswith("SQLite: ")] != []


def test_a_file_damaged_at_random_is_told_or_refused_in_a_sentence(varied: Path, tmp_path: Path):
    sound, told, refused = varied.read_bytes(), 0, []
    for seed in range(60):
        draw = random.Random(seed)  # noqa: S311 # nor a secret
        data = bytearray(sound)
        for _ in range(4 ** (seed % 5)):
            data[draw.randrange(100, len(data))] = draw.randrange(256)
        path = tmp_path / f"{seed}.sqlite3"
        path.write_bytes(data)
        try:
            store = open_store(str(path))
            told += bool(checks.violations(store))
            store.close()
        except ConditionError as error:
            refused.append(error.hint)

    assert told > 10
    assert refused
    assert all(refused)
