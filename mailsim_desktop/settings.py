"""The settings of one person: read from ``settings.toml``, and written back with care.

The file belongs to the person. Writing replaces the lines of the settings known here and
leaves everything else as it stands: comments, order, and keys of a newer version. A library
that writes TOML would be one more thing to ship for four plain values. A file that is no TOML
costs the settings, never the start; a copy of it is kept before anything takes its place.
"""

from __future__ import annotations

import logging
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from mailsim_desktop import paths
from mailsim_desktop.errors import SettingsError
from mailsim_desktop.toml_edit import is_toml, with_values

FILE = "settings.toml"
BROKEN = "settings.toml.broken"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose.

    Attributes
    ----------
    theme : "system", "light" or "dark".
    text_size : per cent of the size that the window is drawn for.
    language : code of a language; empty for that of the program.
    reduce_motion : nothing slides.
    """

    theme: str = "system"
    text_size: int = 100
    language: str = ""
    reduce_motion: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Settings as they were read; `broken` is the copy of a file that could not be."""

    settings: Settings = Settings()
    broken: Path | None = None


def file() -> Path:
    """Path of this person's settings."""
    return paths.config_folder() / FILE


def read(path: Path) -> Found:
    """Read the settings; what is missing or cannot be used has its default."""
    try:
        if not path.exists():
            return Found()
        if not paths.is_plain(path):
            _log.warning("The settings %s cannot be read: no plain file, or too long", path)
            return Found()
        raw = path.read_bytes()
    except OSError as error:
        _log.warning("The settings %s cannot be read: %s", path, error.strerror)
        return Found()
    import tomllib  # noqa: PLC0415 # most people have no settings, and the window is waited for

    try:
        values = tomllib.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # also a number that no computer can hold
        _log.warning("The settings %s are no TOML: %s", path, error)
        return Found(broken=_keep(path))
    return Found(_settings(values))


def write(path: Path, settings: Settings) -> None:
    """Store the settings, whole or not at all; a link stays one, and what it leads to is written.

    Raises
    ------
    SettingsError : the file cannot be written, or no copy be kept of one that is lost by it.
    """
    target = Path(os.path.realpath(path))  # `resolve` takes a link to itself for a bug
    try:
        paths.make_folder(path.parent)
        stands = _read_whole(target)
        made = None if stands is None else with_values(stands, asdict(settings))
        if made is None or not is_toml(made):
            _keep_or_refuse(path)
            made = with_values("", asdict(settings))
        _replace(target, made)
    except OSError as error:
        raise SettingsError(
            f"The settings cannot be stored in {path}: {error.strerror}.",
            "They hold until the window is closed. Get write access to the folder, or make room.",
        ) from error


def _settings(values: dict[str, object]) -> Settings:
    """Settings of the values that have the type they must have."""
    usable = {}
    for field in fields(Settings):
        value = values.get(field.name, field.default)
        if type(value) is type(field.default):
            usable[field.name] = value
        else:
            _log.warning("The setting %s cannot be %r", field.name, value)
    return Settings(**usable)  # type: ignore[arg-type] # each has the type of its default


def _keep(path: Path) -> Path | None:
    """Copy a file that cannot be read, before its place is needed."""
    import shutil  # noqa: PLC0415 # rarely needed

    copy = path.with_name(BROKEN)
    try:
        shutil.copyfile(path, copy)
    except OSError as error:
        _log.warning("No copy of %s could be kept: %s", path, error.strerror)
        return None
    return copy


def _keep_or_refuse(path: Path) -> None:
    """Keep a copy of what is about to be lost: perhaps one wrong sign of somebody at work on it."""
    _log.warning("The settings %s cannot be used and are written anew", path)
    if _keep(path) is None:
        raise SettingsError(
            f"The settings cannot be stored in {path}: what stands there cannot be used, "
            "and no copy of it can be kept.",
            "They hold until the window is closed. Mend the file, or move it away.",
        )


def _read_whole(path: Path) -> str | None:
    """What stands in the file, its line ends as they are; None where that is no TOML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        return None
    return text if is_toml(text) else None


def _replace(path: Path, text: str) -> None:
    """Write beside the file, then put it in its place; only its owner may read it."""
    import tempfile  # noqa: PLC0415 # only where something is written

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=FILE)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        Path(name).replace(path)
    except BaseException:  # whatever it was, nobody would ever look for the file
        Path(name).unlink(missing_ok=True)
        raise
