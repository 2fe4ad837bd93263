"""What the dashboard shows before anything was launched: two ways to begin, three steps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailsim_desktop.ui.icons import Icon
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.empty_state import EmptyState, Offer, Step


class FirstRun(QWidget):
    """Offers a list of one's own, or the sample list."""

    choose_file = Signal()
    import_sample = Signal()
    save_sample = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            EmptyState(
                self.tr("Rehearse a mass mailing before you send it"),
                self.tr(
                    "Begin with your list, or try it with a sample first."
                    " Nothing is sent: the providers' answers are simulated."
                ),
                (self._own_list(), self._sample()),
                _steps(),
            )
        )

    def _own_list(self) -> Offer:
        choose = button(
            self.tr("Choose file…"), self.choose_file.emit, Kind.PRIMARY, icon=Icon.FOLDER
        )
        return Offer(
            Icon.DROP,
            self.tr("Drop your contact list here"),
            self.tr("A CSV file with a header, .csv or .txt. Or anywhere on this window."),
            (choose,),
            takes_files=True,
        )

    def _sample(self) -> Offer:
        buttons = (
            button(self.tr("Import the sample list"), self.import_sample.emit, icon=Icon.PLAY),
            button(self.tr("Download…"), self.save_sample.emit, Kind.LINK, icon=Icon.EXPORT),
        )
        return Offer(
            Icon.SAMPLE,
            self.tr("Sample list"),
            self.tr(
                "Ten invented people, to see the way from a list to the report within a minute."
            ),
            buttons,
        )


def _steps() -> tuple[Step, ...]:
    translate = QCoreApplication.translate
    return (
        Step(
            Icon.CONTACTS,
            translate("FirstRun", "1. List"),
            translate("FirstRun", "Drop a CSV. Every row that is left out is listed with why."),
        ),
        Step(
            Icon.MESSAGES,
            translate("FirstRun", "2. Message"),
            translate("FirstRun", "Write the text; insert {nombre} and {email} by a click."),
        ),
        Step(
            Icon.PLAY,
            translate("FirstRun", "3. Rehearsal"),
            translate("FirstRun", "Choose scenario and speed. The report says what bounces."),
        ),
    )
