"""The panel beside the campaign table: facts of one campaign, its runs, what can be done.

Each action has its place and keeps it; what cannot be done now is disabled. Asks by a
signal and decides nothing itself.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mailsim_desktop.services import runs
from mailsim_desktop.services.campaigns import CampaignRow
from mailsim_desktop.services.runs import RunRow
from mailsim_desktop.ui import act_words, words
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.latest import Latest
from mailsim_desktop.ui.run_actions import RunAction, allowed
from mailsim_desktop.ui.tokens import Space
from mailsim_desktop.ui.widgets.buttons import Button, Kind, button
from mailsim_desktop.ui.widgets.facts import Facts
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.ui.widgets.run_rows import RunRows
from mailsim_desktop.ui.widgets.side_panel import SidePanel

_PLACES = {
    RunAction.LAUNCH: (0, 0),
    RunAction.REPORT: (0, 1),
    RunAction.EDIT: (1, 0),
    RunAction.DUPLICATE: (1, 1),
    RunAction.PAUSE: (2, 0),
    RunAction.RESUME: (2, 0),
    RunAction.CANCEL: (2, 1),
}
"""Row and column of each button; only one of pause and resume is seen."""


class CampaignPanel(SidePanel):
    """Shows one campaign."""

    wanted = Signal(object)
    """The `RunAction` that was pressed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._run_reads = Latest(context.bridge, self)
        self._campaign: CampaignRow | None = None
        self.facts = Facts(
            (
                self.tr("List"),
                self.tr("Recipients"),
                self.tr("Excluded"),
                self.tr("Scenario"),
                self.tr("Seed"),
                self.tr("Pace"),
            )
        )
        self.runs = RunRows(context.theme)
        self._head = PlainLabel(self.tr("Runs"), strong=True)
        self.buttons = self._make_buttons()
        self._arrange()

    def _make_buttons(self) -> dict[RunAction, Button]:
        made = {}
        for action in _PLACES:
            made[action] = button(
                act_words.button_words(action),
                partial(self.wanted.emit, action),
                Kind.DESTRUCTIVE if action is RunAction.CANCEL else Kind.DEFAULT,
                icon=act_words.act_icon(action),
                small=True,
            )
        return made

    def _arrange(self) -> None:
        above = QVBoxLayout()
        above.setContentsMargins(Space.INSET, 0, Space.INSET, Space.CONTROL)
        above.setSpacing(Space.INSET)
        above.addWidget(self.facts)
        above.addWidget(self._head)
        self.content.setContentsMargins(0, Space.GAP, 0, 0)
        self.content.addLayout(above)
        self.content.addWidget(self.runs, 1)
        grid = QWidget()
        places = QGridLayout(grid)
        places.setContentsMargins(0, 0, 0, 0)
        places.setSpacing(Space.CONTROL)
        for action, place in _PLACES.items():
            places.addWidget(self.buttons[action], *place)
        self.add_to_foot(grid)

    def show_campaign(self, row: CampaignRow) -> None:
        """Show a campaign, or the same one as it is now."""
        before, self._campaign = self._campaign, row
        if row == before:
            return
        run = row.run
        self.set_heading(row.campaign.name)
        self.facts.show_values(
            row.campaign.list_name or self.tr("none chosen"),
            words.count(run.recipients or None) if run else "",
            words.count(run.audience - run.recipients) if run and run.recipients else "",
            run.scenario.name if run else "",
            str(run.seed) if run else "",
            words.pace(run.speed) if run else "",
        )
        self._show_actions(row)
        if run is not None:
            self.runs.runs.show_run(run)
        if before is None or _last_run(before) != _last_run(row):
            self._read_runs(row.campaign.id)

    def _show_actions(self, row: CampaignRow) -> None:
        possible = allowed(row)
        for action, made in self.buttons.items():
            made.setEnabled(action in possible)
        resumes = RunAction.RESUME in possible
        self.buttons[RunAction.RESUME].setVisible(resumes)
        self.buttons[RunAction.PAUSE].setVisible(not resumes)

    def _read_runs(self, campaign_id: int) -> None:
        def read(found: list[RunRow]) -> None:
            self.runs.runs.show_runs(tuple(found))
            lucky = self.runs.runs.same_luck()
            text = self.tr("Runs, the same luck in all") if lucky else self.tr("Runs")
            self._head.setText(text if found else self.tr("No run yet"))

        self._run_reads.read(lambda store: runs.list_runs(store, campaign_id), done=read)


def _last_run(row: CampaignRow) -> tuple[object, ...]:
    run = row.run
    return (row.campaign.id,) if run is None else (row.campaign.id, run.id, run.state, run.speed)
