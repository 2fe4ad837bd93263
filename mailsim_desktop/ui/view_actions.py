"""The part of the table of actions that is about the view: pages, panes, theme, text size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from mailsim_desktop.ui import words
from mailsim_desktop.ui.action_rules import Rules
from mailsim_desktop.ui.actions import ActionSpec, Place
from mailsim_desktop.ui.preferences import Preferences
from mailsim_desktop.ui.theme import TEXT_SIZES, Choice
from mailsim_desktop.ui.widgets.rail import RailItem

AT = Place.VIEW
Do = Callable[[], object]


@dataclass(frozen=True, slots=True)
class ViewCommands:
    """What this part can ask for."""

    show_place: Callable[[int], object]
    previous: Do
    close_panel: Do
    next_pane: Callable[[int], object]
    full_screen: Do
    is_full_screen: Callable[[], bool]


def page_actions(do: ViewCommands, places: Sequence[RailItem]) -> tuple[ActionSpec, ...]:
    """One action for each page of the rail, by its number."""
    return tuple(
        ActionSpec(
            f"page_{number}",
            AT,
            item.label,
            partial(do.show_place, number - 1),
            item.icon,
            (f"Ctrl+{number}",),
        )
        for number, item in enumerate(places, 1)
    )


def way_actions(do: ViewCommands, rules: Rules) -> tuple[ActionSpec, ...]:
    """Ways through the window."""
    translate = QCoreApplication.translate
    back, close = translate("Menu", "&Back"), translate("Menu", "&Close panel")
    following, before = translate("Menu", "&Next pane"), translate("Menu", "&Previous pane")
    forward, backward = partial(do.next_pane, 1), partial(do.next_pane, -1)
    return (
        ActionSpec("back", AT, back, do.previous, None, ("Alt+Left",), rules.back, line=True),
        ActionSpec(
            "close_panel", AT, close, do.close_panel, None, ("Esc",), rules.close_panel, quiet=True
        ),
        ActionSpec("next_pane", AT, following, forward, None, ("F6",)),
        ActionSpec("previous_pane", AT, before, backward, None, ("Shift+F6",)),
    )


def theme_actions(preferences: Preferences) -> tuple[ActionSpec, ...]:
    """The menu Theme."""
    translate = QCoreApplication.translate
    title = translate("Menu", "&Theme")
    names = {
        Choice.SYSTEM: translate("Menu", "As the &system"),
        Choice.LIGHT: translate("Menu", "&Light"),
        Choice.DARK: translate("Menu", "&Dark"),
    }
    return tuple(
        ActionSpec(
            f"theme_{choice}",
            AT,
            names[choice],
            partial(preferences.choose_theme, choice),
            checked=partial(preferences.has_theme, choice),
            submenu=title,
            line=choice is Choice.SYSTEM,
        )
        for choice in Choice
    )


def text_size_actions(preferences: Preferences) -> tuple[ActionSpec, ...]:
    """The menu Text size: by steps, and by name."""
    translate = QCoreApplication.translate
    title = translate("Menu", "Text si&ze")
    larger, smaller = translate("Menu", "&Larger"), translate("Menu", "&Smaller")
    step, up = preferences.step_text_size, ("Ctrl++", "Ctrl+=")
    no_more, no_less = preferences.why_not_larger, preferences.why_not_smaller
    return (
        ActionSpec("larger", AT, larger, partial(step, 1), None, up, no_more, submenu=title),
        ActionSpec(
            "smaller", AT, smaller, partial(step, -1), None, ("Ctrl+-",), no_less, submenu=title
        ),
        *(_size(size, title, preferences) for size in TEXT_SIZES),
    )


def _size(size: int, title: str, preferences: Preferences) -> ActionSpec:
    return ActionSpec(
        f"text_size_{size}",
        AT,
        words.percent(size / 100, 0),
        partial(preferences.set_text_size, size),
        None,
        ("Ctrl+0",) if size == 100 else (),  # noqa: PLR2004 # the size that is drawn for
        checked=partial(preferences.has_text_size, size),
        submenu=title,
        line=size == TEXT_SIZES[0],
    )


def window_view_actions(do: ViewCommands, preferences: Preferences) -> tuple[ActionSpec, ...]:
    """Switches of the whole window."""
    translate = QCoreApplication.translate
    still, full = translate("Menu", "Reduce &motion"), translate("Menu", "&Full screen")
    return (
        ActionSpec(
            "reduce_motion", AT, still, preferences.turn_motion, checked=preferences.is_still
        ),
        ActionSpec(
            "full_screen", AT, full, do.full_screen, None, ("F11",), checked=do.is_full_screen
        ),
    )
