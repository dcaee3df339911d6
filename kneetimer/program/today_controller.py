"""Shows Today: the coming session and its short forms, the knee, the week, and trouble with the data."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneetimer.core.dose_reason import reasons_of
from kneetimer.core.language import tr
from kneetimer.core.script import Script, SessionKind
from kneetimer.core.short import could_count
from kneetimer.core.weights import load_of_kg
from kneetimer.program.appearance import Appearance
from kneetimer.program.knee_controller import KneeController
from kneetimer.program.loads_controller import LoadsController
from kneetimer.program.model import Model, last_of_plan, weight_steps_of
from kneetimer.program.page_controller import PageController
from kneetimer.storage.plans import library
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.plan import words as plan_words
from kneetimer.ui.plan.why_words import next_weight, of_session
from kneetimer.ui.shell import words
from kneetimer.ui.text import times
from kneetimer.ui.text.loads import load_text
from kneetimer.ui.today.page import TodayPage
from kneetimer.ui.today.view import DataProblem, TodayView, today_view

OFFERS_AFTER_MS = 150  # what a menu has is worked out after the picture that shows its button


class TodayController(PageController):
    """`knee` asks its questions on this page; what the week card is asked for, the run controller does.

    `has_another_headline` comes when the time alone has changed what the page advises.
    """

    has_another_headline = Signal()

    def __init__(self, model: Model, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(model, parent)
        self._appearance = appearance
        self._figures = StillFigures(self)
        self.knee = KneeController(appearance.theme, model, self)
        self._loads = LoadsController(appearance.theme, model, self)
        self._page = TodayPage(appearance.theme, self._figures, self.knee.card, self.knee.foot_note)
        self._page.week.week_shifted.connect(self._shift_week)
        self._page.change_requested.connect(self.knee.reopen)
        self._page.kit.ticked.connect(self._tick_kit)
        self._page.kit.loads_asked.connect(self._open_loads)
        self._page.left_out.connect(self._leave_out)
        self._page.choices_wanted.connect(self._offer)
        self._offers = QTimer(self._page)  # which may go before its controller
        self._offers.setSingleShot(True)
        self._offers.setInterval(OFFERS_AFTER_MS)
        self._offers.timeout.connect(self._offer)
        self._offered = False
        self._week_shift = 0
        self._shown: TodayView | None = None
        appearance.changed.connect(self._draw)
        self._draw()

    @property
    def page(self) -> TodayPage:
        return self._page

    def refresh(self) -> None:
        self._shown = self._view()
        self._page.show_view(self._shown)
        self.knee.refresh()
        self._offered = False
        self._offers.start()

    @Slot()
    def show_time(self) -> None:
        """Show what goes by the time of day: when a session would be done, and whether it still waits."""
        before = self._shown
        if before is None or not self._page.isVisible():
            return
        self._shown = view = self._view()
        if view != before:
            self._page.show_view(view)
        if view.title != before.title:
            self.has_another_headline.emit()

    def _view(self) -> TodayView:
        script = self._model.script()
        return today_view(
            self._model.outlook,
            script,
            library.kit_label,
            problem=self._problem(),
            week_shift=self._week_shift,
            reasons=self._reasons(script),
            left=self._model.open_answers,
        )

    @Slot()
    def _offer(self) -> None:
        """Fill the menu of shorter sessions, where it is not of today already."""
        if not self._offered:
            self._offered = True
            self._page.show_choices(self._choices())

    def _reasons(self, script: Script) -> dict[int, str]:
        """Where the doses of the coming session come from, once there is something to compare them with."""
        model, outlook = self._model, self._model.outlook
        last = last_of_plan(model)
        if last is None or model.problem is not None:
            return {}
        reasons = reasons_of(outlook, last, model.plans.log.now.doses.keys())
        told = of_session(script, reasons, outlook.today)
        steps_kg = weight_steps_of(model)
        for step in script.steps:
            if step.block.has_rests and step.exercise in steps_kg:
                step_words = next_weight(load_text(load_of_kg(steps_kg[step.exercise])))
                told[step.item] = "; ".join(filter(None, (told.get(step.item, ""), step_words)))
                del steps_kg[step.exercise]
        return told

    def _choices(self) -> list[tuple[str, str]]:
        """What a person may do of the coming session, with its length, under its headings."""
        found = self._model.choices()
        offered: list[tuple[str, str]] = []
        for counts, heading in ((True, plan_words.COUNTING), (False, plan_words.WAITING)):
            here = [kind for kind, script in found.items() if could_count(script) is counts]
            if here:
                offered.append(("", tr(heading)))
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
        self._model.know_all()
        self.refresh()

    @Slot(str, bool)
    def _tick_kit(self, kit: str, here: bool) -> None:
        """Do without a piece of kit today, or with it again."""
        chosen, today = self._model.preferences, self._model.outlook.today
        self._model.choose(chosen.with_kit_on(today, kit, missing=not here))

    @Slot()
    def _open_loads(self) -> None:
        self._loads.open(self._page.window())

    @Slot()
    def _leave_out(self) -> None:
        """Ask no more about the last session."""
        if self._model.open_answers is not None:
            self._model.remove(self._model.open_answers)

    @Slot()
    def _draw(self) -> None:
        self._figures.set_look(self._appearance.figure_look)
        self._page.update()
