from __future__ import annotations

from mailsim_desktop.reports.scenario_settings import settings_of
from mailsim_desktop.simulation.catalogue import load_scenario


def test_every_number_of_the_scenario_is_listed_with_its_provenance():
    scenario = load_scenario("rate-limited")

    found = settings_of(scenario, {"google", "orange"})

    values = {(entry.topic, entry.name): (entry.value, entry.unit) for entry in found}
    assert values["Retry policy steady-backoff", "attempts at most"] == ("5", "attempts")
    assert values["Retry policy steady-backoff", "wait after attempt 4"] == ("480", "s")
    assert values["Latency of an attempt", "least"] == ("60", "ms")
    assert values["Latency of an attempt", "1/6 of attempts are below"] == ("150", "ms")
    assert values["Latency of an attempt", "greatest"] == ("1800", "ms")
    assert values["Share of attempts by reply", "550 5.1.1 No such mailbox"] == ("0.4", "%")
    assert values["Connections at once", "Orange"] == ("2", "connections")
    assert values["Rate limit", "Orange"] == ("100", "attempts per 60 s")
    assert values["Rate limit", "Google"] == ("20", "attempts per s")
    assert values["Burst within the rate limit", "Orange"] == ("10", "attempts")
    assert all(entry.provenance for entry in found)


def test_waits_that_the_policy_never_reaches_are_not_listed():
    found = settings_of(load_scenario("classic-demo"), set())

    waits = [entry.value for entry in found if entry.name.startswith("wait")]
    assert waits == ["10", "30"]


def test_groups_without_recipients_are_left_out_and_no_limit_is_said():
    found = settings_of(load_scenario("classic-demo"), {"google"})

    limits = [(entry.name, entry.value) for entry in found if entry.topic == "Rate limit"]
    assert limits == [("Google", "no limit")]
