"""The program put together: the only place that builds real things and connects them.

What a page shows is computed by the page's own view; what is known, the model has; here they are
only introduced to each other, and the way between them is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from kneetimer.core.script import Script
from kneetimer.devices.desktop.bus import SessionBus, is_offered
from kneetimer.devices.desktop.motion import SystemMotion
from kneetimer.devices.process.clock import Clock
from kneetimer.devices.process.shutdown import ShutdownSignals
from kneetimer.program.appearance import Appearance
from kneetimer.program.calendar_controller import CalendarController
from kneetimer.program.crash_log import CrashLog
from kneetimer.program.day_watch import DayWatch
from kneetimer.program.lazy import Lazy
from kneetimer.program.model import Model
from kneetimer.program.page_controller import PageController
from kneetimer.program.plan_controller import PlanController
from kneetimer.program.reminder_controller import ReminderController
from kneetimer.program.run_controller import RunController
from kneetimer.program.saving_controller import SavingController
from kneetimer.program.session_entry import SessionEntry
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
    from kneetimer.program.progress_controller import ProgressController
    from kneetimer.program.session_controller import SessionController
    from kneetimer.program.settings_controller import SettingsController
    from kneetimer.program.summary_controller import SummaryController
    from kneetimer.ui.first_start.page import FirstAnswers, FirstStartPage

SUMMARY_OF_REHEARSAL_MS = 1_500
ASK_DESKTOP_AFTER_MS = 300  # the first picture comes first


class Program(QObject):
    """The running program: its window, its model and its controllers.

    `sessions`, `summary`, `first_start`, `progress`, `exercises` and `settings` are called for what they
    give, which is made when it is first wanted.
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
        self._speed = speed
        self._rehearsing = self._summary_stays = False
        self._starts_at_once = False
        self.model = Model(where, history, problem, clock, self)
        self._bus = SessionBus() if is_offered() else None
        self._motion = SystemMotion(self._bus, self)
        self.appearance = Appearance(self.model, self._motion, self)
        self.today = TodayController(self.model, self.appearance, self)
        self.sessions = Lazy(self._make_sessions)
        self.summary = Lazy(self._make_summary)
        self.first_start = Lazy(self._make_first_start)
        self.progress = Lazy(self._make_progress)
        self.exercises = Lazy(self._make_exercises)
        self.settings = Lazy(self._make_settings)
        self.window = MainWindow(
            self.appearance.theme,
            [
                NavPage("today", words.TODAY, "today", self.today.page),
                NavPage("plan", words.PLAN, "plan", self._plan_page),
                NavPage("progress", words.PROGRESS, "progress", self._progress_page),
                NavPage("exercises", words.EXERCISES, "exercises", self._exercises_page),
                NavPage("settings", words.SETTINGS, "settings", self._settings_page),
            ],
            clock.seconds,
        )
        self.undo = Undo(self.model, self.window, self)
        self.plans = PlanController(self.appearance.theme, self.model, self.undo, self)
        self.runs = RunController(self.model, self.today.page.week, self.window, self.undo, self)
        self.reminder = ReminderController(self.model, self.window, self._bus, self)
        self.calendar = CalendarController(self.model, self.window, self)
        self.entry = SessionEntry(self.model, self.today, self.sessions, self)
        self._day, self._signals = DayWatch(clock, self), ShutdownSignals(self)
        self._saving = SavingController(self.model, self.window, self)
        CrashLog(where.log_dir, self.window.show_banner, clock.now).install()
        self._connect()
        for complaint in (*self.model.complaints, *self.model.plans.repository.complaints):
            self.window.show_banner(complaint)

    def show(self, *, start: bool = False) -> None:
        """Open the window at the page that the person needs, or with `start` in the coming session."""
        accepted = bool(self.model.preferences.safety_accepted)
        waits = interrupted_session(self.model.records) is not None
        if self.model.problem is None and not accepted and self.model.history is not None:
            self._starts_at_once = start
            self.window.show_session(self.first_start())
        else:
            self.window.show_page("today")
        self.window.show()
        if waits:
            self.window.opened_by_itself()  # its card asks what nobody has read yet
        QTimer.singleShot(ASK_DESKTOP_AFTER_MS, self, self._ask_desktop)
        for follow in (self._follow, self.runs.follow, self.reminder.follow, self.calendar.update):
            follow()
        if start and accepted and not waits:
            self.entry.start()

    def rehearse(self, script: Script, *, stay: bool = False) -> None:
        """Play a script that is marked as a rehearsal, then its summary, then end.

        With `stay` the person closes the summary.
        """
        self._rehearsing, self._summary_stays = True, stay
        self.entry.rehearse(script)

    def close(self) -> None:
        """Save what is running and let go of the data."""
        if self.sessions.made is not None:
            self.sessions.made.release()
        self.runs.close()
        self.reminder.close()
        self._day.stop()
        self.model.let_go()
        if self._bus is not None:
            self._bus.close()

    # What is made when it is first wanted.

    def _make_sessions(self) -> SessionController:
        from kneetimer.program.session_controller import SessionController

        made = SessionController(
            self.model, self.appearance, self.window, self._bus, speed=self._speed, parent=self
        )
        made.began.connect(self.today.knee.session_began)
        made.ended.connect(self._session_ended)
        made.said.connect(self.window.show_banner)
        made.hands_free.raise_asked.connect(self._raise)
        made.audio.said.connect(self.window.show_banner)
        return made

    def _make_summary(self) -> SummaryController:
        from kneetimer.program.summary_controller import SummaryController

        made = SummaryController(
            self.appearance.theme, self.model, self.sessions(), self.today.knee, self
        )
        made.shown.connect(self._show_summary)
        made.left.connect(self._leave_session)
        made.said.connect(self.window.show_banner)
        return made

    def _make_first_start(self) -> FirstStartPage:
        from kneetimer.ui.first_start.page import FirstStartPage

        page = FirstStartPage(self.appearance.theme)
        page.finished.connect(self._first_answers)
        page.sound_test_requested.connect(self._test_sound)
        return page

    def _make_settings(self) -> SettingsController:
        from kneetimer.program.settings_controller import SettingsController

        made = SettingsController(
            self.appearance.theme, self.model, self.runs, self.reminder, self.calendar, self
        )
        made.begun_again.connect(self._begin_again)
        made.said.connect(self.window.show_banner)
        made.page.voice_test_requested.connect(self._test_voice)
        made.page.sound_test_requested.connect(self._test_sound)
        return made

    def _make_progress(self) -> ProgressController:
        from kneetimer.program.progress_controller import ProgressController

        made = ProgressController(self.appearance.theme, self.model, self.undo, self)
        made.said.connect(self.window.show_banner)
        return made

    def _make_exercises(self) -> ExercisesController:
        from kneetimer.program.exercises_controller import ExercisesController

        made = ExercisesController(self.model, self.appearance, self)
        made.practise.connect(self.entry.practise)
        return made

    def _plan_page(self) -> QWidget:
        return self.plans.page

    def _progress_page(self) -> QWidget:
        return self.progress().page

    def _exercises_page(self) -> QWidget:
        return self.exercises().page

    def _settings_page(self) -> QWidget:
        return self.settings().page

    # Between the pages.

    @Slot(str)
    def _page_shown(self, name: str) -> None:
        self.model.flush()
        self._controller(name).refresh()

    def _controller(self, name: str) -> PageController:
        match name:
            case "plan":
                return self.plans
            case "progress":
                return self.progress()
            case "exercises":
                return self.exercises()
            case "settings":
                return self.settings()
        return self.today

    @Slot()
    def _follow(self) -> None:
        """Bring the foot of the navigation up to date."""
        if self.window.current_page():
            self.window.show_footer(progress_lines(self.model.outlook))

    @Slot()
    def _day_turned(self) -> None:
        """Show the new day; a session and its summary belong to the day on which it began."""
        if self.window.current_page():
            self.model.has_changed()
            self.reminder.look_at_time()  # it may have come due while the machine slept
            self.window.opened_by_itself()

    @Slot()
    def _session_begins(self) -> None:
        self.model.flush()
        self.runs.set_busy(True)
        self.reminder.set_busy(True)

    @Slot()
    def _session_ended(self) -> None:
        self.summary().show_session()

    @Slot()
    def _show_summary(self) -> None:
        self.window.show_session(self.summary().page)
        self.window.opened_by_itself()
        if self._rehearsing and not self._summary_stays:
            QTimer.singleShot(SUMMARY_OF_REHEARSAL_MS, self.window, self.window.close)

    @Slot(str)
    def _leave_session(self, page: str) -> None:
        if self._rehearsing:
            self.window.close()
            return
        self.runs.set_busy(False)
        self.reminder.set_busy(False)
        self.window.show_full_screen(False)
        self.window.show_page(page)
        self.model.has_changed()  # the day may have turned meanwhile
        self.window.opened_by_itself()

    @Slot()
    def _show_today(self) -> None:
        self._leave_session("today")

    @Slot()
    def _begin_again(self) -> None:
        """Another data file, or none, is in place."""
        if self.first_start.made is not None:
            self.first_start.made.show_step(0)
        self.show()
        for complaint in self.model.complaints:
            self.window.show_banner(complaint)

    @Slot(object)
    def _first_answers(self, answers: FirstAnswers) -> None:
        self.model.choose(
            self.model.preferences.with_(
                knee=answers.knee,
                sessions_a_week=answers.sessions_a_week,
                coach_counts=answers.coach_counts,
                session_text_size=answers.session_text_size,
                safety_accepted=words.accepted(answers.safety_version, self.model.clock.now()),
            )
        )
        self.model.flush()
        if self._starts_at_once:
            self._starts_at_once = False
            self.entry.start()
        else:
            self._show_today()

    def _open_setting(self, name: str) -> None:
        self.window.show_page("settings")
        self.settings().page.go_to(name)

    @Slot()
    def _open_today(self) -> None:
        self.window.show_page("today")

    @Slot()
    def _open_rests(self) -> None:
        self._open_setting("rest_sets_s")

    @Slot()
    def _open_schedule(self) -> None:
        self._open_setting("wish_days")

    @Slot()
    def _open_calendar(self) -> None:
        self._open_setting("calendar_file")

    @Slot()
    def _open_folder(self) -> None:
        self.settings().show_folder()

    @Slot()
    def _test_voice(self) -> None:
        self.sessions().audio.test_voice()

    @Slot()
    def _test_sound(self) -> None:
        self.sessions().audio.test_sound()

    # The window.

    @Slot()
    def _ask_desktop(self) -> None:
        if self._bus is not None:
            self._bus.start()
        self._motion.ask()
        self.sessions()  # Start need not wait for it then

    @Slot()
    def _closing(self) -> None:
        if self.summary.made is not None:
            self.summary.made.finish()
        self.close()

    @Slot()
    def _raise(self) -> None:
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _connect(self) -> None:
        say = self.window.show_banner
        for controller in (self.model, self.plans, self.entry, self.calendar, self.today.knee):
            controller.said.connect(say)
        self.model.changed.connect(self._follow)
        self.plans.days_requested.connect(self._open_schedule)
        self.plans.calendar_requested.connect(self._open_calendar)
        today = self.today.page
        today.settings_requested.connect(self._open_rests)
        today.week.schedule_requested.connect(self._open_schedule)
        today.folder_requested.connect(self._open_folder)
        self.entry.today_wanted.connect(self._open_today)
        self.entry.beginning.connect(self._session_begins)
        self._day.turned.connect(self._day_turned)
        self.window.page_shown.connect(self._page_shown)
        self.window.closing.connect(self._closing)
        self._signals.asked.connect(self._saving.end)
        self._signals.raise_asked.connect(self._raise)
