from __future__ import annotations

import json

import pytest

from mailsim_desktop.cli.output import Output, cell_text, print_table

PEOPLE, MACHINE = Output(None, json=False, verbose=False), Output(None, json=True, verbose=False)


def test_people_get_text_and_machines_one_object(capsys: pytest.CaptureFixture[str]):
    PEOPLE.emit("a b", {"n": 1}, "one")
    PEOPLE.emit("a b", {"n": 1}, lambda: print("two"))  # noqa: T201 # what a command does
    assert capsys.readouterr().out == "one\ntwo\n"

    MACHINE.emit("a b", {"name": "José"}, "one")
    out = capsys.readouterr().out
    assert json.loads(out) == {"schema": 1, "command": "a b", "data": {"name": "José"}}
    assert "José" in out


@pytest.mark.parametrize("output", [PEOPLE, MACHINE])
def test_notes_and_progress_stay_off_standard_output(
    output: Output, capsys: pytest.CaptureFixture[str]
):
    output.note("working")
    with output.progress() as progress:
        progress.add_task("Run 1", total=10, completed=4, fact="planning")

    out, err = capsys.readouterr()
    assert out == ""
    assert "working" in err
    assert ("planning" in err) is (not output.json)


@pytest.mark.parametrize(
    ("cell", "text"), [(None, "–"), (1234567, "1,234,567"), ("a", "a"), (0, "0"), (2.5, "2.5")]
)
def test_cells_have_thousands_and_a_dash_for_what_is_unknown(cell: object, text: str):
    assert cell_text(cell) == text


def test_data_in_a_table_is_never_markup(capsys: pytest.CaptureFixture[str]):
    print_table(("Name", "Number"), [("[red]a[/red]", 1), ("b", 22)])

    assert capsys.readouterr().out.splitlines() == [
        "Name          Number",
        "[red]a[/red]       1",
        "b                 22",
    ]


def test_a_cell_too_long_for_the_line_is_folded_and_not_cut(capsys: pytest.CaptureFixture[str]):
    print_table(("Name",), [("0123456789" * 30,)])

    assert "".join(capsys.readouterr().out.split()[1:]) == "0123456789" * 30


def test_a_table_without_rows_is_its_head(capsys: pytest.CaptureFixture[str]):
    print_table(("Name", "Number"), [])

    assert capsys.readouterr().out.split() == ["Name", "Number"]
