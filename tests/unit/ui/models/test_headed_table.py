from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt

from mailsim_desktop.ui.models.headed_table import HeadedTable

pytestmark = pytest.mark.ui
HORIZONTAL, VERTICAL = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class Table(HeadedTable):
    def rowCount(self, _parent=QModelIndex()):  # noqa: B008, N802 # as Qt has it
        return 0

    def data(self, _index, _role=Qt.ItemDataRole.DisplayRole):
        return None


@pytest.fixture
def table(qapp):
    parent = QObject(qapp)
    return Table(parent, ("Name", "Sent"), frozenset({1}))


def test_titles_stand_over_the_columns_and_nothing_beside_the_rows(table):
    assert [table.headerData(column, HORIZONTAL) for column in (0, 1)] == ["Name", "Sent"]
    assert table.headerData(0, VERTICAL) is None
    assert table.columnCount() == 2


@pytest.mark.parametrize(
    ("column", "side"), [(0, Qt.AlignmentFlag.AlignLeft), (1, Qt.AlignmentFlag.AlignRight)]
)
def test_titles_are_aligned_as_their_cells(table, column, side):
    found = table.headerData(column, HORIZONTAL, Qt.ItemDataRole.TextAlignmentRole)

    assert found == table.alignment(column) == side | Qt.AlignmentFlag.AlignVCenter
