"""What stands in the place of contacts while there are none to show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.pages.no_match import NoMatch, NoMatchWords
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.empty_state import EmptyState, Offer


def no_contact(choose: Callable[[], object], save_sample: Callable[[], object]) -> EmptyState:
    """There is no list yet: the ways to the first one."""
    translate = QCoreApplication.translate
    sample = translate("ContactsPage", "Download the sample list…")
    offer = Offer(
        Icon.DROP,
        translate("ContactsPage", "Drop your contact list here"),
        translate("ContactsPage", "CSV with a header. Here, or anywhere on this window."),
        (
            button(translate("ContactsPage", "Choose file…"), choose, icon=Icon.FOLDER),
            button(sample, save_sample, Kind.LINK, icon=Icon.EXPORT),
        ),
        takes_files=True,
    )
    return EmptyState(
        translate("ContactsPage", "No contacts yet"),
        translate(
            "ContactsPage",
            "Every row of a file that cannot be used is listed with its line and the reason.",
        ),
        (offer,),
    )


def no_match(show_all: Callable[[], object]) -> NoMatch:
    """Search and state let none through: the way back to all of them."""
    translate = QCoreApplication.translate
    words = NoMatchWords(
        nothing_fits=translate("ContactsPage", "No contact matches “{0}”"),
        none_in_state=translate("ContactsPage", "No contact is in this state"),
        sentence=translate("ContactsPage", "Part of an address or of a name is enough."),
        controls=translate("ContactsPage", "Search and state"),
        where=translate("ContactsPage", "The two controls above decide what is seen."),
        show_all=translate("ContactsPage", "Show all contacts"),
    )
    found = NoMatch(words, show_all)
    found.setObjectName("within")  # it stands in a card
    return found
