"""The database as a person handles it: open, upgrade, back up, check."""

from __future__ import annotations

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


def check(store: Store) -> CheckResult:
    """Verify the file and every invariant of the queue over all runs."""
    violations = checks.violations(store)
    return CheckResult(store.path, checks.number(), violations)
