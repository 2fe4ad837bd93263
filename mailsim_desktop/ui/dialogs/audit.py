"""Everything that the last crash drill found, to read and to copy."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mailsim_desktop.services.drill import Harm
from mailsim_desktop.services.drill_record import DrillRecord
from mailsim_desktop.ui import drill_words, measures, wall_dates, words
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.badge import Badge
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.facts import Facts
from mailsim_desktop.ui.widgets.labels import PlainLabel

_WIDTH = 560
_AROUND, _FRAME = 136, 60
"""Height of what stands around the findings, and of the frame that the system draws."""
_MOST = 10
"""Faults that are written out; the JSON has all of them."""


class AuditDialog(QDialog):
    """Shows one record; it can stay open beside the window."""

    def __init__(self, record: DrillRecord, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Audit of the last crash drill"))
        self.setFixedWidth(measures.scaled(_WIDTH))
        self._record = record
        self.facts = Facts(tuple(label for label, _ in self._rows()))
        self.facts.show_values(*(value for _, value in self._rows()))
        digests = record.audit.digest or words.UNKNOWN, record.audit.expected
        self.digests = _selectable(PlainLabel("\n".join(digests), pixels=Type.LABEL, mono=True))
        badge = Badge(theme)
        badge.show_state(*drill_words.verdict(record.audit))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.DIALOG, Space.DIALOG, Space.DIALOG, Space.DIALOG)
        layout.setSpacing(Space.INSET)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.windowTitle(), pixels=Type.DIALOG_TITLE, strong=True), 1)
        head.addWidget(badge)
        layout.addLayout(head)
        layout.addWidget(self._scroll(), 1)
        layout.addLayout(self._foot())
        self._fit()

    def _scroll(self) -> QScrollArea:
        """All that was found; it scrolls where the screen is too low for it."""
        self._found = QWidget()
        self._found.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(self._found)
        column.setContentsMargins(0, 0, Space.GAP, 0)
        column.setSpacing(Space.INSET)
        sentence = drill_words.sentence(self._record.drill, self._record.audit)
        column.addWidget(PlainLabel(sentence, muted=True, wrap=True))
        column.addWidget(self.facts)
        about = self.tr("Digest, and that of the undisturbed run")
        column.addWidget(PlainLabel(about, pixels=Type.LABEL, muted=True))
        column.addWidget(self.digests)
        self._add_faults(column)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(self._found)
        return area

    def _fit(self) -> None:
        """Be as high as what was found, if the screen is."""
        wanted = self._found.sizeHint().height() + measures.scaled(_AROUND)
        most = self.screen().availableGeometry().height() - _FRAME
        self.resize(self.width(), min(wanted, most))

    def _rows(self) -> list[tuple[str, str]]:
        drill, audit = self._record.drill, self._record.audit
        harms = [
            self.tr("{0} of {1}").format(
                words.count(audit.harms.get(harm, 0)), words.count(drill.harms.get(harm, 0))
            )
            for harm in Harm
        ]
        return [
            (self.tr("Ended"), wall_dates.whole(self._record.at_utc_ms)),
            (self.tr("Recipients"), words.count(drill.recipients)),
            (self.tr("Attempts"), words.count(audit.attempts)),
            (self.tr("Workers killed"), harms[0]),
            (self.tr("Workers stopped for good"), harms[1]),
            (self.tr("Workers starved"), harms[2]),
            (self.tr("When"), drill_words.moment(drill.moment)),
            (self.tr("Workers lost and replaced"), words.count(audit.workers_lost)),
            (self.tr("Takeovers"), words.count(audit.takeovers)),
            (self.tr("Took, in real time"), words.duration(audit.wall_s)),
            (self.tr("State of the run"), words.state(audit.state)[1]),
            (self.tr("Lost"), words.count(audit.losses.lost)),
            (self.tr("Sent twice"), words.count(audit.losses.duplicated)),
            (self.tr("Stuck"), words.count(audit.losses.stuck)),
            (self.tr("Broken invariants"), words.count(len(audit.violations))),
        ]

    def _add_faults(self, layout: QVBoxLayout) -> None:
        """Every sentence of what was wrong."""
        audit = self._record.audit
        faults = [*([audit.error] if audit.error else []), *audit.violations]
        if faults:
            layout.addWidget(PlainLabel(self.tr("What was wrong"), strong=True))
            more = ["…"] * (len(faults) > _MOST)
            told = "\n".join([*faults[:_MOST], *more])
            layout.addWidget(_selectable(PlainLabel(told, pixels=Type.LABEL, wrap=True)))

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(Space.CONTROL)
        self.copy_button = button(self.tr("Copy as JSON"), self._copy, icon=Icon.COPY)
        close = button(self.tr("Close"), self.close, Kind.PRIMARY)
        close.setDefault(True)
        foot.addWidget(self.copy_button)
        foot.addStretch()
        foot.addWidget(close)
        return foot

    def _copy(self) -> None:
        text = json.dumps(self._record.to_json(), indent=1)
        QGuiApplication.clipboard().setText(text)


def _selectable(label: PlainLabel) -> PlainLabel:
    """Let its text be marked and copied, by keyboard too."""
    flag = Qt.TextInteractionFlag
    label.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)
    return label
