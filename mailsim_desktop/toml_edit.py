"""Sets keys in the text of a TOML file, and leaves every other sign of it as it stands.

Knows texts, whole numbers and truth values at the top level; no lists, no tables, no files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def with_values(text: str, values: Mapping[str, object]) -> str:
    """`text` with these keys of the top level set.

    That is no TOML any more where one of the names is taken by something that is no value.
    """
    made = text
    for key, value in values.items():
        made = _with_value(made, key, value)
    return made


def is_toml(text: str) -> bool:
    """It can be read. What looks like the end of a statement may be inside a text of many lines."""
    import tomllib  # noqa: PLC0415 # most people have no settings, and the window is waited for

    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _with_value(text: str, key: str, value: object) -> str:
    """`text` with this key of the top level set; a new one stands before the first table."""
    lines = text.splitlines(keepends=True)
    line_end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    made = f"{key} = {_literal(value)}{line_end}"
    start = re.compile(rf"\s*([\"']?){key}\1\s*=")
    for number, line in enumerate(lines):
        if line.lstrip().startswith("[") and is_toml("".join(lines[:number])):
            return "".join([*lines[:number], made, *lines[number:]])
        if start.match(line) and is_toml("".join(lines[:number])):
            ends = range(number + 1, len(lines) + 1)
            end = next(end for end in ends if is_toml("".join(lines[:end])))
            return "".join([*lines[:number], made, *lines[end:]])
    gap = line_end if lines and not lines[-1].endswith("\n") else ""
    return f"{text}{gap}{made}"


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
