"""Knobs of a run and the hash of what decides its log."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailsim_desktop.domain.retry_rule import Explicit
from mailsim_desktop.domain.run import MAX_SEED, NEVER_US, RunOptions, settings_hash
from mailsim_desktop.errors import SettingsError
from mailsim_desktop.simulation import catalogue


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("seed", 0, MAX_SEED),
        ("workers", 1, 64),
        ("batch", 1, 100_000),
        ("shards", 1, 1024),
        ("speed", 1, 1_000_000),
        ("step_us", 0, NEVER_US),
    ],
)
def test_each_knob_has_its_bounds(name, least, most):
    for value in (least, most):
        assert getattr(RunOptions(**{name: value}), name) == value
    for value in (least - 1, most + 1):
        with pytest.raises(SettingsError, match=f"--{name.removesuffix('_us')} must lie between"):
            RunOptions(**{name: value})


@pytest.mark.parametrize(
    "options", [RunOptions(), RunOptions(5, 3, 60, 7, 2, 0), RunOptions(step_us=1)]
)
def test_snapshot_is_read_as_it_was_written(options):
    assert RunOptions.from_json(options.to_json()) == options


def test_hash_covers_scenario_seed_and_audience_and_is_repeatable():
    scenario = catalogue.load_scenario("classic-demo")
    other = replace(scenario, latency_us=(50_000, 500_001))
    policy = replace(scenario, policy=replace(scenario.policy, rule=Explicit((1, 2))))

    base = settings_hash(scenario, 1, "a")

    others = [
        settings_hash(scenario, 2, "a"),
        settings_hash(scenario, 1, "b"),
        settings_hash(other, 1, "a"),
        settings_hash(policy, 1, "a"),
    ]
    assert len({base, *others}) == 5
    assert settings_hash(catalogue.load_scenario("classic-demo"), 1, "a") == base
