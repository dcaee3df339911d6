#!/usr/bin/env python3
"""Follow a session by ear alone: reconstruct its sets from sound, and compare them with its script.

The ear knows the phrases and the sounds and nothing of the plan: a recogniser (PyPI's pocketsphinx)
and a detector of beeps (numpy). It is given either what the application would play, mixed here
moment by moment, or a recording.

    python packaging/voice/blindfold.py --week 1                 the sounds of a session, mixed
    python packaging/voice/blindfold.py --week 1 session.wav     a recording of it, mono, 16 kHz
"""

import argparse
import sys
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from measure_clips import cues as all_cues
from measure_clips import heard_in_a_room, listen, recogniser, spoken

from kneetimer.core import cues, phrases, speech
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import Script, build_script
from kneetimer.devices import clips
from kneetimer.devices.loudspeaker import read_wav
from kneetimer.devices.sound import DUCKED, sound_file
from kneetimer.storage.library import load_exercises
from kneetimer.storage.plan_file import load_plan

RATE_HZ = clips.RATE_HZ
EXERCISES = load_exercises()
# The sounds between which sets lie; pips and ticks are not needed to follow a session.
MARKS = ("start", "end", "side", "rest")
LIKENESS = 0.7
FRAME = RATE_HZ // 50
LOUD = 400  # of 32767, the level from which on somebody speaks
SHORTEST_S = 0.22  # pips and ticks are shorter than any word
GAP_S = 0.215  # a longer silence ends a sentence


@dataclass(frozen=True, slots=True)
class FollowedSet:
    """A set as it was heard, or as it is in the script; `hold_s` is None for reps."""

    exercise: str
    side: str | None
    number: int
    hold_s: int | None


def shape(cue: str) -> np.ndarray:
    """A cue at the rate of the voice."""
    samples = np.frombuffer(read_wav(sound_file(cue)), np.int16).astype(float)
    return samples[: len(samples) // 3 * 3].reshape(-1, 3).mean(axis=1)


def mixed(script: Script) -> Iterator[np.ndarray]:
    """The sound of each step, and of the moment after the last one."""
    shapes = {cue: shape(cue.value) for cue in cues.Cue}
    lengths = clips.lengths_ms()
    known: dict[str, bytes] = {}

    def length_of(piece: str) -> int | None:
        return lengths.get(phrases.clip_id(piece))

    for index, step in enumerate(script.steps):
        sound = np.zeros(RATE_HZ * step.length_ms // 1000)
        talk = np.zeros_like(sound)
        for line in speech.lines(script, index, step.length_ms, EXERCISES, length_of, speech.Talk()):
            for piece in line.pieces:
                known.setdefault(piece, clips.read_clip(clips.folder() / f"{phrases.clip_id(piece)}.wav"))
            add(talk, line.at_ms, np.frombuffer(clips.joined(line.pieces, known), np.int16).astype(float))
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


def recorded(path: Path) -> Iterator[np.ndarray]:
    """A recording in minutes that overlap by nothing: a mark on a border may be lost."""
    with wave.open(str(path)) as sound:
        while samples := sound.readframes(RATE_HZ * 60):
            yield np.frombuffer(samples, np.int16).astype(float)


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


def ear() -> Callable[[np.ndarray], str]:
    """A listener who knows the sentences, and takes everything for one of them."""
    decoder = recogniser(lm=None)
    known = sorted({spoken(" ".join(cue)) for cue in all_cues()})
    decoder.add_jsgf_string("all", f"#JSGF V1.0; grammar all; public <said> = {' | '.join(known)};")
    decoder.activate_search("all")

    def hear(sound: np.ndarray) -> str:
        samples = np.clip(sound, -32_768, 32_767).astype(np.int16).tobytes()
        return listen(decoder, heard_in_a_room(samples))

    return hear


def events(parts: Iterator[np.ndarray]) -> Iterator[tuple[str, str]]:
    """All that was heard, in order: ("mark", its name) and ("said", the words)."""
    hear = ear()
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
    names = {spoken(phrases.name(each.name)): each.name for each in EXERCISES.values()}
    sides = {spoken(text): side.value for (_, side), text in phrases.SIDES.items()}
    numbers = {spoken(phrases.set_of(n, of)): n for of in range(2, 6) for n in range(1, of + 1)}
    holds = {f"hold for {spoken(' '.join(phrases.seconds(s)))}": s for s in range(5, 181)}
    sets: list[FollowedSet] = []
    name, side, number, hold = "", None, 1, None
    running = False

    def end() -> None:
        sets.append(FollowedSet(name, side, number, hold))

    for kind, what in heard:
        if aloud:
            print(f"  {kind}: {what}", flush=True)
        if kind == "mark":
            if running and what != "start":
                end()
                running, hold = False, None
            running = running or what == "start"
            continue
        text = f" {what} "
        for words, value in names.items():
            if f" {words} " in text and value != name and longest(words, names, text):
                name, side, number = value, None, 1
        side = next((value for words, value in sides.items() if f" {words} " in text), side)
        number = next((value for words, value in numbers.items() if f" {words} " in text), number)
        fitting = [words for words in holds if f" {words} " in text]
        hold = holds[max(fitting, key=len)] if fitting else hold
    return sets


def longest(words: str, names: dict[str, str], text: str) -> bool:
    """Whether no longer name that contains this one was said: glute bridges, single-leg glute bridges."""
    return not any(words in other and words != other and f" {other} " in text for other in names)


def written(script: Script) -> list[FollowedSet]:
    """The sets of the script itself."""
    return [
        FollowedSet(
            EXERCISES[step.exercise].name,
            step.side.value if step.side else None,
            step.set,
            None if step.reps is not None else round(step.seconds),
        )
        for step in script.steps
        if step.is_set
    ]


def main() -> int:
    """0 where the session that was heard is the session that was written."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("recording", nargs="?", type=Path)
    parser.add_argument("--week", type=int, default=1)
    parser.add_argument("--aloud", action="store_true", help="print everything that is heard")
    options = parser.parse_args()
    script = build_script(load_plan("six-week-knee"), options.week, 1, Preferences(), EXERCISES)
    parts = recorded(options.recording) if options.recording else mixed(script)
    heard, wanted = followed(events(parts), aloud=options.aloud), written(script)
    for at in range(max(len(heard), len(wanted))):
        one = heard[at] if at < len(heard) else None
        other = wanted[at] if at < len(wanted) else None
        if one != other:
            print(f"set {at + 1}: heard {one}, written {other}")
    right = sum(one == other for one, other in zip(heard, wanted, strict=False))
    print(f"{right} of {len(wanted)} sets followed by ear")
    return 0 if heard == wanted else 1


if __name__ == "__main__":
    sys.exit(main())
