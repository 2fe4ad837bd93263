"""Glyph and word of a contact's state."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.ui.glyphs import Glyph

_GLYPHS: Mapping[ContactState, Glyph] = {
    ContactState.RAW: Glyph.PENDING,
    ContactState.VALID: Glyph.TICK,
    ContactState.RISKY: Glyph.WARNING,
    ContactState.INVALID: Glyph.FAILED,
    ContactState.UNSUBSCRIBED: Glyph.DASH,
    ContactState.SUPPRESSED: Glyph.SUSPENDED,
}


def contact_state(of: ContactState) -> tuple[Glyph, str]:
    """Glyph and word of a state."""
    word = {
        ContactState.RAW: QCoreApplication.translate("ContactState", "Not checked"),
        ContactState.VALID: QCoreApplication.translate("ContactState", "Valid"),
        ContactState.RISKY: QCoreApplication.translate("ContactState", "Risky"),
        ContactState.INVALID: QCoreApplication.translate("ContactState", "Invalid"),
        ContactState.UNSUBSCRIBED: QCoreApplication.translate("ContactState", "Unsubscribed"),
        ContactState.SUPPRESSED: QCoreApplication.translate("ContactState", "Suppressed"),
    }[of]
    return _GLYPHS[of], word
