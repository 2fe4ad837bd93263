"""The main window: puts frame, pages and flows together and wires them.

Holds no rule and calls no service. What it shows comes from the reader's snapshots; what
it does goes through the flows.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow

from mailsim_desktop.services.campaigns import Campaign, CampaignRow
from mailsim_desktop.settings import Found
from mailsim_desktop.ui import outside, window_state
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.campaign_flow import CampaignFlow
from mailsim_desktop.ui.changes import Topic
from mailsim_desktop.ui.contact_flow import ContactFlow
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.database_size import DatabaseSize
from mailsim_desktop.ui.drop import FileRefuser
from mailsim_desktop.ui.engine_room import EngineRoom
from mailsim_desktop.ui.frame import Frame
from mailsim_desktop.ui.gap_monitor import GapMonitor
from mailsim_desktop.ui.garbage import GarbageCollector
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.menus import Menus, Orders
from mailsim_desktop.ui.pages.campaign_editor import CampaignEditor
from mailsim_desktop.ui.pages.campaigns import CampaignsPage
from mailsim_desktop.ui.pages.dashboard import DashboardPage
from mailsim_desktop.ui.preferences import Preferences
from mailsim_desktop.ui.reader import Reader
from mailsim_desktop.ui.recall import Recalled
from mailsim_desktop.ui.run_actions import RunAction
from mailsim_desktop.ui.shutdown import Shutdown
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.tellers import Tellers
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.undo import Undo

DASHBOARD, CAMPAIGNS, CONTACTS = range(3)


class MainWindow(QMainWindow):
    """One window on one database."""

    closed = Signal()
    """Closed for good: no thread and no process of the window is left."""

    def __init__(self, database: Path, theme: Theme, remembered: Recalled | None = None) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("MailSim Desktop"))
        self.setMinimumSize(900, 600)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self.bridge = Bridge(database, self)
        self.room = EngineRoom(self.bridge, self)
        self.context = Context(self.bridge, self.room, theme)
        self.reader = Reader(database, self)
        self.frame = Frame(theme)
        self.setCentralWidget(self.frame)
        self.undo = Undo(self.bridge, self.frame.toasts, self)
        found = Found() if remembered is None else remembered.found
        self.preferences = Preferences(found.settings, theme, self.bridge, self)
        self.tell = Tellers(self.frame.banner, theme, self)
        self.dashboard = DashboardPage(self.context)
        self.campaigns = CampaignsPage(self.context)
        self.editor = CampaignEditor(self.context)
        self.contacts = ContactFlow(self.context, self.frame)
        self.flow = CampaignFlow(self.context, self.undo, self)
        self.shutdown = Shutdown(self.context, self.reader, self.contacts.imports, self)
        self.size_of_database = DatabaseSize(self.bridge, self)
        self.gaps = GapMonitor(self)
        self._garbage = GarbageCollector(self)
        self.open_report = outside.open_file
        self._fill()
        self._connect_pages()
        self._connect_work()
        self._refuser = FileRefuser(self)
        self._refuser.guard(self)
        if remembered is not None:
            self._remember(remembered)

    def _fill(self) -> None:
        deck = self.frame.deck
        deck.add(self.dashboard, DASHBOARD)
        deck.add(self.campaigns, CAMPAIGNS)
        deck.add(self.editor, CAMPAIGNS)
        deck.add(self.contacts.page, CONTACTS)
        deck.add(self.contacts.result, CONTACTS)
        self.frame.rail.select(DASHBOARD)
        orders = Orders(
            choose_file=self.contacts.choose_file,
            save_sample=self.contacts.save_sample,
            new_campaign=self.new_campaign,
            act=self._act,
            act_on_run=self._act_on_run,
            open_campaign=self._open_campaign,
            about=self.tell.about,
        )
        self.menus = Menus(
            self,
            self.frame,
            self.undo.stack,
            preferences=self.preferences,
            theme=self.context.theme,
            orders=orders,
        )
        self.menus.actions.refused.connect(self._refused)

    def _connect_pages(self) -> None:
        deck = self.frame.deck
        self.dashboard.new_campaign.connect(self.new_campaign)
        first = self.dashboard.first_run
        first.choose_file.connect(self.contacts.choose_file)
        first.import_sample.connect(self.contacts.import_sample)
        first.save_sample.connect(self.contacts.save_sample)
        self.dashboard.live.plot_pixels.connect(self.reader.set_pixels)
        self.campaigns.new_campaign.connect(self.new_campaign)
        self.campaigns.wanted.connect(self._act)
        self.editor.closed.connect(deck.back)
        self.editor.saved.connect(self._draft_saved)
        self.editor.launch_wanted.connect(self.flow.ask_launch)
        self.contacts.show_wanted.connect(deck.show_page)
        self.contacts.campaign_wanted.connect(self.new_campaign)
        self.contacts.told.connect(self.frame.toasts.say)
        self.contacts.failed.connect(self.tell.error)
        self.frame.run_bar.wanted.connect(self._act_on_run)
        self.frame.run_bar.speed_wanted.connect(self.room.set_speed)
        self.frame.run_bar.run_wanted.connect(self.reader.follow)

    def _connect_work(self) -> None:
        self.reader.arrived.connect(self._show_snapshot, Qt.ConnectionType.QueuedConnection)
        self.reader.trouble.connect(self.tell.trouble, Qt.ConnectionType.QueuedConnection)
        self.bridge.failed.connect(self.tell.error)
        changes = self.bridge.changes
        changes.subscribe(self.reader.refresh, Topic.CAMPAIGNS, Topic.RUNS)
        changes.subscribe(self.contacts.page.refresh, Topic.CONTACTS)
        self.reader.contacts_changed.connect(
            partial(changes.tell, Topic.CONTACTS), Qt.ConnectionType.QueuedConnection
        )
        changes.subscribe(self.size_of_database.ask, *Topic)
        self.size_of_database.known.connect(self.frame.run_bar.show_database)
        self.room.run_broke.connect(self.tell.run_broke)
        self.flow.edit_wanted.connect(self._edit)
        self.flow.launched.connect(self._launched)
        self.flow.duplicated.connect(self._open_campaign)
        self.flow.report_written.connect(self._report_written)
        self.shutdown.began.connect(self._closing)
        self.shutdown.finished.connect(self._closed)

    def new_campaign(self, list_id: int | None = None) -> None:
        """Begin a campaign, for a list where one is given."""
        self.editor.write_new(list_id)
        self.frame.deck.show_page(self.editor)

    def _edit(self, campaign: Campaign) -> None:
        self.editor.edit(campaign)
        self.frame.deck.show_page(self.editor)

    def _draft_saved(self, campaign_id: int) -> None:
        self.frame.deck.show_page(self.campaigns)
        self.campaigns.select(campaign_id)
        self.frame.toasts.say(self.tr("Draft saved"))

    def _launched(self, _run_id: int) -> None:
        self.frame.deck.show_page(self.campaigns)
        self.frame.deck.show_page(self.dashboard)

    def _report_written(self, path: Path) -> None:
        self.frame.toasts.say(self.tr("Report written to {0}").format(path.parent))
        self.open_report(path)

    def _open_campaign(self, campaign_id: int) -> None:
        self.frame.deck.show_page(self.campaigns)
        self.campaigns.select(campaign_id)

    def _refused(self, reason: str) -> None:
        self.frame.toasts.say(reason, glyph=Glyph.INFO)

    def _remember(self, remembered: Recalled) -> None:
        deck = self.frame.deck
        window_state.restore(self, remembered.window, deck.pages())
        if remembered.window.page < len(self.frame.places):
            deck.show_place(remembered.window.page)
        if remembered.found.broken is not None:
            said = self.tr("The settings could not be read and are as at first")
            self.frame.toasts.say(said, str(remembered.found.broken), Glyph.WARNING)

    def _act(self, row: CampaignRow, action: RunAction) -> None:
        reading = self.frame.deck.snapshot().reading
        if action is RunAction.CANCEL and row.run is not None:
            self.flow.act_on_run(row.run.id, action, reading)
        else:
            self.flow.act(row.campaign, None if row.run is None else row.run.id, action)

    def _act_on_run(self, run_id: int, action: RunAction) -> None:
        self.flow.act_on_run(run_id, action, self.frame.deck.snapshot().reading)

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        self.tell.trouble_is_over()
        self.frame.show_snapshot(snapshot)
        self.menus.actions.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to read, and load what takes long, once the window is there."""
        super().showEvent(event)
        if not self.reader.is_started:
            self.reader.start()
            self.contacts.page.refresh()
            self.size_of_database.ask()
            QTimer.singleShot(0, self, self.dashboard.live.load_plots)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapt the frame."""
        super().resizeEvent(event)
        self.frame.adapt(event.size().width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say what a release would do."""
        self.contacts.drag_entered(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Let the pointer say whether a release would do anything."""
        self.contacts.drag_moved(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Take the overlay away."""
        self.contacts.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped, if it is a list."""
        self.contacts.dropped(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when nothing is left behind."""
        if self.shutdown.is_finished:
            event.accept()
            return
        event.ignore()
        self.shutdown.begin()

    def _closing(self) -> None:
        deck = self.frame.deck
        state = window_state.state_of(self, deck.place(), deck.pages())
        self.bridge.write(lambda _store: window_state.keep(state))
        self.frame.setEnabled(False)
        self.menuBar().setEnabled(False)
        self.tell.closing()

    def _closed(self) -> None:
        self._garbage.stop()
        self.close()
        self.closed.emit()
