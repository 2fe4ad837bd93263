"""Where the files of the bundle come from: for each file a component, with its licence and texts.

A file belongs to a Python distribution, to Python itself, to a Debian package, to this project, or
to others whose work its repository holds, such as a font. This module guesses nothing: a file that
none of them owns has no component, and what a package does not say clearly stands in
``packaging/licences/known.toml``. It judges no licence; `licences` does.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from bundle import distributions

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "packaging" / "licences"
PROJECT = "mailsim-desktop"

_OWN = ("mailsim_desktop", "packaging", "resources", "LICENSE", "THIRD_PARTY.md")


@dataclass(frozen=True)
class Component:
    """Something that others made and that the bundle holds files of.

    Parameters
    ----------
    licence : an SPDX expression; empty if it is not known.
    texts : licence files, each with its name in the component's folder.
    expected : where the texts should be, for the message if there are none.
    """

    name: str
    version: str
    licence: str
    page: str
    texts: tuple[tuple[str, Path], ...]
    expected: str


class Origins:
    """Finds the component of a file; looks at each distribution and each package once."""

    def __init__(self) -> None:
        self._known = tomllib.loads((TEXTS / "known.toml").read_text(encoding="utf-8"))
        self._owners = dict(distributions.owned_files())
        self._found: dict[str, Component] = {}

    def of(self, source: str) -> Component | None:
        """The component that the file at `source` belongs to, or None if nobody owns it."""
        spellings = (distributions.key(source), distributions.key(os.path.realpath(source)))
        for path in spellings:
            if path in self._owners:
                return self.distribution(self._owners[path])
        if any(_is_of_python(Path(path)) for path in spellings):
            return self.python()
        for folder in self._known["brought"]:
            if Path(source).is_relative_to(ROOT / folder):
                return self.brought(folder)
        if any(Path(source).is_relative_to(ROOT / own) for own in _OWN):
            return self.distribution(PROJECT)
        package = _debian_package(source)
        return None if package is None else self._debian(package)

    def distribution(self, name: str) -> Component:
        """The installed Python distribution `name`."""
        name = distributions.canonical(name)
        if name not in self._found:
            found = metadata.distribution(name)
            licence = self._known["distributions"].get(name) or self._declared(found)
            self._found[name] = Component(
                name=name,
                version=found.version,
                licence=licence,
                page=distributions.page(found),
                # the same file may lie among the licences and in the package, under one name
                texts=tuple(
                    dict((*distributions.own_texts(found), *self._committed(name, licence))).items()
                ),
                expected=f"the .dist-info folder of {found.name} {found.version}",
            )
        return self._found[name]

    def python(self) -> Component:
        """Python itself: interpreter, standard library, and what its own folder brings."""
        name = f"python{sys.version_info.major}.{sys.version_info.minor}"
        places = [
            Path(sysconfig.get_path("stdlib"), "LICENSE.txt"),
            Path(sys.base_prefix, "LICENSE.txt"),
            Path("/usr/share/doc", name, "copyright"),  # of Debian's own Python
            Path("/usr/share/doc", f"lib{name}-stdlib", "copyright"),
        ]
        text = [("LICENSE.txt", place) for place in places if place.is_file()][:1]
        return Component(
            name="cpython",
            version=platform.python_version(),
            licence="PSF-2.0",
            page="https://www.python.org/",
            texts=(*text, *self._committed("cpython", "PSF-2.0")) if text else (),
            expected=" or ".join(map(str, places)),
        )

    def brought(self, folder: str) -> Component:
        """What others made and this repository holds in `folder`, such as a font."""
        known: dict[str, str] = self._known["brought"][folder]
        text = ROOT / folder / known["text"]
        return Component(
            name=known["name"],
            version=known["version"],
            licence=known["licence"],
            page=known["page"],
            texts=((known["text"], text),) if text.is_file() else (),
            expected=str(text),
        )

    def _debian(self, package: str) -> Component:
        fields = "${source:Package}\t${source:Version}\t${Homepage}"
        source, version, page = _query("-W", "-f", fields, package).split("\t")
        if source not in self._found:  # the packages of one source share one copyright file
            text = Path("/usr/share/doc", package.partition(":")[0], "copyright")
            licence = self._known["debian"].get(source, "")
            texts = (("copyright.txt", text), *self._committed(source, licence))
            self._found[source] = Component(
                name=source,
                version=version,
                licence=licence,
                page=page,
                texts=texts if text.is_file() else (),
                expected=f"{text}, which Debian's package {package} brings: install it again "
                "without dpkg's path-exclude",
            )
        return self._found[source]

    def _declared(self, found: metadata.Distribution) -> str:
        """Licence as the package's own fields say it, if they do so in words that are known."""
        if expression := distributions.field(found, "License-Expression"):
            return expression
        classifiers = found.metadata.get_all("Classifier", [])
        words = (
            distributions.field(found, "License"),
            *(line.rpartition(" :: ")[2] for line in classifiers),
        )
        known: dict[str, str] = self._known["words"]
        return next((known[word] for word in words if word in known), "")

    def _committed(self, name: str, licence: str) -> Iterator[tuple[str, Path]]:
        """Texts of this project's own folder: those for `name`, those its licence is made of."""
        for file in self._known["texts"].get(name, []):
            yield file, TEXTS / file
        for word in sorted(set(re.findall(r"[A-Za-z0-9.-]+", licence))):
            text = TEXTS / f"{re.sub('-(only|or-later)$', '', word)}.txt"
            if text.is_file():
                yield text.name, text


def _is_of_python(path: Path) -> bool:
    """The file lies where Python keeps its own; a prefix such as /usr holds others' files too."""
    base = Path(distributions.key(os.path.realpath(sys.base_prefix)))
    library = Path(distributions.key(os.path.realpath(sysconfig.get_path("stdlib"))))
    if path.is_relative_to(library):
        return "site-packages" not in path.parts and "dist-packages" not in path.parts
    shared = Path(
        distributions.key(os.path.realpath(sysconfig.get_config_var("LIBDIR") or base / "lib"))
    )
    if path.parent in {base, shared} and path.name.lower().startswith(("libpython", "python")):
        return True
    return sys.platform in {"win32", "darwin"} and path.parent in {
        base, base / distributions.key("DLLs"), base / "lib", base / "Resources",
    }  # fmt: skip


def _debian_package(source: str) -> str | None:
    """Debian package that owns the file, which may be known below /lib and below /usr/lib."""
    if not source.startswith("/") or shutil.which("dpkg-query") is None:
        return None
    plain = {path.removeprefix("/usr") for path in (source, os.path.realpath(source))}
    answer = _query("-S", *sorted(plain), *sorted(f"/usr{path}" for path in plain))
    owners = [line.partition(": ")[0] for line in answer.splitlines() if "diversion" not in line]
    return owners[0].partition(",")[0] if owners else None


def _query(*arguments: str) -> str:
    """What dpkg-query answers; it complains about a path that nobody owns, which is an answer."""
    command = ["dpkg-query", *arguments]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    ).stdout
