"""One version, in one place."""

from __future__ import annotations

import tomllib
from pathlib import Path

from mailsim_desktop.version import version


def test_version_is_the_one_of_the_project_file():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())

    assert version() == project["project"]["version"]
