"""Values of TOML files: exact where they are right, explained where they are not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from mailsim_desktop.errors import ScenarioError
from mailsim_desktop.simulation.toml_files import integer, number, read, word


def test_numbers_are_as_exact_as_they_are_written():
    assert number({"factor": 1.3}, "factor") == Fraction(13, 10)
    assert number({"factor": 2}, "factor") == 2
    assert integer({"n": 7}, "n") == 7


@pytest.mark.parametrize("value", [True, "2", 2.0, None])
def test_what_is_no_whole_number_is_refused_with_its_key(value: object):
    with pytest.raises(ValueError, match="'n' must be a whole number"):
        integer({"n": value}, "n")


@pytest.mark.parametrize("value", [True, "2", float("nan")])
def test_what_is_no_number_is_refused_with_its_key(value: object):
    with pytest.raises(ValueError, match="'n' must be a number"):
        number({"n": value}, "n")


def test_a_word_stands_for_something_or_the_choices_are_told():
    known = {"one": 1, "two": 2}

    assert word({"n": "two"}, "n", known) == 2
    assert word({}, "n", known, 1) == 1
    with pytest.raises(ValueError, match="one of one, two, not 'three'"):
        word({"n": "three"}, "n", known)


def test_every_error_names_the_file(tmp_path: Path):
    file = tmp_path / "own.toml"
    file.write_text("n = 'x'", encoding="utf-8")

    with pytest.raises(ScenarioError, match=r"own\.toml: the key 'n' must be a whole number"):
        read(file, lambda data: integer(data, "n"))
    with pytest.raises(ScenarioError, match=r"own\.toml: the key 'm' is missing"):
        read(file, lambda data: data["m"])
    with pytest.raises(ScenarioError, match=r"gone\.toml cannot be read"):
        read(tmp_path / "gone.toml", dict)
