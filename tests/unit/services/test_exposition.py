"""What Prometheus reads is well-formed, and every figure is that of the database."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from mailsim_desktop.domain import histogram
from mailsim_desktop.errors import NotFoundError
from mailsim_desktop.services import exposition, interventions
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import work_until
from tests.helpers.varied_database import make
from tests.helpers.workspace import Workspace

HALF_WAY, COMPLETED, CANCELLED = 3, 1, 4


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("varied")
    make(folder / "varied.sqlite3", folder)
    return folder / "varied.sqlite3"


@pytest.fixture
def workspace(varied: Path, tmp_path: Path) -> Workspace:
    return Workspace(Path(shutil.copy(varied, tmp_path / "copy.sqlite3")))


@pytest.fixture
def store(workspace: Workspace):
    store = workspace.store()
    yield store
    store.close()


def read(store: Store, run_ids: list[int] | None = None) -> dict[str, dict[tuple, float]]:
    """Samples by name, each by its labels without their names, as the library's parser reads."""
    found: dict[str, dict[tuple, float]] = {}
    for family in text_string_to_metric_families(exposition.text(store, run_ids)):
        for one in family.samples:
            key = tuple(value for _, value in sorted(one.labels.items()))
            samples = found.setdefault(one.name, {})
            assert key not in samples, (one.name, key)
            samples[key] = one.value
    return found


def by_state(workspace: Workspace, run_id: int) -> dict[tuple, float]:
    rows = workspace.sql(
        "SELECT l.provider_group, s.state FROM job_states AS s JOIN lanes AS l ON l.id = s.lane_id"
        " WHERE s.run_id = ?",
        run_id,
    )
    return Counter((group, str(run_id), state) for group, state in rows)


@pytest.mark.parametrize("run_id", [COMPLETED, CANCELLED])
def test_jobs_of_a_run_that_ended_are_those_of_the_database(workspace, store, run_id):
    jobs = read(store, [run_id])["mailsim_jobs"]

    assert {key: value for key, value in jobs.items() if value} == by_state(workspace, run_id)
    assert {value for (*_, state), value in jobs.items() if state == "pending"} == {0}


def test_jobs_of_a_run_that_goes_on_sum_to_its_recipients(store):
    found = read(store, [HALF_WAY])
    jobs, recipients = found["mailsim_jobs"], found["mailsim_recipients"]

    for (group, run), number in recipients.items():
        assert sum(value for key, value in jobs.items() if key[:2] == (group, run)) == number
    assert sum(recipients.values()) == 300
    assert sum(value for key, value in jobs.items() if key[2] == "delivered") > 200


def test_attempts_and_latencies_of_a_completed_run_are_those_of_the_log(workspace, store):
    found = read(store, [COMPLETED])
    rows = workspace.sql("SELECT finish_us - start_us FROM email_logs WHERE run_id = ?", COMPLETED)
    buckets = found["mailsim_attempt_latency_seconds_bucket"]

    assert sum(found["mailsim_attempts_total"].values()) == len(rows)
    assert sum(found["mailsim_attempt_latency_seconds_count"].values()) == len(rows)
    assert sum(found["mailsim_attempt_latency_seconds_sum"].values()) == pytest.approx(
        sum(us for (us,) in rows) / 1e6
    )
    for bound in {key[0] for key in buckets}:
        below = sum(us / 1e6 <= float(bound) for (us,) in rows)
        assert sum(value for key, value in buckets.items() if key[0] == bound) == below
    assert len({key[0] for key in buckets}) == histogram.BUCKETS
    assert set(found["mailsim_attempts_in_flight"].values()) == {0}


def test_nothing_past_the_visible_instant_is_counted(workspace, store):
    found = read(store, [HALF_WAY])
    answered = workspace.sql(
        "SELECT COUNT(*) FROM email_logs WHERE run_id = ? AND finish_us < 12000000", HALF_WAY
    )
    started = workspace.sql(
        "SELECT COUNT(*) FROM email_logs WHERE run_id = ? AND start_us < 12000000", HALF_WAY
    )

    assert found["mailsim_run_visible_seconds"] == {("3",): 12}
    assert found["mailsim_run_horizon_seconds"] == {("3",): 12}
    assert sum(found["mailsim_attempts_total"].values()) == answered[0][0] < started[0][0]
    flying = started[0][0] - answered[0][0]
    assert sum(found["mailsim_attempts_in_flight"].values()) == flying


def test_backlog_waiting_and_next_start_tell_what_is_left(workspace, store):
    found = read(store, [HALF_WAY])
    deferred = workspace.sql(
        "SELECT COUNT(*) FROM job_exceptions AS e JOIN lanes AS l ON l.id = e.lane_id"
        " JOIN email_logs AS g ON g.job_id = e.job_id AND g.attempt = e.attempts"
        " WHERE l.run_id = ? AND e.state = 'deferred' AND g.finish_us < 12000000",
        HALF_WAY,
    )
    next_us = workspace.sql("SELECT MIN(next_start_us) FROM lanes WHERE run_id = ?", HALF_WAY)

    assert sum(found["mailsim_jobs_waiting"].values()) == deferred[0][0] > 0
    assert sum(found["mailsim_backlog_jobs"].values()) == by_pending(workspace)
    assert min(found["mailsim_next_start_seconds"].values()) == next_us[0][0] / 1e6
    assert "mailsim_next_start_seconds" not in read(store, [COMPLETED])


def by_pending(workspace: Workspace) -> float:
    counts = by_state(workspace, HALF_WAY)
    return sum(number for (*_, state), number in counts.items() if state == "pending")


def test_dead_letters_stand_by_their_last_reply(workspace, store):
    found = read(store, [COMPLETED])["mailsim_dead_letters"]
    dead = workspace.sql(
        "SELECT COUNT(*) FROM job_states WHERE run_id = 1 AND state IN ('expired', 'poisoned')"
    )

    assert sum(found.values()) == dead[0][0] > 0
    assert {(run, state) for _, _, run, state in found} == {("1", "expired")}
    assert "" not in {reply for _, reply, _, _ in found}


def test_runs_that_go_on_and_the_one_that_ended_last_are_told_of(workspace, store):
    workspace.execute("UPDATE runs SET ended_utc_ms = id WHERE ended_utc_ms IS NOT NULL")

    found = read(store)

    assert {run for (run,) in found["mailsim_run_visible_seconds"]} == {"3", "4", "5", "6"}
    assert found["mailsim_runs"][("completed",)] == 2
    assert {run for run, *_ in read(store, [1])["mailsim_run_state"]} == {"1"}


def test_a_run_is_in_one_state(store):
    states = read(store)["mailsim_run_state"]

    assert states[("3", "running")] == 1
    assert sum(value for (run, _), value in states.items() if run == "3") == 1


def test_counters_never_fall_while_a_run_goes_on(store):
    def counted() -> dict[tuple, float]:
        found = read(store, [HALF_WAY])
        return {
            (name, *key): value
            for name, samples in found.items()
            if name.endswith(("_total", "_bucket", "_count", "_sum"))
            for key, value in samples.items()
        }

    before = counted()
    for horizon_us in (20_000_000, 70_000_000, 90_000_000):
        work_until(store, HALF_WAY, horizon_us)
        after = counted()
        assert all(after[key] >= value for key, value in before.items())
        before = after
    interventions.change_rate(store, HALF_WAY, "google", None)
    assert counted() == before


def test_leases_takeovers_and_lost_workers_are_counted(workspace, store):
    workspace.execute("UPDATE shards SET lease_until_ms = 1 << 60, owner = 'w' WHERE id = 6")
    for kind in ("takeover", "takeover", "worker_lost"):
        workspace.execute("INSERT INTO run_events VALUES (NULL, 3, 0, 0, ?, '{}')", kind)

    found = read(store, [HALF_WAY])

    assert found["mailsim_shards"] == {("3",): 3}
    assert found["mailsim_shards_leased"] == {("3",): 1}
    assert found["mailsim_takeovers_total"] == {("3",): 2}
    assert found["mailsim_workers_lost_total"] == {("3",): 1}


def test_workers_are_told_of_while_their_supervisor_sees_them(workspace, store):
    row = "INSERT INTO workers VALUES (?, 'host', ?, 'busy', 70, ?, 2500, unixepoch() * 1000 - ?)"
    workspace.execute(row, "w1", 11, 2048, 0)
    workspace.execute(row, "w2", 12, None, 0)
    workspace.execute(row, "w3", 13, 4096, 60_000)

    found = read(store)

    assert found["mailsim_worker_info"] == {
        ("host", "11", "busy", "w1"): 1,
        ("host", "12", "busy", "w2"): 1,
    }
    assert found["mailsim_worker_attempts_total"] == {("w1",): 70, ("w2",): 70}
    assert found["mailsim_worker_resident_memory_bytes"] == {("w1",): 2048}
    assert found["mailsim_worker_start_time_seconds"][("w1",)] == 2.5


def test_an_empty_database_has_metrics_too(tmp_path: Path):
    store = Workspace(tmp_path / "empty.sqlite3").store()
    found = read(store)
    store.close()

    assert set(found["mailsim_runs"].values()) == {0}
    assert found["mailsim_database_bytes"][()] > 0
    assert found["mailsim_build_info"]


def test_samples_are_those_of_the_text(store):
    of_text = read(store)
    listed = exposition.samples(store)

    names = Counter(one["name"] for one in listed)
    assert {name: len(samples) for name, samples in of_text.items()} == names
    assert {one["type"] for one in listed} == {"gauge", "counter", "histogram"}


def test_a_run_that_is_not_there_is_told(store):
    with pytest.raises(NotFoundError, match="no run 99"):
        exposition.text(store, [99])
