"""What belongs in the bundle: an allow-list for Qt and for the system's libraries.

PyInstaller collects whatever a hook thinks useful, which is a hundred megabytes more than the
programs use and among it parts of Qt that are under the GPL alone. Here stands what is kept;
everything else of Qt and of the system is left out.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path, PurePosixPath

from bundle.distributions import canonical

QT_LIBRARIES = frozenset(
    {
        "Core", "DBus", "Gui", "OpenGL", "OpenGLWidgets", "Svg", "WaylandClient", "Widgets",
        "WlShellIntegration", "XcbQpa",
    }
)  # fmt: skip
"""Parts of Qt in the bundle, all under the LGPL: what the window uses and what that is linked
with. OpenGL is imported by pyqtgraph, though nothing is drawn with it."""

QT_PLUGINS = frozenset(
    {
        "iconengines/qsvgicon",
        "imageformats/qsvg",
        "platforminputcontexts/composeplatforminputcontextplugin",
        "platforminputcontexts/ibusplatforminputcontextplugin",
        "platforms/qcocoa",
        "platforms/qoffscreen",
        "platforms/qwayland",
        "platforms/qwindows",
        "platforms/qxcb",
        "platformthemes/qxdgdesktopportal",
        "styles/qmacstyle",
        "styles/qmodernwindowsstyle",
        "wayland-decoration-client/bradient",
        "wayland-shell-integration/xdg-shell",
    }
)
UNUSED_OF_QT = frozenset({"opengl32sw.dll", "d3dcompiler_47.dll"})
"""Software rendering of OpenGL and Direct3D on Windows: nothing here is drawn with them."""

QT_TRANSLATIONS: frozenset[str] = frozenset()
"""Qt's own words in the languages of the window besides English: there are none yet."""

SYSTEM_LIBRARIES = (
    r"libxcb-.+",  # libxcb-cursor0 and its like are missing on many desktops
    r"libxkbcommon.*",
    r"libpython3.*",
    r"libbz2|libcrypto|libexpat|libffi|liblzma|libmpdec|libssl|libuuid|libz",  # of Python's modules
)
"""Libraries of the build machine that travel along; the others are every desktop's own."""

UNUSED_MODULES = (
    "PySide6.QtNetwork", "PySide6.QtTest", "_dbm", "_gdbm", "_sqlite3", "curses", "doctest",
    "ensurepip", "idlelib", "lib2to3", "numpy.distutils", "numpy.f2py", "pdb", "pyqtgraph.canvas",
    "pyqtgraph.examples", "pyqtgraph.opengl", "readline", "sqlite3", "test", "tkinter",
    "turtledemo", "unittest", "xmlrpc",
)  # fmt: skip
"""Modules that a library could import and never does here. `readline` would bring the GPL."""

NAMED_MODULES = ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets")
"""Modules that are imported under a name made at run time, here by pyqtgraph."""

_QT_NAME = re.compile(
    r"(?:lib)?Qt6?(?P<part>[A-Z][A-Za-z0-9]*)(?:\.abi3)?[._].*|Qt(?P<mac>[A-Z]\w*)$"
)
_OTHER_PROVIDER = re.compile(r"faker[./]providers[./](?!person\b|__init__)\w+")
_OF_WINDOWS = ("api-ms-win-", "ucrtbase")
_FRAMEWORK = re.compile(r"Qt(?P<part>\w+)\.framework")
_SHARED = re.compile(r"(?P<name>lib.+?)\.so(\..*)?$")


def foreign_modules(lock: Path) -> list[str]:
    """Top-level modules of installed distributions that `lock` does not name: tools, not ours."""
    names = re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)
    wanted = {canonical(name) for name in (*names, "mailsim-desktop")}
    return sorted(
        module
        for module, owners in metadata.packages_distributions().items()
        if not {canonical(owner) for owner in owners} & wanted
    )


def is_wanted(target: str, source: str) -> bool:
    """The file that would lie at `target` in the bundle, taken from `source`, belongs there."""
    path = PurePosixPath(target.replace("\\", "/"))
    if _OTHER_PROVIDER.match(path.as_posix()):
        return False
    if any(part.endswith(".dist-info") for part in path.parts):
        return path.name == "METADATA"  # not where it was built; licences lie in their own folder
    if path.name.startswith(_OF_WINDOWS):
        return False
    if path.parts[0] == "PySide6" or _QT_NAME.match(path.name):
        return _is_wanted_of_qt(path)
    if _is_of_system(source) and (shared := _SHARED.match(path.name)):
        return any(re.fullmatch(name, shared["name"]) for name in SYSTEM_LIBRARIES)
    return True


def qt_part(name: str) -> str | None:
    """Part of Qt that the library or module file `name` is of, such as ``Core``, or None."""
    found = _QT_NAME.match(name)
    return None if found is None else found["part"] or found["mac"]


def _is_wanted_of_qt(path: PurePosixPath) -> bool:
    if "plugins" in path.parts:
        name = path.stem.removeprefix("lib")
        return f"{path.parent.name}/{name}" in QT_PLUGINS
    if "translations" in path.parts:
        return path.name in QT_TRANSLATIONS
    framework = next((found for part in path.parts if (found := _FRAMEWORK.match(part))), None)
    part = framework["part"] if framework else qt_part(path.name)
    return path.name not in UNUSED_OF_QT and (part is None or part in QT_LIBRARIES)


def _is_of_system(source: str) -> bool:
    return source.startswith(("/lib", "/usr/lib"))
