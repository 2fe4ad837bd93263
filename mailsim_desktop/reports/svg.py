"""A small builder of charts as inline SVG: axes with whole ticks, stacks, steps and bars.

Knows nothing of runs. Colours and type come from the classes that the page styles; every
text is escaped; every chart carries a title and a description for those who cannot see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

LEAST_PX = 2.0
"""Thickness of a value that is not zero, so that one bounce among thousands is seen."""

_TIME_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200)
_DAY_S = 86_400


def whole_ticks(top: float, most: int = 4) -> list[int]:
    """Whole numbers from 0 to the first at or above `top`, at most `most` steps of 1, 2 or 5."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            step = digit * power
            if step * most >= top:
                steps = max(1, int(-(-top // step)))
                return [step * number for number in range(steps + 1)]
        power *= 10


def time_ticks(seconds: int, most: int = 8) -> list[int]:
    """Round instants in seconds from 0, none after `seconds`."""
    for step in _TIME_STEPS_S:
        if step * most >= seconds:
            break
    else:
        step = -(-seconds // (most * _DAY_S)) * _DAY_S
    return list(range(0, seconds + 1, step))


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot area inside a drawing, and how values become pixels in it.

    Attributes
    ----------
    x_top, y_top : values at the right and the upper edge; both axes start at 0.
    """

    x_top: float
    y_top: float
    width: int = 712
    height: int = 200
    left: int = 52
    right: int = 8
    top: int = 10
    bottom: int = 26

    @property
    def floor(self) -> int:
        """Pixel row of the value 0."""
        return self.height - self.bottom

    def x(self, value: float) -> float:
        """Pixel column of a value."""
        return self.left + (self.width - self.left - self.right) * value / self.x_top

    def y(self, value: float) -> float:
        """Pixel row of a value."""
        return self.floor - (self.floor - self.top) * value / self.y_top


def drawing(frame: Frame, name: str, title: str, description: str, *parts: Markup) -> Markup:
    """Put the parts into one ``svg`` element that a screen reader can name.

    Parameters
    ----------
    name : unique in the page.
    """
    head = Markup(
        '<svg class="chart" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}"'
        ' aria-labelledby="{n}-title {n}-desc"><title id="{n}-title">{t}</title>'
        '<desc id="{n}-desc">{d}</desc>'
    ).format(w=frame.width, h=frame.height, n=name, t=title, d=description)
    return head + Markup("").join(parts) + Markup("</svg>")


def y_axis(frame: Frame, ticks: Sequence[int]) -> Markup:
    """Horizontal grid with its numbers."""
    return Markup("").join(
        Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            "base" if tick == 0 else "grid",
            frame.left,
            frame.width - frame.right,
            _px(frame.y(tick)),
            _px(frame.y(tick)),
        )
        + label(frame.left - 8, frame.y(tick) + 4, f"{tick:,}", anchor="end")
        for tick in ticks
    )


def x_axis(frame: Frame, ticks: Sequence[tuple[float, str]]) -> Markup:
    """Marks below the plot, each with its text; the outer ones stay inside the drawing."""
    parts = []
    for value, text in ticks:
        x = frame.x(value)
        half = 3.2 * len(text)  # of a digit's width at 11 px
        middle = min(max(x, half), frame.width - half)
        parts.append(
            Markup('<line class="base" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(
                _px(x), frame.floor, frame.floor + 4
            )
        )
        parts.append(label(middle, frame.floor + 18, text, anchor="middle"))
    return Markup("").join(parts)


def label(x: float, y: float, text: str, *, anchor: str = "start", kind: str = "tick") -> Markup:
    """Write a text at a place."""
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        kind, _px(x), _px(y), anchor, text
    )


def stack(frame: Frame, layers: Sequence[tuple[str, Sequence[float]]]) -> Markup:
    """Layers of equally wide columns upon each other, the first one at the bottom.

    Parameters
    ----------
    layers : (class, value of each column); all of the same length, together `x_top` wide.
    """
    number = len(layers[0][1]) if layers else 0
    lower = [float(frame.floor)] * number
    parts = []
    for kind, values in layers:
        upper = [
            max(frame.top / 2, floor - _thickness(frame, value))
            for floor, value in zip(lower, values, strict=True)
        ]
        parts += _columns(frame, kind, lower, upper)
        lower = upper
    return Markup("").join(parts)


def _thickness(frame: Frame, value: float) -> float:
    return max(LEAST_PX, frame.floor - frame.y(value)) if value else 0.0


def _columns(frame: Frame, kind: str, lower: list[float], upper: list[float]) -> list[Markup]:
    """One area and one upper line for each stretch of columns that are not empty."""
    parts = []
    for first, until in _stretches([low != up for low, up in zip(lower, upper, strict=True)]):
        edges = [frame.x(frame.x_top * place / len(upper)) for place in range(first, until + 1)]
        line = _staircase(edges, upper[first:until])
        back = _staircase(edges[::-1], lower[first:until][::-1])
        parts.append(
            Markup(
                '<path class="area {0}" d="M{1} L{2} Z"/><path class="edge {0}" d="M{1}"/>'
            ).format(kind, line, back)
        )
    return parts


def steps(frame: Frame, kind: str, values: Sequence[float | None]) -> Markup:
    """Line of one flat step for each column, with gaps where there is no value."""
    parts = []
    for first, until in _stretches([value is not None for value in values]):
        edges = [frame.x(frame.x_top * place / len(values)) for place in range(first, until + 1)]
        rows = [frame.y(value) for value in values[first:until] if value is not None]
        parts.append(
            Markup('<path class="line {}" d="M{}"/>').format(kind, _staircase(edges, rows))
        )
    return Markup("").join(parts)


def bar(frame: Frame, y: float, height: float, value: float) -> Markup:
    """Horizontal bar from 0."""
    width = frame.x(value) - frame.left
    return Markup('<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>').format(
        frame.left, _px(y), _px(max(LEAST_PX, width) if value else 0), _px(height)
    )


def _stretches(present: Sequence[bool]) -> list[tuple[int, int]]:
    """Runs of neighbours that are present, as (first, until)."""
    found: list[tuple[int, int]] = []
    for place, here in enumerate(present):
        if not here:
            continue
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _staircase(edges: Sequence[float], rows: Sequence[float]) -> str:
    points = []
    for place, row in enumerate(rows):
        points.append(f"{_px(edges[place])},{_px(row)}")
        points.append(f"{_px(edges[place + 1])},{_px(row)}")
    return " ".join(points)


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
