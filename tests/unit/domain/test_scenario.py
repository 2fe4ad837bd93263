"""A scenario refuses what cannot be simulated and survives its snapshot."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from mailsim_desktop.domain.scenario import Outcome, Reply, Scenario
from mailsim_desktop.errors import ScenarioError
from mailsim_desktop.simulation import catalogue

SCENARIO = catalogue.load_scenario("rate-limited")


def reply(code: int = 250, share: int = 1_000_000) -> Reply:
    return Reply("r", code, "", "", share, "assumed", "test")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"replies": (reply(share=999_999),)}, "sum to 99.9999 %"),
        ({"replies": ()}, "sum to 0 %"),
        ({"replies": (reply(share=1_500_000), reply(share=-500_000))}, "negative"),
        ({"replies": (reply(code=350),)}, "2xx, 4xx or 5xx"),
        ({"latency_us": (5,)}, "two or more quantiles"),
        ({"latency_us": (5, 4)}, "rising order"),
    ],
)
def test_what_cannot_be_simulated_is_refused_by_name(change, told):
    with pytest.raises(ScenarioError, match=f"Scenario rate-limited: .*{told}"):
        replace(SCENARIO, **change)


@pytest.mark.parametrize("scenario_id", catalogue.scenario_ids())
def test_snapshot_survives_json(scenario_id):
    scenario = catalogue.load_scenario(scenario_id)
    bare = replace(scenario, groups=tuple(replace(g, domains=()) for g in scenario.groups))

    assert Scenario.from_json(json.loads(json.dumps(scenario.to_json()))) == bare


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (250, Outcome.DELIVERED),
        (421, Outcome.DEFERRED),
        (451, Outcome.DEFERRED),
        (550, Outcome.BOUNCED),
    ],
)
def test_code_decides_the_outcome(code, outcome):
    assert reply(code).outcome is outcome


@pytest.mark.parametrize(
    ("enhanced", "text", "line"),
    [("5.1.1", "No such", "550 5.1.1 No such"), ("", "No", "550 No"), ("", "", "550")],
)
def test_line_is_what_a_server_would_say(enhanced, text, line):
    assert replace(reply(550), enhanced=enhanced, text=text).line() == line


def test_group_is_found_by_its_id():
    assert SCENARIO.group("orange").connections == 2
