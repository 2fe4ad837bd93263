"""Planning a run, divided by a plain ``INSERT … SELECT … ORDER BY`` of the same rows.

The plain statement knows the lanes beforehand, numbers jobs by itself, counts nothing, writes
in one transaction and leaves no way to go on after a crash; a table of domains lies ready.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from benchmarks.table import Line
from benchmarks.workspace import MANY, contacts, copy, launched
from mailsim_desktop.domain.provider import OTHER
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.services import launching, runs
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store.database import Store

SCENARIO, SPACED = "classic-demo", "rate-limited"
LOOK_S = 0.002
_INSERT = """
INSERT INTO email_jobs (run_id, lane_id, contact_id, contact_key)
SELECT :run, COALESCE(d.lane, :other) AS lane, c.id, c.contact_key
FROM list_members AS m JOIN contacts AS c ON c.id = m.contact_id
    LEFT JOIN domain_lanes AS d ON d.domain = c.domain
WHERE m.list_id = :list AND c.state IN ('raw', 'valid', 'risky') ORDER BY lane, c.contact_key
"""


def measure(number: int, rounds: int) -> list[Line]:
    """Plan, wait for a first lease, and insert in turn; compare medians."""
    seconds: dict[str, list[float]] = {"plan": [], "lease": [], "spaced": [], "insert": []}
    with TemporaryDirectory(prefix="mailsim-bench-") as folder:
        path = contacts(Path(folder), number)
        for _ in range(rounds):
            product, plain = copy(path, "product"), copy(path, "plain")
            seconds["plan"].append(planning(product))
            lanes = lanes_of(product)
            seconds["insert"].append(inserting(plain, lanes))
            different = differing(product, plain)
            seconds["lease"].append(first_lease(copy(path, "lease"), SCENARIO))
            seconds["spaced"].append(first_lease(copy(path, "lease"), SPACED))
    taken = {name: median(values) for name, values in seconds.items()}
    same = "rows equal" if not different else f"{different:,} ROWS DIFFER"
    fact = f"{number:,} jobs in {taken['plan']:.2f} s; INSERT {taken['insert']:.2f} s; {same}"
    insert = taken.pop("insert")
    return [
        Line("launch to all planned ÷ INSERT … SELECT", insert / taken["plan"], "≥ 0.5", fact),
        Line(
            "launch to the first lease ÷ INSERT … SELECT",
            insert / taken["lease"],
            "≥ 0.5",
            f"{taken['lease']:.2f} s with the start of the workers; all are due at once",
        ),
        Line(
            "the same, first attempts spaced",
            insert / taken["spaced"],
            "≥ 0.5",
            f"{taken['spaced']:.2f} s; workers begin while the rest is planned",
        ),
    ]


def planning(path: Path) -> float:
    """Seconds from the launch to the end of the planning."""
    store = Store(path)
    begun = perf_counter()
    launched(store, MANY, RunOptions(), SCENARIO)
    seconds = perf_counter() - begun
    store.checkpoint()
    store.close()
    return seconds


def first_lease(path: Path, scenario: str) -> float:
    """Seconds from the launch to the first lease of a shard, workers and all."""
    store = Store(path)
    with runs.make_engine(store) as engine:
        begun = perf_counter()
        run_id = launching.launch(store, MANY, scenario, RunOptions())
        engine.drive(run_id)
        while not _leased(store):
            sleep(LOOK_S)
        seconds = perf_counter() - begun
        runs.cancel(store, run_id)
    store.close()
    return seconds


def _leased(store: Store) -> bool:
    with store.read() as connection:
        return bool(connection.exec_driver_sql("SELECT MAX(token) FROM shards").scalar_one())


def lanes_of(path: Path) -> dict[str, int]:
    """Lane of each provider group in the one run of a database."""
    store = Store(path)
    with store.read() as connection:
        found = dict(connection.exec_driver_sql("SELECT provider_group, id FROM lanes").all())
    store.close()
    return found


def inserting(path: Path, lanes: dict[str, int]) -> float:
    """Seconds of the plain statement."""
    store = Store(path)
    run_id = launching.launch(store, MANY, SCENARIO, RunOptions())
    domains = catalogue.load_domain_table().items()
    with store.write() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE domain_lanes (domain TEXT PRIMARY KEY, lane INTEGER) WITHOUT ROWID"
        )
        for domain, group in domains:
            row = (domain, lanes.get(group))
            connection.exec_driver_sql("INSERT INTO domain_lanes VALUES (?, ?)", row)
    begun = perf_counter()
    with store.write() as connection:
        values = {"run": run_id, "other": lanes.get(OTHER), "list": MANY}
        connection.exec_driver_sql(_INSERT, values)
    seconds = perf_counter() - begun
    store.checkpoint()
    store.close()
    return seconds


def differing(one: Path, other: Path) -> int:
    """Jobs that only one of two databases has, whatever their numbers count from."""
    store = Store(one)
    with store.read() as connection:
        connection.exec_driver_sql("ATTACH ? AS plain", (str(other),))
        found = connection.exec_driver_sql(
            "SELECT (SELECT COUNT(*) FROM email_jobs) + (SELECT COUNT(*) FROM plain.email_jobs)"
            " - 2 * (SELECT COUNT(*) FROM email_jobs AS a JOIN plain.email_jobs AS b USING (id,"
            " run_id, lane_id, contact_id, contact_key))"
        ).scalar_one()
    store.close()
    return int(found)
