"""One walk through the program: told where and how to look, it says what it found, a line of JSON a look.

    python look.py SIZES TEXT LOOK COLOURS WORD FOLDER

Run by make_looks.py, which sets the scale of the screen.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from look_places import Walker
from looks import faint, faults, settle

from kneetimer.core.preferences import ThemeChoice
from kneetimer.program.start import application


def main() -> None:
    sizes, text, look, colours, word, folder = sys.argv[1:]
    running = application()
    theme, _, contrast = look.partition("-")
    texts = {"text_size": int(text), "session_text_size": int(text)}
    walker = Walker(**texts, theme=ThemeChoice(theme), high_contrast=bool(contrast))
    sys.excepthook = sys.__excepthook__  # the program's own writes a log instead
    for place, root in walker.places():
        if word not in place:
            continue
        for wide, high in json.loads(sizes):
            settle(walker.window, root, wide, high)
            found = faults(root) + (faint(root) if colours == "1" else [])
            told = [(each.kind.value, each.what) for each in found]
            print(json.dumps({"place": place, "size": f"{wide}x{high}", "faults": told}), flush=True)
            if folder:
                name = f"{place.replace(', ', '-').replace(' ', '-')}-{wide}x{high}-{text}-{look}.png"
                (root if root.isWindow() else walker.window).grab().save(str(Path(folder) / name))
    walker.close()
    running.processEvents()


if __name__ == "__main__":
    main()
