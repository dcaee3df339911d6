"""Plays the short sounds of a session, and says in a sentence when this computer cannot.

It does not decide when a cue is due, and does not speak.
"""

from __future__ import annotations

import importlib.resources
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.devices.loudspeaker import NO_DEVICE, Channel, Loudspeaker, amplitude, probe, read_wav

__all__ = ["CUE_NAMES", "NO_DEVICE", "SoundPlayer", "probe"]

CUE_NAMES = ("start", "end", "side", "rest", "count", "half", "beat", "turn")

RATE_HZ = 48_000
LONGEST_S = 0.6
DUCKED = 0.45  # of the volume, while somebody speaks
SILENCE = bytes(2 * RATE_HZ // 10)


def sound_file(name: str) -> Path:
    """Where the WAV of a cue lies, also in an installed package."""
    return Path(str(importlib.resources.files("kneetimer.resources"))) / "sounds" / f"{name}.wav"


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
        self._channels: dict[str, Channel] = {}
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

        Raises KeyError for a name that is no cue. Does nothing where there is no sound.
        """
        if cue_name not in CUE_NAMES:
            raise KeyError(cue_name)
        channel = self._channels.get(cue_name)
        if channel is not None and self._volume() > 0.0:
            channel.play(self._samples[cue_name])

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100; values outside are taken as the nearer end."""
        self._percent = percent
        self._level()

    def set_muted(self, muted: bool) -> None:
        """Silence the cues, the one sounding too, without losing the volume."""
        self._muted = muted
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
        for name in CUE_NAMES:
            channel = self._speaker.channel(RATE_HZ, LONGEST_S)
            if channel is None:
                return
            self._channels[name] = channel
        self._level()
        # A first piece takes longer than all later ones.
        self._channels[CUE_NAMES[0]].play(SILENCE)

    def _drop_channels(self) -> None:
        for channel in self._channels.values():
            channel.close()
        self._channels.clear()

    def _level(self) -> None:
        for channel in self._channels.values():
            channel.set_volume(self._volume())

    def _volume(self) -> float:
        if self._muted:
            return 0.0
        return amplitude(self._percent) * (DUCKED if self._ducked else 1.0)
