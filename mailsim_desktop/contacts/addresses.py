"""How invented people write their addresses, and how lists spoil them.

Owns the shapes of a local part, the faults and the forms of a repeated address.
The random numbers that choose among them come from the caller.
"""

from __future__ import annotations

FIRST_YEAR = 1950
YEARS = 60
"""Years of birth that appear in addresses: `YEARS` of them from `FIRST_YEAR` on."""

_SHAPES: tuple[tuple[str, int], ...] = (
    ("{first}.{last}", 34),
    ("{first}{last}", 12),
    ("{first}.{last}{yy}", 10),
    ("{initial}{last}", 8),
    ("{initial}.{last}", 6),
    ("{first}{last}{year}", 6),
    ("{first}_{last}", 5),
    ("{first}{yy}", 5),
    ("{last}.{first}", 5),
    ("{first}-{last}", 3),
    ("{initial}{last}{yy}", 3),
    ("{first}.{last}.{year}", 3),
)
SHAPE_WEIGHTS = tuple(weight for _, weight in _SHAPES)

BREAKS = 8
"""Number of ways in which `spoil` breaks an address."""

DUPLICATE_FORMS = 5
"""Number of ways in which `repeat` writes an address a second time."""


def local_part(shape: int, first: str, last: str, number: int) -> str:
    """Write the local part of a person.

    Parameters
    ----------
    shape : index into `SHAPE_WEIGHTS`.
    first, last : lower-case ASCII letters.
    number : year of birth after `FIRST_YEAR`, below `YEARS`.
    """
    year = FIRST_YEAR + number
    return _SHAPES[shape][0].format(
        first=first, last=last, initial=first[0], year=year, yy=f"{year % 100:02d}"
    )


def spoil(local: str, domain: str, way: int) -> str:
    """Write an address so that no validator takes it; `way` is below `BREAKS`."""
    return (
        f"{local}{domain}",
        f"{local}@@{domain}",
        f"{local}@",
        f"{local}@{domain.split('.', maxsplit=1)[0]}",
        f"{local}@{domain.replace('.', ',')}",
        f"{local[:1]} {local[1:]}@{domain}",
        f"{local}@{domain}.",
        f"{local}..@{domain}",
    )[way]


def repeat(address: str, form: int) -> str:
    """Write `address` as a person would a second time; `form` is below `DUPLICATE_FORMS`."""
    if form == 0:
        return address.upper()
    if form == 1:
        return address.capitalize()
    return address
