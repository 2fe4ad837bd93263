"""The mix that ships is whole and agrees with the table of provider groups."""

from pathlib import Path

import pytest

from mailsim_desktop import paths
from mailsim_desktop.contacts.mix import load_mix, mix_ids
from mailsim_desktop.errors import ScenarioError
from mailsim_desktop.simulation.catalogue import load_domain_table


def test_every_domain_belongs_to_the_group_that_the_mix_says():
    table = load_domain_table()

    for share in load_mix("b2c-eu").providers:
        assert {table.get(name, "other") for name, _, _ in share.domains} == {share.group}


def test_shares_are_those_of_the_delivery_model():
    mix = load_mix("b2c-eu")

    assert {share.group: share.percent for share in mix.providers} == {
        "google": 45,
        "outlook": 15,
        "yahoo": 8,
        "gmx-webde": 10,
        "orange": 4,
        "free": 3,
        "laposte": 1,
        "libero": 3,
        "icloud": 4,
        "proton": 1,
        "other": 6,
    }
    assert mix.provenance == "assumed"


def test_everyone_finds_a_domain_in_their_country():
    for share in load_mix("b2c-eu").providers:
        assert all(share.domains_in(country)[0] for country in share.countries)


def test_a_hundred_small_companies_stand_behind_other():
    (other,) = (share for share in load_mix("b2c-eu").providers if share.group == "other")

    assert len({name for name, _, _ in other.domains}) >= 100


def test_unknown_mix_suggests_the_nearest():
    assert mix_ids() == ["b2c-eu"]

    with pytest.raises(ScenarioError, match='There is no mix "b2ceu"') as caught:
        load_mix("b2ceu")

    assert caught.value.hint == "Did you mean b2c-eu?"


def test_damaged_mix_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "b2c-eu.toml").write_text('id = "b2c-eu"\n')
    monkeypatch.setattr(paths, "resource", lambda *parts: tmp_path.joinpath(*parts[1:]))

    with pytest.raises(ScenarioError, match="is not a mix"):
        load_mix("b2c-eu")
