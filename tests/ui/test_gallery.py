"""The gallery shows every component, live in both themes, and all of it is reached by keys."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui import plots, widgets
from mailsim_desktop.ui.gallery import samples
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.pages.gallery import GalleryPage
from mailsim_desktop.ui.theme import Choice, Theme
from mailsim_desktop.ui.tokens import DARK, LIGHT
from mailsim_desktop.ui.widgets.focus_ring import FocusRing
from mailsim_desktop.ui.widgets.list_box import ListBox
from mailsim_desktop.ui.widgets.panel_area import PanelArea
from mailsim_desktop.ui.widgets.provenance import OriginPopup
from mailsim_desktop.ui.widgets.segmented import Segmented
from mailsim_desktop.ui.widgets.table import Table
from tests.helpers.shown_windows import ShownWindows
from tests.ui.test_keyboard import has_name

pytestmark = pytest.mark.ui

ELSEWHERE: Mapping[type[QWidget], str] = {
    FocusRing: "one for the whole window; it lies around whatever has the focus here too",
    ListBox: "a combo that reads the lists of a database; a combo stands there",
    OriginPopup: "opened by a press on a badge of provenance",
}
"""Components that do not stand in the gallery, with the reason."""
NAMED = (*(QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView, QProgressBar),)
MOST_TABS = 600


@pytest.fixture
def gallery(window: MainWindow) -> GalleryPage:
    """The page, opened as a person does."""
    window.contents.menus.actions.action("gallery").trigger()
    QApplication.processEvents()
    page = window.frame.deck.top()
    assert isinstance(page, GalleryPage)
    return page


def components(package: ModuleType) -> Iterator[type[QWidget]]:
    """Every public widget that a package defines."""
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        for name, kind in vars(module).items():
            is_widget = isinstance(kind, type) and issubclass(kind, QWidget)
            if is_widget and kind.__module__ == found.name and not name.startswith("_"):
                yield kind


ALL = sorted({*components(widgets), *components(plots)}, key=lambda kind: kind.__name__)


def test_it_is_made_when_it_is_first_opened_and_no_part_flashes_up(window: MainWindow):
    before = window.findChildren(GalleryPage)
    shown, application = ShownWindows(), QApplication.instance()
    assert application is not None
    application.installEventFilter(shown)
    for _ in range(2):
        window.contents.open_gallery()
        QApplication.processEvents()
    application.removeEventFilter(shown)

    assert before == []
    assert len(window.findChildren(GalleryPage)) == 1
    assert shown.names == []


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_keys_lead_back_from_it(
    qtbot: QtBot, gallery: GalleryPage, *, window: MainWindow, key: Qt.Key, modifier: object
):
    opened = window.frame.deck.top()
    qtbot.keyClick(window, key, modifier)

    assert opened is gallery
    assert window.frame.deck.top() is window.contents.dashboard


def test_every_component_stands_in_it_or_has_a_reason_not_to(gallery: GalleryPage):
    shown = {kind for widget in gallery.findChildren(QWidget) for kind in type(widget).__mro__}

    assert [kind.__name__ for kind in ALL if kind not in shown and kind not in ELSEWHERE] == []
    assert [kind.__name__ for kind in ELSEWHERE if kind in shown or kind not in ALL] == []


def test_theme_is_switched_where_it_stands(
    qtbot: QtBot, gallery: GalleryPage, *, window: MainWindow, theme: Theme
):
    light = gallery.grab().toImage()
    qtbot.mouseClick(gallery.themes.parts[1], Qt.MouseButton.LeftButton)
    dark = gallery.grab().toImage()
    tokens = theme.tokens
    qtbot.mouseClick(gallery.themes.parts[0], Qt.MouseButton.LeftButton)

    assert tokens is DARK
    assert theme.tokens is LIGHT
    assert dark != light
    assert [image.pixelColor(0, 0).name() for image in (light, dark)] == [
        LIGHT.window,
        DARK.window,
    ]
    assert window.contents.preferences.settings.theme == Choice.LIGHT


def test_theme_that_is_chosen_elsewhere_is_marked(gallery: GalleryPage, theme: Theme):
    theme.choose(Choice.DARK)

    assert gallery.themes.choice() == 1


@pytest.mark.parametrize("percent", [90, 100, 125, 150])
@pytest.mark.parametrize(
    ("size", "columns"), [((900, 600), 1), ((1280, 800), 2), ((1920, 1080), 2)]
)
def test_nothing_stands_out_at_any_size(
    gallery: GalleryPage,
    window: MainWindow,
    *,
    theme: Theme,
    size: tuple[int, int],
    columns: int,
    percent: int,
):
    theme.set_text_size(percent)
    window.resize(*size)
    QApplication.processEvents()

    board = gallery.board
    assert window.size().toTuple() == size
    assert board.sheet.minimumSizeHint().width() <= board.viewport().width()
    assert board.sheet.width() == board.viewport().width()
    if percent == 100:  # larger text wants one column earlier
        assert board.columns() == columns


def test_every_control_has_a_name_that_can_be_read_out(gallery: GalleryPage):
    nameless = [
        widget
        for widget in gallery.findChildren(QWidget)
        if isinstance(widget, NAMED) and widget.isVisible() and not has_name(widget)
    ]

    assert nameless == []


def test_tab_reaches_every_control(qtbot: QtBot, gallery: GalleryPage, *, window: MainWindow):
    with qtbot.waitActive(window):
        window.activateWindow()
    gallery.themes.parts[0].setFocus(Qt.FocusReason.TabFocusReason)
    reached = walk(window)
    wanted = {
        widget
        for widget in gallery.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    }

    segments = [one.parts for one in gallery.findChildren(Segmented) if one.isVisible()]
    assert len(wanted) > 60
    assert len(segments) > 1
    assert all(reached.intersection(parts) for parts in segments)
    assert [name(widget) for widget in wanted - reached] == []


def walk(window: QWidget) -> set[QWidget]:
    """What has the focus in turn until it comes round; a text takes Tab for itself at times."""
    reached: set[QWidget] = set()
    first = QApplication.focusWidget()
    for _ in range(MOST_TABS):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is first:
            return reached
    raise AssertionError(f"Tab stays on {name(focused)} in {window}")


def name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}"


def test_row_in_the_paged_table_is_read_in_the_background(qtbot: QtBot, gallery: GalleryPage):
    table = next(one for one in gallery.findChildren(Table) if "Paged" in one.accessibleName())
    qtbot.waitUntil(lambda: table.model().rowCount() == samples.PAGED)
    table.scrollToBottom()
    last = table.model().index(samples.PAGED - 1, 1)
    qtbot.waitUntil(lambda: last.data() == f"reader-{samples.PAGED}@example.org")


def test_panel_is_closed_by_escape_and_opened_by_enter(qtbot: QtBot, gallery: GalleryPage):
    area = gallery.findChildren(PanelArea)[0]
    table = area.findChildren(Table)[0]
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    closed = area.panel.isHidden()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)

    assert closed
    assert area.panel.title() == samples.ROWS[1].name


def test_pictures_of_both_themes_are_saved(
    qtbot: QtBot, gallery: GalleryPage, *, theme: Theme, tmp_path: Path
):
    folder = tmp_path / "pictures"
    folder.mkdir()
    theme.choose(Choice.DARK)
    with qtbot.waitSignal(gallery.pictures.saved):
        gallery.pictures.save(folder)
    made = {path.name: QImage(str(path)) for path in folder.iterdir()}
    corner = {name: image.pixelColor(0, 0).name() for name, image in made.items()}

    assert corner == {"gallery-light.png": LIGHT.window, "gallery-dark.png": DARK.window}
    assert all(image.height() > gallery.board.sheet.height() for image in made.values())
    assert theme.choice is Choice.DARK
