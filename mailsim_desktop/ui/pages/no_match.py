"""What stands in the place of a table whose search and filter let nothing through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.empty_state import EmptyState, Offer


@dataclass(frozen=True, slots=True)
class NoMatchWords:
    """Its words, translated; `nothing_fits` has the place {0} for what was looked for."""

    nothing_fits: str
    none_in_state: str
    sentence: str
    controls: str
    where: str
    show_all: str


class NoMatch(EmptyState):
    """Says what was looked for, and leads back to everything at one press."""

    def __init__(self, words: NoMatchWords, show_all: Callable[[], object]) -> None:
        back = (button(words.show_all, show_all),)
        offer = Offer(Icon.FILTER, words.controls, words.where, back)
        super().__init__("", words.sentence, (offer,))
        self._words = words

    def show_search(self, search: str) -> None:
        """Say that nothing fits `search`, or that nothing is in the chosen state."""
        words = self._words
        self.title.setText(words.nothing_fits.format(search) if search else words.none_in_state)
