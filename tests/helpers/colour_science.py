"""How far apart two colours look: contrast, distance, and what the colour-blind see of them.

References
----------
WCAG 2.2, relative luminance and contrast ratio.
Sharma, Wu, Dalal (2005), The CIEDE2000 color-difference formula: implementation notes,
supplementary test data, and mathematical observations. Color Research and Application 30(1).
Machado, Oliveira, Fernandes (2009), A physiologically-based model for simulation of color
vision deficiency. IEEE Transactions on Visualization and Computer Graphics 15(6).
"""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]
"""Three channels: linear RGB in [0, 1], or CIELAB."""

NORMAL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
PROTAN = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTAN = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
TRITAN = (
    (1.255528, -0.076749, -0.178779),
    (-0.078411, 0.930809, 0.147602),
    (0.004733, 0.691367, 0.303900),
)
"""Machado and others, severity 1.0, for linear RGB."""

_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)
"""sRGB to XYZ, and its white, D65."""


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours ``#rrggbb``, from 1 to 21."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, vision: tuple[Triple, Triple, Triple] = NORMAL) -> Triple:
    """CIELAB of ``#rrggbb`` as it looks to an eye, which is one of the matrices above."""
    linear = _times(vision, _linear(colour))
    clipped = (min(max(linear[0], 0), 1), min(max(linear[1], 0), 1), min(max(linear[2], 0), 1))
    x, y, z = (
        _cube_root(part / white) for part, white in zip(_times(_XYZ, clipped), _WHITE, strict=True)
    )
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def distance(first: Triple, second: Triple) -> float:
    """CIEDE2000 between two colours in CIELAB."""
    lightness = (first[0] + second[0]) / 2
    stretch = _stretch(hypot(*first[1:]), hypot(*second[1:]))
    chroma_1, hue_1 = _polar(first[1] * stretch, first[2])
    chroma_2, hue_2 = _polar(second[1] * stretch, second[2])
    chroma = (chroma_1 + chroma_2) / 2
    turn = (hue_2 - hue_1 + 180) % 360 - 180 if chroma_1 * chroma_2 else 0.0
    hue = (hue_1 + turn / 2) % 360 if chroma_1 * chroma_2 else hue_1 + hue_2
    d_lightness = (second[0] - first[0]) / _lightness_weight(lightness)
    d_chroma = (chroma_2 - chroma_1) / (1 + 0.045 * chroma)
    d_hue = 2 * sqrt(chroma_1 * chroma_2) * sin(radians(turn / 2))
    d_hue /= 1 + 0.015 * chroma * _hue_weight(hue)
    cross = _rotation(chroma, hue) * d_chroma * d_hue
    return sqrt(d_lightness**2 + d_chroma**2 + d_hue**2 + cross)


def _linear(colour: str) -> Triple:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return (red, green, blue)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return (first, second, third)


def _cube_root(share: float) -> float:
    return share ** (1 / 3) if share > (6 / 29) ** 3 else share / (3 * (6 / 29) ** 2) + 4 / 29


def _stretch(chroma_1: float, chroma_2: float) -> float:
    """The factor that makes neutral colours differ less than a* says."""
    mean = ((chroma_1 + chroma_2) / 2) ** 7
    return 1 + 0.5 * (1 - sqrt(mean / (mean + 25**7)))


def _polar(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _lightness_weight(lightness: float) -> float:
    square = (lightness - 50) ** 2
    return 1 + 0.015 * square / sqrt(20 + square)


def _hue_weight(hue: float) -> float:
    return (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )


def _rotation(chroma: float, hue: float) -> float:
    """The term for blue, where chroma and hue are not independent."""
    angle = 30 * exp(-(((hue - 275) / 25) ** 2))
    return -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(2 * angle))
