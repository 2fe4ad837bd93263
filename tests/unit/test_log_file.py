"""Several processes write one log file over many rollovers, and no line is lost or torn."""

from __future__ import annotations

import fcntl
import json
import logging
import multiprocessing
from pathlib import Path

import pytest

from mailsim_desktop.log import JsonLines
from mailsim_desktop.log_file import SharedFile

PROCESSES, LINES = 4, 2_000
MOST_BYTES = 20_000
PLENTY = 400  # files: none is dropped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "logs").mkdir()
    return tmp_path / "logs"


def logger_of(handler: logging.Handler, worker: str) -> logging.Logger:
    handler.setFormatter(JsonLines(worker))
    made = logging.Logger("mailsim_desktop.test")  # noqa: LOG001 # known to nobody else
    made.addHandler(handler)
    return made


def write(path: Path, worker: str) -> None:
    """Entry of a process: many lines, of all lengths."""
    logger = logger_of(SharedFile(path, most_bytes=MOST_BYTES, files=PLENTY), worker)
    for number in range(LINES):
        logger.info("%d %s", number, "ñ" * (number % 200))


def all_lines(folder: Path) -> list[dict[str, object]]:
    return [
        json.loads(line)
        for path in folder.iterdir()
        for line in path.read_text("utf-8").splitlines()
    ]


@pytest.mark.process
def test_every_line_of_several_processes_is_there_once_and_whole(folder: Path):
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=write, args=(folder / "mailsim.log", str(n)))
        for n in range(PROCESSES)
    ]
    for one in writers:
        one.start()
    for one in writers:
        one.join(60)
        assert one.exitcode == 0

    found = [(line["worker"], int(str(line["message"]).split()[0])) for line in all_lines(folder)]
    assert len(list(folder.iterdir())) > 10  # of a hundred, less while one at a time renames
    assert sorted(found) == sorted((str(n), k) for n in range(PROCESSES) for k in range(LINES))


def test_files_are_numbered_from_the_newest_and_the_oldest_is_dropped(folder: Path):
    logger = logger_of(SharedFile(folder / "mailsim.log", most_bytes=500, files=3), "w")
    for number in range(50):
        logger.info("line %d", number)

    names = ["mailsim.log.2", "mailsim.log.1", "mailsim.log"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    kept = [
        json.loads(line)["message"]
        for name in names
        for line in (folder / name).read_text().splitlines()
    ]
    assert kept == [f"line {number}" for number in range(50 - len(kept), 50)]


def test_nobody_waits_for_a_process_that_is_stopped_while_it_renames(folder: Path):
    path = folder / "mailsim.log"
    logger = logger_of(SharedFile(path, most_bytes=500, files=3), "w")
    logger.info("first")
    with path.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for number in range(20):
            logger.info("line %d", number)
        assert [one.name for one in folder.iterdir()] == ["mailsim.log"]
        assert len(all_lines(folder)) == 21

    logger.info("after it went on")

    assert len(all_lines(folder)) == 22
    assert len(list(folder.iterdir())) == 2


def test_lines_go_on_in_a_new_file_where_somebody_took_the_old_one_away(folder: Path):
    path = folder / "mailsim.log"
    logger = logger_of(SharedFile(path, most_bytes=500, files=3), "w")
    logger.info("before")
    path.rename(folder / "taken")

    logger.info("after")

    assert "after" in path.read_text()
    assert "before" in (folder / "taken").read_text()


def test_a_line_that_cannot_be_written_costs_nothing_but_itself(folder: Path, monkeypatch):
    monkeypatch.setattr(logging, "raiseExceptions", False)
    logger = logger_of(SharedFile(folder / "none" / "mailsim.log", most_bytes=9, files=2), "w")

    logger.info("lost")

    (folder / "none").mkdir()
    logger.info("kept")
    assert [line["message"] for line in all_lines(folder / "none")] == ["kept"]
