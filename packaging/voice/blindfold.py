#!/usr/bin/env python3
"""Follow a session by ear alone: reconstruct its sets from sound, and compare them with its preview.

Two ears listen, one after the other. Both know the sounds (a detector of beeps, by numpy) and nothing of the
plan; one knows the sentences (PyPI's pocketsphinx), the other any English (Whisper). What each writes down is
compared with `kneetimer preview --json`.

    python packaging/voice/blindfold.py --play 5                 let the real program play it, in five parts
                                                                 at once, each recorded at its real speed
    python packaging/voice/blindfold.py part-1.wav part-2.wav    recordings of it
    python packaging/voice/blindfold.py --week 4                 only mixed: what the program would play

    --plan ten-essentials-gym takes another plan, --ear closed or --ear open one ear alone
"""

import argparse
import itertools
import json
import re
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from measure_voice import (
    closed_ear,
    heard_closed,
    heard_open,
    in_words,
    samples_of,
    spoken,
    whisper,
    word_errors,
)

from kneetimer.core import cues, speech
from kneetimer.core.exercise import Unit
from kneetimer.core.script import Script
from kneetimer.core.utterance import Utterance
from kneetimer.devices.audio import clips
from kneetimer.devices.audio.clips import Clips
from kneetimer.devices.audio.loudspeaker import read_wav
from kneetimer.devices.audio.sound import DUCKED, sound_file
from kneetimer.storage.plans.library import load_exercises
from kneetimer.ui.text import spoken_english
from kneetimer.ui.text.spoken_english import SpokenEnglish

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "sounds"))
from played_session import Played, Wanted, play

Meaning = TypeVar("Meaning")
Hear = Callable[[np.ndarray], str]

RATE_HZ = 16_000
EXERCISES = load_exercises()
LANGUAGE = SpokenEnglish(EXERCISES)
# The sounds between which sets lie; pips and ticks are not needed to follow a session.
MARKS = ("start", "end", "side", "rest")
LIKENESS = 0.7
FRAME = RATE_HZ // 50
LOUD = 400  # of 32767, the level from which on somebody speaks
LOUDEST = 23_000  # of the sounds at full volume
SHORTEST_S = 0.22  # pips and ticks are shorter than any word
GAP_S = 0.15  # a longer silence ends a sentence
PART_S = 60  # of a recording that is listened to at a time
STILL_OF_THIS = ("half way", "three more", "two more", "one to go")
REPS = [unit for unit in Unit if not unit.is_timed]


@dataclass(frozen=True, slots=True)
class FollowedSet:
    """A set as it was heard, or as it is in the preview; `hold_s` is None for reps, `reps` for holds."""

    exercise: str
    side: str | None
    number: int
    sets: int
    reps: int | None
    hold_s: int | None


def shape(cue: str) -> np.ndarray:
    """A cue at the rate of the voice."""
    samples = np.frombuffer(read_wav(sound_file(cue)), np.int16).astype(float)
    return samples[: len(samples) // 3 * 3].reshape(-1, 3).mean(axis=1)


def mixed(script: Script) -> Iterator[np.ndarray]:
    """The sound of each step, and of the moment after the last one."""
    shapes = {cue: shape(cue.value) for cue in cues.Cue}
    recorded = Clips(clips.recorded(), compressed=True)

    def length_of(messages: Utterance) -> int | None:
        found = LANGUAGE.spoken(messages)
        return None if found is None else recorded.length_ms(found)

    planned = speech.whole(script, speech.Voiced(EXERCISES, length_of, speech.Talk()))
    for index, (step, lines) in enumerate(zip(script.steps, planned, strict=False)):
        sound = np.zeros(RATE_HZ * step.length_ms // 1000)
        talk = np.zeros_like(sound)
        for line in lines:
            found = LANGUAGE.spoken(line.messages)
            assert found is not None, "what has no words is not said"
            at_ms = line.at_ms
            for clip, pause_ms in recorded.of(found):
                add(talk, at_ms, 32_767 * samples_of(clip))
                at_ms += clip.length_ms + pause_ms
        due = cues.cues_within(step, step.length_ms, 0, step.length_ms, counted=True)
        entry = cues.entry_cue(script, index)
        for at_ms, cue in [*([(0, entry)] if entry else []), *due]:
            at = RATE_HZ * at_ms // 1000
            add(sound, at_ms, shapes[cue] * (DUCKED if talk[at : at + 1].any() else 1.0))
        yield sound + talk
    yield np.concatenate((shapes[cues.Cue.END], np.zeros(RATE_HZ)))


def add(sound: np.ndarray, at_ms: int, piece: np.ndarray) -> None:
    at = RATE_HZ * at_ms // 1000
    length = min(len(piece), len(sound) - at)
    sound[at : at + length] += piece[:length]


def recorded(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        return turned_up(np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(float))


def turned_up(sound: np.ndarray) -> np.ndarray:
    """As loud as it would be at full volume, by its loudest sample."""
    return sound * (LOUDEST / np.abs(sound).max())


def heard_of(played: Played) -> np.ndarray:
    """A recording of the program at the rate of the voice."""
    samples = np.array(played.recording.since(0), float)
    return turned_up(samples[: len(samples) // 3 * 3].reshape(-1, 3).mean(axis=1))


def in_parts(sound: np.ndarray) -> Iterator[np.ndarray]:
    """A recording in parts of at most PART_S, each ending in the middle of a silence."""
    while len(sound) > RATE_HZ * PART_S:
        frames = RATE_HZ * PART_S // FRAME
        loud = np.abs(sound[: frames * FRAME]).reshape(frames, FRAME).max(axis=1) > LOUD
        steps = np.flatnonzero(np.diff(np.r_[True, loud, True]))  # from loud to quiet and back, in turns
        quiet = [(end - start, start, end) for start, end in zip(steps[::2], steps[1::2], strict=True)]
        _, start, end = max(each for each in quiet if each[2] > frames // 2)
        cut = (start + end) // 2 * FRAME
        yield sound[:cut]
        sound = sound[cut:]
    yield sound


def played_at_once(wanted: Wanted, lanes: int, keep: Path | None) -> Iterator[np.ndarray]:
    """What the program lets hear in a session, played in so many parts at the same time."""
    with ThreadPoolExecutor(lanes) as pool:
        for number, played in enumerate(pool.map(play, lanes_of(wanted, lanes)), 1):
            heard = heard_of(played)
            if keep is not None:
                write(keep / f"{wanted.plan}-week-{wanted.week}-part-{number}.wav", heard)
            yield from in_parts(heard)


def write(path: Path, sound: np.ndarray) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(sound.astype(np.int16).tobytes())


def lanes_of(wanted: Wanted, lanes: int) -> list[Wanted]:
    """Parts of a session, the longest as short as can be; each begins with another exercise."""
    steps = wanted.script().steps
    borders = [at for at in range(1, len(steps)) if steps[at].item != steps[at - 1].item]

    def longest_ms(cuts: tuple[int, ...]) -> int:
        parts = itertools.pairwise((0, *cuts, len(steps)))
        return max(sum(step.length_ms for step in steps[one:other]) for one, other in parts)

    cuts = min(itertools.combinations(borders, min(lanes - 1, len(borders))), key=longest_ms)
    parts = itertools.pairwise((0, *cuts, len(steps)))
    return [replace(wanted, first=one, last=other) for one, other in parts]


def marks(sound: np.ndarray, shapes: dict[str, np.ndarray]) -> list[tuple[int, str]]:
    """Where which of the MARKS starts."""
    found: list[tuple[float, int, str]] = []
    for name, pattern in shapes.items():
        if len(sound) < len(pattern):
            continue
        size = 1 << (len(sound) + len(pattern)).bit_length()
        spectrum = np.fft.rfft(sound, size) * np.conj(np.fft.rfft(pattern, size))
        match = np.fft.irfft(spectrum, size)[: len(sound) - len(pattern) + 1]
        squares = np.concatenate(([0.0], np.cumsum(sound**2)))
        energy = squares[len(pattern) :] - squares[: -len(pattern)]
        likeness = match / np.sqrt(np.maximum(energy, 1e6) * np.sum(pattern**2))
        while likeness.size and likeness.max() > LIKENESS:
            best = int(likeness.argmax())
            found.append((float(likeness[best]), best, name))
            likeness[max(0, best - len(pattern)) : best + len(pattern)] = 0
    chosen: list[tuple[int, str]] = []
    for _, at, name in sorted(found, reverse=True):
        if all(abs(at - other) > RATE_HZ // 4 for other, _ in chosen):
            chosen.append((at, name))
    return sorted(chosen)


def sentences(sound: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Where somebody speaks, and what is heard there."""
    frames = len(sound) // FRAME
    levels = np.sqrt((sound[: frames * FRAME].reshape(frames, FRAME) ** 2).mean(axis=1))
    loud = np.flatnonzero(levels > LOUD)
    if not loud.size:
        return
    breaks = np.flatnonzero(np.diff(loud) > GAP_S * RATE_HZ / FRAME)
    for first, last in zip([0, *(breaks + 1)], [*breaks, len(loud) - 1], strict=True):
        start, end = int(loud[first]) * FRAME, int(loud[last] + 1) * FRAME
        if end - start > SHORTEST_S * RATE_HZ:
            yield start, sound[max(0, start - FRAME * 3) : end + FRAME * 3]


def phrases() -> set[str]:
    """What can be heard between two silences: a sentence, or a part of one at a comma."""
    found = set()
    for take in spoken_english.every(EXERCISES):
        for sentence in re.split(r"(?<=[.;])\s+", take.text):
            found |= {sentence, *re.split(r"(?<=[,:])\s+", sentence)}
    return found


def closed() -> Hear:
    """A listener who knows the sentences, and takes everything for one of them."""
    decoder = closed_ear(phrases())

    def hear(sound: np.ndarray) -> str:
        return heard_closed(decoder, np.clip(sound, -32_768, 32_767) / 32_768)

    return hear


def open_ear() -> Hear:
    """A listener who knows English, and then takes what is close to a sentence for it."""
    model = whisper()
    known = {tuple(in_words(each)): spoken(each) for each in phrases()}

    def hear(sound: np.ndarray) -> str:
        heard = in_words(heard_open(model, np.clip(sound, -32_768, 32_767) / 32_768))
        wrong, nearest = min((word_errors(words, heard), words) for words in known)
        return known[nearest] if 3 * wrong <= len(nearest) else " ".join(heard)

    return hear


EARS = {"closed": closed, "open": open_ear}


def events(parts: Iterator[np.ndarray], hear: Hear) -> Iterator[tuple[str, str]]:
    """All that was heard, in order: ("mark", its name) and ("said", the words)."""
    shapes = {name: shape(name) for name in MARKS}
    for part in parts:
        found: list[tuple[int, str, str]] = []
        quiet = part.copy()
        for at, name in marks(part, shapes):
            found.append((at, "mark", name))
            quiet[at : at + len(shapes[name])] = 0
        found += [(at, "said", hear(said)) for at, said in sentences(quiet)]
        for _, kind, what in sorted(found):
            yield kind, what


def followed(heard: Iterator[tuple[str, str]], *, aloud: bool) -> list[FollowedSet]:
    """The sets of a session, from nothing but what was heard."""
    names = {spoken(each.name): each.id for each in EXERCISES.values()}
    sides = {spoken(text): side for (_, side), text in spoken_english.SIDES.items()}
    numbers = {spoken(spoken_english.set_of(n, of)): (n, of) for of in range(2, 6) for n in range(1, of + 1)}
    holds = {f"hold for {spoken(spoken_english.seconds(s))}": s for s in range(5, 181)}
    doses = {
        spoken(spoken_english.dose(unit.value, n)): 2 * n if unit is Unit.REPS_ALTERNATING else n
        for unit in REPS
        for n in range(1, 60)
    }
    sets: list[FollowedSet] = []
    name, side, number, reps, hold = "", None, (1, 1), None, None
    running = False
    for kind, what in in_its_place(heard):
        if aloud:
            print(f"  {kind}: {what}", flush=True)
        if kind == "mark":
            if running and what != "start":
                sets.append(FollowedSet(name, side, *number, None if hold else reps, hold))
                running, hold = False, None
            running = running or what == "start"
            continue
        found = said(what, names)
        if found is not None and not running and found != name:
            name, side, number, reps = found, None, (1, 1), None
        name = found or name
        side = said(what, sides) or side
        number = said(what, numbers) or number
        reps = said(what, doses) or reps
        hold = said(what, holds) or hold
    return sets


def in_its_place(heard: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What is said ahead of the set that comes after this one is taken for that one."""
    ahead: list[tuple[str, str]] = []
    for kind, what in heard:
        if kind == "mark":
            yield kind, what
            yield from ahead
            ahead = []
        elif what.startswith("after this") or (ahead and what not in STILL_OF_THIS):
            ahead.append((kind, what))
        else:
            yield kind, what


def said(text: str, words: dict[str, Meaning]) -> Meaning | None:
    """The meaning of the longest of these words that is in a text: no glute bridges in single-leg ones."""
    fitting = [each for each in words if f" {each} " in f" {text} "]
    return words[max(fitting, key=len)] if fitting else None


def previewed(wanted: Wanted) -> list[FollowedSet]:
    """The sets that `kneetimer preview --json` tells of, to somebody who never used the program."""
    with tempfile.TemporaryDirectory() as folder:
        session = ["--plan", wanted.plan, "--week", str(wanted.week), "--session", "1"]
        command = ["preview", "--json", *session, "--data-dir", folder]
        told = subprocess.run(
            [sys.executable, "-m", "kneetimer", *command], stdout=subprocess.PIPE, check=True, text=True
        )
    return [
        FollowedSet(
            step["exercise"],
            step["side"],
            step["set"],
            step["sets"],
            step["reps"],
            step["seconds"] if step["kind"] == "hold" else None,
        )
        for step in json.loads(told.stdout)["steps"]
        if step["kind"] in ("work", "hold")
    ]


def main() -> int:
    """0 where the session that was heard is the session of the preview."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("recordings", nargs="*", type=Path, help="mono, 16 kHz, one after the other")
    parser.add_argument("--plan", default=Wanted().plan, help="the id of a plan that comes with KneeTimer")
    parser.add_argument("--week", type=int, default=1)
    parser.add_argument("--play", type=int, metavar="N", help="let the program play it in N parts at once")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write what was played there")
    parser.add_argument("--ear", choices=EARS, action="append", help="who listens, instead of both")
    parser.add_argument("--aloud", action="store_true", help="print everything that is heard")
    options = parser.parse_args()
    session = Wanted(options.week, plan=options.plan)
    if options.play:
        parts = list(played_at_once(session, options.play, options.keep))
    elif options.recordings:
        parts = [part for path in options.recordings for part in in_parts(recorded(path))]
    else:
        parts = list(mixed(session.script()))
    wanted = previewed(session)
    right = True
    for ear in options.ear or EARS:
        heard = followed(events(iter(parts), EARS[ear]()), aloud=options.aloud)
        compare(ear, heard, wanted)
        right &= heard == wanted
    return int(not right)


def compare(ear: str, heard: Sequence[FollowedSet], wanted: Sequence[FollowedSet]) -> None:
    """Print which sets were heard otherwise than they are, and how many were heard as they are."""
    for number, (one, other) in enumerate(itertools.zip_longest(heard, wanted), 1):
        if one != other:
            print(f"set {number}: heard {one}, previewed {other}")
    count = sum(one == other for one, other in zip(heard, wanted, strict=False))
    print(f"{count} of {len(wanted)} sets followed by the {ear} ear", flush=True)


if __name__ == "__main__":
    sys.exit(main())
