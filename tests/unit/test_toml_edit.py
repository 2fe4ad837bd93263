"""Keys are set in a text, and whatever else stands in it stays."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.toml_edit import is_toml, with_values

OURS = {"theme": "dark", "text_size": 125, "language": "es", "reduce_motion": True}
texts = st.text(st.characters(exclude_categories=["Cs"]))
plain = texts | st.integers(-(2**63), 2**63 - 1) | st.booleans()
keys = st.sampled_from(
    ["theme", '"language"', "text_size", "language", "reduce_motion", "newer", "x.theme"]
)
values = st.sampled_from(
    ['"dark"', "3", "true", "[1,\n  2,\n]", '"""\ntheme = "light"\n[odd]\n"""', "1979-05-27", "{}"]
)
files = st.lists(st.tuples(keys, values), unique_by=lambda pair: pair[0].strip('"')).map(
    lambda pairs: "".join(f"{key} = {value}  # why\n" for key, value in pairs)
)


@given(st.dictionaries(st.sampled_from(list(OURS)), plain))
def test_every_value_survives_being_written(chosen: dict[str, object]):
    assert tomllib.loads(with_values("", chosen)) == chosen


@given(files, st.sampled_from(["", "[window]\ntheme = 'mine'\n"]), st.booleans())
def test_what_is_not_ours_stays_as_it_stands(top: str, table: str, windows: bool):  # noqa: FBT001
    text = top + table
    text = text.replace("\n", "\r\n") if windows else text
    after = with_values(text, OURS)

    assert tomllib.loads(after) == tomllib.loads(text) | OURS
    assert after.count("\r\n") == (after.count("\n") if windows and text else 0)


def test_comments_and_order_are_kept():
    text = '# mine\nlater = [1]\ntheme = "light"\n\n[table]\nx = 1\n'

    assert with_values(text, {"theme": "dark"}) == text.replace("light", "dark")


def test_name_that_is_taken_by_something_else_is_seen():
    assert not is_toml(with_values("theme.colour = 1\n", OURS))


def test_text_nested_too_deep_is_no_toml():
    assert not is_toml("a = " + "[" * 4000)
