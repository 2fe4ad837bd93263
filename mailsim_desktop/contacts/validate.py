"""Judges one address through email-validator, without DNS.

Owns the reasons that people read; they are few and stable whatever the library
says. Refuses to correct an address: only white space at its edges is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from mailsim_desktop.domain.contact import NewContact, identity

ADDRESS_LIMIT = 254
"""Characters of a whole address (RFC 5321 § 4.5.3.1.3, erratum 1690)."""

HOPELESS_CHARACTERS = 1000
"""A cell longer than this is refused unread: the library's checks are not linear."""

DEFAULT_REASON = "Not an e-mail address"
_TOO_LONG = f"Address over {ADDRESS_LIMIT} characters"
_REASONS: tuple[tuple[str, str], ...] = (  # the first fragment found in the message decides
    ("too long after the @-sign", "Domain over 253 characters"),
    ("cannot be separated by so many characters", "Part of the domain over 63 characters"),
    ("email address is too long", _TOO_LONG),
    ("something before the @-sign", "Nothing before the @"),
    ("something after the @-sign", "Nothing after the @"),
    ("must have an @-sign", "No @ sign"),
    ("at-sign", "No @ sign"),
    ("commercial at", "No @ sign"),
    ("two periods in a row", "Two dots in a row"),
    ("should have a period", "Domain without a dot"),
    ("valid top-level domain", "Domain ends in no top-level domain"),
    ("special-use or reserved", "Domain reserved for tests and special use"),
    ("Quoting", "Local part in quotes"),
    ("in quotes", "Local part in quotes"),
    ("after close quote", "Local part in quotes"),
    ("angle bracket", "Name or angle brackets around the address"),
    ("display name", "Name or angle brackets around the address"),
    ("anything after the email address", "Text after the address"),
    ("bracket", "IP address in place of a domain"),
    ("unsafe characters", "Invisible or unsafe characters"),
    ("characters before the @-sign", "Character not allowed before the @"),
    ("characters after the @-sign", "Character not allowed in the domain"),
    ("@-sign contains invalid characters", "Character not allowed in the domain"),
    ("part after the @-sign", "Domain not valid"),
    ("start with a period", "Dot at the start"),
    ("period immediately before", "Dot just before the @"),
    ("followed by two dashes", "Two hyphens in the domain"),
    ("immediately after the @-sign", "Dot or hyphen just after the @"),
    ("cannot end with", "Dot or hyphen at the end"),
    ("next to each other", "Dot and hyphen next to each other"),
)
_INVISIBLE_EDGE = "\ufeff\u200b\u200c\u200d\u2060"  # pasted from web pages and editors


@dataclass(frozen=True, slots=True)
class Refused:
    """An address that is not valid, and why in plain words."""

    reason: str


def trim(cell: str) -> str:
    """Drop white space and invisible characters at the edges of a cell."""
    return cell.strip().strip(_INVISIBLE_EDGE).strip()


def check_address(address: str, name: str = "") -> NewContact | Refused:
    """Judge a trimmed `address` that belongs to `name`.

    References
    ----------
    RFC 5321, 5322, 6531, as implemented by email-validator.
    """
    if len(address) > HOPELESS_CHARACTERS:
        return Refused(_TOO_LONG)
    try:
        checked = validate_email(address, check_deliverability=False)
    except EmailNotValidError as error:
        return Refused(reason(str(error)))
    domain = checked.ascii_domain.lower()
    return NewContact(identity(checked.local_part, domain), name, domain)


def reason(message: str) -> str:
    """Our words for the library's `message`."""
    return next((ours for fragment, ours in _REASONS if fragment in message), DEFAULT_REASON)
