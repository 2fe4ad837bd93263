"""Text that comes from data is shown as it is, whatever it looks like: never as rich text.

Markup is pushed through every component as data, and what the component paints is read back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mailsim_desktop.contacts.importing import Reject, RejectKind
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.scenario import Outcome
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.errors import UserError
from mailsim_desktop.services import campaigns
from mailsim_desktop.services.contacts import ListRow, list_lists
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.metrics import Event
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.ui.actions import plain
from mailsim_desktop.ui.dialogs.errors import bug_dialog, error_dialog
from mailsim_desktop.ui.dialogs.launch import LaunchDialog
from mailsim_desktop.ui.drop_overlay import DropOverlay
from mailsim_desktop.ui.gallery import sample_run
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.grades import Grade
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.main_window import MainWindow
from mailsim_desktop.ui.models.attempt_list import Attempt
from mailsim_desktop.ui.models.columns import Column, Kind
from mailsim_desktop.ui.models.memory_table import MemoryTable
from mailsim_desktop.ui.models.reject_table import RejectTable
from mailsim_desktop.ui.plots.attempts_plot import AttemptsPlot
from mailsim_desktop.ui.plots.legend import Key, Legend
from mailsim_desktop.ui.plots.plot_stack import PlotStack
from mailsim_desktop.ui.run_actions import RunAction
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.activity import Activity
from mailsim_desktop.ui.widgets.attempt_timeline import AttemptTimeline
from mailsim_desktop.ui.widgets.badge import Badge
from mailsim_desktop.ui.widgets.banner import Banner, Condition
from mailsim_desktop.ui.widgets.card import CardHead
from mailsim_desktop.ui.widgets.combo import Combo
from mailsim_desktop.ui.widgets.empty_state import EmptyState, Offer
from mailsim_desktop.ui.widgets.facts import Facts
from mailsim_desktop.ui.widgets.field import Field
from mailsim_desktop.ui.widgets.filter_chips import ChipText, FilterChips
from mailsim_desktop.ui.widgets.glyph_label import GlyphLabel
from mailsim_desktop.ui.widgets.header import Header
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from mailsim_desktop.ui.widgets.list_rows import ListRows
from mailsim_desktop.ui.widgets.markdown_view import MarkdownView
from mailsim_desktop.ui.widgets.metric_strip import Figure, MetricStrip
from mailsim_desktop.ui.widgets.progress_row import ProgressRow
from mailsim_desktop.ui.widgets.provenance import Origin, OriginPopup
from mailsim_desktop.ui.widgets.run_bar import RunBar
from mailsim_desktop.ui.widgets.side_panel import SidePanel
from mailsim_desktop.ui.widgets.table import Table
from mailsim_desktop.ui.widgets.toast import Toast
from mailsim_desktop.ui.widgets.wizard import Wizard, WizardStep
from tests.helpers.painted import HTML, misread, painted, told, tooltips

pytestmark = pytest.mark.ui

FILE = f"{HTML.replace('/', '')}.csv"
"""A name of a file cannot hold the slash."""
WIDE = (2400, 700)
PATIENCE_MS = 30_000
Build = Callable[[Theme], QWidget]


def labels(_theme: Theme) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    for label in (PlainLabel(HTML), PlainLabel(HTML, wrap=True), ElidedLabel(HTML)):
        column.addWidget(label)
    return made


def badge(theme: Theme) -> QWidget:
    made = Badge(theme)
    made.show_state(Glyph.TICK, HTML)
    return made


def banner(theme: Theme) -> QWidget:
    made = Banner(theme)
    made.show_condition(Condition("one", Glyph.FAILED, HTML, HTML))
    return made


def toast(theme: Theme) -> QWidget:
    parent = QWidget()
    made = Toast(Glyph.TICK, HTML, HTML, theme, parent)
    QVBoxLayout(parent).addWidget(made)
    return parent


def error(theme: Theme) -> QWidget:
    return error_dialog(UserError(HTML, HTML), theme, None, happened=HTML)


def bug(theme: Theme) -> QWidget:
    made = bug_dialog(HTML, f"{HTML}\n{HTML}", theme, None)
    assert made.details is not None
    made.details.disclosure.setChecked(True)
    return made


def launch(theme: Theme) -> QWidget:
    parent = QWidget()
    made = LaunchDialog(theme, HTML, 3, ([catalogue.load_scenario("classic-demo")], []), parent)
    made.setWindowFlags(Qt.WindowType.Widget)
    QVBoxLayout(parent).addWidget(made)
    return parent


def side_panel(_theme: Theme) -> QWidget:
    made = SidePanel()
    made.open_for(HTML, HTML)
    return made


def header(theme: Theme) -> QWidget:
    parent = QWidget()
    column = QVBoxLayout(parent)
    below = Header(HTML)
    below.set_crumbs((HTML, lambda: None))
    own = Badge(theme)
    own.show_state(Glyph.TICK, HTML)
    below.set_badge(own)
    facts = Header(HTML)
    facts.set_facts(HTML)
    for one in (below, facts):
        column.addWidget(one)
    return parent


def card_head(_theme: Theme) -> QWidget:
    return CardHead(HTML, HTML)


def facts(_theme: Theme) -> QWidget:
    made = Facts((HTML,))
    made.show_values(HTML)
    return made


def progress(theme: Theme) -> QWidget:
    made = ProgressRow(theme, lambda: None)
    made.begin(HTML, HTML)
    return made


def field(theme: Theme) -> QWidget:
    made = Field(HTML, theme)
    made.edit.setText(HTML)
    made.show_error(HTML)
    return made


def glyph_label(theme: Theme) -> QWidget:
    return GlyphLabel(Glyph.TICK, HTML, theme)


def chips(theme: Theme) -> QWidget:
    return FilterChips("Chips", {"one": ChipText(HTML)}, theme)


def combo(_theme: Theme) -> QWidget:
    made = Combo("Choice")
    made.addItem(HTML)
    return made


def strip(theme: Theme) -> QWidget:
    made = MetricStrip({"one": (HTML, None), "two": (HTML, Glyph.TICK)}, theme, ("two",))
    made.show_figures({"one": Figure(HTML, "", HTML), "two": Figure(HTML, "", HTML)})
    return made


def empty_state(_theme: Theme) -> QWidget:
    return EmptyState(HTML, HTML, (Offer(Icon.DROP, HTML, HTML, ()),))


def origin(_theme: Theme) -> QWidget:
    parent = QWidget()
    made = OriginPopup(Origin(Grade.ASSUMED, HTML, HTML, HTML), parent)
    made.setWindowFlags(Qt.WindowType.Widget)
    QVBoxLayout(parent).addWidget(made)
    return parent


def list_rows(theme: Theme) -> QWidget:
    made = ListRows(theme, "Lists")
    made.show_lists([ListRow(1, HTML, 0, 7)], None)
    return made


def table(theme: Theme) -> QWidget:
    made = Table(theme, "Rows")
    kinds = (Kind.TEXT, Kind.ADDRESS, Kind.REPLY)
    pairs = (Kind.BADGE, Kind.FINDING)
    columns: tuple[Column[int], ...] = (
        *(Column(kind, HTML, kind, lambda _row: HTML) for kind in kinds),
        *(Column(kind, HTML, kind, lambda _row: (Glyph.TICK, HTML)) for kind in pairs),
    )
    rows: MemoryTable[int] = MemoryTable(made, columns, lambda row: row)
    rows.show_rows([1, 2])
    made.setModel(rows)
    made.set_widths(dict.fromkeys(range(1, len(columns)), 400), 0)
    made.selectRow(0)
    return made


def rejects(theme: Theme) -> QWidget:
    made = Table(theme, "Rows not imported")
    rows = RejectTable(made)
    rows.show_rows([Reject(1, RejectKind.INVALID, HTML, HTML)])
    made.setModel(rows)
    made.set_widths({0: 90, 1: 900}, 2)
    return made


def run_bar(theme: Theme) -> QWidget:
    reading = sample_run.reading(RunState.RUNNING)
    named = replace(reading, run=replace(reading.run, campaign_name=HTML))
    made = RunBar(theme)
    made.show_snapshot(Snapshot(reading=named))
    return made


def idle_run_bar(theme: Theme) -> QWidget:
    made = RunBar(theme)
    made.show_database(HTML, 1)
    return made


def activity(theme: Theme) -> QWidget:
    made = Activity(theme)
    data = {"provider_group": "google", "count": 3}
    failed = Event(2, 3, 0, 0, "failed", {"error": HTML})
    unknown = Event(3, 3, 0, 0, HTML, {})
    deferred = Event(1, 3, 0, 0, str(Outcome.DEFERRED), data)
    made.show_events((deferred, failed, unknown), {"google": HTML})
    return made


def attempts(theme: Theme) -> QWidget:
    made = AttemptTimeline(theme)
    said = (HTML, HTML, HTML, HTML, HTML)
    made.show_attempts(
        [Attempt(number, Outcome.DEFERRED, number * 10**8, 10**5, *said) for number in (1, 2)]
    )
    return made


def legend(theme: Theme) -> QWidget:
    made = Legend((Key(HTML, Glyph.TICK, HTML),), theme)
    made.set_room(WIDE[0])
    made.show_values(HTML)
    return made


def wizard(theme: Theme) -> QWidget:
    made = Wizard((WizardStep(HTML, PlainLabel(HTML), "Next"),), theme)
    made.say_state(HTML)
    QVBoxLayout(made.indicator)  # a part of the header, which is not here
    made.indicator.setParent(made)
    return made


def overlay(theme: Theme) -> QWidget:
    parent = QWidget()
    parent.resize(*WIDE)
    made = DropOverlay(theme, parent)
    made.show_files([Path(FILE)])
    return parent


def document(theme: Theme) -> QWidget:
    return MarkdownView(HTML, "Document", theme)


COMPONENTS: dict[str, Build] = {
    build.__name__: build
    for build in (
        *(labels, badge, banner, toast, error, bug, launch, side_panel, header, card_head, facts),
        *(progress, field, glyph_label, chips, combo, strip, empty_state, origin, list_rows),
        *(table, rejects, run_bar, idle_run_bar, activity, attempts, legend, wizard),
    )
}


def seen(qtbot: QtBot, widget: QWidget) -> QWidget:
    """Shown in a window with room for every word."""
    window = QWidget()
    QVBoxLayout(window).addWidget(widget)
    widget.setWindowFlags(Qt.WindowType.Widget)
    widget.show()
    window.resize(*WIDE)
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    return window


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_shows_data_as_it_is(qtbot: QtBot, theme: Theme, *, name: str):
    window = seen(qtbot, COMPONENTS[name](theme))

    assert any(HTML in text for text in painted(window)), painted(window)
    assert misread(window) == []


def test_name_of_a_dragged_file_is_shown_as_it_is(qtbot: QtBot, theme: Theme):
    window = seen(qtbot, overlay(theme))

    assert FILE in painted(window)
    assert misread(window) == []


def test_mark_in_a_plot_is_shown_as_it_is(qtbot: QtBot, theme: Theme):
    frame = AttemptsPlot(theme)
    stack = PlotStack([(frame, 1)])
    window = seen(qtbot, stack)
    series = sample_run.series()
    frame.show_series(series)
    stack.show_bins(series.start_s, series.bin_s)
    stack.show_marks([(float(np.median(series.start_s)), HTML)])
    QApplication.processEvents()

    assert any(HTML in text for text in painted(frame.canvas.viewport())), painted(window)


def test_document_that_ships_with_the_program_reads_no_html_either(qtbot: QtBot, theme: Theme):
    window = seen(qtbot, document(theme))

    assert any("<b>" in text for text in painted(window)), painted(window)


@pytest.mark.parametrize(
    "planted",
    [
        pytest.param(lambda: QLabel(HTML), id="label that guesses"),
        pytest.param(lambda: tip(HTML), id="tooltip that guesses"),
    ],
)
def test_what_would_read_markup_is_found(qtbot: QtBot, planted: Callable[[], QWidget]):
    window = seen(qtbot, planted())

    assert misread(window) != []


def tip(text: str) -> QWidget:
    made = QWidget()
    made.setToolTip(text)
    return made


def test_letter_of_a_menu_is_found_in_data(qtbot: QtBot):
    window = seen(qtbot, QPushButton(HTML))

    assert not any(HTML in text for text in painted(window))


@pytest.fixture
def full(qtbot: QtBot, window: MainWindow, *, store: Store, tmp_path: Path) -> MainWindow:
    """The window with a list, a campaign and a run whose every name is markup."""
    path = tmp_path / FILE
    rows = f"nombre,email\n{HTML},ana@gmail.com\n{HTML},luis@orange.fr\nNobody,{HTML}\n"
    path.write_text(rows, encoding="utf-8")
    has = window.contents
    assert has is not None
    has.contacts.imports.add([path])
    qtbot.waitUntil(lambda: window.frame.deck.top() is has.contacts.result)
    made = campaigns.create_campaign(
        store, name=HTML, subject=HTML, content=HTML, list_id=list_lists(store)[0].id
    )
    has.room.launch(made, "classic-demo", RunOptions(seed=1, workers=1))

    def has_ended() -> bool:
        reading = window.frame.deck.snapshot().reading
        return reading is not None and reading.run.state is RunState.COMPLETED

    qtbot.waitUntil(has_ended, timeout=PATIENCE_MS)
    return window


def test_every_page_and_the_frame_show_data_as_it_is(qtbot: QtBot, full: MainWindow):
    has = full.contents
    assert has is not None
    full.resize(*WIDE)
    result = painted(full)
    for page, wanted in (
        (has.contacts.result, HTML),
        (has.dashboard, HTML),
        (has.campaigns, HTML),
        (has.contacts.page, HTML),
    ):
        full.frame.deck.show_page(page)
        qtbot.waitUntil(lambda wanted=wanted: any(wanted in text for text in painted(full)))

        assert misread(full) == [], type(page).__name__
    assert any(FILE.removesuffix(".csv") in text for text in result)


def test_preview_and_its_recipients_show_data_as_it_is(qtbot: QtBot, full: MainWindow):
    has = full.contents
    assert has is not None
    full.resize(*WIDE)
    has.new_campaign(1)
    has.editor.preview.show_message(HTML, HTML)
    text = has.editor.preview.findChild(QPlainTextEdit)
    assert text is not None
    qtbot.waitUntil(lambda: text.toPlainText() == HTML)
    recipients = has.editor.preview.findChild(QComboBox)

    assert recipients is not None
    assert HTML in recipients.itemText(0)
    assert painted(has.editor.preview).count(HTML) > 1
    assert misread(full) == []


def test_palette_shows_names_of_campaigns_as_they_are(full: MainWindow):
    has = full.contents
    assert has is not None
    full.resize(*WIDE)
    has.menus.open_palette()
    has.menus.palette.field.setText("open campaign")
    QApplication.processEvents()

    assert HTML in painted(has.menus.palette)
    assert misread(has.menus.palette) == []


def test_menu_names_what_would_be_undone_as_it_is(window: MainWindow):
    has = window.contents
    assert has is not None
    has.undo.done(HTML, lambda _store: None)
    has.menus.actions.refresh()
    action = has.menus.actions.action("undo")
    menu = QMenu(window)
    menu.addAction(action)
    menu.resize(menu.sizeHint())

    assert plain(action.text()).endswith(HTML)
    assert HTML in "".join(painted(menu))
    assert all(HTML in told(one) for one in tooltips(menu) if "bold" in one)


def test_other_runs_stand_in_the_menu_by_their_names(theme: Theme, qtbot: QtBot):
    bar = RunBar(theme)
    qtbot.addWidget(bar)
    other = replace(sample_run.run(RunState.RUNNING, 4), campaign_name=HTML)
    bar.controls.show_run(sample_run.run(RunState.RUNNING), (other,))
    bar.controls.menu.resize(bar.controls.menu.sizeHint())

    assert HTML in "".join(painted(bar.controls.menu))
    assert bar.controls.turning is RunAction.PAUSE
