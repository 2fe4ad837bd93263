"""The settings file: read whatever is in it, written without touching what is not ours."""

from __future__ import annotations

import logging
import stat
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop import settings
from mailsim_desktop.errors import SettingsError, StoreUnavailableError
from mailsim_desktop.settings import Found, Settings

DARK = Settings(theme="dark", text_size=125, language="es", reduce_motion=True)
texts = st.text(st.characters(exclude_categories=["Cs"]))
any_settings = st.builds(
    Settings, theme=texts, text_size=st.integers(-(2**63), 2**63 - 1), language=texts
)
keys = st.sampled_from(
    ["theme", '"language"', "text_size", "language", "reduce_motion", "newer", "x.theme"]
)
values = st.sampled_from(
    ['"dark"', "3", "true", "[1,\n  2,\n]", '"""\ntheme = "light"\n[odd]\n"""', "1979-05-27", "{}"]
)
files = st.lists(st.tuples(keys, values), unique_by=lambda pair: pair[0].strip('"')).map(
    lambda pairs: "".join(f"{key} = {value}  # why\n" for key, value in pairs)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / settings.FILE


def test_settings_lie_in_the_config_folder(own_home: Path):
    assert settings.file().is_relative_to(own_home)
    assert settings.file().name == "settings.toml"


def test_without_a_file_everything_has_its_default(path: Path):
    assert settings.read(path) == Found(Settings(), None)


def test_what_was_written_is_read(path: Path):
    settings.write(path, DARK)

    assert settings.read(path) == Found(DARK, None)


@given(any_settings, st.booleans())
def test_every_value_survives_being_written(chosen: Settings, moves: bool):  # noqa: FBT001
    text = settings.updated("", Settings(chosen.theme, chosen.text_size, chosen.language, moves))

    assert tomllib.loads(text) == {
        "theme": chosen.theme,
        "text_size": chosen.text_size,
        "language": chosen.language,
        "reduce_motion": moves,
    }


@given(files, st.sampled_from(["", "[window]\ntheme = 'mine'\n"]))
def test_what_is_not_ours_stays_as_it_stands(top: str, table: str):
    before = tomllib.loads(top + table)
    after = tomllib.loads(settings.updated(top + table, DARK))

    ours = {"theme": "dark", "text_size": 125, "language": "es", "reduce_motion": True}
    assert after == before | ours


def test_settings_win_where_their_names_are_taken_by_something_else():
    text = settings.updated("theme.colour = 1\n", DARK)

    assert tomllib.loads(text)["theme"] == "dark"


def test_file_of_an_editor_that_marks_its_encoding_is_read(path: Path):
    path.parent.mkdir()
    path.write_text('theme = "dark"\n', encoding="utf-8-sig")

    assert settings.read(path).settings.theme == "dark"


def test_comments_and_order_are_kept(path: Path):
    path.parent.mkdir()
    path.write_text('# mine\nlater = [1]\ntheme = "light"\n\n[table]\nx = 1\n', encoding="utf-8")
    settings.write(path, DARK)
    text = path.read_text(encoding="utf-8")

    assert text.startswith('# mine\nlater = [1]\ntheme = "dark"\n\n')
    assert text.endswith("[table]\nx = 1\n")


@pytest.mark.parametrize("damage", [b"theme = dark", b"\xff\xfe\x00", b"[" * 4000])
def test_damaged_file_costs_the_settings_and_a_copy_is_kept(
    path: Path, caplog: pytest.LogCaptureFixture, damage: bytes
):
    path.parent.mkdir()
    path.write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        found = settings.read(path)

    assert found.settings == Settings()
    assert found.broken == path.with_name("settings.toml.broken")
    assert found.broken.read_bytes() == damage
    assert "no TOML" in caplog.text


def test_damaged_file_is_replaced_by_one_that_can_be_read(path: Path):
    path.parent.mkdir()
    path.write_text("theme = dark", encoding="utf-8")
    settings.write(path, DARK)

    assert settings.read(path) == Found(DARK, None)


@pytest.mark.parametrize("line", ["theme = 3", "text_size = '100'", "reduce_motion = 1"])
def test_value_of_a_wrong_type_is_left_out_and_logged(
    path: Path, caplog: pytest.LogCaptureFixture, line: str
):
    path.parent.mkdir()
    path.write_text(f"{line}\nlanguage = 'es'\n", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        found = settings.read(path)

    assert found == Found(Settings(language="es"))
    assert line.split(maxsplit=1)[0] in caplog.text


def test_file_that_may_not_be_read_is_logged(path: Path, caplog: pytest.LogCaptureFixture):
    path.mkdir(parents=True)  # a folder of that name
    with caplog.at_level(logging.WARNING):
        found = settings.read(path)

    assert found == Found()
    assert "cannot be read" in caplog.text


def test_file_that_cannot_be_written_is_explained_and_nothing_is_left_behind(path: Path):
    path.mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot be stored"):
        settings.write(path, DARK)

    assert list(path.parent.iterdir()) == [path]


def test_folder_that_cannot_be_made_is_explained(tmp_path: Path):
    (tmp_path / "config").write_text("a file stands in its place", encoding="utf-8")

    with pytest.raises(StoreUnavailableError, match="cannot be created"):
        settings.write(tmp_path / "config" / settings.FILE, DARK)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_settings_are_for_their_owner_alone(path: Path):
    settings.write(path, DARK)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == [settings.FILE]
