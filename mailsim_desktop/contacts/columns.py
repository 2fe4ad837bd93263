"""Which columns of a list hold the address and the name, in English and Spanish.

Headers are compared without case, accents, spaces and punctuation. Refuses to look
at the rows: a column is known by its header or by the person's own choice.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from mailsim_desktop.errors import UnknownColumnError

_EMAIL = frozenset(
    {
        "email",
        "emails",
        "emailaddress",
        "email1",
        "email1value",
        "mail",
        "mailaddress",
        "correo",
        "correoelectronico",
        "correoe",
        "direccioncorreo",
        "direcciondecorreo",
        "direccioncorreoelectronico",
        "direcciondecorreoelectronico",
        "direccionemail",
        "direcciondeemail",
    }
)
_FULL_NAME = frozenset(
    {
        "fullname",
        "contactname",
        "displayname",
        "nombrecompleto",
        "nombreyapellido",
        "nombreyapellidos",
        "nombreapellidos",
    }
)
_FIRST_NAME = frozenset(
    {"firstname", "givenname", "forename", "name", "nombre", "nombres", "primernombre"}
)
_LAST_NAME = frozenset(
    {
        "lastname",
        "surname",
        "familyname",
        "apellido",
        "apellidos",
        "primerapellido",
        "segundoapellido",
        "apellido1",
        "apellido2",
    }
)
RECOGNISED = "email, e-mail address, mail, correo, correo electrónico, dirección de correo"
"""Examples of headers that hold addresses, for messages."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """Headers that the person names; None means recognise it."""

    email: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """Where address and name stand in a row.

    Attributes
    ----------
    email : index of the cell with the address.
    name : indexes of the cells that make the name, in the order they are joined;
        empty where the list has no names.
    """

    email: int
    name: tuple[int, ...]


def plain(header: str) -> str:
    """Write `header` as it is compared: no case, accents, spaces or punctuation."""
    decomposed = unicodedata.normalize("NFKD", header).casefold()
    return "".join(char for char in decomposed if char.isalnum())


def email_column(header: Sequence[str]) -> int | None:
    """Index of the first column that holds addresses, or None."""
    return _first(header, _EMAIL)


def find_columns(
    header: Sequence[str], choice: ColumnChoice | None = None, *, where: str = "The file"
) -> Columns:
    """Recognise the columns of `header`, or take those that `choice` names.

    Parameters
    ----------
    header : names of the columns.
    choice : what the person decided.
    where : what the header belongs to, for the message.

    Raises
    ------
    UnknownColumnError : no column holds addresses, or a named one does not exist.
    """
    choice = choice or ColumnChoice()
    email = email_column(header) if choice.email is None else _named(header, choice.email, where)
    if email is None:
        raise _no_email_column(header, where)
    if choice.name is not None:
        return Columns(email, (_named(header, choice.name, where),))
    return Columns(email, tuple(index for index in _name_columns(header) if index != email))


def _name_columns(header: Sequence[str]) -> tuple[int, ...]:
    full = _first(header, _FULL_NAME)
    if full is not None:
        return (full,)
    first = _first(header, _FIRST_NAME)
    last = tuple(index for index, text in enumerate(header) if plain(text) in _LAST_NAME)
    return last if first is None else (first, *last)


def _first(header: Sequence[str], known: frozenset[str]) -> int | None:
    return next((index for index, text in enumerate(header) if plain(text) in known), None)


def _named(header: Sequence[str], name: str, where: str) -> int:
    found = [index for index, text in enumerate(header) if plain(text) == plain(name)]
    if found:
        return found[0]
    nearest = difflib.get_close_matches(name, header, n=1)
    suggestion = f'Did you mean "{nearest[0]}"? ' if nearest else ""
    raise UnknownColumnError(
        f'{where} has no column "{name}".', f"{suggestion}Its columns are: {_listed(header)}."
    )


def _no_email_column(header: Sequence[str], where: str) -> UnknownColumnError:
    if any("@" in text for text in header):
        return UnknownColumnError(
            f"{where} begins with a contact instead of a header.",
            "Put a first line with the names of the columns above it, such as: email,name",
        )
    return UnknownColumnError(
        f"{where} has no e-mail column. Its columns are: {_listed(header)}.",
        f"Name the column that holds the addresses {RECOGNISED}; or say which one it is.",
    )


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(f'"{text.strip()[:40]}"' for text in header[:12])
    return shown if len(header) <= 12 else f"{shown} and {len(header) - 12} more"  # noqa: PLR2004 # as above
