"""The style sheet: radius, padding and focus of the controls that Qt paints itself.

Colours and measures are filled in from the tokens; nothing else reads it.
"""

from __future__ import annotations

from string import Template

from mailsim_desktop.ui.tokens import Tokens, Type

_SHEET = Template("""
QToolTip { color: $text; background: $surface; border: 1px solid $border_strong; padding: 4px; }
QMenuBar { background: $window; border-bottom: 1px solid $border; }
QMenuBar::item { padding: 6px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $border_strong; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $border_strong; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $border;
  border-radius: 6px; padding: 0 12px; min-height: 30px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $border; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 0 11px;
  min-height: 28px; }
QPushButton:disabled, QToolButton:disabled { color: $border_strong; background: $alt; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent;
  font-weight: 600; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $border; border-color: $border;
  color: $muted; }
QPushButton[kind="destructive"] { color: $danger; border-color: $danger; }
QPushButton[kind="destructive"]:disabled { color: $border_strong; border-color: $border; }
QPushButton[kind="link"] { color: $accent; border-color: transparent; background: transparent; }
QPushButton[kind="link"]:hover { background: $hover; }
QPushButton[kind="link"]:focus { border-color: $accent; }
QPushButton[kind="chip"] { border-radius: 13px; min-height: 24px; padding: 0 10px; }
QPushButton[kind="chip"]:focus { min-height: 22px; padding: 0 9px; }
QLineEdit, QPlainTextEdit, QComboBox { background: $surface; color: $text;
  border: 1px solid $border_strong; border-radius: 6px; padding: 0 8px; min-height: 30px;
  selection-background-color: $accent_soft; selection-color: $text; }
QPlainTextEdit { padding: 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {
  border: 2px solid $accent; padding: 0 7px; min-height: 28px; }
QPlainTextEdit:focus { padding: 5px; }
QLineEdit:disabled, QComboBox:disabled { color: $muted; background: $alt; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border_strong;
  selection-background-color: $accent_soft; selection-color: $text; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
QFrame#card { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame#toast { background: $surface; border: 1px solid $border_strong; border-radius: 8px; }
QFrame#foot { border: none; border-top: 1px solid $border; background: transparent; }
QFrame#rail { border: none; border-right: 1px solid $border; background: $window; }
QFrame#run_bar { border: none; border-top: 1px solid $border; background: $surface; }
QTextBrowser { background: $surface; color: $text; border: 1px solid $border; border-radius: 6px;
  selection-background-color: $accent_soft; selection-color: $text; }
QTextBrowser:focus { border: 2px solid $accent; }
QTableView, QListView { background: $surface; border: none; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none;
  border-bottom: 1px solid $border; padding: 0 8px; font-size: ${label}px; font-weight: 600; }
QHeaderView::section:first { padding-left: 14px; }
QHeaderView::section:last { padding-right: 14px; }
QTableView QTableCornerButton::section { background: $surface; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $border_strong; border-radius: 3px; min-height: 28px;
  margin: 2px 3px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $border_strong; border-radius: 3px;
  min-width: 28px; margin: 3px 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QDialog { background: $surface; }
QRadioButton { spacing: 8px; min-height: 24px; }
QRadioButton:focus { color: $accent; }
""")


def style_sheet(tokens: Tokens, scale: float) -> str:
    """The sheet in these colours; `scale` is the text size, 1.0 for 100 %."""
    colours = {name: getattr(tokens, name) for name in Tokens.__slots__}
    return _SHEET.substitute(colours, label=round(Type.LABEL * scale))
