from __future__ import annotations

from mailsim_desktop.ui.plots.file_format import FileFormat


def test_every_format_has_a_label_of_its_own_and_finds_its_files():
    assert len({file_format.label() for file_format in FileFormat}) == len(FileFormat)
    assert FileFormat.SVG.filter() == "SVG (*.svg)"
