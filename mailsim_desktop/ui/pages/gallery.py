"""The gallery: every component in every state, for those who build pages.

Made when it is first opened, because it holds everything. Shows examples alone; it calls no
service.
"""

from __future__ import annotations

from pathlib import Path

from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.gallery import (
    controls,
    dialogs,
    feedback,
    frames,
    marks,
    plots,
    queue,
    runs,
    tables,
    work,
)
from mailsim_desktop.ui.gallery.board import Board
from mailsim_desktop.ui.gallery.pictures import Pictures
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.preferences import Preferences
from mailsim_desktop.ui.theme import Choice
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.buttons import button
from mailsim_desktop.ui.widgets.segmented import Segmented
from mailsim_desktop.ui.widgets.toasts import Toasts

_SCROLL_BAR = 12
_CHOICES = (Choice.LIGHT, Choice.DARK, Choice.SYSTEM)


class GalleryPage(Page):
    """A page that no place of the rail leads to."""

    def __init__(self, context: Context, preferences: Preferences, toasts: Toasts) -> None:
        super().__init__(self.tr("Gallery"))
        self._context, self._preferences, self._toasts = context, preferences, toasts
        names = (self.tr("Light"), self.tr("Dark"), self.tr("System"))
        self.themes = Segmented(self.tr("Theme"), names, context.theme)
        self.themes.chosen.connect(self._choose)
        context.theme.changed.connect(self._show_theme)
        self.board = Board()
        parts = (self.header, self.board.sheet)
        self.pictures = Pictures(parts, context.theme, context.bridge, self)
        self.pictures.saved.connect(self._saved)
        self.save_button = button(self.tr("Save pictures"), self.pictures.ask, icon=Icon.CAMERA)
        self.header.set_facts(
            self.tr("Every component in every state; built from the same code as the pages")
        )
        self.header.add(self.themes)
        self.header.add(self.save_button)
        self.content.addWidget(self.board, 1)
        self._give_margin_to_scroll_bar()
        self._fill()
        self._show_theme()

    def _fill(self) -> None:
        self._add_parts()
        self._add_plots()
        self._add_pages()
        self._add_work()

    def _add_parts(self) -> None:
        theme = self._context.theme
        self.board.add_columns(
            (
                marks.badges(theme),
                controls.buttons(),
                controls.fields(theme),
                feedback.progress(theme),
                feedback.banners(theme),
            ),
            (
                feedback.toasts(theme, self._toasts),
                dialogs.error(theme),
                dialogs.confirmation(theme),
                marks.bars(theme),
            ),
        )

    def _add_plots(self) -> None:
        theme = self._context.theme
        self.board.add_wide(
            frames.strips(theme),
            tables.kinds(theme),
            runs.run_bars(theme),
            plots.plots(theme, self._context.bridge),
            queue.waves(theme, self._context.bridge),
        )

    def _add_pages(self) -> None:
        theme = self._context.theme
        self.board.add_columns(
            (
                controls.choices(theme),
                controls.message(),
                frames.headers(theme),
                frames.rails(theme),
                work.preview(self._context),
                frames.document(theme),
                queue.step_fields(),
                queue.checks(theme),
            ),
            (
                tables.paged(theme, self._context.bridge),
                tables.panel(theme),
                tables.lists(theme),
                runs.run_rows(theme),
                runs.activity(theme),
                runs.policies(theme),
                frames.card(),
                queue.answers(theme),
            ),
        )

    def _add_work(self) -> None:
        theme = self._context.theme
        self.board.add_wide(work.wizard(theme), frames.empty_state(), runs.accounting(theme))
        self.board.add_columns((runs.attempts(theme),), (feedback.drops(theme),))
        self.board.add_wide(marks.glyphs(theme), marks.icons())

    def _give_margin_to_scroll_bar(self) -> None:
        """The scroll bar stands in the margin, so that cards end where the header does."""
        outer = self.layout()
        assert outer is not None  # noqa: S101 # of every page
        outer.setContentsMargins(Space.PAGE, 0, Space.PAGE - _SCROLL_BAR, 0)
        self.header.setContentsMargins(0, 0, _SCROLL_BAR, 0)

    def _choose(self, number: int) -> None:
        self._preferences.choose_theme(_CHOICES[number])

    def _show_theme(self) -> None:
        self.themes.choose(_CHOICES.index(self._context.theme.choice))

    def _saved(self, folder: Path) -> None:
        self._toasts.say(self.tr("Pictures of the gallery saved"), str(folder))
