"""The style sheet: radius, padding and focus of the controls that Qt paints itself.

Colours and measures are filled in from the tokens; nothing else reads it.
"""

from __future__ import annotations

from string import Template

from PySide6.QtWidgets import QWidget

from mailsim_desktop.ui.tokens import Radius, Ring, Size, Tokens, Type

_HEIGHTS = (Size.CONTROL, Size.CONTROL_SMALL, Size.CHIP)
_SHEET = Template("""
QToolTip { color: $text; background: $surface; border: 1px solid $border_strong; padding: 4px; }
QMenuBar { background: $window; border-bottom: 1px solid $border; }
QMenuBar::item { padding: 6px 10px; background: transparent; border-radius: ${round_badge}px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $border_strong; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: ${round_badge}px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $border_strong; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $border;
  border-radius: ${round_control}px; padding: 0 12px; min-height: ${control}px; outline: none; }
QPushButton:hover, QToolButton:hover, QToolButton:checked { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $border; }
QPushButton:disabled, QToolButton:disabled { color: $border_strong; background: $alt; }
QPushButton[small="true"] { min-height: ${small}px; padding: 0 10px; font-size: ${label}px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent;
  font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed;
  border-color: $accent_pressed; }
QPushButton[kind="primary"]:disabled { background: $border; border-color: $border;
  color: $muted; }
QPushButton[kind="destructive"] { color: $danger; border-color: $danger; }
QPushButton[kind="destructive"]:hover { background: $bounced_tint; }
QPushButton[kind="destructive"]:disabled { color: $border_strong; border-color: $border; }
QPushButton[kind="link"] { color: $accent; border-color: transparent; background: transparent;
  padding: 0 4px; }
QPushButton[kind="link"]:hover { background: $hover; }
QPushButton[kind="link"]:disabled { color: $border_strong; background: transparent; }
QPushButton[kind="crumb"] { color: $muted; border: none; background: transparent; padding: 0;
  min-height: 0; font-size: ${label}px; border-radius: ${round_badge}px; }
QPushButton[kind="crumb"]:hover { color: $accent; }
QPushButton[kind="chip"] { border-radius: ${chip_radius}px; min-height: ${chip}px;
  padding: 0 10px; font-size: ${label}px; }
QPushButton[kind="disclosure"] { border-color: transparent; background: transparent;
  font-weight: 600; padding: 0 4px; }
QPushButton[kind="disclosure"]:hover { background: $hover; }
QToolButton[kind="ghost"] { background: transparent; border-color: transparent; padding: 0;
  min-height: ${ghost}px; min-width: ${ghost}px; }
QToolButton[kind="ghost"]:hover, QToolButton[kind="ghost"]:checked { background: $hover; }
QToolButton[kind="ghost"]:pressed { background: $border; }
QLineEdit > QToolButton { background: transparent; border: none; padding: 0; min-height: 0; }
QLineEdit, QPlainTextEdit, QComboBox { background: $surface; color: $text;
  border: 1px solid $border_strong; border-radius: ${round_control}px; padding: 0 8px;
  min-height: ${control}px; selection-background-color: $accent_soft; selection-color: $text; }
QPlainTextEdit { padding: 6px; }
QLineEdit[small="true"], QComboBox[small="true"] { min-height: ${small}px;
  font-size: ${label}px; }
QComboBox[lead="true"] { padding-left: 32px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: ${ring}px solid $accent;
  padding: 0 7px; min-height: ${control_focus}px; }
QLineEdit[small="true"]:focus, QComboBox[small="true"]:focus { min-height: ${small_focus}px; }
QComboBox[lead="true"]:focus { padding-left: 31px; }
QPlainTextEdit:focus { padding: 5px; }
QLineEdit[error="true"], QComboBox[error="true"] { border: 1px solid $danger; }
QLineEdit[error="true"]:focus, QComboBox[error="true"]:focus { border: ${ring}px solid $danger; }
QLineEdit:disabled, QComboBox:disabled { color: $muted; background: $alt;
  border-color: $border; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border_strong;
  padding: 4px; selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${item}px; padding: 0 6px;
  border-radius: ${round_badge}px; color: $text; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
QFrame#panel { background: $alt; border: 1px solid $border; border-radius: ${round_card}px; }
QFrame#drop { background: transparent; border: 1px solid transparent; }
QFrame#line { border: none; background: $border; max-height: 1px; min-height: 1px; }
QFrame#card { background: $surface; border: 1px solid $border; border-radius: ${round_card}px; }
QFrame#toast, QFrame#palette, QFrame#popup { background: $surface; border: 1px solid $border_strong;
  border-radius: ${round_card}px; }
QFrame#foot { border: none; border-top: 1px solid $border; background: transparent; }
QFrame#rail { border: none; border-right: 1px solid $border; background: $window; }
QFrame#run_bar { border: none; border-top: 1px solid $border; background: $surface; }
QSplitter::handle { background: transparent; image: none; }
QTextBrowser { background: $surface; color: $text; border: 1px solid $border;
  border-radius: ${round_control}px; selection-background-color: $accent_soft;
  selection-color: $text; }
QTextBrowser:focus { border: ${ring}px solid $accent; }
QTableView, QListView { background: $surface; border: none; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; }
QHeaderView { background: $surface; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $border_strong; border-radius: ${round_bar}px;
  min-height: 28px; margin: 2px 3px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $border_strong; border-radius: ${round_bar}px;
  min-width: 28px; margin: 3px 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QDialog { background: $surface; }
QRadioButton, QCheckBox { spacing: 8px; min-height: ${item}px; outline: none; }
QRadioButton::indicator, QCheckBox::indicator { width: 14px; height: 14px; background: $surface;
  border: 1px solid $border_strong; border-radius: ${round_badge}px; }
QRadioButton::indicator { border-radius: 8px; }
QRadioButton::indicator:hover, QCheckBox::indicator:hover { background: $hover; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent;
  background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QRadioButton::indicator:disabled, QCheckBox::indicator:disabled { background: $alt;
  border-color: $border; }
""")


def style_sheet(tokens: Tokens, scale: float) -> str:
    """The sheet in these colours; `scale` is the text size, 1.0 for 100 %."""
    colours = {name: getattr(tokens, name) for name in Tokens.__slots__}
    shades = {
        "accent_hover": _towards(tokens.accent, tokens.text, 0.12),
        "accent_pressed": _towards(tokens.accent, tokens.text, 0.24),
    }
    return _SHEET.substitute(colours | shades, **_measures(scale))


def _measures(scale: float) -> dict[str, int]:
    """Heights that hold text, without their borders, the size of small text, corners."""
    control, small, chip = (round(size * scale) - 2 for size in _HEIGHTS)
    return {
        "control": control,
        "control_focus": control - 2,
        "small": small,
        "small_focus": small - 2,
        "ghost": Size.CONTROL_SMALL - 2,  # as its icon, the same at each text size
        "chip": chip,
        "chip_radius": (chip + 2) // 2,
        "item": round(24 * scale),
        "label": round(Type.LABEL * scale),
        "round_bar": Radius.BAR,
        "round_badge": Radius.BADGE,
        "round_control": Radius.CONTROL,
        "round_card": Radius.CARD,
        "ring": Ring.PEN,
    }


def _towards(start: str, end: str, share: float) -> str:
    """The colour that lies `share` of the way from one to another."""
    pairs = ((int(start[i : i + 2], 16), int(end[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the sheet asks for, and let the widget be dressed anew."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
