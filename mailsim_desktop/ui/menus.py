"""Puts the actions of the window together: menu bar, keys, palette and cheat sheet.

What each action does stands with whoever does it; here they meet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication, QMainWindow

from mailsim_desktop.services.campaigns import CampaignRow
from mailsim_desktop.ui import focus, menu_bar, view_actions, window_actions
from mailsim_desktop.ui.action_rules import Rules
from mailsim_desktop.ui.actions import Actions, ActionSpec, plain, shown_keys
from mailsim_desktop.ui.command_palette import CommandPalette
from mailsim_desktop.ui.dialogs import cheat_sheet
from mailsim_desktop.ui.dialogs.cheat_sheet import CheatSheet
from mailsim_desktop.ui.focus import FocusMemory
from mailsim_desktop.ui.frame import Frame
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.models.offers import Offer
from mailsim_desktop.ui.preferences import Preferences
from mailsim_desktop.ui.queue_actions import QueueOrders
from mailsim_desktop.ui.run_actions import RunAction
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.view_actions import ViewCommands
from mailsim_desktop.ui.window_actions import Commands

Do = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Orders:
    """What only the window can do."""

    choose_file: Do
    save_sample: Do
    new_campaign: Do
    act: Callable[[CampaignRow, RunAction], object]
    act_on_run: Callable[[int, RunAction], object]
    open_campaign: Callable[[int], object]
    queue: QueueOrders
    about: Do
    gallery: Do | None = None


class Menus(QObject):
    """The actions of one window."""

    def __init__(
        self,
        window: QMainWindow,
        frame: Frame,
        undo: QUndoStack,
        *,
        preferences: Preferences,
        theme: Theme,
        orders: Orders,
    ) -> None:
        super().__init__(window)
        self._window, self._frame, self._orders = window, frame, orders
        self._undo = undo
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 # there is a window
        self._focus = FocusMemory(application, self)
        self._rules = Rules(frame.deck, undo, self._focus, self)
        self.palette = CommandPalette(theme, window)
        self.actions = Actions(self._table(preferences), window)
        menu_bar.fill(window.menuBar(), self.actions)
        frame.deck.place_changed.connect(self.actions.refresh)
        theme.changed.connect(self.actions.refresh)

    def _table(self, preferences: Preferences) -> tuple[ActionSpec, ...]:
        do, view, rules = self._commands(), self._view_commands(), self._rules
        return (
            *window_actions.file_actions(do),
            *window_actions.edit_actions(do, rules),
            *view_actions.page_actions(view, self._frame.places),
            *view_actions.way_actions(view, rules),
            *view_actions.theme_actions(preferences),
            *view_actions.text_size_actions(preferences),
            *view_actions.window_view_actions(view, preferences),
            *window_actions.campaign_actions(do, rules),
            *window_actions.run_actions(do, rules),
            *window_actions.tool_actions(do),
            *window_actions.help_actions(do),
        )

    def _commands(self) -> Commands:
        return Commands(
            choose_file=self._orders.choose_file,
            save_sample=self._orders.save_sample,
            close=self._window.close,
            undo=self._undo.undo,
            redo=self._undo.redo,
            copy=partial(self._with_focus, focus.copier),
            select_all=partial(self._with_focus, focus.selector),
            search=self._search,
            new_campaign=self._orders.new_campaign,
            campaign=self._act,
            run=self._act_on_run,
            slower=self._frame.run_bar.controls.slower,
            faster=self._frame.run_bar.controls.faster,
            queue=self._orders.queue,
            palette=self.open_palette,
            cheat_sheet=self.open_cheat_sheet,
            about=self._orders.about,
            gallery=self._orders.gallery,
        )

    def _view_commands(self) -> ViewCommands:
        deck = self._frame.deck
        return ViewCommands(
            show_place=deck.show_place,
            previous=deck.previous,
            close_panel=deck.back,
            next_pane=self._frame.next_pane,
            full_screen=self._turn_full_screen,
            is_full_screen=self._window.isFullScreen,
        )

    def open_palette(self) -> None:
        """Offer every action, and every campaign by its name."""
        others = [spec for spec in self.actions.specs if spec.name != window_actions.PALETTE]
        self.palette.open((*map(self._offer, others), *self._campaigns()))

    def open_cheat_sheet(self) -> None:
        """Show every key."""
        places = self._frame.places
        pages = [
            (places[place].label, page.own_keys())
            for place, page in self._frame.deck.homes()
            if page.own_keys()
        ]
        CheatSheet(cheat_sheet.sheet(self.actions.specs, pages), self._window).open()

    def _offer(self, spec: ActionSpec) -> Offer:
        return Offer(
            spec.words(),
            partial(self.actions.trigger, spec),
            plain(menu_bar.titles()[spec.place]),
            shown_keys(spec.keys[0]) if spec.keys else "",
            spec.icon,
            spec.refusal() or "",
        )

    def _campaigns(self) -> list[Offer]:
        path = self.tr("Open campaign")
        return [
            Offer(
                row.campaign.name,
                partial(self._orders.open_campaign, row.campaign.id),
                path,
                icon=Icon.CAMPAIGNS,
            )
            for row in self._frame.deck.snapshot().campaigns
        ]

    def _with_focus(self, find: Callable[..., Do | None]) -> None:
        act = find(self._focus.widget())
        if act is not None:
            act()

    def _search(self) -> None:
        field = self._frame.deck.top().search_field()
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _act(self, action: RunAction) -> None:
        row = self._rules.campaign()
        if row is not None:
            self._orders.act(row, action)

    def _act_on_run(self, action: RunAction) -> None:
        reading = self._frame.deck.snapshot().reading
        if reading is not None:
            self._orders.act_on_run(reading.run.id, action)

    def _turn_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)
