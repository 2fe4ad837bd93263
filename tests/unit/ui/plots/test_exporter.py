from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mailsim_desktop.errors import ExportError
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.plots import export
from mailsim_desktop.ui.plots.file_format import FileFormat
from mailsim_desktop.ui.plots.live_plots import LivePlots
from tests.helpers.series import series


@pytest.fixture
def plots(plots: LivePlots) -> LivePlots:
    plots.show_series(series())
    return plots


@pytest.mark.parametrize("file_format", FileFormat)
def test_every_format_is_written_in_the_background_and_told(
    qtbot: QtBot,
    plots: LivePlots,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file_format: FileFormat,
):
    threads: list[str] = []
    write = export.write

    def watched(path: Path, made: export.Content) -> None:
        threads.append(threading.current_thread().name)
        write(path, made)

    monkeypatch.setattr(export, "write", watched)
    path = tmp_path / f"plot.{file_format}"

    with qtbot.waitSignal(plots.told) as told:
        plots.exporter.save(plots.queue, file_format, path)

    assert told.args == [f"The plot is in plot.{file_format}"]
    assert path.stat().st_size > 500
    assert threads[0].startswith("writer")


def test_name_without_an_ending_gets_that_of_the_format(
    qtbot: QtBot, plots: LivePlots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    offered: list[str] = []

    def answer(_parent, _title: str, name: str, _filter: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    with qtbot.waitSignal(plots.told):
        plots.latency.export_wanted.emit(FileFormat.CSV)

    assert offered == ["latency.csv"]
    assert (tmp_path / "mine.csv").read_text().startswith("start_s,")


def test_file_that_cannot_be_written_goes_the_way_of_all_errors(
    qtbot: QtBot, plots: LivePlots, bridge: Bridge, tmp_path: Path
):
    with qtbot.waitSignal(bridge.failed) as failed:
        plots.exporter.save(plots.queue, FileFormat.SVG, tmp_path / "nowhere" / "plot.svg")

    assert isinstance(failed.args[0], ExportError)
