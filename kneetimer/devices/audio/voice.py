"""Speaks the sentences of a session: with recorded clips, or with the voice of the system.

It does not decide what is said or when; core/speech.py does. A sentence is one piece of sound
that is given to the output at once, so there is no gap inside of it and nothing to be late.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneetimer.core.language import mark
from kneetimer.core.utterance import Spoken
from kneetimer.devices.audio.clip_decoder import RecordedTakes
from kneetimer.devices.audio.loudspeaker import SAMPLE_BYTES, Channel, Loudspeaker, amplitude
from kneetimer.devices.audio.system_voice import SystemVoice

# Who shows it says it in the person's language.
NO_CLIPS = mark("The recorded voice is missing from this installation. Sounds go on without it.").english
LONGEST_S = 20.0
WAITS_S = 0.6  # for a clip that is still to be decoded; later its moment is over


class Voice(QObject):
    """One voice at a time; a new sentence cuts the one before short.

    Clips speak where the system's voice was not chosen, is not there, or stopped answering.
    `speaker` is shared with the cues. Every call is safe without a device, before `prime` and
    after `release`.
    """

    speaking_changed = Signal(bool)
    status_changed = Signal(str)
    """A sentence about the voice that somebody should see; empty when all is well."""

    def __init__(
        self,
        speaker: Loudspeaker,
        locales: Sequence[str],
        parent: QObject | None = None,
        *,
        system_command: Sequence[str] | None = None,
    ) -> None:
        """`locales` of the sentences, the best one first, by which a voice of the system is chosen."""
        super().__init__(parent)
        self._speaker = speaker
        self._system = SystemVoice(locales, self, command=system_command)
        self._by_system: Spoken | None = None  # what the system's voice says at the moment
        self._wants_system = False
        self.recorded = RecordedTakes(self)
        self._waiting: tuple[Spoken, float, float] | None = None  # until when it is said, and its moment
        self._channel: Channel | None = None
        self._percent = 100
        self._muted = False
        self._speaking = False
        self._status = ""
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self._sentence_over)
        self._system.finished.connect(self._sentence_over)
        self._system.failed.connect(self._system_failed)
        self._speaker.changed.connect(self._rebuild)
        self.recorded.changed.connect(self._rebuild)
        self.recorded.ready.connect(self._say_waiting)

    @property
    def status(self) -> str:
        return self._status

    @property
    def speaking(self) -> bool:
        return self._speaking

    def prime(self) -> None:
        """Find the clips and open the output; starts the system's voice where it was chosen."""
        self.recorded.look()
        if self._speaker.is_open:
            self._rebuild()
        else:
            self._speaker.open()
        if self._wants_system:
            self._system.start()

    def release(self) -> None:
        """Fall silent and let go of the output at the end of a session."""
        self.stop()
        self._drop_channel()
        self._system.close()
        self.recorded.forget()

    def set_system(self, wanted: bool) -> None:
        """Choose the system's voice, or the clips. Returns at once; a voice that starts takes over later."""
        self._wants_system = wanted
        if wanted:
            self._system.start()
        else:
            self._system.close()

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100."""
        self._percent = percent
        self._level()

    def set_muted(self, muted: bool) -> None:
        """Turn the voice off or on; the sentence being spoken stops."""
        self._muted = muted
        if muted:
            self.stop()
        self._level()

    def length_ms(self, spoken: Spoken) -> int | None:
        """How long an utterance takes; None where it cannot be said."""
        if self._system.ready:
            return self._system.length_ms(spoken.text)
        return self.recorded.length_ms(spoken)

    def say(self, spoken: Spoken, delay_ms: int = 0) -> bool:
        """Speak a sentence now, or after a beep of `delay_ms`. False where nothing of it will be heard.

        The system's voice does not wait.
        """
        self.stop()
        if self._muted or self._percent <= 0:
            return False
        if self._system.ready:
            self._by_system = spoken
            self._system.say(spoken.text)
            self._set_speaking(True)
            return True
        return self._play(spoken, time.monotonic() + delay_ms / 1000)

    @Slot()
    def stop(self) -> None:
        """Fall silent at once: a pause, a skip, a key."""
        if self._channel is not None and self._end.isActive():
            self._channel.stop()
        self._system.stop()
        self._waiting = None
        self._sentence_over()

    def _play(self, spoken: Spoken, at_s: float) -> bool:
        if self._channel is None or not self.recorded.can_say(spoken):
            return False
        try:
            samples = self.recorded.samples(spoken)
        except (OSError, ValueError):
            self._tell(NO_CLIPS)
            return False
        if samples is None:
            self._waiting = spoken, max(at_s, time.monotonic()) + WAITS_S, at_s
            self.recorded.prepare([spoken], first=True)
            return True
        rate_hz = self.recorded.rate_hz
        silence = round(rate_hz * max(0.0, at_s - time.monotonic()))
        if not self._channel.play(bytes(SAMPLE_BYTES * silence) + samples):
            return False
        self._end.start(1000 * (silence + len(samples) // SAMPLE_BYTES) // rate_hz)
        self._set_speaking(True)
        return True

    @Slot()
    def _say_waiting(self) -> None:
        """A take is there that was not, when it should have been said."""
        if self._waiting is None:
            return
        (spoken, until_s, at_s), self._waiting = self._waiting, None
        if time.monotonic() <= until_s:
            self._play(spoken, at_s)

    @Slot()
    def _sentence_over(self) -> None:
        self._end.stop()
        self._by_system = None
        self._set_speaking(False)

    @Slot(str)
    def _system_failed(self, reason: str) -> None:
        """What it did not say to its end is said by the clips, as long as nothing else was."""
        unsaid, self._by_system = self._by_system, None
        self._tell(reason)
        if unsaid is None or not self._play(unsaid, time.monotonic()):
            self._set_speaking(False)

    @Slot()
    def _rebuild(self) -> None:
        self._drop_channel()
        self._tell("" if self.recorded else NO_CLIPS)
        self._channel = self._speaker.channel(self.recorded.rate_hz, LONGEST_S)
        self._level()

    def _drop_channel(self) -> None:
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    def _level(self) -> None:
        if self._channel is not None:
            self._channel.set_volume(amplitude(self._percent))
        self._system.set_volume(amplitude(self._percent))

    def _set_speaking(self, speaking: bool) -> None:
        if speaking != self._speaking:
            self._speaking = speaking
            self.speaking_changed.emit(speaking)

    def _tell(self, status: str) -> None:
        if status != self._status:
            self._status = status
            self.status_changed.emit(status)
