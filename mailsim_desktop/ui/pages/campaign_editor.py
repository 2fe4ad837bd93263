"""Writes a campaign: name, list, subject and content, with a preview for one recipient.

Takes the place of the campaign table for a while; rail and run bar stay usable. The
preview is rendered by the same code that a report would use, for a real contact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

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
from mailsim_desktop.services import campaigns
from mailsim_desktop.services.campaigns import Campaign
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.draft import Draft, Written
from mailsim_desktop.ui.pages.page import Page
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import Button, Kind, button
from mailsim_desktop.ui.widgets.card import Card, CardHead
from mailsim_desktop.ui.widgets.labels import PlainLabel
from mailsim_desktop.ui.widgets.list_box import ListBox
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
        self.draft = Draft(context.bridge, self)
        self.name = QLineEdit()
        self.list_box = ListBox(context.bridge)
        self.subject = QLineEdit()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.chips = MergeChips((self.subject, self.text))
        self.preview = Preview(context)
        self.problem = PlainLabel(pixels=Type.LABEL, wrap=True)
        self.save_button = button(self.tr("Save draft"))
        self.launch_button = button(self.tr("Save and launch…"), kind=Kind.PRIMARY)
        self._lay_out()
        for pressed, then in (
            (self.save_button, self.saved),
            (self.launch_button, self.launch_wanted),
        ):
            pressed.clicked.connect(partial(self._store, pressed, then.emit))
        self.draft.storing_changed.connect(self._show_buttons)
        self.list_box.currentIndexChanged.connect(self._list_changed)
        self.list_box.loaded.connect(self._lists_loaded)
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
        self.draft.begin(None)
        self.header.set_title(self.tr("New campaign"))
        self._fill(
            self.tr("New campaign"),
            self.tr("Hello {nombre}"),
            self.tr("Hello {nombre},\n\nThis message is for {email}.\n"),
        )
        self._bridge.read(
            lambda store: campaigns.unused_name(store, self.tr("New campaign")),
            done=self._suggest_name,
        )
        self.list_box.load(list_id)

    def _suggest_name(self, name: str) -> None:
        """Put in a name that is free, unless the person has begun to write one."""
        if self.draft.campaign_id is None and not self.name.isModified():
            self.name.setText(name)
            self.name.selectAll()
            self.draft.loaded = replace(self.draft.loaded, name=name)

    def edit(self, campaign: Campaign) -> None:
        """Change a stored campaign; its runs keep what they were launched with."""
        self.draft.begin(campaign.id)
        self.header.set_title(self.tr("Edit campaign"))
        self._fill(campaign.name, campaign.subject, campaign.content)
        self.list_box.load(campaign.list_id)

    def _fill(self, name: str, subject: str, content: str) -> None:
        self.name.setText(name)
        self.subject.setText(subject)
        self.text.setPlainText(content)
        self.problem.setText("")
        self.draft.loaded = self._written()
        self.header.set_facts(self.tr("Merge fields are filled in for each recipient"))
        self.name.setFocus()
        self.name.selectAll()

    def _lists_loaded(self) -> None:
        self.draft.loaded = replace(self.draft.loaded, list_id=self.list_box.list_id())
        self._list_changed()

    def _list_changed(self) -> None:
        self._show_buttons()
        self.preview.show_list(self.list_box.list_id())

    def _show_buttons(self) -> None:
        can = not self.draft.is_storing
        self.save_button.setEnabled(can)
        self.launch_button.setEnabled(can and self.list_box.list_id() is not None)

    def _text_changed(self) -> None:
        self.problem.setText("")
        self.preview.show_message(self.subject.text(), self.text.toPlainText())

    def unsaved(self) -> str | None:
        """Name of what was written and is not stored; None where nothing would be lost."""
        if self._written() == self.draft.loaded:
            return None
        return self.name.text().strip() or self.tr("This campaign")

    def save_draft(self, done: Callable[[], object], failed: Callable[[], object]) -> None:
        """Store what was written, for whoever waits to go on; what stops it is shown here."""

        def refused(error: MailSimError) -> None:
            self._show_problem(error)
            failed()

        def stored(_campaign_id: int) -> None:
            self.told.emit(self.tr("Draft saved"))
            done()

        self.draft.store(self._written(), done=stored, failed=refused)

    def _written(self) -> Written:
        return Written(
            self.name.text(),
            self.subject.text(),
            self.text.toPlainText(),
            self.list_box.list_id(),
        )

    def _store(
        self,
        pressed: Button,
        then: Callable[[int], object],
        _checked: bool = False,  # noqa: FBT001, FBT002 # Qt
    ) -> None:
        def refused(error: MailSimError) -> None:
            self._show_problem(error)
            pressed.setFocus()  # being disabled, it has lost it

        self.draft.store(self._written(), done=then, failed=refused)

    def _show_problem(self, error: MailSimError) -> None:
        self.problem.setText(f"{error.message} {error.hint}")
