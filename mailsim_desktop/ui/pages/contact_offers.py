"""What stands in the place of contacts while there are none to show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.ui.icons import Icon
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


class NoMatch(EmptyState):
    """Search and state let no contact through: the way back to all of them."""

    def __init__(self, show_all: Callable[[], object]) -> None:
        translate = QCoreApplication.translate
        offer = Offer(
            Icon.FILTER,
            translate("ContactsPage", "Search and state"),
            translate("ContactsPage", "The two controls above decide what is seen."),
            (button(translate("ContactsPage", "Show all contacts"), show_all),),
        )
        sentence = translate("ContactsPage", "Part of an address or of a name is enough.")
        super().__init__("", sentence, (offer,))
        self.setObjectName("within")  # it stands in a card

    def show_search(self, search: str) -> None:
        """Say what was looked for."""
        translate = QCoreApplication.translate
        self.title.setText(
            translate("ContactsPage", "No contact matches “{0}”").format(search)
            if search
            else translate("ContactsPage", "No contact is in this state")
        )
