"""What the window says of its own accord: progress, banners, notices, the drop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailsim_desktop.ui import measures
from mailsim_desktop.ui.drop_overlay import DropOverlay
from mailsim_desktop.ui.gallery import samples
from mailsim_desktop.ui.gallery.section import Captioned, Section
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.widgets.banner import Banner, Condition
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.progress_row import ProgressRow, progress_line
from mailsim_desktop.ui.widgets.toast import WIDTH, Toast
from mailsim_desktop.ui.widgets.toasts import UNDO_MS, Toasts

_READ, _ROWS, _SECONDS = 161_080, 259_800, 0.6825
_OVERLAY = 308
_Notice = tuple[Glyph, str, str, str]
"""Glyph, title, line, and text of the button."""


def _nothing() -> None:
    """What the buttons of examples do."""


def progress(theme: Theme) -> Section:
    """A task of the window at 62 %."""
    translate = QCoreApplication.translate
    row = ProgressRow(theme, _nothing)
    row.setObjectName("flush")  # the section is its card
    title = translate("Gallery", "Importing {0}").format(samples.LIST_FILES[0].name)
    row.begin(title, "")
    row.show_progress(_READ / _ROWS, progress_line(_READ, _ROWS, _SECONDS))
    return Section(translate("Gallery", "Progress row")).add_flush(row)


def banners(theme: Theme) -> Section:
    """One of each gravity."""
    translate = QCoreApplication.translate
    section = Section(
        translate("Gallery", "Banners"), translate("Gallery", "standing conditions alone")
    )
    for glyph, subject, fact, link in _conditions():
        banner = Banner(theme)
        section.add(banner)  # before it is shown, or it would be a window
        banner.show_condition(
            Condition("example", glyph, subject, fact, (link, _nothing) if link else None)
        )
    return section


def _conditions() -> tuple[_Notice, ...]:
    translate = QCoreApplication.translate
    return (
        (
            Glyph.INFO,
            translate("Gallery", "Viewer."),
            translate("Gallery", "Another window runs this database."),
            translate("Gallery", "Go to it"),
        ),
        (
            Glyph.WARNING,
            translate("Gallery", "Yahoo is suspended"),
            translate("Gallery", "until 02:21:12 simulated."),
            translate("Gallery", "Resume lane"),
        ),
        (
            Glyph.FAILED,
            translate("Gallery", "Database locked"),
            translate("Gallery", "for 30 s by another program."),
            "",
        ),
    )


def toasts(theme: Theme, say: Toasts) -> Section:
    """Three that stay, and two buttons that say one."""
    translate = QCoreApplication.translate
    section = Section(
        translate("Gallery", "Toasts"),
        translate("Gallery", "bottom right, above the run bar, 6 s, at most 3"),
    )
    stays = [_toast(section, theme, said) for said in _notices()]
    section.add(*stays)
    done, undo, line = _notices()[0][1], _notices()[1][1], _notices()[1][2]

    def say_one() -> None:
        say.say(done, _notices()[0][2])

    def say_one_with_undo() -> None:
        action = (translate("Gallery", "Undo"), _nothing)
        say.say(undo, line, Glyph.DASH, action, shown_ms=UNDO_MS)

    def show_again() -> None:
        for toast in stays:
            toast.show()

    return section.add_row(
        button(translate("Gallery", "Say one"), say_one, small=True),
        button(translate("Gallery", "Say one with Undo"), say_one_with_undo, small=True),
        button(translate("Gallery", "Show these again"), show_again, small=True),
    )


def _notices() -> tuple[_Notice, ...]:
    translate = QCoreApplication.translate
    return (
        (
            Glyph.TICK,
            translate("Gallery", "Run 3 completed"),
            translate("Gallery", "248,707 sent, 1,293 failed"),
            translate("Gallery", "Open report"),
        ),
        (
            Glyph.DASH,
            translate("Gallery", "12 contacts deleted"),
            translate("Gallery", "They stay in past runs"),
            translate("Gallery", "Undo"),
        ),
        (
            Glyph.FAILED,
            translate("Gallery", "Report not saved"),
            translate("Gallery", "The folder is read-only"),
            translate("Gallery", "Choose folder"),
        ),
    )


def _toast(parent: QWidget, theme: Theme, notice: _Notice) -> Toast:
    glyph, title, line, link = notice
    made = Toast(glyph, title, line, theme, parent)
    made.setFixedWidth(WIDTH)
    made.offer((link, _nothing))
    made.ended.connect(made.hide)
    return made


def drops(theme: Theme) -> Captioned:
    """What lies over the window while a list is dragged, and something else."""
    translate = QCoreApplication.translate
    fine = _overlay(theme, samples.LIST_FILES, 14_700_000)
    return Captioned(
        translate("Gallery", "Drop overlay"),
        translate("Gallery", "over the whole window while files are dragged"),
        fine,
        _overlay(theme, samples.OTHER_FILES, 0),
    )


def _overlay(theme: Theme, files: tuple[Path, ...], size: int) -> QWidget:
    frame = QWidget()
    measures.hold_height(frame, _OVERLAY)
    overlay = DropOverlay(theme, frame)
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(overlay)
    overlay.show_files(list(files))
    overlay.show_size(size)
    overlay.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return frame
