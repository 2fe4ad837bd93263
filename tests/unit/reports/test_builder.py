from __future__ import annotations

from mailsim_desktop.reports.builder import PERCENTS
from mailsim_desktop.reports.document import Document
from mailsim_desktop.services import reports, runs
from tests.helpers.in_process import plan, work_until
from tests.helpers.workspace import Workspace, addresses


def _part(workspace: Workspace, horizon_us: int) -> int:
    """A run of which everything before the horizon is done."""
    list_id = workspace.add_list(addresses(600))
    run_id = workspace.launch(list_id, scenario="rate-limited", seed=5)
    store = workspace.store()
    plan(store, run_id)
    work_until(store, run_id, horizon_us)
    store.close()
    return run_id


def _build(workspace: Workspace, run_id: int) -> Document:
    store = workspace.store()
    found = reports.build(store, run_id)
    store.close()
    return found


def test_sums_of_a_run_add_up(document: Document):
    counts, totals = document.totals.counts, document.totals

    assert totals.audience == counts.recipients + totals.excluded_sum == 600
    assert counts.attempts == sum(
        (counts.delivered, counts.deferrals, counts.bounced, counts.expired)
    )
    assert sum(group.counts.recipients for group in document.groups) == counts.recipients
    assert sum(reply.attempts for reply in document.replies) == counts.attempts
    assert sum(map(sum, document.timeline.counts)) == counts.attempts
    assert sum(latency.attempts for latency in document.latencies) == document.latency.attempts
    assert sum(n for _, n in document.attempts_needed) == counts.recipients
    assert sum(n * times for times, n in document.attempts_needed) == counts.attempts


def test_instants_of_completion_rise_to_the_last_finish(document: Document):
    instants = [at_us for _, at_us in document.durations.reached if at_us is not None]

    assert tuple(percent for percent, _ in document.durations.reached) == PERCENTS
    assert instants == sorted(instants)
    assert instants[-1] == document.durations.simulated_us


def test_run_before_its_first_step_has_a_report(workspace: Workspace):
    run_id = workspace.launch(workspace.add_list(addresses(20)))

    document = _build(workspace, run_id)

    assert document.header.partial
    assert document.header.state_words == "Queued"
    assert document.timeline.counts == ()
    assert document.durations.simulated_us is None
    assert [at_us for _, at_us in document.durations.reached] == [None] * len(PERCENTS)


def test_chart_of_an_unfinished_run_ends_where_every_lane_has_arrived(workspace: Workspace):
    run_id = _part(workspace, 20_000_000)

    document = _build(workspace, run_id)

    shown = sum(map(sum, document.timeline.counts))
    assert len(document.timeline.counts) == 20
    assert (
        shown == workspace.sql("SELECT COUNT(*) FROM email_logs WHERE finish_us < 20000000")[0][0]
    )
    assert 0 < shown < document.totals.counts.attempts


def test_pending_recipients_are_counted_and_untried_ones_too(workspace: Workspace):
    run_id = _part(workspace, 5_000_000)

    document = _build(workspace, run_id)

    counts = document.totals.counts
    tried = workspace.sql("SELECT COUNT(DISTINCT job_id) FROM email_logs")[0][0]
    assert counts.pending == 600 - counts.terminal > 0
    assert document.attempts_needed[0] == (0, 600 - tried)
    assert document.header.digest is None


def test_cancelled_run_keeps_what_it_had_and_counts_the_rest_as_cancelled(workspace: Workspace):
    run_id = _part(workspace, 5_000_000)
    store = workspace.store()
    runs.cancel(store, run_id)
    store.close()

    document = _build(workspace, run_id)

    counts = document.totals.counts
    assert document.header.partial
    assert counts.pending == 0
    assert counts.cancelled == 600 - counts.delivered - counts.bounced - counts.dead_letters > 0
    assert sum(map(sum, document.timeline.counts)) == counts.attempts
