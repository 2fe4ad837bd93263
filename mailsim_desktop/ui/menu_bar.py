"""The menu bar, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QMenuBar

from mailsim_desktop.ui.actions import Actions, Place


def titles() -> dict[Place, str]:
    """Titles of the menus, in order."""
    translate = QCoreApplication.translate
    return {
        Place.FILE: translate("Menu", "&File"),
        Place.EDIT: translate("Menu", "&Edit"),
        Place.VIEW: translate("Menu", "&View"),
        Place.CAMPAIGN: translate("Menu", "&Campaign"),
        Place.RUN: translate("Menu", "&Run"),
        Place.TOOLS: translate("Menu", "&Tools"),
        Place.HELP: translate("Menu", "&Help"),
    }


def fill(bar: QMenuBar, actions: Actions) -> None:
    """Build the menus; they look as the rules say whenever one is opened."""
    menus = {}
    for place, title in titles().items():
        menus[place] = bar.addMenu(title)
        menus[place].aboutToShow.connect(actions.refresh)
    submenus: dict[tuple[Place, str], QMenu] = {}
    for spec in actions.specs:
        menu = menus[spec.place]
        if spec.submenu:
            key = (spec.place, spec.submenu)
            if key not in submenus:
                submenus[key] = menu.addMenu(spec.submenu)
            menu = submenus[key]
        if spec.line:
            menu.addSeparator()
        menu.addAction(actions.action(spec.name))
