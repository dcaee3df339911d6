#!/usr/bin/env python3
"""How loud voice and signals of a session are beside each other, by EBU R128, as the program plays them.

    python packaging/voice/session_loudness.py                    five minutes of week 1 at its real speed
    python packaging/voice/session_loudness.py --seconds 1200     longer

The real program plays the same stretch twice at the same time, with equal sliders: once the voice alone, once
the signals alone, so that neither is measured through the other. The voice is measured as a whole,
its silences left out as the standard does; each signal for itself, as packaging/sounds/make_sounds.py levels
them. The ticks of reps are softer on purpose and told apart.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
from render_voice import loudness

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "sounds"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
import heard_cues
from make_sounds import TICKS, loudness_lufs
from played_session import Played, Wanted, play
from sound_server import RATE_HZ

from kneetimer.core.preferences import Preferences
from kneetimer.devices.audio.loudspeaker import amplitude

LIMIT_LU = 2.0  # how far apart the two may be
LATE_S = 0.8  # how late a signal may be; whether it is in time, packaging/bench/sound_bench.py measures


def samples_of(played: Played) -> np.ndarray:
    """The samples of a recording, as parts of full scale."""
    return np.array(played.recording.since(0), float) / 32_768


def levels_of(wanted: Wanted, played: Played) -> dict[str, list[float]]:
    """How loud each signal was that was heard, in LUFS, by its name."""
    due = heard_cues.due_cues(wanted.script(), played.began_s, wanted.speed)
    due = [each for each in due if each.at_s < played.until_s]
    clock, samples, shapes = heard_cues.HeardClock(played.recording), samples_of(played), heard_cues.waves()
    found: dict[str, list[float]] = defaultdict(list)
    sought, _ = heard_cues.seek(played.recording, due, amplitude(Preferences().volume), LATE_S)
    for each in sought:
        if each.late_ms is not None:
            onset = round(clock.sample(each.due.at_s) + each.late_ms * RATE_HZ / 1000)
            piece = samples[onset : onset + len(shapes[each.due.cue])]
            found[each.due.cue].append(loudness_lufs(piece.tolist()))
    return found


def main() -> int:
    """0 where both are equally loud."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--plan", default=Wanted().plan, help="the id of a plan that comes with KneeTimer")
    parser.add_argument("--week", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=300.0, help="of the session")
    options = parser.parse_args()
    both = Wanted(options.week, plan=options.plan, seconds=options.seconds)
    alone = replace(both, sounds=False), replace(both, voice=False)
    with ThreadPoolExecutor(2) as pool:
        spoken, signalled = pool.map(play, alone)
    voice = loudness(samples_of(spoken), RATE_HZ)
    print(f"voice    {voice:6.1f} LUFS, highest peak {np.abs(samples_of(spoken)).max():.2f} of full scale")
    levels = levels_of(both, signalled)
    for name, each in levels.items():
        low, middle, high = min(each), np.median(each), max(each)
        print(f"{name:<9}{middle:6.1f} LUFS, {low:.1f} to {high:.1f}, heard {len(each)} times")
    signals = float(np.median([level for name in levels if name not in TICKS for level in levels[name]]))
    print(f"the voice beside the signals without ticks: {voice - signals:+.1f} LU")
    return int(abs(voice - signals) > LIMIT_LU)


if __name__ == "__main__":
    sys.exit(main())
