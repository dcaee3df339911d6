"""Find every due cue of a session in its recording, to the sample, also under speech.

Deadlines come from the script alone: nothing is asked of the program but when its clock started.
It does not play or record anything; played_session.py does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sound_server import Recording

from kneetimer.core import cues
from kneetimer.core.script import Script
from kneetimer.devices.audio.loudspeaker import read_wav
from kneetimer.devices.audio.sound import CUE_NAMES, DUCKED, RATE_HZ, sound_file

EARLY_S, LATE_S = 0.030, 0.150  # around the deadline, where a cue is sought
HEAD = round(0.045 * RATE_HZ)  # of a cue, enough to tell which it is; a repeated cue cuts the one before
CLEAR = 0.8  # of a perfect likeness, from which on nothing else can be it
NEAR = round(0.3 * RATE_HZ)  # before and after, where the spectrum of a voice is taken
SPELL = round(0.05 * RATE_HZ)  # of a voice, in which its spectrum is taken as steady
QUIET = 30.0  # of 32767, the noise that is assumed in silence
CLOCK_S = 6.0


@dataclass(frozen=True, slots=True)
class Due:
    """A cue and the monotonic time at which it is due."""

    at_s: float
    cue: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What was found of a due cue: `late_ms` is None where it was not heard.

    `clear` is False where somebody spoke over it, so that its moment is known less well.
    """

    due: Due
    late_ms: float | None
    clear: bool


@dataclass(frozen=True, slots=True)
class Undue:
    """A cue that was heard at a monotonic time at which none was due."""

    at_s: float
    cue: str


class HeardClock:
    """The monotonic time of each sample of a recording.

    The server's clock strays by milliseconds a minute, and a piece may arrive late but never early:
    the earliest arrivals of some seconds, with a line through them, are the true time.
    """

    def __init__(self, recording: Recording) -> None:
        arrivals = np.array(recording.arrivals)
        begins = arrivals[:, 0] - arrivals[:, 1] / RATE_HZ
        bins = np.floor(2 * (arrivals[:, 0] - arrivals[0, 0])).astype(int)
        order = np.lexsort((begins, bins))
        earliest = order[np.r_[True, np.diff(bins[order]) > 0]]
        self._times, self._begins = arrivals[earliest, 0], begins[earliest]

    def sample(self, at_s: float) -> float:
        """The sample that was heard at a monotonic time."""
        near = np.abs(self._times - at_s) < CLOCK_S
        times, begins = self._times[near] - at_s, self._begins[near]
        slope, begin = np.polyfit(times, begins, 1)
        return float((at_s - begin - np.percentile(begins - begin - slope * times, 20)) * RATE_HZ)

    def moment(self, sample: int) -> float:
        """The monotonic time at which a sample was heard, to some milliseconds."""
        return float(np.median(self._begins)) + sample / RATE_HZ


def due_cues(script: Script, began_s: float, speed: float) -> list[Due]:
    """The cues of a whole session that the coach leads, in order."""
    due: list[Due] = []
    start_ms = 0
    for index, step in enumerate(script.steps):
        entry = cues.entry_cue(script, index)
        inside = cues.cues_within(step, step.length_ms, 0, step.length_ms, counted=True)
        for at_ms, cue in [*([(0, entry)] if entry else []), *inside]:
            due.append(Due(began_s + (start_ms + at_ms) / 1000 / speed, cue.value))
        start_ms += step.length_ms
    due.append(Due(began_s + start_ms / 1000 / speed, cues.Cue.END.value))
    return due


def waves() -> dict[str, np.ndarray]:
    return {name: np.frombuffer(read_wav(sound_file(name)), np.int16).astype(float) for name in CUE_NAMES}


def seek(
    recording: Recording, due: Sequence[Due], level: float, late_s: float = LATE_S
) -> tuple[list[Sought], list[Undue]]:
    """What was heard of each due cue, and the cues that were heard and not due.

    `level` is the factor that the chosen volume puts on the samples of a cue; `late_s` is how late a cue
    may be to be found at all.
    """
    shapes = waves()
    clock = HeardClock(recording)
    left = np.array(recording.since(0), float)
    found: list[Sought] = []
    sounding: dict[str, tuple[int, float]] = {}  # where each cue began last, and how loud
    for index, each in enumerate(due):
        shape = shapes[each.cue]
        head = shape[:HEAD]
        at = clock.sample(each.at_s)
        again_s = next((other.at_s for other in due[index + 1 :] if other.cue == each.cue), np.inf)
        latest_s = min(late_s, again_s - each.at_s - EARLY_S)  # what comes later is the next one
        first = max(0, round(at - EARLY_S * RATE_HZ))
        place = left[first : round(at + latest_s * RATE_HZ) + len(head)]
        if len(place) < len(head):
            break  # the recording ends here
        onset, strength, clear = _find(place, left[max(0, first - NEAR) : first + len(place) + NEAR], head)
        loud = strength / level
        if not any(0.55 < loud / factor < 1.6 for factor in (1.0, DUCKED)):
            found.append(Sought(each, None, clear))
            continue
        onset += first
        found.append(Sought(each, 1000 * (onset - at) / RATE_HZ, clear))
        if each.cue in sounding:  # it was cut short by this one, so its end was never there to be taken away
            began, loudness = sounding[each.cue]
            end = min(began + len(shape), len(left))
            if began < onset < end:
                left[onset:end] += loudness * shape[onset - began : end - began]
        end = min(onset + len(shape), len(left))
        left[onset:end] -= strength * shape[: end - onset]
        sounding[each.cue] = onset, strength
    last = clock.sample(due[-1].at_s)
    per_sample_s = (due[-1].at_s - due[0].at_s) / (last - clock.sample(due[0].at_s))
    heard = left[: round(last) + HEAD]
    besides = (
        Undue(due[-1].at_s + (sample - last) * per_sample_s, cue)
        for cue, sample in _undue(heard, shapes, 0.5 * DUCKED * level)
    )
    # Under a voice the moment of a cue may be misjudged; what is left there then is that very cue.
    misjudged = [each.due for each in found if not each.clear]
    return found, [
        each
        for each in besides
        if not any(
            other.cue == each.cue and -EARLY_S <= each.at_s - other.at_s <= late_s for other in misjudged
        )
    ]


def _find(place: np.ndarray, around: np.ndarray, head: np.ndarray) -> tuple[int, float, bool]:
    """Where in a place a cue begins most likely, how loud, and whether it stands there clearly."""
    match = np.correlate(place, head, "valid")
    own = np.sum(head**2)
    # Not the greatest match: a louder note that follows would pull it along by a wave.
    likeness = match / np.sqrt(own * (_energy(place, len(head)) + QUIET**2 * len(head)))
    onset = int(likeness.argmax())
    if likeness[onset] > CLEAR:
        return onset, float(match[onset] / own), True
    # Under a voice: as before, but what the voice has much of counts little.
    size = 1 << (len(place) + len(head)).bit_length()
    power = np.full(size // 2 + 1, QUIET**2 * SPELL)
    window = np.hanning(SPELL)
    spells = range(0, max(1, len(around) - SPELL), SPELL // 2)
    for start in spells:
        spell = around[start : start + SPELL]
        power += np.abs(np.fft.rfft(spell * window[: len(spell)], size)) ** 2 / len(spells)
    shape = np.fft.rfft(head, size)
    match = np.fft.irfft(np.fft.rfft(place, size) * np.conj(shape) / power, size)
    match = match[: len(place) - len(head) + 1]
    onset = int(match.argmax())
    return onset, float(match[onset] / np.fft.irfft(np.abs(shape) ** 2 / power, size)[0]), False


def _energy(sound: np.ndarray, length: int) -> np.ndarray:
    """The energy of each stretch of so many samples."""
    squares = np.concatenate(([0.0], np.cumsum(sound**2)))
    return np.maximum(squares[length:] - squares[:-length], 0.0)


def _undue(left: np.ndarray, shapes: dict[str, np.ndarray], least: float) -> Iterator[tuple[str, int]]:
    """Which cues are heard where in what is left when all due ones are taken away."""
    size = 1 << 20
    for cue, shape in shapes.items():
        spectrum = np.conj(np.fft.rfft(shape, size))
        own = np.sum(shape**2)
        for first in range(0, len(left), size - len(shape)):
            part = left[first : first + size]
            if len(part) < len(shape):
                continue
            match = np.fft.irfft(np.fft.rfft(part, size) * spectrum, size)[: len(part) - len(shape) + 1]
            match[(match < CLEAR * np.sqrt(_energy(part, len(shape)) * own)) | (match < least * own)] = 0
            while match.size and match.max() > 0:
                best = int(match.argmax())
                yield cue, first + best
                match[max(0, best - len(shape)) : best + len(shape)] = 0
