"""Open the program with a clock that stands still and save a picture of each screen.

    python take_pictures.py FOLDER LOOK NAME TEXT   (LOOK: light or dark, -contrast behind it; TEXT: 100)

Run by make_screenshots.py, which gives it a screen. Prints how many pictures it took.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from fakes import StandingClock
from on_screen import button

from kneetimer.core import player, record
from kneetimer.core.plan_edit import DosePlace
from kneetimer.core.preferences import Preferences, ThemeChoice
from kneetimer.core.script import Script, StepKind, build_script
from kneetimer.program import demo
from kneetimer.program import start as app
from kneetimer.program.program import Program
from kneetimer.storage.errors import DamagedFileError
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History

NOW = datetime(2026, 11, 26, 18, 29, tzinfo=ZoneInfo("Europe/Vienna"))
STEP_MS = 1_000


class Photographer:
    """One program in one look, and the pictures taken of it."""

    def __init__(self, folder: Path, look: str, name: str, text: int) -> None:
        self._folder = folder
        self._name = name
        self.preferences = Preferences(
            theme=ThemeChoice(look.partition("-")[0]),
            high_contrast=look.endswith("contrast"),
            text_size=text,
            full_screen=False,
            sounds=False,
            safety_accepted="1",
            get_set_s=0,
        )
        self.taken = 0
        self._program: Program | None = None
        self._data: tempfile.TemporaryDirectory[str] | None = None

    def open(self, prepare: Callable[[History], None] | None = None, **choices: object) -> None:
        """Start the program with prepared data, in place of the one before."""
        self.close()
        self.clock = StandingClock(NOW)
        self._data = tempfile.TemporaryDirectory()
        where = locate(Path(self._data.name))
        history = History.open_to_write(where, self.clock.now)
        history.save_preferences(replace(self.preferences, **choices))  # type: ignore[arg-type]
        if prepare is not None:
            prepare(history)
        self._program = Program(where, history, None, clock=self.clock)
        self._show()

    def open_broken(self) -> None:
        self.close()
        self._data = tempfile.TemporaryDirectory()
        where = locate(Path(self._data.name))
        problem = DamagedFileError(f"The data file {where.database} is damaged.", where.database)
        self._program = Program(where, None, problem, clock=StandingClock(NOW))
        self._show()
        # Broken data has no settings in it: the look is the system's until the person chooses one.
        shown = self.preferences
        self.program.appearance.theme.choose(
            shown.theme, high_contrast=shown.high_contrast, text_size=shown.text_size
        )

    def _show(self) -> None:
        self.program.show()
        self.program.window.showMaximized()
        QTest.qWaitForWindowExposed(self.program.window)
        QTest.qWait(150)

    @property
    def program(self) -> Program:
        assert self._program is not None
        return self._program

    def close(self) -> None:
        if self._program is not None:
            self._program.close()
            self._program.window.close()
            self._program.window.deleteLater()
            self._program = None
        if self._data is not None:
            self._data.cleanup()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.program.window.focusWidget() or self.program.window, key)
        self.clock.presses += 1

    def run_until(self, reached: Callable[[player.State], bool]) -> None:
        """Let time pass until the session is where `reached` says."""
        while True:
            state = self.program.sessions().driver.state
            assert state is not None
            if reached(state):
                return
            assert not state.is_over, "the session ended before its picture"
            self.clock.ms += min(STEP_MS, max(1, state.remaining_ms))
            self.program.sessions().driver.tick()

    def take(self, screen: str) -> None:
        QTest.qWait(400)  # a figure that turns to its other side takes 300 ms
        picture = self.program.window.grab()
        path = self._folder / f"{screen}-{self._name}.png"
        if not picture.save(str(path)):
            raise OSError(f"cannot write {path}")
        self.taken += 1


def at(exercise: str, kind: StepKind, seconds: float = 0.0) -> Callable[[player.State], bool]:
    """True from so many seconds into the first such step on."""

    def reached(state: player.State) -> bool:
        step = state.step
        return (step.exercise, step.kind) == (exercise, kind) and state.position_ms >= seconds * 1000

    return reached


def script(week: int, session: int) -> Script:
    return build_script(load_plan("six-week-knee"), week, session, Preferences(), load_exercises())


def done(week: int, session: int, days_ago: int, *events: player.Event) -> Callable[[History], None]:
    """Stores a session that was done some days ago; without events it is finished."""

    def store(history: History) -> None:
        state = player.new_session(script(week, session), own_pace=False)
        began = NOW - timedelta(days=days_ago)
        identity = history.begin(record.Began(state.script, False, began, "Europe/Vienna", False))
        for event in (player.Start(), *(events or (player.Ticked(state.script.length_ms),))):
            state, effects = player.step(state, event)
            for effect in effects:
                if isinstance(effect, player.Append):
                    history.append(identity, effect.event)
                elif isinstance(effect, player.SavePlace):
                    history.save_place(identity, effect.place, effect.active_ms)

    return store


def four_done(history: History) -> None:
    for week, session, days_ago in ((1, 1, 10), (1, 2, 7), (2, 1, 3)):
        done(week, session, days_ago)(history)


def interrupted(history: History) -> None:
    four_done(history)
    done(2, 2, 0, player.Ticked(1_000_000))(history)


def demo_history(history: History) -> None:
    demo.store(history, demo.six_weeks(load_plan("six-week-knee"), load_exercises(), NOW.date()))


def done_yesterday(history: History) -> None:
    done(1, 1, 4)(history)
    done(1, 2, 1)(history)


def plan_done(history: History) -> None:
    done(6, 1, 6)(history)
    done(6, 2, 3)(history)


def photograph(camera: Photographer) -> None:
    _pages(camera)
    _plan(camera)
    _session(camera)


def _pages(camera: Photographer) -> None:
    camera.open(safety_accepted="")
    for number, name in enumerate(("safety", "questions", "reading")):
        camera.program.first_start().show_step(number)
        camera.take(f"first-{name}")
    camera.open()
    camera.program.window.show_page("progress")
    QTest.qWait(1000)
    camera.take("progress-empty")
    camera.open(four_done)
    camera.take("today")
    _answer_on_today(camera, Qt.Key.Key_4)
    camera.take("today-knee-4")
    _answer_on_today(camera, Qt.Key.Key_7)
    camera.take("today-knee-7")
    question = camera.program.today.knee.card.question
    question.open_signs()
    button(question, "It locks").click()
    camera.take("today-sign")
    camera.program.window.show_page("settings")
    camera.take("settings")
    _exercises(camera)
    _settings(camera)
    camera.open(demo_history)
    camera.program.window.show_page("progress")
    QTest.qWait(1500)  # until the last chart is drawn
    camera.take("progress")
    camera.program.progress().page.verticalScrollBar().setValue(800)
    camera.take("progress-below")
    camera.open(interrupted)
    camera.take("today-resume")
    camera.open(done_yesterday)
    camera.take("today-rest-day")
    camera.open_broken()
    camera.take("today-problem")
    _learn(camera)


def _answer_on_today(camera: Photographer, level: Qt.Key) -> None:
    """Say that the morning was fine, and how the knee is now."""
    camera.open(four_done)
    for answer in (Qt.Key.Key_2, level):
        camera.key(answer)
        QTest.qWait(700)  # a digit could become a 10


def _learn(camera: Photographer) -> None:
    camera.open(four_done)
    camera.program.window.show_page("learn")
    camera.take("learn")
    page = camera.program.learn().page
    page.opened.emit("train-with-pain")
    QTest.qWait(600)  # until its figure is drawn
    camera.take("learn-article")
    page.show_all()
    QTest.keyClicks(page.search.edit, "brace")
    camera.take("learn-search")


def _exercises(camera: Photographer) -> None:
    camera.open(four_done, missing_kit=("mini-band",))
    camera.take("today-substitute")
    page = camera.program.exercises().page
    camera.program.window.show_page("exercises")
    camera.take("exercises-opening")
    while page.figures.is_drawing:
        QTest.qWait(20)
    camera.take("exercises")
    page.open_exercise("clamshell")
    camera.clock.ms += 1_500
    page.detail.moving.show_now()
    camera.take("exercises-open")
    QTest.keyClicks(page.finder.search.edit, "swimming")
    camera.take("exercises-nothing")


def _settings(camera: Photographer) -> None:
    camera.open(four_done, rest_of_exercise_s={"clamshell": 30})
    page = camera.program.settings().page
    camera.program.window.show_page("settings")
    page.rests.show_more.click()
    page.controls.steppers["rest_sets_s"].stepUp()
    camera.take("settings-rests")
    QTest.keyClicks(page.search.edit, "backup")
    page.data.back_up.click()
    page.data.choose.click()
    while not page.data.restore_buttons:  # it is made on a thread of its own
        QTest.qWait(20)
    page.data.restore_buttons[0].click()
    camera.take("settings-backup")
    page.data.close_questions()
    page.search.clear()
    page.reset_all.click()
    camera.take("settings-reset")


def _plan(camera: Photographer) -> None:
    squats = DosePlace("strength", 1, 0)
    camera.open(four_done)
    page = camera.program.plans.page
    camera.program.window.show_page("plan")
    camera.take("plan")
    phase = page.phases.panels[0]
    phase.edit.click()
    phase.rows[squats].edit.click()
    panel = phase.panel()
    assert panel is not None
    panel.steppers["sets"].stepUp()
    panel.steppers["rest"].stepUp()
    camera.take("plan-edit")
    panel.done.click()
    phase.rows[squats].swap.click()
    camera.key(Qt.Key.Key_Right)
    camera.take("plan-swap")
    camera.key(Qt.Key.Key_Return)
    phase.edit.click()
    page.options.ease.click()
    camera.take("plan-changed")
    page.head.plan_chosen.emit("ten-essentials-gym")
    camera.take("plan-other")
    camera.open(plan_done)
    camera.program.window.show_page("plan")
    camera.take("plan-finished")
    camera.open(four_done)
    camera.program.window.show_page("plan")
    menu = camera.program.plans.page.head.more.menu()
    next(act for act in menu.actions() if act.data() == "build").trigger()
    builder = camera.program.plan_room.builder.page
    for exercise in ("glute-bridge", "clamshell", "wall-sit"):
        builder.library.tile(exercise).click()
    QTest.qWait(600)
    camera.take("plan-builder")


def _session(camera: Photographer) -> None:
    camera.open(four_done, sounds=True)
    camera.program.entry.start()
    camera.run_until(at("bodyweight-squat", StepKind.READY, 2))
    QTest.qWait(600)  # until the flash is over
    camera.take("session-no-sound")
    camera.open(four_done, get_set_s=20)
    camera.program.entry.start()
    camera.take("session-get-set")
    camera.open(four_done)
    camera.program.entry.start()
    camera.run_until(at("bodyweight-squat", StepKind.WORK, 7))
    camera.key(Qt.Key.Key_E)
    camera.run_until(at("bodyweight-squat", StepKind.WORK, 17))
    camera.take("session-easier")
    camera.run_until(at("glute-bridge", StepKind.WORK, 67))
    camera.take("session-work")
    camera.run_until(at("clamshell", StepKind.REST, 14))
    camera.take("session-rest")
    camera.run_until(at("clamshell", StepKind.READY, 12))
    camera.take("session-ready")
    camera.run_until(at("clamshell", StepKind.SIDE, 2))
    camera.take("session-side")
    camera.run_until(at("terminal-knee-extension", StepKind.WORK, 8))
    camera.key(Qt.Key.Key_P)
    camera.take("session-own-pace")
    camera.key(Qt.Key.Key_P)
    camera.key(Qt.Key.Key_H)
    camera.take("session-hurt")
    camera.key(Qt.Key.Key_Escape)
    camera.key(Qt.Key.Key_Space)  # a panel that is closed leaves the session paused
    camera.run_until(at("wall-sit", StepKind.HOLD, 4))
    camera.key(Qt.Key.Key_Space)
    camera.take("session-paused")
    camera.key(Qt.Key.Key_Question)
    camera.take("session-keys")
    camera.key(Qt.Key.Key_Escape)
    camera.key(Qt.Key.Key_Space)
    camera.run_until(at("quad-stretch", StepKind.HOLD, 8))
    camera.take("session-hold")
    camera.clock.ms += 720_000
    camera.program.sessions().driver.tick()
    camera.take("session-slept")
    camera.key(Qt.Key.Key_Space)
    camera.key(Qt.Key.Key_Escape)
    camera.take("session-leave")
    camera.key(Qt.Key.Key_Escape)
    camera.key(Qt.Key.Key_Space)
    camera.run_until(lambda state: state.index == len(state.script.steps) - 1)
    camera.clock.ms += 1
    while camera.program.sessions().driver.is_running():
        camera.clock.ms += STEP_MS
        camera.program.sessions().driver.tick()
    camera.take("summary")
    QTest.qWait(1_100)  # its first second takes no key
    camera.key(Qt.Key.Key_Space)
    camera.take("summary-questions")
    for answer in (Qt.Key.Key_4, Qt.Key.Key_2, Qt.Key.Key_0):
        camera.key(answer)
    camera.take("summary-note")


def main() -> int:
    folder, look, name, text = sys.argv[1:5]
    application = app.application()
    camera = Photographer(Path(folder), look, name, int(text))
    photograph(camera)
    camera.close()
    application.processEvents()
    print(camera.taken)
    return 0


if __name__ == "__main__":
    sys.exit(main())
