"""Where things are: the user's folders and the program's own resources.

Resolves paths only. It creates a folder when asked for one that will be written
to, and reads no file.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from mailsim_desktop.errors import StoreUnavailableError

APP = "MailSim"
DATABASE_VARIABLE = "MAILSIM_DATABASE"
DATABASE_FILE = "mailsim.sqlite3"
PLAIN_BYTES = 1_000_000
"""More than anybody writes into a file of settings."""


def data_folder() -> Path:
    """Folder of the database and the reports, not necessarily existing."""
    return _user_folder("user_data_dir")


def log_folder() -> Path:
    """Folder of the rotating log files."""
    return _user_folder("user_log_dir")


def config_folder() -> Path:
    """Folder of the settings."""
    return _user_folder("user_config_dir")


def state_folder() -> Path:
    """Folder of what the window remembers of itself; losing it loses nothing that was made."""
    return _user_folder("user_state_dir")


def report_folder(run_id: int, database: Path) -> Path:
    """Folder of one run's reports; another database than the user's own has its own part."""
    import hashlib  # noqa: PLC0415 # reports are rare, and the window starts without it

    reports = data_folder() / "reports"
    if database != data_folder() / DATABASE_FILE:
        place = hashlib.sha256(str(database).encode()).hexdigest()[:8]
        reports /= f"{database.stem}-{place}"
    return reports / str(run_id)


def default_database() -> str:
    """Path or URL of the database: the environment's, else the user's own file."""
    return os.environ.get(DATABASE_VARIABLE) or str(data_folder() / DATABASE_FILE)


def make_folder(folder: Path) -> Path:
    """Create `folder` with its parents, for its owner only, and return it.

    Raises
    ------
    StoreUnavailableError : this user may not create it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreUnavailableError(
            f"The folder {folder} cannot be created: {error.strerror}.",
            f"Choose another place with --database or {DATABASE_VARIABLE}, or get write access.",
        ) from error
    return folder


def is_plain(path: Path) -> bool:
    """A file of one's own that can be read whole: no pipe or device, and not beyond reason.

    Raises
    ------
    OSError : it cannot be looked at; that there is none is no error.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size <= PLAIN_BYTES


def resource(*parts: str) -> Path:
    """Path of a file that ships with the program: in the source tree, the wheel or the bundle."""
    root = _package() / "resources"
    if not root.is_dir():
        root = _package().parent / "resources"
    return root.joinpath(*parts)


def third_party_notices() -> Path:
    """The document of the libraries inside, with their licences."""
    shipped = resource("THIRD_PARTY.md")
    return shipped if shipped.is_file() else _package().parent / "THIRD_PARTY.md"


def migrations() -> Path:
    """Folder of the scripts that bring a database's schema up to date."""
    return _package() / "store" / "migrations"


def _user_folder(kind: str) -> Path:
    import platformdirs  # noqa: PLC0415 # the window is shown before a folder is needed

    try:
        return Path(getattr(platformdirs, kind)(APP, appauthor=False))
    except RuntimeError as error:  # neither HOME nor an entry among the system's users
        raise StoreUnavailableError(
            "Your home folder cannot be found.", "Set the variable HOME to it and start again."
        ) from error


def _package() -> Path:
    """Folder of the program's package; in a bundle it holds data alone."""
    return Path(__file__).resolve().parent
