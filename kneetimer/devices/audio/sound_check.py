"""Plays every cue and a sentence, one after the other, and names each as it sounds.

For the doctor command and the try-it buttons. It judges nothing: whoever listens does.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneetimer.core.language import mark, tr
from kneetimer.core.utterance import Spoken
from kneetimer.devices.audio.sound import SoundPlayer
from kneetimer.devices.audio.voice import Voice

GAP_MS = 1100
VOICE_GAP_MS = 3000

CUES = (
    ("start", mark("a set or a hold starts")),
    ("count", mark("the last three seconds, one pip each")),
    ("half", mark("half-way through a hold")),
    ("beat", mark("a rep begins")),
    ("turn", mark("the movement turns")),
    ("side", mark("change sides")),
    ("rest", mark("a rest begins")),
    ("end", mark("a set or the session ends")),
)


class SoundCheck(QObject):
    """One run through all that can be heard. `sound` and `voice` must be primed."""

    named = Signal(str)
    """What sounds now, or why it does not."""

    finished = Signal()

    def __init__(
        self,
        sound: SoundPlayer,
        voice: Voice,
        sentences: Sequence[Spoken],
        parent: QObject | None = None,
        *,
        gap_ms: int = GAP_MS,
        voice_gap_ms: int = VOICE_GAP_MS,
    ) -> None:
        super().__init__(parent)
        self._gap_ms = gap_ms
        self._voice_gap_ms = voice_gap_ms
        self._sound = sound
        self._voice = voice
        self._cues = list(CUES)
        self._sentences = list(sentences)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)

    def run(self) -> None:
        """Start; `finished` comes at the end."""
        if not self._sound.available:
            self.named.emit(self._sound.reason)
            self.finished.emit()
            return
        self._next.start(self._gap_ms)

    @Slot()
    def _go_on(self) -> None:
        if self._cues:
            cue, meaning = self._cues.pop(0)
            self.named.emit(f"{cue}: {meaning}")
            self._sound.play(cue)
            self._next.start(self._gap_ms)
        elif self._sentences:
            spoken = self._sentences.pop(0)
            heard = self._voice.say(spoken)
            if heard:
                self.named.emit(tr("voice: {sentence}", sentence=spoken.text))
            else:
                self.named.emit(tr("voice: it could not speak"))
            self._next.start(self._voice_gap_ms)
        else:
            self.finished.emit()
