"""The program put together: the only place that builds real things and connects them.

What a page shows is computed by the page's own view; what is known, the model has; here they are
only introduced to each other, and the way between them is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from kneetimer.core.language import tr
from kneetimer.devices.desktop.bus import SessionBus, is_offered
from kneetimer.devices.desktop.system_wishes import SystemWishes
from kneetimer.devices.process.clock import Clock
from kneetimer.devices.process.shutdown import ShutdownSignals
from kneetimer.program.appearance import Appearance
from kneetimer.program.article_link import ArticleLink
from kneetimer.program.calendar_controller import CalendarController
from kneetimer.program.crash_log import CrashLog
from kneetimer.program.day_watch import DayWatch
from kneetimer.program.lazy import Lazy
from kneetimer.program.model import Model
from kneetimer.program.move_controller import MoveController
from kneetimer.program.page_controller import PageController, PageOf
from kneetimer.program.plan_room import PlanRoom
from kneetimer.program.reminder_controller import ReminderController
from kneetimer.program.run_controller import RunController
from kneetimer.program.saver import AT_THE_END_S
from kneetimer.program.saving_controller import SavingController
from kneetimer.program.seen_controller import SeenController
from kneetimer.program.session_flow import SessionFlow
from kneetimer.program.settings_link import SettingsLink
from kneetimer.program.shared_folder_controller import SharedFolderController
from kneetimer.program.today_controller import TodayController
from kneetimer.program.undo import Undo
from kneetimer.storage.errors import StorageError
from kneetimer.storage.locations import Locations
from kneetimer.storage.records.history import History
from kneetimer.ui.shell import words
from kneetimer.ui.shell.main_window import MainWindow, NavPage
from kneetimer.ui.today.view import interrupted_session, progress_lines

if TYPE_CHECKING:
    from kneetimer.program.exercises_controller import ExercisesController
    from kneetimer.program.learn_controller import LearnController
    from kneetimer.program.plan_controller import PlanController
    from kneetimer.program.progress_controller import ProgressController
    from kneetimer.program.settings_controller import SettingsController

ASK_DESKTOP_AFTER_MS = 300  # the first picture comes first


class Program(QObject):
    """The running program: its window, its model and its controllers.

    `progress`, `exercises`, `learn` and `settings` are called for what they give, which is made when it is
    first wanted; so are the parts of a session, which the flow makes.
    """

    def __init__(
        self,
        where: Locations,
        history: History | None,
        problem: StorageError | None,
        *,
        clock: Clock,
        speed: float = 1.0,
    ) -> None:
        super().__init__()
        self.model = Model(where, history, problem, clock, self)
        self._bus = SessionBus() if is_offered() else None
        self._wishes = SystemWishes(self._bus, self)
        self.appearance = Appearance(self.model, self._wishes, self)
        self.today = TodayController(self.model, self.appearance, self)
        self.progress, self.exercises = Lazy(self._make_progress), Lazy(self._make_exercises)
        self.learn, self.settings = Lazy(self._make_learn), Lazy(self._make_settings)
        self.window = MainWindow(
            self.appearance.theme,
            [
                NavPage("today", tr(words.TODAY), "today", self.today.page),
                NavPage("plan", tr(words.PLAN), "plan", PageOf(self._controller, "plan")),
                NavPage("progress", tr(words.PROGRESS), "progress", PageOf(self._controller, "progress")),
                NavPage("exercises", tr(words.EXERCISES), "exercises", PageOf(self._controller, "exercises")),
                NavPage("learn", tr(words.LEARN), "learn", PageOf(self._controller, "learn")),
                NavPage("settings", tr(words.SETTINGS), "settings", PageOf(self._controller, "settings")),
            ],
            clock.seconds,
        )
        self.undo = Undo(self.model, self.window, self)
        self.plan_room = PlanRoom(self.model, self.appearance, self.undo, self)
        self.runs = RunController(self.model, self.today.page.week, self.window, self.undo, self)
        self._moves = MoveController(self.model, self.today.page, self.undo, self)
        self.reminder = ReminderController(self.model, self.window, self._bus, self)
        self.calendar = CalendarController(self.model, self.window, self)
        self.flow = SessionFlow(
            self.model, self.appearance, self.window, self.today, self._bus, speed=speed, parent=self
        )
        self.entry, self.sessions = self.flow.entry, self.flow.sessions
        self.summary, self.first_start = self.flow.summary, self.flow.first_start
        self._rests, self._schedule, self._calendar_file = (
            SettingsLink(self.window, self.settings, name, self)
            for name in ("rest_sets_s", "wish_days", "calendar_file")
        )
        self._day, self._signals = DayWatch(clock, self), ShutdownSignals(self)
        self._saving = SavingController(self.model, self.window, self)
        self.shared = SharedFolderController(self.model, self.window, self)
        self._connect()
        _complain(self.window, (*self.model.complaints, *self.model.plans.repository.complaints))

    def show(self, *, start: bool = False) -> None:
        """Open the window at the page that the person needs, or with `start` in the coming session."""
        accepted = bool(self.model.preferences.safety_accepted)
        waits = interrupted_session(self.model.records) is not None
        if self.model.problem is None and not accepted and self.model.history is not None:
            self.flow.ask_first(start=start)
        else:
            self.window.show_page("today")
        self.window.show()
        if waits:
            self.window.opened_by_itself()  # its card asks what nobody has read yet
        QTimer.singleShot(ASK_DESKTOP_AFTER_MS, self.window, self._ask_desktop)  # not once that is gone
        if not start and not waits:  # what is asked first comes first
            QTimer.singleShot(ASK_DESKTOP_AFTER_MS, self._saving, self._saving.look_for_copies)
        following = (self._follow, self.runs.follow, self.reminder.follow, self.calendar.update)
        for follow in (*following, self.shared.follow):
            follow()
        if start and accepted and not waits:
            self.entry.start()

    @property
    def plans(self) -> PlanController:
        return self.plan_room.plans

    @Slot()
    def close(self) -> None:
        """Save what is running and let go of the data."""
        limit_s = self.model.saver.at_the_end_s if self.model.saver is not None else AT_THE_END_S
        self.flow.finish()
        self.runs.close(limit_s)
        self.reminder.close()
        self._day.stop()
        self.flow.backups.close(limit_s)
        self.shared.close(limit_s)
        self.model.let_go()
        if self._bus is not None:
            self._bus.close()

    # What is made when it is first wanted.

    def _make_settings(self) -> SettingsController:
        from kneetimer.program.settings_controller import SettingsController

        made = SettingsController(
            self.appearance.theme,
            self.model,
            self.runs,
            self.reminder,
            self.calendar,
            self.flow.backups,
            self.shared,
            self.window,
            self,
        )
        made.begun_again.connect(self._begin_again)
        _hear(made, self.window)
        made.page.voice_test_requested.connect(self.flow.test_voice)
        made.page.sound_test_requested.connect(self.flow.test_sound)
        made.page.answer_asked.connect(self._answers.open_article)
        return made

    def _make_progress(self) -> ProgressController:
        from kneetimer.program.progress_controller import ProgressController

        made = ProgressController(self.appearance, self.model, self.undo, self)
        for asks in (made.page.learn.asked, made.article_asked):
            asks.connect(self._answers.open_article)
        _hear(made, self.window)
        return made

    def _make_exercises(self) -> ExercisesController:
        from kneetimer.program.exercises_controller import ExercisesController

        made = ExercisesController(self.model, self.appearance, self)
        made.practise.connect(self.entry.practise)
        return made

    def _make_learn(self) -> LearnController:
        from kneetimer.program.learn_controller import LearnController

        rooms = (self.settings, self.exercises, self.progress)
        made = LearnController(self.model, self.appearance, self.window, self.undo, self.entry, rooms, self)
        made.said.connect(self.window.show_banner)
        return made

    # Between the pages.

    @Slot(str)
    def _page_shown(self, name: str) -> None:
        self.model.flush()
        self._controller(name).come_into_sight()

    def _controller(self, name: str) -> PageController:
        match name:
            case "plan":
                return self.plan_room.controller()
            case "progress":
                return self.progress()
            case "exercises":
                return self.exercises()
            case "learn":
                return self.learn()
            case "settings":
                return self.settings()
        return self.today

    @Slot()
    def _follow(self) -> None:
        """Bring the foot of the navigation up to date."""
        if self.window.current_page():
            known = self.model.problem is None
            self.window.show_footer(progress_lines(self.model.outlook) if known else ())

    @Slot()
    def _day_turned(self) -> None:
        """Show the new day; a session and its summary belong to the day on which it began."""
        if self.window.current_page():
            self.model.has_changed()
            self.reminder.look_at_time()  # it may have come due while the machine slept
            self.window.opened_by_itself()

    @Slot()
    def _begin_again(self) -> None:
        """Another data file, or none, is in place."""
        self.show()
        _complain(self.window, self.model.complaints)

    @Slot()
    def _open_plan(self) -> None:
        """Show the Plan page, or the builder in its place."""
        self.window.show_page("plan")

    @Slot()
    def _open_folder(self) -> None:
        self.settings().show_folder()

    @Slot()
    def _make_report(self) -> None:
        self.progress().refresh()
        self.progress().ask_for_report()

    @Slot(str)
    def _open_exercise(self, exercise: str) -> None:
        self.window.show_page("exercises")
        self.exercises().page.open_exercise(exercise)

    # The window.

    @Slot()
    def _ask_desktop(self) -> None:
        if self._bus is not None:
            self._bus.start()
        self._wishes.ask()
        self.sessions()  # Start need not wait for it then
        self.model.know_all()

    @Slot(bool)
    def _set_busy(self, busy: bool) -> None:
        self.runs.set_busy(busy)
        self.shared.set_busy(busy)
        self.reminder.set_busy(busy)

    def _connect(self) -> None:
        CrashLog(self.model.where.log_dir, self.window.show_banner, self.model.clock.now).install()
        self._answers = ArticleLink(self.learn, "keys", self)
        for speaker in (self.model, self.calendar, self.today.knee):
            speaker.said.connect(self.window.show_banner)
        _hear(self.plan_room, self.window)
        _hear(self.shared, self.window)
        self.model.changed.connect(self._follow)
        self.plans.article_asked.connect(self._answers.open_article)
        self.plans.days_requested.connect(self._schedule.open)
        self.plans.calendar_requested.connect(self._calendar_file.open)
        self.plan_room.turned.connect(self._open_plan)
        self.plan_room.practise.connect(self.entry.practise)
        today = self.today.page
        self._seen = SeenController(self.model, today, self.undo, self)
        today.settings_requested.connect(self._rests.open)
        today.week.schedule_requested.connect(self._schedule.open)
        today.folder_requested.connect(self._open_folder)
        today.learn.asked.connect(self._answers.open_article)
        today.report_requested.connect(self._make_report)
        today.exercise_requested.connect(self._open_exercise)
        self.flow.busy_changed.connect(self._set_busy)
        self.flow.article_asked.connect(self._answers.show_over)
        self._day.turned.connect(self._day_turned)
        self._day.went_on.connect(self.today.show_time)
        self.today.has_another_headline.connect(self.window.opened_by_itself)
        self.window.page_shown.connect(self._page_shown)
        self.window.keys_asked.connect(self._answers.open)
        self.window.closing.connect(self.close)
        self._signals.asked.connect(self._saving.end)


def _hear(controller: PageController | PlanRoom | SharedFolderController, window: MainWindow) -> None:
    """What needs the person goes into the banner, what went well into a toast."""
    controller.said.connect(window.show_banner)
    controller.went_well.connect(window.toasts.tell)


def _complain(window: MainWindow, complaints: tuple[str, ...]) -> None:
    if complaints:
        window.show_banner(words.complaints(complaints))
