from __future__ import annotations

import pytest

from mailsim_desktop.simulation import catalogue
from tests.unit.cli.conftest import Typing


def test_list_has_every_scenario_with_its_summary(typed: Typing):
    found = typed("--json scenarios list").data["scenarios"]

    assert [row["id"] for row in found] == list(catalogue.scenario_ids())
    assert "classic-demo" in [row["id"] for row in found]
    assert all(row["name"] and row["summary"] for row in found)


@pytest.mark.parametrize("name", catalogue.scenario_ids())
def test_show_tells_each_number_with_its_provenance(typed: Typing, name: str):
    data = typed(f"--json scenarios show {name}").data
    text = typed(f"scenarios show {name}").out

    scenario = catalogue.load_scenario(name)
    assert data == scenario.to_json()
    assert {reply.provenance for reply in scenario.replies} <= set(text.split())
    assert sum(reply.share_ppm for reply in scenario.replies) == 1_000_000
    assert all(group.name.split()[0] in text for group in scenario.groups)


def test_a_scenario_that_does_not_exist_names_the_nearest(typed: Typing):
    ended = typed("scenarios show classic-dmeo")

    assert (ended.code, ended.out) == (3, "")
    assert "classic-demo" in ended.err
