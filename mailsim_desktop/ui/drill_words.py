"""How a crash drill is told: what was done, what came of it, how far it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.services.drill import Audit, Drill, Harm, Moment, Progress, Stage
from mailsim_desktop.ui import words
from mailsim_desktop.ui.glyphs import Glyph

_PART, _ENDS = 4, 2
"""Signs of a digest that stand together, and how many parts of its start are shown."""
_SHARES = {
    Stage.IMPORTING: (0.0, 0.1),
    Stage.UNDISTURBED: (0.1, 0.2),
    Stage.DISTURBING: (0.2, 0.95),
    Stage.AUDITING: (0.95, 1.0),
}
"""Where the bar begins and ends in each stage."""


def sentence(drill: Drill, audit: Audit) -> str:
    """What was done in a drill."""
    translate = QCoreApplication.translate
    harms = {harm: words.count(audit.harms.get(harm, 0)) for harm in Harm}
    return translate(
        "Drill",
        "Recipients {recipients}, attempts {attempts}; workers killed {kill}, stopped {stop},"
        " starved {starve}.",
    ).format(
        recipients=words.count(drill.recipients), attempts=words.count(audit.attempts), **harms
    )


def short_digest(digest: str | None) -> str:
    """The ends of a digest, which are enough to tell two apart by eye."""
    if not digest:
        return words.UNKNOWN
    start = " ".join(digest[at : at + _PART] for at in range(0, _ENDS * _PART, _PART))
    return f"{start} … {digest[-_PART:]}"


def moment(of: Moment) -> str:
    """When harm is done, in words."""
    translate = QCoreApplication.translate
    return {
        Moment.RANDOM: translate("Drill", "At any instant"),
        Moment.LEASED: translate("Drill", "While the worker holds a lease"),
        Moment.WRITING: translate("Drill", "While the worker writes"),
    }[of]


def progress(now: Progress) -> tuple[float, str]:
    """Share done in [0, 1], and where the drill is."""
    translate = QCoreApplication.translate
    first, last = _SHARES[now.stage]
    share = first + (last - first) * (now.done / now.total if now.total else 0.0)
    done, total = words.count(now.done), words.count(now.total)
    return share, {
        Stage.IMPORTING: translate("Drill", "Importing invented people"),
        Stage.UNDISTURBED: translate("Drill", "Rehearsing undisturbed"),
        Stage.DISTURBING: translate("Drill", "Harms done: {0} of {1}").format(done, total),
        Stage.AUDITING: translate("Drill", "Comparing both runs"),
    }[now.stage]


def verdict(audit: Audit) -> tuple[Glyph, str]:
    """Glyph and word for what came of a drill."""
    translate = QCoreApplication.translate
    if audit.held:
        return Glyph.TICK, translate("Drill", "Passed")
    return Glyph.FAILED, translate("Drill", "Fault found")
