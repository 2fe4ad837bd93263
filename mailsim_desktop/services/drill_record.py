"""The last crash drill of this user, kept in a file of the data folder.

One drill is kept, the last that came to its end. A file that cannot be read counts as none:
losing it loses no more than what another drill brings.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from typing import Any

from mailsim_desktop import clock, paths
from mailsim_desktop.contacts.writer import writing
from mailsim_desktop.errors import MailSimError
from mailsim_desktop.services.drill import Audit, Drill, Harm, Moment

FILE = "crash-drill.json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DrillRecord:
    """A drill, when it ended, and what came of it."""

    at_utc_ms: int
    drill: Drill
    audit: Audit

    def to_json(self) -> dict[str, Any]:
        """Form in the file, and for whoever wants all of it."""
        return {
            "at_utc_ms": self.at_utc_ms,
            "held": self.audit.held,
            "drill": asdict(self.drill),
            "audit": self.audit.to_json(),
        }


def keep(drill: Drill, audit: Audit) -> DrillRecord:
    """Keep a drill that has just ended, in place of the last one.

    Raises
    ------
    ExportError : the file cannot be written.
    DiskFullError : there is no room; the last one is still there.
    """
    found = DrillRecord(clock.now_utc_ms(), drill, audit)
    with writing(paths.make_folder(paths.data_folder()) / FILE) as file:
        json.dump(found.to_json(), file, indent=1)
    return found


def last() -> DrillRecord | None:
    """The last drill, None without any that can be read."""
    path = paths.data_folder() / FILE
    try:
        if not paths.is_plain(path):
            return None
        return _read(json.loads(path.read_text(encoding="utf-8")))
    except (MailSimError, OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        _log.warning("the last crash drill cannot be read: %s", error)
        return None


def _read(data: dict[str, Any]) -> DrillRecord:
    drill = data["drill"]
    harms = {Harm(name): int(number) for name, number in drill["harms"].items()}
    made = Drill(**{**drill, "harms": harms, "moment": Moment(drill["moment"])})
    return DrillRecord(int(data["at_utc_ms"]), made, Audit.from_json(data["audit"]))
