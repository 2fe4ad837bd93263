"""Invents a sample list: the same size, mix and seed give the same rows everywhere.

Owns the faults and oddities of real lists: broken, repeated, role and disposable
addresses. A shorter list is the beginning of a longer one. Sends nothing and looks
nothing up.
"""

from __future__ import annotations

from collections.abc import Iterator

from mailsim_desktop.contacts.addresses import local_part, repeat, spoil
from mailsim_desktop.contacts.draws import Person, draw_people
from mailsim_desktop.contacts.mix import Mix
from mailsim_desktop.contacts.people import load_names

HEADER = ("email", "nombre")
_BLOCK_ROWS = 20_000


class _Sample:
    """The list as written so far: which addresses are taken, which can be repeated."""

    def __init__(self, mix: Mix) -> None:
        self._mix = mix
        self._written: list[tuple[str, str]] = []  # sound rows, in order
        self._uses: dict[str, int] = {}

    def row(self, person: Person) -> tuple[str, str]:
        """Write the row of `person`: address and name."""
        mix = self._mix
        if person.fault < mix.broken_per_mille:
            local = local_part(person.shape, person.first, person.last, person.number)
            return spoil(local, person.domain, person.way), person.name
        repeated = person.fault < mix.broken_per_mille + mix.duplicate_per_mille
        if repeated and self._written:
            email, name = self._written[(person.source * len(self._written)) >> 32]
            return repeat(email, person.form), name
        row = self._sound(person)
        self._written.append(row)
        return row

    def _sound(self, person: Person) -> tuple[str, str]:
        mix = self._mix
        domain = person.domain
        if person.company and person.oddity < mix.role_per_mille:
            role = f"{mix.role_names[person.role]}@{domain}"
            if role not in self._uses:
                self._uses[role] = 1
                return role, ""
        elif person.company and person.oddity < mix.role_per_mille + mix.disposable_per_mille:
            domain = mix.disposable_domains[person.disposable]
        local = local_part(person.shape, person.first, person.last, person.number)
        return self._unused(local, domain), person.name

    def _unused(self, local: str, domain: str) -> str:
        """Add a number to an address that is taken, as people do: ana.garcia2."""
        address = f"{local}@{domain}"
        while address in self._uses:
            self._uses[f"{local}@{domain}"] += 1
            address = f"{local}{self._uses[f'{local}@{domain}']}@{domain}"
        self._uses[address] = 1
        return address


def sample_rows(size: int, mix: Mix, *, seed: int) -> Iterator[tuple[str, str]]:
    """Yield `size` rows of address and name, below `HEADER`."""
    countries = dict.fromkeys(code for share in mix.providers for code in share.countries)
    names = {code: load_names(code) for code in countries}
    sample = _Sample(mix)
    for start in range(0, size, _BLOCK_ROWS):
        stop = min(size, start + _BLOCK_ROWS)
        for person in draw_people(mix, names, seed=seed, start=start, stop=stop):
            yield sample.row(person)
