"""The figures of the dashboard, each with a qualifier that says of what it is."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.domain.transitions import TERMINAL_RUN_STATES
from mailsim_desktop.services.campaigns import CampaignRow
from mailsim_desktop.services.metrics import Averages, Reading
from mailsim_desktop.ui import words
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.widgets.metric_strip import Figure

_STATES_SHOWN = 2


def figures(snapshot: Snapshot) -> dict[str, Figure]:
    """Figures of a snapshot, by name of the cell."""
    found = {"campaigns": _campaigns(snapshot.campaigns)}
    reading = snapshot.reading
    if reading is None or not reading.run.recipients:
        return found | _unknown()
    return found | _counts(reading) | _rates(reading, snapshot.averages)


def _campaigns(rows: tuple[CampaignRow, ...]) -> Figure:
    translate = QCoreApplication.translate
    if not rows:
        return Figure(words.UNKNOWN, "", translate("Figures", "none yet"))
    states = Counter(
        words.state(row.campaign.state if row.run is None else row.run.state, row.run)[1].lower()
        for row in rows
    )
    listed = [f"{words.count(n)} {state}" for state, n in states.most_common(_STATES_SHOWN)]
    return Figure(words.count(len(rows)), "", ", ".join(listed))


def _unknown() -> dict[str, Figure]:
    translate = QCoreApplication.translate
    qualifiers = {
        "sent": translate("Figures", "delivered"),
        "failed": translate("Figures", "bounced or given up"),
        "queued": translate("Figures", "pending"),
        "deferred": translate("Figures", "of attempts"),
        "throughput": translate("Figures", "attempts a minute"),
        "latency": translate("Figures", "average, p95 and p99"),
    }
    return {name: Figure(words.UNKNOWN, "", text) for name, text in qualifiers.items()}


def _counts(reading: Reading) -> dict[str, Figure]:
    translate = QCoreApplication.translate
    total = reading.run.recipients
    finished = reading.sent + reading.failed
    failed_share = reading.failed / finished if finished else None
    return {
        "sent": Figure(
            words.count(reading.sent),
            "",
            translate("Figures", "{0} of {1}").format(
                words.percent(reading.sent / total), words.count(total)
            ),
        ),
        "failed": Figure(
            words.count(reading.failed),
            "",
            translate("Figures", "none finished yet")
            if failed_share is None
            else translate("Figures", "{0} of finished").format(words.percent(failed_share, 2)),
        ),
        "queued": Figure(
            words.count(reading.queued),
            "",
            translate("Figures", "{0} in flight").format(words.count(reading.in_flight)),
        ),
        "deferred": _deferred(reading.deferral_share),
    }


def _deferred(share: float | None) -> Figure:
    """Share of the finished attempts that were deferred, the last ones of given up among them."""
    of_attempts = QCoreApplication.translate("Figures", "of attempts")
    if share is None:
        return Figure(words.UNKNOWN, "", of_attempts)
    return Figure(words.decimal(share * 100), "%", of_attempts)


def _rates(reading: Reading, averages: Averages | None) -> dict[str, Figure]:
    """Over the last simulated minute while a run goes on; over all of it afterwards."""
    translate = QCoreApplication.translate
    if averages is not None and reading.run.state in TERMINAL_RUN_STATES:
        throughput: float | None = averages.throughput_per_min
        mean_ms = averages.mean_latency_ms
        span = translate("Figures", "simulated, whole run")
    elif reading.counts.finished:
        throughput, mean_ms = reading.throughput_per_min, reading.mean_latency_ms
        span = translate("Figures", "last simulated minute")
    else:
        throughput, mean_ms, span = None, None, translate("Figures", "attempts a simulated minute")
    if throughput is None or mean_ms is None:
        return {name: _unknown()[name] for name in ("throughput", "latency")}
    quantiles = averages if averages is not None else reading
    return {
        "throughput": Figure(words.count(round(throughput)), translate("Figures", "/min"), span),
        "latency": Figure(
            words.decimal(mean_ms, 0),
            translate("Figures", "ms avg"),
            translate("Figures", "p95 {0} · p99 {1}").format(
                words.milliseconds(quantiles.p95_ms), words.milliseconds(quantiles.p99_ms)
            ),
        ),
    }
