"""Asks how a campaign is to be rehearsed: scenario, retry policy, seed, speed, workers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from mailsim_desktop.domain.retry_policy import RetryPolicy
from mailsim_desktop.domain.run import DEFAULT_SEED, DEFAULT_WORKERS, MAX_SEED, RunOptions
from mailsim_desktop.domain.scenario import Scenario
from mailsim_desktop.ui import measures
from mailsim_desktop.ui.policy_plan import plan
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import Space, Type
from mailsim_desktop.ui.widgets.buttons import Kind, button
from mailsim_desktop.ui.widgets.combo import Combo
from mailsim_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from mailsim_desktop.ui.widgets.number_field import NumberField
from mailsim_desktop.ui.widgets.policy_drawing import PolicyDrawing

_DEFAULT_SPEED = 60
_WIDTH = 560


class LaunchDialog(QDialog):
    """Its defaults are those of the command line."""

    def __init__(
        self,
        theme: Theme,
        campaign: str,
        recipients: int | None,
        choices: tuple[list[Scenario], list[RetryPolicy]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Launch rehearsal"))
        self.setFixedWidth(measures.scaled(_WIDTH))
        self._scenarios, self._policies = choices
        self.scenario: QComboBox = Combo(self.tr("Scenario"))
        self.scenario.addItems([scenario.name for scenario in self._scenarios])
        self._summary = PlainLabel(pixels=Type.LABEL, muted=True, wrap=True)
        self.policy: QComboBox = Combo(self.tr("Retry policy"))
        self.policy.addItem(self.tr("That of the scenario"))
        self.policy.addItems([policy.name for policy in self._policies])
        self._drawing = PolicyDrawing(theme)
        self.seed = QLineEdit(str(DEFAULT_SEED))
        self.seed.setValidator(
            QRegularExpressionValidator(QRegularExpression("[0-9]{1,19}"), self.seed)
        )
        self.fast = QRadioButton(self.tr("As fast as possible"))
        self.live = QRadioButton(self.tr("Live, this many times real time"))
        self.speed = NumberField(self.tr("Speed"), _DEFAULT_SPEED, least=1, most=1_000_000)
        self.workers = NumberField(self.tr("Workers"), DEFAULT_WORKERS, least=1, most=64)
        self._set_up()
        self._lay_out(campaign, recipients)
        self._show_summary()

    def _set_up(self) -> None:
        self.fast.setChecked(True)
        self.speed.setEnabled(False)
        self.live.toggled.connect(self.speed.setEnabled)
        self.scenario.currentIndexChanged.connect(self._show_summary)
        self.policy.currentIndexChanged.connect(self._show_policy)
        self.seed.textChanged.connect(self._check)

    def _lay_out(self, campaign: str, recipients: int | None) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.DIALOG, Space.DIALOG, Space.DIALOG, Space.DIALOG)
        layout.setSpacing(Space.INSET)
        title = PlainLabel(self.tr("Launch rehearsal"), pixels=Type.DIALOG_TITLE, strong=True)
        layout.addWidget(title)
        size = (
            self.tr("no list chosen")
            if recipients is None
            else self.tr("%Ln contacts on its list", "", recipients)
        )
        layout.addWidget(ElidedLabel(f"{campaign} · {size}", muted=True))
        layout.addLayout(self._form())
        layout.addLayout(self._foot())

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(Space.CONTROL)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Scenario"), self.scenario)
        form.addRow("", self._summary)
        form.addRow(self.tr("&Retry policy"), self.policy)
        form.addRow("", self._drawing)
        form.addRow(self.tr("S&eed"), self.seed)
        hint = self.tr("The same seed and list give the same result at any speed.")
        form.addRow("", PlainLabel(hint, pixels=Type.LABEL, muted=True, wrap=True))
        form.addRow(self.tr("Speed"), self.fast)
        live = QHBoxLayout()
        live.addWidget(self.live)
        live.addWidget(self.speed, 1)
        form.addRow("", live)
        form.addRow(self.tr("&Workers"), self.workers)
        return form

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(Space.CONTROL)
        foot.addStretch()
        foot.addWidget(button(self.tr("Cancel"), self.reject))
        self.launch_button = button(self.tr("Launch rehearsal"), self.accept, Kind.PRIMARY)
        self.launch_button.setDefault(True)
        foot.addWidget(self.launch_button)
        return foot

    def _show_summary(self) -> None:
        self._summary.setText(self._scenarios[self.scenario.currentIndex()].summary)
        self._show_policy()

    def _show_policy(self) -> None:
        chosen = self.policy.currentIndex()
        of_scenario = self._scenarios[self.scenario.currentIndex()].policy
        self._drawing.show_attempts(plan(self._policies[chosen - 1] if chosen else of_scenario))

    def event(self, event: QEvent) -> bool:
        """Take the height that the sentences need at this width, which no layout asks for."""
        if event.type() is not QEvent.Type.LayoutRequest:
            return super().event(event)  # which may have deleted this dialog: no word after it
        handled, layout = super().event(event), self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        return handled

    def _check(self, text: str) -> None:
        self.launch_button.setEnabled(bool(text) and int(text) <= MAX_SEED)

    def scenario_id(self) -> str:
        """Id of the chosen scenario."""
        return self._scenarios[self.scenario.currentIndex()].id

    def policy_id(self) -> str | None:
        """Id of the preset that was chosen, or None for the scenario's own policy."""
        chosen = self.policy.currentIndex()
        return self._policies[chosen - 1].id if chosen else None

    def options(self) -> RunOptions:
        """What was chosen."""
        return RunOptions(
            seed=int(self.seed.text()),
            workers=self.workers.value(),
            speed=self.speed.value() if self.live.isChecked() else None,
        )
