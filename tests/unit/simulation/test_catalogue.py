"""The scenarios and provider groups that ship with the program."""

from pathlib import Path

import pytest

from mailsim_desktop import paths
from mailsim_desktop.domain.provider import OTHER
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.errors import ScenarioError
from mailsim_desktop.simulation import catalogue

PROVENANCE = {"measured", "derived", "reported", "assumed"}


@pytest.fixture
def own_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the catalogue that a test may damage, in the place of the shipped one."""
    for part in ("scenarios", "providers"):
        folder = tmp_path / "resources" / part
        folder.mkdir(parents=True)
        for file in paths.resource(part).glob("*.toml"):
            (folder / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(paths, "resource", (tmp_path / "resources").joinpath)
    return tmp_path / "resources"


@pytest.mark.parametrize("name", catalogue.scenario_ids())
def test_every_shipped_number_says_where_it_is_from(name: str):
    scenario = catalogue.load_scenario(name)

    stated = [(scenario.latency_provenance, scenario.latency_source)]
    stated += [(item.provenance, item.source) for item in scenario.replies + scenario.groups]
    assert {provenance for provenance, _ in stated} <= PROVENANCE
    assert all(source for _, source in stated)


@pytest.mark.parametrize("name", catalogue.scenario_ids())
def test_snapshot_of_a_scenario_reads_back(name: str):
    scenario = catalogue.load_scenario(name)

    again = Scenario.from_json(scenario.to_json())

    assert again.to_json() == scenario.to_json()
    assert again.replies == scenario.replies
    assert again.policy == scenario.policy


def test_default_scenario_comes_first():
    assert catalogue.scenario_ids()[0] == catalogue.DEFAULT_SCENARIO


def test_domains_lie_in_one_group_and_the_last_group_takes_the_rest():
    groups = catalogue.load_groups()

    domains = [domain for group in groups for domain in group.domains]
    assert len(domains) == len(set(domains)) == len(catalogue.load_domain_table())
    assert groups[-1].id == OTHER
    assert groups[-1].domains == ()


def test_limits_of_a_scenario_come_before_the_table_s():
    scenario = catalogue.load_scenario("rate-limited")

    assert scenario.group("orange").rate == Rate(100, 60_000_000, 10)
    assert scenario.group("orange").connections == 2
    assert scenario.group("yahoo").rate == Rate(7, 1_000_000, 7)


def test_unknown_name_gets_the_nearest_as_a_hint():
    with pytest.raises(ScenarioError, match="no scenario 'clasic-demo'") as caught:
        catalogue.load_scenario("clasic-demo")

    assert caught.value.hint == "Did you mean classic-demo?"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("share_ppm = 100_000", "share_ppm = 100_001", "not 100 %"),
        ("quantiles_ms = [50, 500]", "quantiles_ms = [500, 50]", "rising order"),
        ("max_attempts = 3", "max_tries = 3", "max_attempts"),
        ("spaced = false", "", "spaced"),
        ("code = 250", "code = 350", "2xx, 4xx or 5xx"),
        ("[policy]", "[policy", "not valid TOML"),
        ("[latency]", "[latency]\nquantiles_ms = 1\n[old]", "wrong type"),
    ],
)
def test_damaged_file_is_explained(own_resources: Path, old: str, new: str, told: str):
    file = own_resources / "scenarios" / "classic-demo.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(ScenarioError, match="classic-demo") as caught:
        catalogue.load_scenario("classic-demo")

    assert told in caught.value.message


def test_table_without_a_group_for_the_rest_is_refused(own_resources: Path):
    file = own_resources / "providers" / "groups.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f'id = "{OTHER}"', 'id = "rest"'), encoding="utf-8")

    with pytest.raises(ScenarioError, match=r"groups\.toml: the last group must be 'other'"):
        catalogue.load_groups()
