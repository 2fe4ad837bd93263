"""What pages are laid out with: header, strip of figures, card, rail, empty state."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mailsim_desktop.ui import measures, words
from mailsim_desktop.ui.gallery import samples
from mailsim_desktop.ui.gallery.section import Captioned, Section
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.badge import Badge
from mailsim_desktop.ui.widgets.buttons import Kind, button, ghost
from mailsim_desktop.ui.widgets.card import Card, CardHead, divider
from mailsim_desktop.ui.widgets.facts import Facts
from mailsim_desktop.ui.widgets.first_run import FirstRun
from mailsim_desktop.ui.widgets.header import Header
from mailsim_desktop.ui.widgets.markdown_view import MarkdownView
from mailsim_desktop.ui.widgets.metric_strip import Figure, MetricStrip
from mailsim_desktop.ui.widgets.rail import Rail, RailItem

_RAIL = 260
_DOCUMENT = 150
_WAITING = 46


def headers(theme: Theme) -> Section:
    """One of a page, and one that lies below another."""
    translate = QCoreApplication.translate
    page = Header(translate("Gallery", "Campaigns"))
    page.set_facts(translate("Gallery", "7 campaigns, 1 running"))
    page.add(button(translate("Gallery", "New campaign"), kind=Kind.PRIMARY, icon=Icon.NEW))
    below = Header(f"{samples.NAME} · 3")
    badge = Badge(theme)
    badge.show_state(Glyph.RUNNING, translate("Gallery", "Running"))
    below.set_badge(badge)
    below.set_crumbs((translate("Gallery", "Campaigns"), _nothing), (samples.NAME, _nothing))
    below.add(button(translate("Gallery", "Compare"), icon=Icon.COMPARE))
    return Section(
        translate("Gallery", "Header"), translate("Gallery", "facts, or the way above with a badge")
    ).add(page, below)


def _nothing() -> None:
    """What the buttons of examples do."""


def strips(theme: Theme) -> Captioned:
    """Known, unknown and narrow."""
    translate = QCoreApplication.translate
    known, unknown, narrow = (_strip(theme) for _ in range(3))
    for strip in (known, narrow):
        strip.show_figures(_figures())
    unknown.show_figures({"sent": Figure(qualifier=translate("Gallery", "delivered recipients"))})
    narrow.set_narrow(True)
    note = translate("Gallery", "known, unknown, narrow; Failed leads to its rows")
    return Captioned(translate("Gallery", "Metric strip"), note, known, unknown, narrow)


def _strip(theme: Theme) -> MetricStrip:
    translate = QCoreApplication.translate
    cells = {
        "campaigns": (translate("Gallery", "Campaigns"), None),
        "sent": (translate("Gallery", "Sent"), Glyph.DELIVERED),
        "failed": (translate("Gallery", "Failed"), Glyph.BOUNCED),
        "queued": (translate("Gallery", "Queued"), Glyph.PENDING),
        "throughput": (translate("Gallery", "Throughput"), None),
        "latency": (translate("Gallery", "Latency"), None),
    }
    return MetricStrip(cells, theme, leading=("failed",))


def _figures() -> dict[str, Figure]:
    translate = QCoreApplication.translate
    return {
        "campaigns": Figure(words.count(7), "", translate("Gallery", "1 running")),
        "sent": Figure(words.count(127_049), "", translate("Gallery", "50.8 % of 250,000")),
        "failed": Figure(words.count(576), "", translate("Gallery", "0.4 % of attempts")),
        "queued": Figure(words.count(122_375), "", translate("Gallery", "384 in flight")),
        "throughput": Figure(
            words.count(2_688), translate("Gallery", "/min"), translate("Gallery", "simulated")
        ),
        "latency": Figure(words.milliseconds(198.0), "", translate("Gallery", "p50 per attempt")),
    }


def card() -> Card:
    """Head with unit and action, facts, a line, and a foot."""
    translate = QCoreApplication.translate
    head = CardHead(translate("Gallery", "Card"), translate("Gallery", "with facts, one unknown"))
    head.add(ghost(Icon.MORE, translate("Gallery", "More about this card")))
    labels = (
        translate("Gallery", "List"),
        translate("Gallery", "Recipients"),
        translate("Gallery", "Digest"),
    )
    facts = Facts(labels)
    facts.show_values(samples.LISTS[1].name, words.count(250_000), "")
    facts.setContentsMargins(Space.INSET, 0, Space.INSET, Space.GAP)
    made = Card()
    foot = QWidget()
    row = QHBoxLayout(foot)
    row.setContentsMargins(Space.INSET, Space.CONTROL, Space.INSET, Space.CONTROL)
    row.addStretch()
    row.addWidget(button(translate("Gallery", "Open"), small=True))
    for part in (head, facts, divider(), foot):
        made.body.addWidget(part)
    return made


def rails(theme: Theme) -> Section:
    """Wide and narrow."""
    translate = QCoreApplication.translate
    wide, narrow = _rail(theme), _rail(theme)
    narrow.set_narrow(True)
    both = QWidget()
    measures.hold_height(both, _RAIL)
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.PAGE)
    row.addWidget(wide)
    row.addWidget(narrow)
    row.addStretch()
    return Section(
        translate("Gallery", "Rail"), translate("Gallery", "icons alone below 1000 pixels")
    ).add(both)


def _rail(theme: Theme) -> Rail:
    translate = QCoreApplication.translate
    pages = (
        RailItem(Icon.DASHBOARD, translate("Gallery", "Dashboard")),
        RailItem(Icon.CAMPAIGNS, translate("Gallery", "Campaigns")),
        RailItem(Icon.QUEUE, translate("Gallery", "Queue")),
    )
    foot = (RailItem(Icon.SETTINGS, translate("Gallery", "Settings")),)
    made = Rail(pages, theme, foot)
    made.select(1)
    made.set_count(2, _WAITING)
    return made


def empty_state() -> Captioned:
    """What the dashboard shows first: two offers and three steps."""
    translate = QCoreApplication.translate
    note = translate("Gallery", "two offers at most, one of them primary")
    return Captioned(translate("Gallery", "Empty state"), note, FirstRun())


def document(theme: Theme) -> Section:
    """A document to read, as the licences are."""
    translate = QCoreApplication.translate
    text = translate(
        "Gallery",
        "## A heading\n\nText with a [link](#a-heading), and what looks like <b>HTML</b>.\n\n"
        "| Part | Licence |\n|---|---|\n| Qt | LGPL |",
    )
    name = translate("Gallery", "Document")
    view = MarkdownView(text, name, theme)
    measures.hold_height(view, _DOCUMENT)
    return Section(name, translate("Gallery", "Markdown that ships with the program")).add(view)
