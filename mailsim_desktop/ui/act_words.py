"""What an act on a campaign or a run is called and which icon it has, wherever it is offered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.run_actions import RunAction


def menu_words(action: RunAction) -> str:
    """As a menu shows it, with its letter."""
    translate = QCoreApplication.translate
    return {
        RunAction.EDIT: translate("Act", "&Edit…"),
        RunAction.DUPLICATE: translate("Act", "&Duplicate"),
        RunAction.DELETE: translate("Act", "Dele&te"),
        RunAction.LAUNCH: translate("Act", "&Launch…"),
        RunAction.REPORT: translate("Act", "Export &report"),
        RunAction.PAUSE: translate("Act", "&Pause"),
        RunAction.RESUME: translate("Act", "Res&ume"),
        RunAction.CANCEL: translate("Act", "&Cancel run…"),
    }[action]


def button_words(action: RunAction) -> str:
    """As a button shows it: its letter would take that of a menu of the menu bar."""
    return menu_words(action).replace("&", "")


def act_icon(action: RunAction) -> Icon | None:
    """Its icon; not every act has one."""
    return {
        RunAction.DELETE: Icon.DELETE,
        RunAction.LAUNCH: Icon.PLAY,
        RunAction.REPORT: Icon.EXPORT,
        RunAction.PAUSE: Icon.PAUSE,
        RunAction.RESUME: Icon.PLAY,
        RunAction.CANCEL: Icon.CANCEL,
    }.get(action)
