"""The real program, heard: the first seconds of a session, recorded from a sound server of its own."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import sound_server
from PySide6.QtCore import QEventLoop

from kneetimer.core import speech
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import Script
from kneetimer.core.speech import Talk, Voiced
from kneetimer.core.utterance import Spoken, Utterance
from kneetimer.devices.audio import clips
from kneetimer.devices.audio.clip_decoder import ClipDecoder
from kneetimer.devices.audio.clips import Clips
from kneetimer.devices.audio.loudspeaker import amplitude
from kneetimer.storage.plans.library import load_exercises
from kneetimer.ui.text.spoken_english import SpokenEnglish

SOUNDS = Path(__file__).resolve().parents[1] / "packaging" / "sounds"
SECONDS = 12.0  # five to get ready, of the first set until its side and dose are said, and two to be late
RATE_HZ = 8_000  # enough to tell one sentence from another, which are alike by less than 0.5
LIKENESS = 0.6  # of a perfect one, from which on it is this sentence and no other
LATE_S = 0.8  # less than until the next cue of the same kind; how late cues are, packaging/bench measures

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not sound_server.installed,
    reason="the program is heard through pulseaudio and parec, and shown by Xvfb (apt install pulseaudio)",
)


def script_of(name: str) -> ModuleType:
    """A module of packaging/sounds, which is no package."""
    spec = importlib.util.spec_from_file_location(name, SOUNDS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def start() -> tuple[Any, Any]:
    """What was wanted of the program, and what was recorded of it."""
    played_session = script_of("played_session")
    wanted = played_session.Wanted(seconds=SECONDS)
    return wanted, played_session.play(wanted)


def test_every_cue_is_heard_once_and_in_order(start: tuple[Any, Any]) -> None:
    """From a window on a screen to the ear, each sound of the script comes once, and none besides."""
    wanted, played = start
    heard_cues = script_of("heard_cues")
    due = [
        each
        for each in heard_cues.due_cues(wanted.script(), played.began_s, wanted.speed)
        if each.at_s < played.until_s - LATE_S - 0.2
    ]
    sought, undue = heard_cues.seek(played.recording, due, amplitude(Preferences().volume), LATE_S)
    assert [each.due.cue for each in sought][:4] == ["count", "count", "count", "start"]
    late_ms = [each.late_ms for each in sought]
    assert len(late_ms) == len(due) > 8
    assert None not in late_ms
    assert undue == []


def test_of_two_equal_cues_the_first_is_not_taken_for_the_second(qapp: object) -> None:
    """At eight times the speed numbers come every 125 ms: the first in noise, the second in silence."""
    heard_cues = script_of("heard_cues")
    number = heard_cues.waves()["count"]
    number = np.pad(number, (0, sound_server.RATE_HZ // 8 - len(number)))
    noise = np.random.default_rng(1).normal(0, 200, len(number))
    quiet = np.zeros(sound_server.RATE_HZ)
    sound = np.concatenate((quiet, number + noise, number, quiet)).astype(np.int16)
    arrivals = [(count / sound_server.RATE_HZ, count) for count in range(480, len(sound), 480)]
    recording = sound_server.Recording(bytearray(sound.tobytes()), arrivals=arrivals)
    due = [heard_cues.Due(1.0, "count"), heard_cues.Due(1.125, "count")]
    sought, undue = heard_cues.seek(recording, due, 1.0)
    assert [round(each.late_ms) for each in sought] == [0, 0]
    assert undue == []


def test_name_side_and_dose_are_heard_in_order(start: tuple[Any, Any], qapp: object) -> None:
    """Of all that is said in the session, exercise, side and dose are heard, and nothing else before."""
    wanted, played = start
    samples = np.array(played.recording.since(0), float)
    sound = slower(samples, sound_server.RATE_HZ)
    heard = []
    for text, clip in recorded_of(wanted.script()).items():
        likeness = likeness_of(slower(clip, clips.OPUS_RATE_HZ), sound)
        if likeness.max() > LIKENESS:
            heard.append((int(likeness.argmax()), text))
    said = [text for _, text in sorted(heard)]
    # A slow machine is recorded for longer, and says what comes next.
    assert said[:2] == ["Leg swings, forward.", "Left leg first. Twelve swings."]


def recorded_of(script: Script) -> dict[str, np.ndarray]:
    """What a session says, with the sound of it."""
    exercises, recorded = load_exercises(), Clips(clips.recorded(), compressed=True)
    language = SpokenEnglish(exercises)
    found: dict[str, Spoken] = {}

    def length_of(messages: Utterance) -> int | None:
        spoken = language.spoken(messages)
        return None if spoken is None else recorded.length_ms(spoken)

    for lines in speech.whole(script, Voiced(exercises, length_of, Talk())):
        for line in lines:
            spoken = language.spoken(line.messages)
            assert spoken is not None
            found[spoken.text] = spoken
    decoder, loop = ClipDecoder(), QEventLoop()
    clip_of = {text: recorded.of(spoken)[0][0] for text, spoken in found.items()}
    decoder.decoded.connect(loop.quit)
    decoder.failed.connect(loop.quit)
    decoder.want(clip_of.values())
    while decoder.works and any(decoder.samples(clip) is None for clip in clip_of.values()):
        loop.exec()
    return {text: np.frombuffer(decoder.samples(clip) or b"", np.int16) for text, clip in clip_of.items()}


def slower(samples: np.ndarray, rate_hz: int) -> np.ndarray:
    """The same sound with RATE_HZ samples a second."""
    count = len(samples) * RATE_HZ // rate_hz
    return np.fft.irfft(np.fft.rfft(samples)[: count // 2 + 1], count) * RATE_HZ / rate_hz


def likeness_of(pattern: np.ndarray, sound: np.ndarray) -> np.ndarray:
    """How much each place of a sound is like a pattern, from -1 to 1, however loud it is."""
    size = 1 << (len(sound) + len(pattern)).bit_length()
    match = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(pattern, size)), size)
    squares = np.concatenate(([0.0], np.cumsum(sound**2)))
    energy = squares[len(pattern) :] - squares[: -len(pattern)]
    return match[: len(energy)] / np.sqrt(np.maximum(energy, 1e5) * np.sum(pattern**2))
