"""Asks for another limit of a lane: so many attempts in a second, a minute or an hour, or none."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.domain.simulated_time import SECOND_US
from mailsim_desktop.services.queue_view import LaneView
from mailsim_desktop.ui import queue_words
from mailsim_desktop.ui.dialogs.form import FormDialog
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.combo import Combo
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.ui.widgets.number_field import NumberField

_UNITS_US = (SECOND_US, 60 * SECOND_US, 3600 * SECOND_US)
_USUAL = 10
MOST, MOST_BURST = 1_000_000, 10_000


class LimitDialog(FormDialog):
    """Begins with the limit in force."""

    def __init__(self, lane: LaneView, parent: QWidget) -> None:
        title = self.tr("Change the limit of {0}").format(lane.name)
        now = queue_words.limit(lane.connections, lane.rate, burst=True)
        in_force = self.tr("In force: {0}").format(now)
        super().__init__(title, in_force, self.tr("Change limit"), parent)
        self.limited = QRadioButton(self.tr("At most"))
        self.unlimited = QRadioButton(self.tr("No limit but the connections"))
        self.quantity = NumberField(self.tr("Attempts"), _USUAL, least=1, most=MOST)
        self.unit = Combo(self.tr("In each"))
        self.unit.addItems([self.tr("a second"), self.tr("a minute"), self.tr("an hour")])
        self.burst = NumberField(self.tr("Burst"), 1, least=1, most=MOST_BURST)
        self.limited.toggled.connect(self._offer)
        self._lay_out()
        self.add_foot()
        self._show(lane.rate)

    def _lay_out(self) -> None:
        rate = QHBoxLayout()
        rate.setSpacing(Space.CONTROL)
        rate.addWidget(self.quantity, 1)
        rate.addWidget(self.unit, 1)
        self.form.addRow(self.limited, rate)
        self.form.addRow(self.tr("&Burst"), self.burst)
        hint = self.tr("So many may start at once after a rest.")
        self.form.addRow("", PlainLabel(hint, pixels=Type.LABEL, muted=True, wrap=True))
        self.form.addRow(self.unlimited)
        how = self.tr(
            "It takes effect on attempts from the horizon on. It is stored as an intervention, so"
            " that a replay does the same at the same instant."
        )
        self.form.addRow(PlainLabel(how, pixels=Type.LABEL, muted=True, wrap=True))

    def _show(self, rate: Rate | None) -> None:
        (self.unlimited if rate is None else self.limited).setChecked(True)
        if rate is not None:
            place, quantity = _whole(rate)
            self.unit.setCurrentIndex(place)
            self.quantity.set_value(quantity)
            self.burst.set_value(rate.burst)
        self._offer()

    def _offer(self) -> None:
        for field in (self.quantity, self.unit, self.burst):
            field.setEnabled(self.limited.isChecked())

    def rate(self) -> Rate | None:
        """What was chosen; None for no limit."""
        if self.unlimited.isChecked():
            return None
        period_us = _UNITS_US[self.unit.currentIndex()]
        return Rate(self.quantity.value(), period_us, self.burst.value())


def _whole(rate: Rate) -> tuple[int, int]:
    """The least unit in which a rate is a whole number, and that number; else by the hour."""
    for place, unit_us in enumerate(_UNITS_US):
        if rate.quantity * unit_us % rate.period_us == 0:
            return place, rate.quantity * unit_us // rate.period_us
    last = len(_UNITS_US) - 1
    return last, max(1, round(rate.quantity * _UNITS_US[last] / rate.period_us))
