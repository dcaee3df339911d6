"""Leads the program to each of its pages, sheets, questions and phases, for whoever looks at all of them.

Made-up data, a clock that stands still, and no look at what is shown; tests/looks.py does that.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from fakes import StandingClock
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kneetimer.core.knee import Sign
from kneetimer.core.language import tr
from kneetimer.core.plan_edit import DosePlace
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.script import StepKind
from kneetimer.program import demo
from kneetimer.program.program import Program
from kneetimer.storage.locations import locate
from kneetimer.storage.plans import library, plan_file
from kneetimer.storage.records.history import History
from kneetimer.ui.controls.choice_row import ChoiceRow
from kneetimer.ui.exercises.loads_sheet import LoadsSheet
from kneetimer.ui.knee.question import KneeAnswer
from kneetimer.ui.plan.swap_sheet import SwapSheet
from kneetimer.ui.settings.table import SECTIONS

EVENING = datetime.fromisoformat("2026-11-26T18:30:00+01:00")
LONGEST_TICK_MS = 9_000
SQUATS = DosePlace("strength", 1, 0)
Place = tuple[str, QWidget]


class Walker:
    """One person at one program, who has trained for six weeks; `places` goes through all of them."""

    def __init__(self, **choices: object) -> None:
        self._data = tempfile.TemporaryDirectory()
        self.clock = StandingClock(EVENING)
        self.folder = Path(self._data.name)
        where = locate(self.folder)
        history = History.open_to_write(where, self.clock.now)
        plan = plan_file.load_plan(Preferences().plan)
        demo.store(history, demo.six_weeks(plan, library.load_exercises(), EVENING.date()))
        first = Preferences(safety_accepted="1", full_screen=False, sounds=False, knee=Knee.RIGHT)
        history.save_preferences(replace(first, **choices))  # type: ignore[arg-type]
        self.program = Program(where, history, None, clock=self.clock)
        self.window = self.program.window
        self.program.show()
        QTest.qWaitForWindowExposed(self.window)

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._data.cleanup()

    def places(self) -> Iterator[Place]:
        yield from self._today()
        yield from self._plan()
        yield from self._progress()
        yield from self._exercises()
        yield from self._settings()
        yield from self._session()
        yield from self._first_start()

    def _open(self, page: str) -> None:
        self.window.show_page(page)

    def _today(self) -> Iterator[Place]:
        page, knee = self.program.today.page, self.program.today.knee.card
        self._open("today")
        yield "today", self.window
        page.week.day_opened.emit(EVENING.date())
        yield "today, a day", self.window
        page.week.close_day()
        page.kit.loads.click()
        loads = self.window.findChild(LoadsSheet)
        assert loads is not None
        yield "weights and bands", loads
        loads.close()
        self.window.toasts.tell(tr("Session 2 is on Sunday 29 now."), "Undo")
        self.window.show_banner(
            tr("The voice cannot be heard. Another program has the sound device to itself.")
        )
        yield "today, a toast and a banner", self.window
        self.window.banner.dismiss()
        for toast in self.window.toasts.toasts():
            toast.cross.click()
        knee.answered.emit(KneeAnswer(4, Knee.RIGHT, ()))
        yield "today at 4", self.window
        knee.answered.emit(KneeAnswer(7, Knee.RIGHT, ()))
        yield "today at 7", self.window
        self.program.entry.start()
        yield "today, asked again", self.window
        page.stop_asking()
        knee.answered.emit(KneeAnswer(2, Knee.RIGHT, (Sign.LOCKING,)))
        yield "today with a sign", self.window
        knee.answered.emit(KneeAnswer(1, Knee.RIGHT, ()))

    def _plan(self) -> Iterator[Place]:
        self._open("plan")
        yield "plan", self.window
        page = self.program.plans.page
        phase = page.phases.panels[0]
        phase.edit.click()
        phase.rows[SQUATS].edit.click()
        yield "plan, a dose", self.window
        phase.rows[SQUATS].swap.click()
        sheet = self.window.findChild(SwapSheet)
        assert sheet is not None
        yield "swap", sheet
        sheet.close_sheet()
        phase.edit.click()
        next(act for act in page.head.more.menu().actions() if act.data() == "build").trigger()
        yield "builder, empty", self.window
        builder = self.program.plan_room.builder.page
        for exercise in ("glute-bridge", "clamshell", "wall-sit"):
            builder.library.tile(exercise).click()
        yield "builder", self.window
        QTest.keyClick(builder, Qt.Key.Key_Escape)

    def _progress(self) -> Iterator[Place]:
        page = self.program.progress().page
        drawn = QEventLoop()
        page.drawn.connect(drawn.quit)
        self._open("progress")
        drawn.exec()
        yield "progress", self.window
        page.sheets.open(self.program.model.records[-1].id)
        sheet = page.sheets.sheet()
        assert sheet is not None
        yield "a session", sheet
        sheet.findChildren(ChoiceRow)[0].buttons()[-1].click()
        yield "a session, what it was done with", sheet
        sheet.close()
        form = page.sheets.ask_for_session(self.program.model.clock.now())
        assert form is not None
        yield "a session done elsewhere", form
        form.close()

    def _exercises(self) -> Iterator[Place]:
        self._open("exercises")
        page = self.program.exercises().page
        yield "exercises", self.window
        page.open_exercise("clamshell")
        yield "an exercise", self.window
        page.finder.search.edit.setText("swimming")
        yield "no exercise", self.window
        page.finder.search.clear()
        self._open("learn")
        yield "learn", self.window
        learn = self.program.learn().page
        for article in ("train-with-pain", "brace"):
            learn.opened.emit(article)
            yield f"an answer, {article}", self.window

    def _settings(self) -> Iterator[Place]:
        self._open("settings")
        page = self.program.settings().page
        for section in SECTIONS:
            page.go_to(section.name)
            yield f"settings, {section.title}", self.window
        page.search.edit.setText("rest")
        yield "settings, found", self.window
        page.search.edit.setText("swimming")
        yield "settings, nothing found", self.window

    # A session, phase by phase.

    def _run_until(self, kind: StepKind, seconds: float = 2.0) -> None:
        driver = self.program.sessions().driver
        for _ in range(10_000):
            state = driver.state
            assert state is not None and not state.is_over
            if state.step.kind is kind and state.position_ms >= seconds * 1000:
                return
            # Up to where it is looked at, and no longer at once than a machine may be late.
            wanted = seconds * 1000 - state.position_ms if state.step.kind is kind else LONGEST_TICK_MS
            self.clock.ms += min(LONGEST_TICK_MS, max(1, min(wanted, state.remaining_ms)))
            driver.tick()
        raise AssertionError(f"no {kind} is reached")

    def _key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key)
        self.clock.presses += 1

    def _session(self) -> Iterator[Place]:
        self._open("today")
        self.program.entry.start()
        page = self.program.sessions().page
        yield "get set", page
        self._key(Qt.Key.Key_Space)
        for kind in (StepKind.WORK, StepKind.READY, StepKind.REST, StepKind.SIDE):
            self._run_until(kind)
            yield kind.value, page
        page.show_notices((tr("The voice cannot be heard."), tr("The screen may go dark.")))
        yield "notices", page
        page.show_notices(())
        self._run_until(StepKind.WORK)
        self._key(Qt.Key.Key_E)
        yield "easier", page
        self._key(Qt.Key.Key_P)
        yield "own pace", page
        self._key(Qt.Key.Key_P)
        self._run_until(StepKind.HOLD, 4)
        yield "hold", page
        self.clock.sleep(720_000)
        self.program.sessions().driver.tick()
        yield "slept", page
        self._key(Qt.Key.Key_Space)
        driver = self.program.sessions().driver
        while driver.is_running():
            self.clock.ms += LONGEST_TICK_MS
            driver.tick()
        summary = self.program.summary().page
        yield "finish", summary
        summary.ask()
        for number, key in enumerate((Qt.Key.Key_6, Qt.Key.Key_4, Qt.Key.Key_2), start=1):
            yield f"question {number}", summary
            self._key(key)
            self._key(Qt.Key.Key_Space)
        yield "note", summary
        summary.finish()
        self._open("today")
        self.program.entry.start()
        self._key(Qt.Key.Key_Space)
        self._run_until(StepKind.WORK)
        yield from self._panels(page)

    def _panels(self, page: QWidget) -> Iterator[Place]:
        panels: Callable[[], QWidget | None] = self.program.sessions().page.panels.open_panel
        for name, keys in (
            ("hurts", (Qt.Key.Key_H,)),
            ("hurts 4", (Qt.Key.Key_H, Qt.Key.Key_4)),
            ("hurts 8", (Qt.Key.Key_H, Qt.Key.Key_8)),
            ("hurts, locked", (Qt.Key.Key_H, Qt.Key.Key_3, Qt.Key.Key_B)),
            ("keys", (Qt.Key.Key_Question,)),
            ("leave", (Qt.Key.Key_Escape,)),
        ):
            for key in keys:
                self._key(key)
            panel = panels()
            assert panel is not None, name
            yield name, panel
            self._key(Qt.Key.Key_Escape)
        yield "paused", page
        self.program.flow.finish()

    def _first_start(self) -> Iterator[Place]:
        first = self.program.first_start()
        self.window.show_session(first)
        for step in range(3):
            first.show_step(step)
            yield f"first start {step + 1}", first
