"""Design tokens: every colour and measure of the window, as values.

The only place where a colour or a size is written. Knows nothing of Qt, so that tests
can compute contrasts from it and a second theme is a second value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window shows before the domain is loaded
    from mailsim_desktop.domain.scenario import Outcome


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours of one theme, as ``#rrggbb``; a `_tint` is the background of a badge."""

    window: str
    surface: str
    alt: str
    hover: str
    border: str
    border_strong: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    danger: str
    delivered: str
    delivered_tint: str
    delivered_fill: str
    deferred: str
    deferred_tint: str
    bounced: str
    bounced_tint: str
    expired: str
    expired_tint: str
    suspended: str
    suspended_tint: str

    def outcome(self, outcome: Outcome) -> str:
        """Colour of an outcome, for glyphs, areas and lines; words beside it are `text`."""
        found: str = getattr(self, outcome.value)
        return found


LIGHT = Tokens(
    window="#f4f5f7",
    surface="#ffffff",
    alt="#f9fafb",
    hover="#eceff3",
    border="#dfe3e8",
    border_strong="#7f8793",
    text="#1a1d21",
    muted="#59616c",
    accent="#2a5bd7",
    on_accent="#ffffff",
    accent_soft="#e7eefc",
    danger="#b3261e",
    delivered="#2a8f7d",
    delivered_tint="#e6f3f0",
    delivered_fill="#c4e2dc",
    deferred="#b97c0e",
    deferred_tint="#fdf3df",
    bounced="#b3261e",
    bounced_tint="#fcebe9",
    expired="#5f2a96",
    expired_tint="#f0eafa",
    suspended="#525b69",
    suspended_tint="#eceff3",
)

DARK = Tokens(
    window="#141619",
    surface="#1c1f23",
    alt="#202429",
    hover="#292e34",
    border="#31363d",
    border_strong="#737c88",
    text="#e8eaed",
    muted="#a3abb6",
    accent="#79b0ff",
    on_accent="#10131a",
    accent_soft="#25324d",
    danger="#ff8a7a",
    delivered="#6fcdb2",
    delivered_tint="#1c352f",
    delivered_fill="#2b5a50",
    deferred="#f2b63c",
    deferred_tint="#3a2f17",
    bounced="#e8675a",
    bounced_tint="#40231f",
    expired="#c08bff",
    expired_tint="#2f2747",
    suspended="#858f9e",
    suspended_tint="#2b3037",
)


class Space:
    """Distances in pixels."""

    PAGE = 20
    PAGE_BOTTOM = 14
    DIALOG = 24
    GAP = 12
    INSET = 14
    NOTICE = 12
    """Inset of banners and toasts, whose glyph is smaller than text is high."""
    CONTROL = 8


class Radius:
    """Of corners, in pixels."""

    BAR = 3
    BADGE = 4
    CONTROL = 6
    CARD = 8


class Ring:
    """What shows the focus, in pixels: pen, and distance from a control that it lies around."""

    PEN = 2
    OFF = 1


class Size:
    """Heights and widths in pixels that more than one file needs."""

    RAIL = 184
    HEADER = 60
    RUN_BAR = 52
    STRIP = 80
    CONTROL = 32
    CONTROL_SMALL = 28
    """Of controls inside a card."""
    CHIP = 26
    ICON = 16
    ROW = 32
    CAMPAIGN_ROW = 36
    TABLE_HEAD = 30
    BADGE = 20
    GLYPH = 12
    AXIS = 44
    MENU_BAR = 28
    LEAST_WINDOW = (900, 600)
    USUAL_WINDOW = (1280, 800)
    NARROW = 1000
    """In windows below this width at 100 % rail and run bar drop what they can."""
    NARROW_PAGE = 1056
    """And the pages below this one: beside the wide rail there is no room for seven figures."""


class Type:
    """Font sizes in pixels; none is below 11."""

    METRIC = 22
    TITLE = 20
    LEAD = 18
    EMPTY_TITLE = 16
    DIALOG_TITLE = 15
    BODY = 13
    LABEL = 12
    TICK = 11
