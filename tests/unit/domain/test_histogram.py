"""Buckets of the latency histogram and what is read from them."""

from __future__ import annotations

import itertools

import pytest

from mailsim_desktop.domain.histogram import (
    BUCKETS,
    LOWER_US,
    add,
    bucket_of,
    pack,
    quantile_us,
    unpack,
)


def counts(**used: int) -> list[int]:
    return [used.get(f"b{n}", 0) for n in range(BUCKETS)]


def test_buckets_rise_by_a_quarter_from_one_millisecond():
    assert (len(LOWER_US), LOWER_US[0], LOWER_US[1], LOWER_US[2]) == (BUCKETS, 1000, 1250, 1562)
    assert all(
        low * 5 // 4 <= high <= low * 5 // 4 + 2 for low, high in itertools.pairwise(LOWER_US)
    )


@pytest.mark.parametrize("index", [0, 1, 17, BUCKETS - 1])
def test_bucket_begins_at_its_bound(index):
    assert bucket_of(LOWER_US[index]) == index
    assert bucket_of(LOWER_US[index] - 1) == max(0, index - 1)


@pytest.mark.parametrize(("latency", "index"), [(0, 0), (999, 0), (10**12, BUCKETS - 1)])
def test_ends_take_everything_beyond(latency, index):
    assert bucket_of(latency) == index


def test_packed_form_is_the_first_bucket_and_four_bytes_for_each():
    assert pack(counts(b3=1, b5=258)) == bytes([3, 1, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0])
    assert pack(counts()) == b""


@pytest.mark.parametrize("empty", [None, b""])
def test_nothing_is_nothing(empty):
    assert unpack(empty) == counts()
    assert add(empty, pack(counts(b7=2))) == pack(counts(b7=2))


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_no_quantile_of_nothing(share):
    assert quantile_us(counts(), share) is None


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1000), (0.25, 1062), (0.5, 1125), (0.75, 1187), (1.0, 1250)]
)
def test_quantile_is_interpolated_within_its_bucket(share, expected):
    assert quantile_us(counts(b0=4), share) == expected


def test_empty_buckets_between_are_crossed():
    shape = counts(b0=1, b40=1)

    ends = [LOWER_US[index] + LOWER_US[index] // 4 for index in (0, 40)]
    assert [quantile_us(shape, share) for share in (0.5, 1.0)] == pytest.approx(ends, abs=1)


@pytest.mark.parametrize(("before", "after", "nearer_to"), [(9, 0, "low"), (0, 9, "high")])
def test_neighbours_tell_where_in_a_bucket_most_lie(before, after, nearer_to):
    low = LOWER_US[20]
    middle = low + low // 8

    found = quantile_us(counts(b19=before, b20=10, b21=after), (before + 5) / (before + after + 10))

    assert (found < middle) == (nearer_to == "low")
    assert low < found < LOWER_US[21]


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1000), (0.5, 1050), (1.0, 1100)])
def test_known_greatest_latency_ends_its_bucket(share: float, expected: int):
    assert quantile_us(counts(b0=4), share, 1100) == expected


def test_greatest_latency_moves_nothing_in_the_buckets_below_its_own():
    shape = counts(b3=8, b9=1)

    assert quantile_us(shape, 0.5, LOWER_US[9] + 1) == quantile_us(shape, 0.5)


@pytest.mark.parametrize("blob", [b"\x00\x01", b"\x3b" + bytes(8), b"\xff" + bytes(4)])
def test_what_is_no_histogram_is_refused(blob):
    with pytest.raises(ValueError, match="no histogram"):
        unpack(blob)
