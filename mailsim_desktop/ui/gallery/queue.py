"""What the queue page brought: a field that steps, checks, measures and answers, retry waves."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from mailsim_desktop.services.queue_view import Waves
from mailsim_desktop.ui import measures
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.gallery import sample_run
from mailsim_desktop.ui.gallery.section import Captioned, Section
from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.models.columns import Column, Kind
from mailsim_desktop.ui.models.memory_table import MemoryTable
from mailsim_desktop.ui.plots.queue_plots import QueuePlots
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Size
from mailsim_desktop.ui.widgets.check_rows import CheckRows
from mailsim_desktop.ui.widgets.step_field import StepField
from mailsim_desktop.ui.widgets.table import Table

_PLOT, _ANSWER = 232, 40
_START_S, _BINS, _WIDTH_S = 2_900, 40, 30
_DIGEST = 1
_Row = tuple[str, tuple[str, str], str]
_ROWS: tuple[_Row, ...] = (
    ("Google", ("452 4.2.2", "Out of storage"), "16.5"),
    ("Orange", ("421", "Service refused"), "4.1"),
)


def step_fields() -> Section:
    """One that can be changed, and one that cannot."""
    translate = QCoreApplication.translate
    name = translate("Gallery", "Workers")
    fields = [StepField(name, Icon.WORKER, least=1, most=64) for _ in range(2)]
    for field in fields:
        field.show_known(2)
    fields[1].setEnabled(False)
    note = translate("Gallery", "by arrows, plus and minus, or its steps; disabled")
    return Section(translate("Gallery", "Step field"), note).add_row(*fields)


def checks(theme: Theme) -> Section:
    """What held, and what did not."""
    translate = QCoreApplication.translate
    labels = translate("Gallery", "Lost"), translate("Gallery", "Digest")
    good, bad = (CheckRows(labels, theme, frozenset({_DIGEST})) for _ in range(2))
    good.show_values((True, "0"), (True, "a41f 77c0 … 9e12"))
    bad.show_values((False, "3"), (False, "5d02 e19b … 41aa"))
    note = translate("Gallery", "each held, each a fault")
    return Section(translate("Gallery", "Check rows"), note).add(good, bad)


def answers(theme: Theme) -> Section:
    """Replies in two lines, and values with their unit."""
    translate = QCoreApplication.translate
    title = translate("Gallery", "Answers and measures")
    table = Table(theme, title, _ANSWER)
    columns: tuple[Column[_Row], ...] = (
        Column("name", translate("Gallery", "Name"), Kind.TEXT, lambda row: row[0]),
        Column("answer", translate("Gallery", "Reply"), Kind.ANSWER, lambda row: row[1]),
        Column("measure", translate("Gallery", "Per s"), Kind.MEASURE, lambda row: row[2]),
    )
    rows: MemoryTable[_Row] = MemoryTable(table, columns, lambda row: row[0])
    rows.show_rows(_ROWS)
    table.setModel(rows)
    table.set_widths({0: 110, 2: 80}, 1)
    measures.hold_height(table, Size.TABLE_HEAD + len(_ROWS) * _ANSWER + 1)
    return Section(title).add_flush(table)


def waves(theme: Theme, bridge: Bridge) -> Captioned:
    """Retries to come; the switch shows the queue so far."""
    translate = QCoreApplication.translate
    start_s = _START_S + np.arange(_BINS, dtype=np.int64) * _WIDTH_S
    due = (240 * np.exp(-np.arange(_BINS) / 11.0)).astype(np.int64)
    made = QueuePlots(theme, bridge)
    made.show_waves(Waves(start_s, _WIDTH_S, due))
    made.show_series(sample_run.series())
    measures.hold_height(made, _PLOT)
    note = translate("Gallery", "what is due when, as known now; or how deep the queue was")
    return Captioned(translate("Gallery", "Retry waves"), note, made)
