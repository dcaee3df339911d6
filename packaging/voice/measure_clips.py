#!/usr/bin/env python3
"""Measure which voice is understood, with an offline recogniser, and write the table of docs/voice.md.

It needs the PyPI package pocketsphinx and the engines of render_clips.py. Nobody listens here:
the recogniser stands for an ear that does not expect what is said.

    python packaging/voice/measure_clips.py                  the shipped clips
    python packaging/voice/measure_clips.py --compare        all engines, voices and speeds
"""

import argparse
import array
import random
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pocketsphinx
from render_clips import ENGINE, RATE_HZ, SPEAKER, SPEED, VOICE, render

from kneetimer.core import phrases
from kneetimer.devices.audio.clips import joined, read_clip
from kneetimer.storage.plans.library import load_exercises

# Words that the recogniser's dictionary lacks, in its phones.
WORDS = {
    "clamshells": "K L AE M SH EH L Z",
    "deadlifts": "D EH D L IH F T S",
    "glute": "G L UW T",
    "glutes": "G L UW T S",
    "bodyweight": "B AA D IY W EY T",
}

OTHERS = (
    ("flite", "rms", 1.0),
    ("flite", "awb", 1.0),
    ("flite", "slt", 1.0),
    ("flite", "kal16", 1.0),
    ("festival", "cmu_us_slt_arctic_hts", 1.0),
    ("espeak-ng", "en-us", 0.9),
)

HISS = 10  # of 32767
HARDEST = 30
SAMPLE = 4  # other voices are compared by every fourth cue, told from all others

DOCS = Path(__file__).resolve().parents[2] / "docs" / "voice.md"
TABLE_HEAD = "| voice | speed | misheard for another cue | word error rate |\n|---|---|---|---|"

COUNTS = range(1, 21)
DOSES = (8, 10, 12, 15, 18, 20)
LENGTHS_S = (20, 22, 24, 26, 28, 30, 40, 45, 50, 60, 75, 90, 120)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the recogniser made of one cue."""

    cue: str
    closed: str
    free: str

    sounds_the_same: bool

    @property
    def misheard(self) -> bool:
        return self.closed != self.cue and not self.sounds_the_same


def spoken(text: str) -> str:
    """A phrase as bare words."""
    return " ".join(re.findall(r"[a-z']+", text.lower().replace("-", " ")))


def word_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """How many words were put in, left out or changed (Levenshtein's distance of words)."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def recogniser(**settings: object) -> pocketsphinx.Decoder:
    decoder = pocketsphinx.Decoder(samprate=RATE_HZ, loglevel="FATAL", bestpath=True, **settings)
    for word, phones in WORDS.items():
        if decoder.lookup_word(word) is None:
            decoder.add_word(word, phones, True)
    return decoder


def listen(decoder: pocketsphinx.Decoder, samples: bytes) -> str:
    decoder.start_utt()
    decoder.process_raw(samples, full_utt=True)
    decoder.end_utt()
    hypothesis = decoder.hyp()
    return re.sub(r"\(\d+\)", "", hypothesis.hypstr) if hypothesis else ""


def cues() -> list[phrases.Pieces]:
    """All that is said at once: the whole sentences, and those that are joined from pieces."""
    every = phrases.every(load_exercises())
    whole = [(piece,) for piece in every if piece[0].isupper() and piece.endswith(".")]
    counts = [phrases.number(value) for value in COUNTS]
    units = {word: unit for unit, word in phrases.COUNTED.items() if not unit.is_timed}
    doses = [phrases.dose(unit, amount) for unit in units.values() for amount in DOSES]
    rests = [phrases.seconds(length) for length in LENGTHS_S]
    holds = [(phrases.HOLD_FOR, *phrases.seconds(length)) for length in LENGTHS_S if length <= 60]
    kits = [phrases.kit(ids) for ids in dict.fromkeys(each.kit for each in load_exercises().values())]
    kits += [phrases.kit((each,)) for each in phrases.KIT]
    return list(dict.fromkeys((*whole, *counts, *doses, *rests, *holds, *filter(None, kits))))


def heard_in_a_room(samples: bytes) -> bytes:
    """The sound with the faint hiss that every room has; recognisers expect no digital silence."""
    chance = random.Random(1)
    quiet = bytes(RATE_HZ // 2)
    voice = array.array("h", quiet + samples + quiet)
    hissing = (max(-32_768, min(32_767, value + chance.randint(-HISS, HISS))) for value in voice)
    return array.array("h", hissing).tobytes()


def phones(decoder: pocketsphinx.Decoder, text: str) -> list[str | None]:
    """How words are pronounced: "two" is not told from the "to" of another cue by any ear."""
    return [decoder.lookup_word(word) for word in text.split()]


def measure(folder: Path, sample: Sequence[phrases.Pieces]) -> list[Heard]:
    """What is heard of some cues when only our cues exist, all of them, and when any English does."""
    free = recogniser()
    closed = recogniser(lm=None)
    rules = " | ".join(sorted({spoken(" ".join(cue)) for cue in cues()}))
    closed.add_jsgf_string("all", f"#JSGF V1.0; grammar all; public <cue> = {rules};")
    closed.activate_search("all")
    results = []
    for cue in sample:
        clips = {piece: read_clip(folder / f"{phrases.clip_id(piece)}.wav") for piece in cue}
        samples = heard_in_a_room(joined(cue, clips))
        said, heard = spoken(" ".join(cue)), listen(closed, samples)
        same = phones(closed, said) == phones(closed, heard)
        results.append(Heard(said, heard, listen(free, samples), same))
    return results


def error_rate(results: Sequence[Heard]) -> float:
    """Word errors of free dictation over all words that were said."""
    said = [each.cue.split() for each in results]
    errors = sum(word_errors(words, each.free.split()) for words, each in zip(said, results, strict=True))
    return errors / sum(map(len, said))


def row(voice: str, speed: float, results: Sequence[Heard]) -> str:
    """A line of the table."""
    misheard = sum(each.misheard for each in results)
    return f"| {voice} | {speed} | {misheard} of {len(results)} | {error_rate(results):.2f} |"


def compare() -> None:
    """Measure the shipped clips and every other voice; put the table into docs/voice.md. Takes minutes."""
    rows = [row(f"{ENGINE} {SPEAKER}, shipped", SPEED, measure(VOICE, cues()))]
    print(rows[-1], flush=True)
    sample = cues()[::SAMPLE]
    pieces = list(dict.fromkeys(piece for cue in sample for piece in cue))
    for engine, voice, speed in OTHERS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            render(pieces, engine, voice, speed, folder)
            rows.append(row(f"{engine} {voice}", speed, measure(folder, sample)))
            print(rows[-1], flush=True)
    before, head, rest = DOCS.read_text().partition(TABLE_HEAD)
    if not head:
        raise SystemExit(f"{DOCS} has no table to fill")
    after = rest.partition("\n\n")[2]
    DOCS.write_text("\n".join([before + TABLE_HEAD, *rows]) + "\n\n" + after)


def examine(folder: Path) -> None:
    """Print the figures of the clips in a folder, what was misheard, and the hardest of the rest."""
    results = measure(folder, cues())
    print(row(f"{ENGINE} {SPEAKER}", SPEED, results))
    for each in results:
        if each.misheard:
            print(f"  misheard: {each.cue!r} as {each.closed!r}")
    hardest = sorted(results, key=lambda each: -word_errors(each.cue.split(), each.free.split()))
    for each in hardest[:HARDEST]:
        print(f"  hard: {each.cue!r} as {each.free!r}")


def main() -> None:
    """Print the figures of the shipped clips, or compare all candidates."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--compare", action="store_true", help="all engines, voices and speeds")
    parser.add_argument("--clips", type=Path, default=VOICE)
    options = parser.parse_args()
    if options.compare:
        compare()
    else:
        examine(options.clips)


if __name__ == "__main__":
    main()
