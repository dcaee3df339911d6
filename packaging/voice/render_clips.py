#!/usr/bin/env python3
"""Render the spoken phrases of a session into one WAV each, with a free speech engine.

It needs flite, festival or espeak-ng (Debian packages of these names) and this checkout
installed; it does not judge whether the result is understood: measure_clips.py does.

    python packaging/voice/render_clips.py                       what the application ships
    python packaging/voice/render_clips.py --engine espeak-ng --voice en-us --speed 150 FOLDER

A file holds 16 kHz mono sound in the 8-bit mu-law coding of telephones, which halves the size
and keeps a distance of 37 dB to its noise.
"""

import argparse
import array
import math
import struct
import subprocess
import sys
import tempfile
import wave
from collections.abc import Mapping, Sequence
from pathlib import Path

from kneetimer.core import phrases
from kneetimer.storage.plans.library import load_exercises

RATE_HZ = 16_000
VOICE = Path(__file__).resolve().parents[2] / "resources" / "voice"

# What was understood best; docs/voice.md has the table.
ENGINE, SPEAKER, SPEED = "flite", "rms", 1.2

# How a phrase is written for the engine where its spelling would be misread.
SPELT: Mapping[str, str] = {
    "Leg swings, forward.": "Leg swings forward.",
    "Leg swings, sideways.": "Leg swings sideways.",
    "Leg press, feet wide.": "Leg press feet wide.",
}

LEVEL_DB = -20.0  # of the loud parts of a phrase, in dB of full scale
CEILING = 10 ** (-1 / 20)
# What is cut off before and after a phrase, as part of its loudest sample: soft consonants open
# a phrase, and only breath ends it.
QUIET_BEFORE, QUIET_AFTER = 0.012, 0.025
EDGE_S = 0.012
PAUSE_S = 0.2


def speak(text: str, engine: str, speaker: str, speed: float, wav: Path) -> None:
    """Let an engine write a WAV. A speed of 1.0 is the engine's own; 0.9 is slower."""
    text = SPELT.get(text, text)
    if engine == "flite":
        command = ["flite", "-voice", speaker, "--setf", f"duration_stretch={1 / speed:.3f}"]
        subprocess.run([*command, "-t", text, "-o", str(wav)], check=True)
    elif engine == "festival":
        scheme = f"(begin (voice_{speaker}) (Parameter.set 'Duration_Stretch {1 / speed:.3f}))"
        command = ["text2wave", "-F", str(RATE_HZ), "-eval", scheme, "-o", str(wav)]
        subprocess.run(command, input=text, text=True, check=True)
    elif engine == "espeak-ng":
        command = ["espeak-ng", "-v", speaker, "-s", str(round(170 * speed)), "-w", str(wav), text]
        subprocess.run(command, check=True)
    else:
        raise ValueError(f"unknown engine {engine}")


def read(wav: Path) -> list[float]:
    """The samples of a WAV at RATE_HZ, from -1 to 1."""
    with wave.open(str(wav)) as sound:
        samples = array.array("h", sound.readframes(sound.getnframes()))
        rate = sound.getframerate()
    if sys.byteorder == "big":
        samples.byteswap()
    if rate == RATE_HZ:
        return [value / 32768 for value in samples]
    ratio = rate / RATE_HZ
    last = len(samples) - 1
    out = []
    for index in range(int(len(samples) / ratio)):
        place = index * ratio
        at = int(place)
        step = place - at
        out.append((samples[at] * (1 - step) + samples[min(last, at + 1)] * step) / 32768)
    return out


def trimmed(samples: Sequence[float]) -> list[float]:
    """Without the silence at both ends, with edges that fade in and out."""
    peak = max(map(abs, samples))
    first = next(at for at, value in enumerate(samples) if abs(value) > QUIET_BEFORE * peak)
    last = max(at for at, value in enumerate(samples) if abs(value) > QUIET_AFTER * peak)
    edge = round(EDGE_S * RATE_HZ)
    cut = list(samples[max(0, first - edge) : last + 2 * edge])
    for index in range(edge):
        rise = 0.5 - 0.5 * math.cos(math.pi * index / edge)
        cut[index] *= rise
        cut[-1 - index] *= rise
    return cut


def tightened(samples: Sequence[float]) -> list[float]:
    """With no silence inside that is longer than PAUSE_S; engines pause for half a second after a stop."""
    piece = RATE_HZ // 100
    most = round(PAUSE_S * RATE_HZ / piece)
    floor = QUIET_AFTER * max(map(abs, samples))
    pieces = [samples[at : at + piece] for at in range(0, len(samples), piece)]
    kept: list[Sequence[float]] = []
    quiet: list[Sequence[float]] = []
    for each in pieces:
        if max(map(abs, each)) < floor:
            quiet.append(each)
            continue
        kept += quiet if len(quiet) <= most else quiet[: most // 2] + quiet[-(most - most // 2) :]
        kept.append(each)
        quiet = []
    return [value for each in (*kept, *quiet) for value in each]


def high_passed(samples: Sequence[float]) -> list[float]:
    """Without what is below a voice, which carries energy but is hardly heard."""
    keep = math.exp(-2 * math.pi * 150 / RATE_HZ)
    out = []
    before = y = 0.0
    for x in samples:
        y = keep * (y + x - before)
        before = x
        out.append(y)
    return out


def level_db(samples: Sequence[float]) -> float:
    """Loudness of the loudest third of the phrase, so that pauses and hisses do not count."""
    piece = RATE_HZ // 50
    heard = high_passed(samples)
    powers = sorted(
        sum(value * value for value in heard[at : at + piece]) / piece
        for at in range(0, max(1, len(heard) - piece), piece)
    )
    loud = powers[-max(1, len(powers) // 3) :]
    return 10 * math.log10(sum(loud) / len(loud))


def levelled(samples: Sequence[float]) -> list[float]:
    """At LEVEL_DB, or as near below it as the ceiling allows."""
    gain = 10 ** ((LEVEL_DB - level_db(samples)) / 20)
    peak = max(map(abs, samples))
    gain = min(gain, CEILING / peak)
    return [gain * value for value in samples]


def mu_law(value: float) -> int:
    """A sample of -1 to 1 in the 8-bit coding of ITU-T G.711."""
    level = min(32_635, round(abs(value) * 32_767)) + 132
    exponent = level.bit_length() - 8
    mantissa = (level >> (exponent + 3)) & 0x0F
    return ~((0x80 if value < 0 else 0) | exponent << 4 | mantissa) & 0xFF


def write(path: Path, samples: Sequence[float]) -> None:
    """A WAV of format 7 (mu-law), which the wave module of Python cannot write."""
    data = bytes(map(mu_law, samples))
    form = struct.pack("<HHIIHHH", 7, 1, RATE_HZ, RATE_HZ, 1, 8, 0)
    fact = struct.pack("<I", len(data))
    body = b"".join(
        name + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2)
        for name, part in ((b"fmt ", form), (b"fact", fact), (b"data", data))
    )
    path.write_bytes(b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body)


def render(pieces: Sequence[str], engine: str, speaker: str, speed: float, folder: Path) -> None:
    """Write `<clip id>.wav` for every piece and remove clips that no phrase needs any more."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{phrases.clip_id(piece)}.wav" for piece in pieces}
    for old in folder.glob("*.wav"):
        if old.name not in wanted:
            old.unlink()
    with tempfile.TemporaryDirectory() as work:
        wav = Path(work) / "spoken.wav"
        for piece in pieces:
            speak(piece, engine, speaker, speed, wav)
            write(folder / f"{phrases.clip_id(piece)}.wav", levelled(tightened(trimmed(read(wav)))))


def main() -> None:
    """Render all phrases; prints how many and how large they are."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=VOICE)
    parser.add_argument("--engine", default=ENGINE)
    parser.add_argument("--voice", default=SPEAKER)
    parser.add_argument("--speed", type=float, default=SPEED)
    options = parser.parse_args()
    pieces = phrases.every(load_exercises())
    render(pieces, options.engine, options.voice, options.speed, options.folder)
    size = sum(clip.stat().st_size for clip in options.folder.glob("*.wav"))
    print(f"{len(pieces)} phrases, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
