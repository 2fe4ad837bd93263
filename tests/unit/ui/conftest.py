"""What tests of widgets share."""

from __future__ import annotations

from tests.helpers.theming import only_theme, theme

__all__ = ["only_theme", "theme"]
