"""A wizard with its indicator, and the preview of a message."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.gallery import samples
from mailsim_desktop.ui.gallery.section import Section
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.field import Field
from mailsim_desktop.ui.widgets.header import Header
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.ui.widgets.preview import Preview
from mailsim_desktop.ui.widgets.wizard import Leave, Wizard, WizardStep

_WIZARD = 200
_PREVIEW = 260


def wizard(theme: Theme) -> Section:
    """Three steps; the second one wants a name before the third may come."""
    translate = QCoreApplication.translate
    name = Field(translate("Gallery", "Name of the campaign"), theme)
    made = Wizard(_steps(name), theme, Leave.SAVE_DRAFT)
    name.edit.textChanged.connect(made.refresh)
    made.go_to(1)
    made.finished.connect(made.restart)
    measures.hold_height(made, _WIZARD)
    header = Header(translate("Gallery", "New campaign"))
    header.set_facts(translate("Gallery", "three steps, the second one wants a name"))
    header.setContentsMargins(Space.PAGE, 0, Space.PAGE, 0)
    header.add(made.indicator)
    note = translate("Gallery", "a part of a page, with its steps in the header")
    return Section(translate("Gallery", "Wizard"), note).add_flush(header, made)


def _steps(name: Field) -> tuple[WizardStep, ...]:
    translate = QCoreApplication.translate
    return (
        WizardStep(
            translate("Gallery", "List"),
            _step(PlainLabel(translate("Gallery", "This step asks nothing."), wrap=True)),
            translate("Gallery", "Next: message"),
        ),
        WizardStep(
            translate("Gallery", "Message"),
            _step(name),
            translate("Gallery", "Next: review"),
            lambda: bool(name.edit.text()),
        ),
        WizardStep(
            translate("Gallery", "Review"),
            _step(PlainLabel(translate("Gallery", "The last step names the act."), wrap=True)),
            translate("Gallery", "Launch rehearsal"),
            icon=Icon.PLAY,
        ),
    )


def _step(widget: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.CONTROL)
    column.addWidget(widget)
    column.addStretch()
    return made


def preview(context: Context) -> Preview:
    """A rendered message; without a list it asks no service."""
    translate = QCoreApplication.translate
    made = Preview(context)
    made.recipient.addItem(f"{samples.ROWS[0].name} · {samples.ROWS[0].email}")
    made.subject.setText(translate("Gallery", "Ana, this is new in autumn"))
    made.text.setPlainText(translate("Gallery", "Hello Ana,\n\nhere are the books of the season."))
    made.problem.setText(translate("Gallery", "What is wrong with it stands here."))
    measures.hold_height(made, _PREVIEW)
    return made
