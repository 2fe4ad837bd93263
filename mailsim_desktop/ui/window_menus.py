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
    tr = QCoreApplication.translate
    return (
        (
            tr("Menu", "&File"),
            (
                Entry(tr("Menu", "&Import…"), "Ctrl+O", do.choose_file),
                Entry(tr("Menu", "Download the &sample list…"), "", do.save_sample),
                Entry(),
                Entry(tr("Menu", "&Quit"), "Ctrl+Q", do.close),
            ),
        ),
        (
            tr("Menu", "&View"),
            (
                Entry(tr("Menu", "&Dashboard"), "Ctrl+1", lambda: do.show_place(0)),
                Entry(tr("Menu", "&Campaigns"), "Ctrl+2", lambda: do.show_place(1)),
                Entry(tr("Menu", "C&ontacts"), "Ctrl+3", lambda: do.show_place(2)),
            ),
        ),
        (
            tr("Menu", "&Campaign"),
            (
                Entry(tr("Menu", "&New campaign"), "Ctrl+N", do.new_campaign),
                Entry(tr("Menu", "&Edit…"), "", lambda: do.campaign(RunAction.EDIT)),
                Entry(tr("Menu", "&Launch…"), "Ctrl+L", lambda: do.campaign(RunAction.LAUNCH)),
                Entry(tr("Menu", "&Report"), "Ctrl+E", lambda: do.campaign(RunAction.REPORT)),
            ),
        ),
        (
            tr("Menu", "&Run"),
            (
                Entry(tr("Menu", "&Pause or resume"), "F9", do.turn_run),
                Entry(tr("Menu", "&Cancel run…"), "", do.cancel_run),
            ),
        ),
        (tr("Menu", "&Help"), (Entry(tr("Menu", "&About MailSim Desktop"), "", do.about),)),
    )
