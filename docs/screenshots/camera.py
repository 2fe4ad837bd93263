"""Makes the pictures of one scale: a window for each state, each page in every theme and size.

Runs in a process of its own for each scale, because Qt asks for the scale when it starts.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale

from docs.screenshots import data
from docs.screenshots.scenes import SCENES, State
from docs.screenshots.shots import Shot
from docs.screenshots.stage import Stage
from mailsim_desktop.errors import ConditionError
from mailsim_desktop.services.database import open_database
from mailsim_desktop.ui import fonts, languages
from mailsim_desktop.ui.identity import make_application
from mailsim_desktop.ui.theme import Choice, Theme


def make_theme() -> Theme:
    """Make the application and its theme, in English whatever the system speaks."""
    application = make_application()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    languages.install(application)
    fonts.load()
    return Theme(application, Choice.LIGHT)


@contextmanager
def faultless() -> Iterator[None]:
    """Fail in the end if anything was raised inside the window: Qt only prints it and goes on.

    Raises
    ------
    ConditionError : something was raised.
    """
    seen: list[str] = []

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        seen.append(repr(error))
        sys.__excepthook__(kind, error, trace)

    sys.excepthook = note
    try:
        yield
    finally:
        sys.excepthook = sys.__excepthook__
    if seen:
        raise ConditionError(f"The window raised {', '.join(seen)}.")


def take(shots: Sequence[Shot], filled: Path, into: Path) -> None:
    """Make these pictures of the same scale, from a copy of the data in the folder `filled`."""
    theme = make_theme()
    into.mkdir(parents=True, exist_ok=True)
    for state in SCENES:
        wanted = [shot for shot in shots if shot.state is state]
        if wanted:
            with faultless(), tempfile.TemporaryDirectory(prefix="mailsim-") as folder:
                stage = Stage(_database(state, filled, Path(folder)), theme)
                stage.open(wanted[0].size)
                _take_state(stage, wanted, into)
                stage.close()


def _database(state: State, filled: Path, folder: Path) -> Path:
    if state is State.EMPTY:
        open_database(str(folder / data.DATABASE)).close()
    else:
        for file in filled.iterdir():
            if file.is_file():
                shutil.copy(file, folder)
    return folder / data.DATABASE


def _take_state(stage: Stage, shots: Sequence[Shot], into: Path) -> None:
    state = shots[0].state
    for page, size in dict.fromkeys((shot.page, shot.size) for shot in shots):
        stage.resize(size)
        SCENES[state][page](stage)
        for shot in shots:
            if (shot.page, shot.size) == (page, size):
                stage.theme.choose(shot.theme)
                told(stage.save(into / f"{shot.name}.png"))


def told(path: Path) -> None:
    """Say which picture was written."""
    sys.stdout.write(f"{path}\n")
    sys.stdout.flush()
