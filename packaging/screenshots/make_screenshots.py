"""Take pictures of every screen in a real window, in both themes and several sizes of window and text.

    python packaging/screenshots/make_screenshots.py [FOLDER]

Starts a screen of its own with a window manager for each size, opens the program in it with a clock
that stands still, leads it to each moment and saves what the window shows. The pictures of
1280 x 800 go into FOLDER (docs/screenshots), all others into FOLDER/more, which git ignores. As many
sizes are taken at once as there are processors.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from desktop import Screen  # noqa: E402  the tests' own screen serves here too

CHILD = Path(__file__).with_name("take_pictures.py")


@dataclass(frozen=True)
class Setup:
    """Size of the screen in device pixels, its scale, the size of text in percent, and the looks to show."""

    size: tuple[int, int]
    looks: tuple[str, ...]
    scale: float = 1
    text: int = 100

    def name(self, look: str) -> str:
        """What is added to the names of its pictures."""
        if self.is_plain(look):
            return look
        size = f"{self.size[0]}x{self.size[1]}"
        scale = f"-x{self.scale:g}" if self.scale != 1 else ""
        return f"{look}-{size}{scale}" + (f"-text{self.text}" if self.text != 100 else "")

    def is_plain(self, look: str) -> bool:
        return (self.size, self.scale, self.text) == ((1280, 800), 1, 100) and "-" not in look


SETUPS = [
    Setup((1280, 800), ("light",)),
    Setup((1280, 800), ("dark",)),
    Setup((1280, 800), ("light-contrast",)),
    Setup((1280, 800), ("dark-contrast",)),
    Setup((1024, 600), ("light", "dark")),
    Setup((1366, 768), ("light", "dark")),
    Setup((1920, 1080), ("light", "dark")),
    Setup((1920, 1200), ("light",), scale=1.5),
    Setup((2560, 1600), ("dark",), scale=2),
    Setup((1280, 800), ("light",), text=150),
    Setup((1280, 800), ("dark",), text=200),
]


def take(setup: Setup, folder: Path) -> int:
    """Take all pictures of one setup; how many. Raises CalledProcessError."""
    count = 0
    with tempfile.TemporaryDirectory(prefix="kt-") as own:
        screen = Screen(Path(own), setup.size)
        given = {"QT_SCALE_FACTOR": f"{setup.scale:g}", "TZ": "Europe/Vienna", "PULSE_SERVER": "none"}
        try:
            for look in setup.looks:
                target = folder if setup.is_plain(look) else folder / "more"
                target.mkdir(parents=True, exist_ok=True)
                done = subprocess.run(
                    [sys.executable, str(CHILD), str(target), look, setup.name(look), str(setup.text)],
                    env=screen.environment | given,
                    capture_output=True,
                    text=True,
                    check=True,
                )
                count += int(done.stdout.split()[-1])
        finally:
            screen.end()
    return count


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        orders = [workers.submit(take, setup, folder) for setup in SETUPS]
    try:
        count = sum(order.result() for order in orders)
    except subprocess.CalledProcessError as problem:
        sys.stderr.write(problem.stdout + problem.stderr)
        return 1
    print(f"{count} pictures in {os.path.relpath(folder)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
