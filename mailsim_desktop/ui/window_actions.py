"""The table of actions: every line of every menu, with its keys, its icon and its rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from mailsim_desktop.ui import act_words, queue_actions
from mailsim_desktop.ui.action_rules import Rules
from mailsim_desktop.ui.actions import ActionSpec, Place
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.queue_actions import QueueOrders
from mailsim_desktop.ui.run_actions import RunAction

Do = Callable[[], object]
PALETTE = "palette"


@dataclass(frozen=True, slots=True)
class Commands:
    """What the table can ask for, beside what is about the view."""

    choose_file: Do
    save_sample: Do
    close: Do
    undo: Do
    redo: Do
    copy: Do
    select_all: Do
    search: Do
    new_campaign: Do
    campaign: Callable[[RunAction], object]
    run: Callable[[RunAction], object]
    slower: Do
    faster: Do
    queue: QueueOrders
    palette: Do
    cheat_sheet: Do
    about: Do
    gallery: Do | None = None


def file_actions(do: Commands) -> tuple[ActionSpec, ...]:
    """The menu File."""
    translate = QCoreApplication.translate
    at = Place.FILE
    sample = translate("Menu", "Download the &sample list…")
    quit_role = QAction.MenuRole.QuitRole
    return (
        ActionSpec(
            "import", at, translate("Menu", "&Import…"), do.choose_file, Icon.IMPORT, ("Ctrl+O",)
        ),
        ActionSpec("sample", at, sample, do.save_sample, Icon.SAMPLE),
        ActionSpec(
            "quit",
            at,
            translate("Menu", "&Quit"),
            do.close,
            None,
            ("Ctrl+Q",),
            role=quit_role,
            line=True,
        ),
    )


def edit_actions(do: Commands, rules: Rules) -> tuple[ActionSpec, ...]:
    """The menu Edit; its keys belong to a text first, where one has the focus."""
    translate = QCoreApplication.translate
    at = Place.EDIT
    undo, redo = translate("Menu", "&Undo"), translate("Menu", "&Redo")
    redo_keys = ("Ctrl+Shift+Z", "Ctrl+Y")
    copy, search = translate("Menu", "&Copy"), translate("Menu", "&Find")
    all_ = translate("Menu", "Select &all")
    return (
        ActionSpec("undo", at, undo, do.undo, Icon.UNDO, ("Ctrl+Z",), rules.undo, rules.undo_text),
        ActionSpec("redo", at, redo, do.redo, None, redo_keys, rules.redo, rules.redo_text),
        ActionSpec(
            "copy", at, copy, do.copy, Icon.COPY, ("Ctrl+C",), rules.copy, line=True, local=True
        ),
        ActionSpec(
            "select_all", at, all_, do.select_all, None, ("Ctrl+A",), rules.select_all, local=True
        ),
        ActionSpec(
            "search", at, search, do.search, Icon.SEARCH, ("Ctrl+F",), rules.search, line=True
        ),
    )


def campaign_actions(do: Commands, rules: Rules) -> tuple[ActionSpec, ...]:
    """The menu Campaign: about the campaign that the page on top has chosen or shows."""
    translate = QCoreApplication.translate
    at = Place.CAMPAIGN

    def spec(action: RunAction, *keys: str, local: bool = False) -> ActionSpec:
        act, rule = partial(do.campaign, action), partial(rules.act, action)
        words, icon = act_words.menu_words(action), act_words.act_icon(action)
        return ActionSpec(str(action), at, words, act, icon, keys, rule, local=local)

    new = translate("Menu", "&New campaign")
    return (
        ActionSpec("new_campaign", at, new, do.new_campaign, Icon.NEW, ("Ctrl+N",)),
        spec(RunAction.EDIT),
        spec(RunAction.DUPLICATE, "Ctrl+D"),
        spec(RunAction.DELETE, "Del", local=True),  # the key is that of the table of campaigns
        spec(RunAction.LAUNCH, "Ctrl+L"),
        spec(RunAction.REPORT, "Ctrl+E"),
    )


def run_actions(do: Commands, rules: Rules) -> tuple[ActionSpec, ...]:
    """The menu Run: about the run in the run bar."""
    translate = QCoreApplication.translate
    at = Place.RUN
    turn, cancel = translate("Menu", "&Pause or resume"), act_words.menu_words(RunAction.CANCEL)
    not_now = partial(rules.control, RunAction.CANCEL)
    return (
        ActionSpec(
            "turn",
            at,
            turn,
            lambda: do.run(rules.turn()),
            Icon.PAUSE,
            ("F9",),
            lambda: rules.control(rules.turn()),
            rules.turn_text,
        ),
        ActionSpec(
            "cancel", at, cancel, partial(do.run, RunAction.CANCEL), Icon.CANCEL, refusal=not_now
        ),
        *_speed_actions(do, not_now),
        *queue_actions.worker_actions(do.queue, not_now),
    )


def _speed_actions(
    do: Commands, refusal: Callable[[], str | None]
) -> tuple[ActionSpec, ActionSpec]:
    """The pace of a run can be changed for as long as it has not ended."""
    translate = QCoreApplication.translate
    slower, faster = translate("Menu", "&Slower"), translate("Menu", "&Faster")
    return (
        ActionSpec("slower", Place.RUN, slower, do.slower, None, ("Ctrl+[",), refusal),
        ActionSpec("faster", Place.RUN, faster, do.faster, None, ("Ctrl+]",), refusal),
    )


def tool_actions(do: Commands) -> tuple[ActionSpec, ...]:
    """The menu Tools."""
    translate = QCoreApplication.translate
    at = Place.TOOLS
    palette = translate("Menu", "Command &palette")
    specs = [
        ActionSpec(PALETTE, at, palette, do.palette, Icon.PALETTE, ("Ctrl+K",)),
        queue_actions.drill_action(do.queue),
    ]
    if do.gallery is not None:
        developer, gallery = (
            translate("Menu", "De&veloper"),
            translate("Menu", "&Gallery of components"),
        )
        specs.append(ActionSpec("gallery", at, gallery, do.gallery, submenu=developer))
    return tuple(specs)


def help_actions(do: Commands) -> tuple[ActionSpec, ...]:
    """The menu Help."""
    translate = QCoreApplication.translate
    at = Place.HELP
    keys, about = (
        translate("Menu", "&Keyboard shortcuts"),
        translate("Menu", "&About MailSim Desktop"),
    )
    role = QAction.MenuRole.AboutRole
    return (
        ActionSpec("cheat_sheet", at, keys, do.cheat_sheet, Icon.KEYBOARD, ("Ctrl+/",)),
        ActionSpec("about", at, about, do.about, Icon.INFO, role=role, line=True),
    )
