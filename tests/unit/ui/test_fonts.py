"""What the window writes with are the files that ship, whatever the system has installed."""

from __future__ import annotations

import struct
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QRawFont, QTextLayout

from mailsim_desktop import paths
from mailsim_desktop.ui import fonts, measures
from mailsim_desktop.ui.theme import Theme

REGULAR, MEDIUM, BOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold
BUDGET_MS = 15
SHIPPED = [
    ("Inter", REGULAR, "inter/Inter-Regular.ttf"),
    ("Inter", MEDIUM, "inter/Inter-Medium.ttf"),
    ("Inter", BOLD, "inter/Inter-SemiBold.ttf"),
    ("JetBrains Mono", REGULAR, "jetbrains-mono/JetBrainsMono-Regular.ttf"),
]

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]


def table(file: Path, wanted: bytes) -> bytes:
    """One table of a TrueType file."""
    data = file.read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4s4xII", data, 12 + 16 * at) for at in range(count))
    return next(data[start : start + size] for tag, start, size in entries if tag == wanted)


@pytest.mark.parametrize(("family", "weight", "file"), SHIPPED)
def test_each_family_and_weight_is_the_file_that_ships(
    family: str, weight: QFont.Weight, file: str
):
    wanted = measures.font(weight=weight, mono=family != "Inter")

    assert QFontInfo(wanted).family() == family
    assert QFontInfo(wanted).weight() == weight
    head = QRawFont.fromFont(wanted).fontTable("head").data()
    assert head == table(paths.resource("fonts", *file.split("/")), b"head")


@pytest.mark.parametrize("percent", [90, 100, 150])
@pytest.mark.parametrize("pixels", [11, 13, 22])
@pytest.mark.parametrize("weight", [REGULAR, MEDIUM, BOLD])
def test_columns_of_millions_stand_one_above_the_other(
    theme: Theme, weight: QFont.Weight, pixels: int, percent: int
):
    theme.set_text_size(percent)
    metrics = QFontMetricsF(measures.font(pixels, weight))

    # the four of Inter's heavier weights is a six-hundredth narrower than the other figures
    widths = [metrics.horizontalAdvance(digit * 7) for digit in "0123456789"]
    assert max(widths) - min(widths) < 0.5


def test_figures_would_not_be_so_by_themselves():
    plain = measures.font(22)
    plain.unsetFeature(QFont.Tag("tnum"))
    metrics = QFontMetricsF(plain)

    assert metrics.horizontalAdvance("0" * 7) - metrics.horizontalAdvance("1" * 7) > 10


@pytest.mark.parametrize("sign", "-+=()*")
def test_tabular_figures_leave_other_signs_as_they_are(sign: str):
    plain = measures.font(22)
    plain.unsetFeature(QFont.Tag("tnum"))

    tabular = QFontMetricsF(measures.font(22)).horizontalAdvance(sign)
    assert tabular == QFontMetricsF(plain).horizontalAdvance(sign)


def test_weights_differ():
    widths = [
        QFontMetricsF(measures.font(22, weight)).horizontalAdvance("Campaigns")
        for weight in (REGULAR, MEDIUM, BOLD)
    ]

    assert widths == sorted(set(widths))


@pytest.mark.parametrize("reply", ["a != b", "-> <=", "550 5.1.1 <a@b.es>: www // ##"])
def test_replies_are_shown_sign_by_sign(reply: str):
    mono = measures.font(mono=True)
    layout = QTextLayout(reply, mono)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()

    shown = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert shown == list(QRawFont.fromFont(mono).glyphIndexesForString(reply))


def test_a_missing_font_is_logged_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
):
    monkeypatch.setattr(paths, "resource", tmp_path.joinpath)

    assert not fonts.load()
    assert [record.levelname for record in caplog.records] == ["WARNING"] * len(fonts.FILES)
    assert "Inter-Medium.ttf" in caplog.text


def test_fonts_cost_the_start_next_to_nothing():
    started = perf_counter()
    fonts.load()

    assert 1000 * (perf_counter() - started) < BUDGET_MS


def test_each_font_lies_beside_its_licence():
    for folder in {folder for folder, _ in fonts.FILES}:
        text = paths.resource("fonts", folder, "OFL.txt").read_text(encoding="utf-8")

        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert "Copyright" in text.splitlines()[0]
