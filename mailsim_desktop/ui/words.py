"""How numbers, times and states are written on screens.

Numbers follow the locale that the application has set. An unknown value is a dash, never
zero. Refuses to judge: what a number means is said by whoever shows it.
"""

from __future__ import annotations

import html
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from mailsim_desktop.domain import simulated_time
from mailsim_desktop.domain.run import NEVER_US
from mailsim_desktop.domain.transitions import (
    CAMPAIGN_DISPLAY,
    CampaignState,
    RunState,
)
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.run_actions import is_interrupted

if TYPE_CHECKING:
    from mailsim_desktop.services.runs import RunRow

UNKNOWN = "–"  # the dash is meant
NBSP = "\u00a0"

_GLYPHS: Mapping[CampaignState | RunState, Glyph] = {
    CampaignState.DRAFT: Glyph.DRAFT,
    CampaignState.IMPORTING: Glyph.PROCESSING,
    CampaignState.ACTIVE: Glyph.READY,
    CampaignState.ARCHIVED: Glyph.DASH,
    RunState.PLANNING: Glyph.READY,
    RunState.RUNNING: Glyph.RUNNING,
    RunState.PAUSING: Glyph.PAUSED,
    RunState.PAUSED: Glyph.PAUSED,
    RunState.CANCELLING: Glyph.DASH,
    RunState.CANCELLED: Glyph.DASH,
    RunState.COMPLETED: Glyph.TICK,
    RunState.FAILED: Glyph.FAILED,
}


def count(number: int | None) -> str:
    """Write a whole number with the locale's separators."""
    return UNKNOWN if number is None else QLocale().toString(number)


def decimal(number: float | None, digits: int = 1) -> str:
    """Write a number with a fixed number of decimals."""
    if number is None or math.isnan(number):
        return UNKNOWN
    return QLocale().toString(number, "f", digits)


def percent(share: float | None, digits: int = 1) -> str:
    """Write a share in [0, 1], rounded down: 100 % means all."""
    if share is None:
        return UNKNOWN
    scale = 10**digits
    floored = math.floor(round(share * 100 * scale, 6)) / scale
    return f"{QLocale().toString(floored, 'f', digits)}{NBSP}%"


def clock(at_us: int) -> str:
    """Write a simulated instant as ``hh:mm:ss``; an instant after every other is unknown."""
    if at_us >= NEVER_US:
        return UNKNOWN
    return simulated_time.clock(at_us // simulated_time.SECOND_US)


def duration(seconds: float | None) -> str:
    """Write a duration with its two largest units."""
    if seconds is None or not math.isfinite(seconds):
        return UNKNOWN
    whole = math.ceil(seconds)
    if whole < 60:  # noqa: PLR2004 # seconds of a minute
        return f"{whole}{NBSP}s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:  # noqa: PLR2004 # minutes of an hour
        return f"{minutes}{NBSP}min {rest}{NBSP}s" if rest else f"{minutes}{NBSP}min"
    return f"{minutes // 60}{NBSP}h {minutes % 60}{NBSP}min"


def milliseconds(value: float | None) -> str:
    """Write a latency with its unit."""
    if value is None or math.isnan(value):
        return UNKNOWN
    if value < 1000:  # noqa: PLR2004 # milliseconds of a second
        return f"{decimal(value, 0)}{NBSP}ms"
    return f"{decimal(value / 1000)}{NBSP}s"


def state(of: CampaignState | RunState, run: RunRow | None = None) -> tuple[Glyph, str]:
    """Glyph and word of a state; a run that nobody drives any more says so."""
    if run is not None and is_interrupted(run):
        return Glyph.WARNING, QCoreApplication.translate("State", "Interrupted")
    return _GLYPHS[of], QCoreApplication.translate("State", CAMPAIGN_DISPLAY[of])


def tip(text: str) -> str:
    """Text for a tooltip, which would take anything like markup for rich text."""
    return f"<span>{html.escape(text)}</span>" if "<" in text or "&" in text else text


def pace(speed: int | None) -> str:
    """Write the speed of a run."""
    if speed is None:
        return QCoreApplication.translate("Pace", "as fast as possible")
    return QCoreApplication.translate("Pace", "{0}× real time").format(count(speed))
