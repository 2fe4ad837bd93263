from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from mailsim_desktop import errors
from mailsim_desktop.cli import main
from mailsim_desktop.version import version
from tests.helpers.workspace import Workspace
from tests.unit.cli.conftest import Typing


def subclasses(kind: type[errors.MailSimError]) -> list[type[errors.MailSimError]]:
    return [kind, *(one for child in kind.__subclasses__() for one in subclasses(child))]


def group_that_raises(error: BaseException) -> typer.Typer:
    app = typer.Typer(pretty_exceptions_enable=False)

    @app.command()
    def fail() -> None:
        raise error

    return app


@pytest.mark.parametrize("kind", subclasses(errors.MailSimError))
def test_each_error_is_its_message_its_hint_and_its_exit_code(
    kind: type[errors.MailSimError],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setattr(main, "build", lambda: group_that_raises(kind("What.", "Do.")))

    assert main.run([]) == kind.exit_code
    assert capsys.readouterr() == ("", "Error: What.\nDo.\n")


def test_interruption_is_exit_code_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(main, "build", lambda: group_that_raises(KeyboardInterrupt()))

    assert main.run([]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_bug_is_told_without_a_traceback_and_logged_with_one(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
):
    monkeypatch.setattr(main, "build", lambda: group_that_raises(ZeroDivisionError("oops")))

    assert main.run([]) == 1

    err = capsys.readouterr().err
    assert "ZeroDivisionError: oops" in err
    assert "mailsim.log" in err
    assert "Traceback" not in err
    assert "Traceback" in caplog.text


@pytest.mark.parametrize("line", ["nonsense", "--nonsense", "runs show x", "contacts list -q"])
def test_a_wrong_command_line_shows_the_usage(typed: Typing, line: str):
    ended = typed(line)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Usage: mailsim")


def test_version_is_printed_alone(typed: Typing):
    assert typed("--version").out == f"mailsim {version()}\n"


def test_the_option_wins_over_the_environment(typed: Typing, folder: Path):
    other = Workspace(folder / "other.sqlite3")
    other.add_list(["ana@b.es"], name="elsewhere")

    assert typed("--json contacts list").data["lists"] == []
    (found,) = typed(f"--json --database sqlite:///{other.path} contacts list").data["lists"]
    assert found["name"] == "elsewhere"


def test_json_is_one_object_with_schema_and_command(typed: Typing):
    whole = json.loads(typed("--json scenarios list").out)

    assert (whole["schema"], whole["command"]) == (1, "scenarios list")


def test_a_reader_that_goes_away_is_no_bug(workspace: Workspace):
    command = [sys.executable, "-m", "mailsim_desktop", "--database", str(workspace.path)]
    with subprocess.Popen(
        [*command, "scenarios", "show", "classic-demo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()

    assert err == ""
