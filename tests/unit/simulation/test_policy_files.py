"""Policies from TOML: a damaged file is explained, with its name and the key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mailsim_desktop import paths
from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.errors import ScenarioError
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.simulation.policy_files import load_policy, policy_ids, scenario_policy


@pytest.fixture
def own_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "resources"
    shutil.copytree(paths.resource("policies"), folder / "policies")
    monkeypatch.setattr(paths, "resource", folder.joinpath)
    return folder / "policies"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("exim", "delay_s = 900", "delay_s = 0.5", "'delay_s' must be a whole number, not 0.5"),
        ("exim", "factor = 1.5", "factor = nan", "'factor' must be a number"),
        ("exim", "until_s = 57_600", "until_s = 60", "the ends of the stretches must rise"),
        ("postal", "factor = 1.3", "factor = 0.5", "the factor must be at least 1"),
        ("postal", 'kind = "exponential"', 'kind = "expo"', "must be one of explicit, exponential"),
        ("postal", "base_s = 300", "", "the key 'base_s' is missing"),
        ("postal", "max_attempts = 18", "", "needs max_attempts or a lifetime"),
        ("postal", "max_attempts = 18", "max_attempts = 0", "max_attempts must lie between"),
        ("postal", "[limits]", "[limits", "not valid TOML"),
        ("kumomta", 'jitter = "centred"', 'jitter = "some"', "'jitter' must be one of none, full"),
        ("postfix", "phase_s = 0", "phase_s = 301", "the phase of the scan must lie within it"),
        ("mailgun", "lifetime_s = 28_800", "lifetime_s = true", "'lifetime_s' must be a whole"),
        ("mailgun", "delays_s = [", "delays_s = [-1, ", "a delay cannot be negative"),
        ("mailgun", "delays_s = [", "delays_s = [400_000_000, ", "longer than ten years"),
        ("equal-jitter", "cap_s = 3600", "cap_s = 1", "the cap must not lie below the base"),
        ("laravel", "[1, 5, 10]", "[]", "delays are missing"),
        ("laravel", "[1, 5, 10]", "7", "wrong type"),
        ("laravel", "kind = ", 'jitter = "decorrelated"\nkind = ', "needs an exponential rule"),
    ],
)
def test_damaged_file_is_explained(own_resources: Path, name: str, old: str, new: str, told: str):
    file = own_resources / f"{name}.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(ScenarioError, match=name) as caught:
        load_policy(name)

    assert told in caught.value.message


def test_file_that_is_no_text_is_explained(own_resources: Path):
    (own_resources / "ses.toml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ScenarioError, match=r"ses\.toml is not UTF-8"):
        load_policy("ses")


def test_unknown_policy_gets_the_nearest_as_a_hint():
    with pytest.raises(ScenarioError, match="no retry policy 'mailgn'") as caught:
        load_policy("mailgn")

    assert caught.value.hint == "Did you mean mailgun?"


@pytest.mark.parametrize("name", policy_ids())
def test_snapshot_of_a_preset_is_read_as_it_was_written(name: str):
    policy = load_policy(name)

    assert RetryPolicy.from_json(policy.to_json()) == policy


def test_snapshot_of_a_run_from_before_there_were_rules_is_read():
    old = {
        "kind": "explicit",
        "name": "demo-backoff",
        "max_attempts": 3,
        "delays_us": [10, 30],
        "provenance": "derived",
        "source": "a demo",
    }

    policy = RetryPolicy.from_json(old)

    assert (policy.id, policy.instants_us()) == ("demo-backoff", (0, 10, 40))
    assert policy.limits_origin == ("derived", "a demo")


def test_a_scenario_may_name_a_preset():
    assert scenario_policy({"preset": "haraka"}) == load_policy("haraka")


def test_a_scenario_can_be_run_with_another_policy():
    own = catalogue.load_scenario("rate-limited")
    other = catalogue.load_scenario("rate-limited", "ses")

    assert other.policy == load_policy("ses")
    assert other.replies == own.replies
    assert own.policy.id == "steady-backoff"
