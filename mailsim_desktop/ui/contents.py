"""What the main window holds: bridge, pages and flows, put together and wired.

Made when the database is open, after the window is shown: all that is loaded for it takes
longer than showing. Holds no rule and calls no service. What is shown comes from the
reader's snapshots; what is done goes through the flows.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMainWindow

from mailsim_desktop.ui import window_state
from mailsim_desktop.ui.bridge import Bridge
from mailsim_desktop.ui.campaign_flow import CampaignFlow
from mailsim_desktop.ui.campaign_ways import CampaignWays
from mailsim_desktop.ui.changes import Topic
from mailsim_desktop.ui.contact_flow import ContactFlow
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.database_size import DatabaseSize
from mailsim_desktop.ui.engine_room import EngineRoom
from mailsim_desktop.ui.frame import QUEUE, Frame
from mailsim_desktop.ui.gap_monitor import GapMonitor
from mailsim_desktop.ui.glyphs import Glyph
from mailsim_desktop.ui.menus import Menus, Orders
from mailsim_desktop.ui.pages.campaign_editor import CampaignEditor
from mailsim_desktop.ui.pages.campaigns import CampaignsPage
from mailsim_desktop.ui.pages.dashboard import DashboardPage
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.preferences import Preferences
from mailsim_desktop.ui.queue_flow import QueueFlow
from mailsim_desktop.ui.reader import Reader
from mailsim_desktop.ui.recall import Recalled
from mailsim_desktop.ui.shutdown import Shutdown
from mailsim_desktop.ui.snapshot import Snapshot
from mailsim_desktop.ui.tellers import Tellers
from mailsim_desktop.ui.text_guard import TextGuard
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.undo import Undo
from mailsim_desktop.ui.writing_flow import WritingFlow

DASHBOARD, CAMPAIGNS, CONTACTS = range(3)


class Contents(QObject):
    """Everything of one window on one database."""

    def __init__(
        self, window: QMainWindow, frame: Frame, theme: Theme, database: Path, recalled: Recalled
    ) -> None:
        super().__init__(window)
        self._window, self.frame = window, frame
        self.bridge = Bridge(database, self)
        self.room = EngineRoom(self.bridge, self)
        self.context = Context(self.bridge, self.room, theme)
        self.reader = Reader(database, self)
        self.undo = Undo(self.bridge, frame.toasts, self)
        self.preferences = Preferences(recalled.found.settings, theme, self.bridge, self)
        self.tell = Tellers(frame.banner, theme, window)
        self.dashboard = DashboardPage(self.context)
        self.campaigns = CampaignsPage(self.context)
        self.editor = CampaignEditor(self.context)
        self.contacts = ContactFlow(self.context, frame)
        self.queue = QueueFlow(self.context, frame, window)
        self.flow = CampaignFlow(self.context, self.undo, window)
        self.ways = CampaignWays(self.flow, frame, self.dashboard, self.campaigns)
        self.writing = WritingFlow(self.editor, frame.deck, theme, window)
        imports = self.contacts.imports
        self.shutdown = Shutdown(self.context, self.reader, imports, self.writing, window)
        self.size_of_database = DatabaseSize(self.bridge, self)
        self.gaps = GapMonitor(self)
        self._gallery: Page | None = None
        self._fill()
        self._connect_pages()
        self._connect_work()
        self._guard = TextGuard(self.menus.actions.window_keys(), self)
        self._guard.guard(window)
        self._recall(recalled)

    def begin(self) -> None:
        """Begin to read, and load what takes longest once the rest is drawn."""
        self.frame.rail.setFocus()  # keys have to go somewhere
        self.reader.start()
        self.contacts.page.refresh()
        self.queue.drill.read()
        self.size_of_database.ask()
        QTimer.singleShot(0, self, self.dashboard.live.load_plots)

    def _fill(self) -> None:
        deck = self.frame.deck
        deck.add(self.dashboard, DASHBOARD)
        deck.add(self.campaigns, CAMPAIGNS)
        deck.add(self.editor, CAMPAIGNS)
        deck.add(self.contacts.page, CONTACTS)
        deck.add(self.contacts.result, CONTACTS)
        deck.add(self.queue.page, QUEUE)
        self.frame.order_tabs()
        self.frame.toasts.keep_clear_of(self.campaigns.panel)
        self.frame.rail.select(DASHBOARD)
        self.menus = Menus(
            self._window,
            self.frame,
            self.undo.stack,
            preferences=self.preferences,
            theme=self.context.theme,
            orders=self._orders(),
        )
        self.menus.actions.refused.connect(self._refused)

    def _orders(self) -> Orders:
        return Orders(
            choose_file=self.contacts.choose_file,
            save_sample=self.contacts.save_sample,
            new_campaign=self.new_campaign,
            act=self.ways.act,
            act_on_run=self.ways.act_on_run,
            open_campaign=self.ways.open_campaign,
            queue=self.queue.orders(),
            about=self.tell.about,
            gallery=self.open_gallery,
        )

    def _connect_pages(self) -> None:
        deck = self.frame.deck
        self.dashboard.new_campaign.connect(self.new_campaign)
        self.dashboard.campaigns_wanted.connect(partial(deck.show_place, CAMPAIGNS))
        first = self.dashboard.first_run
        first.choose_file.connect(self.contacts.choose_file)
        first.import_sample.connect(self.contacts.import_sample)
        first.save_sample.connect(self.contacts.save_sample)
        self.dashboard.live.plot_pixels.connect(self.reader.set_pixels)
        self.campaigns.new_campaign.connect(self.new_campaign)
        self.campaigns.wanted.connect(self.ways.act)
        self.campaigns.refused.connect(self.menus.actions.ask)
        self.editor.closed.connect(deck.back)
        self.editor.saved.connect(self.ways.draft_saved)
        self.editor.launch_wanted.connect(self.flow.ask_launch)
        self.queue.page.queue.new_campaign.connect(self.new_campaign)
        self.queue.page.watched.connect(self.reader.show_queue)
        self.queue.follow_wanted.connect(self.reader.follow)
        self.contacts.show_wanted.connect(deck.show_page)
        self.contacts.campaign_wanted.connect(self.new_campaign)
        self.contacts.told.connect(self.frame.toasts.say)
        for page in deck.pages():
            page.told.connect(self.frame.toasts.say)
        self.contacts.failed.connect(self.tell.error)
        self.frame.run_bar.wanted.connect(self.ways.act_on_run)
        self.frame.run_bar.speed_wanted.connect(self.room.set_speed)
        self.frame.run_bar.run_wanted.connect(self.reader.follow)

    def _connect_work(self) -> None:
        self.reader.arrived.connect(self._show_snapshot, Qt.ConnectionType.QueuedConnection)
        self.reader.trouble.connect(self.tell.trouble, Qt.ConnectionType.QueuedConnection)
        self.reader.broke.connect(self._raise, Qt.ConnectionType.QueuedConnection)
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
        self.room.held_up.connect(self.tell.held_up)
        self.flow.edit_wanted.connect(self.writing.edit)
        self.shutdown.began.connect(self._closing)
        self.shutdown.began.connect(self.queue.drill.stop)
        self.shutdown.finished.connect(self.undo.forget)

    def new_campaign(self, list_id: int | None = None) -> None:
        """Begin a campaign, for a list where one is given."""
        self.writing.write_new(list_id)

    def open_gallery(self) -> None:
        """Show every component; the page is made when it is first wanted."""
        if self._gallery is None:
            from mailsim_desktop.ui.pages.gallery import GalleryPage  # noqa: PLC0415 # see there

            self._gallery = GalleryPage(self.context, self.preferences, self.frame.toasts)
            self.frame.deck.add(self._gallery)
            self.frame.order_tabs()
            self._guard.guard(self._gallery)
            self._gallery.told.connect(self.frame.toasts.say)
        self.frame.deck.show_page(self._gallery)

    def _refused(self, reason: str) -> None:
        self.frame.toasts.say(reason, glyph=Glyph.INFO)

    def _recall(self, recalled: Recalled) -> None:
        deck = self.frame.deck
        window_state.restore_parts(recalled.window, deck.pages())
        if recalled.window.page < len(self.frame.places):
            deck.show_place(recalled.window.page)
        if recalled.found.broken is not None:
            said = self.tr("The settings could not be read and are as at first")
            self.frame.toasts.say(said, str(recalled.found.broken), Glyph.WARNING)

    @staticmethod
    def _raise(error: Exception) -> None:
        """Hand a bug to the crash handler, on this thread."""
        raise error

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        self.tell.trouble_is_over()
        self.tell.watching(snapshot.reading)
        self.frame.show_snapshot(snapshot)
        self.menus.actions.refresh()

    def _closing(self) -> None:
        deck = self.frame.deck
        state = window_state.state_of(self._window, deck.place(), deck.pages())
        self.bridge.write(lambda _store: window_state.keep(state))
        self.tell.closing()
