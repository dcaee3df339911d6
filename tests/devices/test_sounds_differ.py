"""The sounds of a session: made the same each time, and told apart by ear alone."""

import array
import importlib.util
import itertools
import math
import wave
from pathlib import Path
from types import ModuleType

import pytest

from kneetimer.core.cues import Cue
from kneetimer.devices.audio.sound import CUE_NAMES, sound_file

ROOT = Path(__file__).resolve().parents[2]
RATE_HZ = 48_000
WINDOW = 240  # 5 ms, in which the loudness of an onset is followed
MINOR_THIRD = 2 ** (3 / 12)
LONGEST_S = {"beat": 0.060, "turn": 0.060, "count": 0.120}


def read(path: Path) -> array.array:
    with wave.open(str(path)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE_HZ, 1, 2)
        return array.array("h", sound.readframes(sound.getnframes()))


def onsets(samples: array.array) -> list[int]:
    """Where the envelope leaps up: the first sample of each note."""
    levels = [max(map(abs, samples[at : at + WINDOW])) for at in range(0, len(samples), WINDOW)]
    loud = 0.25 * max(levels)
    found: list[int] = []
    for index, level in enumerate(levels):
        low = min(levels[max(0, index - 4) : index + 1])
        fresh = not found or index - found[-1] >= 12
        if level > loud and fresh and (not found or level > 1.5 * low):
            found.append(index)
    return [WINDOW * index for index in found]


def strength(samples: array.array, pitch_hz: float) -> float:
    """How much of a pitch is in the samples (Goertzel's sum), of which every third will do."""
    turn = 2 * math.cos(2 * math.pi * pitch_hz * 3 / RATE_HZ)
    one = two = 0.0
    for value in samples[::3]:
        one, two = value + turn * one - two, one
    return one * one + two * two - turn * one * two


def pitch_hz(samples: array.array) -> float:
    """The strongest pitch between 200 and 2000 Hz, to a quarter tone."""
    pitches = [200 * 2 ** (step / 24) for step in range(80)]
    return max(pitches, key=lambda pitch: strength(samples, pitch))


class Heard:
    """What an ear notices of a sound."""

    def __init__(self, name: str) -> None:
        samples = read(sound_file(name))
        starts = onsets(samples)
        self.length_s = len(samples) / RATE_HZ
        self.notes = len(starts)
        self.pitch_hz = pitch_hz(samples)
        ends = [*starts[1:], len(samples)]
        melody = [pitch_hz(samples[start:end][:4800]) for start, end in zip(starts, ends, strict=True)]
        steps = [
            "up" if after / before > 1.1 else "down" if before / after > 1.1 else "same"
            for before, after in itertools.pairwise(melody)
        ]
        self.contour = tuple(steps)


@pytest.fixture(scope="module")
def heard() -> dict[str, Heard]:
    return {name: Heard(name) for name in CUE_NAMES}


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sounds", ROOT / "packaging/sounds/make_sounds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(CUE_NAMES, 2)])
def test_every_two_sounds_differ_in_rhythm_or_pitch(heard: dict[str, Heard], one: str, other: str) -> None:
    """No two cues share note count, length and pitch: one glance of the ear is enough."""
    first, second = heard[one], heard[other]
    lengths = sorted((first.length_s, second.length_s))
    pitches = sorted((first.pitch_hz, second.pitch_hz))
    rhythm = first.notes != second.notes or lengths[1] / lengths[0] >= 1.4
    pitch = first.contour != second.contour or pitches[1] / pitches[0] >= MINOR_THIRD
    assert rhythm or {one, other} == {"beat", "turn"}
    assert pitch


def test_every_cue_of_a_session_has_a_sound() -> None:
    """Nothing that falls due is silent for want of a file."""
    assert {cue.value for cue in Cue} == set(CUE_NAMES)
    assert all(sound_file(cue.value).is_file() for cue in Cue)


def test_the_contour_says_what_happens(heard: dict[str, Heard]) -> None:
    """A start rises, an end falls, a change of side swings, half-way knocks twice."""
    assert heard["start"].contour == ("up", "up")
    assert heard["end"].contour == ("down",)
    assert heard["side"].contour == ("up", "down", "up")
    assert heard["half"].contour == ("same",)
    assert [heard[name].notes for name in ("rest", "count", "beat", "turn")] == [1, 1, 1, 1]


@pytest.mark.parametrize("name", CUE_NAMES)
def test_sounds_are_short_and_begin_and_end_in_silence(name: str) -> None:
    """A cue is over before the next one and makes no click at its edges or inside."""
    samples = read(sound_file(name))
    assert len(samples) / RATE_HZ <= LONGEST_S.get(name, 0.5)
    assert samples[0] == samples[-1] == 0
    peak = max(map(abs, samples))
    assert peak <= 32767 * 10 ** (-3 / 20) + 1
    steepest = max(abs(after - before) for before, after in itertools.pairwise(samples))
    assert steepest < 0.35 * peak


def test_signals_are_as_loud_as_the_voice_and_ticks_are_softer(maker: ModuleType) -> None:
    """One volume fits all signals and the voice, and the beats of a rep stay in the background."""
    samples = {name: [v / 32767 for v in read(sound_file(name))] for name in CUE_NAMES}
    loudness = {name: maker.loudness_lufs(each) for name, each in samples.items()}
    ticks = [loudness.pop("beat"), loudness.pop("turn")]
    assert all(each == pytest.approx(maker.LOUDNESS_LUFS, abs=0.1) for each in loudness.values())
    assert max(ticks) < min(loudness.values()) - 4


def test_loudness_is_measured_as_the_standard_does(maker: ModuleType) -> None:
    """The standard's own check: a sine of 1 kHz at full scale has -3.01 LUFS on one channel."""
    sine = [math.sin(2 * math.pi * 997 * at / RATE_HZ) for at in range(RATE_HZ)]
    assert maker.loudness_lufs(sine) == pytest.approx(-3.01, abs=0.1)


def test_the_script_makes_the_same_bytes_each_time(maker: ModuleType, tmp_path: Path) -> None:
    """Two runs agree byte for byte, and with the sounds that are shipped."""
    maker.make(tmp_path / "one")
    maker.make(tmp_path / "two")
    for name in CUE_NAMES:
        first = (tmp_path / "one" / f"{name}.wav").read_bytes()
        assert first == (tmp_path / "two" / f"{name}.wav").read_bytes()
        # The sine of another system's library may round the last bit the other way.
        made, shipped = read(tmp_path / "one" / f"{name}.wav"), read(sound_file(name))
        assert len(made) == len(shipped)
        assert max(abs(a - b) for a, b in zip(made, shipped, strict=True)) <= 1
