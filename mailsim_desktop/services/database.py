"""The database as a person handles it: open, upgrade, back up, check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mailsim_desktop.errors import ExportError
from mailsim_desktop.store import backup, checks, database
from mailsim_desktop.store.database import Store

__all__ = ["CheckResult", "Store", "back_up", "check", "open_database", "open_reader"]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the invariants came to.

    `violations` holds one sentence for each that does not hold.
    """

    path: Path
    checks: int
    violations: list[str]


def open_database(path: str | None) -> Store:
    """Open the database for this thread, creating or upgrading it where needed."""
    return database.open_store(path)


def open_reader(path: Path) -> Store:
    """Open an existing, prepared database for reading only, for screens."""
    return Store(path, read_only=True)


def back_up(store: Store, target: Path) -> Path:
    """Copy the database, also while it is in use, to a file that must not exist yet."""
    if target.exists():
        raise ExportError(
            f"{target} already exists.", "Nothing was overwritten; choose a new name."
        )
    if not target.parent.is_dir():
        raise ExportError(f"The folder {target.parent} does not exist.", "Create it first.")
    backup.copy_database(store, target)
    return target


def check(store: Store, progress: Callable[[int, int], None] | None = None) -> CheckResult:
    """Verify the file and every invariant of the database, in one state of it.

    Parameters
    ----------
    progress : told after each invariant how many have been asked, and of how many.
    """
    number = checks.number()

    def asked(done: int) -> None:
        if progress is not None:
            progress(done, number)

    return CheckResult(store.path, number, checks.violations(store, asked))
