"""What is heard of a session: beeps, the voice, and what a screen shows where nothing can be heard.

Which sound or sentence is due, the session driver says; how it is played, devices/audio.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core import speech
from kneetimer.core.cues import Cue
from kneetimer.core.language import tr
from kneetimer.core.narrator import Narrator
from kneetimer.core.player import State
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import Script
from kneetimer.core.speech import Talk, Voiced
from kneetimer.core.utterance import Kind, Message, Spoken, Utterance
from kneetimer.devices.audio import system_voice
from kneetimer.devices.audio.audio_process import session_loudspeaker
from kneetimer.devices.audio.sound import SoundPlayer
from kneetimer.devices.audio.voice import Voice
from kneetimer.program.known_exercises import as_spoken
from kneetimer.program.model import Model
from kneetimer.program.session_shell import SessionShell
from kneetimer.ui.text.spoken_english import LOCALES, SpokenEnglish

# Cues that a screen can stand in for: a flash at every beat would only flicker.
FLASHES = (Cue.START, Cue.END, Cue.SIDE, Cue.REST, Cue.HALF)


def _talk_of(chosen: Preferences) -> Talk:
    return Talk(chosen.counting, chosen.form_cues, chosen.talking)


class SessionAudio(QObject):
    """Beeps and voice are switched for one session; between sessions they are as they were chosen.

    `flashed` asks for a flash in place of a sound, `changed` says that `trouble`, `sounds_on` or
    `voice_on` may be other ones, `said` answers a test that could not be heard.
    """

    flashed = Signal()
    changed = Signal()
    said = Signal(str)

    def __init__(
        self, model: Model, shell: SessionShell, *, silent: bool, parent: QObject | None = None
    ) -> None:
        """`silent` leaves the voice out: a rehearsal that runs fast leaves no time for sentences."""
        super().__init__(parent)
        self._model = model
        self._driver = shell.driver
        self._no_voice = silent
        self._language = SpokenEnglish(as_spoken(model.exercises))
        self._utterances: dict[Utterance, Spoken | None] = {}  # a session says much again and again
        self._prepared: Script | None = None
        self.sounds_on = self.voice_on = True
        self._voice_trouble = ""  # why nobody speaks; empty while somebody can
        self._sound_trouble = ""  # why there is no sound; empty while there is
        self._is_tested = False  # somebody asked whether there is sound, and waits for the answer
        self._speaker = session_loudspeaker(self)
        self._sound = SoundPlayer(self, speaker=self._speaker)
        self._voice = Voice(self._speaker, LOCALES, self)
        self._connect(shell)
        self._choose()

    @property
    def trouble(self) -> str:
        """What the person should know of what they do not hear."""
        if self._sound_trouble and self.sounds_on:
            return tr(self._sound_trouble)
        return tr(self._voice_trouble) if self.voice_on and self._voice_trouble else ""

    def begin(self) -> None:
        """A session begins, or is gone on with: with beeps and voice as they were chosen."""
        self._is_tested = False
        chosen = self._model.preferences
        self._driver.narrator = None
        self.hear(sounds=chosen.sounds, voice=chosen.voice)
        self._sound.prime()
        self._voice.prime()
        self._sound_changed(self._sound.available, self._sound.reason)

    @Slot()
    def toggle_voice(self) -> None:
        self.hear(sounds=self.sounds_on, voice=not self.voice_on)

    @Slot()
    def toggle_sounds(self) -> None:
        self.hear(sounds=not self.sounds_on, voice=self.voice_on)

    def hear(self, *, sounds: bool, voice: bool) -> None:
        """Switch beeps and voice. What is stored stays as it is."""
        self.sounds_on, self.voice_on = sounds, voice and not self._no_voice
        self._sound.set_muted(not sounds)
        self._voice.set_muted(not self.voice_on)
        self._choose_speech()
        self.changed.emit()

    @Slot()
    def test_voice(self) -> None:
        """Say a sentence, or say in the window why nobody can."""
        self._voice.prime()
        spoken = self._spoken((Message(Kind.TRY_IT),))
        if spoken is None or not self._voice.say(spoken):
            why = self._voice.status or self._speaker.reason
            self.said.emit(tr(why) if why else "")

    @Slot()
    def test_sound(self) -> None:
        """Play a cue, or say in the window why there is no sound."""
        self._is_tested = True
        self._sound.prime()
        self._sound.play(Cue.START.value)
        if self._sound.reason:
            self._is_tested = False
            self.said.emit(tr(self._sound.reason))

    def tell_end(self, messages: Utterance) -> None:
        """Say after the last sound what is given; where that cannot be said, that the session is over."""
        can_be_said = bool(messages) and self._length_of(messages) is not None
        self._say(messages if can_be_said else (Message(Kind.FINISHED),), speech.BEEP_MS)

    def release(self) -> None:
        """Let go of the output."""
        self._voice.release()
        self._sound.release()

    @Slot()
    def _choose(self) -> None:
        """Follow the person's choices, in a session that runs too."""
        chosen = self._model.preferences
        self._sound.set_volume(chosen.volume)
        self._voice.set_volume(chosen.voice_volume)
        by_default = system_voice.is_default(sys.platform)
        self._voice.set_system(by_default if chosen.system_voice is None else chosen.system_voice)
        if self._driver.is_running():
            self._choose_speech()
        else:
            self.hear(sounds=chosen.sounds, voice=chosen.voice)

    def _choose_speech(self) -> None:
        """A new narrator for each session and for voices that come and go; the same one for a mere choice."""
        talk = _talk_of(self._model.preferences)
        if not self.voice_on:
            self._driver.narrator = None
        elif self._driver.narrator is None:
            self._language = SpokenEnglish(as_spoken(self._model.exercises))
            self._utterances.clear()
            self._prepared = None
            self._driver.narrator = Narrator(self._model.exercises, self._length_of, talk, closes=False)
        else:
            self._driver.narrator.choose(talk)

    @Slot(str)
    def _cue(self, name: str) -> None:
        self._sound.play(name)
        unheard = self.sounds_on and not self._sound.available
        if (unheard or self._model.preferences.flash) and Cue(name) in FLASHES:
            self.flashed.emit()

    @Slot(object, int)
    def _say(self, messages: Utterance, delay_ms: int) -> None:
        spoken = self._spoken(messages)
        if spoken is not None:
            self._voice.say(spoken, delay_ms)

    @Slot(object)
    def _prepare(self, state: State) -> None:
        """What a session will say is made ready when it begins, from where it is on."""
        if state.script is self._prepared or not self.voice_on or state.is_over:
            return
        self._prepared = state.script
        voiced = Voiced(self._model.exercises, self._length_of, _talk_of(self._model.preferences))
        planned = list(speech.whole(state.script, voiced))
        first = speech.getting_set(state.script, voiced, state.get_set_ms) if state.gets_set else None
        if first is not None:
            planned.insert(0, (first,))
        lines = (line for step in (*planned[state.index :], *planned[: state.index]) for line in step)
        spoken = (self._spoken(line.messages) for line in lines)
        self._voice.recorded.prepare([each for each in spoken if each is not None])

    def _spoken(self, messages: Utterance) -> Spoken | None:
        if messages not in self._utterances:
            self._utterances[messages] = self._language.spoken(messages)
        return self._utterances[messages]

    def _length_of(self, messages: Utterance) -> int | None:
        spoken = self._spoken(messages)
        return None if spoken is None else self._voice.length_ms(spoken)

    @Slot(bool, str)
    def _sound_changed(self, available: bool, reason: str) -> None:
        self._sound_trouble = "" if available else reason
        self.changed.emit()
        if reason and self._is_tested:
            self._is_tested = False
            self.said.emit(tr(reason))

    @Slot(str)
    def _voice_changed(self, status: str) -> None:
        self._voice_trouble = status
        self.changed.emit()

    def _connect(self, shell: SessionShell) -> None:
        shell.cue_due.connect(self._cue)
        shell.cue_coming.connect(self._sound.schedule)
        shell.cue_put_off.connect(self._sound.unschedule)
        shell.line_due.connect(self._say)
        shell.state_changed.connect(self._prepare)
        shell.hushed.connect(self._voice.stop)
        self._voice.speaking_changed.connect(self._sound.set_ducked)
        self._voice.status_changed.connect(self._voice_changed)
        self._sound.available_changed.connect(self._sound_changed)
        self._model.preferences_changed.connect(self._choose)
