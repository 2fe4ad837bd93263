from __future__ import annotations

import pytest

from mailsim_desktop.cli.summary import duration, print_summary
from mailsim_desktop.services.results import summarise
from tests.helpers.workspace import Workspace


@pytest.mark.parametrize(
    ("us", "text"),
    [
        (None, "–"),
        (0, "00:00:00.000"),
        (999_999, "00:00:00.999"),
        (3_661_500_000, "01:01:01.500"),
        (360_000_000_000, "100:00:00.000"),
    ],
)
def test_simulated_time_is_hours_minutes_seconds(us: int | None, text: str):
    assert duration(us) == text


def test_summary_shows_each_counter_beside_its_name(
    workspace: Workspace, completed: int, capsys: pytest.CaptureFixture[str]
):
    workspace.execute("UPDATE lanes SET bounced = 11, expired = 1200, poisoned = 34 WHERE id = 1")
    store = workspace.store()
    print_summary(summarise(store, completed))
    store.close()

    lines = capsys.readouterr().out.splitlines()
    facts = {line[:16].strip(): line[16:].strip() for line in lines[:14]}
    ((attempts, deferrals, delivered),) = workspace.sql(
        "SELECT SUM(attempts), SUM(deferrals), SUM(delivered) FROM lanes"
    )
    ((group, jobs),) = workspace.sql("SELECT provider_group, jobs FROM lanes WHERE id = 1")
    assert facts["Run"] == "1 of spring"
    assert facts["State"] == "Completed"
    assert facts["Recipients"] == "120, 0 excluded"
    assert facts["Delivered"] == str(delivered)
    assert facts["Attempts"] == f"{attempts}, {deferrals} deferred and retried"
    assert facts["Digest"] == workspace.digest(completed)
    assert group
    (first,) = [line for line in lines if line.endswith("1,234")]  # expired and poisoned
    assert first.split()[1] == str(jobs)
    assert first.split()[-2] == "11"
