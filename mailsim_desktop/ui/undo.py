"""Undo: acts that were carried out and can be taken back, one stack for the window.

An act is done in the background before it comes here; so are undoing and redoing, one after
the other in the order they were asked for. When one of them fails, the error is told and
the stack stands as before it, so that what the menu offers is what can be done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from mailsim_desktop.errors import MailSimError
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.changes import Topic
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.widgets.toast import Toast
from mailsim_desktop.ui.widgets.toasts import UNDO_MS, Toasts

Work = Callable[[Store], object]
"""Changes the database; called on a background thread."""


@dataclass(frozen=True, slots=True)
class _Act:
    text: str
    undo: Work
    redo: Work | None
    changes: tuple[Topic, ...]
    said: str
    line: str


class _Command(QUndoCommand):
    """What the stack holds; it hands over instead of doing."""

    def __init__(self, act: _Act, turned: Callable[[_Command, bool], None]) -> None:
        super().__init__(act.text)
        self.act = act
        self._turned = turned

    def undo(self) -> None:
        """Have it undone."""
        self._turned(self, True)

    def redo(self) -> None:
        """Have it done again; Qt calls this also when the act is pushed, being done."""
        self._turned(self, False)


_Turn = tuple[_Command, bool]
"""What is turned, and whether back."""


class Undo(QObject):
    """Remembers what was done in one window."""

    def __init__(self, bridge: Bridge, toasts: Toasts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._toasts = toasts
        self.stack = QUndoStack(self)
        self._under_way: deque[_Turn] = deque()
        self._arrived: deque[_Act] = deque()  # done while something else is being undone
        self._silent = False
        self._offer: Toast | None = None

    def done(
        self,
        text: str,
        undo: Work,
        redo: Work | None = None,
        *,
        said: str = "",
        line: str = "",
        changes: tuple[Topic, ...] = (),
    ) -> None:
        """Remember an act that has just been carried out, and offer to undo it.

        Parameters
        ----------
        text : names the act in the menu, after "Undo": "delete of 12 contacts".
        undo, redo : take it back, do it again; without `redo` it cannot be done again.
        said, line : what the notice says: "12 contacts deleted"; else `text`.
        changes : what is shown anew after either.
        """
        self._arrived.append(_Act(text, undo, redo, changes, said or text, line))
        self._take_in()

    def forget(self) -> None:
        """Let go of all acts: Python, collecting one before its stack, would end the process."""
        self.stack.clear()

    def is_busy(self) -> bool:
        """Something is being undone or redone."""
        return bool(self._under_way)

    def _withdraw_offer(self) -> None:
        """A notice undoes the act on top: it may not outlive being that."""
        if self._offer is not None:
            self._toasts.dismiss(self._offer)
            self._offer = None

    def _take_in(self) -> None:
        """Put on the stack what arrived; only from there is it what a notice would undo."""
        while self._arrived and not self._under_way:
            act = self._arrived.popleft()
            self._quietly(self.stack.push, _Command(act, self._turned))
            self._withdraw_offer()
            link = (self.tr("Undo"), self.stack.undo)
            self._offer = self._toasts.say(act.said, act.line, Glyph.DASH, link, shown_ms=UNDO_MS)

    def _turned(self, command: _Command, back: bool) -> None:  # noqa: FBT001 # the one fact
        if self._silent:
            return
        self._withdraw_offer()
        self._under_way.append((command, back))
        if len(self._under_way) == 1:
            self._carry_out()

    def _carry_out(self) -> None:
        turn = self._under_way[0]
        command, back = turn
        work = command.act.undo if back else command.act.redo
        if work is None:  # asked for while the act was still being undone
            self._put_back()
            return
        self._bridge.write(
            work,
            done=self._done,
            failed=self._failed,
            ended=partial(self._ended, turn),
            changes=command.act.changes,
        )

    def _ended(self, turn: _Turn) -> None:
        """Put it back if neither its end nor an error was told: a bug has its own handler."""
        if self._under_way and self._under_way[0] is turn:
            self._put_back()

    def _done(self, _result: object) -> None:
        command, back = self._under_way.popleft()
        if back:
            self._toasts.say(self.tr("Undone"), command.text(), Glyph.TICK)
        if self._under_way:
            self._carry_out()
        else:
            self._settle()

    def _settle(self) -> None:
        self._drop_what_cannot_be_done_again()
        self._take_in()

    def _drop_what_cannot_be_done_again(self) -> None:
        before = self.stack.count()
        while (command := self._next_again()) is not None and command.act.redo is None:
            command.setObsolete(True)
            self._quietly(self.stack.redo)  # Qt takes what is obsolete off the stack
        if self.stack.count() != before:
            self._tell_the_menus()

    def _next_again(self) -> _Command | None:
        found = self.stack.command(self.stack.index()) if self.stack.canRedo() else None
        return found if isinstance(found, _Command) else None

    def _tell_the_menus(self) -> None:
        """Qt tells its actions of a step alone, not of a command that it took off."""
        if self.stack.canUndo():
            self._quietly(self.stack.undo)
            self._quietly(self.stack.redo)
        elif self.stack.canRedo():
            self._quietly(self.stack.redo)
            self._quietly(self.stack.undo)
        else:
            self.stack.clear()

    def _failed(self, error: MailSimError) -> None:
        self._put_back()
        self._bridge.failed.emit(error)

    def _put_back(self) -> None:
        """What failed did not happen, and what was asked after it is not tried."""
        while self._under_way:
            _, back = self._under_way.pop()
            self._quietly(self.stack.redo if back else self.stack.undo)
        self._settle()

    def _quietly(self, act: Callable[..., None], *arguments: object) -> None:
        self._silent = True
        try:
            act(*arguments)
        finally:
            self._silent = False
