"""The light theme for tests of widgets, whatever the system says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from mailsim_desktop.ui import fonts
from mailsim_desktop.ui.theme import Choice, Theme


@pytest.fixture(scope="session")
def only_theme(qapp: QApplication) -> Theme:
    """One theme for all tests, as an application has one, with the fonts that ship."""
    assert fonts.load()
    return Theme(qapp, Choice.LIGHT)


@pytest.fixture
def theme(only_theme: Theme) -> Iterator[Theme]:
    """The light theme at 100 %; given back so after the test."""
    yield only_theme
    only_theme.choose(Choice.LIGHT)
    only_theme.set_text_size(100)
    only_theme.set_still(False)
