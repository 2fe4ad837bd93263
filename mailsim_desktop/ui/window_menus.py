"""What stands in the menu bar of the main window, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.ui.menus import Entry
from mailsim_desktop.ui.run_actions import RunAction


@dataclass(frozen=True, slots=True)
class Commands:
    """What the menus can ask for."""

    choose_file: Callable[[], object]
    save_sample: Callable[[], object]
    close: Callable[[], object]
    show_place: Callable[[int], object]
    new_campaign: Callable[[], object]
    campaign: Callable[[RunAction], object]
    turn_run: Callable[[], object]
    cancel_run: Callable[[], object]
    about: Callable[[], object]


def window_menus(do: Commands) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Menus of the window, in order."""
    translate = QCoreApplication.translate
    return (
        (
            translate("Menu", "&File"),
            (
                Entry(translate("Menu", "&Import…"), "Ctrl+O", do.choose_file),
                Entry(translate("Menu", "Download the &sample list…"), "", do.save_sample),
                Entry(),
                Entry(translate("Menu", "&Quit"), "Ctrl+Q", do.close),
            ),
        ),
        (
            translate("Menu", "&View"),
            (
                Entry(translate("Menu", "&Dashboard"), "Ctrl+1", lambda: do.show_place(0)),
                Entry(translate("Menu", "&Campaigns"), "Ctrl+2", lambda: do.show_place(1)),
                Entry(translate("Menu", "C&ontacts"), "Ctrl+3", lambda: do.show_place(2)),
            ),
        ),
        (
            translate("Menu", "&Campaign"),
            (
                Entry(translate("Menu", "&New campaign"), "Ctrl+N", do.new_campaign),
                Entry(translate("Menu", "&Edit…"), "", lambda: do.campaign(RunAction.EDIT)),
                Entry(
                    translate("Menu", "&Launch…"), "Ctrl+L", lambda: do.campaign(RunAction.LAUNCH)
                ),
                Entry(
                    translate("Menu", "&Report"), "Ctrl+E", lambda: do.campaign(RunAction.REPORT)
                ),
            ),
        ),
        (
            translate("Menu", "&Run"),
            (
                Entry(translate("Menu", "&Pause or resume"), "F9", do.turn_run),
                Entry(translate("Menu", "&Cancel run…"), "", do.cancel_run),
            ),
        ),
        (
            translate("Menu", "&Help"),
            (Entry(translate("Menu", "&About MailSim Desktop"), "", do.about),),
        ),
    )
