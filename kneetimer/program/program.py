"""The program put together: the only place that builds real things and connects them.

What a page shows is computed by the page's own view; what is stored, storage knows; here they are
only introduced to each other.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kneetimer.core import record
from kneetimer.core.gate import Gate, Step, Way, step_for
from kneetimer.core.outlook import Outlook, outlook_of
from kneetimer.core.plan import Plan
from kneetimer.core.plan_edit import PlanEdits
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import SessionRecord, SessionState
from kneetimer.core.script import Script, SessionKind
from kneetimer.core.short import could_count
from kneetimer.core.summary import PastSession
from kneetimer.devices.desktop.bus import SessionBus, is_offered
from kneetimer.devices.desktop.motion import SystemMotion
from kneetimer.devices.process.clock import Clock
from kneetimer.devices.process.shutdown import ShutdownSignals
from kneetimer.figure.motion import STILL
from kneetimer.program.crash_log import CrashLog
from kneetimer.program.day_watch import DayWatch
from kneetimer.program.knee_controller import KneeDesk
from kneetimer.program.lazy import Later
from kneetimer.program.plan_controller import PlanDesk
from kneetimer.program.run_controller import RunDesk
from kneetimer.storage.errors import AlreadyOpenError, NotBackedUpError, StorageError
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.plans import library
from kneetimer.storage.plans.plan_repository import PlanRepository
from kneetimer.storage.records.history import History
from kneetimer.storage.records.write_queue import WriteQueue
from kneetimer.ui.figures.figure_look import FigureLook, figure_look
from kneetimer.ui.figures.figure_view import FigureView
from kneetimer.ui.plan import words as plan_words
from kneetimer.ui.shell import words
from kneetimer.ui.shell.main_window import MainWindow, NavPage
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.text import times
from kneetimer.ui.today import words as today_words
from kneetimer.ui.today.page import TodayPage
from kneetimer.ui.today.view import DataProblem, interrupted_session, progress_lines, today_view

if TYPE_CHECKING:
    from kneetimer.program.exercises_controller import ExerciseDesk
    from kneetimer.program.progress_controller import ProgressDesk
    from kneetimer.program.session_controller import SessionDesk
    from kneetimer.ui.exercises.page import ExercisesPage
    from kneetimer.ui.first_start.page import FirstAnswers, FirstStartPage
    from kneetimer.ui.progress.page import ProgressPage
    from kneetimer.ui.settings.page import SettingsPage
    from kneetimer.ui.summary.page import SummaryPage

SUMMARY_OF_REHEARSAL_MS = 1_500
ASK_DESKTOP_AFTER_MS = 300  # the first picture comes first

Opened = tuple[Locations, History | None, StorageError | None]


def open_data(data_dir: Path | None, clock: Clock) -> Opened | AlreadyOpenError:
    """The data; without a history where it cannot be used, and why."""
    where = locate(data_dir)
    try:
        return where, History.open_to_write(where, clock.now), None
    except AlreadyOpenError as problem:
        return problem
    except StorageError as problem:
        return where, None, problem


class Program(QObject):
    """The running program: its pages, its data, and the way between them."""

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
        self._where = where
        self._history = history
        self._problem = problem
        self._clock = clock
        self._exercises = library.load_exercises()
        self.preferences, self._records, complaints = self._stored()
        self._keeper = WriteQueue(history, self._clock.now) if history is not None else None
        self._rehearsing = False
        # What was asked for and waits for the second step, with the verdict that it was asked about.
        self._wished: tuple[Way, Script, Gate] | None = None
        self._summary_stays = False  # a rehearsal's, until the person closes it
        self._minutes_before = 0

        self.theme = Theme(self)
        self._choose_theme()
        self.today = TodayPage(self.theme)
        self.knee = KneeDesk(self.theme, history, self._keeper, self._records, self._clock, self)
        self.today.set_knee(self.knee.before, self.knee.before_card, self.knee.morning, self.knee.foot_note)
        self.plans = PlanDesk(
            self.theme,
            PlanRepository(where.plans_dir, self._exercises),
            self._keeper,
            self._plan_edits(),
            self.preferences,
            self._clock.now,
            self,
        )
        self._exercise_desk = Later(self._make_exercise_desk)
        self._progress_desk = Later(self._make_progress_desk)
        self._settings = Later(self._make_settings)
        self._sessions = Later(self._make_sessions)
        self._summary = Later(self._make_summary)
        self._first_start = Later(self._make_first_start)
        self._speed = speed
        self._picture = FigureView()
        self.today.set_picture(self._picture)
        self._bus = SessionBus() if is_offered() else None
        self._motion = SystemMotion(self._bus, self)
        self._starts_at_once = False
        self.window = MainWindow(
            self.theme,
            [
                NavPage("today", words.TODAY, "today", self.today),
                NavPage("plan", words.PLAN, "plan", self._plan_page),
                NavPage("progress", words.PROGRESS, "progress", self._progress_page),
                NavPage("exercises", words.EXERCISES, "exercises", self._exercises_page),
                NavPage("settings", words.SETTINGS, "settings", self._settings),
            ],
            self._clock.seconds,
        )
        self.runs = RunDesk(
            self.today.week,
            self.window,
            self._exercises,
            where,
            self._history,
            self._keeper,
            self._clock,
            self._bus,
            self,
        )
        self._day = DayWatch(self._clock, self)
        self._signals = ShutdownSignals(self)
        CrashLog(where.log_dir, self.window.show_banner, self._clock.now).install()
        self._connect()
        self._take_on_preferences()
        for complaint in (*complaints, *self.plans.complaints):
            self.window.show_banner(complaint)

    def show(self, *, start: bool = False) -> None:
        """Open the window at the page that the person needs, or with `start` in the coming session."""
        if self._problem is None and not self.preferences.safety_accepted and self._history is not None:
            self._starts_at_once = start
            self.window.show_session(self.first_start)
        else:
            self.window.show_page("today")
        self.window.show()
        if interrupted_session(self._records) is not None:
            self.window.opened_by_itself()  # its card asks what nobody has read yet
        QTimer.singleShot(ASK_DESKTOP_AFTER_MS, self._ask_desktop)
        if start and self.preferences.safety_accepted and interrupted_session(self._records) is None:
            self.start()

    def close(self) -> None:
        """Save what is running and let go of the data."""
        if self._sessions.made is not None:
            self._sessions.made.release()
        self.runs.close()
        self._day.stop()
        if self._keeper is not None:
            self._keeper.retry()
        if self._history is not None:
            self._history.close()
            self._history = None
        if self._bus is not None:
            self._bus.close()

    def coming_script(self, week: int | None = None, session: int | None = None) -> Script:
        """The script of a session. Raises ValueError where the plan has none such."""
        return self.outlook.script(week, session)

    @property
    def outlook(self) -> Outlook:
        """Where the person stands now: what comes next is asked here and nowhere else."""
        return outlook_of(
            self._plan,
            self.preferences,
            self._records,
            self._exercises,
            self._clock.now(),
            self.runs.runs,
            self.knee.checks,
        )

    # What is made when it is first wanted.

    @property
    def sessions(self) -> SessionDesk:
        return self._sessions()

    @property
    def summary(self) -> SummaryPage:
        return self._summary()

    @property
    def first_start(self) -> FirstStartPage:
        return self._first_start()

    @property
    def settings(self) -> SettingsPage:
        return self._settings()

    @property
    def progress_desk(self) -> ProgressDesk:
        return self._progress_desk()

    @property
    def progress(self) -> ProgressPage:
        return self.progress_desk.page

    @property
    def exercises(self) -> ExercisesPage:
        return self._exercise_desk().page

    def _plan_page(self) -> QWidget:
        return self.plans.page

    def _progress_page(self) -> QWidget:
        return self.progress

    def _exercises_page(self) -> QWidget:
        return self.exercises

    def _make_sessions(self) -> SessionDesk:
        from kneetimer.program.session_controller import SessionDesk

        sessions = SessionDesk(
            self.theme,
            self.window,
            self._exercises,
            self._clock,
            self._bus,
            speed=self._speed,
            parent=self,
        )
        sessions.began.connect(self._began_session)
        sessions.ended.connect(self._ended_session)
        sessions.said.connect(self.window.show_banner)
        sessions.hands_free.raise_asked.connect(self._raise)
        sessions.write_into(self._keeper)
        sessions.take_on(self.preferences)
        sessions.set_reduced_motion(self.has_reduced_motion)
        sessions.set_look(self._look())
        return sessions

    def _make_summary(self) -> SummaryPage:
        from kneetimer.ui.summary.page import SummaryPage

        page = SummaryPage(self.theme)
        page.answered.connect(self._keep_answers)
        page.after_answered.connect(self._keep_after)
        page.closed.connect(self._close_summary)
        return page

    def _make_first_start(self) -> FirstStartPage:
        from kneetimer.ui.first_start.page import FirstStartPage

        page = FirstStartPage(self.theme)
        page.finished.connect(self._first_answers)
        page.sound_test_requested.connect(self._test_sound)
        return page

    def _make_settings(self) -> SettingsPage:
        from kneetimer.ui.settings.page import SettingsPage

        page = SettingsPage(self.theme)
        page.changed.connect(self._change_preferences)
        page.voice_test_requested.connect(self._test_voice)
        page.sound_test_requested.connect(self._test_sound)
        page.folder_requested.connect(self._show_folder)
        page.backup_requested.connect(self._back_up)
        page.restore_requested.connect(self._restore)
        page.erase_requested.connect(self._erase)
        page.system_timer_requested.connect(self.runs.set_system_timer)
        page.run_folder_requested.connect(self.runs.ask_for_folder)
        page.calendar_requested.connect(self.runs.ask_for_calendar)
        return page

    def _make_progress_desk(self) -> ProgressDesk:
        from kneetimer.program.progress_controller import ProgressDesk

        desk = ProgressDesk(self.theme, self._history, self._exercises, self._clock, self)
        desk.changed.connect(self._corrected)
        desk.imported.connect(self._imported)
        desk.said.connect(self.window.show_banner)
        return desk

    def _make_exercise_desk(self) -> ExerciseDesk:
        from kneetimer.program.exercises_controller import ExerciseDesk

        desk = ExerciseDesk(self.theme, self._clock.seconds, self)
        desk.changed.connect(self._change_preferences)
        desk.practise.connect(self._practise)
        desk.take_on(self.preferences, self._look())
        return desk

    @Slot()
    def _test_voice(self) -> None:
        self.sessions.test_voice()

    @Slot()
    def _test_sound(self) -> None:
        self.sessions.test_sound()

    def _is_in_session(self) -> bool:
        return self._sessions.made is not None and self._sessions.made.is_running()

    def _look(self) -> FigureLook:
        return figure_look(self.preferences, dark=self.theme.palette.dark)

    @property
    def trouble(self) -> str:
        """Why nothing can be stored; empty where it can."""
        return str(self._problem or "")

    def rehearse(self, script: Script, *, stay: bool = False) -> None:
        """Play a script that is marked as a rehearsal, then its summary, then end.

        With `stay` the person closes the summary.
        """
        self._rehearsing = True
        self._summary_stays = stay
        self._begin(Way.REHEARSAL, script)

    # Stored things.

    def _stored(self) -> tuple[Preferences, list[PastSession], tuple[str, ...]]:
        if self._history is None:
            return Preferences(), [], ()
        try:
            self._history.interrupted()  # discards rehearsals that were cut off
            preferences, complaints = self._history.preferences()
            records = self._history.overview()
            complaints = (*complaints, *self._history.unreadable, *self._history.plan_edits()[1])
            return preferences, records, complaints
        except StorageError as problem:
            self._problem = problem
            return Preferences(), [], ()

    @property
    def _plan(self) -> Plan:
        return self.plans.plan

    def _plan_edits(self) -> dict[str, PlanEdits]:
        if self._history is None:
            return {}
        try:
            return self._history.plan_edits()[0]
        except StorageError as problem:
            self._problem = problem
            return {}

    def _write_into(self, history: History | None) -> None:
        """Write what happens from now on into this history."""
        self._history = history
        self._keeper = WriteQueue(history, self._clock.now) if history is not None else None
        if self._sessions.made is not None:
            self._sessions.made.write_into(self._keeper)

    def _let_go(self) -> None:
        """Close the data file, with all that could be written in it."""
        if self._keeper is not None:
            self._keeper.retry()
        if self._history is not None:
            self._history.close()
        self._write_into(None)

    def _take_data(self) -> None:
        """Open the data file anew and show what is in it."""
        opened = open_data(self._where.data_dir, self._clock)
        history, self._problem = (None, opened) if isinstance(opened, StorageError) else opened[1:]
        self._write_into(history)
        self.preferences, self._records, complaints = self._stored()
        self.plans.take_data(self._keeper, self._plan_edits(), self.preferences)
        if self._progress_desk.made is not None:
            self._progress_desk.made.take_history(history)
        self.knee.write_into(history, self._keeper, self._records)
        self.runs.write_into(history, self._keeper)
        self._take_on_preferences()
        if self._first_start.made is not None:
            self._first_start.made.show_step(0)
        self.show()
        for complaint in complaints:
            self.window.show_banner(complaint)

    def _remember(self, told: SessionRecord) -> None:
        others = [known for known in self._records if known.id != told.id]
        self._records = others if told.removed else [told, *others]
        self.knee.follow(self._records)

    @Slot(object)
    def _corrected(self, told: SessionRecord) -> None:
        self._remember(told)
        self.knee.read_again(self._records)
        outlook = self.outlook
        self.progress_desk.show(outlook)
        self._follow(outlook)

    @Slot()
    def _imported(self) -> None:
        """Anything may be different now: begin as after a start, and go on where the person was."""
        self._let_go()
        self._take_data()
        self.window.show_page("progress")

    @Slot(object)
    def _change_preferences(self, preferences: Preferences) -> None:
        self.preferences = preferences
        if self._keeper is not None and not self._keeper.save_preferences(preferences):
            self.window.show_banner(str(self._keeper.trouble))
        self._take_on_preferences()
        self.plans.take_on(preferences)
        page = self.window.current_page()
        if page == "today":
            self._refresh_today()  # which brings the rest up to date, too
            return
        self._follow(self.outlook)
        if page == "settings":
            self._show_settings()
        elif page == "exercises":
            self._show_exercises()

    def _take_on_preferences(self) -> None:
        self._choose_theme()
        if self._sessions.made is not None:
            self._sessions.made.take_on(self.preferences)
        self._take_on_motion()

    @property
    def has_reduced_motion(self) -> bool:
        """Whether the person or the system asks for less motion."""
        return self.preferences.reduced_motion or self._motion.reduced

    @Slot()
    def _take_on_motion(self) -> None:
        reduced = self.has_reduced_motion
        if self._sessions.made is not None:
            self._sessions.made.set_reduced_motion(reduced)
        self._picture.set_reduced_motion(reduced)
        self._draw_figures()

    @Slot()
    def _ask_desktop(self) -> None:
        if self._bus is not None:
            self._bus.start()
        self._motion.ask()
        self._sessions()  # Start need not wait for it then

    def _choose_theme(self) -> None:
        chosen = self.preferences
        self.theme.choose(chosen.theme, high_contrast=chosen.high_contrast, text_size=chosen.text_size)

    @Slot()
    def _draw_figures(self) -> None:
        look = self._look()
        if self._sessions.made is not None:
            self._sessions.made.set_look(look)
        self._picture.set_palette(look.palette)
        self._picture.set_build(look.build)
        if self._exercise_desk.made is not None:
            self._exercise_desk.made.take_on(self.preferences, look)

    # Pages.

    @Slot(str)
    def _page_shown(self, name: str) -> None:
        if name == "settings":
            self._minutes_before = times.minutes(self.coming_script().length_ms)
            self._show_settings()
        elif name == "plan":
            self.plans.show(self.outlook)
        elif name == "progress":
            self.progress_desk.show(self.outlook)
        elif name == "exercises":
            self._show_exercises()
        else:
            self._refresh_today()

    @Slot()
    def _day_turned(self) -> None:
        """Show the new day; a session and its summary belong to the day on which it began."""
        page = self.window.current_page()
        if not page:
            return
        if page == "settings":
            self._show_settings()
        else:
            self._page_shown(page)
        if page != "today":
            self._follow(self.outlook)
        self.runs.look_at_time()  # a reminder may have come due while the machine slept
        self.window.opened_by_itself()

    def _show_today(self) -> None:
        self._leave_session("today")

    def _leave_session(self, page: str) -> None:
        self.runs.set_busy(False)
        self.window.show_full_screen(False)
        self.window.show_page(page)
        if page != "today":
            self._follow(self.outlook)  # the day may have turned meanwhile
        self.window.opened_by_itself()

    def _show_page_after(self, told: SessionRecord) -> None:
        """Back to where it was begun: a practice comes from the exercises."""
        self._leave_session("exercises" if told.is_practice else "today")

    @Slot()
    def _refresh_today(self) -> None:
        outlook = self.outlook
        view = today_view(
            outlook,
            library.kit_label,
            problem=self._data_problem(),
            week_shift=self.runs.week_shift,
        )
        self.today.show_view(view)
        self.knee.show(outlook)
        self.today.show_choices(self._choices(outlook))
        self._follow(outlook)
        strength = [step for step in outlook.script().steps if step.is_set and step.block.has_rests]
        if strength:
            self._picture.show_figure(strength[0].exercise, strength[0].variant)
            self._picture.show_moment(STILL)

    @Slot()
    def _plan_changed(self) -> None:
        self._follow(self.outlook)

    def _follow(self, outlook: Outlook) -> None:
        """Bring up to date what names the next session on every page, and outside of the window."""
        self.window.show_footer(progress_lines(outlook))
        self.runs.take(outlook)

    def _choices(self, outlook: Outlook) -> list[tuple[str, str]]:
        """What a person may do of the coming session, with its length."""
        found = outlook.choices()
        choices = []
        for counts, heading in ((True, plan_words.COUNTING), (False, plan_words.WAITING)):
            here = [kind for kind, script in found.items() if could_count(script) is counts]
            if here:
                choices.append(("", heading))
            for kind in here:
                length = times.clock(found[kind].length_ms)
                choices.append((kind.value, plan_words.short_entry(kind, length)))
        return choices

    def _show_exercises(self) -> None:
        self._exercise_desk().show(self._plan, self.outlook.due.week, self.preferences)

    def _data_problem(self) -> DataProblem | None:
        if self._problem is None:
            return None
        return DataProblem(str(self._problem), words.data_problem_help(self._where.data_dir))

    def _show_settings(self) -> None:
        from kneetimer.program.data_controller import data_lines
        from kneetimer.ui.settings.view import settings_view

        outlook = self.outlook
        view = settings_view(
            self.preferences,
            self._plan,
            outlook.due.week,
            self._minutes_before,
            times.minutes(outlook.script().length_ms),
            outlook.now,
            data_lines(self._where, outlook.now),
            self._exercises,
            library.kit_label,
            self.runs.schedule(),
        )
        self.settings.show_view(view)

    @Slot(str)
    def _restore(self, backup: str) -> None:
        if self._is_in_session():
            return
        from kneetimer.program.data_controller import put_back

        self._let_go()
        said = put_back(backup, self._where, self._clock.now())
        self._take_data()
        self.window.show_banner(said)

    @Slot()
    def _erase(self) -> None:
        if self._is_in_session():
            return
        from kneetimer.program.data_controller import delete_everything

        self._let_go()
        said = delete_everything(self._where)
        self._take_data()
        self.window.show_banner(said)

    @Slot()
    def _open_settings(self) -> None:
        self.window.show_page("settings")
        self.settings.go_to("rest_sets_s")

    @Slot()
    def _open_schedule(self) -> None:
        self.window.show_page("settings")
        self.settings.go_to("wish_days")

    @Slot()
    def _open_calendar(self) -> None:
        self.window.show_page("settings")
        self.settings.go_to("calendar_file")

    @Slot()
    def _schedule_changed(self) -> None:
        if self.window.current_page() == "settings":
            self._show_settings()

    @Slot()
    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._where.data_dir)))

    @Slot()
    def _back_up(self) -> None:
        if self._history is None:
            return
        try:
            self._history.back_up()
        except NotBackedUpError as problem:
            self.window.show_banner(str(problem))
        self._show_settings()

    @Slot(object)
    def _first_answers(self, answers: FirstAnswers) -> None:
        self._change_preferences(
            replace(
                self.preferences,
                knee=answers.knee,
                sessions_a_week=answers.sessions_a_week,
                coach_counts=answers.coach_counts,
                session_text_size=answers.session_text_size,
                safety_accepted=words.accepted(answers.safety_version, self._clock.now()),
            )
        )
        if self._starts_at_once:
            self._starts_at_once = False
            self.start()
        else:
            self._show_today()

    # Sessions.

    @Slot()
    def start(self) -> None:
        """Start the session that comes next."""
        self._begin(Way.START, self.coming_script())

    @Slot()
    def _start_gentle(self) -> None:
        self.start_kind(SessionKind.GENTLE.value)

    @Slot(str)
    def start_kind(self, kind: str) -> None:
        """Start a shorter form of the session that comes next, or the gentle one."""
        script = self.outlook.chosen(SessionKind(kind))
        if script is not None:
            self._begin(Way.GENTLE if script.gentle else Way.SHORTER, script)

    @Slot(object)
    def _practise(self, script: Script) -> None:
        self._begin(Way.PRACTICE, script)

    @Slot()
    def _begin_anyway(self) -> None:
        """The second, deliberate step to what was asked for last: one only while the knee is as it was."""
        if self._wished is not None:
            way, script, gate = self._wished
            self._begin(way, script, confirmed=gate == self.outlook.gate)

    def _begin(self, way: Way, script: Script, *, confirmed: bool = False) -> None:
        """Take a way into a session as far as the knee allows: here all of them end, and here it is asked.

        `script` is that of the session, of the interrupted one too.
        """
        self._wished = None
        if self._problem is not None or self._keeper is None:
            self.window.show_banner(str(self._problem))
            return
        gate = self.outlook.gate
        step = step_for(way, gate.permission, confirmed=confirmed)
        if step is Step.BEGIN:
            self._play(way, script, decided=confirmed)
            return
        if not self.today.isVisible():
            self.window.show_page("today")  # which says why
        if step is Step.CONFIRM:
            self._wished = (way, script, gate)
            what = today_words.way_in(way, script, self._exercises)
            goes_on = way in (Way.GO_ON, Way.REDO)
            self.today.ask_anyway(
                today_words.anyway_question(what, gate, self.outlook.today),
                today_words.GO_ON_ANYWAY if goes_on else today_words.START_ANYWAY,
            )

    def _play(self, way: Way, script: Script, *, decided: bool) -> None:
        if way in (Way.GO_ON, Way.REDO):
            self._answer_interrupted(way.value, decided=decided)
            return
        self.runs.set_busy(True)
        self.sessions.play(script, rehearsal=self._rehearsing)

    @Slot(str)
    def _began_session(self, session: str) -> None:
        if not self._rehearsing:
            self.knee.session_began(session)

    @Slot(str)
    def resume(self, how: str) -> None:
        """Answer the interrupted session: "go-on", "redo", "partial" or "discard"."""
        saved = interrupted_session(self._records)
        if saved is None:
            return
        if how in (Way.GO_ON.value, Way.REDO.value):
            self._begin(Way(how), saved.script)
        else:
            self._answer_interrupted(how)

    def _answer_interrupted(self, how: str, *, decided: bool = False) -> None:
        saved = interrupted_session(self._records)
        if saved is not None and self._keeper is not None:
            self.runs.set_busy(True)
            self.sessions.answer_interrupted(saved, how, decided=decided)

    @Slot()
    def _ended_session(self) -> None:
        told = self._told()
        if told is None:
            self._show_today()
            return
        self._remember(told)
        if self.preferences.today_rest_s is not None and not told.is_practice:
            self._change_preferences(replace(self.preferences, today_rest_s=None, today_rest_on=""))
        if told.state is SessionState.DISCARDED:
            self._show_page_after(told)
            return
        from kneetimer.ui.summary.view import summary_view

        self.summary.show_view(summary_view(told, self.outlook.due, self._exercises))
        self.window.show_session(self.summary)
        self.window.opened_by_itself()
        if self._rehearsing and not self._summary_stays:
            QTimer.singleShot(SUMMARY_OF_REHEARSAL_MS, self.window.close)

    def _told(self) -> SessionRecord | None:
        """The session that just ended, as it is stored or, while it cannot be stored, as it was written."""
        assert self._history is not None
        try:
            return self._history.record_of(self.sessions.session)
        except (StorageError, KeyError):
            return self.sessions.written()

    @Slot(object, object, str)
    def _keep_answers(self, effort: int | None, pain: int | None, note: str) -> None:
        """Store each answer as it is given: the program may be gone before the summary is closed."""
        known = self._told()
        if known is None or (known.effort, known.pain, known.note) == (effort, pain, note):
            return
        self.sessions.append(record.Answered(effort, pain, note))
        told = self._told()
        if told is not None:
            self._remember(told)

    @Slot(object)
    def _keep_after(self, level: int | None) -> None:
        if not self._rehearsing:
            self.knee.said_after(self.sessions.session, level)

    @Slot(object, object, str)
    def _close_summary(self, effort: int | None, pain: int | None, note: str) -> None:
        self._keep_answers(effort, pain, note)
        if self._history is not None:
            try:
                self._history.back_up()
            except NotBackedUpError as problem:
                self.window.show_banner(str(problem))
        told = self._told()
        if self._rehearsing:
            self.window.close()
        elif told is None:
            self._show_today()
        else:
            self._show_page_after(told)

    # The window.

    @Slot()
    def _closing(self) -> None:
        if self._summary.made is not None and self._summary.made.isVisible():
            self._summary.made.finish()
        self.close()

    @Slot()
    def _raise(self) -> None:
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _connect(self) -> None:
        self.theme.changed.connect(self._draw_figures)
        self.plans.preferences_changed.connect(self._change_preferences)
        self.plans.changed.connect(self._plan_changed)
        self.plans.days_requested.connect(self._open_schedule)
        self.plans.calendar_requested.connect(self._open_calendar)
        self.plans.said.connect(self.window.show_banner)
        self.today.kind_requested.connect(self.start_kind)
        self.today.start_requested.connect(self.start)
        self.today.confirmed.connect(self._begin_anyway)
        self.today.resume_requested.connect(self.resume)
        self.today.settings_requested.connect(self._open_settings)
        self.today.week.schedule_requested.connect(self._open_schedule)
        self.today.folder_requested.connect(self._show_folder)
        self.knee.changed.connect(self._refresh_today)
        self.knee.gentle_wanted.connect(self._start_gentle)
        self.knee.said.connect(self.window.show_banner)
        self.runs.changed.connect(self._refresh_today)
        self.runs.preferences_changed.connect(self._change_preferences)
        self.runs.schedule_changed.connect(self._schedule_changed)
        self._day.turned.connect(self._day_turned)
        self._motion.changed.connect(self._take_on_motion)
        self.window.page_shown.connect(self._page_shown)
        self.window.closing.connect(self._closing)
        self._signals.asked.connect(self.window.close)
        self._signals.raise_asked.connect(self._raise)
