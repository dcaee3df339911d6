"""Behind a running session: its screen, its driver, what is heard, and what is written of it.

Begins and goes on with sessions and says when one has ended; which session it is, and what comes
after it, the program decides.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core import phrases, player
from kneetimer.core.cues import Cue
from kneetimer.core.exercise import Exercise
from kneetimer.core.knee import limits_of
from kneetimer.core.narrator import Narrator
from kneetimer.core.phrases import Pieces
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Happening, SessionRecord
from kneetimer.core.script import Script
from kneetimer.core.speech import Talk
from kneetimer.devices.audio import system_voice
from kneetimer.devices.audio.audio_process import session_loudspeaker
from kneetimer.devices.audio.sound import SoundPlayer
from kneetimer.devices.audio.voice import Voice
from kneetimer.devices.desktop.bus import SessionBus
from kneetimer.devices.process.clock import Clock
from kneetimer.program.hands_free import HandsFree
from kneetimer.program.session_driver import SessionDriver
from kneetimer.program.session_log import SessionLog
from kneetimer.storage.records.write_queue import WriteQueue
from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.figures.figure_view import FigureView
from kneetimer.ui.session import words
from kneetimer.ui.session.figure import SessionFigure
from kneetimer.ui.session.page import SessionPage
from kneetimer.ui.shell.main_window import MainWindow
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.text import times

SPOKEN_UP_TO = 1.5  # a rehearsal that runs faster leaves no time for sentences
# Cues that a screen can stand in for: a flash at every beat would only flicker.
FLASHES = (Cue.START, Cue.END, Cue.SIDE, Cue.REST, Cue.HALF)


class SessionDesk(QObject):
    """Plays one session after another.

    `began` gives the id of a session that is new, `ended` comes when the one that ran is over, `said` is
    a sentence for the person. Beeps and voice are switched in a session for that session alone.
    """

    began = Signal(str)
    ended = Signal()
    said = Signal(str)

    def __init__(
        self,
        theme: Theme,
        window: MainWindow,
        exercises: Mapping[str, Exercise],
        clock: Clock,
        bus: SessionBus | None,
        *,
        speed: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._exercises = exercises
        self._clock = clock
        self._preferences = Preferences()
        self._keeper: WriteQueue | None = None
        self._logbook: SessionLog | None = None
        self._fast = speed > SPOKEN_UP_TO
        self._sounds_on = self._voice_on = True  # in this session; between sessions as it is chosen
        self._voice_trouble = ""  # why nobody speaks; empty while somebody can
        self._silent = ""  # why there is no sound; empty while there is
        self._unsaved_since: datetime | None = None
        self._figure = FigureView()
        self.page = SessionPage(theme, clock=clock.seconds)
        self.page.set_figure_widget(self._figure)
        self.driver = SessionDriver(
            self.page, SessionFigure(self._figure), exercises, clock, speed=speed, parent=self
        )
        self._speaker = session_loudspeaker(self)
        self._sound = SoundPlayer(self, speaker=self._speaker)
        self._voice = Voice(self._speaker, self)
        self.hands_free = HandsFree(self.driver, self.page, bus, self)
        self._connect()

    def write_into(self, keeper: WriteQueue | None) -> None:
        """Write sessions there from now on; None while nothing can be stored."""
        self._keeper = keeper
        self._logbook = SessionLog(keeper, self) if keeper is not None else None
        if self._logbook is not None:
            self._logbook.unsaved.connect(self._unsaved)
        self._unsaved(None)

    def take_on(self, preferences: Preferences) -> None:
        """Follow the person's choices, in a session that runs too."""
        self._preferences = chosen = preferences
        self._sound.set_volume(chosen.volume)
        self._voice.set_volume(chosen.voice_volume)
        if not self.is_running():
            self._hear(sounds=chosen.sounds, voice=chosen.voice)
        by_default = system_voice.is_default(sys.platform)
        self._voice.set_system(by_default if chosen.system_voice is None else chosen.system_voice)
        self._choose_speech()
        self.page.set_text_size(chosen.session_text_size)
        self.page.set_limits(limits_of(chosen))
        self.hands_free.set_keep_awake(chosen.keep_awake)

    def set_reduced_motion(self, reduced: bool) -> None:
        self.page.set_reduced_motion(reduced)
        self._figure.set_reduced_motion(reduced)

    def set_look(self, look: FigureLook) -> None:
        """Draw the figure so."""
        self._figure.set_palette(look.palette)
        self._figure.set_build(look.build)

    def is_running(self) -> bool:
        return self.driver.is_running()

    def play(self, script: Script, *, rehearsal: bool) -> None:
        """Begin a session. Nothing happens while nothing can be stored."""
        if self._logbook is None:
            return
        chosen = self._preferences
        own_pace = not chosen.coach_counts and not rehearsal
        self._logbook.begin(
            script,
            rehearsal=rehearsal,
            started=self._clock.stamp().replace(microsecond=0),
            zone=self._clock.zone(),
            own_pace=own_pace,
        )
        self.began.emit(self._logbook.session)
        self._show(rehearsal)
        state = player.new_session(
            script,
            own_pace=own_pace,
            press_counts=chosen.press_counts,
            overtime=chosen.overtime and not rehearsal,
            limits=limits_of(chosen),
        )
        self.driver.begin(state, self._logbook)

    def answer_interrupted(self, saved: SessionRecord, how: str, *, decided: bool = False) -> None:
        """Deal with an interrupted session: "go-on", "redo", "partial" or "discard".

        `decided` says that the person took the second step already that what was said may ask for.
        """
        if self._logbook is None:
            return
        self._logbook.go_on_with(saved)
        chosen = self._preferences
        state = player.restored(
            saved, press_counts=chosen.press_counts, overtime=chosen.overtime, limits=limits_of(chosen)
        )
        if how in ("go-on", "redo"):
            self._show(rehearsal=False)
            self.driver.begin(state, self._logbook)
            self.driver.go_on(redo=how == "redo", anyway=decided)
            return
        _, effects = player.step(state, player.Leave(discard=how == "discard"))
        self._logbook.append(*(each.happening for each in effects if isinstance(each, player.Append)))
        self.ended.emit()

    @property
    def session(self) -> str:
        """The id of the session that is written or was written last, "" before the first."""
        return self._logbook.session if self._logbook is not None else ""

    def append(self, happening: Happening) -> None:
        """Add to the session that was written last."""
        if self._logbook is not None:
            self._logbook.append(happening)

    def written(self) -> SessionRecord | None:
        """The session as it was written from its beginning; None for one that was gone on with."""
        return self._logbook.told() if self._logbook is not None else None

    def release(self) -> None:
        """Save what is running, and let go of the sound and the desktop."""
        if self.driver.is_running():
            self.driver.suspend()
        self._voice.release()
        self._sound.release()
        self.hands_free.close()

    @Slot()
    def test_voice(self) -> None:
        """Say a sentence, or say in the window why nobody can."""
        self._voice.prime()
        if not self._voice.say((phrases.TRY_IT,)):
            self.said.emit(self._voice.status or self._speaker.reason)

    @Slot()
    def test_sound(self) -> None:
        """Play a cue, or say in the window why there is no sound."""
        self._sound.prime()
        self._sound.play(Cue.START.value)
        if self._sound.reason:
            self.said.emit(self._sound.reason)

    def open_sound(self) -> None:
        """Open the output; a session does so by itself."""
        self._sound.prime()
        self._voice.prime()

    def _show(self, rehearsal: bool) -> None:
        self._hear(sounds=self._preferences.sounds, voice=self._preferences.voice)
        self.page.set_rehearsal(rehearsal)
        self._window.show_session(self.page)
        self._window.banner.step_aside()  # the stage has a strip for what is wrong now
        self._window.show_full_screen(self._preferences.full_screen)
        self.open_sound()
        self.driver.narrator = None
        self._choose_speech()
        self._sound_changed(self._sound.available, self._sound.reason)

    def _choose_speech(self) -> None:
        """A new narrator for each session and for voices that come and go; the same one for a mere choice."""
        chosen = self._preferences
        talk = Talk(chosen.counting, chosen.form_cues)
        if not self._voice_on or self._fast:
            self.driver.narrator = None
        elif self.driver.narrator is None:
            self.driver.narrator = Narrator(self._exercises, self._voice.length_of, talk)
        else:
            self.driver.narrator.choose(talk)

    @Slot(str)
    def _cue(self, name: str) -> None:
        self._sound.play(name)
        silent = self._sounds_on and not self._sound.available
        if (silent or self._preferences.flash) and Cue(name) in FLASHES:
            self.page.flash()

    @Slot(object, int)
    def _say(self, pieces: Pieces, delay_ms: int) -> None:
        self._voice.say(pieces, delay_ms)

    # What the person should know while a session runs.

    @Slot(bool, str)
    def _sound_changed(self, available: bool, reason: str) -> None:
        self._silent = "" if available else reason
        self._show_notices()
        if reason and not self.page.isVisible():
            self.said.emit(reason)  # the answer to a test of the sound

    @Slot(str)
    def _voice_told(self, status: str) -> None:
        self._voice_trouble = status
        self._show_notices()

    @Slot(object)
    def _unsaved(self, since: datetime | None) -> None:
        self._unsaved_since = since
        self._show_notices()

    @Slot()
    def _show_notices(self) -> None:
        notices = []
        if self._unsaved_since is not None:
            since = times.time_of_day(self._unsaved_since)
            notices.append(words.not_saved_since(since))
        if self._silent and self._sounds_on:
            notices.append(self._silent)
        elif self._voice_trouble and self._voice_on:
            notices.append(self._voice_trouble)
        notices.extend(self.hands_free.notices())
        self.page.show_notices(tuple(notices))

    # What is chosen by keys of the session.

    @Slot()
    def _toggle_voice(self) -> None:
        self._hear(sounds=self._sounds_on, voice=not self._voice_on)

    @Slot()
    def _toggle_mute(self) -> None:
        self._hear(sounds=not self._sounds_on, voice=self._voice_on)

    def _hear(self, *, sounds: bool, voice: bool) -> None:
        """Switch beeps and voice, and show it on the stage. What is stored stays as it is."""
        self._sounds_on, self._voice_on = sounds, voice
        self._sound.set_muted(not sounds)
        self._voice.set_muted(not voice or self._fast)
        self._choose_speech()
        self.page.show_heard(sounds=sounds, voice=voice and not self._fast)
        self._show_notices()

    @Slot()
    def _over(self) -> None:
        self._hear(sounds=self._preferences.sounds, voice=self._preferences.voice)
        self.ended.emit()

    @Slot()
    def _toggle_full_screen(self) -> None:
        self._window.show_full_screen(not self._window.isFullScreen())

    def _connect(self) -> None:
        self.driver.cue_due.connect(self._cue)
        self.driver.cue_coming.connect(self._sound.schedule)
        self.driver.cue_put_off.connect(self._sound.unschedule)
        self.driver.voice_due.connect(self._say)
        self.driver.hushed.connect(self._voice.stop)
        self.driver.ended.connect(self._over)
        self.driver.voice_toggled.connect(self._toggle_voice)
        self.driver.mute_toggled.connect(self._toggle_mute)
        self.driver.full_screen_toggled.connect(self._toggle_full_screen)
        self._voice.speaking_changed.connect(self._sound.set_ducked)
        self._voice.status_changed.connect(self._voice_told)
        self._sound.available_changed.connect(self._sound_changed)
        self.hands_free.notices_changed.connect(self._show_notices)
