"""The campaign that is being written: which one, what it was when it was opened, and storing it.

Knows no widget. What is answered for a campaign that is no longer the one being written
changes nothing here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from mailsim_desktop.errors import MailSimError, NotFoundError
from mailsim_desktop.services import campaigns
from mailsim_desktop.services.database import Store
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.changes import Topic


@dataclass(frozen=True, slots=True)
class Written:
    """What a person writes."""

    name: str = ""
    subject: str = ""
    content: str = ""
    list_id: int | None = None


class Draft(QObject):
    """One campaign at a time."""

    storing_changed = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._turn = object()
        self.campaign_id: int | None = None
        self.loaded = Written()
        """What is stored, or was suggested: nothing would be lost of it."""
        self.is_storing = False

    def begin(self, campaign_id: int | None) -> None:
        """From now on this campaign is written; None for a new one."""
        self._turn = object()
        self.campaign_id = campaign_id
        self._show_storing(storing=False)

    def store(
        self,
        written: Written,
        *,
        done: Callable[[int], object],
        failed: Callable[[MailSimError], object],
    ) -> None:
        """Store the campaign; `done` is given its id, unless another is written by then."""
        turn, campaign_id = self._turn, self.campaign_id

        def stored(found: int) -> None:
            self._end(turn)
            if turn is self._turn:
                self.campaign_id, self.loaded = found, written
                done(found)

        def refused(error: MailSimError) -> None:
            self._end(turn)
            (failed if turn is self._turn else self._bridge.failed.emit)(error)

        self._show_storing(storing=True)
        self._bridge.write(
            partial(_store, campaign_id, written),
            done=stored,
            failed=refused,
            ended=partial(self._end, turn),
            changes=(Topic.CAMPAIGNS,),
        )

    def _end(self, turn: object) -> None:
        if turn is self._turn:
            self._show_storing(storing=False)

    def _show_storing(self, *, storing: bool) -> None:
        if storing != self.is_storing:
            self.is_storing = storing
            self.storing_changed.emit()


def _store(campaign_id: int | None, written: Written, store: Store) -> int:
    if campaign_id is not None:
        try:
            campaigns.update_campaign(store, campaign_id, **asdict(written))
        except NotFoundError:  # deleted meanwhile; what was written is worth no less
            pass
        else:
            return campaign_id
    return campaigns.create_campaign(store, **asdict(written))
