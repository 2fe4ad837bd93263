"""Which pictures there are, by name: state, page, theme, size and scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import product

from docs.screenshots.scenes import SCENES, State
from mailsim_desktop.ui.theme import Choice

THEMES = (Choice.LIGHT, Choice.DARK)
SIZES = ((1280, 800), (900, 600), (1920, 1080))
SCALES = (1, 2)
README = "readme"
"""Stands for all pictures of the README."""


@dataclass(frozen=True)
class Shot:
    """One picture."""

    state: State
    page: str
    theme: Choice
    size: tuple[int, int]
    scale: int

    @property
    def name(self) -> str:
        """Name of the file without its ending."""
        width, height = self.size
        mark = "" if self.scale == 1 else f"@{self.scale}x"
        return f"{self.state}-{self.page}-{self.theme}-{width}x{height}{mark}"


def all_shots() -> list[Shot]:
    """Every picture but those of the README, in the order in which they are made."""
    scenes = [(state, page) for state, pages in SCENES.items() for page in pages]
    return [
        Shot(state, page, theme, size, scale)
        for scale, (state, page), size, theme in product(SCALES, scenes, SIZES, THEMES)
    ]


def chosen(patterns: Iterable[str]) -> list[Shot]:
    """The pictures whose names fit one of the patterns; all of them without any."""
    wanted = tuple(patterns) or ("*",)
    return [shot for shot in all_shots() if any(fnmatch(shot.name, one) for one in wanted)]
