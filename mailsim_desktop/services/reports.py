"""Reports of runs: build one, write its files."""

from __future__ import annotations

from pathlib import Path

from mailsim_desktop import paths
from mailsim_desktop.contacts.writer import write_csv, writing
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.errors import ExportError
from mailsim_desktop.reports.builder import PERCENTS, build_document
from mailsim_desktop.reports.csv_files import HEADER, csv_rows
from mailsim_desktop.reports.document import Document
from mailsim_desktop.reports.html import html_of
from mailsim_desktop.services import results, runs
from mailsim_desktop.store import report_queries
from mailsim_desktop.store.database import Store

__all__ = ["Document", "build", "write"]


def build(store: Store, run_id: int) -> Document:
    """Document of a run in any state; of a completed one with its digest.

    Raises
    ------
    NotFoundError : there is no such run.
    """
    if runs.get_run(store, run_id).state is RunState.COMPLETED:
        results.digest(store, run_id)
    with store.read() as connection:
        facts = report_queries.facts(connection, run_id, PERCENTS)
        return build_document(facts, report_queries.finished(connection, run_id))


def write(store: Store, run_id: int, folder: Path | None = None) -> dict[str, Path]:
    """Write ``report.html`` and ``report.csv``; returns their paths by kind.

    The same ended run gives the same bytes. Each file takes the place of an earlier one
    only when all of it is written.

    Raises
    ------
    NotFoundError : there is no such run.
    ExportError : this user may not write there.
    DiskFullError : there is no room; an earlier report is untouched.
    """
    document = build(store, run_id)
    target = _made(paths.report_folder(run_id, store.path) if folder is None else folder)
    written = {"html": target / "report.html", "csv": target / "report.csv"}
    with writing(written["html"]) as file:
        file.write(html_of(document))
    write_csv(written["csv"], HEADER, csv_rows(document))
    return written


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except FileExistsError as error:
        raise ExportError(
            f"{folder} is a file, not a folder.", "Choose another folder for the report."
        ) from error
    except OSError as error:
        raise ExportError(
            f"The folder {folder} cannot be created: {error.strerror}.",
            "Choose another folder for the report, or ask for write access.",
        ) from error
    return folder
