"""Shows Today: the coming session and its short forms, the knee, the week, and trouble with the data."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from kneetimer.core.script import SessionKind
from kneetimer.core.short import could_count
from kneetimer.figure.motion import STILL
from kneetimer.program.appearance import Appearance
from kneetimer.program.knee_controller import KneeController
from kneetimer.program.model import Model
from kneetimer.program.page_controller import PageController
from kneetimer.storage.plans import library
from kneetimer.ui.figures.figure_view import FigureView
from kneetimer.ui.plan import words as plan_words
from kneetimer.ui.shell import words
from kneetimer.ui.text import times
from kneetimer.ui.today.page import TodayPage
from kneetimer.ui.today.view import DataProblem, today_view


class TodayController(PageController):
    """`knee` asks its questions on this page; what the week card is asked for, the run controller does."""

    def __init__(self, model: Model, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(model, parent)
        self._appearance = appearance
        self._page = TodayPage(appearance.theme)
        self.knee = KneeController(appearance.theme, model, self)
        self._page.set_knee(self.knee.before, self.knee.before_card, self.knee.morning, self.knee.foot_note)
        self._picture = FigureView()
        self._page.set_picture(self._picture)
        self._page.week.week_shifted.connect(self._shift_week)
        self._week_shift = 0
        appearance.changed.connect(self._draw)
        self._draw()

    @property
    def page(self) -> TodayPage:
        return self._page

    def refresh(self) -> None:
        script = self._model.script()
        view = today_view(
            self._model.outlook,
            script,
            library.kit_label,
            problem=self._problem(),
            week_shift=self._week_shift,
        )
        self._page.show_view(view)
        self.knee.refresh()
        self._page.show_choices(self._choices())
        strength = [step for step in script.steps if step.is_set and step.block.has_rests]
        if strength:
            self._picture.show_figure(strength[0].exercise, strength[0].variant)
            self._picture.show_moment(STILL)

    def _choices(self) -> list[tuple[str, str]]:
        """What a person may do of the coming session, with its length, under its headings."""
        found = self._model.choices()
        offered: list[tuple[str, str]] = []
        for counts, heading in ((True, plan_words.COUNTING), (False, plan_words.WAITING)):
            here = [kind for kind, script in found.items() if could_count(script) is counts]
            if here:
                offered.append(("", heading))
            offered += [(kind.value, self._entry(kind)) for kind in here]
        return offered

    def _entry(self, kind: SessionKind) -> str:
        return plan_words.short_entry(kind, times.clock(self._model.choices()[kind].length_ms))

    def _problem(self) -> DataProblem | None:
        if self._model.problem is None:
            return None
        what_to_do = words.data_problem_help(self._model.where.data_dir)
        return DataProblem(str(self._model.problem), what_to_do)

    @Slot(int)
    def _shift_week(self, shift: int) -> None:
        self._week_shift = shift
        self.refresh()

    @Slot()
    def _draw(self) -> None:
        look = self._appearance.figure_look
        self._picture.set_look(look)
        self._picture.set_reduced_motion(self._appearance.reduced_motion)
