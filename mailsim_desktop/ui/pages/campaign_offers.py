"""What stands in the place of the campaign table while it has nothing to show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.pages.no_match import NoMatch, NoMatchWords
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.empty_state import EmptyState, Offer


def no_campaign(write: Callable[[], object]) -> EmptyState:
    """There is no campaign yet: the way to the first one."""
    translate = QCoreApplication.translate
    offer = Offer(
        Icon.CAMPAIGNS,
        translate("Campaigns", "A first campaign"),
        translate("Campaigns", "Choose a list, write the text, see it as a recipient would."),
        (button(translate("Campaigns", "Write a campaign"), write, icon=Icon.NEW),),
    )
    return EmptyState(
        translate("Campaigns", "No campaign yet"),
        translate(
            "Campaigns",
            "A campaign is a message for a list. Write one, launch it, and see what would be"
            " delivered, deferred and bounced.",
        ),
        (offer,),
    )


def no_match(show_all: Callable[[], object]) -> NoMatch:
    """Search and state let none through: the way back to all of them."""
    translate = QCoreApplication.translate
    words = NoMatchWords(
        nothing_fits=translate("Campaigns", "No campaign matches “{0}”"),
        none_in_state=translate("Campaigns", "No campaign is in this state"),
        sentence=translate("Campaigns", "Part of a name is enough."),
        controls=translate("Campaigns", "Search and state"),
        where=translate("Campaigns", "The two controls at the top decide what is seen."),
        show_all=translate("Campaigns", "Show all campaigns"),
    )
    return NoMatch(words, show_all)
