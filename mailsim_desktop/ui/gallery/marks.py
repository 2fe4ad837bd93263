"""Badges, provenance, bars, glyphs and icons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mailsim_desktop.ui.gallery.section import Section
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.grades import Grade
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.painting import Part
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Type
from mailsim_desktop.ui.widgets.badge import Badge
from mailsim_desktop.ui.widgets.glyph_label import GlyphLabel
from mailsim_desktop.ui.widgets.icon_mark import IconMark
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.ui.widgets.outcome_bar import OutcomeBar
from mailsim_desktop.ui.widgets.provenance import Origin, Provenance

_BETWEEN = 6
_ICON_HIGH = 18


def badges(theme: Theme) -> Section:
    """Every state as a badge, and every grade of provenance."""
    translate = QCoreApplication.translate
    made = []
    for glyph, text in _states():
        badge = Badge(theme)
        badge.show_state(glyph, text)
        made.append(badge)
    origin = (
        translate("Gallery", "an example of this gallery"),
        translate("Gallery", "14 September 2026"),
        "50 % = 1 − 0.5",
    )
    grades = [Provenance(Origin(grade, *origin), theme) for grade in Grade]
    section = Section(translate("Gallery", "Badges"))
    return section.add_row(*made, gap=_BETWEEN).add_row(*grades, gap=_BETWEEN)


def _states() -> tuple[tuple[Glyph, str], ...]:
    translate = QCoreApplication.translate
    return (
        (Glyph.DELIVERED, translate("Gallery", "Delivered")),
        (Glyph.DEFERRED, translate("Gallery", "Deferred")),
        (Glyph.BOUNCED, translate("Gallery", "Bounced")),
        (Glyph.EXPIRED, translate("Gallery", "Expired")),
        (Glyph.SUSPENDED, translate("Gallery", "Suspended")),
        (Glyph.POISONED, translate("Gallery", "Poisoned")),
        (Glyph.PENDING, translate("Gallery", "Pending")),
        (Glyph.DASH, translate("Gallery", "Cancelled")),
        (Glyph.RUNNING, translate("Gallery", "Running")),
        (Glyph.PAUSED, translate("Gallery", "Paused")),
        (Glyph.TICK, translate("Gallery", "Completed")),
        (Glyph.FAILED, translate("Gallery", "Failed")),
        (Glyph.DRAFT, translate("Gallery", "Draft")),
        (Glyph.READY, translate("Gallery", "Ready")),
        (Glyph.WARNING, translate("Gallery", "Risky")),
        (Glyph.PROCESSING, translate("Gallery", "Processing file")),
    )


def bars(theme: Theme) -> Section:
    """Outcome bars: halfway, ended with little that failed, thick, empty."""
    translate = QCoreApplication.translate
    section = Section(
        translate("Gallery", "Outcome bar"),
        translate("Gallery", "what is not zero is at least 2 pixels wide"),
    )
    for name, height, parts in (
        (translate("Gallery", "Half of it"), 6, (("delivered", 0.508), ("bounced", 0.0023))),
        (translate("Gallery", "All of it"), 6, (("delivered", 0.995), ("bounced", 0.005))),
        (
            translate("Gallery", "Five parts"),
            10,
            (
                *(("delivered", 0.7), ("delivered_fill", 0.15), ("suspended", 0.08)),
                *(("bounced", 0.06), ("border_strong", 0.01)),
            ),
        ),
        (translate("Gallery", "Nothing yet"), 6, ()),
    ):
        bar = OutcomeBar(theme, height)
        bar.setAccessibleName(name)
        bar.show_parts(*(Part(colour, share) for colour, share in parts))
        section.add(bar)
    return section


def glyphs(theme: Theme) -> Section:
    """Every glyph with its name in the code."""
    translate = QCoreApplication.translate
    section = Section(
        translate("Gallery", "Glyphs"), translate("Gallery", "outcomes and states, 12 pixels")
    )
    return section.add_row(*(GlyphLabel(glyph, str(glyph), theme) for glyph in Glyph), even=True)


def icons() -> Section:
    """Every icon with its name in the code."""
    translate = QCoreApplication.translate
    section = Section(
        translate("Gallery", "Icons"), translate("Gallery", "pages and actions, 16 pixels")
    )
    return section.add_row(*(_icon(which) for which in Icon), even=True)


def _icon(which: Icon) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_BETWEEN)
    row.addWidget(IconMark(which, height=_ICON_HIGH))
    row.addWidget(PlainLabel(str(which), pixels=Type.LABEL, muted=True), 1)
    return made
