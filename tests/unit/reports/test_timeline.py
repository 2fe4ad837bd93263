from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.domain import histogram
from mailsim_desktop.reports.timeline import MAX_BINS, Fold, bin_width_s
from mailsim_desktop.store.rollups import Rollup


def _rollup(group: str, bucket: int, outcome: str, latencies_us: list[int]) -> Rollup:
    counts = [0] * histogram.BUCKETS
    for latency_us in latencies_us:
        counts[histogram.bucket_of(latency_us)] += 1
    packed = histogram.pack(counts)
    return Rollup(group, bucket, outcome, len(latencies_us), sum(latencies_us), packed)


@given(st.integers(0, 10**9))
def test_bins_are_few_and_hold_everything(seconds: int):
    width = bin_width_s(seconds)

    assert width * MAX_BINS >= seconds


def test_bins_are_no_wider_than_needed():
    assert [bin_width_s(seconds) for seconds in (0, 300, 301, 13_000, 2_000_000)] == [
        1, 1, 2, 60, 7200,
    ]  # fmt: skip


def test_each_attempt_is_counted_in_its_bin_and_its_group():
    fold = Fold(3, {"google": 300_000, "other": 900_000})
    fold.take(
        [
            _rollup("google", 0, "delivered", [100_000, 300_000]),
            _rollup("google", 2, "deferred", [200_000]),
            _rollup("other", 2, "delivered", [900_000]),
        ]
    )

    assert fold.timeline().counts == ((2, 0, 0, 0), (0, 0, 0, 0), (1, 1, 0, 0))
    assert fold.timeline().p50_us[1] is None
    assert fold.latency("all").attempts == 4
    assert fold.latency("all").mean_us == 375_000
    assert fold.latency_of("google", "Google").greatest_us == 300_000


def test_unfinished_seconds_count_for_latencies_but_not_for_the_chart():
    fold = Fold(1, {"google": 100_000})
    fold.take([_rollup("google", 5, "delivered", [100_000])])

    assert fold.timeline().counts == ((0, 0, 0, 0),)
    assert fold.latency("all").attempts == 1


@given(st.lists(st.integers(1_000, 20_000_000), min_size=1, max_size=200))
def test_percentiles_rise_and_never_pass_the_greatest_latency(latencies_us: list[int]):
    fold = Fold(1, {"google": max(latencies_us)})
    fold.take([_rollup("google", 0, "delivered", latencies_us)])

    found = fold.latency("all")

    known = [found.p50_us, found.p90_us, found.p95_us, found.p99_us, found.greatest_us]
    assert known == sorted(value for value in known if value is not None)
    assert found.greatest_us == max(latencies_us)


def test_group_without_attempts_has_no_latency():
    found = Fold(0, {}).latency_of("google", "Google")

    assert (found.attempts, found.mean_us, found.p99_us, found.greatest_us) == (0, None, None, None)
