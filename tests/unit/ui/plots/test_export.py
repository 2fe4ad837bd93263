from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from mailsim_desktop.errors import ExportError
from mailsim_desktop.ui.plots import export
from mailsim_desktop.ui.plots.attempts_plot import AttemptsPlot
from mailsim_desktop.ui.plots.file_format import FileFormat
from mailsim_desktop.ui.plots.legend import Stroke
from mailsim_desktop.ui.plots.line_plot import LATENCY, Line, LinePlot
from mailsim_desktop.ui.plots.plot_frame import Heading
from mailsim_desktop.ui.plots.plot_stack import PlotStack
from mailsim_desktop.ui.theme import Theme
from tests.helpers.series import series

SVG = "{http://www.w3.org/2000/svg}"


def groups_of_text(body: bytes) -> list[ET.Element]:
    root = ET.fromstring(body)  # noqa: S314 # our own drawing
    return [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}text") is not None]


@pytest.fixture
def stack(qtbot: QtBot, theme: Theme) -> PlotStack:
    lines = (Line("p50", Stroke("text"), "p50_ms", "0 ms"),)
    latency = LinePlot(Heading("Latency", "per attempt", "latency"), lines, LATENCY, theme)
    made = PlotStack([(AttemptsPlot(theme), 2), (latency, 1)])
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    qtbot.waitExposed(made)
    shown = series(4, bin_s=60)
    attempts, _latency = made.frames
    attempts.show_series(shown)
    latency.show_values(shown.start_s, 60, np.array([[1.5, np.nan, 3, 4]]))
    made.show_bins(shown.start_s, 60)
    return made


def picture(stack: PlotStack, number: int) -> export.Picture:
    return export.Picture(stack.frames[number], "#ffffff")


def texts(body: bytes) -> list[str]:
    root = ET.fromstring(body)  # noqa: S314 # our own drawing
    return ["".join(node.itertext()).strip() for node in root.iter(f"{SVG}text")]


def test_png_is_twice_as_fine_as_the_screen_and_has_the_time_axis(stack: PlotStack):
    body = export.content(picture(stack, 0), FileFormat.PNG)()

    image = QImage.fromData(body, "PNG")
    assert image.width() == 1280
    assert image.height() > 2 * stack.frames[0].height()
    axis = image.copy(0, 2 * stack.frames[0].height(), image.width(), image.height())
    assert len({axis.pixel(x, y) for x in range(axis.width()) for y in range(40)}) > 3


def test_svg_is_a_drawing_with_title_legend_and_ticks_as_text(stack: PlotStack):
    body = export.content(picture(stack, 0), FileFormat.SVG)()

    found = texts(body)
    assert "Attempts" in found
    assert "Delivered" in found
    assert "00:02:00" in found
    assert b"<image" not in body
    scales = {group.get("transform", "")[:10] for group in groups_of_text(body)}
    assert scales == {"matrix(1,0"}  # axes are recorded for the screen: nothing is scaled


def test_plot_that_has_the_time_axis_itself_shows_it_once(stack: PlotStack):
    found = texts(export.content(picture(stack, 1), FileFormat.SVG)())

    assert found.count("00:02:00") == 1
    assert "Latency" in found


def test_pdf_is_one_page_of_the_size_of_the_plot(stack: PlotStack):
    made = picture(stack, 0)
    body = export.content(made, FileFormat.PDF)()

    assert body.startswith(b"%PDF-")
    assert body.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 480.0" in body  # 640 pixels at 96 an inch, in points


def test_csv_has_every_bin_and_nothing_where_nothing_is_known(stack: PlotStack):
    body = export.content(picture(stack, 1), FileFormat.CSV)().decode()

    assert body.splitlines() == [
        "start_s,simulated_time,p50_ms",
        "0,00:00:00,1.5",
        "60,00:01:00,",
        "120,00:02:00,3.0",
        "180,00:03:00,4.0",
    ]


def test_content_is_that_of_the_moment_it_was_asked_for(stack: PlotStack):
    made = export.content(picture(stack, 0), FileFormat.CSV)
    stack.frames[0].show_series(series(1))

    assert len(made().splitlines()) == 5


def test_file_that_stands_there_is_kept_when_writing_fails(tmp_path: Path):
    with pytest.raises(ExportError):
        export.write(tmp_path / "nowhere" / "plot.png", lambda: b"")
    target = tmp_path / "plot.csv"
    target.write_text("before")

    export.write(target, lambda: b"after")

    assert target.read_bytes() == b"after"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["plot.csv"]
