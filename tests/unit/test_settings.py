"""The settings file: read whatever is in it, written without touching what is not ours."""

from __future__ import annotations

import logging
import os
import stat
import sys
import tomllib
from pathlib import Path

import pytest

from mailsim_desktop import paths, settings
from mailsim_desktop.errors import SettingsError, StoreUnavailableError
from mailsim_desktop.settings import Found, Settings

DARK = Settings(theme="dark", text_size=125, language="es", reduce_motion=True)


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


LOST = [
    b"# by hand, with one slip\ntheme = dark\nlater = 1\n",
    b"\xff\xfe\x00",
    b"# a name taken by something else\ntheme.colour = 1\n",
]


@pytest.mark.parametrize("stood", LOST)
def test_file_that_cannot_be_used_is_replaced_only_after_a_copy_was_kept(path: Path, stood: bytes):
    path.parent.mkdir()
    path.write_bytes(stood)
    settings.write(path, DARK)

    assert settings.read(path) == Found(DARK, None)
    assert path.with_name(settings.BROKEN).read_bytes() == stood


@pytest.mark.parametrize("stood", LOST)
def test_file_that_cannot_be_used_stays_where_no_copy_can_be_kept(path: Path, stood: bytes):
    path.parent.mkdir()
    path.write_bytes(stood)
    path.with_name(settings.BROKEN).mkdir()
    with pytest.raises(SettingsError, match="no copy of it can be kept"):
        settings.write(path, DARK)

    assert path.read_bytes() == stood


def test_line_ends_stay_as_they_are(path: Path):
    path.parent.mkdir()
    path.write_bytes(b'# mine\r\ntheme = "light"\r\nlater = """\r\n"""\r\n[table]\r\n')
    settings.write(path, DARK)
    text = path.read_bytes()

    assert text.count(b"\n") == text.count(b"\r\n") == 8
    assert settings.read(path).settings == DARK


def test_linked_file_is_written_where_it_lies_and_the_link_stays(path: Path, tmp_path: Path):
    kept = tmp_path / "elsewhere" / "mine.toml"
    for folder in (path.parent, kept.parent):
        folder.mkdir()
    kept.write_text("later = 1\n", encoding="utf-8")
    link_to(path, kept)
    settings.write(path, DARK)

    assert path.is_symlink()
    assert tomllib.loads(kept.read_text(encoding="utf-8"))["theme"] == "dark"


def test_link_that_leads_nowhere_is_explained(path: Path):
    path.parent.mkdir()
    link_to(path, path)
    with pytest.raises(SettingsError, match="cannot be stored"):
        settings.write(path, DARK)

    assert path.is_symlink()


def link_to(path: Path, target: Path) -> None:
    """Make a link, where that is allowed."""
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("this person may not make links")


def test_nothing_is_left_behind_where_writing_breaks_off(path: Path):
    half = "\ud800"  # cannot be written
    with pytest.raises(UnicodeEncodeError):
        settings.write(path, Settings(language=half))

    assert list(path.parent.iterdir()) == []


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


@pytest.mark.parametrize("text", ["text_size = " + "9" * 5_000, "a" + ".a" * 3_000 + " = 1"])
def test_number_or_depth_beyond_reason_costs_the_settings_never_the_start(
    tmp_path: Path, text: str
):
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")

    assert settings.read(path).settings == Settings()


def test_pipe_or_device_or_endless_file_is_not_read(tmp_path: Path):
    pipe, link, large = tmp_path / "pipe", tmp_path / "link", tmp_path / "large"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    large.write_bytes(b"#" * (paths.PLAIN_BYTES + 1))

    for path in (pipe, link, large):
        assert settings.read(path) == Found()
