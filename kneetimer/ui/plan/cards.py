"""The small cards of the Plan page: what comes after the last week, what differs, and how it is done."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.setting_row import SettingRow
from kneetimer.ui.controls.switch import Switch
from kneetimer.ui.controls.text import Text
from kneetimer.ui.plan import words
from kneetimer.ui.plan.view import PlanEntry, PlanView
from kneetimer.ui.shell.theme import Theme


class FinishedCard(Card):
    """What may come after the last week: the plan again, or another one."""

    plan_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=10)
        self._theme = theme
        self._shown: tuple[PlanEntry, ...] = ()
        self.repeat = Button(theme, tr(words.REPEAT))
        self.ways: dict[str, Button] = {}
        self._buttons = Flow(8)
        self._stay = Text(theme, px=14, role="soft", wrap=True)
        self.column.addWidget(Text(theme, tr(words.FINISHED), px=18, weight=QFont.Weight.DemiBold, wrap=True))
        self._buttons.addWidget(self.repeat)
        self.column.addLayout(self._buttons)
        self.column.addWidget(self._stay)

    def show_view(self, view: PlanView) -> None:
        self.setVisible(view.finished)
        self._stay.setText(view.stay)
        if view.go_on == self._shown:
            return
        self._shown = view.go_on
        for button in self.ways.values():
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.ways = {}
        for plan in view.go_on:
            button = Button(self._theme, words.go_on_with(plan.name))
            button.clicked.connect(self._chosen)
            self.ways[plan.id] = button
            self._buttons.addWidget(button)

    @Slot()
    def _chosen(self) -> None:
        for plan_id, button in self.ways.items():
            if button is self.sender():
                self.plan_chosen.emit(plan_id)


class ChangesCard(Card):
    """What differs from the plan as it came, and the ways back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, margin=14)
        self.text = Text(theme, px=16, wrap=True)
        self.undo = Button(theme, tr(words.UNDO))
        self.reset_all = Button(theme, tr(words.RESET_ALL))
        row = QHBoxLayout()
        row.addWidget(self.text, 1)
        row.addWidget(self.undo)
        row.addWidget(self.reset_all)
        self.column.addLayout(row)

    def show_view(self, view: PlanView) -> None:
        self.setVisible(bool(view.differs) or view.can_undo)
        self.text.setText(" ".join(told for told in (view.last_change, view.differs) if told))
        self.undo.setVisible(view.can_undo)
        self.reset_all.setVisible(bool(view.differs))


class OptionsCard(Card):
    """How a plan is done, where it leaves that open: with its finisher, and with an easy way into a phase."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=0)
        self.finisher = Switch(theme, tr(words.OPTIONS))
        self.ease = Switch(theme, tr(words.EASE))
        self._finisher_row = SettingRow(theme, "", self.finisher, first=True)
        self._ease_row = SettingRow(theme, "", self.ease)
        title = Text(theme, tr(words.OPTIONS), px=18, weight=QFont.Weight.DemiBold)
        for widget in (title, self._finisher_row, self._ease_row):
            self.column.addWidget(widget)

    def show_view(self, view: PlanView) -> None:
        self._finisher_row.show_title(view.finisher_title)
        self.finisher.setAccessibleName(view.finisher_title)
        self._ease_row.show_title(view.ease_title)
        self._ease_row.show_caption(view.ease_note)
        self.ease.setAccessibleName(view.ease_title)
        for shown, switch, row in (
            (view.finisher, self.finisher, self._finisher_row),
            (view.ease, self.ease, self._ease_row),
        ):
            row.setVisible(shown is not None)
            switch.show_state(bool(shown))
        self.setVisible(view.finisher is not None or view.ease is not None)
