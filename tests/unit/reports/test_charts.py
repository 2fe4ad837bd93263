from __future__ import annotations

from dataclasses import replace

from mailsim_desktop.reports import charts
from mailsim_desktop.reports.document import Document, Timeline


def test_attempts_chart_tells_its_sums_to_those_who_cannot_see_it(document: Document):
    drawn = str(charts.attempts_chart(document))

    counts = document.totals.counts
    assert f"{counts.delivered} delivered" in drawn
    assert f"{counts.deferrals} deferred" in drawn
    assert f"{counts.bounced} bounced" in drawn
    assert 'class="area delivered"' in drawn


def test_latency_chart_draws_both_percentiles(document: Document):
    drawn = str(charts.latency_chart(document))

    assert 'class="line p50"' in drawn
    assert 'class="line p95"' in drawn


def test_needed_chart_labels_each_bar_with_its_recipients(document: Document):
    drawn = str(charts.needed_chart(document))

    assert drawn.count('class="bar"') == len(document.attempts_needed)
    for _, recipients in document.attempts_needed:
        assert f">{recipients} · " in drawn


def test_no_chart_is_drawn_of_nothing(document: Document):
    empty = replace(document, timeline=Timeline(1, (), (), ()), attempts_needed=())

    assert not charts.attempts_chart(empty)
    assert not charts.latency_chart(empty)
    assert not charts.needed_chart(empty)


def test_slow_runs_are_told_by_the_minute_or_the_hour():
    def unit(bin_s: int, peak: int) -> str:
        return charts.rate_unit(Timeline(bin_s, ((peak, 0, 0, 0),), (None,), (None,)))[1]

    assert unit(1, 3) == "second"
    assert unit(60, 240) == "second"
    assert unit(60, 239) == "minute"
    assert unit(3600, 20) == "hour"
