"""Take pictures of every screen in a real window, in both themes and several sizes.

    python packaging/screenshots/make_screenshots.py [FOLDER]

Starts a screen of its own with a window manager for each size, opens the program in it with a clock
that stands still, leads it to each moment and saves what the window shows. The pictures of
1280 x 800 go into FOLDER (docs/screenshots), all others into FOLDER/more, which git ignores.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from desktop import Screen  # noqa: E402  the tests' own screen serves here too

CHILD = Path(__file__).with_name("take_pictures.py")
# Size of the window in device pixels, scale factor, and the looks to show in it.
SETUPS = [
    ((1280, 800), 1, ("light", "dark")),
    ((1280, 800), 1, ("light-contrast", "dark-contrast")),
    ((1024, 640), 1, ("light", "dark")),
    ((1920, 1080), 1, ("light", "dark")),
    ((2560, 1600), 2, ("light", "dark")),
]


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    count = 0
    for size, scale, looks in SETUPS:
        with tempfile.TemporaryDirectory(prefix="kt-") as own:
            screen = Screen(Path(own), size)
            try:
                for look in looks:
                    plain = scale == 1 and size == (1280, 800) and "-" not in look
                    target = folder if plain else folder / "more"
                    target.mkdir(parents=True, exist_ok=True)
                    larger = f"-x{scale}" if scale > 1 else ""
                    name = look if plain else f"{look}-{size[0]}x{size[1]}{larger}"
                    done = subprocess.run(
                        [sys.executable, str(CHILD), str(target), look, name],
                        env=screen.environment
                        | {"QT_SCALE_FACTOR": str(scale), "TZ": "Europe/Vienna", "PULSE_SERVER": "none"},
                        capture_output=True,
                        text=True,
                        check=False,
                    )
                    if done.returncode:
                        sys.stderr.write(done.stdout + done.stderr)
                        return 1
                    count += int(done.stdout.split()[-1])
            finally:
                screen.end()
    print(f"{count} pictures in {os.path.relpath(folder)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
