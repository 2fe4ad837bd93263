"""Change notices: what was changed, so that whoever shows it reads it again.

A call that writes names its topics; the reader of the database names those that another
process changed. Says what changed, never how: the one truth is the database.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class Topic(StrEnum):
    """What screens depend on."""

    CAMPAIGNS = "campaigns"
    CONTACTS = "contacts"
    RUNS = "runs"


class Changes(QObject):
    """Hands notices to those who subscribed; on the GUI thread."""

    happened = Signal(object)
    """The frozenset of topics that changed together."""

    def tell(self, *topics: Topic) -> None:
        """Say that these topics changed; nothing is said of none."""
        if topics:
            self.happened.emit(frozenset(topics))

    def subscribe(self, refresh: Callable[[], object], *topics: Topic) -> None:
        """Call `refresh` after each notice that names one of `topics`."""
        wanted = frozenset(topics)

        def hear(changed: frozenset[Topic]) -> None:
            if changed & wanted:
                refresh()

        self.happened.connect(hear)
