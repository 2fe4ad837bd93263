"""Writes a campaign: name, list, subject and content, with a preview for one recipient.

Takes the place of the campaign table for a while; rail and run bar stay usable. The
preview is rendered by the same code that a report would use, for a real contact.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
)

from mailsim_desktop.errors import MailSimError
from mailsim_desktop.services import campaigns, contacts
from mailsim_desktop.services.campaigns import Campaign
from mailsim_desktop.services.contacts import ListRow
from mailsim_desktop.services.database import Store
from mailsim_desktop.services.rehearsal import CONTENT, SUBJECT
from mailsim_desktop.ui.changes import Topic
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.card import Card, CardHead
from mailsim_desktop.ui.widgets.combo import Combo
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.ui.widgets.merge_chips import MergeChips
from mailsim_desktop.ui.widgets.preview import Preview


class CampaignEditor(Page):
    """One campaign, new or stored."""

    closed = Signal()
    saved = Signal(int)
    launch_wanted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("New campaign"))
        self._bridge = context.bridge
        self._campaign_id: int | None = None
        self.name = QLineEdit()
        self.list_box = Combo(self.tr("List"))
        self.subject = QLineEdit()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.chips = MergeChips((self.subject, self.text))
        self.preview = Preview(context)
        self.problem = PlainLabel(pixels=Type.LABEL, wrap=True)
        self.save_button = button(self.tr("Save draft"), self._save)
        self.launch_button = button(
            self.tr("Save and launch…"), self._save_and_launch, Kind.PRIMARY
        )
        self._lay_out()
        self.list_box.currentIndexChanged.connect(self._list_changed)
        self.subject.textChanged.connect(self._text_changed)
        self.text.textChanged.connect(self._text_changed)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(Space.GAP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&List"), self.list_box)
        form.addRow(self.tr("&Subject"), self.subject)
        form.addRow("", self.chips)
        form.addRow(self.tr("C&ontent"), self.text)
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.INSET, 4, Space.INSET, Space.INSET)
        inner.addLayout(form, 1)
        inner.addWidget(self.problem)
        left = Card()
        left.body.addWidget(CardHead(self.tr("Message")))
        left.body.addLayout(inner, 1)
        body = QHBoxLayout()
        body.setSpacing(Space.GAP)
        body.addWidget(left, 3)
        body.addWidget(self.preview, 2)
        self.content.addLayout(body, 1)
        self.content.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, Space.GAP, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(button(self.tr("Back to campaigns"), self.closed.emit))
        row.addStretch()
        row.addWidget(self.save_button)
        row.addWidget(self.launch_button)
        return foot

    def write_new(self, list_id: int | None = None) -> None:
        """Begin a new campaign, for a list where one is given."""
        self._campaign_id = None
        self.header.set_title(self.tr("New campaign"))
        self._fill(self.tr("New campaign"), SUBJECT, CONTENT)
        self._bridge.read(
            lambda store: campaigns.unused_name(store, self.tr("New campaign")),
            done=self._suggest_name,
        )
        self._load_lists(list_id)

    def _suggest_name(self, name: str) -> None:
        """Put in a name that is free, unless the person has begun to write one."""
        if self._campaign_id is None and not self.name.isModified():
            self.name.setText(name)
            self.name.selectAll()

    def edit(self, campaign: Campaign) -> None:
        """Change a stored campaign; its runs keep what they were launched with."""
        self._campaign_id = campaign.id
        self.header.set_title(self.tr("Edit campaign"))
        self._fill(campaign.name, campaign.subject, campaign.content)
        self._load_lists(campaign.list_id)

    def _fill(self, name: str, subject: str, content: str) -> None:
        self.name.setText(name)
        self.subject.setText(subject)
        self.text.setPlainText(content)
        self.problem.setText("")
        self.header.set_facts(self.tr("Merge fields are filled in for each recipient"))
        self.name.setFocus()
        self.name.selectAll()

    def _load_lists(self, list_id: int | None) -> None:
        def filled(found: list[ListRow]) -> None:
            self._fill_lists(found, list_id)

        self._bridge.read(contacts.list_lists, done=filled)

    def _fill_lists(self, found: list[ListRow], list_id: int | None) -> None:
        self.list_box.blockSignals(True)
        self.list_box.clear()
        for row in found:
            size = self.tr("%Ln contacts", "", row.contacts)
            self.list_box.addItem(f"{row.name} · {size}", row.id)
        ids = [row.id for row in found]
        newest = max(ids, default=None)
        wanted = list_id if list_id in ids else newest
        self.list_box.setCurrentIndex(ids.index(wanted) if wanted is not None else -1)
        self.list_box.blockSignals(False)
        self._list_changed()

    def _list_changed(self) -> None:
        list_id = self.list_box.currentData()
        self.launch_button.setEnabled(list_id is not None)
        self.preview.show_list(list_id)

    def _text_changed(self) -> None:
        self.problem.setText("")
        self.preview.show_message(self.subject.text(), self.text.toPlainText())

    def _save(self) -> None:
        self._store(self.saved.emit)

    def _save_and_launch(self) -> None:
        self._store(self.launch_wanted.emit)

    def _store(self, then: Callable[[int], object]) -> None:
        campaign_id = self._campaign_id
        message = {
            "name": self.name.text(),
            "subject": self.subject.text(),
            "content": self.text.toPlainText(),
            "list_id": self.list_box.currentData(),
        }

        def work(store: Store) -> int:
            if campaign_id is None:
                return campaigns.create_campaign(store, **message)
            campaigns.update_campaign(store, campaign_id, **message)
            return campaign_id

        def stored(found: int) -> None:
            self._campaign_id = found
            then(found)

        self._bridge.write(work, done=stored, failed=self._show_problem, changes=(Topic.CAMPAIGNS,))

    def _show_problem(self, error: MailSimError) -> None:
        self.problem.setText(f"{error.message} {error.hint}")
