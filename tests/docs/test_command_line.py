"""Whatever can be typed has help and stands in the reference; JSON keeps its shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from mailsim_desktop.cli.main import build, run

REFERENCE = Path(__file__).parents[2] / "docs" / "command-line.md"

CommandPath = tuple[str, ...]


def walk(command: Any, path: CommandPath = ()) -> Iterator[tuple[CommandPath, Any]]:
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from walk(child, (*path, name))


TREE = dict(walk(typer.main.get_command(build())))
COMMANDS = [path for path, command in TREE.items() if not hasattr(command, "commands")]


def sections() -> dict[str, str]:
    """Text of the reference under each of its headings, without the code marks."""
    parts = re.split(r"^##+ (.+)$", REFERENCE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {head.strip("`"): text for head, text in zip(parts[1::2], parts[2::2], strict=True)}


def heading(path: CommandPath) -> str:
    """``mailsim group command ARGUMENT``, as the usage line writes it."""
    arguments = [
        param.metavar or param.name.upper()
        for param in TREE[path].params
        if param.param_type_name == "argument"
    ]
    return " ".join(("mailsim", *path, *arguments))


@pytest.mark.parametrize("path", TREE, ids=" ".join)
def test_everything_that_can_be_typed_has_help(path: CommandPath):
    command = TREE[path]

    assert command.help
    assert [param.name for param in command.params if not (param.help or "").endswith(".")] == []


@pytest.mark.parametrize("path", TREE, ids=" ".join)
def test_help_of_each_command_is_shown_with_exit_code_0(
    path: CommandPath, capsys: pytest.CaptureFixture[str]
):
    assert run([*path, "--help"]) == 0

    out = capsys.readouterr().out
    assert TREE[path].help.split(".")[0].split()[0] in out
    assert all(param.opts[0] in out for param in TREE[path].params if param.opts[0][0] == "-")


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_each_command_stands_in_the_reference_with_all_its_options(path: CommandPath):
    text = sections()[heading(path)]

    options = [opt for param in TREE[path].params for opt in param.opts if opt.startswith("--")]
    assert [option for option in options if option not in text] == []


def test_the_reference_names_no_command_or_option_that_does_not_exist():
    commands = {head for head in sections() if head.startswith("mailsim ")}
    options = set(re.findall(r"--[a-z][a-z-]*", REFERENCE.read_text(encoding="utf-8")))

    assert commands == {heading(path) for path in COMMANDS}
    known = {opt for command in TREE.values() for param in command.params for opt in param.opts}
    assert options <= known | {"--help"}


def test_global_options_stand_in_the_reference():
    text = sections()["Global options"]

    assert [opt for param in TREE[()].params for opt in param.opts if opt not in text] == []


def promised() -> dict[str, set[str]]:
    """Names in the first level of `data`, by what the reference's table has in its first column."""
    text = sections()["JSON"]
    of_a_run = set(re.findall(r"`(\w+)`", text.split("The run: ")[1].split(": for each")[0]))
    found = {}
    for line in text.splitlines():
        if not line.startswith("| `"):
            continue
        commands, cell = line.strip("| ").split(" | ")
        cell = re.sub(r"\([^)]*\)", "", cell)
        cell = re.sub(r"(`\w+`): .*", r"\1", cell)  # members of the rows, not of data
        names = set(re.findall(r"`(\w+)`", cell))
        names |= of_a_run if "the run, below" in cell else set()
        for command in commands.split(", "):
            found[command.replace("`", "")] = names
    return found


def test_the_reference_has_the_json_of_each_command():
    told = {label.split(" with ")[0] for label in promised()}

    assert told == {" ".join(path) for path in COMMANDS}


TYPED = {
    "contacts import people.csv": "",
    "contacts list": "",
    "contacts list --search ana": " with --list or --search",
    "contacts export out.csv": "",
    "contacts sample sample.csv": "",
    "contacts sample --size 3 sample.csv": " with --size",
    "campaigns create spring --list people": "",
    "campaigns list": "",
    "campaigns launch 1 --workers 1": "",
    "campaigns show 1": "",
    "runs list": "",
    "runs show 1": "",
    "runs watch 1": "",
    "runs digest 1": "",
    "runs replay 1": "",
    "report 1": "",
    "rehearse people.csv --workers 1": "",
    "scenarios list": "",
    "lanes list 1": "",
    "dead-letters list 1": "",
    "dead-letters export 1 dead.csv": "",
    "policies list": "",
    "drill --recipients 300 --kills 1 --stops 0 --starves 0": "",
    "policies show postfix": "",
    "metrics": "",
    "db upgrade": "",
    "db check": "",
    "db backup copy.sqlite3": "",
}


@pytest.mark.process
def test_json_has_the_members_that_the_reference_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text("email\nana@gmail.com\nbad\n")
    for line, variant in TYPED.items():
        assert run(["--json", *line.split()]) == 0, line

        whole = json.loads(capsys.readouterr().out)
        assert set(whole) == {"schema", "command", "data"}
        assert line.startswith(whole["command"])
        assert set(whole["data"]) == promised()[whole["command"] + variant], line
