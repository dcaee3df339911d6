"""Opens the sound output of this computer and plays whole pieces of sound on it.

Knows nothing of cues or words: sound.py and voice.py bring those. QSoundEffect is not used: in
Qt 6.10 and 6.11 two effects at once, or a device that goes, leave it in an endless loop of
warnings that starves the window. A QAudioSink that is given a cue ahead of its moment is as punctual.
"""

from __future__ import annotations

import math
import sys
import time
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QIODevice, QLoggingCategory, QObject, Qt, QTimer, Signal, Slot

from kneetimer.core.language import mark, tr

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

# What Qt says of itself when it loads sound, and of each clip, concerns nobody.
QUIET = "qt.multimedia.symbolsresolver=false\nqt.multimedia.ffmpeg*=false"

# They come from the program that plays as English text; who shows them says them in the person's language.
NO_DEVICE = mark("No sound device was found. The screen flashes instead.").english
NO_LIBRARY = mark("A system library for sound is missing. The screen flashes instead.").english
NO_LIBRARY_LINUX = mark("The system library libpulse is missing. The screen flashes instead.").english
DEVICE_FAILED = mark("The sound device does not answer. The screen flashes instead.").english

SAMPLE_BYTES = 2
LATENCY_MS = 1_000  # more than any output takes until the last sample is heard
# What an output takes at least from its start to the first sample; more than that no program knows.
OPENS_S = 0.010
# What the second program has the server of Linux hold of a piece, its own output included. Qt chooses 21 ms,
# into which any busy moment of the computer tears a hole. More delays the beginning, and from about
# 80 ms on that varies by more than 2 ms.
BUFFER_S = 0.040
OPENS_ALONE_S = 0.025
LEAD_S = 0.030  # of the buffer is before the server's output
# A server that was busy begins later, now and then. For so long its beginning is watched, and so much of the
# silence is held back meanwhile to make up for it.
WATCHED_S, HELD_BACK_S = 0.12, 0.06
LOOK_EVERY_MS = 7  # no part of the time in which a server asks for more
AT_ONCE_S = 0.25  # a cue that is nearer than this is given whole: the rest must never come too late


def amplitude(percent: int) -> float:
    """The factor from 0.0 to 1.0 by which `percent` of loudness scales samples.

    Loudness grows with about the 0.6th power of amplitude, so half of the slider sounds
    half as loud only when the samples shrink to a third.
    """
    return math.pow(min(100, max(0, percent)) / 100, 1 / 0.6)


def read_wav(path: Path) -> bytes:
    """The samples of a mono 16-bit WAV, in this machine's byte order.

    Raises OSError or wave.Error where the file is not there or not a WAV.
    """
    with wave.open(str(path)) as sound:
        samples: bytes = sound.readframes(sound.getnframes())
        # WAV is little-endian.
        return samples if sys.byteorder == "little" else _swapped(samples)


class Channel(Protocol):
    """A way to the output. Plays one piece of sound at a time; channels sound together."""

    def play(self, samples: bytes, at_s: float | None = None) -> bool:
        """Sound mono 16-bit samples now, or at a monotonic time, and cut short what the channel still plays.

        False where the output did not take them; the loudspeaker then says so.
        """
        ...

    def stop(self) -> None:
        """Fall silent at once."""
        ...

    def set_volume(self, factor: float) -> None: ...

    def close(self) -> None: ...


class Loudspeaker(QObject):
    """The output that the system plays to at the moment, followed when it changes."""

    available_changed = Signal(bool, str)
    """True and nothing, or False and the sentence why not; only when that changes."""

    changed = Signal()
    """Another output: channels must be made anew."""

    def __init__(self, parent: QObject | None = None, *, is_alone: bool = False) -> None:
        """`is_alone` where nothing else keeps this process busy, so that pieces may be given in two parts."""
        super().__init__(parent)
        self._is_alone = is_alone
        self._devices: QMediaDevices | None = None
        self._reason: str | None = None

    @property
    def available(self) -> bool:
        """Whether something can be heard, as far as the system says; False before `open`."""
        return self._reason == ""

    @property
    def reason(self) -> str:
        """The sentence why there is no sound; empty while there is, or before `open`."""
        return self._reason or ""

    @property
    def is_open(self) -> bool:
        return self._devices is not None

    def open(self) -> None:
        """Load the system's sound and look for an output. Does nothing when it is open."""
        if self._devices is not None:
            return
        multimedia, reason = multimedia_or_reason()
        if multimedia is None:
            self._report(reason)
            return
        self._devices = multimedia.QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._look)
        self._look()

    def close(self) -> None:
        if self._devices is not None:
            self._devices.audioOutputsChanged.disconnect(self._look)
            self._devices.deleteLater()
            self._devices = None

    def channel(self, rate_hz: int, longest_s: float) -> Channel | None:
        """A way to the present output for mono pieces of up to `longest_s`; None without one."""
        if self._devices is None:
            return None
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink  # loaded by open

        device = self._devices.defaultAudioOutput()
        if device.isNull():
            return None
        form: QAudioFormat = QAudioFormat()
        form.setSampleRate(rate_hz)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        sink = QAudioSink(device, form, self)
        # All of a cue is written at once, so a busy window cannot tear a hole into it.
        sink.setBufferSize(SAMPLE_BYTES * math.ceil(rate_hz * longest_s))
        return SinkChannel(sink, self, is_alone=self._is_alone)

    def played(self, worked: bool) -> None:
        """A channel says whether the output took what it was given."""
        self._report("" if worked else DEVICE_FAILED)

    @Slot()
    def _look(self) -> None:
        assert self._devices is not None
        self._report(NO_DEVICE if self._devices.defaultAudioOutput().isNull() else "")
        self.changed.emit()

    def _report(self, reason: str) -> None:
        if reason != self._reason:
            self._reason = reason
            self.available_changed.emit(not reason, reason)


class SinkChannel(QObject):
    """A channel of this process."""

    def __init__(self, sink: QAudioSink, speaker: Loudspeaker, *, is_alone: bool) -> None:
        super().__init__(sink)
        self._is_alone = is_alone
        self._opens_s = OPENS_ALONE_S if is_alone else OPENS_S
        self._sink = sink
        self._speaker = speaker
        self._entry: QIODevice | None = None
        self._held_back = b""  # the end of what is to be played, after what is left of the silence
        self._began_s = 0.0
        self._opened_in_s = 0.0
        self._watch = QTimer(self)
        self._watch.setTimerType(Qt.TimerType.PreciseTimer)
        self._watch.setInterval(LOOK_EVERY_MS)
        self._watch.timeout.connect(self._look)
        # An output that stays open costs nearly a hundredth of a core, silent or not.
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(sink.reset)

    def play(self, samples: bytes, at_s: float | None = None) -> bool:
        self._watch.stop()
        self._sink.reset()
        self._entry = self._sink.start()
        # Only now is it known how long the output took to open. The rest is waited for by the output
        # itself, which no busy window can hold up.
        self._began_s = time.monotonic()
        waits_s = 0.0 if at_s is None else max(0.0, at_s - self._opens_s - self._began_s)
        self._over.start(round(1000 * (waits_s + self._length_s(samples))) + LATENCY_MS)
        if not self._is_alone or waits_s < AT_ONCE_S:
            return self._give(self._silence(waits_s) + samples)
        self._held_back = samples
        self._opened_in_s = math.inf
        self._watch.start()
        return self._give(self._silence(waits_s - HELD_BACK_S))

    def stop(self) -> None:
        self._watch.stop()
        self._sink.reset()

    def set_volume(self, factor: float) -> None:
        self._sink.setVolume(factor)

    def close(self) -> None:
        self.stop()
        self._sink.deleteLater()

    @Slot()
    def _look(self) -> None:
        """See how far the output is, and give it the rest when that is known well enough."""
        passed_s = time.monotonic() - self._began_s
        taken_s = self._sink.processedUSecs() / 1_000_000
        if taken_s:
            # The buffer is full whenever it has just been filled. The fullest it was seen tells when it
            # began; a thread that came late to fill it tells nothing.
            self._opened_in_s = min(self._opened_in_s, passed_s - taken_s + LEAD_S)
        if passed_s >= WATCHED_S:
            self._watch.stop()
            late_s = min(max(0.0, min(self._opened_in_s, passed_s) - self._opens_s), HELD_BACK_S)
            self._give(self._silence(HELD_BACK_S - late_s) + self._held_back)

    def _give(self, samples: bytes) -> bool:
        worked = self._entry is not None and self._entry.write(samples) > 0
        self._speaker.played(worked)
        return worked

    def _silence(self, length_s: float) -> bytes:
        return bytes(SAMPLE_BYTES * round(length_s * self._sink.format().sampleRate()))

    def _length_s(self, samples: bytes) -> float:
        return len(samples) / (SAMPLE_BYTES * self._sink.format().sampleRate())


def probe() -> tuple[bool, str]:
    """Whether this computer has a sound output, and a sentence that names it or says why not."""
    multimedia, reason = multimedia_or_reason()
    if multimedia is None:
        return False, tr(reason)
    output = multimedia.QMediaDevices.defaultAudioOutput()
    if output.isNull():
        return False, tr(NO_DEVICE)
    return True, tr("Sound goes to {device}.", device=output.description())


def multimedia_or_reason() -> tuple[Any, str]:
    """QtMultimedia and nothing, or None and the sentence why it cannot be loaded."""
    QLoggingCategory.setFilterRules(QUIET)
    try:
        from PySide6 import QtMultimedia  # only now: the first window must not wait for it
    except ImportError as error:
        return None, NO_LIBRARY_LINUX if "libpulse" in str(error) else NO_LIBRARY
    return QtMultimedia, ""


def _swapped(samples: bytes) -> bytes:
    both = bytearray(samples)
    both[0::2], both[1::2] = samples[1::2], samples[0::2]
    return bytes(both)
