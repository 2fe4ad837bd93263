"""Merge fields: ``{nombre}`` and ``{email}`` in a subject or a content.

Only these two names are fields; any other name in braces is reported, so that a typing
error never reaches a recipient. Braces around anything but a name are plain text.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from mailsim_desktop.errors import TemplateError

FIELDS = ("nombre", "email")
"""Names of the merge fields, as the original demo has them."""

_FIELD = re.compile(r"\{([^\W\d]\w*)\}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as one recipient would get it."""

    subject: str
    content: str


def require_known_fields(text: str, where: str) -> None:
    """Raise `TemplateError` for the first field of `text` that does not exist.

    Parameters
    ----------
    where : "subject" or "content", for the message.
    """
    for match in _FIELD.finditer(text):
        name = match[1]
        if name in FIELDS:
            continue
        near = difflib.get_close_matches(name.lower(), FIELDS, n=1)
        known = " and ".join(f"{{{field}}}" for field in FIELDS)
        raise TemplateError(
            f"The {where} holds {{{name}}}, which is not a merge field.",
            f"Did you mean {{{near[0]}}}?" if near else f"The merge fields are {known}.",
        )


def render(subject: str, content: str, *, name: str, email: str) -> Rendered:
    """Fill the merge fields for one recipient; values are inserted as they are, once."""
    values = {"nombre": name, "email": email}

    def value(match: re.Match[str]) -> str:
        return values.get(match[1], match[0])

    return Rendered(_FIELD.sub(value, subject), _FIELD.sub(value, content))
