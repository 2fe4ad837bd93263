"""A wizard leads through its steps by keyboard alone and forgets nothing on the way."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.wizard import Leave, Wizard, WizardStep

pytestmark = pytest.mark.ui


@dataclass
class Scene:
    wizard: Wizard
    fields: list[QLineEdit]


def make(theme: Theme, leave: Leave = Leave.CANCEL) -> Scene:
    fields = [QLineEdit() for _ in range(3)]
    steps = []
    for field, (title, act) in zip(
        fields,
        (("List", "Choose message"), ("Message", "Review"), ("Review", "Launch rehearsal")),
        strict=True,
    ):
        widget = QWidget()
        QVBoxLayout(widget).addWidget(field)
        steps.append(WizardStep(title, widget, act, lambda field=field: bool(field.text())))
    wizard = Wizard(tuple(steps), theme, leave)
    for field in fields:
        field.textChanged.connect(wizard.refresh)
    return Scene(wizard, fields)


@pytest.fixture
def scene(qtbot: QtBot, theme: Theme) -> Scene:
    made = make(theme)
    qtbot.addWidget(made.wizard)
    made.wizard.resize(900, 500)
    made.wizard.show()
    made.wizard.activateWindow()
    qtbot.waitUntil(made.wizard.isActiveWindow)
    return made


def test_enter_leads_through_complete_steps_to_the_end(qtbot: QtBot, scene: Scene):
    acts = []
    with qtbot.waitSignal(scene.wizard.finished):
        for field in scene.fields:
            field.setFocus()
            qtbot.keyClicks(field, "x")
            acts.append(scene.wizard.primary.text())
            qtbot.keyClick(field, Qt.Key.Key_Return)

    assert acts == ["Choose message", "Review", "Launch rehearsal"]


def test_step_that_misses_something_is_not_left(qtbot: QtBot, scene: Scene):
    qtbot.keyClick(scene.fields[0], Qt.Key.Key_Return)
    stayed = scene.wizard.step()
    enabled = scene.wizard.primary.isEnabled()
    scene.fields[0].setText("x")

    assert (stayed, enabled) == (0, False)
    assert scene.wizard.primary.isEnabled()


def test_next_step_has_the_focus_in_its_first_field(qtbot: QtBot, scene: Scene):
    scene.fields[0].setText("x")
    qtbot.mouseClick(scene.wizard.primary, Qt.MouseButton.LeftButton)

    assert scene.fields[1].hasFocus()


def test_alt_left_goes_back_and_on_the_first_step_is_the_window_s(qtbot: QtBot, scene: Scene):
    left: list[int] = []
    QShortcut("Alt+Left", scene.wizard, lambda: left.append(scene.wizard.step()))
    scene.fields[0].setText("kept")
    scene.wizard.go_on()
    for field in (scene.fields[1], scene.fields[0]):
        qtbot.keyClick(field, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert left == [0]
    assert scene.wizard.step() == 0
    assert scene.fields[0].text() == "kept"
    assert not scene.wizard.back_button.isVisible()


def test_half_done_it_waits_while_another_page_is_seen(qtbot: QtBot, scene: Scene):
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    pages.addWidget(scene.wizard)
    pages.addWidget(QLabel())
    scene.fields[0].setText("x")
    scene.wizard.go_on()
    scene.fields[1].setText("half")
    pages.setCurrentIndex(1)
    pages.setCurrentIndex(0)

    assert scene.wizard.step() == 1
    assert scene.fields[1].text() == "half"


def test_a_step_far_ahead_is_reached_only_over_complete_ones(scene: Scene):
    scene.fields[0].setText("x")
    scene.wizard.go_to(2)

    assert scene.wizard.step() == 1


@pytest.mark.parametrize(
    ("leave", "signal", "text"),
    [(Leave.CANCEL, "cancelled", "Cancel"), (Leave.SAVE_DRAFT, "draft_wanted", "Save as draft")],
)
def test_left_button_says_how_it_is_left(
    qtbot: QtBot, theme: Theme, leave: Leave, signal: str, text: str
):
    wizard = make(theme, leave).wizard
    qtbot.addWidget(wizard)
    with qtbot.waitSignal(getattr(wizard, signal)):
        qtbot.mouseClick(wizard.leaving, Qt.MouseButton.LeftButton)

    assert wizard.leaving.text() == text


def test_indicator_names_the_step_for_those_who_see_and_those_who_hear(scene: Scene):
    indicator = scene.wizard.indicator
    scene.fields[0].setText("x")
    scene.wizard.go_on()
    wide = indicator.text(), indicator.sizeHint().width()
    scene.wizard.set_narrow(True)

    assert indicator.accessibleName() == "Step 2 of 3: Message"
    assert wide[0] == "Message"
    assert indicator.text() == "2 of 3"
    assert indicator.sizeHint().width() < wide[1] / 2


def test_disc_of_the_current_step_alone_is_filled(qtbot: QtBot, scene: Scene, theme: Theme):
    indicator = scene.wizard.indicator
    qtbot.addWidget(indicator)
    indicator.resize(indicator.sizeHint())
    image = indicator.grab().toImage()

    accent = QColor(theme.tokens.accent).name()
    discs = [
        x
        for x in range(image.width())
        if image.pixelColor(x, image.height() // 2 - 7) == QColor(accent)
    ]
    assert 2 <= discs[0] < discs[-1] <= 18
