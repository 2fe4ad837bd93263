"""A real mouse and a real keyboard, moved by xdotool."""

from __future__ import annotations

from smoke.screen import Screen

_STEPS = 8
"""Moves of a drag: a program must see several before it takes them for one."""
_BETWEEN_KEYS_MS = "12"


class Hands:
    """Acts on whatever is under the pointer, or has the focus."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def click(self, point: tuple[int, int], button: int = 1) -> None:
        """Move there and click."""
        self.move(point)
        self._screen.xdotool("click", str(button))

    def move(self, point: tuple[int, int]) -> None:
        """Move the pointer."""
        self._screen.xdotool("mousemove", str(point[0]), str(point[1]))

    def drag(self, start: tuple[int, int], to: tuple[int, int]) -> None:
        """Press at `start` and move to `to`; the button stays down until `release`."""
        self.move(start)
        self._screen.xdotool("mousedown", "1")
        for step in range(1, _STEPS + 1):
            part = step / _STEPS
            self.move(tuple(round(a + (b - a) * part) for a, b in zip(start, to, strict=True)))

    def release(self) -> None:
        """Let the mouse button go."""
        self._screen.xdotool("mouseup", "1")

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as xdotool names them."""
        self._screen.xdotool("key", "--clearmodifiers", "--delay", _BETWEEN_KEYS_MS, *keys)

    def write(self, text: str) -> None:
        """Type text."""
        self._screen.xdotool("type", "--delay", _BETWEEN_KEYS_MS, "--", text)
