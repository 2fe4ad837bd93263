from __future__ import annotations

import pytest

from mailsim_desktop.cli.policies import told
from mailsim_desktop.simulation.policy_files import load_policy, policy_ids
from tests.unit.cli.conftest import Typing


def test_list_has_every_policy_with_its_summary(typed: Typing):
    found = typed("--json policies list").data["policies"]
    text = typed("policies list").out

    assert [row["id"] for row in found] == policy_ids()
    assert all(row["name"] and row["summary"] for row in found)
    assert all(name in text for name in policy_ids())


def test_show_has_the_instants_of_all_attempts(typed: Typing):
    data = typed("--json policies show kumomta-marketing").data

    assert data["attempts"][:3] == [
        {"n": 1, "at_s": 0},
        {"n": 2, "at_s": 1200},
        {"n": 3, "at_s": 3600},
    ]
    assert data["gives_up_at_s"] == 75_600
    assert data["limits_origin"][0] == "measured"


@pytest.mark.parametrize("name", policy_ids())
def test_show_draws_every_policy_with_its_origins(typed: Typing, name: str):
    out = typed(f"policies show {name}").out

    policy = load_policy(name)
    assert f"{len(policy.instants_us())} attempts" in out
    assert out.count("●") >= 1
    assert out.count("✕") == 1
    assert f"Delays: {policy.delays_origin.provenance}: " in out
    assert f"Limits: {policy.limits_origin.provenance}: " in out


def test_a_long_policy_is_shortened_but_keeps_its_end(typed: Typing):
    lines = typed("policies show powermta").out.splitlines()

    assert len(lines) < 40
    assert any(line.startswith("649") and "108:00:00" in line for line in lines)


def test_a_policy_in_a_line_says_its_limits_and_jitter():
    assert told(load_policy("laravel")) == "5 attempts; after 1 s, 5 s, 10 s, 10 s"
    assert "no attempt due after 24:00:00; jitter centred" in told(load_policy("kumomta-marketing"))
    assert "given up at the first failure from 120:00:00 on" in told(load_policy("postfix"))


def test_a_policy_that_does_not_exist_names_the_nearest(typed: Typing):
    ended = typed("policies show postfx")

    assert (ended.code, ended.out) == (3, "")
    assert "Did you mean postfix?" in ended.err
