"""What holds for a whole plan that is being built: its weeks, its sessions a week, its growth, its phases."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.draft import SESSIONS, WEEKS, Growth
from kneetimer.core.language import tr
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.menu_button import MenuButton
from kneetimer.ui.controls.notation import CountNotation
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.text import Text
from kneetimer.ui.plan import builder_words as words
from kneetimer.ui.plan.builder_view import BuilderView
from kneetimer.ui.shell.theme import Theme


class BuilderHead(QWidget):
    weeks_changed = Signal(int)
    often_changed = Signal(int)
    growth_changed = Signal(object)
    phase_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._growths: tuple[tuple[Growth, str], ...] = ()
        self._phases: tuple[str, ...] = ()
        self.weeks = Stepper(theme, tr(words.WEEKS), WEEKS, widest="26")
        times = CountNotation(SESSIONS, words.times)
        self.often = Stepper(theme, tr(words.OFTEN_NAME), SESSIONS, notation=times, widest=words.times(2))
        self.growth = MenuButton(theme, tr(words.GROWTH))
        self.phase = MenuButton(theme, tr(words.PHASES))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 10)
        line = Flow(12)
        for caption, stepper in ((tr(words.WEEKS), self.weeks), (tr(words.OFTEN), self.often)):
            line.addWidget(_captioned(theme, caption, stepper))
        line.addWidget(self.growth)
        line.addWidget(self.phase)
        column.addLayout(line)
        self.weeks.changed.connect(self._set_weeks)
        self.often.changed.connect(self._set_often)
        self.growth.chosen.connect(self._set_growth)
        self.phase.chosen.connect(self.phase_chosen)

    def show_view(self, view: BuilderView) -> None:
        self.weeks.show_value(view.weeks)
        self.often.show_value(view.often)
        number = [growth for growth, _ in view.growths].index(view.growth)
        if view.growths != self._growths:
            self._growths = view.growths
            self.growth.show_choices([label for _, label in view.growths], number)
        self.growth.show_choice(number)
        if view.phases != self._phases:
            self._phases = view.phases
            self.phase.show_choices(view.phases, view.phase)
        self.phase.show_choice(view.phase)
        self.phase.setVisible(len(view.phases) > 1)

    @Slot(object)
    def _set_weeks(self, weeks: object) -> None:
        assert isinstance(weeks, int | float)
        self.weeks_changed.emit(int(weeks))

    @Slot(object)
    def _set_often(self, often: object) -> None:
        assert isinstance(often, int | float)
        self.often_changed.emit(int(often))

    @Slot(int)
    def _set_growth(self, number: int) -> None:
        self.growth_changed.emit(self._growths[number][0])


def _captioned(theme: Theme, caption: str, widget: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Text(theme, caption, px=15, role="soft"))
    row.addWidget(widget)
    return both
