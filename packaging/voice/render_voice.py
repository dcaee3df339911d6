#!/usr/bin/env python3
"""Render the recorded voice: each utterance of the built-in plans in one take, and sentences for all others.

    python packaging/voice/render_voice.py             into resources/voice, what people install
    python packaging/voice/render_voice.py --speed 1.0 FOLDER

It needs requirements-ear.txt: hibari-tts, which has its model in its wheel and needs no network, PyAV with
Opus, and pyloudnorm. The same text gives the same sound on every run. It does not judge whether the result is
understood: measure_voice.py does.

What a session says depends on how long its sentences are, so this goes round until nothing new is said.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import itertools
import json
import struct
import warnings
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pyloudnorm
from hibari import Hibari

from kneetimer.core import speech
from kneetimer.core.preferences import Counting, Preferences, Talking
from kneetimer.core.script import Script, build_script
from kneetimer.core.speech import Talk, Voiced
from kneetimer.core.utterance import Kind, Message, Spoken, Take, Utterance
from kneetimer.devices.audio.clips import INDEX, MU_LAW, OPUS_RATE_HZ, WAV_RATE_HZ, Clip, Clips
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.ui.text import spoken_english
from kneetimer.ui.text.spoken_english import SpokenEnglish

VOICE = Path(__file__).resolve().parents[2] / "resources" / "voice"
PLANS = ("six-week-knee", "ten-essentials-home", "ten-essentials-gym")
SPEED = 1.15  # of the engine's own; docs/voice.md has what it was chosen by
BIT_RATE = 24_000
MOST_ROUNDS = 5
GET_SET_MS = 20_000  # the time after Start
DECODED_HZ = 48_000  # at which Opus is always decoded
FRAME, DELAY = OPUS_RATE_HZ // 50, OPUS_RATE_HZ * 312 // 48_000  # of the coder, in samples

LOUDNESS_LUFS = -18.0  # of each clip by EBU R128, and of the signals: packaging/sounds/make_sounds.py
CEILING = 10 ** (-1.5 / 20)
QUIET = 0.008  # of the loudest sample, below which nothing is heard
EDGE_S = 0.012

# How a text is written for the engine where its spelling would be misread.
SPELT: dict[str, str] = {}

# What the WAV files hold, for computers that cannot decode Opus: no more than it takes to follow a session.
IN_WAV = {
    *(Kind.NAME, Kind.SIDE, Kind.SIDE_TURNED, Kind.CHANGE, Kind.MORE, Kind.SET_OF),
    *(Kind.DOSE, Kind.TIME, Kind.HOLD, Kind.NUMBER),
}
ALWAYS_IN_WAV = {
    *(Kind.UNNAMED, Kind.NEXT, Kind.AFTER, Kind.CHANGE_SIDES, Kind.REST, Kind.BEGIN, Kind.HALF_WAY),
    *(Kind.PAUSED, Kind.FINISHED, Kind.SAFETY, Kind.TRY_IT),
}


def scripts() -> Iterator[Script]:
    """The sessions of all weeks of the built-in plans."""
    exercises = load_exercises()
    for plan in map(load_plan, PLANS):
        for week in range(1, plan.weeks + 1):
            yield build_script(plan, week, 1, Preferences(), exercises)


def talks() -> Iterator[Talk]:
    """What people can choose to hear, and what a session can come to."""
    for talking, pain, own in itertools.product(Talking, (False, True), (False, True)):
        yield Talk(Counting.LAST_THREE, True, talking, own, frozenset(), pain)
    yield Talk(Counting.EVERY_REP)
    yield Talk(Counting.NONE)


def utterances(clips: Clips) -> list[Utterance]:
    """All that is said in them, in the order in which it is first said."""
    exercises = load_exercises()
    language = SpokenEnglish(exercises)
    lengths: dict[Utterance, int | None] = {}

    def length_of(messages: Utterance) -> int | None:
        if messages not in lengths:
            spoken = language.spoken(messages)
            lengths[messages] = None if spoken is None else clips.length_ms(spoken)
        return lengths[messages]

    found: dict[Utterance, None] = {}
    for script, talk in itertools.product(scripts(), talks()):
        voiced = Voiced(exercises, length_of, talk)
        first = speech.getting_set(script, voiced, GET_SET_MS)
        found.update({first.messages: None} if first else {})
        for planned in speech.whole(script, voiced):
            found.update(dict.fromkeys(line.messages for line in planned))
    return list(found)


class Studio:
    """Speaks takes, and remembers what it spoke."""

    def __init__(self, speed: float) -> None:
        self._engine = Hibari()
        self._speed = speed
        self.spoken: dict[Take, np.ndarray] = {}

    def speak(self, take: Take) -> None:
        if take not in self.spoken:
            text = SPELT.get(take.text, take.text)
            raw = np.asarray(self._engine(text, speed=self._speed, seed=0), float)
            self.spoken[take] = evened(filled(levelled(tightened(raw))))

    def clips(self) -> Clips:
        found = {take: Clip("", length_ms(samples), True) for take, samples in self.spoken.items()}
        return Clips(found, compressed=True)


def length_ms(samples: np.ndarray) -> int:
    """How long a take is when it is decoded."""
    return 1000 * (len(samples) + DELAY) // OPUS_RATE_HZ


def tightened(samples: np.ndarray) -> np.ndarray:
    """Without silence at the ends, and with a breath where the engine pauses for longer, with soft edges."""
    frame = OPUS_RATE_HZ // 200
    count = len(samples) // frame
    loud = np.abs(samples[: count * frame]).reshape(count, frame).max(axis=1) > QUIET * np.abs(samples).max()
    heard = np.flatnonzero(loud)
    breath = OPUS_RATE_HZ * spoken_english.BREATH_MS // 1000
    edge = round(EDGE_S * OPUS_RATE_HZ)
    starts = [heard[0], *heard[1:][np.diff(heard) * frame > breath]]
    ends = [*heard[:-1][np.diff(heard) * frame > breath], heard[-1]]
    parts = []
    for start, end in zip(starts, ends, strict=True):
        part = samples[max(0, start * frame - edge) : (end + 1) * frame + 2 * edge].copy()
        rise = 0.5 - 0.5 * np.cos(np.pi * np.arange(edge) / edge)
        part[:edge] *= rise
        part[-edge:] *= rise[::-1]
        parts += [part, np.zeros(breath - 3 * edge)]
    return np.concatenate(parts[:-1])


def loudness(samples: np.ndarray, rate_hz: int) -> float:
    """In LUFS; what is shorter than the 0.4 s of the standard's window is measured as a whole."""
    block_s = min(0.4, 0.999 * len(samples) / rate_hz)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(pyloudnorm.Meter(rate_hz, block_size=block_s).integrated_loudness(samples))


def levelled(samples: np.ndarray) -> np.ndarray:
    """At LOUDNESS_LUFS; single peaks above the ceiling are pressed down, for a few milliseconds."""
    for _ in range(3):
        samples = samples * 10 ** ((LOUDNESS_LUFS - loudness(samples, OPUS_RATE_HZ)) / 20)
        samples = limited(samples)
    return samples


def evened(samples: np.ndarray) -> np.ndarray:
    """At LOUDNESS_LUFS when it is decoded: the coder changes short ones by more than half a LU."""
    for _ in range(2):
        off = LOUDNESS_LUFS - loudness(decoded(opus(samples)), DECODED_HZ)
        samples = limited(samples * 10 ** (off / 20))
    return samples


def decoded(file: bytes) -> np.ndarray:
    with av.open(io.BytesIO(file)) as container:
        return np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)])


def limited(samples: np.ndarray) -> np.ndarray:
    """With a gain that steps back around what is too loud."""
    over = np.maximum(1.0, np.abs(samples) / CEILING)
    width = OPUS_RATE_HZ // 200
    if over.max() <= 1.0:
        return samples
    padded = np.pad(over, width, constant_values=1.0)
    highest = np.lib.stride_tricks.sliding_window_view(padded, 2 * width + 1).max(axis=1)
    smooth = np.convolve(np.pad(highest, width, mode="edge"), np.hanning(2 * width + 1), "valid")
    smooth /= np.hanning(2 * width + 1).sum()
    return np.clip(samples / np.maximum(smooth, 1.0), -CEILING, CEILING)


def filled(samples: np.ndarray) -> np.ndarray:
    """With so much silence at the end that the coder's frames are full."""
    left = (len(samples) + DELAY) % FRAME
    return np.pad(samples, (0, FRAME - left if left else 0))


def opus(samples: np.ndarray) -> bytes:
    """As an Ogg file with Opus at BIT_RATE."""
    file = io.BytesIO()
    with av.open(file, "w", format="ogg", container_options={"serial_offset": "1"}) as container:
        stream = container.add_stream("libopus", rate=OPUS_RATE_HZ, layout="mono")
        stream.bit_rate = BIT_RATE
        whole = np.round(32767 * samples).astype(np.int16)[None, :]
        frame = av.AudioFrame.from_ndarray(whole, format="s16", layout="mono")
        frame.sample_rate = OPUS_RATE_HZ
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    return nothing_skipped(file.getvalue())


def nothing_skipped(ogg: bytes) -> bytes:
    """Without the order to skip the coder's delay: Qt's decoder complains of each sample that it skips.

    What is heard instead are some milliseconds of silence.
    """
    head = ogg.index(b"OpusHead")
    page = bytearray(ogg[: head + 19])
    page[head + 10 : head + 12] = bytes(2)
    page[22:26] = bytes(4)
    check = 0
    for byte in page:
        check ^= byte << 24
        for _ in range(8):
            check = (check << 1 ^ (0x04C11DB7 if check & 0x80000000 else 0)) & 0xFFFFFFFF
    page[22:26] = struct.pack("<I", check)
    return bytes(page) + ogg[head + 19 :]


def mu_law_wav(samples: np.ndarray) -> bytes:
    """As a WAV of 16 kHz in the 8-bit coding of ITU-T G.711, which halves its size."""
    count = len(samples) * WAV_RATE_HZ // OPUS_RATE_HZ
    slow = np.fft.irfft(np.fft.rfft(samples)[: count // 2 + 1], count) * WAV_RATE_HZ / OPUS_RATE_HZ
    level = np.minimum(32_635, np.round(np.abs(slow) * 32_767)).astype(int) + 132
    exponent = np.floor(np.log2(level)).astype(int) - 7
    mantissa = (level >> (exponent + 3)) & 0x0F
    data = (~(np.where(slow < 0, 0x80, 0) | exponent << 4 | mantissa) & 0xFF).astype(np.uint8).tobytes()
    form = struct.pack("<HHIIHHH", MU_LAW, 1, WAV_RATE_HZ, WAV_RATE_HZ, 1, 8, 0)
    body = b"".join(
        name + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2)
        for name, part in ((b"fmt ", form), (b"fact", struct.pack("<I", len(data))), (b"data", data))
    )
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body


def file_name(take: Take) -> str:
    """The name of what is said; of whole utterances a short one."""
    if "+" not in take.id and " " not in take.id:
        return take.id
    return f"u-{hashlib.sha256(take.id.encode()).hexdigest()[:12]}"


def in_wav(said: list[Utterance]) -> set[str]:
    """The names of the takes that are there as WAV too."""
    messages = {meaning for utterance in said for meaning in utterance}
    return {m.id for m in messages if m.kind in IN_WAV or m.kind in ALWAYS_IN_WAV} | {
        kind.value for kind in ALWAYS_IN_WAV
    }


def write(folder: Path, studio: Studio, wav: set[str]) -> None:
    """All takes and their list, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.opus"), *folder.glob("*.wav")):
        old.unlink()
    listed = []
    for take, samples in sorted(studio.spoken.items(), key=lambda each: each[0].id):
        name, ms = file_name(take), length_ms(samples)
        (folder / f"{name}.opus").write_bytes(opus(samples))
        if take.id in wav:
            (folder / f"{name}.wav").write_bytes(mu_law_wav(samples))
        listed.append({"id": take.id, "text": take.text, "file": name, "ms": ms, "wav": take.id in wav})
    lines = ",\n".join(json.dumps(each) for each in listed)
    (folder / INDEX).write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def main() -> None:
    """Render all takes; prints how many and how large they are."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=VOICE)
    parser.add_argument("--speed", type=float, default=SPEED)
    options = parser.parse_args()
    exercises = load_exercises()
    language, studio = SpokenEnglish(exercises), Studio(options.speed)
    for take in spoken_english.every(exercises):
        studio.speak(take)
    for script in scripts():
        fetched = language.spoken((Message(Kind.KIT, tuple(speech.to_fetch(script, exercises))),))
        if fetched is not None:
            studio.speak(fetched.whole)
    sentences = len(studio.spoken)
    said: list[Utterance] = []
    for _ in range(MOST_ROUNDS):
        before = len(studio.spoken)
        said = utterances(studio.clips())
        for utterance in said:
            spoken: Spoken | None = language.spoken(utterance)
            assert spoken is not None, "what has no words has no length, and is not said"
            studio.speak(spoken.whole)
        print(f"{sentences} sentences, {len(studio.spoken) - sentences} whole utterances", flush=True)
        if len(studio.spoken) == before:
            break
    write(options.folder, studio, in_wav(said))
    for ending in ("opus", "wav"):
        sizes = [each.stat().st_size for each in options.folder.glob(f"*.{ending}")]
        print(f"{len(sizes)} {ending} files, {sum(sizes) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
