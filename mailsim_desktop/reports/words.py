"""Writes numbers and times for the people who read a report.

Exact where the value is exact: times are cut from integers, never rounded through a
float. A dash stands for what is unknown.
"""

from __future__ import annotations

from mailsim_desktop.domain import simulated_time

DASH = "–"
NO_BREAK = "\u00a0"


def number(value: int | None) -> str:
    """Thousands apart, as in ``250,000``."""
    return DASH if value is None else f"{value:,}"


def share(part: int, whole: int, places: int = 1) -> str:
    """Part of a whole in per cent, rounded half up; a dash where there is no whole.

    A part that is not nothing never reads as 0, and one that is not all never as 100.
    """
    if not whole:
        return DASH
    least = 10**places
    units = (2 * 100 * least * part + whole) // (2 * whole)
    if part and not units:
        return f"<{NO_BREAK}{_fixed(1, places)}{NO_BREAK}%"
    if part != whole and units == 100 * least:
        return f">{NO_BREAK}{_fixed(units - 1, places)}{NO_BREAK}%"
    return f"{_fixed(units, places)}{NO_BREAK}%"


def ratio(part: int, whole: int) -> str:
    """Quotient with two decimals, rounded half up."""
    return _fixed((200 * part + whole) // (2 * whole), 2) if whole else DASH


def milliseconds(us: int | None) -> str:
    """Latency in whole milliseconds, with its unit."""
    return DASH if us is None else f"{(us + 500) // 1000:,}{NO_BREAK}ms"


def clock(us: int | None) -> str:
    """Simulated instant or duration as ``hh:mm:ss.mmm``, cut below the millisecond."""
    return DASH if us is None else simulated_time.exact_clock(us)


def real_time(ms: int | None) -> str:
    """Wall duration in seconds, or in minutes and hours where it took long."""
    if ms is None:
        return DASH
    minute_ms = 60_000
    return simulated_time.clock(ms // 1000) if ms >= minute_ms else f"{ms / 1000:.1f}{NO_BREAK}s"


def seconds(us: int) -> str:
    """Duration in seconds without trailing zeros, as in ``0.05``."""
    text = f"{us // simulated_time.SECOND_US}.{us % simulated_time.SECOND_US:06}".rstrip("0")
    return text.rstrip(".")


def _fixed(units: int, places: int) -> str:
    return f"{units // 10**places:,}.{units % 10**places:0{places}}"
