from __future__ import annotations

import logging
import shutil
import subprocess
import sysconfig
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailsim_desktop import paths
from mailsim_desktop.services import contacts
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui import languages
from mailsim_desktop.ui.main_window import MainWindow

pytestmark = pytest.mark.ui

SOURCES = sorted((Path(__file__).parents[2] / "mailsim_desktop" / "ui").rglob("*.py"))
CATALOGUE = paths.resource("translations", "mailsim_en.ts")


@pytest.fixture(autouse=True)
def locale() -> Iterator[None]:
    """The way to write numbers is put back afterwards."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    catalogue = languages.install(qapp)
    assert catalogue is not None
    yield
    qapp.removeTranslator(catalogue)


def tool(name: str, *arguments: str | Path) -> None:
    """Run one of Qt's tools for translators."""
    program = Path(sysconfig.get_path("scripts")) / f"pyside6-{name}"
    subprocess.run([program, *arguments], check=True, capture_output=True)


def update(catalogue: Path, *options: str) -> None:
    """Renew `catalogue` from the code, as ``make translations`` does."""
    fixed = ("-no-obsolete", "-sort-messages", "-locations", "none")
    tool("lupdate", *SOURCES, *options, *fixed, "-silent", "-ts", catalogue)


def messages(catalogue: Path) -> list[tuple[str, ET.Element]]:
    """Context and message of every text in a catalogue."""
    return [
        (context.findtext("name", ""), message)
        for context in ET.parse(catalogue).iter("context")  # noqa: S314 # our own file
        for message in context.iter("message")
    ]


def test_catalogue_holds_exactly_the_plurals_of_the_code(tmp_path: Path):
    renewed = tmp_path / CATALOGUE.name
    shutil.copy(CATALOGUE, renewed)
    update(renewed, "-pluralonly")

    assert renewed.read_text(encoding="utf-8") == CATALOGUE.read_text(encoding="utf-8")


def test_every_text_with_a_number_is_finished_in_singular_and_plural():
    found = messages(CATALOGUE)
    forms = [[form.text for form in message.iter("numerusform")] for _, message in found]

    assert found
    assert [context for context, message in found if message.find("translation[@type]")] == []
    assert all(len(each) == 2 and all(each) for each in forms)
    assert [message.findtext("source") for _, message in found] == [plural for _, plural in forms]


def test_compiled_catalogue_is_made_of_the_one_that_people_edit(tmp_path: Path):
    compiled = tmp_path / "compiled.qm"
    tool("lrelease", "-silent", "-fail-on-unfinished", CATALOGUE, "-qm", compiled)

    assert compiled.read_bytes() == CATALOGUE.with_suffix(".qm").read_bytes()


def test_tools_find_the_words_of_the_code_under_the_names_that_qt_looks_for(
    window: MainWindow, tmp_path: Path
):
    whole = tmp_path / "whole.ts"
    update(whole, "-source-language", "en", "-target-language", "en")
    found = messages(whole)
    contexts = {context for context, _ in found}
    of_menus = {message.findtext("source") for context, message in found if context == "Menu"}
    shown = {action.text() for action in window.menuBar().actions()}

    assert shown <= of_menus
    assert [context for context in contexts if not context[:1].isupper()] == []
    assert "QCoreApplication" not in contexts


@pytest.mark.parametrize(("number", "text"), [(1, "1 contact"), (2, "2 contacts")])
def test_window_says_one_contact_and_two_contacts(
    qtbot: QtBot, window: MainWindow, store: Store, tmp_path: Path, *, number: int, text: str
):
    file = tmp_path / "readers.csv"
    rows = "".join(f"reader{row}@empresa.es\n" for row in range(number))
    file.write_text(f"email\n{rows}", encoding="utf-8")
    contacts.import_contacts(store, file)
    window.contents.editor.write_new(None)

    qtbot.waitUntil(lambda: window.contents.editor.list_box.count() == 1)
    assert window.contents.editor.list_box.itemText(0) == f"readers · {text}"


@pytest.mark.parametrize(
    ("locale_name", "number", "text"),
    [
        ("en", 0, "0 contacts"),
        ("en", 254_318, "254,318 contacts"),
        ("es", 254_318, "254.318 contacts"),
    ],
)
@pytest.mark.usefixtures("english")
def test_counted_texts_have_the_separators_of_the_locale(locale_name: str, number: int, text: str):
    QLocale.setDefault(QLocale(locale_name))

    assert QCoreApplication.translate("ContactsPage", "%Ln contacts", "", number) == text


def test_missing_catalogue_is_logged_and_the_sources_are_shown(
    qapp: QApplication, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.WARNING):
        catalogue = languages.install(qapp, "tlh")

    assert catalogue is None
    assert "mailsim_tlh.qm" in caplog.text
    assert QCoreApplication.translate("ContactsPage", "%Ln contacts", "", 3) == "3 contacts"
