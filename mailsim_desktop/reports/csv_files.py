"""Writes a document as one long CSV table: a figure a row.

Columns: section, provider_group (id, empty for all), name, value, unit, provenance and
source (of settings only). Numbers are plain, so that any program reads them; a text that
a spreadsheet would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from mailsim_desktop import clock
from mailsim_desktop.reports.document import (
    LIMITS,
    OUTCOMES,
    Counts,
    Document,
    Header,
    Latency,
)

HEADER = ("section", "provider_group", "name", "value", "unit", "provenance", "source")

Row = tuple[str, ...]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_rows(document: Document) -> Iterator[Row]:
    """Rows under `HEADER`, in a fixed order."""
    for row in _rows(document):
        padded = (*row, *[""] * (len(HEADER) - len(row)))
        yield tuple(safe_cell(str(cell)) for cell in padded)


def safe_cell(text: str) -> str:
    """`text`, so that no spreadsheet takes it for a formula.

    References
    ----------
    OWASP, CSV injection.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rows(document: Document) -> Iterator[tuple[object, ...]]:
    yield from _run(document.header)
    yield from _totals(document)
    for group in document.groups:
        yield from _counts("outcomes", group.group_id, group.counts)
    for reply in document.replies:
        name = f"{reply.line} ({reply.outcome})"
        yield "replies", reply.group_id, name, reply.attempts, "attempts"
    for latency in (document.latency, *document.latencies):
        yield from _latency(latency)
    for attempts, recipients in document.attempts_needed:
        yield "attempts", "", f"recipients with {attempts} attempts", recipients, "recipients"
    yield from _durations(document)
    yield from _timeline(document)
    for entry in document.settings:
        name = f"{entry.topic}: {entry.name}"
        yield "settings", "", name, entry.value, entry.unit, entry.provenance, entry.source


def _run(header: Header) -> Iterator[tuple[object, ...]]:
    facts: tuple[tuple[str, object], ...] = (
        ("campaign", header.campaign),
        ("run", header.run_id),
        ("state", header.state),
        ("partial", "yes" if header.partial else "no"),
        ("error", header.error),
        ("scenario", header.scenario_id),
        ("seed", header.seed),
        ("created", clock.iso_utc(header.created_utc_ms)),
        ("started", _instant(header.started_utc_ms)),
        ("ended", _instant(header.ended_utc_ms)),
        ("settings hash", header.settings_hash),
        ("digest", header.digest),
        ("pace", header.pace),
        ("workers", header.workers),
        ("batch", header.batch),
        ("shards", header.shards),
        *((f"version of {name}", version) for name, version in header.versions),
        ("limits", LIMITS),
    )
    for name, value in facts:
        yield "run", "", name, "" if value is None else value


def _instant(utc_ms: int | None) -> str:
    return "" if utc_ms is None else clock.iso_utc(utc_ms)


def _totals(document: Document) -> Iterator[tuple[object, ...]]:
    yield "totals", "", "audience", document.totals.audience, "contacts"
    for reason, number in document.totals.excluded:
        yield "totals", "", f"excluded: {reason}", number, "contacts"
    yield from _counts("totals", "", document.totals.counts)


def _counts(section: str, group: str, counts: Counts) -> Iterator[tuple[object, ...]]:
    for name in ("recipients", "delivered", "bounced", "expired", "poisoned", "cancelled"):
        yield section, group, name, getattr(counts, name), "recipients"
    yield section, group, "dead letters", counts.dead_letters, "recipients"
    yield section, group, "pending", counts.pending, "recipients"
    yield section, group, "attempts", counts.attempts, "attempts"
    yield section, group, "deferrals", counts.deferrals, "attempts"


def _latency(latency: Latency) -> Iterator[tuple[object, ...]]:
    for name in ("mean", "p50", "p90", "p95", "p99", "greatest"):
        value = getattr(latency, f"{name}_us")
        yield "latency", latency.group_id, name, "" if value is None else value, "us"


def _durations(document: Document) -> Iterator[tuple[object, ...]]:
    durations = document.durations
    facts = (
        ("simulated time", durations.simulated_us, "us, simulated"),
        ("real time", durations.real_ms, "ms, real"),
        *(
            (f"{percent} % of recipients terminal", at_us, "us, simulated")
            for percent, at_us in durations.reached
        ),
    )
    for name, value, unit in facts:
        yield "durations", "", name, "" if value is None else value, unit


def _timeline(document: Document) -> Iterator[tuple[object, ...]]:
    timeline = document.timeline
    for place, counts in enumerate(timeline.counts):
        second = place * timeline.bin_s
        window = f"from second {second} to {second + timeline.bin_s}"
        for outcome, number in zip(OUTCOMES, counts, strict=True):
            yield "timeline", "", f"{outcome}, {window}", number, "attempts"
