"""Writes a document as one HTML page that needs nothing else: no script, no link, no font.

The page is a Jinja2 template with autoescaping; whatever a person named a campaign or
wrote into a scenario appears as text.
"""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mailsim_desktop import clock, paths
from mailsim_desktop.reports import charts, words
from mailsim_desktop.reports.document import LIMITS, OUTCOMES, Document

TEMPLATE = "report.html.j2"


def html_of(document: Document) -> str:
    """The whole page; the same document gives the same text."""
    environment = Environment(
        loader=FileSystemLoader(paths.resource("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "number": words.number,
        "milliseconds": words.milliseconds,
        "clock": words.clock,
        "real_time": words.real_time,
        "iso_utc": _instant,
    }
    return environment.get_template(TEMPLATE).render(
        document=document,
        limits=LIMITS,
        outcomes=OUTCOMES,
        outcome_sums=[
            sum(row[place] for row in document.timeline.counts) for place in range(len(OUTCOMES))
        ],
        rate_unit=charts.rate_unit(document.timeline)[1],
        attempts_chart=charts.attempts_chart(document),
        latency_chart=charts.latency_chart(document),
        needed_chart=charts.needed_chart(document),
        share=words.share,
        ratio=words.ratio,
    )


def _instant(utc_ms: int | None) -> str:
    return (
        words.DASH
        if utc_ms is None
        else clock.iso_utc(utc_ms).replace("T", " ").replace("Z", " UTC")
    )
