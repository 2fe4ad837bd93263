"""Names of invented people in five languages, and how they look in an address.

The lists are Faker's locale data, read as plain data; Faker's random numbers are
not used. Owns the folding of a name to ASCII; refuses to pick one.
"""

from __future__ import annotations

import importlib
import unicodedata
from dataclasses import dataclass

_LOCALES = {"es": "es_ES", "de": "de_DE", "fr": "fr_FR", "it": "it_IT", "gb": "en_GB"}
_TWO_SURNAMES = frozenset({"es"})
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d"})


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one country; a folded list runs parallel to its names.

    Attributes
    ----------
    first, last : as people write them, with accents (NFC).
    first_folded, last_folded : lower-case ASCII letters only, never empty.
    two_surnames : whether people have a second surname.
    """

    first: tuple[str, ...]
    first_folded: tuple[str, ...]
    last: tuple[str, ...]
    last_folded: tuple[str, ...]
    two_surnames: bool


def load_names(country: str) -> Names:
    """Read the names of `country`, one of es, de, fr, it, gb."""
    provider = importlib.import_module(f"faker.providers.person.{_LOCALES[country]}").Provider
    first = _clean(provider.first_names, country)
    last = _clean(provider.last_names, country)  # a mapping in some locales: its keys
    return Names(
        first=first,
        first_folded=tuple(fold(name, country) for name in first),
        last=last,
        last_folded=tuple(fold(name, country) for name in last),
        two_surnames=country in _TWO_SURNAMES,
    )


def fold(name: str, country: str) -> str:
    """Write `name` in lower-case ASCII letters, as people of `country` do in addresses."""
    text = unicodedata.normalize("NFC", name).lower()
    if country == "de":
        text = text.translate(_GERMAN)
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(char for char in text if "a" <= char <= "z")


def _clean(names: object, country: str) -> tuple[str, ...]:
    """Names in their order, without repetitions and without those that fold to nothing."""
    assert isinstance(names, tuple | list | dict)  # noqa: S101 # Faker's own types
    unique = dict.fromkeys(unicodedata.normalize("NFC", name) for name in names)
    return tuple(name for name in unique if fold(name, country))
