"""The settings of one person: read from ``settings.toml``, and written back with care.

The file belongs to the person. Writing replaces the lines of the settings known here and
leaves everything else as it stands: comments, order, and keys of a newer version. A library
that writes TOML would be one more thing to ship for four plain values. A file that is no TOML
costs the settings, never the start; a copy of it is kept.
"""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass, fields
from pathlib import Path

from mailsim_desktop import paths
from mailsim_desktop.errors import SettingsError

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
        raw = path.read_bytes()
    except FileNotFoundError:
        return Found()
    except OSError as error:
        _log.warning("The settings %s cannot be read: %s", path, error.strerror)
        return Found()
    import tomllib  # noqa: PLC0415 # most people have no settings, and the window is waited for

    try:
        values = tomllib.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        _log.warning("The settings %s are no TOML: %s", path, error)
        return Found(broken=_keep(path))
    return Found(_settings(values))


def write(path: Path, settings: Settings) -> None:
    """Store the settings, whole or not at all.

    Raises
    ------
    SettingsError : the file cannot be written.
    """
    try:
        paths.make_folder(path.parent)
        _replace(path, updated(_text(path), settings))
    except OSError as error:
        raise SettingsError(
            f"The settings cannot be stored in {path}: {error.strerror}.",
            "They hold until the window is closed. Get write access to the folder, or make room.",
        ) from error


def updated(text: str, settings: Settings) -> str:
    """`text` of a settings file with these settings in it; text that leaves no way is dropped."""
    made = text
    for field in fields(Settings):
        made = _with_value(made, field.name, getattr(settings, field.name))
    return made if not text or _is_whole([made]) else updated("", settings)


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


def _text(path: Path) -> str:
    """What stands in the file, as far as it is TOML."""
    import tomllib  # noqa: PLC0415 # see `read`

    try:
        text = path.read_text(encoding="utf-8-sig")
        tomllib.loads(text)
    except (FileNotFoundError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return ""
    return text


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
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _with_value(text: str, key: str, value: object) -> str:
    """`text` with this key of the top level set; a new one stands before the first table."""
    lines = text.splitlines(keepends=True)
    start = re.compile(rf"\s*([\"']?){key}\1\s*=")
    for number, line in enumerate(lines):
        if line.lstrip().startswith("[") and _is_whole(lines[:number]):
            return "".join([*lines[:number], f"{key} = {_literal(value)}\n", *lines[number:]])
        if start.match(line) and _is_whole(lines[:number]):
            end = next(end for end in range(number + 1, len(lines) + 1) if _is_whole(lines[:end]))
            return "".join([*lines[:number], f"{key} = {_literal(value)}\n", *lines[end:]])
    gap = "\n" if lines and not lines[-1].endswith("\n") else ""
    return f"{text}{gap}{key} = {_literal(value)}\n"


def _is_whole(lines: list[str]) -> bool:
    """A statement ends here: what looks like a line may be inside a text of several lines."""
    import tomllib  # noqa: PLC0415 # see `read`

    try:
        tomllib.loads("".join(lines))
    except tomllib.TOMLDecodeError:
        return False
    return True


def _literal(value: object) -> str:
    """A text, whole number or truth value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = "".join(
        f"\\U{ord(sign):08x}" if ord(sign) < 32 or ord(sign) in {34, 92, 127} else sign  # noqa: PLR2004
        for sign in str(value)
    )
    return f'"{escaped}"'
