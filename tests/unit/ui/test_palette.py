from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette

from mailsim_desktop.ui.palette import DANGER, palette
from mailsim_desktop.ui.tokens import DARK, LIGHT, Tokens

Role, Group = QPalette.ColorRole, QPalette.ColorGroup


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_controls_of_fusion_have_the_colours_of_the_tokens(tokens: Tokens):
    made = palette(tokens)

    assert made.color(Role.Window).name() == tokens.window
    assert made.color(Role.Base).name() == tokens.surface
    assert made.color(Role.Highlight).name() == tokens.accent_soft
    assert made.color(Role.PlaceholderText).name() == tokens.muted


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_danger_has_a_role_and_links_keep_the_accent(tokens: Tokens):
    made = palette(tokens)

    assert made.color(DANGER).name() == tokens.danger
    assert made.color(Role.Link).name() == tokens.accent


@pytest.mark.parametrize("role", [Role.Text, Role.ButtonText, Role.WindowText])
def test_disabled_text_is_told_from_text(role: QPalette.ColorRole):
    made = palette(LIGHT)

    assert made.color(Group.Disabled, role).name() == LIGHT.border_strong
    assert made.color(Group.Active, role).name() == LIGHT.text
