"""The central promise: one seed, list and settings give one event log, however it is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mailsim_desktop.domain.run import NEVER_US
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace, addresses

MINUTE_US = 60_000_000
DOCS = Path(__file__).parents[2] / "docs" / "digest.md"

WAYS = [
    {"workers": 2},
    {"workers": 4},
    {"batch": 500},
    {"batch": 5_000},
    {"shards": 1},
    {"shards": 8},
    {"step_us": MINUTE_US},
    {"step_us": 0},
    {"speed": 2_000},
]


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[Workspace, list[str], dict[str, str]]:
    """One workspace with a list, and the digests of a run with one worker by scenario."""
    number = 50_000 if request.config.getoption("--full-size") else 3_000
    workspace = Workspace(tmp_path_factory.mktemp("digest") / "mailsim.sqlite3")
    emails = addresses(number)
    list_id = workspace.add_list(emails)
    digests = {
        scenario: workspace.digest(
            workspace.run_to_end(list_id, scenario=scenario, workers=1, seed=7)
        )
        for scenario in ("classic-demo", "rate-limited")
    }
    return workspace, emails, digests


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["classic-demo", "rate-limited"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(f"{k}={v}" for k, v in way.items()))
def test_digest_is_the_same_however_the_run_is_carried_out(undisturbed, scenario, way):
    workspace, _, digests = undisturbed
    list_id = workspace.sql("SELECT MIN(id) FROM lists")[0][0]

    run_id = workspace.run_to_end(list_id, scenario=scenario, seed=7, **way)

    assert workspace.digest(run_id) == digests[scenario]


@pytest.mark.process
@pytest.mark.slow
def test_digest_does_not_depend_on_the_order_of_the_rows_in_the_file(undisturbed, tmp_path):
    _, emails, digests = undisturbed
    other = Workspace(tmp_path / "other.sqlite3")

    run_id = other.run_to_end(other.add_list(sorted(emails, key=lambda mail: mail[5:])), seed=7)

    assert other.digest(run_id) == digests["classic-demo"]


def test_another_seed_gives_another_log(workspace):
    list_id = workspace.add_list(addresses(200))
    store = workspace.store()
    digests = set()
    for seed in (1, 2):
        run_id = workspace.launch(list_id, seed=seed)
        run_in_process(store, run_id)
        digests.add(workspace.digest(run_id))
    store.close()

    assert len(digests) == 2


@pytest.mark.parametrize("batch", [1, 13, 5_000])
@pytest.mark.parametrize("step_us", [777_777, MINUTE_US, NEVER_US])
def test_published_vector_holds_at_any_batch_and_step(workspace, batch, step_us):
    text = DOCS.read_text(encoding="utf-8")
    emails = re.findall(r"^- (\S+@\S+)$", text, re.MULTILINE)
    published = re.findall(r"`([0-9a-f]{64})`", text)
    store = workspace.store()
    run_id = workspace.launch(workspace.add_list(emails), seed=120, batch=batch)

    run_in_process(store, run_id, step_us=step_us)
    store.close()

    assert len(emails) == 8
    assert published == [workspace.digest(run_id)]
