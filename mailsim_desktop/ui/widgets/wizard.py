"""Steps of one piece of work, one after the other, as a part of a page and not as a dialog.

Rail and run bar stay usable, and a half-done wizard waits in its page. It knows the order of
the steps and whether one may be left; what they ask, and what the last one does, is for
the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.claimed_keys import BACK, claim
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.labels import ElidedLabel
from mailsim_desktop.ui.widgets.step_indicator import StepIndicator

_FOOT = 56
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class WizardStep:
    """One step.

    Attributes
    ----------
    title : what the indicator calls it.
    widget : what it asks.
    act : text of the primary button, named by what it does.
    is_complete : nothing is missing, so that the next step may come.
    icon : before `act`.
    """

    title: str
    widget: QWidget
    act: str
    is_complete: Callable[[], bool] = lambda: True
    icon: Icon | None = None


class Leave(Enum):
    """What the button at the left of the foot does."""

    CANCEL = auto()
    SAVE_DRAFT = auto()


class Wizard(QWidget):
    """Put `indicator` into the header of the page."""

    finished = Signal()
    """The primary of the last step was pressed."""
    cancelled = Signal()
    draft_wanted = Signal()
    moved = Signal(int)
    """Another step is shown."""

    def __init__(
        self, steps: tuple[WizardStep, ...], theme: Theme, leave: Leave = Leave.CANCEL
    ) -> None:
        super().__init__()
        self._steps = steps
        self.indicator = StepIndicator(tuple(step.title for step in steps), theme)
        self._stack = QStackedWidget()
        for step in steps:
            self._stack.addWidget(step.widget)
        self.leaving = self._made_leaving(leave)
        self._state = ElidedLabel(muted=True)
        self._extras = QHBoxLayout()
        self.back_button = button(self.tr("Back"), self.back)
        self.primary = button("", self.go_on, Kind.PRIMARY)
        self._lay_out()
        self.say_state(self.tr("Nothing is stored yet"))
        self._show_step(0)

    def _made_leaving(self, leave: Leave) -> QWidget:
        if leave is Leave.CANCEL:
            return button(self.tr("Cancel"), self.cancelled.emit)
        return button(self.tr("Save as draft"), self.draft_wanted.emit, icon=Icon.SAVE)

    def _lay_out(self) -> None:
        foot = QFrame()
        foot.setObjectName("foot")
        measures.hold_height(foot, _FOOT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(self.leaving)
        row.addSpacing(Space.CONTROL)
        row.addWidget(self._state, 1)
        self._extras.setSpacing(Space.CONTROL)
        row.addLayout(self._extras)
        row.addWidget(self.back_button)
        row.addWidget(self.primary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(foot)

    def add_to_foot(self, widget: QWidget) -> None:
        """Put a control before Back."""
        self._extras.addWidget(widget)

    def say_state(self, text: str) -> None:
        """Say what is stored so far."""
        self._state.set_whole(text)

    def refresh(self) -> None:
        """Look again whether the step is complete; pages call it when something was entered."""
        self.primary.setEnabled(self._steps[self.step()].is_complete())

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 # the one fact
        """Shorten the indicator."""
        self.indicator.set_narrow(narrow)

    def step(self) -> int:
        """Number of the step that is shown, from 0."""
        return self._stack.currentIndex()

    def restart(self) -> None:
        """Begin anew at the first step."""
        self._show_step(0)

    def go_to(self, step: int) -> None:
        """Go to a step, as far as those before it are complete."""
        while self.step() < step and self._steps[self.step()].is_complete():
            self._show_step(self.step() + 1)
        if step < self.step():
            self._show_step(step)

    def go_on(self) -> None:
        """Go to the next step, or finish; not before this one is complete."""
        self.refresh()
        if not self.primary.isEnabled():
            return
        if self.step() == len(self._steps) - 1:
            self.finished.emit()
            return
        self._show_step(self.step() + 1)
        self._focus_first()

    def back(self) -> None:
        """Go to the step before; what was entered stays."""
        if self.step():
            self._show_step(self.step() - 1)
            self._focus_first()

    def _show_step(self, step: int) -> None:
        shown = self._steps[step]
        self._stack.setCurrentIndex(step)
        self.indicator.show_step(step)
        self.primary.setText(shown.act)
        self.primary.set_icon(shown.icon)
        self.back_button.setVisible(step > 0)
        self.refresh()
        self.moved.emit(step)

    def _focus_first(self) -> None:
        """Give the focus to the first control of the step, or to the primary."""
        shown = self._steps[self.step()].widget
        following = shown.nextInFocusChain()
        while following is not None and following is not shown:
            takes = following.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and shown.isAncestorOf(following) and following.isVisible():
                following.setFocus(Qt.FocusReason.TabFocusReason)
                return
            following = following.nextInFocusChain()
        self.primary.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep Alt+Left while there is a step to go back to."""
        if self.step() and claim(event, BACK):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on at Enter and back at Alt+Left, where no control of the step took the key."""
        if event.key() in _ENTER:
            self.go_on()
        elif event.keyCombination() == BACK and self.step():
            self.back()
        else:
            super().keyPressEvent(event)
