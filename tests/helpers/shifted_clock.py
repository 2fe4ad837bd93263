"""A wall clock that is wrong, or is set while a program runs, by libfaketime; Linux only."""

from __future__ import annotations

from pathlib import Path

LIBRARY = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
MISSING = "libfaketime is not installed: see packaging/system-packages.sh"
HOUR_S = 3_600


class ShiftedClock:
    """The wall clock of the processes that are started with its environment.

    Intervals, which no change of the clock touches, stay as they are.

    Parameters
    ----------
    folder : where the shift is kept.
    """

    def __init__(self, folder: Path, seconds: int = 0) -> None:
        self._file = folder / "shift"
        self.set(seconds)

    def set(self, seconds: int) -> None:
        """Put the clock `seconds` ahead of the machine's, at once and in all its processes."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{seconds:+d}s\n", encoding="ascii")
        new.replace(self._file)

    @property
    def environment(self) -> dict[str, str]:
        """Variables to start a process with."""
        return {
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",  # its name in older releases
        }
