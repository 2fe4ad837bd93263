"""The program's log: JSON lines in a file that never grows without bound."""

from __future__ import annotations

import json
import logging
import stat

import pytest

from mailsim_desktop import log


@pytest.fixture
def logger(monkeypatch):
    """The program's logger without handlers, put back as it was."""
    root = logging.getLogger("mailsim_desktop")
    level, propagate = root.level, root.propagate
    monkeypatch.setattr(root, "handlers", [])
    log.about_lease(None)  # a worker in this thread may have had one
    yield root
    for handler in root.handlers:
        handler.close()
    root.setLevel(level)
    root.propagate = propagate


def lines(folder) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "mailsim.log").read_text().splitlines()]


def test_line_is_one_json_object_with_its_context(logger, tmp_path):
    log.start(tmp_path / "logs", verbose=False)

    logging.getLogger("mailsim_desktop.workers").warning(
        "%s ended\nbadly", "wörker", extra={"run": 7, "worker": "1-2"}
    )

    (line,) = lines(tmp_path / "logs")
    assert line.pop("at")[-1] == "Z"
    assert line == {
        "level": "warning",
        "module": "mailsim_desktop.workers",
        "message": "wörker ended\nbadly",
        "run": 7,
        "worker": "1-2",
    }
    assert stat.S_IMODE((tmp_path / "logs").stat().st_mode) == 0o700
    assert logger.propagate is False


def test_bug_keeps_its_traceback_on_its_line(logger, tmp_path):
    log.start(tmp_path, verbose=False)

    try:
        int("why")
    except ValueError:
        logger.exception("a bug")

    (line,) = lines(tmp_path)
    assert line["traceback"].startswith("Traceback")
    assert line["traceback"].endswith("with base 10: 'why'")


@pytest.mark.usefixtures("logger")
@pytest.mark.parametrize(("verbose", "kept"), [(False, ["info"]), (True, ["debug", "info"])])
def test_detail_is_kept_when_asked_for(tmp_path, capsys, verbose, kept):
    log.start(tmp_path, verbose=verbose)

    for level in (logging.DEBUG, logging.INFO):
        logging.getLogger("mailsim_desktop.x").log(level, "said")

    assert [line["level"] for line in lines(tmp_path)] == kept
    assert capsys.readouterr().err.count("said") == (2 if verbose else 0)


def test_second_start_writes_no_line_twice(logger, tmp_path):
    log.start(tmp_path, verbose=False)
    log.start(tmp_path, verbose=False)

    logger.info("once")

    assert len(lines(tmp_path)) == 1


def test_folder_that_cannot_be_written_costs_the_log_and_nothing_else(logger, tmp_path):
    (tmp_path / "file").touch()

    log.start(tmp_path / "file", verbose=False)

    logger.error("said to nobody")
    assert [type(handler) for handler in logger.handlers] == [logging.NullHandler]


def test_file_is_rotated_at_its_size(logger, tmp_path, monkeypatch):
    monkeypatch.setattr(log, "FILE_BYTES", 2_000)
    folder = tmp_path / "logs"
    log.start(folder, verbose=False)

    for number in range(200):
        logger.info("line %d", number)

    files = sorted(path.name for path in folder.iterdir())
    assert files == ["mailsim.log", *(f"mailsim.log.{n}" for n in range(1, log.FILES))]
    assert all(path.stat().st_size <= 2_000 for path in folder.iterdir())
    assert lines(folder)[-1]["message"] == "line 199"
