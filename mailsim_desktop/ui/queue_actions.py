"""The part of the table of actions that is about the queue: workers, dead letters, the drill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.ui.actions import ActionSpec, Place, Rule
from mailsim_desktop.ui.icons import Icon

Do = Callable[[], object]


@dataclass(frozen=True, slots=True)
class QueueOrders:
    """What this part can ask for, and why not now.

    `step_workers` is given 1 for one more and -1 for one less.
    """

    step_workers: Callable[[int], object]
    requeue_all: Do
    why_no_requeue: Rule
    drill: Do
    why_no_drill: Rule


def worker_actions(do: QueueOrders, refusal: Rule) -> tuple[ActionSpec, ...]:
    """Workers of the run shown; their keys are those of the page Queue, here they are shown."""
    translate = QCoreApplication.translate
    at = Place.RUN
    more, fewer = translate("Menu", "&More workers"), translate("Menu", "Fe&wer workers")
    up, down = partial(do.step_workers, 1), partial(do.step_workers, -1)
    again = translate("Menu", "Re-&queue all dead letters")
    why_not = do.why_no_requeue
    return (
        ActionSpec(
            "more_workers", at, more, up, Icon.WORKER, ("+",), refusal, local=True, line=True
        ),
        ActionSpec("fewer_workers", at, fewer, down, None, ("-",), refusal, local=True),
        ActionSpec("requeue_all", at, again, do.requeue_all, Icon.AGAIN, refusal=why_not),
    )


def drill_action(do: QueueOrders) -> ActionSpec:
    """The crash drill, in the menu Tools."""
    text = QCoreApplication.translate("Menu", "Crash &drill…")
    return ActionSpec("drill", Place.TOOLS, text, do.drill, Icon.DRILL, refusal=do.why_no_drill)
