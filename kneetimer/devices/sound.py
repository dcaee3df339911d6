"""Plays the short sounds of a session, and says in a sentence when this computer cannot.

It does not decide when a cue is due, and does not speak.
"""

from __future__ import annotations

import functools
import importlib.resources
import math
import os
import time
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

CUE_NAMES = ("start", "end", "side", "rest", "count", "half", "beat", "turn")

NO_DEVICE = "No sound device was found. The screen flashes instead."
NO_LIBRARY = "A system library for sound is missing. The screen flashes instead."
NO_LIBRARY_LINUX = "The system library libpulse is missing. The screen flashes instead."
DEVICE_FAILED = "The sound device does not answer. The screen flashes instead."

SILENCE = "silence"

# How long after its last sample an effect may still be busy in the system's buffers.
TAIL_S = 0.03


def amplitude(percent: int) -> float:
    """The factor from 0.0 to 1.0 by which `percent` of loudness scales samples.

    Loudness grows with about the 0.6th power of amplitude, so half of the slider sounds
    half as loud only when the samples shrink to a third.
    """
    return math.pow(min(100, max(0, percent)) / 100, 1 / 0.6)


def sound_file(name: str) -> Path:
    """Where the WAV of a cue lies, also in an installed package."""
    return Path(str(importlib.resources.files("kneetimer.resources"))) / "sounds" / f"{name}.wav"


@functools.cache
def length_s(name: str) -> float:
    """How long a cue sounds."""
    with wave.open(str(sound_file(name))) as sound:
        return float(sound.getnframes() / sound.getframerate())


class SoundPlayer(QObject):
    """The cues of a session as sound.

    Nothing of QtMultimedia is loaded before `prime`, because the first window must not wait
    for it. Every call is safe without a device, and before `prime` and after `release`.
    """

    available_changed = Signal(bool, str)
    """True and nothing, or False and the sentence why not; only when that changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effects: dict[str, QSoundEffect] = {}
        self._sounding = ""
        self._sounding_until_s = 0.0
        self._devices: QMediaDevices | None = None
        self._percent = 100
        self._muted = False
        self._reason: str | None = None
        """None before anything is known, empty when sound works."""

    @property
    def available(self) -> bool:
        """Whether a cue can be heard, as far as the system says; False before `prime`."""
        return self._reason == ""

    @property
    def reason(self) -> str:
        """The sentence why there is no sound; empty while there is, or before `prime`."""
        return self._reason or ""

    def prime(self) -> None:
        """Load the cues and open the output, so that the first cue is as punctual as the rest."""
        if self._devices is None:
            multimedia, reason = _multimedia()
            if multimedia is None:
                self._report(reason)
                return
            self._devices = multimedia.QMediaDevices(self)
            self._devices.audioOutputsChanged.connect(self._rebuild)
        self._rebuild()

    def play(self, cue_name: str) -> None:
        """Sound a cue now and cut short the one before.

        A cue asked for again while it still sounds is left to end. Raises KeyError for a name
        that is no cue. Does nothing where there is no sound.
        """
        if cue_name not in CUE_NAMES:
            raise KeyError(cue_name)
        effect = self._effects.get(cue_name)
        # Qt glides to a new volume, so an effect started at 0 would begin with a blip.
        if effect is None or self._volume() == 0.0:
            return
        # Two effects at once, or one over itself, break the engine of Qt 6.10 and 6.11 for good.
        # isPlaying() is no help: it can stay true after a device has gone.
        now_s = time.monotonic()
        if now_s < self._sounding_until_s:
            if self._sounding == cue_name:
                return
            self._effects[self._sounding].stop()
        self._sounding = cue_name
        self._sounding_until_s = now_s + length_s(cue_name) + TAIL_S
        effect.play()

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100; values outside are taken as the nearer end."""
        self._percent = percent
        self._level()

    def set_muted(self, muted: bool) -> None:
        """Silence the cues, the one sounding too, without losing the volume."""
        self._muted = muted
        self._level()

    def release(self) -> None:
        """Close the output at the end of a session; `prime` opens it again."""
        if self._devices is not None:
            self._devices.audioOutputsChanged.disconnect(self._rebuild)
            self._devices.deleteLater()
            self._devices = None
        self._drop_effects()

    @Slot()
    def _rebuild(self) -> None:
        """Start afresh on the present output: effects made for another one may stay mute."""
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect  # loaded by prime

        self._drop_effects()
        output = QMediaDevices.defaultAudioOutput()
        if output.isNull():
            self._report(NO_DEVICE)
            return
        for name in (SILENCE, *CUE_NAMES):
            effect = QSoundEffect(output, self)
            effect.statusChanged.connect(self._look_at_status)
            effect.setSource(QUrl.fromLocalFile(str(sound_file(name))))
            self._effects[name] = effect
        self._level()
        self._report("")
        # Once and not in a loop, which Qt 6.11 survives no better than a restart (see play).
        self._effects[SILENCE].play()

    @Slot()
    def _look_at_status(self) -> None:
        from PySide6.QtMultimedia import QSoundEffect  # loaded by prime

        if any(effect.status() is QSoundEffect.Status.Error for effect in self._effects.values()):
            self._report(DEVICE_FAILED)

    def _drop_effects(self) -> None:
        for effect in self._effects.values():
            effect.statusChanged.disconnect(self._look_at_status)
            effect.stop()
            effect.deleteLater()
        self._effects.clear()
        self._sounding_until_s = 0.0

    def _level(self) -> None:
        for effect in self._effects.values():
            effect.setVolume(self._volume())

    def _volume(self) -> float:
        return 0.0 if self._muted else amplitude(self._percent)

    def _report(self, reason: str) -> None:
        if reason != self._reason:
            self._reason = reason
            self.available_changed.emit(not reason, reason)


def probe() -> tuple[bool, str]:
    """Whether this computer has a sound output, and a sentence that names it or says why not."""
    multimedia, reason = _multimedia()
    if multimedia is None:
        return False, reason
    output = multimedia.QMediaDevices.defaultAudioOutput()
    if output.isNull():
        return False, NO_DEVICE
    return True, f"Sound goes to {output.description()}."


def _multimedia() -> tuple[Any, str]:
    """QtMultimedia and nothing, or None and the sentence why it cannot be loaded."""
    # Six lines about an optional library would otherwise go to the terminal at each start.
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.symbolsresolver=false")
    try:
        from PySide6 import QtMultimedia  # only now: the first window must not wait for it
    except ImportError as error:
        return None, NO_LIBRARY_LINUX if "libpulse" in str(error) else NO_LIBRARY
    return QtMultimedia, ""
