from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from mailsim_desktop.domain import histogram
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.errors import DiskFullError, ExportError, NotFoundError
from mailsim_desktop.reports import words
from mailsim_desktop.services import campaigns, launching, reports, runs
from mailsim_desktop.services.contacts import import_contacts
from tests.helpers.report_page import ReportPage
from tests.helpers.workspace import Workspace, addresses

HOSTILE = '=Spring <script>alert(1)</script> & "Sons"'


@pytest.fixture
def finished_run(workspace: Workspace, tmp_path: Path) -> int:
    """From a CSV file to a completed run, by the services and real worker processes."""
    file = tmp_path / "list.csv"
    file.write_text("email\n" + "\n".join(addresses(800)) + "\n", encoding="utf-8")
    store = workspace.store()
    account = import_contacts(store, file, list_name="list")
    workspace.execute("UPDATE contacts SET state = 'unsubscribed' WHERE id % 50 = 0")
    workspace.execute("UPDATE contacts SET state = 'suppressed' WHERE id % 70 = 1")
    campaign_id = campaigns.create_campaign(
        store, name=HOSTILE, subject="Hola {nombre}", content="{email}", list_id=account.list_id
    )
    run_id = launching.launch(store, campaign_id, "rate-limited", RunOptions(seed=9, workers=1))
    with runs.make_engine(store) as engine:
        engine.drive(run_id)
        assert engine.wait(run_id, 120)
    store.close()
    return run_id


def _write(workspace: Workspace, run_id: int, folder: Path | None = None) -> dict[str, Path]:
    store = workspace.store()
    try:
        return reports.write(store, run_id, folder)
    finally:
        store.close()


def _page(workspace: Workspace, run_id: int, folder: Path) -> ReportPage:
    return ReportPage(_write(workspace, run_id, folder)["html"].read_text(encoding="utf-8"))


def _one(workspace: Workspace, statement: str, *parameters: Any) -> Any:
    return workspace.sql(statement, *parameters)[0][0]


REPLIES = "SELECT CAST(key AS INTEGER) AS id, value ->> 'code' AS code FROM runs, json_each(scenario -> 'replies') WHERE runs.id = g.run_id"  # noqa: E501 # one subquery


def _attempts_of(workspace: Workspace, first_digit: int, more: str = "1") -> int:
    """Attempts answered with a code of that class, by the log and the snapshot alone."""
    found = _one(
        workspace,
        f"SELECT COUNT(*) FROM email_logs AS g WHERE {more} AND EXISTS"
        f" (SELECT 1 FROM ({REPLIES}) AS r WHERE r.id = g.reply_id AND r.code / 100 = ?)",
        first_digit,
    )
    return int(found)


LAST = "g.attempt = 5"  # of the scenario's retry policy


def test_totals_on_the_page_are_those_of_the_log(
    workspace: Workspace, finished_run: int, tmp_path: Path
):
    table = {
        row[0]: row[1]
        for row in _page(workspace, finished_run, tmp_path).tables["Totals"]
        if row[0] not in {"Delivered", "Bounced", "Recipients"}
    }
    rows = _page(workspace, finished_run, tmp_path).tables["Totals"]

    audience = _one(workspace, "SELECT COUNT(*) FROM list_members")
    unsubscribed = _one(workspace, "SELECT COUNT(*) FROM contacts WHERE state = 'unsubscribed'")
    suppressed = _one(workspace, "SELECT COUNT(*) FROM contacts WHERE state = 'suppressed'")
    recipients = _one(workspace, "SELECT COUNT(DISTINCT job_id) FROM email_logs")
    attempts = _one(workspace, "SELECT COUNT(*) FROM email_logs")
    delivered, bounced = _attempts_of(workspace, 2), _attempts_of(workspace, 5)
    expired = _attempts_of(workspace, 4, LAST)
    retried = _attempts_of(workspace, 4) - expired
    assert audience == recipients + unsubscribed + suppressed
    assert [row[1] for row in rows if row[0] == "Delivered"] == [f"{delivered:,}"] * 2
    assert [row[1] for row in rows if row[0] == "Bounced"] == [f"{bounced:,}"] * 2
    assert [row[1] for row in rows if row[0] == "Recipients"] == [f"{recipients:,}"] * 2
    assert table == {
        "Excluded: suppressed": f"{suppressed}",
        "Excluded: unsubscribed": f"{unsubscribed}",
        "Audience": f"{audience:,}",
        "Deferred and retried": f"{retried:,}",
        "Deferred and given up": f"{expired}",
        "Attempts": f"{attempts:,}",
        "Dead letters": f"{expired}",
        "expired": f"{expired}",
        "poisoned": "0",
        "Cancelled": "0",
        "Pending": "0",
    }


def test_sums_printed_in_bold_are_sums_of_what_is_printed_above_them(
    workspace: Workspace, finished_run: int, tmp_path: Path
):
    page = _page(workspace, finished_run, tmp_path)

    rows = [(row[0], int(row[1].replace(",", ""))) for row in page.tables["Totals"]]
    sums, parts = [], 0
    for name, value in rows:
        if name in {"Audience", "Attempts"} or (name == "Recipients" and parts):
            sums.append((name, value, parts))
            parts = 0
        elif name not in {"expired", "poisoned"}:
            parts += value
    assert [name for name, _, _ in sums] == ["Audience", "Attempts", "Recipients"]
    assert all(value == parts for _, value, parts in sums)

    *groups, whole = page.tables["Outcomes by provider group"]
    for column in range(1, len(whole)):
        assert _number(whole[column]) == sum(_number(row[column]) for row in groups)
    for row in groups:
        assert _number(row[1]) == sum(_number(cell) for cell in row[2:7])


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def test_outcomes_and_replies_by_group_are_those_of_the_log(
    workspace: Workspace, finished_run: int, tmp_path: Path
):
    page = _page(workspace, finished_run, tmp_path)

    names = {group.id: group.name for group in _scenario(workspace, finished_run).groups}
    logged = workspace.sql(
        "SELECT l.provider_group, COUNT(DISTINCT g.job_id), COUNT(*) FROM email_logs AS g"
        " JOIN lanes AS l ON l.id = g.lane_id GROUP BY 1"
    )
    shown = page.tables["Outcomes by provider group"][:-1]
    assert {(row[0], row[1], row[7]) for row in shown} == {
        (names[group], f"{jobs:,}", f"{attempts:,}") for group, jobs, attempts in logged
    }
    replies = _scenario(workspace, finished_run).replies
    counted = workspace.sql(
        "SELECT l.provider_group, g.reply_id, COUNT(*) FROM email_logs AS g"
        " JOIN lanes AS l ON l.id = g.lane_id GROUP BY 1, 2"
    )
    assert {(row[0], row[1], row[3]) for row in page.tables["Replies by provider group"][:-1]} == {
        (names[group], replies[reply].line(), f"{number:,}") for group, reply, number in counted
    }


def _scenario(workspace: Workspace, run_id: int) -> Any:
    store = workspace.store()
    found = runs.get_run(store, run_id).scenario
    store.close()
    return found


def test_latencies_are_those_of_the_log_within_a_bucket(
    workspace: Workspace, finished_run: int, tmp_path: Path
):
    whole = _page(workspace, finished_run, tmp_path).tables["Latency"][-1]

    latencies = sorted(us for (us,) in workspace.sql("SELECT finish_us - start_us FROM email_logs"))
    mean = (2 * sum(latencies) + len(latencies)) // (2 * len(latencies))
    assert whole[1] == f"{len(latencies):,}"
    assert whole[2] == words.milliseconds(mean)
    assert whole[7] == words.milliseconds(latencies[-1])
    for cell, share in zip(whole[3:7], (0.5, 0.9, 0.95, 0.99), strict=True):
        exact = latencies[int(share * len(latencies))]
        shown_us = 1000 * _number(cell.removesuffix(f"{words.NO_BREAK}ms"))
        assert abs(histogram.bucket_of(shown_us) - histogram.bucket_of(exact)) <= 1
        assert abs(shown_us - exact) <= 0.06 * exact


def test_durations_and_attempts_needed_are_those_of_the_log(
    workspace: Workspace, finished_run: int, tmp_path: Path
):
    page = _page(workspace, finished_run, tmp_path)

    ends = sorted(
        at for (at,) in workspace.sql("SELECT MAX(finish_us) FROM email_logs GROUP BY job_id")
    )
    expected = [
        words.clock(ends[-(-len(ends) * percent // 100) - 1]) for percent in (50, 90, 99, 100)
    ]
    assert [row[1] for row in page.tables["Durations"][:4]] == expected
    needed = workspace.sql(
        "SELECT n, COUNT(*) FROM (SELECT COUNT(*) AS n FROM email_logs GROUP BY job_id)"
        " GROUP BY n ORDER BY n"
    )
    for times, recipients in needed:
        noun = "1 attempt" if times == 1 else f"{times} attempts"
        assert f"{noun}: {recipients:,} recipients" in page.text


def test_page_tells_what_it_takes_to_repeat_the_run(
    workspace: Workspace, finished_run: int, tmp_path: Path
):
    table = dict(_page(workspace, finished_run, tmp_path).tables["To repeat this run"])

    stored = workspace.sql("SELECT settings_hash, digest FROM runs")[0]
    assert table["Scenario and seed"] == "rate-limited, seed 9"
    assert (table["Settings hash"], table["Digest of the event log"]) == stored
    assert "sqlite" in table["Versions"]


def test_hostile_campaign_name_is_text_in_both_files(
    workspace: Workspace, finished_run: int, tmp_path: Path
):
    written = _write(workspace, finished_run, tmp_path)

    page = ReportPage(written["html"].read_text(encoding="utf-8"))
    with written["csv"].open(encoding="utf-8", newline="") as file:
        cells = {row["name"]: row["value"] for row in csv.DictReader(file)}
    assert "script" not in page.tags
    assert HOSTILE in page.text
    assert cells["campaign"] == f"'{HOSTILE}"


def test_csv_holds_the_same_figures(workspace: Workspace, finished_run: int, tmp_path: Path):
    with _write(workspace, finished_run, tmp_path)["csv"].open(
        encoding="utf-8", newline=""
    ) as file:
        rows = list(csv.DictReader(file))

    totals = {row["name"]: row["value"] for row in rows if row["section"] == "totals"}
    replies = [int(row["value"]) for row in rows if row["section"] == "replies"]
    timeline = [int(row["value"]) for row in rows if row["section"] == "timeline"]
    attempts = _one(workspace, "SELECT COUNT(*) FROM email_logs")
    assert int(totals["delivered"]) == _attempts_of(workspace, 2)
    assert int(totals["attempts"]) == sum(replies) == sum(timeline) == attempts


def test_same_run_gives_the_same_bytes(workspace: Workspace, finished_run: int, tmp_path: Path):
    first = _write(workspace, finished_run, tmp_path / "a")
    second = _write(workspace, finished_run, tmp_path / "b")

    assert {kind: path.read_bytes() for kind, path in first.items()} == {
        kind: path.read_bytes() for kind, path in second.items()
    }


def test_report_goes_to_the_data_folder_by_default(own_home: Path):
    data = own_home / "data" / "MailSim"
    data.mkdir(parents=True)
    workspace = Workspace(data / "mailsim.sqlite3")
    run_id = workspace.launch(workspace.add_list(addresses(3)))

    written = _write(workspace, run_id)

    folder = data / "reports" / str(run_id)
    assert written == {"html": folder / "report.html", "csv": folder / "report.csv"}
    assert sorted(path.name for path in folder.iterdir()) == ["report.csv", "report.html"]


def test_reports_of_two_databases_never_overwrite_each_other(tmp_path: Path):
    folders = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        workspace = Workspace(tmp_path / name / "work.sqlite3")
        run_id = workspace.launch(workspace.add_list(addresses(3)))
        folders.add(_write(workspace, run_id)["html"].parent)

    assert run_id == 1
    assert len(folders) == 2


def test_unknown_run_is_named(workspace: Workspace, tmp_path: Path):
    with pytest.raises(NotFoundError, match="no run 7"):
        _write(workspace, 7, tmp_path)


def test_file_in_the_place_of_the_folder_is_named(workspace: Workspace, tmp_path: Path):
    run_id = workspace.launch(workspace.add_list(addresses(3)))
    (tmp_path / "taken").write_text("mine")

    with pytest.raises(ExportError, match="taken"):
        _write(workspace, run_id, tmp_path / "taken")

    with pytest.raises(ExportError, match="taken"):
        _write(workspace, run_id, tmp_path / "taken" / "below")
    assert (tmp_path / "taken").read_text() == "mine"


def test_forbidden_folder_is_named(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run_id = workspace.launch(workspace.add_list(addresses(3)))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)

    with pytest.raises(ExportError, match="Permission denied") as raised:
        _write(workspace, run_id, tmp_path / "closed")
    assert "closed" in raised.value.message
    assert raised.value.hint


def test_full_disk_keeps_the_earlier_report(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run_id = workspace.launch(workspace.add_list(addresses(3)))
    (tmp_path / "report.html").write_text("earlier")

    def fill(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fill)

    with pytest.raises(DiskFullError, match=r"report\.html"):
        _write(workspace, run_id, tmp_path)
    assert (tmp_path / "report.html").read_text() == "earlier"
    assert not list(tmp_path.glob(".mailsim-*"))
