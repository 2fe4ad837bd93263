"""Addresses are judged by email-validator, in words of ours."""

import pytest

from mailsim_desktop.contacts.validate import (
    DEFAULT_REASON,
    Refused,
    check_address,
    reason,
    trim,
)
from mailsim_desktop.domain.contact import NewContact


@pytest.mark.parametrize(
    ("address", "email", "domain"),
    [
        ("Ana.Garcia@Gmail.COM", "ana.garcia@gmail.com", "gmail.com"),
        ("a@Bäcker.de", "a@xn--bcker-gra.de", "xn--bcker-gra.de"),
        ("a@xn--bcker-gra.de", "a@xn--bcker-gra.de", "xn--bcker-gra.de"),
        ("JOSÉ@correo.es", "josé@correo.es", "correo.es"),
        ("jose\u0301@correo.es", "josé@correo.es", "correo.es"),
        ("a@example.com", "a@example.com", "example.com"),
    ],
)
def test_valid_address_takes_the_form_of_its_identity(address: str, email: str, domain: str):
    assert check_address(address, "Ana") == NewContact(email, "Ana", domain)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ana", "No @ sign"),
        ("ana\uff20gmail.com", "No @ sign"),
        ("@gmail.com", "Nothing before the @"),
        ("ana@", "Nothing after the @"),
        ("ana@gmail", "Domain without a dot"),
        ("ana@gmail.123", "Domain ends in no top-level domain"),
        ("ana@gmail..com", "Two dots in a row"),
        (".ana@gmail.com", "Dot at the start"),
        ("ana.@gmail.com", "Dot just before the @"),
        ("ana@.gmail.com", "Dot or hyphen just after the @"),
        ("ana@gmail.com.", "Dot or hyphen at the end"),
        ("ana@b-.com", "Dot and hyphen next to each other"),
        ("ana@ab--c.com", "Two hyphens in the domain"),
        ("ana garcia@gmail.com", "Character not allowed before the @"),
        ("ana@@gmail.com", "Character not allowed in the domain"),
        ("ana@shop.test", "Domain reserved for tests and special use"),
        ("Ana <ana@gmail.com>", "Name or angle brackets around the address"),
        ("<ana@gmail.com> x", "Text after the address"),
        ('"ana garcia"@gmail.com', "Local part in quotes"),
        ("ana@[127.0.0.1]", "IP address in place of a domain"),
        ("ana\u202e@gmail.com", "Invisible or unsafe characters"),
        (f"ana@{'x' * 64}.com", "Part of the domain over 63 characters"),
        (f"ana@{'x.' * 130}com", "Domain over 253 characters"),
        (f"{'x' * 250}@gmail.com", "Address over 254 characters"),
        (f"{'x' * 100_000}@gmail.com", "Address over 254 characters"),
    ],
)
def test_refusal_says_why_in_plain_words(address: str, words: str):
    assert check_address(address) == Refused(words)


def test_message_that_the_library_has_not_said_before_has_a_default():
    assert reason("Something new in a later version") == DEFAULT_REASON


@pytest.mark.parametrize(
    "cell", [" a@b.es\t", "\ufeffa@b.es\u200b", "\u00a0a@b.es ", "\u200b a@b.es"]
)
def test_edges_are_trimmed(cell: str):
    assert trim(cell) == "a@b.es"
