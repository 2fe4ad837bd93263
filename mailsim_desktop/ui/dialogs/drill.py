"""Asks what a crash drill is to do: how many recipients, which harms, and when."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget

from mailsim_desktop.services.drill import HARM_S, Drill, Harm, Moment
from mailsim_desktop.ui import drill_words, words
from mailsim_desktop.ui.dialogs.form import FormDialog
from mailsim_desktop.ui.tokens import Type
from mailsim_desktop.ui.widgets.combo import Combo
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.ui.widgets.number_field import NumberField

MOST_RECIPIENTS, MOST_HARMS = 100_000, 1_000
"""Beyond them a drill takes so long that it belongs into a terminal."""
_CANNOT_STOP = sys.platform == "win32"


class DrillDialog(FormDialog):
    """Its defaults are those of the command line."""

    def __init__(self, parent: QWidget) -> None:
        about = self.tr("In a folder of its own; your database is not touched")
        super().__init__(self.tr("Crash drill"), about, self.tr("Start drill"), parent)
        usual = Drill()
        self.recipients = NumberField(
            self.tr("Recipients"), usual.recipients, least=1, most=MOST_RECIPIENTS
        )
        names = {
            Harm.KILL: self.tr("Workers killed"),
            Harm.STOP: self.tr("Workers stopped for good"),
            Harm.STARVE: self.tr("Workers starved"),
        }
        self.harms = {
            harm: NumberField(name, usual.harms.get(harm, 0), least=0, most=MOST_HARMS)
            for harm, name in names.items()
        }
        self.moment = Combo(self.tr("When"))
        for moment in Moment:
            self.moment.addItem(drill_words.moment(moment), moment)
        self.moment.setCurrentIndex(self.moment.findData(usual.moment))
        self._time = PlainLabel(pixels=Type.LABEL, muted=True, wrap=True)
        self._lay_out(names)
        self.add_foot()
        self._tell()

    def _lay_out(self, names: dict[Harm, str]) -> None:
        self.form.addRow(self.tr("&Recipients"), self.recipients)
        for harm, field in self.harms.items():
            self.form.addRow(names[harm], field)
            field.textChanged.connect(self._tell)
            if _CANNOT_STOP and harm is not Harm.KILL:
                field.set_value(0)
                field.setEnabled(False)
        self.form.addRow(self.tr("&When"), self.moment)
        how = self.tr(
            "A starved worker is stopped until another one took its work over, then let go on: it"
            " must not write any more."
        )
        self.form.addRow(PlainLabel(how, pixels=Type.LABEL, muted=True, wrap=True))
        self.form.addRow(self._time)

    def _tell(self) -> None:
        total = sum(field.value() for field in self.harms.values())
        self.act_button.setEnabled(total > 0)
        if total:
            least = words.duration(total * HARM_S)
            self._time.setText(self.tr("It takes {0} or so. The window can be used.").format(least))
        else:
            self._time.setText(self.tr("Without any harm there is nothing to audit."))

    def drill(self) -> Drill:
        """What was chosen."""
        harms = {harm: field.value() for harm, field in self.harms.items()}
        return Drill(self.recipients.value(), harms, self.moment.currentData())
