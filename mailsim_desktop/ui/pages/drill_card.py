"""The last crash drill: when, what was done, what came of it; and how far one under way is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mailsim_desktop.services.drill_record import DrillRecord
from mailsim_desktop.ui import drill_words, wall_dates, words
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.badge import Badge
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.card import Card, CardHead, divider
from mailsim_desktop.ui.widgets.check_rows import CheckRows
from mailsim_desktop.ui.widgets.labels import PlainLabel

_DIGEST = 3


class DrillCard(Card):
    """Shows one record, or that there is none."""

    audit_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.head = CardHead(self.tr("Last crash drill"))
        self.badge = Badge(theme)
        self.sentence = PlainLabel(pixels=Type.LABEL, muted=True, wrap=True)
        labels = (
            self.tr("Lost"),
            self.tr("Sent twice"),
            self.tr("Stuck"),
            self.tr("Digest equals the undisturbed run"),
        )
        self.checks = CheckRows(labels, theme, frozenset({_DIGEST}))
        self.audit_button = button(self.tr("Show audit"), self.audit_wanted.emit, small=True)
        self.again_button = button(
            self.tr("Run again"), self.again_wanted.emit, icon=Icon.AGAIN, small=True
        )
        self._lay_out()
        self.show_record(None)

    def _lay_out(self) -> None:
        self.head.add(self.badge)
        above = QVBoxLayout()
        above.setContentsMargins(Space.INSET, 0, Space.INSET, Space.CONTROL)
        above.addWidget(self.sentence)
        self._result = QWidget()
        result = QVBoxLayout(self._result)
        result.setContentsMargins(0, 0, 0, 0)
        result.setSpacing(0)
        result.addWidget(divider())
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.INSET, Space.GAP, Space.INSET, Space.GAP)
        inner.addWidget(self.checks)
        result.addLayout(inner)
        result.addWidget(divider())
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.INSET, Space.CONTROL, Space.INSET, Space.CONTROL + 2)
        foot.setSpacing(Space.CONTROL)
        for control in (self.audit_button, self.again_button):
            foot.addWidget(control)
        foot.addStretch(1)
        self.body.addWidget(self.head)
        self.body.addLayout(above)
        result.addLayout(foot)
        self.body.addWidget(self._result)

    def show_record(self, record: DrillRecord | None) -> None:
        """Show a drill, or that none came to its end yet."""
        for widget in (self._result, self.badge):
            widget.setVisible(record is not None)
        if record is None:
            self.head.set_unit(self.tr("none yet"))
            self.sentence.setText(
                self.tr(
                    "A drill rehearses an invented list while its workers are killed, stopped and"
                    " starved, then compares every attempt with an undisturbed run."
                )
            )
            return
        audit = record.audit
        self.head.set_unit(wall_dates.whole(record.at_utc_ms))
        self.badge.show_state(*drill_words.verdict(audit))
        self.sentence.setText(drill_words.sentence(record.drill, audit))
        lost, twice, stuck = audit.losses
        equal = audit.digest == audit.expected
        numbers = [(not number, words.count(number)) for number in (lost, twice, stuck)]
        self.checks.show_values(*numbers, (equal, drill_words.short_digest(audit.digest)))

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 # the one fact
        """A drill is under way, so no other can begin."""
        self.again_button.setEnabled(not busy)
