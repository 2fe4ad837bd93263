"""Carries out what is asked of a campaign or a run: the dialogs and calls in between.

The pages ask, this object acts. It owns no state but which campaigns undo may bring back.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.errors import MailSimError, NotFoundError
from mailsim_desktop.services import campaigns, contacts, reports
from mailsim_desktop.services.campaigns import Campaign
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.metrics import Reading
from mailsim_desktop.simulation import catalogue, policy_files
from mailsim_desktop.ui.campaign_step import CampaignStep
from mailsim_desktop.ui.changes import Topic
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.dialogs.launch import LaunchDialog
from mailsim_desktop.ui.dialogs.message import Message, MessageDialog
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.run_actions import RunAction
from mailsim_desktop.ui.undo import Undo
from mailsim_desktop.ui.widgets.buttons import Kind

_CHANGES = (Topic.CAMPAIGNS,)
_LaunchData = tuple[Campaign, int | None, list[Scenario], list[RetryPolicy]]


class CampaignFlow(QObject):
    """Acts on one campaign or run at a time."""

    edit_wanted = Signal(object)
    launched = Signal(int)
    duplicated = Signal(int)
    report_written = Signal(Path)

    def __init__(self, context: Context, undo: Undo, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._undo = undo
        self._window = window
        self._steps: list[CampaignStep] = []

    def act(self, campaign: Campaign, run_id: int | None, action: RunAction) -> None:
        """Do `action` with a campaign and its latest run."""
        if action is RunAction.EDIT:
            self.edit_wanted.emit(campaign)
        elif action is RunAction.LAUNCH:
            self.ask_launch(campaign.id)
        elif action is RunAction.DUPLICATE:
            self._duplicate(campaign)
        elif action is RunAction.DELETE:
            self._delete(campaign)
        elif run_id is not None:
            self.act_on_run(run_id, action)

    def act_on_run(self, run_id: int, action: RunAction, reading: Reading | None = None) -> None:
        """Do `action` with a run."""
        room = self._context.room
        if action is RunAction.PAUSE:
            room.pause(run_id)
        elif action is RunAction.RESUME:
            room.resume(run_id)
        elif action is RunAction.REPORT:
            self._write_report(run_id)
        elif action is RunAction.CANCEL:
            self._ask_cancel(run_id, reading)

    def _duplicate(self, campaign: Campaign) -> None:
        def duplicated(made: int) -> None:
            self.duplicated.emit(made)
            step = self._step(made)
            act = self.tr("duplicate of {0}").format(campaign.name)
            said = self.tr("{0} duplicated").format(campaign.name)
            self._undo.done(act, step.remove, step.put_back, said=said, changes=_CHANGES)

        self._context.bridge.write(
            lambda store: campaigns.duplicate_campaign(store, campaign.id),
            done=duplicated,
            changes=_CHANGES,
        )

    def _delete(self, campaign: Campaign) -> None:
        step = self._step(campaign.id)

        def deleted(removed: Campaign) -> None:
            act = self.tr("delete of {0}").format(removed.name)
            said = self.tr("{0} deleted").format(removed.name)
            self._undo.done(act, step.put_back, step.remove, said=said, changes=_CHANGES)

        self._context.bridge.write(
            step.remove, done=deleted, failed=self._not_deleted, changes=_CHANGES
        )

    def _not_deleted(self, error: MailSimError) -> None:
        """Tell why; not that it is gone already, as after the key was pressed twice."""
        if not isinstance(error, NotFoundError):
            self._context.bridge.failed.emit(error)

    def _step(self, campaign_id: int) -> CampaignStep:
        """The one of this campaign: all its acts share it, as its id may become another."""
        found = next((one for one in self._steps if one.is_of(campaign_id)), None)
        if found is None:
            found = CampaignStep(campaign_id)
            self._steps.append(found)
        return found

    def ask_launch(self, campaign_id: int) -> None:
        """Read what the launch dialog needs, then open it."""

        def work(store: Store) -> _LaunchData:
            campaign = campaigns.get_campaign(store, campaign_id)
            sizes = {row.id: row.contacts for row in contacts.list_lists(store)}
            scenarios = [catalogue.load_scenario(name) for name in catalogue.scenario_ids()]
            policies = [policy_files.load_policy(name) for name in policy_files.policy_ids()]
            return campaign, sizes.get(campaign.list_id or 0), scenarios, policies

        self._context.bridge.read(work, done=self._open_launch)

    def _open_launch(self, data: _LaunchData) -> None:
        campaign, size, scenarios, policies = data
        theme = self._context.theme
        dialog = LaunchDialog(theme, campaign.name, size, (scenarios, policies), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def launch() -> None:
            rules = dialog.scenario_id(), dialog.options(), dialog.policy_id()
            self._context.room.launch(campaign.id, *rules, self.launched.emit)

        dialog.accepted.connect(launch)
        dialog.open()

    def _ask_cancel(self, run_id: int, reading: Reading | None) -> None:
        kept = self.tr("Results so far are kept.")
        if reading is not None and reading.run.id == run_id:
            results = self.tr("%Ln results are kept", "", reading.sent + reading.failed)
            without = self.tr("%Ln recipients stay without one", "", reading.queued)
            kept = f"{results}; {without}."
        title = self.tr("Cancel run {0}?").format(run_id)
        hint = self.tr("A cancelled run cannot go on. To stop it for a while, pause it.")
        said = Message(Glyph.WARNING, title, kept, hint)
        dialog = MessageDialog(said, self._context.theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.add_button(self.tr("Keep the run"), Kind.DEFAULT, accepts=False, safe=True)
        dialog.add_button(self.tr("Cancel run"), Kind.DESTRUCTIVE, accepts=True, safe=False)
        dialog.accepted.connect(lambda: self._context.room.cancel(run_id))
        dialog.open()

    def _write_report(self, run_id: int) -> None:
        self._context.bridge.start(
            lambda store, _task: reports.write(store, run_id)["html"], done=self.report_written.emit
        )
