"""The palette: which colour Fusion takes for what, by the tokens.

What has a widget of its own takes its colours from the tokens when it paints; icons and labels
take theirs from here.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from mailsim_desktop.ui.tokens import Tokens

DANGER = QPalette.ColorRole.LinkVisited
"""Holds the danger colour for icons and labels, which follow the palette: it has no role of that
meaning, and no link here is ever visited."""


def palette(tokens: Tokens) -> QPalette:
    """Colours for everything that Fusion paints by itself."""
    made = QPalette()
    for role, colour in _colours(tokens).items():
        made.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.border_strong))
    return made


def _colours(tokens: Tokens) -> dict[QPalette.ColorRole, str]:
    """Colour of each role of an enabled control."""
    return {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.alt,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.BrightText: tokens.on_accent,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Highlight: tokens.accent_soft,
        QPalette.ColorRole.HighlightedText: tokens.text,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        DANGER: tokens.danger,
        QPalette.ColorRole.Mid: tokens.border,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
    }
