"""How moments of the wall clock are written: how long ago, within the last week, else the date."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from mailsim_desktop import clock
from mailsim_desktop.ui import words

_MINUTE, _HOUR, _DAY, _WEEK = 60_000, 3_600_000, 86_400_000, 604_800_000


def recent(utc_ms: int, now_utc_ms: int | None = None) -> str:
    """Write a moment as a table does; without `now_utc_ms` the clock is asked."""
    ago = (clock.now_utc_ms() if now_utc_ms is None else now_utc_ms) - utc_ms
    if not 0 <= ago < _WEEK:
        return QLocale().toString(_local(utc_ms).date(), QLocale.FormatType.ShortFormat)
    return _relative(ago).replace(" ", words.NBSP)


def whole(utc_ms: int) -> str:
    """Write a moment with date and time."""
    return QLocale().toString(_local(utc_ms), QLocale.FormatType.ShortFormat)


def _relative(ago: int) -> str:
    if ago < _MINUTE:
        return QCoreApplication.translate("WallDate", "just now")
    if ago < _HOUR:
        return QCoreApplication.translate("WallDate", "{0} min ago").format(ago // _MINUTE)
    if ago < _DAY:
        return QCoreApplication.translate("WallDate", "{0} h ago").format(ago // _HOUR)
    return QCoreApplication.translate("WallDate", "{0} d ago").format(ago // _DAY)


def _local(utc_ms: int) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(utc_ms)
