"""A window can be shown where something answers, whatever the variables say."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from smoke.screen import Screen, screen

from mailsim_desktop import display

VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Linux that nobody has told of a display."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    return monkeypatch


@pytest.fixture
def shown() -> Iterator[Screen]:
    """A screen."""
    with screen() as made:
        yield made


@pytest.mark.usefixtures("bare")
def test_without_any_variable_there_is_none():
    assert not display.is_there()


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600"])
def test_platforms_without_a_screen_need_none(bare, platform):
    bare.setenv("QT_QPA_PLATFORM", platform)

    assert display.is_there()


@pytest.mark.parametrize("name", [":987", "", "unix:/no/such/socket"])
def test_x_display_that_does_not_answer_is_none(bare, name):
    bare.setenv("DISPLAY", name)
    bare.setenv("QT_QPA_PLATFORM", "xcb")

    assert not display.is_there()


@pytest.mark.xvfb
def test_x_display_that_answers_is_one(bare, shown):
    bare.setenv("DISPLAY", shown.name)

    assert display.is_there()


def test_wayland_display_is_there_when_its_socket_is(bare, tmp_path):
    bare.setenv("WAYLAND_DISPLAY", "wayland-7")
    bare.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    before = display.is_there()
    os.mkfifo(tmp_path / "wayland-7")

    assert (before, display.is_there()) == (False, True)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_always_have_one(bare, platform):
    bare.setattr(sys, "platform", platform)

    assert display.is_there()
