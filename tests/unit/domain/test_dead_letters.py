from __future__ import annotations

import pytest

from mailsim_desktop.domain.dead_letters import Selection
from mailsim_desktop.errors import NotFoundError
from mailsim_desktop.simulation import catalogue


@pytest.mark.parametrize("selection", [Selection(), Selection("ok", "google", (3, 1))])
def test_selection_is_read_as_it_was_written(selection: Selection):
    assert Selection.from_json(selection.to_json()) == selection


def test_reply_is_found_by_its_id_or_refused():
    scenario = catalogue.load_scenario("rate-limited")

    assert Selection().reply_index(scenario) is None
    assert Selection(reply="busy_451").reply_index(scenario) == 2
    with pytest.raises(NotFoundError, match="no reply 'busy'"):
        Selection(reply="busy").reply_index(scenario)
