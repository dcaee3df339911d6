#!/usr/bin/env python3
"""Measure how punctual the cues are: when each is heard, against when it was due.

It starts a sound server without a sound card, plays cues through the application's own player
and records what comes out. It needs pulseaudio and numpy, and takes about a second a cue.

    python packaging/sounds/measure_onsets.py --cues 100
    python packaging/sounds/measure_onsets.py --cues 100 --busy      with every core at work
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot

from kneetimer.devices.loudspeaker import Loudspeaker, read_wav
from kneetimer.devices.sound import RATE_HZ, SoundPlayer, sound_file
from kneetimer.devices.voice import Voice

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
import sound_server

SHORT = ("count", "beat", "turn")
SEARCH_S = 0.25  # around the due moment
CLEAR = 0.6  # of a perfect likeness, from which on a cue is taken as heard
SENTENCE = ("Clamshells.", "Left leg first.")


class Play(QObject):
    """Plays cues at moments that were fixed beforehand and prints both."""

    def __init__(self, cues: int, speaks: bool) -> None:
        super().__init__()
        speaker = Loudspeaker(self)
        self._player = SoundPlayer(self, speaker=speaker)
        self._voice = Voice(speaker, self)
        self._speaks = speaks
        chance = random.Random(7)
        at_s = time.monotonic() + 1.0
        self._due: list[tuple[float, str]] = []
        for _ in range(cues):
            self._due.append((at_s, chance.choice(SHORT)))
            at_s += chance.uniform(0.5, 0.9)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._play)
        self._player.prime()
        self._voice.prime()
        self._wait()

    def _wait(self) -> None:
        if not self._due:
            QTimer.singleShot(500, QCoreApplication.quit)
            return
        self._timer.start(max(0, round(1000 * (self._due[0][0] - time.monotonic()))))

    @Slot()
    def _play(self) -> None:
        at_s, cue = self._due.pop(0)
        self._player.play(cue)
        print(at_s, cue, flush=True)
        if self._speaks and not self._voice.speaking:
            self._voice.say(SENTENCE)
        self._wait()


@dataclass(frozen=True)
class Lateness:
    """How late each cue was heard, in ms; None where it was not."""

    late_ms: Sequence[float | None]
    doubled: int


def measure(cues: int, *, busy: bool, speaks: bool) -> Lateness:
    loads = []
    with tempfile.TemporaryDirectory() as folder, sound_server.sound_server(Path(folder)) as server:
        if busy:
            spin = [sys.executable, "-c", "while True: pass"]
            loads = [subprocess.Popen(spin) for _ in range(os.cpu_count() or 1)]
        try:
            with server.recording() as recording:
                done = subprocess.run(
                    [
                        sys.executable,
                        __file__,
                        "--play",
                        *(["--speak"] if speaks else []),
                        "--cues",
                        str(cues),
                    ],
                    env={**os.environ, **server.environment},
                    stdout=subprocess.PIPE,
                    text=True,
                    check=True,
                )
        finally:
            for load in loads:
                load.kill()
                load.wait()
    shapes = {cue: np.frombuffer(read_wav(sound_file(cue)), np.int16).astype(float) for cue in SHORT}
    late: list[float | None] = []
    doubled = 0
    for line in done.stdout.splitlines():
        at, cue = line.split()
        heard = np.array(recording.samples(float(at) - 0.05, float(at) + SEARCH_S), float)
        times = occurrences(heard, shapes[cue])
        late.append(1000 * (times[0] / RATE_HZ - 0.05) if times else None)
        doubled += len(times) > 1
    return Lateness(late, doubled)


def occurrences(heard: np.ndarray, shape: np.ndarray) -> list[int]:
    """The samples at which a cue starts, however loud it is."""
    likeness = np.correlate(heard, shape, "valid")
    squares = np.concatenate(([0.0], np.cumsum(heard**2)))
    energy = squares[len(shape) :] - squares[: -len(shape)]
    likeness = likeness / np.sqrt(np.maximum(energy * np.sum(shape**2), 1.0))
    found = []
    while likeness.size and likeness.max() > CLEAR:
        best = int(likeness.argmax())
        found.append(best)
        likeness[max(0, best - len(shape)) : best + len(shape)] = 0
    return sorted(found)


def report(name: str, result: Lateness) -> None:
    heard = np.array([each for each in result.late_ms if each is not None])
    slope = np.polyfit(np.arange(len(heard)), heard, 1)[0] * len(heard)
    print(
        f"| {name} | {len(result.late_ms)} | {heard.mean():.1f} | {heard.std():.1f} | {heard.max():.1f} "
        f"| {slope:+.1f} | {len(result.late_ms) - len(heard)} | {result.doubled} |",
        flush=True,
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cues", type=int, default=40)
    parser.add_argument("--busy", action="store_true")
    parser.add_argument("--play", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--speak", action="store_true", help="sentences between and under the cues")
    options = parser.parse_args()
    if options.play:
        app = QCoreApplication(sys.argv[:1])
        play = Play(options.cues, options.speak)
        app.exec()
        del play
        return
    print("| while | cues | mean ms | sd ms | worst ms | drift ms | missing | doubled |")
    print("|---|---|---|---|---|---|---|---|")
    name = ("every core is busy" if options.busy else "idle") + (", speaking" if options.speak else "")
    report(name, measure(options.cues, busy=options.busy, speaks=options.speak))


if __name__ == "__main__":
    main()
