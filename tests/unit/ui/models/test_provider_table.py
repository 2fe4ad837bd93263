from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from mailsim_desktop.ui.models.provider_table import ProviderTable
from mailsim_desktop.ui.provider_rows import ProviderRow

pytestmark = pytest.mark.ui
ROWS = (
    ProviderRow("gmail", 0.5, "none", 12, None),
    ProviderRow("gmx", 0.25, "20 a minute", 0, 0.1),
)


def test_providers_are_rows_with_figures_as_every_table_writes_them(
    qapp: QApplication, qtmodeltester: ModelTester
):
    parent = QObject(qapp)
    table = ProviderTable(parent)
    table.show_rows(ROWS)
    cells = [[table.index(row, column).data() for column in range(5)] for row in range(2)]
    qtmodeltester.check(table)

    assert cells[0] == ["gmail", "50.0\u00a0%", "none", "12", "–"]
    assert cells[1] == ["gmx", "25.0\u00a0%", "20 a minute", "0", "10.0\u00a0%"]
    parent.deleteLater()
