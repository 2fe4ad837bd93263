"""One identity for each address, fixed for ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.domain.contact import (
    EXCLUDED_STATES,
    ContactState,
    contact_key,
    identity,
    shown_address,
    shown_domain,
)


@pytest.mark.parametrize(
    ("local", "domain", "expected"),
    [
        ("Ana", "B.ES", "ana@b.es"),
        ("ANA.Ruiz+x", "xn--mnchen-3ya.de", "ana.ruiz+x@xn--mnchen-3ya.de"),
        ("Straße", "b.de", "strasse@b.de"),
        ("ΣΊΣΥΦΟΣ", "b.gr", "σίσυφοσ@b.gr"),
    ],
)
def test_address_is_written_in_one_form(local, domain, expected):
    assert identity(local, domain) == expected


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("ana@b.es", "ana@b.es"),
        ("ana@xn--bcker-gra.de", "ana@bäcker.de"),
        ("ana@mail.xn--strae-oqa.xn--p1ai", "ana@mail.straße.рф"),
        ("xn--bcker-gra@b.es", "xn--bcker-gra@b.es"),
        ("ana@xn--\x80.de", "ana@xn--\x80.de"),
        ("ana", "ana"),
    ],
)
def test_address_is_shown_with_the_domain_in_letters(stored: str, shown: str):
    assert shown_address(stored) == shown
    assert shown_domain(stored.rpartition("@")[2]) == shown.rpartition("@")[2]


def test_key_of_an_address_never_changes():
    """As ``printf '%s' ana@b.es | b2sum -l 64`` has it: 42ea6d28a03e4b8c, little-endian."""
    assert contact_key("ana@b.es") == -8337501427552359870


@given(st.lists(st.text(), unique=True, max_size=50))
def test_keys_are_signed_64_bits_and_differ(texts: list[str]):
    keys = [contact_key(text) for text in texts if text.isprintable()]

    assert all(-(1 << 63) <= key < 1 << 63 for key in keys)
    assert len(set(keys)) == len(keys)


def test_states_that_are_left_out_of_a_run():
    assert {
        ContactState.INVALID,
        ContactState.UNSUBSCRIBED,
        ContactState.SUPPRESSED,
    } == EXCLUDED_STATES
