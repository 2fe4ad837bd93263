"""The table of contacts over a million rows: repaint, pages, sort, filter and search.

Each figure runs from the wish to what a person sees: through the background thread and back,
with the rows in the table. Drawn offscreen, in a window of the usual size.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QEventLoop, Qt, SignalInstance
from PySide6.QtWidgets import QApplication

from benchmarks.screenless import themed
from benchmarks.table import Line
from mailsim_desktop.contacts.mix import DEFAULT_MIX, load_mix
from mailsim_desktop.contacts.sample import sample_rows
from mailsim_desktop.domain.contact import ContactState, contact_key
from mailsim_desktop.services.database import Store
from mailsim_desktop.store.database import open_store
from mailsim_desktop.store.rows import execute_all, insert_rows
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.gap_monitor import GapMonitor
from mailsim_desktop.ui.models import contact_source
from mailsim_desktop.ui.models.contact_source import ContactFilter, ContactSource
from mailsim_desktop.ui.models.paged_table import PagedTable
from mailsim_desktop.ui.models.pages import PAGE
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.table import Table

PLACES = 60
"""Places far apart that are scrolled to and painted."""
STRIDE = 7_919
"""Coprime with the number of pages: consecutive places share no page."""
_HEAD = (
    "INSERT INTO contacts (email, name, domain, contact_key, state, created_utc_ms, updated_utc_ms)"
)
_STATES = [ContactState.VALID] * 17 + [
    ContactState.RISKY,
    ContactState.INVALID,
    ContactState.UNSUBSCRIBED,
]


def add_contacts(store: Store, number: int) -> None:
    """Store `number` contacts with invented names, in all states, on one list."""
    emails: dict[str, str] = {}
    for email, name in sample_rows(number + number // 10 + 100, load_mix(DEFAULT_MIX), seed=1):
        if "@" in email and len(emails) < number:
            emails.setdefault(email.strip().casefold(), name)
    rows = [
        (mail, name, mail.rpartition("@")[2], contact_key(mail), _STATES[n % 20].value, 0, 0)
        for n, (mail, name) in enumerate(emails.items())
    ]
    with store.write() as connection:
        execute_all(connection, insert_rows(_HEAD, rows))
        connection.exec_driver_sql("INSERT INTO lists (name, created_utc_ms) VALUES ('list', 0)")
        connection.exec_driver_sql("INSERT INTO list_members SELECT 1, id FROM contacts")


class Bench:
    """One table on one database, shown offscreen."""

    def __init__(self, path: Path, theme: Theme) -> None:
        self.bridge = Bridge(path)
        self.source = ContactSource()
        self.model = PagedTable(self.bridge, self.source)
        self.table = Table(theme, "Contacts")
        self.table.setModel(self.model)
        widths = {contact_source.NAME: 220, contact_source.DOMAIN: 180, contact_source.STATE: 140}
        self.table.set_widths(widths, contact_source.EMAIL)
        self.table.resize(1076, 640)
        self.table.show()

    def wait(self, signal: SignalInstance, act: Callable[[], object]) -> float:
        """Milliseconds from `act` to `signal`, and everything drawn that is due."""
        loop = QEventLoop()
        signal.connect(loop.quit)
        begun = perf_counter()
        act()
        loop.exec()
        signal.disconnect(loop.quit)
        QApplication.processEvents()
        return (perf_counter() - begun) * 1e3

    def show(self, search: str = "", state: ContactState | None = None) -> float:
        """Milliseconds of a filter and search within the list."""
        chosen = ContactFilter(1, state)
        return self.wait(self.model.counted, lambda: self.model.show_chosen(chosen, search))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> float:
        """Milliseconds of a sort."""
        return self.wait(self.model.counted, lambda: self.model.sort(column, order))

    def first_sort(self, column: int) -> float:
        """Milliseconds of a sort whose order nobody has read before."""
        self.source.forget()
        return self.sort(column)

    def scroll(self) -> tuple[list[float], list[float]]:
        """Milliseconds of each page that was missing, and of each repaint."""
        bar, rows = self.table.verticalScrollBar(), self.model.rowCount()
        pages, paints = [], []
        for place in range(1, PLACES + 1):
            row = place * STRIDE * PAGE % rows
            value = int(row / rows * bar.maximum())
            pages.append(self.wait(self.model.dataChanged, lambda v=value: bar.setValue(v)))  # type: ignore[misc]
            self.wait_idle()
            begun = perf_counter()
            self.table.viewport().repaint()
            paints.append((perf_counter() - begun) * 1e3)
        return pages, paints

    def wait_prepared(self) -> None:
        """Wait until the orders are read that the table reads as soon as it is filled."""
        loop = QEventLoop()
        self.bridge.read(self.source.prepare, done=lambda _: loop.quit())
        loop.exec()

    def wait_idle(self) -> None:
        """Wait for whatever the readers still do."""
        loop = QEventLoop()
        self.bridge.read(lambda _store: None, done=lambda _: loop.quit())
        loop.exec()
        QApplication.processEvents()


def measure(number: int, rounds: int) -> list[Line]:
    """Measure the table over `number` contacts."""
    with TemporaryDirectory(prefix="mailsim-bench-") as folder, themed() as theme:
        path = Path(folder) / "contacts.sqlite3"
        store = open_store(str(path))
        add_contacts(store, number)
        store.checkpoint()
        store.close()
        bench = Bench(path, theme)
        lines = _lines(bench, rounds, f"{number:,} contacts on one list")
        bench.bridge.close()
        bench.table.close()
    return lines


def _lines(bench: Bench, rounds: int, fact: str) -> list[Line]:
    gaps = GapMonitor(bench.model)
    first = bench.show()
    bench.wait_prepared()
    pages, paints = bench.scroll()
    bench.wait_idle()
    sorts, filters, searches, firsts = [], [], [], []
    for _ in range(rounds):
        firsts.append(bench.first_sort(contact_source.NAME))
        for column in (contact_source.DOMAIN, contact_source.NAME, contact_source.EMAIL):
            bench.sort(column)
            sorts.append(bench.sort(column, Qt.SortOrder.DescendingOrder))
        filters += [bench.show(state=ContactState.VALID), bench.show(state=ContactState.RISKY)]
        searches += [bench.show("a"), bench.show("an"), bench.show("garc"), bench.show("nobody")]
        bench.show()
    everything = perf_counter()
    bench.table.selectAll()
    QApplication.processEvents()
    everything = (perf_counter() - everything) * 1e3
    return [
        Line("table: repaint, ms", median(paints), "≤ 8", f"{fact}; worst {max(paints):.1f}"),
        Line("table: page, ms", median(pages), "≤ 20", f"{PAGE} rows; worst {max(pages):.1f}"),
        Line("table: sort, ms", median(sorts), "≤ 300", f"order known; worst {max(sorts):.0f}"),
        Line("table: filter, ms", median(filters), "≤ 300", f"by state; worst {max(filters):.0f}"),
        Line("table: search, ms", median(searches), "≤ 300", f"worst {max(searches):.0f}"),
        Line("table: order read anew, ms", median(firsts), "", "by name, once after each change"),
        Line("table: first rows, ms", first, "", f"select all then takes {everything:.1f} ms"),
        Line("table: event-loop gap, ms", gaps.longest_ms, "≤ 50", "longest of all the above"),
    ]
