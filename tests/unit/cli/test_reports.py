from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Typing


@pytest.mark.usefixtures("completed")
def test_report_is_written_where_asked_and_its_files_are_named(typed: Typing, folder: Path):
    ended = typed("--json report 1 --folder out/spring")

    files = ended.data["files"]
    assert ended.data["run"] == 1
    assert {path.name for path in (folder / "out" / "spring").iterdir()} == {
        Path(path).name for path in files.values()
    }
    assert "spring" in (folder / "out" / "spring" / "report.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("completed")
def test_report_goes_to_the_data_folder_by_default(typed: Typing, own_home: Path):
    lines = typed("report 1").out.splitlines()

    assert len(lines) == 2
    assert all(Path(line).is_relative_to(own_home) and Path(line).is_file() for line in lines)


@pytest.mark.usefixtures("completed")
@pytest.mark.parametrize("line", ["report 9", "report 1 --folder mailsim.sqlite3"])
def test_report_that_cannot_be_written_is_told(typed: Typing, line: str):
    ended = typed(line)

    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith("Error: ")
