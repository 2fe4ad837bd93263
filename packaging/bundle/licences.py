"""The licences of everything inside the bundle: nothing ships unlisted, and nothing GPL alone.

`collect` asks `origins` for the component of each file and writes their texts and an index into one
folder of the bundle. It refuses a file that nobody owns, a component without a text or with a
licence that is not known, and a licence that is not on the list of those that may ship.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from string import Template

from bundle.origins import TEXTS, Component, Origins

INDEX = "INDEX.md"

_BUILDERS = ("pyinstaller", "pyinstaller-hooks-contrib")
"""Parts of these are in every program that PyInstaller makes: bootloader and run-time hooks."""


PERMITTED = frozenset(
    {
        "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0", "HPND", "ISC",
        "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "OFL-1.1", "PSF-2.0",
        "Unlicense", "X11", "Zlib", "bzip2-1.0.6", "LicenseRef-public-domain",
        "GPL-2.0-or-later WITH Bootloader-exception",  # PyInstaller's: what it starts is free
    }
)  # fmt: skip
"""What may ship, by SPDX id: permissive, in the public domain, or under the LGPL; OFL for fonts."""


class LicenceError(Exception):
    """Something must not ship as it is; the message names each file and what is wrong with it."""


def collect(entries: Iterable[tuple[str, str]], folder: Path) -> list[Component]:
    """Write the index and the texts for all that ships into `folder`.

    Parameters
    ----------
    entries : (target, source) as in PyInstaller's tables. A relative source is a link to another
        target.
    folder : is made anew if an earlier call made it.

    Returns
    -------
    The components, by name.

    Raises
    ------
    LicenceError
        If a file has no known origin, or a component no text, or no licence that may ship.
    """
    components, problems = _find(list(entries))
    for component, file in components.items():
        problems += (f"{file}: {problem}" for problem in _complaints(component))
    if problems:
        raise LicenceError("This must not be in the bundle:\n" + "\n".join(sorted(problems)))
    found = sorted(components, key=lambda component: component.name)
    _write(found, folder)
    return found


def is_permitted(licence: str) -> bool:
    """The SPDX expression lets us pass the component on: permissive, or the LGPL."""
    while inner := re.search(r"\(([^()]*)\)", licence):
        verdict = "MIT" if is_permitted(inner[1]) else "refused"
        licence = licence.replace(inner[0], verdict)
    options = re.split(r"\s+OR\s+", licence.strip())
    return any(
        all(term in PERMITTED for term in re.split(r"\s+AND\s+", option)) for option in options
    )


def _find(entries: list[tuple[str, str]]) -> tuple[dict[Component, str], list[str]]:
    """Each component with the first file that comes from it, and what has no origin."""
    origins = Origins()
    components = {origins.distribution(name): f"the bootloader ({name})" for name in _BUILDERS}
    problems = []
    for target, source in entries:
        if source in {"", "-"}:  # a namespace package: a name without a file
            continue
        if not Path(source).is_absolute() and not Path(source).exists():  # a link in the bundle
            if os.path.normpath(Path(target).parent / source).startswith(os.pardir):
                problems.append(f"{target}: a link that leads out of the bundle, to {source}")
            continue
        # PyInstaller itself packs the standard library's most basic modules.
        component = origins.python() if target == "base_library.zip" else origins.of(source)
        if component is None:
            problems.append(f"{target}: nobody owns its source, {source}")
        else:
            components.setdefault(component, target)
    return components, problems


def _complaints(component: Component) -> Iterator[str]:
    who = f"{component.name} {component.version}"
    if not component.texts:
        yield f"{who} has no licence text; it should be in {component.expected}"
    if not component.licence:
        yield (
            f"the licence of {who} is not told in known words: read its text and "
            "add a line to packaging/licences/known.toml"
        )
    elif not is_permitted(component.licence):
        yield f"{who} is under {component.licence}, which is not among those that may ship"


def _write(components: list[Component], folder: Path) -> None:
    if (folder / INDEX).is_file():  # only what this function made is ever removed
        shutil.rmtree(folder)
    rows = ["| component | version | licence | texts | project |", "|---|---|---|---|---|"]
    for component in components:
        for text, path in component.texts:
            place = folder / component.name / text
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        texts = ", ".join(f"`{text}`" for text, _ in component.texts)
        page = f"<{component.page}>" if component.page else ""
        cells = (component.name, component.version, component.licence, texts, page)
        rows.append(f"| {' | '.join(cells)} |")
    qt = metadata.version("PySide6-Essentials")
    template = Template((TEXTS / "index-template.md").read_text(encoding="utf-8"))
    text = template.substitute(table="\n".join(rows), qt=qt, series=qt.rpartition(".")[0])
    (folder / INDEX).write_text(text, encoding="utf-8")
