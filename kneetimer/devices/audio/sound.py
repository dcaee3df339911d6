"""Plays the short sounds of a session, and says in a sentence when this computer cannot.

It does not decide when a cue is due, and does not speak.
"""

from __future__ import annotations

import importlib.resources
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core.late_dataclass import dataclass
from kneetimer.devices.audio.loudspeaker import (
    NO_DEVICE,
    SAMPLE_BYTES,
    Channel,
    Loudspeaker,
    amplitude,
    probe,
    read_wav,
)

__all__ = ["CUE_NAMES", "NO_DEVICE", "SoundPlayer", "probe"]

CUE_NAMES = ("start", "end", "side", "rest", "count", "half", "beat", "turn")

RATE_HZ = 48_000
LONGEST_S = 0.6
MOST_AHEAD_S = 0.5
EARLY_S, LATE_S = 0.02, 1.0  # around its moment, when `play` may be called for a cue that was laid ready
CHANNELS = 12  # more sounds than ever overlap or lie ready, also eight times faster
MOST_LAID_READY = 8  # the others are for what sounds meanwhile
DUCKED = 0.45  # of the volume, while somebody speaks
SILENCE = bytes(2 * RATE_HZ // 10)


def sound_file(name: str) -> Path:
    """Where the WAV of a cue lies, also in an installed package."""
    return Path(str(importlib.resources.files("kneetimer.resources"))) / "sounds" / f"{name}.wav"


@dataclass(frozen=True, slots=True)
class _LaidReady:
    cue_name: str
    at_s: float
    channel: Channel


class SoundPlayer(QObject):
    """The cues of a session as sound.

    Nothing of QtMultimedia is loaded before `prime`, because the first window must not wait
    for it. Every call is safe without a device, and before `prime` and after `release`.
    `speaker` may be shared with the voice; without one the player has its own.
    """

    available_changed = Signal(bool, str)
    """True and nothing, or False and the sentence why not; only when that changes."""

    def __init__(self, parent: QObject | None = None, *, speaker: Loudspeaker | None = None) -> None:
        super().__init__(parent)
        self._speaker = speaker or Loudspeaker(self)
        self._samples: dict[str, bytes] = {}
        self._channels: list[Channel] = []  # used in turns, so that a sound can be laid ready under another
        self._sounding: dict[str, tuple[Channel, float]] = {}  # where each cue sounds, and until when
        self._laid_ready: list[_LaidReady] = []  # in the order of their moments
        self._percent = 100
        self._muted = False
        self._ducked = False
        self._speaker.changed.connect(self._rebuild)
        self._speaker.available_changed.connect(self.available_changed)

    @property
    def available(self) -> bool:
        """Whether a cue can be heard, as far as the system says; False before `prime`."""
        return self._speaker.available

    @property
    def reason(self) -> str:
        """The sentence why there is no sound; empty while there is, or before `prime`."""
        return self._speaker.reason

    def prime(self) -> None:
        """Load the cues and open the output, so that the first cue is as punctual as the rest."""
        self._samples = {name: read_wav(sound_file(name)) for name in CUE_NAMES}
        if self._speaker.is_open:
            self._rebuild()
        else:
            self._speaker.open()

    def play(self, cue_name: str) -> None:
        """Sound a cue now, over any other that still sounds.

        Raises KeyError for a name that is no cue. Does nothing where there is no sound, or where
        this very sound was scheduled.
        """
        if cue_name not in CUE_NAMES:
            raise KeyError(cue_name)
        if self._was_laid_ready(cue_name):
            return
        channel, until_s = self._sounding.pop(cue_name, (None, 0.0))
        if channel is not None and time.monotonic() < until_s:
            channel.stop()
        self._play(cue_name, None)

    @Slot(str, float)
    def schedule(self, cue_name: str, in_ms: float) -> None:
        """Lay a cue ready that sounds by itself in so many ms; `play` is still to be called then.

        Several may lie ready, in the order of their moments. One too many or too far away is left to `play`.
        """
        if in_ms <= 1000 * MOST_AHEAD_S and len(self._laid_ready) < MOST_LAID_READY:
            at_s = time.monotonic() + in_ms / 1000
            channel = self._play(cue_name, at_s)
            if channel is not None:
                self._laid_ready.append(_LaidReady(cue_name, at_s, channel))

    @Slot()
    def unschedule(self) -> None:
        """Take back the cues that were scheduled and do not sound yet."""
        now_s = time.monotonic()
        for laid in self._laid_ready:
            if laid.at_s > now_s:
                laid.channel.stop()
        self._laid_ready.clear()

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100; values outside are taken as the nearer end."""
        self._percent = percent
        self._level()

    def set_muted(self, muted: bool) -> None:
        """Silence the cues, the one sounding too, without losing the volume."""
        self._muted = muted
        if muted:
            self.unschedule()
        self._level()

    @Slot(bool)
    def set_ducked(self, ducked: bool) -> None:
        """Step back behind a voice, or come forward again."""
        self._ducked = ducked
        self._level()

    def release(self) -> None:
        """Close the output at the end of a session; `prime` opens it again."""
        self._drop_channels()
        self._speaker.close()

    @Slot()
    def _rebuild(self) -> None:
        self._drop_channels()
        for _ in range(CHANNELS):
            channel = self._speaker.channel(RATE_HZ, LONGEST_S + MOST_AHEAD_S)
            if channel is None:
                return
            self._channels.append(channel)
        self._level()
        # A first piece takes longer than all later ones.
        self._channels[-1].play(SILENCE)

    def _was_laid_ready(self, cue_name: str) -> bool:
        """Whether the cue sounds by itself at this moment. What lay ready before it is over as well."""
        now_s = time.monotonic()
        for index in reversed(range(len(self._laid_ready))):  # a busy window passes over those before
            laid = self._laid_ready[index]
            if laid.cue_name == cue_name and -EARLY_S <= now_s - laid.at_s <= LATE_S:
                del self._laid_ready[: index + 1]
                return True
        return False

    def _play(self, cue_name: str, at_s: float | None) -> Channel | None:
        """The channel that sounds it now or will; None where nothing is to be heard."""
        if not self._channels or self._volume() <= 0.0:
            return None
        channel = self._channels.pop(0)
        self._channels.append(channel)
        samples = self._samples[cue_name]
        if not channel.play(samples, at_s):
            return None
        length_s = len(samples) / (SAMPLE_BYTES * RATE_HZ)
        self._sounding[cue_name] = channel, (at_s or time.monotonic()) + length_s
        return channel

    def _drop_channels(self) -> None:
        for channel in self._channels:
            channel.close()
        self._channels.clear()
        self._sounding.clear()
        self._laid_ready.clear()

    def _level(self) -> None:
        for channel in self._channels:
            channel.set_volume(self._volume())

    def _volume(self) -> float:
        if self._muted:
            return 0.0
        return amplitude(self._percent) * (DUCKED if self._ducked else 1.0)
