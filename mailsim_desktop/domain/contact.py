"""A contact: one normalised address and what is known of its owner.

Owns the identity of an address. Refuses to judge whether an address is valid:
that is email-validator's work, called by `contacts`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class ContactState(StrEnum):
    """What may be done with a contact."""

    RAW = "raw"  # stored, not yet checked
    VALID = "valid"  # the address passed email-validator
    RISKY = "risky"  # valid, with a finding that a person should look at
    INVALID = "invalid"  # the address failed a later check
    UNSUBSCRIBED = "unsubscribed"  # its owner asked not to be written to
    SUPPRESSED = "suppressed"  # on the suppression list


_ENCODED = "xn--"
"""Begins a label of a domain that holds letters beyond a to z (RFC 5890 § 2.3.2.1)."""

EXCLUDED_STATES = frozenset(
    {ContactState.INVALID, ContactState.UNSUBSCRIBED, ContactState.SUPPRESSED}
)
"""Contacts in these states are excluded from a run, with the state as the reason."""


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact read from a file, not yet stored."""

    email: str  # as `identity` writes it
    name: str  # as in the file, trimmed; may be empty
    domain: str  # ASCII (IDNA), lower case


def identity(local_part: str, ascii_domain: str) -> str:
    """Write an address in the one form that decides what a duplicate is.

    Parameters
    ----------
    local_part : as email-validator normalises it (NFC).
    ascii_domain : the domain in IDNA form.
    """
    return f"{local_part.casefold()}@{ascii_domain.lower()}"


def shown_address(email: str) -> str:
    """Write an address as people read it, its domain in their letters."""
    local_part, at, domain = email.rpartition("@")
    return f"{local_part}{at}{shown_domain(domain)}"


def shown_domain(domain: str) -> str:
    """Write an IDNA domain as people read it: `xn--bcker-gra.de` is bäcker.de."""
    if _ENCODED not in domain:
        return domain
    return ".".join(_shown_label(label) for label in domain.split("."))


def _shown_label(label: str) -> str:
    if not label.startswith(_ENCODED):
        return label
    try:
        return label.removeprefix(_ENCODED).encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def contact_key(email: str) -> int:
    """Signed 64-bit key of an address in `identity` form.

    BLAKE2b with 8 bytes over its UTF-8, read as little-endian. Random streams,
    planned order and tie-breaks use this key and never a row id.
    """
    digest = hashlib.blake2b(email.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
