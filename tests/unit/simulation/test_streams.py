"""Every random number of the program."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.simulation.streams import Stream, draw_int, mix_int, uniform_u64

KEY = st.integers(-(1 << 63), (1 << 63) - 1)
SEED = st.integers(0, (1 << 63) - 1)
ATTEMPT = st.integers(1, 100)
NUMBER = 20_000


@given(SEED, st.sampled_from(Stream), st.lists(st.tuples(KEY, ATTEMPT), max_size=20))
def test_arrays_and_integers_draw_alike(seed: int, stream: Stream, draws: list[tuple[int, int]]):
    keys, attempts = np.array(draws, dtype=np.int64).reshape(-1, 2).T

    found = uniform_u64(seed, stream, keys, attempts)

    assert found.tolist() == [draw_int(seed, stream, key, attempt) for key, attempt in draws]


def test_mix_is_the_published_finaliser():
    # SplitMix64 from state 0, as its authors' code prints it
    golden = 0x9E3779B97F4A7C15

    assert [mix_int(n * golden) for n in (1, 2, 3)] == [
        0xE220A8397B1DCDAF,
        0x6E789E6AA1B965F4,
        0x06C45D188009454F,
    ]


def test_a_draw_leaves_its_keys_alone():
    keys = np.arange(10, dtype=np.int64)

    uniform_u64(1, Stream.REPLY, keys, 1)

    assert keys.tolist() == list(range(10))


@pytest.mark.parametrize(
    "other",
    [(2, Stream.REPLY, 0, 1), (1, Stream.LATENCY, 0, 1), (1, Stream.REPLY, 1, 1),
     (1, Stream.REPLY, 0, 2)],
)  # fmt: skip
def test_seed_stream_key_and_attempt_each_decide(other: tuple[int, int, int, int]):
    assert draw_int(*other) != draw_int(1, Stream.REPLY, 0, 1)


@pytest.mark.parametrize("stream", Stream)
def test_draws_fill_the_interval_evenly(stream: Stream):
    draws = uniform_u64(120, stream, np.arange(NUMBER, dtype=np.int64), 1)

    counts = np.bincount((draws >> np.uint64(60)).astype(np.int64), minlength=16)
    expected = NUMBER / 16
    chi_square = float(((counts - expected) ** 2 / expected).sum())
    assert chi_square < 37.7  # 15 degrees of freedom, p = 0.001


def test_latency_says_nothing_about_the_reply():
    keys = np.arange(NUMBER, dtype=np.int64)

    reply = uniform_u64(1, Stream.REPLY, keys, 1).astype(np.float64)
    latency = uniform_u64(1, Stream.LATENCY, keys, 1).astype(np.float64)

    assert abs(float(np.corrcoef(reply, latency)[0, 1])) < 3.3 / NUMBER**0.5
