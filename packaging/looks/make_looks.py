"""Look at every page, sheet and phase of a session on the screens of the world, and count what is wrong.

    python packaging/looks/make_looks.py [--pictures FOLDER] [--only WORD]

Prints what is clipped, overlapping, scrolling sideways, unreachable or too faint, and how much was looked at.
Ends with 1 where anything is. What each of these means stands in tests/looks.py.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from looks import Kind  # noqa: E402  where it is found, it is named

CHILD = Path(__file__).with_name("look.py")
SCREENS = ((1024, 600), (1366, 768), (1280, 800), (1920, 1080))
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
FOUR_K, FOUR_K_SCALE = (3840, 2160), 3.0
LEAST = (960, 540)  # the smallest logical screen that is promised
TEXTS = (100, 150, 200)
COLOURED = [(1280, 800), (1280, 2800)]  # so high that pages show what is below the fold
LOOKS = ("light", "dark", "light-contrast", "dark-contrast")


def sizes() -> dict[float, list[tuple[int, int]]]:
    """The logical sizes of all screens, by their scale; smaller ones than the least are nobody's promise."""
    found: dict[float, list[tuple[int, int]]] = {1.0: [LEAST]}
    for (wide, high), scale in (*itertools.product(SCREENS, SCALES), (FOUR_K, FOUR_K_SCALE)):
        size = int(wide / scale), int(high / scale)
        if size[0] >= LEAST[0] and size[1] >= LEAST[1]:
            found.setdefault(scale, []).append(size)
    return found


def campaigns() -> list[tuple[float, int, str, bool, list[tuple[int, int]]]]:
    """Scale, text size, look, whether colours are measured, and sizes of each walk through the program."""
    walks = [(scale, text, "light", False, each) for scale, each in sizes().items() for text in TEXTS]
    return walks + [(2.0, 100, look, True, COLOURED) for look in LOOKS]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pictures", help="a folder for a picture of each place in each size")
    asked.add_argument("--only", default="", help="a word of the places to look at")
    options = asked.parse_args()
    faults: Counter[str] = Counter()
    seen: dict[str, str] = {}
    looked = 0
    for scale, text, look, colours, each in campaigns():
        places = " ".join(f"{wide}x{high}" for wide, high in each)
        print(f"{look}, text {text} %, scale {scale:g}: {places}", flush=True)
        done = subprocess.run(
            [
                sys.executable, str(CHILD), json.dumps(each), str(text), look, str(int(colours)),
                options.only, options.pictures or "",
            ],
            env=os.environ | {"QT_SCALE_FACTOR": str(scale), "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        if done.returncode:
            sys.stderr.write(done.stdout + done.stderr)
            return 1
        for line in done.stdout.splitlines():
            if not line.startswith("{"):
                continue
            told = json.loads(line)
            looked += 1
            for kind, what in told["faults"]:
                faults[kind] += 1
                seen.setdefault(f"{kind}: {what}", f"{told['place']}, {told['size']}, text {text} %, {look}")
    for fault, where in seen.items():
        print(f"  {fault}\n      first at {where}")
    print(f"{looked} looks.", *(f"{faults[kind]} {kind.value}." for kind in Kind))
    return int(bool(seen))


if __name__ == "__main__":
    sys.exit(main())
