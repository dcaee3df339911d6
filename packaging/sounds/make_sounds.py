#!/usr/bin/env python3
"""Make the sounds of a session: one short WAV per cue, the same bytes on every run.

It uses the standard library only, takes no recordings and no randomness, and does not
play anything. Run it after changing a tone: `python packaging/sounds/make_sounds.py`.
"""

import argparse
import array
import math
import sys
import wave
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

RATE_HZ = 48_000
SOUNDS = Path(__file__).resolve().parents[2] / "resources" / "sounds"

# Every signal is as loud as the voice by EBU R128, in LUFS (packaging/voice/render_voice.py); the ticks of a
# rep are softer: they come every two seconds for half an hour.
LOUDNESS_LUFS = -18.0
TICK_LOUDNESS_LUFS = LOUDNESS_LUFS - 5.0
LOUDNESS_WINDOW_S = 0.4  # of the standard; what is shorter is measured as a whole
SCALE_LU = -0.691  # of the standard


@dataclass(frozen=True, slots=True)
class Note:
    """One struck tone: when it starts, how long it may ring, and its pitch and colour.

    Times are in seconds, `pitch_hz` is the lowest partial, `partials` are (multiple of the
    pitch, strength) and `ring_s` is the time in which the lowest partial falls to a third.
    """

    start_s: float
    length_s: float
    pitch_hz: float
    partials: tuple[tuple[float, float], ...]
    ring_s: float
    attack_s: float = 0.006
    release_s: float = 0.020


# Marimba-like: round, with enough second and third partial to survive a laptop's speaker.
BAR = ((1.0, 1.0), (2.0, 0.28), (3.0, 0.10))
# Organ-like and warm, for the one low tone.
PIPE = ((1.0, 1.0), (2.0, 0.45), (3.0, 0.22), (4.0, 0.08))
# A hollow block: partials off the harmonic series, gone almost at once.
BLOCK = ((1.0, 1.0), (2.42, 0.30), (3.9, 0.08))

C4, E5, C5, G5, A5, B5, E6 = 261.63, 659.26, 523.25, 783.99, 880.0, 987.77, 1318.51


def struck(start_s: float, length_s: float, pitch_hz: float, ring_s: float) -> Note:
    """A bar struck at `start_s`."""
    return Note(start_s, length_s, pitch_hz, BAR, ring_s)


def block(pitch_hz: float) -> tuple[Note, ...]:
    """A soft tick of 45 ms; longer would smear the beat it marks."""
    return (Note(0.0, 0.045, pitch_hz, BLOCK, ring_s=0.010, attack_s=0.0025, release_s=0.015),)


# Rhythm and contour together carry the meaning, so that either alone is enough on a bad speaker.
CUES: dict[str, tuple[Note, ...]] = {
    "start": (struck(0.0, 0.13, C5, 0.09), struck(0.11, 0.13, E5, 0.09), struck(0.22, 0.26, G5, 0.16)),
    "end": (struck(0.0, 0.22, G5, 0.10), struck(0.20, 0.28, C5, 0.17)),
    "side": (
        struck(0.0, 0.11, E5, 0.06),
        struck(0.12, 0.11, B5, 0.06),
        struck(0.24, 0.11, E5, 0.06),
        struck(0.36, 0.13, B5, 0.06),
    ),
    "rest": (Note(0.0, 0.5, C4, PIPE, ring_s=0.6, attack_s=0.090, release_s=0.220),),
    "count": (struck(0.0, 0.11, A5, 0.05),),
    "half": (struck(0.0, 0.08, E6, 0.05), struck(0.12, 0.10, E6, 0.05)),
    "beat": block(1250.0),
    "turn": block(660.0),
}
TICKS = frozenset({"beat", "turn"})


def swell(age_s: float, length_s: float) -> float:
    """Half a cosine from 0 to 1: an edge without a corner makes no click."""
    return 0.5 - 0.5 * math.cos(math.pi * min(1.0, age_s / length_s))


def render(notes: Iterable[Note]) -> list[float]:
    """The sum of the notes as samples at RATE_HZ, not yet levelled."""
    notes = tuple(notes)
    samples = [0.0] * round(max(note.start_s + note.length_s for note in notes) * RATE_HZ)
    for note in notes:
        first = round(note.start_s * RATE_HZ)
        count = round(note.length_s * RATE_HZ)
        for index in range(count):
            age_s = index / RATE_HZ
            left_s = (count - 1 - index) / RATE_HZ
            edge = swell(age_s, note.attack_s) * swell(left_s, note.release_s)
            value = 0.0
            for multiple, strength in note.partials:
                # Higher partials die first, as on anything struck.
                fall = math.exp(-age_s * multiple / note.ring_s)
                value += strength * fall * math.sin(2 * math.pi * note.pitch_hz * multiple * age_s)
            samples[first + index] += edge * value
    return samples


def biquad(samples: Sequence[float], b: Sequence[float], a: Sequence[float]) -> list[float]:
    """A second-order filter; `b` has three coefficients, `a` the last two of its three."""
    out = []
    x1 = x2 = y1 = y2 = 0.0
    for x in samples:
        y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
        out.append(y)
        x1, x2, y1, y2 = x, x1, y, y1
    return out


def loudness_lufs(samples: Sequence[float]) -> float:
    """Loudness of the loudest LOUDNESS_WINDOW_S, as ITU-R BS.1770 weights and measures sound of 48 kHz.

    So a low tone and a high one that measure the same are heard as the same.
    """
    head = biquad(
        samples,
        (1.53512485958697, -2.69169619938640, 1.19839281085285),
        (-1.69065929318241, 0.73248077421585),
    )
    weighted = biquad(head, (1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
    window = min(len(samples), round(LOUDNESS_WINDOW_S * RATE_HZ))
    energy = loudest = 0.0
    for index, value in enumerate(weighted):
        energy += value * value
        if index >= window:
            energy -= weighted[index - window] ** 2
        loudest = max(loudest, energy)
    return SCALE_LU + 10 * math.log10(loudest / window)


def levelled(name: str, samples: Sequence[float]) -> list[float]:
    """The samples at the loudness of their kind."""
    goal = TICK_LOUDNESS_LUFS if name in TICKS else LOUDNESS_LUFS
    gain = 10 ** ((goal - loudness_lufs(samples)) / 20)
    return [gain * value for value in samples]


def write(path: Path, samples: Iterable[float]) -> None:
    """Write samples of -1 to 1 as a 16-bit mono WAV."""
    pcm = array.array("h", (round(32767 * value) for value in samples))
    if sys.byteorder == "big":
        pcm.byteswap()
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        out.writeframes(pcm.tobytes())


def make(folder: Path) -> None:
    """Write every cue into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, notes in CUES.items():
        write(folder / f"{name}.wav", levelled(name, render(notes)))


def main() -> None:
    """Write the sounds where the application reads them, or where the argument says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SOUNDS)
    make(parser.parse_args().folder)


if __name__ == "__main__":
    main()
