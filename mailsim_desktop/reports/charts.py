"""The three charts of a report: attempts over time, latency over time, attempts needed."""

from __future__ import annotations

from markupsafe import Markup

from mailsim_desktop.domain import simulated_time
from mailsim_desktop.reports import svg, words
from mailsim_desktop.reports.document import OUTCOMES, Document, Timeline

_UNITS = ((1, "second"), (60, "minute"), (3600, "hour"))
_READABLE = 4
"""A peak below this many attempts in a unit asks for a longer one."""

_ROW_PX = 26
_BAR_PX = 16


def rate_unit(timeline: Timeline) -> tuple[int, str]:
    """Seconds and name of the unit in which the rates are whole numbers worth reading."""
    peak = max((sum(counts) for counts in timeline.counts), default=0)
    for unit_s, name in _UNITS:
        if peak * unit_s >= _READABLE * timeline.bin_s or timeline.bin_s <= 2 * unit_s:
            return unit_s, name
    return _UNITS[-1]


def attempts_chart(document: Document) -> Markup:
    """Attempts by outcome at the time they finished, stacked; empty without any."""
    timeline = document.timeline
    if not any(map(sum, timeline.counts)):
        return Markup("")
    unit_s, unit = rate_unit(timeline)
    rates = [[number * unit_s / timeline.bin_s for number in row] for row in timeline.counts]
    ticks = svg.whole_ticks(max(map(sum, rates)))
    frame = svg.Frame(x_top=len(rates) * timeline.bin_s, y_top=ticks[-1])
    sums = [sum(row[place] for row in timeline.counts) for place in range(len(OUTCOMES))]
    told = ", ".join(
        f"{words.number(number)} {outcome}" for number, outcome in zip(sums, OUTCOMES, strict=True)
    )
    layers = [
        (str(outcome), [row[place] for row in rates]) for place, outcome in enumerate(OUTCOMES)
    ]
    return svg.drawing(
        frame,
        "attempts-over-time",
        f"Attempts per {unit} by outcome over simulated time",
        f"Stacked columns of {timeline.bin_s} simulated s. Drawn in all: {told}."
        f" Peak {words.number(round(max(map(sum, rates))))} attempts per {unit}.",
        svg.y_axis(frame, ticks),
        svg.stack(frame, layers),
        _time_axis(frame),
    )


def latency_chart(document: Document) -> Markup:
    """Latency p50 and p95 of what finished in each bin; empty without any."""
    timeline = document.timeline
    p50 = [None if value is None else value / 1000 for value in timeline.p50_us]
    p95 = [None if value is None else value / 1000 for value in timeline.p95_us]
    known = [value for value in p95 if value is not None]
    if not known:
        return Markup("")
    ticks = svg.whole_ticks(max(known))
    frame = svg.Frame(x_top=len(p95) * timeline.bin_s, y_top=ticks[-1], height=160)
    whole = document.latency
    return svg.drawing(
        frame,
        "latency-over-time",
        "Latency p50 and p95 in milliseconds over simulated time",
        f"Two lines in steps of {timeline.bin_s} simulated s. Over the whole run p50 is"
        f" {words.milliseconds(whole.p50_us)} and p95 {words.milliseconds(whole.p95_us)}.",
        svg.y_axis(frame, ticks),
        svg.steps(frame, "p95", p95),
        svg.steps(frame, "p50", p50),
        _time_axis(frame),
    )


def needed_chart(document: Document) -> Markup:
    """How many recipients needed how many attempts, as bars; empty without recipients."""
    rows = document.attempts_needed
    whole = document.totals.counts.recipients
    if not rows:
        return Markup("")
    ticks = svg.whole_ticks(max(recipients for _, recipients in rows))
    frame = svg.Frame(x_top=ticks[-1], y_top=1, height=_ROW_PX * len(rows) + 36, left=92, right=130)
    parts = []
    told = []
    for place, (attempts, recipients) in enumerate(rows):
        y = frame.top + place * _ROW_PX
        noun = "1 attempt" if attempts == 1 else f"{attempts} attempts"
        value = f"{words.number(recipients)} · {words.share(recipients, whole)}"
        after = frame.x(recipients) + 8
        parts.append(svg.label(frame.left - 8, y + 12, noun, anchor="end", kind="name"))
        parts.append(svg.bar(frame, y, _BAR_PX, recipients))
        parts.append(svg.label(after, y + 12, value, kind="name"))
        told.append(f"{noun}: {words.number(recipients)} recipients")
    axis = svg.x_axis(frame, [(tick, f"{tick:,}") for tick in ticks])
    return svg.drawing(
        frame,
        "attempts-needed",
        "Recipients by number of attempts",
        "; ".join(told) + ".",
        *parts,
        axis,
    )


def _time_axis(frame: svg.Frame) -> Markup:
    ticks = svg.time_ticks(int(frame.x_top))
    return svg.x_axis(frame, [(second, simulated_time.clock(second)) for second in ticks])
