"""Buttons, fields and choices."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.gallery.flow import Flow
from mailsim_desktop.ui.gallery.section import Section
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.buttons import Button, Kind, button, ghost
from mailsim_desktop.ui.widgets.check_box import CheckBox
from mailsim_desktop.ui.widgets.combo import Combo
from mailsim_desktop.ui.widgets.field import Field, LineEdit, SearchField
from mailsim_desktop.ui.widgets.filter_chips import ALL, ChipText, FilterChips
from mailsim_desktop.ui.widgets.merge_chips import MergeChips
from mailsim_desktop.ui.widgets.number_field import NumberField
from mailsim_desktop.ui.widgets.segmented import Segmented

_SHORT = 108
_APART = 16
_COUNTS = {ALL: 250_000, "delivered": 248_707, "deferred": 0, "bounced": 1_293}


def buttons() -> Section:
    """Every kind of button; hover and focus are live."""
    translate = QCoreApplication.translate
    section = Section(
        translate("Gallery", "Buttons"), translate("Gallery", "hover and focus are live")
    )
    section.add_row(
        button(translate("Gallery", "Launch"), kind=Kind.PRIMARY),
        button(translate("Gallery", "Normal")),
        button(translate("Gallery", "With icon"), icon=Icon.EXPORT),
        _off(button(translate("Gallery", "Off"))),
        button(translate("Gallery", "Delete"), kind=Kind.DESTRUCTIVE),
        button(translate("Gallery", "Link"), kind=Kind.LINK),
        button(translate("Gallery", "Disclosure"), kind=Kind.DISCLOSURE, icon=Icon.RIGHT),
    )
    section.add_row(
        button(translate("Gallery", "Small"), small=True),
        button(translate("Gallery", "Small with icon"), icon=Icon.NEW, small=True),
        _off(button(translate("Gallery", "Primary, off"), kind=Kind.PRIMARY, small=True)),
        ghost(Icon.COPY, translate("Gallery", "Copy")),
        ghost(Icon.EXPORT, translate("Gallery", "Export")),
        ghost(Icon.DELETE, translate("Gallery", "Delete the row")),
    )
    return section


def _off(made: Button) -> Button:
    made.setEnabled(False)
    return made


def fields(theme: Theme) -> Section:
    """Search, text, wrong text, numbers, a combo, and text of several lines."""
    translate = QCoreApplication.translate
    section = Section(translate("Gallery", "Fields"))
    text = _line(
        theme, LineEdit(theme, translate("Gallery", "Some text")), translate("Gallery", "Text")
    )
    off = _line(
        theme, LineEdit(theme, translate("Gallery", "Disabled")), translate("Gallery", "Off")
    )
    off.setEnabled(False)
    wrong = Field(translate("Gallery", "Rate"), theme)
    wrong.edit.setText("-5")
    wrong.show_error(translate("Gallery", "Rate must be above 0 per second"))
    right = Field(translate("Gallery", "Name of the campaign"), theme)
    right.edit.setText(translate("Gallery", "Autumn newsletter"))
    section.add_row(
        _line(theme, SearchField(translate("Gallery", "Search")), translate("Gallery", "Search")),
        text,
        off,
        _line(
            theme,
            NumberField(translate("Gallery", "Workers"), 2, least=1, most=64),
            translate("Gallery", "Workers"),
        ),
        _combo(small=False),
        _combo(small=True),
    )
    return section.add(right, wrong)


def _line(theme: Theme, made: QLineEdit, name: str) -> QLineEdit:
    made.setAccessibleName(name)
    _Short(made, theme)
    return made


class _Short(QObject):
    """Keeps a field short, in step with the text."""

    def __init__(self, widget: QWidget, theme: Theme) -> None:
        super().__init__(widget)
        self._widget = widget
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._widget.setFixedWidth(measures.scaled(_SHORT))


def _combo(*, small: bool) -> Combo:
    translate = QCoreApplication.translate
    lead = None if small else Icon.SPEED
    made = Combo(translate("Gallery", "Speed"), lead=lead, small=small)
    made.addItems([translate("Gallery", "60× real"), translate("Gallery", "Max speed")])
    return made


def choices(theme: Theme) -> Section:
    """Check boxes, radio buttons, segments and chips."""
    translate = QCoreApplication.translate
    section = Section(translate("Gallery", "Choices"))
    section.add_row(*_boxes(theme), gap=_APART).add(_radios())
    names = (
        translate("Gallery", "Live"),
        translate("Gallery", "24 h"),
        translate("Gallery", "7 d"),
    )
    section.add_row(Segmented(translate("Gallery", "Stretch of time"), names, theme))
    return section.add(_chips(theme))


def _boxes(theme: Theme) -> list[CheckBox]:
    translate = QCoreApplication.translate
    boxes = [
        CheckBox(translate("Gallery", "Checked"), theme),
        CheckBox(translate("Gallery", "Not checked"), theme),
        CheckBox(translate("Gallery", "Checked and off"), theme),
    ]
    for number in (0, 2):
        boxes[number].setChecked(True)
    boxes[2].setEnabled(False)
    return boxes


def _radios() -> QWidget:
    translate = QCoreApplication.translate
    radios = [
        QRadioButton(translate("Gallery", "One")),
        QRadioButton(translate("Gallery", "Or the other")),
        QRadioButton(translate("Gallery", "Not this one")),
    ]
    radios[0].setChecked(True)
    radios[2].setEnabled(False)
    group = QWidget()  # of its own: Qt lets buttons exclude each other however deep they lie
    group.setLayout(Flow(radios, gap=_APART))
    return group


def _chips(theme: Theme) -> FilterChips:
    translate = QCoreApplication.translate
    chips = {
        "delivered": ChipText(translate("Gallery", "Delivered"), Glyph.DELIVERED),
        "deferred": ChipText(translate("Gallery", "Deferred"), Glyph.DEFERRED),
        "bounced": ChipText(translate("Gallery", "Bounced"), Glyph.BOUNCED),
    }
    made = FilterChips(translate("Gallery", "Outcomes"), chips, theme)
    made.show_counts(_COUNTS)
    made.want(frozenset({"bounced"}))
    return made


def message() -> Section:
    """Fields of a message, and the chips that insert merge fields into them."""
    translate = QCoreApplication.translate
    subject = QLineEdit(translate("Gallery", "A subject"))
    subject.setAccessibleName(translate("Gallery", "Subject"))
    content = QPlainTextEdit(translate("Gallery", "Text of several lines"))
    content.setAccessibleName(translate("Gallery", "Content"))
    content.setTabChangesFocus(True)
    measures.hold_height(content, 64)
    section = Section(
        translate("Gallery", "Merge chips"), translate("Gallery", "insert at the cursor")
    )
    return section.add(subject, content, MergeChips((subject, content)))
