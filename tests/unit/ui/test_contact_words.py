from __future__ import annotations

from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.ui.contact_words import contact_state


def test_every_state_has_a_glyph_and_a_word_of_its_own():
    found = [contact_state(state) for state in ContactState]

    assert len({glyph for glyph, _ in found}) == len({word for _, word in found}) == len(found)
