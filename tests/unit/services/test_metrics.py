"""Live figures: each bucket read once, and always equal to the log at the same instant."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from mailsim_desktop.services import reports
from mailsim_desktop.services.metrics import SERIES, Averages, Counts, Meter
from mailsim_desktop.store.database import Store
from tests.helpers.in_process import finish, plan, run_in_process, work_until
from tests.helpers.workspace import Workspace, addresses

SECOND_US = 1_000_000
LOG = "SELECT start_us, finish_us, reply_id, attempt, lane_id FROM email_logs"
KINDS = {0: "delivered", 1: "deferred", 2: "deferred", 3: "bounced"}


@pytest.fixture
def run_id(workspace: Workspace, store: Store) -> int:
    """A planned run with all kinds of replies."""
    found = workspace.launch(workspace.add_list(addresses(900)), scenario="rate-limited", seed=2)
    plan(store, found)
    return found


def counted(workspace: Workspace, until_us: int) -> Counts:
    """What the log says of whole seconds before `until_us`."""
    until = until_us // SECOND_US * SECOND_US
    rows = workspace.sql(LOG)
    kinds = Counter(
        "expired" if KINDS[reply] == "deferred" and attempt == 5 else KINDS[reply]
        for _, finish_us, reply, attempt, _ in rows
        if finish_us < until
    )
    return Counts(started=sum(start < until for start, *_ in rows), **kinds)


@pytest.mark.parametrize("horizon_us", [1, 2_500_000, 30_000_000, 333_333_333])
def test_reading_equals_the_log_before_the_visible_instant(
    workspace: Workspace, store: Store, run_id: int, horizon_us: int
):
    work_until(store, run_id, horizon_us)

    reading = Meter(run_id).read(store)

    expected = counted(workspace, reading.visible_us)
    assert reading.visible_us <= horizon_us
    assert reading.counts == expected
    assert reading.in_flight == expected.started - expected.finished
    assert (reading.sent, reading.failed) == (
        expected.delivered,
        expected.bounced + expected.expired,
    )
    assert reading.queued == 900 - reading.sent - reading.failed
    assert reading.progress == pytest.approx(1 - reading.queued / 900)


def test_meter_that_read_all_the_way_tells_what_a_new_one_tells(store: Store, run_id: int):
    meter = Meter(run_id)
    for horizon_us in range(SECOND_US // 2, 40 * SECOND_US, 3 * SECOND_US):
        work_until(store, run_id, horizon_us)
        meter.read(store)
    finish(store, run_id)

    along, anew = meter.read(store), Meter(run_id).read(store)

    assert along == anew
    assert along.progress == 1.0
    assert along.in_flight == 0


def test_clock_of_an_ended_run_is_its_own_end_and_before_that_what_is_visible(
    workspace: Workspace, store: Store, run_id: int
):
    meter = Meter(run_id)
    work_until(store, run_id, 30 * SECOND_US)
    during = meter.read(store)
    finish(store, run_id)
    ended = meter.read(store)

    (last_finish_us,) = workspace.sql("SELECT MAX(finish_us) FROM email_logs")[0]
    assert during.clock_us == during.visible_us > 0
    assert ended.clock_us == ended.run.simulated_us == last_finish_us < ended.visible_us


def test_groups_sum_to_the_whole(workspace: Workspace, store: Store, run_id: int):
    finish(store, run_id)

    reading = Meter(run_id).read(store)

    lanes = workspace.sql(
        "SELECT provider_group, attempts, delivered, deferrals, bounced, expired FROM lanes"
    )
    assert reading.by_group == {group: Counts(*counts) for group, *counts in lanes}
    assert tuple(map(sum, zip(*reading.by_group.values(), strict=True))) == reading.counts


def test_rates_are_those_of_the_last_simulated_minute(
    workspace: Workspace, store: Store, run_id: int
):
    work_until(store, run_id, 75 * SECOND_US)
    reading = Meter(run_id).read(store)

    end = reading.visible_us // SECOND_US * SECOND_US
    latencies = [
        finish_us - start
        for start, finish_us, *_ in workspace.sql(LOG)
        if end - 60 * SECOND_US <= finish_us < end
    ]
    assert len(latencies) > 100
    assert reading.throughput_per_min == len(latencies)
    assert reading.mean_latency_ms == pytest.approx(np.mean(latencies) / 1000)
    assert reading.p50_ms == pytest.approx(np.percentile(latencies, 50) / 1000, rel=0.1)
    assert reading.p95_ms == pytest.approx(np.percentile(latencies, 95) / 1000, rel=0.1)
    assert reading.p99_ms == pytest.approx(np.percentile(latencies, 99) / 1000, rel=0.1)


@pytest.mark.parametrize(("first_s", "bin_s"), [(0, 1), (0, 5), (7, 3)])
def test_series_is_the_log_in_bins(
    workspace: Workspace, store: Store, run_id: int, first_s: int, bin_s: int
):
    work_until(store, run_id, 31 * SECOND_US)
    meter = Meter(run_id)
    meter.read(store)

    series = meter.series(first_s, bin_s)

    edges = [*(series.start_s * SECOND_US), (series.start_s[-1] + bin_s) * SECOND_US]
    rows = workspace.sql(LOG)
    starts = np.histogram([row[0] for row in rows], edges)[0]
    delivered = np.histogram([row[1] for row in rows if row[2] == 0], edges)[0]
    assert series.start_s.tolist() == list(range(first_s, series.start_s[-1] + 1, bin_s))
    assert len(series.start_s) >= 20 // bin_s
    # np.histogram closes its last bin; ours are all half open
    assert series.counts[0, :-1].tolist() == starts[:-1].tolist()
    assert series.counts[SERIES.index("delivered"), :-1].tolist() == delivered[:-1].tolist()
    finished = series.counts[1:].sum(axis=0) > 0
    assert np.all(series.p50_ms[finished] <= series.p95_ms[finished])
    assert np.all(series.p95_ms[finished] <= series.p99_ms[finished])
    assert np.all(np.isnan(series.p50_ms[~finished]))


AT_INSTANT = """
SELECT (SELECT recipients FROM runs) - SUM(finish_us < ?1 AND ({last})),
       SUM(start_us < ?1) - SUM(finish_us < ?1),
       SUM(finish_us < ?1 AND NOT ({last})) - SUM(start_us < ?1 AND attempt > 1)
FROM email_logs
""".format(last="reply_id IN (0, 3) OR attempt = 5")


@pytest.mark.parametrize(("first_s", "bin_s"), [(0, 1), (11, 4)])
def test_queue_of_the_series_is_that_of_the_log_at_the_end_of_each_bin(
    workspace: Workspace, store: Store, run_id: int, first_s: int, bin_s: int
):
    finish(store, run_id)
    meter = Meter(run_id)
    meter.read(store)

    series = meter.series(first_s, bin_s)

    shown = np.linspace(0, len(series.start_s) - 1, 40, dtype=int).tolist()
    ends = [(int(series.start_s[index]) + bin_s) * SECOND_US for index in shown]
    logged = [workspace.sql(AT_INSTANT, end)[0] for end in ends]
    columns = series.queued, series.in_flight, series.waiting
    assert [tuple(int(column[index]) for column in columns) for index in shown] == logged
    assert max(flying for _, flying, _ in logged) > 0
    assert len({queued for queued, _, _ in logged}) > 10
    assert len({waiting for _, _, waiting in logged}) > 10
    assert logged[-1][2] == 0


def test_nothing_is_told_of_a_run_that_has_not_begun(workspace: Workspace, store: Store):
    run_id = workspace.launch(workspace.add_list(addresses(5)))
    meter = Meter(run_id)

    reading = meter.read(store)

    assert reading.counts == Counts()
    assert (reading.mean_latency_ms, reading.p50_ms, reading.deferral_share) == (None, None, None)
    assert reading.progress is None
    assert reading.clock_us == 0
    assert len(meter.series().start_s) == 0


def test_events_are_told_once(store: Store, run_id: int):
    meter = Meter(run_id)
    first = [event.kind for event in meter.new_events(store)]
    finish(store, run_id)

    assert first == ["running"]
    assert [event.kind for event in meter.new_events(store)] == ["completed"]
    assert meter.new_events(store) == []


BY_SQL = """
SELECT COALESCE(SUM(g.start_us < :until), 0),
       COALESCE(SUM(g.finish_us < :until AND r.code / 100 = 2), 0),
       COALESCE(SUM(g.finish_us < :until AND r.code / 100 = 4 AND g.attempt < r.most), 0),
       COALESCE(SUM(g.finish_us < :until AND r.code / 100 = 5), 0),
       COALESCE(SUM(g.finish_us < :until AND r.code / 100 = 4 AND g.attempt = r.most), 0)
FROM email_logs AS g JOIN lanes AS l ON l.id = g.lane_id JOIN (
    SELECT j.key AS reply_id, j.value ->> 'code' AS code,
           scenario -> 'policy' ->> 'max_attempts' AS most
    FROM runs, json_each(scenario -> 'replies') AS j WHERE runs.id = 1
) AS r USING (reply_id)
"""


@pytest.mark.parametrize("scenario", ["classic-demo", "rate-limited"])
def test_one_meter_equals_sql_over_the_log_at_each_horizon_of_a_run(
    workspace: Workspace, store: Store, scenario: str
):
    run_id = workspace.launch(workspace.add_list(addresses(900)), scenario=scenario, seed=2)
    plan(store, run_id)
    meter = Meter(run_id)
    seen = []
    for horizon_us in (1, 999_999, 1_000_000, 3_300_000, 11_000_001, 40_000_000, 200_000_000):
        work_until(store, run_id, horizon_us)

        reading = meter.read(store)

        until = reading.visible_us // SECOND_US * SECOND_US
        for where, counts in [
            ("", reading.counts),
            *(
                (f" WHERE provider_group = '{group}'", one)
                for group, one in reading.by_group.items()
            ),
        ]:
            ((*found,),) = workspace.sql(BY_SQL.replace(":until", str(until)) + where)
            assert Counts(*found) == counts
        seen.append(reading.counts)
    assert seen[0].started == 0
    assert len(set(seen)) > 3
    assert seen[-1].deferred > 0


def test_averages_of_an_ended_run_are_those_of_its_log(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(2_000)))
    store = workspace.store()
    run_in_process(store, run_id)
    meter = Meter(run_id)
    meter.read(store)
    found = meter.whole_run()
    store.close()

    mean_us, last_us, attempts = workspace.sql(
        "SELECT AVG(finish_us - start_us), MAX(finish_us), COUNT(*) FROM email_logs"
    )[0]
    assert found.mean_latency_ms == pytest.approx(mean_us / 1000)
    assert found.throughput_per_min == pytest.approx(attempts * 60 / (last_us // 1_000_000 + 1))
    assert found.p50_ms == pytest.approx(275, rel=0.05)
    assert found.p95_ms == pytest.approx(477, rel=0.05)


@pytest.mark.parametrize("scenario", ["classic-demo", "rate-limited"])
@pytest.mark.parametrize("number", [1, 40, 900])
def test_percentiles_of_an_ended_run_are_those_of_its_report(
    workspace: Workspace, store: Store, scenario: str, number: int
):
    run_id = workspace.launch(workspace.add_list(addresses(number)), scenario=scenario, seed=5)
    run_in_process(store, run_id)
    meter = Meter(run_id)
    reading = meter.read(store)

    whole, report = meter.whole_run(), reports.build(store, run_id)
    drawn = meter.series(0, report.timeline.bin_s)

    said = report.latency
    assert [whole.p50_ms, whole.p95_ms, whole.p99_ms] == [
        None if us is None else us / 1000 for us in (said.p50_us, said.p95_us, said.p99_us)
    ]
    assert whole.p99_ms is not None
    assert said.greatest_us is not None
    assert whole.p99_ms <= said.greatest_us / 1000
    assert reading.visible_us // SECOND_US // report.timeline.bin_s == len(drawn.p50_ms)
    for line, column in (
        (drawn.p50_ms, report.timeline.p50_us),
        (drawn.p95_ms, report.timeline.p95_us),
    ):
        whole_bins = column[: len(line)]  # the last one of the report may be shorter
        assert np.nan_to_num(line, nan=-1.0).tolist() == [
            -1.0 if us is None else us / 1000 for us in whole_bins
        ]


def test_no_latency_of_a_run_under_way_passes_the_longest_of_its_scenario(
    workspace: Workspace, store: Store
):
    run_id = workspace.launch(workspace.add_list(addresses(900)), seed=5)
    plan(store, run_id)
    work_until(store, run_id, 4 * SECOND_US)
    meter = Meter(run_id)

    reading = meter.read(store)

    assert reading.p99_ms is not None
    assert 450 < reading.p99_ms <= 500  # the bucket of these goes to 517
    assert np.nanmax(meter.series().p99_ms) <= 500


def test_run_without_an_attempt_has_no_averages(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(3)))
    store = workspace.store()
    meter = Meter(run_id)
    meter.read(store)
    found = meter.whole_run()
    store.close()

    assert found == Averages(None, None, None, None)


def test_notices_group_what_is_not_delivered_by_minute_and_provider(
    workspace: Workspace, store: Store, run_id: int
):
    finish(store, run_id)
    meter = Meter(run_id)
    meter.read(store)

    told = Counter()
    for notice in meter.notices():
        minute = (notice.at_us // SECOND_US - 1) // 60
        told[(minute, notice.data["provider_group"], str(notice.kind))] += notice.data["count"]
    logged = Counter()
    for minute, group, reply, attempt in workspace.sql(
        "SELECT g.finish_us / 60000000, l.provider_group, g.reply_id, g.attempt"
        " FROM email_logs AS g JOIN lanes AS l ON l.id = g.lane_id WHERE g.reply_id != 0"
    ):
        kind = "expired" if attempt == 5 and KINDS[reply] == "deferred" else KINDS[reply]
        logged[(minute, group, kind)] += 1
    assert told == logged
    assert len(told) > 10
    assert [notice.at_us for notice in meter.notices()] == sorted(
        notice.at_us for notice in meter.notices()
    )
