"""Behind a running session: its screen, its driver, what is heard, and what is written of it.

Begins and goes on with sessions and says when one has ended. Whether one may begin, session_entry.py
asks; what comes after it is the summary controller's.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core import player
from kneetimer.core.easing import easier_steps
from kneetimer.core.knee import limits_of
from kneetimer.core.player import Status
from kneetimer.core.record import Began, PauseReason, SessionRecord
from kneetimer.core.script import Script, SessionKind, loads_since
from kneetimer.devices.desktop.bus import SessionBus
from kneetimer.program.appearance import Appearance
from kneetimer.program.hands_free import HandsFree
from kneetimer.program.model import Model
from kneetimer.program.session_audio import SessionAudio
from kneetimer.program.session_log import SessionLog
from kneetimer.program.session_page_controller import SessionPageController
from kneetimer.program.session_shell import SessionShell
from kneetimer.storage.errors import StorageError
from kneetimer.ui.figures.figure_view import FigureView
from kneetimer.ui.session import words
from kneetimer.ui.session.figure import SessionFigure
from kneetimer.ui.session.page import SessionPage
from kneetimer.ui.shell.main_window import MainWindow
from kneetimer.ui.text import times

SPOKEN_UP_TO = 1.5  # times faster than the clock


class SessionController(QObject):
    """Plays one session after another.

    `began` gives the id of a session that is new, `ended` comes when the one that ran is over, `said` is
    a sentence for the person. Beeps and voice are switched in a session for that session alone.
    """

    began = Signal(str)
    ended = Signal()
    said = Signal(str)

    def __init__(
        self,
        model: Model,
        appearance: Appearance,
        window: MainWindow,
        bus: SessionBus | None,
        *,
        speed: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._appearance = appearance
        self._window = window
        self._log: SessionLog | None = None
        self.is_rehearsal = False  # the session that runs or ran last
        self.tells_end = False  # the one that ended came to its last step, and the voice was on
        self._script = Script("", 1, 1, ())
        self._own_pace = False
        self._figure = FigureView()
        self.page = SessionPage(appearance.theme, clock=model.clock.seconds)
        self.page.set_figure_widget(self._figure)
        self.page.figure_foot_taken.connect(self._figure.leave_foot)
        self.shell = SessionShell(model.clock, speed=speed, parent=self)
        self.driver = self.shell.driver
        self._screen = SessionPageController(
            self.page,
            SessionFigure(self._figure, model.exercises),
            self.shell,
            model.exercises,
            model.clock,
            self,
        )
        self.audio = SessionAudio(model, self.shell, silent=speed > SPOKEN_UP_TO, parent=self)
        self.hands_free = HandsFree(self._screen, self.page, bus, self)
        self._connect()
        self._open_log()
        self._choose()
        self._draw()

    def play(self, script: Script, *, rehearsal: bool) -> None:
        """Begin a session. Nothing happens while nothing can be stored."""
        if self._log is None:
            return
        chosen = self._model.preferences
        self._script, self._own_pace = script, not chosen.coach_counts and not rehearsal
        self._log.begin(self._began_now, self._tell_began)
        self._show(rehearsal)
        # One exercise by itself has its own time to get ready, and a rehearsal shows the script alone.
        gets_set = not rehearsal and script.kind is not SessionKind.PRACTICE
        state = player.new_session(
            script,
            own_pace=self._own_pace,
            press_counts=chosen.press_counts,
            overtime=chosen.overtime and not rehearsal,
            limits=limits_of(chosen),
            easier=easier_steps(script, self._model.exercises),
            get_set_s=chosen.get_set_s if gets_set else 0,
        )
        self._screen.begin(script)
        self.driver.begin(state, self._log)

    def _began_now(self) -> Began:
        clock = self._model.clock
        script = self._script.as_planned()
        started = clock.stamp().replace(microsecond=0)
        return Began(script, self.is_rehearsal, started, clock.zone(), self._own_pace)

    def _tell_began(self, session: str) -> None:
        if not self.is_rehearsal:
            self.began.emit(session)

    def answer_interrupted(self, saved: SessionRecord, how: str, *, decided: bool = False) -> None:
        """Deal with an interrupted session: "go-on", "redo", "partial" or "discard".

        `decided` says that the person took the second step already that what was said may ask for.
        """
        if self._log is None:
            return
        try:
            self._log.go_on_with(saved)
        except StorageError as problem:
            self.said.emit(str(problem))
            return
        chosen = self._model.preferences
        state = player.restored(
            saved,
            press_counts=chosen.press_counts,
            overtime=chosen.overtime,
            limits=limits_of(chosen),
            easier=easier_steps(saved.script, self._model.exercises),
            loads=loads_since(saved.script, chosen, self._model.exercises),
        )
        if how in ("go-on", "redo"):
            self._show(rehearsal=False)
            self._screen.begin(saved.script)
            self.driver.begin(state, self._log)
            self.driver.go_on(redo=how == "redo", anyway=decided)
            return
        _, effects = player.step(state, player.Leave(discard=how == "discard"))
        self._log.append(*(each.event for each in effects if isinstance(each, player.Append)))
        self.tells_end = False
        self.ended.emit()

    @property
    def session(self) -> str:
        """The id of the session that is written or was written last, "" before the first."""
        return self._log.session if self._log is not None else ""

    def release(self) -> None:
        """Save what is running, and let go of the sound and the desktop."""
        if self.driver.is_running():
            self.driver.tell(player.Pause(PauseReason.INTERRUPTED))  # offered again at the next start
        self.audio.release()
        self.hands_free.close()

    def _show(self, rehearsal: bool) -> None:
        self.is_rehearsal = rehearsal
        self.page.set_rehearsal(rehearsal)
        self._mind_time(True)
        self._window.show_session(self.page)
        self._window.banner.step_aside()  # the stage has a strip for what is wrong now
        self._window.show_full_screen(self._model.preferences.full_screen)
        self.audio.begin()

    def _mind_time(self, on: bool) -> None:
        if self._model.saver is not None:
            self._model.saver.set_in_session(on)
            if not on:
                self._model.saver.push()

    @Slot()
    def _open_log(self) -> None:
        """Write sessions into the data that is open now; nowhere while nothing can be stored."""
        queue = self._model.queue
        self._log = SessionLog(queue) if queue is not None else None
        self._show_notices()

    @Slot()
    def _choose(self) -> None:
        """Follow the person's choices, in a session that runs too."""
        chosen = self._model.preferences
        self.page.set_text_size(chosen.session_text_size)
        self.page.panels.set_person(limits_of(chosen), chosen.knee)
        self.hands_free.set_keep_awake(chosen.keep_awake)

    @Slot()
    def _draw(self) -> None:
        look, reduced = self._appearance.figure_look, self._appearance.reduced_motion
        self._figure.set_look(look)
        self._figure.set_reduced_motion(reduced)
        self.page.veil.set_reduced_motion(reduced)

    # What the person should know while a session runs.

    @Slot()
    def _show_notices(self) -> None:
        notices = []
        queue = self._model.queue
        if queue is not None and queue.trouble is not None and queue.unsaved_since is not None:
            since = times.time_of_day(queue.unsaved_since)
            notices.append(words.not_saved_since(since, queue.trouble.why or str(queue.trouble)))
        if self.audio.trouble:
            notices.append(self.audio.trouble)
        notices.extend(self.hands_free.notices())
        self.page.show_notices(tuple(notices))

    @Slot()
    def _show_heard(self) -> None:
        self.page.show_heard(sounds=self.audio.sounds_on, voice=self.audio.voice_on)
        self._show_notices()

    @Slot()
    def _over(self) -> None:
        chosen = self._model.preferences
        state = self.driver.state
        finished = state is not None and state.status is Status.FINISHED
        self.tells_end = finished and self.audio.voice_on
        self.audio.hear(sounds=chosen.sounds, voice=chosen.voice)
        self._mind_time(False)
        self.ended.emit()

    @Slot(str, str)
    def _keep_load(self, exercise: str, load: str) -> None:
        """What was taken for this session is what the next one begins with."""
        if not self.is_rehearsal:
            self._model.choose(self._model.preferences.with_load_of(exercise, load))

    @Slot()
    def _toggle_full_screen(self) -> None:
        self._window.show_full_screen(not self._window.isFullScreen())

    def _connect(self) -> None:
        self.shell.ended.connect(self._over)
        self._screen.load_chosen.connect(self._keep_load)
        self.page.voice_pressed.connect(self.audio.toggle_voice)
        self.page.mute_pressed.connect(self.audio.toggle_sounds)
        self.page.full_screen_pressed.connect(self._toggle_full_screen)
        self.audio.flashed.connect(self.page.veil.flash)
        self.audio.changed.connect(self._show_heard)
        self.audio.said.connect(self.said)
        self.hands_free.notices_changed.connect(self._show_notices)
        self._model.preferences_changed.connect(self._choose)
        self._model.replaced.connect(self._open_log)
        self._model.saving_changed.connect(self._show_notices)
        self._appearance.changed.connect(self._draw)
