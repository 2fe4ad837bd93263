"""Turns tokens into a QPalette, a font and the style sheet, and sets them once.

Delegates and plots read tokens, never the style sheet.
"""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from mailsim_desktop.ui.tokens import Tokens, Type

FAMILIES = ("Inter", "Segoe UI", "DejaVu Sans")
MONO_FAMILIES = ("JetBrains Mono", "Consolas", "DejaVu Sans Mono")

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
  border-bottom: 1px solid $border; padding: 0 8px; font-size: 12px; font-weight: 600; }
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


def apply(application: QApplication, tokens: Tokens) -> None:
    """Dress the whole application in `tokens`."""
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setFont(font())
    application.setPalette(palette(tokens))
    colours = {name: getattr(tokens, name) for name in Tokens.__slots__}
    application.setStyleSheet(_SHEET.substitute(colours))


def font(
    pixels: int = Type.BODY, weight: QFont.Weight = QFont.Weight.Normal, *, mono: bool = False
) -> QFont:
    """A font of the window, with figures of equal width."""
    made = QFont()
    made.setFamilies(list(MONO_FAMILIES if mono else FAMILIES))
    made.setPixelSize(pixels)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def bold(pixels: int = Type.BODY) -> QFont:
    """The weight of titles and emphasis."""
    return font(pixels, QFont.Weight.DemiBold)


def palette(tokens: Tokens) -> QPalette:
    """Colours for everything that Fusion paints by itself."""
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.alt,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Highlight: tokens.accent_soft,
        QPalette.ColorRole.HighlightedText: tokens.text,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.Mid: tokens.border,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.border_strong))
    return made
