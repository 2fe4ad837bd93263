"""Commands about contacts: import, list, export, sample.

Parses options and prints. Whatever decides something is in `services.contacts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Self

import typer
from rich.progress import Progress

from mailsim_desktop.cli import options
from mailsim_desktop.cli.output import Output, print_table
from mailsim_desktop.domain.contact import ContactState, shown_address
from mailsim_desktop.services import contacts as service
from mailsim_desktop.services.contacts import (
    ColumnChoice,
    ContactPage,
    ContactRow,
    ImportProgress,
    ImportSummary,
    ListRow,
)

_List = Annotated[
    str | None, typer.Option("--list", metavar="NAME", help="Name or number of the list.")
]
_PARTS = ("imported", "updated", "duplicate", "invalid", "empty")


def build() -> typer.Typer:
    """Put the group together."""
    group = typer.Typer(help="Import, list, export and invent contacts.", no_args_is_help=True)
    group.command("import")(import_)
    group.command("list")(list_)
    group.command("export")(export)
    group.command("sample")(sample)
    return group


def import_(
    ctx: typer.Context,
    file: options.ListFile,
    *,
    list_name: Annotated[
        str | None,
        typer.Option(
            "--list", metavar="NAME", help="List to put the contacts on (default: the file's name)."
        ),
    ] = None,
    email_column: Annotated[
        str | None,
        typer.Option(metavar="HEADER", help="Column with the addresses (default: recognised)."),
    ] = None,
    name_column: Annotated[
        str | None,
        typer.Option(metavar="HEADER", help="Column with the names (default: recognised)."),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write every row that was not taken to this CSV file."),
    ] = None,
) -> None:
    """Import a list: check every address, drop duplicates, account for every row."""
    output: Output = ctx.obj
    with output.store() as store:
        with _Bar(output.progress()) as bar:
            summary = service.import_contacts(
                store,
                file,
                list_name=list_name,
                columns=ColumnChoice(email_column, name_column),
                progress=bar,
            )
        data = _import_data(summary)
        if output.json:
            data["rejects"] = [
                {"line": reject.line, "reason": reject.reason, "value": reject.value}
                for reject in service.all_rejects(store, summary.import_id)
            ]
        output.emit("contacts import", data, lambda: _print_summary(summary))
        if rejects is not None:  # last: the import stands, whatever becomes of this file
            service.export_rejects(store, summary.import_id, rejects)


def list_(
    ctx: typer.Context,
    list_name: _List = None,
    search: Annotated[
        str, typer.Option(metavar="TEXT", help="Only contacts with TEXT in address or name.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Contacts on this page.")] = 50,
    after: Annotated[
        int,
        typer.Option(
            min=0, max=options.MAX_ID, metavar="ID", help="Go on behind this contact's number."
        ),
    ] = 0,
) -> None:
    """Show the lists; with --list or --search, show contacts page by page."""
    output: Output = ctx.obj
    with output.store() as store:
        if list_name is None and not search:
            lists = service.list_lists(store)
            data: dict[str, Any] = {"lists": [asdict(row) for row in lists]}
            output.emit("contacts list", data, lambda: _print_lists(lists))
            return
        list_id = None if list_name is None else service.find_list(store, list_name).id
        counts = service.count_contacts(store, list_id=list_id, search=search)
        page = service.list_contacts(
            store, list_id=list_id, after_id=after, limit=limit, search=search
        )
    data = {
        "count": sum(counts.values()),
        "by_state": {state.value: count for state, count in counts.items()},
        "contacts": [_contact_data(row) for row in page.contacts],
        "next_after_id": page.next_after_id,
    }
    output.emit("contacts list", data, lambda: _print_page(page, counts))


def export(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV file to write.")],
    list_name: _List = None,
    rejects_of: Annotated[
        int | None,
        typer.Option(
            metavar="ID", help="Write the rows that this import did not take, instead of contacts."
        ),
    ] = None,
) -> None:
    """Write a list, or all contacts, to a CSV file with address, name and state."""
    output: Output = ctx.obj
    if rejects_of is not None and list_name is not None:
        raise typer.BadParameter("--list and --rejects-of exclude each other.")
    with output.store() as store:
        if rejects_of is None:
            rows = service.export_contacts(store, file, list_reference=list_name)
        else:
            rows = service.export_rejects(store, rejects_of, file)
    data = {"file": str(file), "rows": rows}
    output.emit("contacts export", data, f"{rows:,} rows written to {file}")


def sample(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV file to write.")],
    size: Annotated[
        int | None,
        typer.Option(metavar="N", help="Rows to invent (default: the small list that ships)."),
    ] = None,
    mix: Annotated[
        str, typer.Option(metavar="ID", help="Audience mix of providers and countries.")
    ] = service.DEFAULT_MIX,
    seed: Annotated[
        int, typer.Option(metavar="S", help="The same size, mix and seed give the same file.")
    ] = 1,
) -> None:
    """Write a list of invented people, some with broken or repeated addresses."""
    output: Output = ctx.obj
    rows = service.write_sample(file, size=size, mix=mix, seed=seed)
    data: dict[str, Any] = {"file": str(file), "rows": rows}
    if size is not None:
        data |= {"mix": mix, "seed": seed}
    output.emit("contacts sample", data, f"{rows:,} invented contacts written to {file}")


class _Bar:
    """Shows an import's progress, reading and writing as one bar, from the first batch on."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("Importing", total=5, fact="")

    def __enter__(self) -> Self:
        return self

    def __call__(self, now: ImportProgress) -> None:
        """Move the bar; the bytes read count for four fifths, the rows written for the rest."""
        done = 4 * now.bytes_read / now.bytes_total + now.rows_written / now.rows_read
        self._progress.start()
        self._progress.update(self._task, completed=done, fact=f"{now.rows_read:,} rows")

    def __exit__(self, *_: object) -> None:
        if self._progress.live.is_started:  # else it would print an empty line
            self._progress.stop()


def _import_data(summary: ImportSummary) -> dict[str, Any]:
    data = asdict(summary)
    del data["first_rejects"]
    data["list"] = {"id": summary.list_id, "name": summary.list_name}
    return data


def _contact_data(row: ContactRow) -> dict[str, Any]:
    return {"id": row.id, "email": row.email, "name": row.name, "state": row.state.value}


def _print_summary(summary: ImportSummary) -> None:
    parts = " + ".join(f"{getattr(summary, name):,} {name}" for name in _PARTS)
    typer.echo(f"{summary.file_name} imported into the list {summary.list_name}")
    typer.echo(f"{summary.read:,} rows = {parts}")
    refused = summary.duplicate + summary.invalid + summary.empty
    if not refused:
        return
    typer.echo("\nRows that changed nothing:")
    rejects = [(str(row.line), row.reason, row.value) for row in summary.first_rejects]
    print_table(("Line", "Reason", "Value"), rejects)
    if refused > len(rejects):
        typer.echo(
            f"and {refused - len(rejects):,} more. All of them in a file:"
            f" mailsim contacts export --rejects-of {summary.import_id} rejects.csv"
        )


def _print_lists(lists: Sequence[ListRow]) -> None:
    if not lists:
        typer.echo("There are no lists yet. Import one with: mailsim contacts import FILE")
        return
    print_table(("No.", "List", "Contacts"), [(row.id, row.name, row.contacts) for row in lists])


def _print_page(page: ContactPage, counts: Mapping[ContactState, int]) -> None:
    if not page.contacts:
        typer.echo("No contacts.")
        return
    rows = [
        (str(row.id), shown_address(row.email), row.name, row.state.value) for row in page.contacts
    ]
    print_table(("No.", "Address", "Name", "State"), rows)
    by_state = ", ".join(f"{count:,} {state}" for state, count in counts.items())
    typer.echo(f"{sum(counts.values()):,} contacts: {by_state}")
    if page.next_after_id is not None:
        typer.echo(f"More follow: --after {page.next_after_id}")
