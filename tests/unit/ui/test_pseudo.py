"""The language that nobody speaks keeps what programs read, and changes all that people read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from mailsim_desktop.ui import languages
from mailsim_desktop.ui.pseudo import pseudo

pytestmark = pytest.mark.ui

HELD = re.compile(r"\{[^{}]*\}|%L?n|&.")
pieces = st.sampled_from(["{0}", "{name}", "%n", "%Ln", "&F", " word", "ñ", " · ", "0"])
sources = st.lists(pieces, min_size=1).map("".join)


@pytest.fixture
def pseudo_locale(qapp: QApplication) -> Iterator[None]:
    catalogue = languages.install(qapp, "pseudo")
    assert catalogue is not None
    yield
    qapp.removeTranslator(catalogue)


@given(sources)
def test_placeholders_and_menu_letters_stay(source: str):
    assert HELD.findall(pseudo(source)) == HELD.findall(source)


@given(sources)
def test_every_text_is_in_brackets_and_two_fifths_longer(source: str):
    made = pseudo(source)

    assert (made[0], made[-1]) == ("⟦", "⟧")
    assert len(made) >= 1.4 * len(source) - 1


def test_words_have_accents():
    assert pseudo("Launch").startswith("⟦Ļáúñçĥ")


def test_patterns_of_a_file_dialog_stay_at_the_end():
    lists, rest = pseudo("Lists (*.csv *.txt);;All files (*)").split(";;")

    assert lists.endswith("⟧ (*.csv *.txt)")
    assert rest.endswith("⟧ (*)")


@pytest.mark.usefixtures("pseudo_locale")
def test_numbers_are_filled_in_by_qt():
    said = QCoreApplication.translate("ContactsPage", "%Ln contacts", "", 1234)

    assert said.startswith("⟦1,234 ")


@pytest.mark.usefixtures("pseudo_locale")
def test_words_of_qt_itself_are_left_alone():
    assert QCoreApplication.translate("QShortcut", "Ctrl") == "Ctrl"


def test_environment_chooses_the_language_over_the_settings(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("MAILSIM_LANGUAGE", raising=False)
    chosen = languages.wanted("es"), languages.wanted("")
    monkeypatch.setenv("MAILSIM_LANGUAGE", "pseudo")

    assert chosen == ("es", "en")
    assert languages.wanted("es") == "pseudo"
