"""The lane's clock against its oracle: batches and horizons never show in what happened."""

from itertools import cycle

from hypothesis import given, settings
from hypothesis import strategies as st

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.intervention import Intervention, RateChange, Requeue
from mailsim_desktop.domain.provider import ProviderGroup
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.scenario import PPM, Reply, Scenario
from mailsim_desktop.domain.schedule import Piece, Schedule
from mailsim_desktop.simulation import reference
from mailsim_desktop.simulation.streams import mix_int
from tests.helpers.lane_driver import LaneDriver, new_lane
from tests.helpers.policies import policies

SECOND_US = 1_000_000
CODES = st.sampled_from([250, 421, 421, 451, 550])
RATES = st.builds(
    Rate,
    quantity=st.integers(1, 50),
    period_us=st.sampled_from([1, 7, 1_000, 333_333, SECOND_US, 60 * SECOND_US]),
    burst=st.integers(1, 8),
)
SEEDS = st.integers(0, (1 << 63) - 1)
KEYS = st.builds(
    lambda count, start: sorted(mix_int(start + n) - (1 << 63) for n in range(count)),
    st.integers(0, 50),
    st.integers(0, 1 << 32),
)
SIZES = st.lists(st.integers(1, 60), min_size=1, max_size=6)
STEPS = st.lists(
    st.one_of(st.integers(1, 10), st.integers(1, 100 * SECOND_US), st.just(NEVER_US)),
    min_size=1,
    max_size=5,
)


@st.composite
def replies(draw: st.DrawFn) -> tuple[Reply, ...]:
    """One to four replies whose shares sum to a million; a share may be zero."""
    cuts = sorted(draw(st.lists(st.integers(0, PPM), max_size=3)))
    shares = [end - start for start, end in zip([0, *cuts], [*cuts, PPM], strict=True)]
    return tuple(
        Reply(f"r{n}", draw(CODES), "", "", share, "assumed", "test")
        for n, share in enumerate(shares)
    )


@st.composite
def schedules(draw: st.DrawFn, rate: Rate | None) -> Schedule:
    """All at once, spaced at the lane's rate, or with a change of rate on the way."""
    kind = draw(st.sampled_from(["at once", "spaced", "changed"]))
    if rate is None or kind == "at once":
        return Schedule.at_once()
    spaced = Schedule.at_rate(rate)
    if kind == "spaced":
        return spaced
    seq = draw(st.integers(1, 30))
    after = draw(RATES)
    return Schedule((*spaced.pieces, Piece(seq, spaced.due_us(seq), after.p, after.q)))


@st.composite
def lanes(draw: st.DrawFn) -> tuple[Scenario, ProviderGroup, Schedule]:
    """A small scenario, one provider group in it, and when its fresh jobs are due."""
    rate = draw(st.none() | RATES)
    group = ProviderGroup("g", "G", (), draw(st.integers(1, 5)), rate, "assumed", "test")
    latency = draw(
        st.lists(st.integers(0, 10) | st.integers(0, 5 * SECOND_US), min_size=2, max_size=5)
    )
    scenario = Scenario(
        id="test",
        name="",
        summary="",
        replies=draw(replies()),
        latency_us=tuple(sorted(latency)),
        latency_provenance="assumed",
        latency_source="test",
        policy=draw(policies()),
        groups=(group,),
        spaced=draw(st.booleans()),
    )
    return scenario, group, draw(schedules(rate))


@settings(max_examples=300, deadline=None)
@given(lanes(), SEEDS, KEYS, SIZES, STEPS)
def test_batches_and_horizons_never_change_the_log(
    lane: tuple[Scenario, ProviderGroup, Schedule],
    seed: int,
    keys: list[int],
    sizes: list[int],
    steps: list[int],
):
    scenario, group, schedule = lane
    driver = LaneDriver(scenario, new_lane(group, schedule, len(keys)), seed, keys)

    log = driver.run(cycle(sizes), cycle(steps))

    assert log == reference.run_lane(scenario, group, seed, keys, schedule)


CHANGES = st.one_of(
    st.builds(RateChange, st.just("g"), st.none() | RATES),
    st.builds(Requeue, st.builds(Selection, reply=st.sampled_from([None, "r0", "r1"]))),
)


@st.composite
def interventions(draw: st.DrawFn) -> list[Intervention]:
    """Some interventions in their order, some of them at the same instant."""
    instants = draw(st.lists(st.integers(0, 60 * SECOND_US), max_size=5))
    return [Intervention(at_us, draw(CHANGES)) for at_us in sorted(instants)]


@settings(max_examples=300, deadline=None)
@given(lane=lanes(), seed=SEEDS, keys=KEYS, sizes=SIZES, steps=STEPS, changes=interventions())
def test_interventions_take_effect_at_their_instant_whatever_the_batches(
    *,
    lane: tuple[Scenario, ProviderGroup, Schedule],
    seed: int,
    keys: list[int],
    sizes: list[int],
    steps: list[int],
    changes: list[Intervention],
):
    scenario, group, schedule = lane
    driver = LaneDriver(scenario, new_lane(group, schedule, len(keys)), seed, keys)

    log = driver.run(cycle(sizes), cycle(steps), changes)

    assert log == reference.run_lane(scenario, group, seed, keys, schedule, interventions=changes)


@settings(max_examples=60, deadline=None)
@given(lanes(), SEEDS, KEYS)
def test_lane_ends_with_nothing_left(
    lane: tuple[Scenario, ProviderGroup, Schedule], seed: int, keys: list[int]
):
    scenario, group, schedule = lane
    state = new_lane(group, schedule, len(keys))
    driver = LaneDriver(scenario, state, seed, keys)

    log = driver.run(cycle([7]), cycle([SECOND_US]))

    assert state.cursor == len(keys)
    assert driver.deferred == {}
    assert {attempt.contact_key for attempt in log} == set(keys)
    assert state.last_start_us == max((attempt.start_us for attempt in log), default=0)
    assert state.last_finish_us == max((attempt.finish_us for attempt in log), default=0)
