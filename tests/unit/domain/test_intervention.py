from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.domain.intervention import Change, RateChange, Requeue, change_from_json
from mailsim_desktop.domain.rate import Rate

RATES = st.builds(Rate, st.integers(1, 10**9), st.integers(1, 10**12), st.integers(1, 10**6))
IDS = st.none() | st.text()
CHANGES = st.one_of(
    st.builds(RateChange, st.text(), st.none() | RATES),
    st.builds(
        Requeue,
        st.builds(Selection, IDS, IDS, st.lists(st.integers(0, 1 << 62)).map(tuple)),
    ),
)


@given(CHANGES)
def test_change_is_read_as_it_was_written(change: Change):
    data = json.loads(json.dumps(change.to_json()))

    assert change_from_json(str(change.kind), data) == change


def test_kind_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="moon"):
        change_from_json("moon", {})
