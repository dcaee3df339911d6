"""Puts the program together: the only place that builds real things and connects them.

`run` opens the window, `rehearse` plays one session in it by itself. What a page shows is computed
by the page's own view; what is stored, storage knows; here they are only introduced to each other.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from kneetimer import __version__, coming
from kneetimer.core import phrases, player, record
from kneetimer.core.cues import Cue
from kneetimer.core.knee import limits_of
from kneetimer.core.narrator import Narrator
from kneetimer.core.phrases import Pieces
from kneetimer.core.plan import Plan
from kneetimer.core.plan_edit import PlanEdits
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import SessionRecord, SessionState
from kneetimer.core.schedule import NextSession
from kneetimer.core.script import Script, SessionKind
from kneetimer.core.short import could_count
from kneetimer.core.speech import Talk
from kneetimer.core.steering import gentle_script, steered_session
from kneetimer.crash_log import CrashLog
from kneetimer.data_desk import data_lines, delete_everything, put_back
from kneetimer.devices import system_voice
from kneetimer.devices.bus import SessionBus, is_offered
from kneetimer.devices.clock import Clock
from kneetimer.devices.loudspeaker import Loudspeaker
from kneetimer.devices.motion import SystemMotion
from kneetimer.devices.shutdown import ShutdownSignals
from kneetimer.devices.sound import SoundPlayer
from kneetimer.devices.voice import Voice
from kneetimer.exercise_desk import ExerciseDesk
from kneetimer.figure.motion import STILL
from kneetimer.hands_free import HandsFree
from kneetimer.knee_desk import KneeDesk
from kneetimer.logbook import Logbook
from kneetimer.plan_desk import PlanDesk
from kneetimer.progress_desk import ProgressDesk
from kneetimer.run_desk import RunDesk
from kneetimer.storage import library, plan_file
from kneetimer.storage.errors import AlreadyOpenError, NotBackedUpError, StorageError
from kneetimer.storage.history import History
from kneetimer.storage.keeper import Keeper
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.plan_shelf import PlanShelf
from kneetimer.ui.figure_look import figure_look
from kneetimer.ui.main_window import MainWindow, NavPage
from kneetimer.ui.pages.first_start import FirstAnswers, FirstStartPage
from kneetimer.ui.pages.plan import PlanPage
from kneetimer.ui.pages.progress import ProgressPage
from kneetimer.ui.pages.session import SessionPage
from kneetimer.ui.pages.settings import SettingsPage
from kneetimer.ui.pages.settings_view import settings_view
from kneetimer.ui.pages.summary import SummaryPage
from kneetimer.ui.pages.summary_view import summary_view
from kneetimer.ui.pages.today import TodayPage
from kneetimer.ui.pages.today_view import DataProblem, interrupted_session, progress_lines, today_view
from kneetimer.ui.session_driver import SessionDriver
from kneetimer.ui.session_figure import SessionFigure
from kneetimer.ui.theme import Theme, load_fonts
from kneetimer.ui.widgets.figure_view import FigureView
from kneetimer.ui.wording import plan as plan_words
from kneetimer.ui.wording import program as words
from kneetimer.ui.wording import safety, times
from kneetimer.ui.wording import session as session_words

SPOKEN_UP_TO = 1.5  # a rehearsal that runs faster leaves no time for sentences
SUMMARY_OF_REHEARSAL_MS = 1_500
ASK_DESKTOP_AFTER_MS = 300  # the first picture comes first
# Cues that a screen can stand in for: a flash at every beat would only flicker.
FLASHES = (Cue.START, Cue.END, Cue.SIDE, Cue.REST, Cue.HALF)


def run(data_dir: Path | None, *, start: bool = False) -> int:
    """Open the window and stay until it is closed. Returns the exit code.

    `start` begins the coming session at once, unless something has to be answered first.
    """
    running = application()
    opened = open_data(data_dir)
    if isinstance(opened, AlreadyOpenError):
        return _show_the_other(opened)
    program = Program(*opened)
    program.show(start=start)
    return int(running.exec())


def run_demo() -> int:
    """Open the window with a made-up history in a temporary folder, which goes with the window."""
    from kneetimer import demo  # nobody else needs it

    with tempfile.TemporaryDirectory(prefix="kneetimer-demo-") as folder:
        running = application()
        where = locate(Path(folder))
        clock = Clock()
        history = History.open_to_write(where, clock.now)
        plan = plan_file.load_plan(Preferences().plan)
        demo.store(history, demo.six_weeks(plan, library.load_exercises(), clock.now().date()))
        history.save_preferences(Preferences(safety_accepted=safety.SAFETY_VERSION))
        program = Program(where, history, None)
        program.show()
        return int(running.exec())


def rehearse(data_dir: Path | None, week: int | None, session: int | None, speed: float) -> int:
    """Play one session in the window by itself, `speed` times faster, and end."""
    running = application()
    opened = open_data(data_dir)
    if isinstance(opened, AlreadyOpenError):
        sys.stderr.write(f"kneetimer: {opened}\n")
        return 1
    program = Program(*opened, speed=speed)
    try:
        script = program.coming_script(week, session)
    except ValueError as problem:
        sys.stderr.write(f"kneetimer: {problem}.\n")
        program.close()
        return 2
    program.show()
    program.rehearse(script)
    return int(running.exec())


Opened = tuple[Locations, History | None, StorageError | None]


def application() -> QApplication:
    """The Qt application with our fonts and our look."""
    made = QApplication(sys.argv[:1])
    made.setApplicationName("KneeTimer")
    made.setApplicationVersion(__version__)
    made.setDesktopFileName("kneetimer")
    made.setStyle("fusion")  # the same on every system; the colours are our own
    load_fonts()
    return made


def open_data(data_dir: Path | None) -> Opened | AlreadyOpenError:
    """The data; without a history where it cannot be used, and why."""
    where = locate(data_dir)
    try:
        return where, History.open_to_write(where, Clock().now), None
    except AlreadyOpenError as problem:
        return problem
    except StorageError as problem:
        return where, None, problem


def _show_the_other(problem: AlreadyOpenError) -> int:
    """Bring the window that is open already to the front, or say where it is."""
    if os.name == "posix" and problem.pid:
        try:
            os.kill(problem.pid, signal.SIGUSR1)
            return 0
        except OSError:
            pass  # it belongs to somebody else, or has just gone
    QMessageBox.information(None, "KneeTimer", str(problem))
    return 1


class Program(QObject):
    """The running program: its pages, its data, and the way between them."""

    def __init__(
        self,
        where: Locations,
        history: History | None,
        problem: StorageError | None,
        *,
        speed: float = 1.0,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self._where = where
        self._history = history
        self._problem = problem
        self._clock = clock or Clock()
        self._exercises = library.load_exercises()
        self.preferences, self._records, complaints = self._stored()
        self._keeper: Keeper | None = None
        self._logbook: Logbook | None = None
        self._write_into(history)
        self._rehearsing = False
        self._minutes_before = 0
        self._voice_trouble = ""  # why nobody speaks; empty while somebody can
        self._silent = ""  # why there is no sound; empty while there is
        self._unsaved_since: datetime | None = None

        self.theme = Theme(self)
        self._choose_theme()
        self.today = TodayPage(self.theme)
        self.knee = KneeDesk(self.theme, history, self._clock, self)
        self.today.set_knee(
            self.knee.before, self.knee.before_card, self.knee.morning, self.knee.foot_note
        )
        self.plans = PlanDesk(
            PlanPage(self.theme),
            PlanShelf(where.plans_dir, self._exercises),
            self._keeper,
            self._plan_edits(),
            self.preferences,
            self._clock.now,
            self,
        )
        self._desk = ExerciseDesk(self.theme, self._clock.seconds, self)
        self.exercises = self._desk.page
        self.settings = SettingsPage(self.theme)
        self.session = SessionPage(self.theme, clock=self._clock.seconds)
        self.summary = SummaryPage(self.theme)
        self.first_start = FirstStartPage(self.theme)
        self._figure = FigureView()
        self.session.set_figure_widget(self._figure)
        self._picture = FigureView()
        self.today.set_picture(self._picture)
        self.driver = SessionDriver(
            self.session,
            SessionFigure(self._figure),
            self._exercises,
            self._clock,
            speed=speed,
            parent=self,
        )
        self._speaker = Loudspeaker(self)
        self._sound = SoundPlayer(self, speaker=self._speaker)
        self._voice = Voice(self._speaker, self)
        self._fast = speed > SPOKEN_UP_TO
        self.progress = ProgressPage(self.theme, can_edit=history is not None)
        self.progress_desk = ProgressDesk(
            self.progress, self.theme, history, self._exercises, self._clock, self
        )
        self._bus = SessionBus() if is_offered() else None
        self._motion = SystemMotion(self._bus, self)
        self._starts_at_once = False
        self.window = MainWindow(
            self.theme,
            [
                NavPage("today", words.TODAY, "today", self.today),
                NavPage("plan", words.PLAN, "plan", self.plans.page),
                NavPage("progress", words.PROGRESS, "progress", self.progress),
                NavPage("exercises", words.EXERCISES, "exercises", self.exercises),
                NavPage("settings", words.SETTINGS, "settings", self.settings),
            ],
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
        self.hands_free = HandsFree(self.driver, self.session, self._bus, self)
        self._signals = ShutdownSignals(self)
        CrashLog(where.log_dir, self.window.show_banner).install()
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
            self._show_today()
        self.window.show()
        QTimer.singleShot(ASK_DESKTOP_AFTER_MS, self._ask_desktop)
        if start and self.preferences.safety_accepted and interrupted_session(self._records) is None:
            self.start()

    def close(self) -> None:
        """Save what is running and let go of the data."""
        if self.driver.is_running():
            self.driver.suspend()
        self.runs.close()
        if self._history is not None:
            self._history.close()
            self._history = None
        self._voice.release()
        self._sound.release()
        self.hands_free.close()
        if self._bus is not None:
            self._bus.close()

    def coming_script(self, week: int | None = None, session: int | None = None) -> Script:
        """The script of a session. Raises ValueError where the plan has none such."""
        return coming.script_of(
            self._plan,
            self.preferences,
            self._records,
            self._clock.now().date(),
            week,
            session,
            self.runs.rhythm(self.preferences),
            self.knee.checks,
        )

    def _due(self) -> NextSession:
        """The session that comes next, with the person's knee, runs and days."""
        return steered_session(
            self._plan,
            self._records,
            self.preferences,
            self._clock.now().date(),
            self.knee.checks,
            self.runs.rhythm(self.preferences),
        ).coming

    def rehearse(self, script: Script) -> None:
        """Play a script that is marked as a rehearsal, then its summary, then end."""
        self._rehearsing = True
        self._play_new(script)

    # Stored things.

    def _stored(self) -> tuple[Preferences, list[SessionRecord], tuple[str, ...]]:
        if self._history is None:
            return Preferences(), [], ()
        try:
            self._history.interrupted()  # discards rehearsals that were cut off
            preferences, complaints = self._history.preferences()
            records = self._history.sessions()
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
        self._keeper = Keeper(history, self._clock.now) if history is not None else None
        self._logbook = Logbook(self._keeper, self) if self._keeper is not None else None
        if self._logbook is not None:
            self._logbook.unsaved.connect(self._unsaved)

    def _let_go(self) -> None:
        """Close the data file, with all that could be written in it."""
        if self._keeper is not None:
            self._keeper.retry()
        if self._history is not None:
            self._history.close()
        self._write_into(None)

    def _take_data(self) -> None:
        """Open the data file anew and show what is in it."""
        opened = open_data(self._where.data_dir)
        history, self._problem = (None, opened) if isinstance(opened, StorageError) else opened[1:]
        self._write_into(history)
        self.preferences, self._records, complaints = self._stored()
        self.plans.take_data(self._keeper, self._plan_edits(), self.preferences)
        self.progress_desk.take_history(history)
        self.knee.write_into(history)
        self._unsaved(None)
        self._take_on_preferences()
        self.first_start.show_step(0)
        self.show()
        for complaint in complaints:
            self.window.show_banner(complaint)

    def _remember(self, told: SessionRecord) -> None:
        others = [known for known in self._records if known.id != told.id]
        self._records = others if told.removed else [told, *others]

    @Slot(object)
    def _corrected(self, told: SessionRecord) -> None:
        self._remember(told)
        self.progress_desk.show(self._records, self._plan, self.preferences, self.runs.done)

    @Slot(object)
    def _change_preferences(self, preferences: Preferences) -> None:
        self.preferences = preferences
        if self._keeper is not None and not self._keeper.save_preferences(preferences):
            self.window.show_banner(str(self._keeper.trouble))
        self._take_on_preferences()
        self.plans.take_on(preferences)
        if self.window.current_page() == "settings":
            self._show_settings()
        elif self.window.current_page() == "exercises":
            self._show_exercises()
        elif self.window.current_page() == "today":
            self._refresh_today()

    def _take_on_preferences(self) -> None:
        chosen = self.preferences
        self._choose_theme()
        self._sound.set_volume(chosen.volume)
        self._sound.set_muted(not chosen.sounds)
        self._voice.set_volume(chosen.voice_volume)
        self._voice.set_muted(not chosen.voice or self._fast)
        by_default = system_voice.is_default(sys.platform)
        self._voice.set_system(by_default if chosen.system_voice is None else chosen.system_voice)
        self._choose_speech()
        self.session.set_text_size(chosen.session_text_size)
        self.hands_free.set_keep_awake(chosen.keep_awake)
        self._take_on_motion()

    @property
    def has_reduced_motion(self) -> bool:
        """Whether the person or the system asks for less motion."""
        return self.preferences.reduced_motion or self._motion.reduced

    @Slot()
    def _take_on_motion(self) -> None:
        reduced = self.has_reduced_motion
        self.session.set_limits(limits_of(self.preferences))
        self.session.set_reduced_motion(reduced)
        for figure in (self._figure, self._picture):
            figure.set_reduced_motion(reduced)
        self._draw_figures()

    @Slot()
    def _ask_desktop(self) -> None:
        if self._bus is not None:
            self._bus.start()
        self._motion.ask()

    def _choose_speech(self) -> None:
        """A new narrator for each session and for voices that come and go; the same one for a mere choice."""
        chosen = self.preferences
        talk = Talk(chosen.counting, chosen.form_cues)
        if not chosen.voice or self._fast:
            self.driver.narrator = None
        elif self.driver.narrator is None:
            self.driver.narrator = Narrator(self._exercises, self._voice.length_of, talk)
        else:
            self.driver.narrator.choose(talk)

    def _choose_theme(self) -> None:
        chosen = self.preferences
        self.theme.choose(chosen.theme, high_contrast=chosen.high_contrast, text_size=chosen.text_size)

    @Slot()
    def _draw_figures(self) -> None:
        look = figure_look(self.preferences, dark=self.theme.palette.dark)
        for figure in (self._figure, self._picture):
            figure.set_palette(look.palette)
            figure.set_build(look.build)
        self._desk.take_on(self.preferences, look)

    # Pages.

    @Slot(str)
    def _page_shown(self, name: str) -> None:
        if name == "settings":
            self._minutes_before = times.minutes(self.coming_script().length_ms)
            self._show_settings()
        elif name == "plan":
            self.plans.show(self._records)
        elif name == "progress":
            self.progress_desk.show(self._records, self._plan, self.preferences, self.runs.done)
        elif name == "exercises":
            self._show_exercises()
        else:
            self._refresh_today()

    def _show_today(self) -> None:
        self.runs.set_busy(False)
        self.window.show_full_screen(False)
        self.window.show_page("today")

    @Slot()
    def _refresh_today(self) -> None:
        now = self._clock.now()
        view = today_view(
            self._plan,
            self._exercises,
            self.preferences,
            self._records,
            now,
            library.kit_label,
            problem=self._data_problem(),
            rhythm=self.runs.rhythm(self.preferences),
            checks=self.knee.checks,
            week_shift=self.runs.week_shift,
        )
        self.today.show_view(view)
        self.knee.show(self._records, self.preferences)
        self.runs.take(self._plan, self._records, self.preferences)
        self.today.show_choices(self._choices())
        self._refresh_footer()
        strength = [step for step in self.coming_script().steps if step.is_set and step.block.has_rests]
        if strength:
            self._picture.show_figure(strength[0].exercise, strength[0].variant)
            self._picture.show_moment(STILL)

    @Slot()
    def _refresh_footer(self) -> None:
        target = self.preferences.sessions_a_week
        self.window.show_footer(progress_lines(self._plan, self._records, self._due(), target))

    def _choices(self) -> list[tuple[str, str]]:
        """What a person may do of the coming session, with its length."""
        found = coming.choices(
            self._plan,
            self.preferences,
            self._records,
            self._clock.now().date(),
            self.runs.rhythm(self.preferences),
            self.knee.checks,
        )
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
        self._desk.show(self._plan, self._due().week, self.preferences)

    def _data_problem(self) -> DataProblem | None:
        if self._problem is None:
            return None
        return DataProblem(str(self._problem), words.data_problem_help(self._where.data_dir))

    def _show_settings(self) -> None:
        now = self._clock.now()
        due = self._due()
        minutes = times.minutes(self.coming_script().length_ms)
        view = settings_view(
            self.preferences,
            coming.plan_for(self._plan, self.preferences),
            due.week,
            self._minutes_before,
            minutes,
            now,
            data_lines(self._where, now),
            self._exercises,
        )
        self.settings.show_view(view)

    @Slot(str)
    def _restore(self, backup: str) -> None:
        if self.driver.is_running():
            return
        self._let_go()
        said = put_back(backup, self._where, self._clock.now())
        self._take_data()
        self.window.show_banner(said)

    @Slot()
    def _erase(self) -> None:
        if self.driver.is_running():
            return
        self._let_go()
        said = delete_everything(self._where)
        self._take_data()
        self.window.show_banner(said)

    @Slot()
    def _open_settings(self) -> None:
        self.window.show_page("settings")
        self.settings.go_to_rests()

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

    @Slot()
    def _test_voice(self) -> None:
        self._voice.prime()
        if not self._voice.say((phrases.TRY_IT,)):
            self.window.show_banner(self._voice.status or self._speaker.reason)

    @Slot()
    def _test_sound(self) -> None:
        self._sound.prime()
        self._sound.play(Cue.START.value)
        if not self._sound.available:
            self.window.show_banner(self._sound.reason)

    # Sessions.

    @Slot()
    def start(self) -> None:
        """Start the session that comes next."""
        if self._problem is not None or self._keeper is None:
            self.window.show_banner(str(self._problem))
            return
        if self.knee.forbids_start():
            self.window.show_banner(self.knee.before.why())
            return
        self._play_new(self.coming_script())

    @Slot()
    def _start_gentle(self) -> None:
        week = self._due().week
        script = gentle_script(self._plan, week, self.preferences, self._exercises)
        if script is not None:
            self._play_new(script)

    @Slot(str)
    def start_kind(self, kind: str) -> None:
        """Start a shorter form of the session that comes next."""
        script = coming.chosen(
            SessionKind(kind),
            self._plan,
            self.preferences,
            self._records,
            self._clock.now().date(),
            self.runs.rhythm(self.preferences),
            self.knee.checks,
        )
        if self._problem is not None or self._keeper is None:
            self.window.show_banner(str(self._problem))
        elif script is not None:
            self._play_new(script)

    @Slot(object)
    def _practise(self, script: Script) -> None:
        if self._problem is not None:
            self.window.show_banner(str(self._problem))
            return
        self._play_new(script)

    def _play_new(self, script: Script) -> None:
        if self._logbook is None:
            self.window.show_banner(str(self._problem))
            return
        own_pace = not self.preferences.coach_counts and not self._rehearsing
        self._logbook.begin(
            script,
            rehearsal=self._rehearsing,
            started=self._clock.now().replace(microsecond=0),
            zone=self._clock.zone(),
            own_pace=own_pace,
        )
        if not self._rehearsing:
            self.knee.session_began(self._logbook.session)
        self._show_session()
        chosen = self.preferences
        state = player.new_session(
            script,
            own_pace=own_pace,
            press_counts=chosen.press_counts,
            overtime=chosen.overtime and not self._rehearsing,
        )
        self.driver.begin(state, self._logbook)

    @Slot(str)
    def resume(self, how: str) -> None:
        """Answer the interrupted session: "go-on", "redo", "partial" or "discard"."""
        saved = interrupted_session(self._records)
        if saved is None or self._logbook is None or self._keeper is None:
            return
        self._logbook.go_on_with(saved)
        chosen = self.preferences
        state = player.restored(saved, press_counts=chosen.press_counts, overtime=chosen.overtime)
        if how in ("go-on", "redo"):
            self._show_session()
            self.driver.begin(state, self._logbook)
            self.driver.go_on(redo=how == "redo")
            return
        _, effects = player.step(state, player.Leave(discard=how == "discard"))
        for effect in effects:
            if isinstance(effect, player.Append):
                self._logbook.append(effect.happening)
        self._ended_session()

    def _show_session(self) -> None:
        self.runs.set_busy(True)
        self.session.set_rehearsal(self._rehearsing)
        self.window.show_session(self.session)
        self.window.show_full_screen(self.preferences.full_screen)
        self._sound.prime()
        self._voice.prime()
        self.driver.narrator = None
        self._choose_speech()
        self._sound_changed(self._sound.available, self._sound.reason)

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
            self._show_today()
            return
        due = self._due()
        self.summary.show_view(summary_view(told, due, self._exercises))
        self.window.show_session(self.summary)
        if self._rehearsing:
            QTimer.singleShot(SUMMARY_OF_REHEARSAL_MS, self.window.close)

    def _told(self) -> SessionRecord | None:
        """The session that just ended, as it is stored or, while it cannot be stored, as it was written."""
        assert self._logbook is not None
        assert self._history is not None
        try:
            return self._history.record_of(self._logbook.session)
        except (StorageError, KeyError):
            return self._logbook.told()

    @Slot(object, object, str)
    def _close_summary(self, effort: int | None, pain: int | None, note: str) -> None:
        if self._logbook is not None and not self._rehearsing:
            self.knee.said_after(self._logbook.session, self.summary.after.value())
        if self._logbook is not None and (effort, pain, note) != (None, None, ""):
            self._logbook.append(record.Answered(effort, pain, note))
            told = self._told()
            if told is not None:
                self._remember(told)
        if self._history is not None:
            try:
                self._history.back_up()
            except NotBackedUpError as problem:
                self.window.show_banner(str(problem))
        self._show_today()

    @Slot(str)
    def _cue(self, name: str) -> None:
        self._sound.play(name)
        silent = self.preferences.sounds and not self._sound.available
        if (silent or self.preferences.flash) and Cue(name) in FLASHES:
            self.session.flash()

    @Slot(bool, str)
    def _sound_changed(self, available: bool, reason: str) -> None:
        self._silent = "" if available else reason
        self._show_notices()

    @Slot(object)
    def _unsaved(self, since: datetime | None) -> None:
        self._unsaved_since = since
        self._show_notices()

    @Slot()
    def _show_notices(self) -> None:
        """One line each for what the person should know while a session runs."""
        notices = []
        if self._unsaved_since is not None:
            since = times.time_of_day(self._unsaved_since.astimezone())
            notices.append(session_words.not_saved_since(since))
        if self._silent and self.preferences.sounds:
            notices.append(self._silent)
        elif self._voice_trouble and self.preferences.voice:
            notices.append(self._voice_trouble)
        notices.extend(self.hands_free.notices())
        self.session.show_notices(tuple(notices))

    @Slot(object, int)
    def _say(self, pieces: Pieces, delay_ms: int) -> None:
        self._voice.say(pieces, delay_ms)

    @Slot(str)
    def _voice_told(self, status: str) -> None:
        self._voice_trouble = status
        self._show_notices()

    @Slot()
    def _toggle_voice(self) -> None:
        self._change_preferences(replace(self.preferences, voice=not self.preferences.voice))

    @Slot()
    def _toggle_mute(self) -> None:
        self._change_preferences(replace(self.preferences, sounds=not self.preferences.sounds))

    @Slot()
    def _toggle_full_screen(self) -> None:
        self.window.show_full_screen(not self.window.isFullScreen())

    # The window.

    @Slot()
    def _closing(self) -> None:
        if self.summary.isVisible():
            self.summary.finish()
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
        self.plans.changed.connect(self._refresh_footer)
        self.plans.said.connect(self.window.show_banner)
        self.today.kind_requested.connect(self.start_kind)
        self.today.start_requested.connect(self.start)
        self.today.resume_requested.connect(self.resume)
        self.today.settings_requested.connect(self._open_settings)
        self.today.folder_requested.connect(self._show_folder)
        self._desk.changed.connect(self._change_preferences)
        self._desk.practise.connect(self._practise)
        self.settings.changed.connect(self._change_preferences)
        self.knee.changed.connect(self._refresh_today)
        self.knee.gentle_wanted.connect(self._start_gentle)
        self.knee.said.connect(self.window.show_banner)
        self.runs.changed.connect(self._refresh_today)
        self.runs.preferences_changed.connect(self._change_preferences)
        self.settings.voice_test_requested.connect(self._test_voice)
        self.settings.sound_test_requested.connect(self._test_sound)
        self.settings.folder_requested.connect(self._show_folder)
        self.settings.backup_requested.connect(self._back_up)
        self.settings.restore_requested.connect(self._restore)
        self.settings.erase_requested.connect(self._erase)
        self.first_start.finished.connect(self._first_answers)
        self.first_start.sound_test_requested.connect(self._test_sound)
        self.summary.closed.connect(self._close_summary)
        self.progress_desk.changed.connect(self._corrected)
        self.progress_desk.said.connect(self.window.show_banner)
        self.driver.cue_due.connect(self._cue)
        self.driver.ended.connect(self._ended_session)
        self.driver.voice_due.connect(self._say)
        self.driver.hushed.connect(self._voice.stop)
        self.driver.voice_toggled.connect(self._toggle_voice)
        self._voice.speaking_changed.connect(self._sound.set_ducked)
        self._voice.status_changed.connect(self._voice_told)
        self.driver.mute_toggled.connect(self._toggle_mute)
        self.driver.full_screen_toggled.connect(self._toggle_full_screen)
        self._sound.available_changed.connect(self._sound_changed)
        self._motion.changed.connect(self._take_on_motion)
        self.hands_free.notices_changed.connect(self._show_notices)
        self.hands_free.raise_asked.connect(self._raise)
        self.window.page_shown.connect(self._page_shown)
        self.window.closing.connect(self._closing)
        self._signals.asked.connect(self.window.close)
        self._signals.raise_asked.connect(self._raise)
