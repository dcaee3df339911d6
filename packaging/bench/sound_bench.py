"""How punctual a session is heard: the onset of each cue in a recording, against its deadline.

    python packaging/bench/sound_bench.py [--minutes 10] [--only idle|busy] [--write]

The real program plays on a screen and a sound output of its own: a whole session `SPEED` times faster,
and so many minutes of one at its real speed, with the voice; each once on an idle machine and once while
every core has other work. Prints a table, and with --write puts it into docs/sound.md; the exit code is 1
where a limit is not held.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "sounds"))
from heard_cues import HeardClock, Sought, due_cues, seek
from holes import holes
from machine_pauses import is_disturbed
from played_session import Played, Wanted, play

from kneetimer.core.preferences import Preferences
from kneetimer.devices.audio.loudspeaker import amplitude
from kneetimer.devices.audio.sound import RATE_HZ

SPEED = 8.0  # at which no cue comes before the one of its kind is over
MOST_SD_MS = 2.0
WORST_IDLE_MS, WORST_BUSY_MS = 20.0, 40.0
MOST_HOLES_BUSY = 1.0  # a minute, and none on an idle machine
MOST_DRIFT_MS = 1.0  # in ten minutes, or in the whole of a shorter part
ENDS_BEFORE_S = 0.7  # a cue that begins later may be cut off by the end of the recording

DOCS = Path(__file__).resolve().parents[2] / "docs" / "sound.md"
HEAD = (
    "| what | while | minutes | cues | mean ms | sd ms | worst ms | drift ms in 10 min | missing | doubled "
    "| under speech | a processor stood still: cues, worst ms | holes | a processor stood still: holes |\n"
    + 14 * "|---"
    + "|"
)
ABOUT_IT = "Measured one after the other"


@dataclass(frozen=True, slots=True)
class Figures:
    """Lateness in ms of the cues that stood clear and were not disturbed; counts of all.

    `disturbed` cues came while a processor of the machine stood still, the worst of them `disturbed_ms` late;
    `disturbed_holes` were torn meanwhile, `holes` at other times.
    """

    minutes: float
    cues: int
    mean: float
    sd: float
    worst: float
    drift: float
    missing: int
    doubled: int
    under_speech: int
    disturbed: int
    disturbed_ms: float
    holes: int
    disturbed_holes: int

    def holds(self, worst_ms: float) -> bool:
        punctual = self.worst <= worst_ms and (self.sd <= MOST_SD_MS or worst_ms > WORST_IDLE_MS)
        drifted = abs(self.drift) * min(1.0, self.minutes / 10)  # a short part tells little of ten minutes
        most_holes = 0.0 if worst_ms <= WORST_IDLE_MS else MOST_HOLES_BUSY * self.minutes
        whole = not self.missing and not self.doubled and self.holes <= most_holes
        return punctual and drifted <= MOST_DRIFT_MS and whole


def figures(wanted: Wanted, played: Played, worst_ms: float) -> Figures:
    """What was measured; single cues that break a limit are named on the error output."""
    due = [
        each
        for each in due_cues(wanted.script(), played.began_s, wanted.speed)
        if each.at_s < played.until_s - ENDS_BEFORE_S
    ]
    sought, undue = seek(played.recording, due, amplitude(Preferences().volume))
    undue = [each for each in undue if not is_disturbed(each.at_s, played.pauses)]
    for each in sought:
        if each.late_ms is None:
            _name(each.due.at_s - played.began_s, each.due.cue, "is missing")
        elif each.clear and each.late_ms > worst_ms:
            _name(each.due.at_s - played.began_s, each.due.cue, f"is {each.late_ms:.0f} ms late")
    for other in undue:
        _name(other.at_s - played.began_s, other.cue, "is not due")
    return summed_up(sought, len(undue), played)


def _name(at_s: float, cue: str, what: str) -> None:
    print(f"  {at_s:.2f} s: {cue} {what}", file=sys.stderr, flush=True)


def summed_up(sought: Sequence[Sought], doubled: int, played: Played) -> Figures:
    disturbed = [each for each in sought if is_disturbed(each.due.at_s, played.pauses)]
    calm = [each for each in sought if each not in disturbed]
    clear = [(each.due.at_s, each.late_ms) for each in calm if each.late_ms is not None and each.clear]
    if len(clear) < 2:
        raise SystemExit("too few cues were heard by themselves to say anything of them")
    times, late = np.array(clear).T
    # The middle line, not the mean one: a single late cue at one end is no drift.
    half = len(late) // 2
    apart = np.median(times[half:]) - np.median(times[:half])
    drift = 600 * (np.median(late[half:]) - np.median(late[:half])) / apart
    return Figures(
        (played.until_s - played.began_s) / 60,
        len(sought),
        float(late.mean()),
        float(late.std()),
        float(late.max()),
        float(drift),
        sum(each.late_ms is None for each in calm),
        doubled,
        sum(not each.clear for each in sought),
        len(disturbed),
        max((each.late_ms for each in disturbed if each.late_ms is not None and each.clear), default=0.0),
        *torn(played),
    )


def torn(played: Played) -> tuple[int, int]:
    """How many holes are in what was heard, and how many of them while a processor stood still."""
    samples = np.array(played.recording.since(0))
    clock = HeardClock(played.recording)
    moments = [clock.moment(sample) for sample in holes(samples, RATE_HZ)]
    excused = sum(is_disturbed(at_s, played.pauses) for at_s in moments)
    return len(moments) - excused, excused


def write(rows: Sequence[str]) -> None:
    """Put the table into the docs, in the place of the one before or else in front of what is said of it."""
    before, found, rest = DOCS.read_text().partition(HEAD)
    after = rest.partition("\n\n")[2]
    if not found:
        before, found, after = before.partition(ABOUT_IT)
        if not found:
            raise SystemExit(f"{DOCS} has no place for the table")
        after = ABOUT_IT + after
    DOCS.write_text("\n".join([before + HEAD, *rows]) + "\n\n" + after)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    minutes = float(os.environ.get("MINUTES", "10"))
    parser.add_argument("--minutes", type=float, default=minutes, help="of a session at its real speed (10)")
    parser.add_argument("--only", choices=("idle", "busy"), help="one half of the table")
    parser.add_argument("--write", action="store_true", help="put the table into docs/sound.md")
    options = parser.parse_args()
    held = True
    rows: list[str] = []
    print(HEAD, flush=True)
    for name, wanted in (
        (f"whole session, {SPEED:g} times faster", Wanted(speed=SPEED)),
        ("session with voice", Wanted(seconds=60 * options.minutes)),
    ):
        for load, worst_ms in (("idle", WORST_IDLE_MS), ("busy", WORST_BUSY_MS)):
            if options.only not in (None, load):
                continue
            found = figures(wanted, play(wanted, busy=load == "busy"), worst_ms)
            held &= found.holds(worst_ms)
            rows.append(
                f"| {name} | {load} | {found.minutes:.1f} | {found.cues} | {found.mean:.1f} | {found.sd:.1f} "
                f"| {found.worst:.1f} | {found.drift:+.1f} | {found.missing} | {found.doubled} "
                f"| {found.under_speech} | {found.disturbed}, {found.disturbed_ms:.1f} "
                f"| {found.holes} | {found.disturbed_holes} |"
            )
            print(rows[-1], flush=True)
    if options.write:
        write(rows)
    print(
        f"limits: sd {MOST_SD_MS:g} ms idle, worst {WORST_IDLE_MS:g} ms idle and {WORST_BUSY_MS:g} ms busy, "
        f"drift {MOST_DRIFT_MS:g} ms, none missing, none doubled, "
        f"no hole idle, {MOST_HOLES_BUSY:g} a minute busy: {'held' if held else 'NOT HELD'}"
    )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
