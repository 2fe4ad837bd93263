"""What installed Python distributions say of themselves: files, texts, fields, home page."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

_TEXT = re.compile(r"licen[cs]e|copying|copyright|legal code|notice|authors", re.IGNORECASE)
_CODE = {".py", ".pyc", ".pyi", ".h", ".hpp", ".json", ".so", ".pyd"}
_PAGES = ("homepage", "home", "source", "source code", "repository")


def canonical(name: str) -> str:
    """The one spelling of a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def key(path: str | os.PathLike[str]) -> str:
    """The one spelling of a path."""
    return os.path.normcase(os.path.normpath(path))


def owned_files() -> Iterator[tuple[str, str]]:
    """Each file that an installed distribution lists as its own, with the distribution's name."""
    for found in metadata.distributions():
        name = found.name  # parses the metadata each time it is asked for
        root = os.path.realpath(str(found.locate_file("")))
        for row in csv.reader((found.read_text("RECORD") or "").splitlines()):
            yield key(os.path.join(root, row[0])), name  # noqa: PTH118 - for speed


def own_texts(found: metadata.Distribution) -> Iterator[tuple[str, Path]]:
    """Licences, notices and bills of material among the files of a distribution."""
    for file in found.files or []:
        inside = file.parts[1:] if file.parts[0].endswith(".dist-info") else ()
        in_folder = inside[:1] in {("licenses",), ("sboms",)}
        named = _TEXT.search(file.name) and file.suffix not in _CODE and ".." not in file.parts
        if in_folder or named:
            name = "/".join(inside or file.parts).removeprefix("licenses/")
            yield name, Path(str(found.locate_file(file)))


def field(found: metadata.Distribution, name: str) -> str:
    """What a distribution says of itself in one field; empty if it does not."""
    return next(iter(found.metadata.get_all(name, [])), "")


def page(found: metadata.Distribution) -> str:
    """Where its makers tell of it."""
    pairs = (line.partition(", ") for line in found.metadata.get_all("Project-URL", []))
    urls: dict[str, str] = {label.lower(): url for label, _, url in pairs}
    named = (urls[label] for label in _PAGES if label in urls)
    return next(named, field(found, "Home-page"))
