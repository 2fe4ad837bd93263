"""The program's version, from the installed package's metadata: one place, pyproject.toml."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """Version of the installed distribution, such as ``0.1.0``."""
    return metadata.version("mailsim-desktop")
