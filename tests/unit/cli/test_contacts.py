"""The contacts commands, as they are typed."""

import json
from pathlib import Path

import pytest

from mailsim_desktop.cli.main import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAILSIM_DATABASE", str(tmp_path / "x.sqlite3"))
    (tmp_path / "spring.csv").write_text("email;nombre\nana@b.es;Ana\nbad;B\nANA@b.es;[red]\n;\n")
    return tmp_path


def data_of(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    whole = json.loads(capsys.readouterr().out)
    assert whole["schema"] == 1
    found: dict[str, object] = whole["data"]
    return found


def test_import_accounts_for_every_row_in_json(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["--json", "contacts", "import", str(folder / "spring.csv")]) == 0

    data = data_of(capsys)
    counts = [data[k] for k in ("read", "imported", "updated", "duplicate", "invalid", "empty")]
    assert counts == [4, 1, 0, 1, 1, 1]
    assert data["list"] == {"id": 1, "name": "spring"}
    assert data["rejects"] == [
        {"line": 3, "reason": "No @ sign", "value": "bad"},
        {"line": 4, "reason": "Duplicate of line 2", "value": "ANA@b.es"},
        {"line": 5, "reason": "No address in this row", "value": ""},
    ]


def test_import_shows_sum_and_rejects_to_people(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["contacts", "import", "spring.csv", "--rejects", "bad.csv"]) == 0

    out = capsys.readouterr().out
    assert "4 rows = 1 imported + 0 updated + 1 duplicate + 1 invalid + 1 empty" in out
    assert "No @ sign" in out
    assert (folder / "bad.csv").read_text().splitlines()[1] == "3,No @ sign,bad"


@pytest.mark.usefixtures("folder")
def test_many_rejects_are_cut_with_the_way_to_see_all(capsys: pytest.CaptureFixture[str]):
    Path("long.csv").write_text("email\n" + "bad\n" * 12)

    run(["contacts", "import", "long.csv"])

    out = capsys.readouterr().out
    assert "and 2 more" in out
    assert "mailsim contacts export --rejects-of 1 rejects.csv" in out
    assert run(["contacts", "export", "--rejects-of", "1", "rejects.csv"]) == 0
    assert len(Path("rejects.csv").read_text().splitlines()) == 13


@pytest.mark.usefixtures("folder")
def test_list_shows_lists_and_then_their_contacts(capsys: pytest.CaptureFixture[str]):
    run(["contacts", "list"])
    assert "There are no lists yet" in capsys.readouterr().out
    run(["contacts", "import", "spring.csv"])
    capsys.readouterr()

    run(["contacts", "list"])
    assert "spring" in capsys.readouterr().out
    run(["contacts", "list", "--list", "spring"])
    assert "1 contacts: 1 valid" in capsys.readouterr().out
    run(["--json", "contacts", "list", "--search", "ana@"])
    data = data_of(capsys)
    assert data["count"] == 1
    assert data["contacts"] == [{"id": 1, "email": "ana@b.es", "name": "Ana", "state": "valid"}]


@pytest.mark.usefixtures("folder")
def test_export_writes_a_list(capsys: pytest.CaptureFixture[str]):
    run(["contacts", "import", "spring.csv"])

    assert run(["contacts", "export", "out.csv", "--list", "spring"]) == 0
    assert Path("out.csv").read_text() == "email,name,state\nana@b.es,Ana,valid\n"
    assert "1 rows written to out.csv" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_sample_is_the_same_for_the_same_arguments():
    for name in ("a.csv", "b.csv"):
        arguments = ["--size", "300", "--mix", "b2c-eu", "--seed", "4", name]
        assert run(["contacts", "sample", *arguments]) == 0

    assert Path("a.csv").read_bytes() == Path("b.csv").read_bytes()
    assert Path("a.csv").read_bytes().startswith(b"email,nombre\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["import", "none.csv"], 3),
        (["import", "."], 3),
        (["import", "spring.csv", "--email-column", "mail"], 3),
        (["import", "spring.csv", "--rejects", "no/r.csv"], 3),
        (["export", "out.csv", "--list", "none"], 3),
        (["export", "out.csv", "--list", "a", "--rejects-of", "1"], 2),
        (["export", "out.csv", "--rejects-of", "8"], 3),
        (["list", "--list", "none"], 3),
        (["sample", "no/such/folder.csv", "--size", "3"], 3),
        (["sample", "a.csv", "--size", "3", "--mix", "moon"], 3),
        (["sample", "a.csv", "--size", "0"], 3),
    ],
)
def test_mistakes_get_a_message_and_their_exit_code(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
):
    assert run(["contacts", *arguments]) == code
    error = capsys.readouterr().err
    assert error
    assert "Traceback" not in error


def test_list_shows_an_address_in_the_letters_of_its_owner(typed, workspace):
    workspace.add_list(["eva@xn--bcherei-n2a.de"])

    assert "eva@bücherei.de" in typed("contacts list --search bücher").out
    data = typed("--json contacts list --search bücher").data
    assert data["contacts"][0]["email"] == "eva@xn--bcherei-n2a.de"  # as it is stored
