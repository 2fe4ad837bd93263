"""A preview of the message, rendered for a recipient that a person chooses.

The recipients offered are the first of the list; typing finds others. Asks the services
in the background and shows the latest answer alone.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from mailsim_desktop.domain.contact import shown_address
from mailsim_desktop.errors import MailSimError
from mailsim_desktop.messages.templates import Rendered
from mailsim_desktop.services import campaigns, contacts
from mailsim_desktop.services.contacts import ContactPage
from mailsim_desktop.ui.context import Context
from mailsim_desktop.ui.latest import Latest
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.card import Card, CardHead
from mailsim_desktop.ui.widgets.combo import Combo
from mailsim_desktop.ui.widgets.field import SearchField
from mailsim_desktop.ui.widgets.labels import PlainLabel

_OFFERED = 50
_WAIT_MS = 150


class Preview(Card):
    """Shows the message as one recipient would get it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._offers = Latest(context.bridge, self)
        self._previews = Latest(context.bridge, self)
        self._list_id: int | None = None
        self._message = ("", "")
        self.search = SearchField(self.tr("Find a recipient"))
        self.recipient = Combo(self.tr("Preview for"))
        self.subject = PlainLabel(strong=True, wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Preview of the content"))
        self.problem = PlainLabel(pixels=Type.LABEL, muted=True, wrap=True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._render)
        self._search_wait = QTimer(self)
        self._search_wait.setSingleShot(True)
        self._search_wait.setInterval(_WAIT_MS)
        self._search_wait.timeout.connect(self._find)
        self._lay_out()
        self.search.textChanged.connect(self._typed)
        self.recipient.currentIndexChanged.connect(self._render)

    def _lay_out(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.INSET, 4, Space.INSET, Space.INSET)
        inner.setSpacing(Space.CONTROL)
        inner.addWidget(self.search)
        inner.addWidget(self.recipient)
        inner.addSpacing(4)
        inner.addWidget(self.subject)
        inner.addWidget(self.text, 1)
        inner.addWidget(self.problem)
        self.body.addWidget(CardHead(self.tr("Preview"), self.tr("for a chosen recipient")))
        self.body.addLayout(inner, 1)

    def show_list(self, list_id: int | None) -> None:
        """Offer the recipients of another list."""
        self._list_id = list_id
        self._find()

    def show_message(self, subject: str, content: str) -> None:
        """Show another message, once the typing rests."""
        self._message = (subject, content)
        self._wait.start()

    def _typed(self) -> None:
        self._search_wait.start()

    def _find(self) -> None:
        list_id, search = self._list_id, self.search.text().strip()
        if list_id is None:
            self._offer(ContactPage((), None))
            return
        self._offers.read(
            lambda store: contacts.list_contacts(
                store, list_id=list_id, limit=_OFFERED, search=search
            ),
            done=self._offer,
        )

    def _offer(self, page: ContactPage) -> None:
        self.recipient.blockSignals(True)
        self.recipient.clear()
        for contact in page.contacts:
            address = shown_address(contact.email)
            shown = f"{contact.name} · {address}" if contact.name else address
            self.recipient.addItem(shown, contact.email)
        self.recipient.blockSignals(False)
        self._render()

    def _render(self) -> None:
        subject, content = self._message
        email = self.recipient.currentData()
        if email is None:
            self.subject.setText("")
            self.text.setPlainText("")
            self.problem.setText(self.tr("No recipient to show it for."))
            return
        self._previews.read(
            lambda store: campaigns.preview(store, subject=subject, content=content, email=email),
            done=self._show,
            failed=self._show_problem,
        )

    def _show(self, rendered: Rendered) -> None:
        self.problem.setText("")
        self.subject.setText(rendered.subject)
        self.text.setPlainText(rendered.content)

    def _show_problem(self, error: MailSimError) -> None:
        self.subject.setText("")
        self.text.setPlainText("")  # what stands there is of another recipient
        self.problem.setText(f"{error.message} {error.hint}")
