"""A drill in words: what was done, how far it is, whether it held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services.drill import Audit, Drill, Harm, Moment, Progress, Stage
from mailsim_desktop.services.drill_audit import Losses
from mailsim_desktop.ui import drill_words
from mailsim_desktop.ui.glyphs import Glyph

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("english")]
DIGEST = "a41f77c0" + "0" * 52 + "9e12"
AUDIT = Audit(
    *(22_391, {Harm.KILL: 38, Harm.STARVE: 4}, 7, 38, 61.0, RunState.COMPLETED, None),
    *(Losses(0, 0, 0), [], DIGEST, DIGEST),
)


def test_sentence_tells_what_was_done():
    said = drill_words.sentence(Drill(20_000), AUDIT)

    assert said == ("Recipients 20,000, attempts 22,391; workers killed 38, stopped 0, starved 4.")


def test_digest_is_told_by_its_ends():
    assert drill_words.short_digest(DIGEST) == "a41f 77c0 … 9e12"
    assert drill_words.short_digest(None) == "–"


def test_verdict_is_a_fault_wherever_something_is_not_as_it_should_be():
    assert drill_words.verdict(AUDIT) == (Glyph.TICK, "Passed")
    for wrong in (
        replace(AUDIT, losses=Losses(1, 0, 0)),
        replace(AUDIT, digest=None),
        replace(AUDIT, state=RunState.FAILED),
        replace(AUDIT, violations=["one"]),
    ):
        assert drill_words.verdict(wrong)[0] is Glyph.FAILED


def test_progress_never_goes_back():
    told = [
        Progress(Stage.IMPORTING, 0, 500),
        Progress(Stage.UNDISTURBED),
        *(Progress(Stage.DISTURBING, done, 3) for done in range(4)),
        Progress(Stage.AUDITING),
    ]
    shares = [drill_words.progress(now)[0] for now in told]

    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] < 1
    assert drill_words.progress(told[3])[1] == "Harms done: 1 of 3"


def test_every_moment_has_its_words():
    assert len({drill_words.moment(moment) for moment in Moment}) == len(Moment)
