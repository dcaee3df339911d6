"""Writes contact sheets, film strips and thumbnails of all figures into docs/figures, to look at.

usage: python packaging/figures/make_sheets.py [--out DIR] [--only NAME ...] [--size PX]
"""

import argparse
import math
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from kneetimer.core.easing import eased_step
from kneetimer.core.exercise import Exercise
from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.core.practice import practice_of
from kneetimer.core.preferences import Preferences
from kneetimer.figure.body import Build
from kneetimer.figure.catalogue import load_catalogue
from kneetimer.figure.figure import Figure
from kneetimer.figure.motion import START, STILL, Moment
from kneetimer.figure.painter import Stage
from kneetimer.figure.palette import SkinTone, figure_palette
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan

PAGE = {False: "#F6F4EF", True: "#12171D"}
INK = {False: "#1B2430", True: "#F0F3F6"}


def sheet(
    cells: list[tuple[str | Figure, str, Moment, bool]],
    columns: int,
    size: QSize,
    *,
    dark: bool,
    named: bool = True,
    body: Build = Build.A,
    skin: SkinTone = SkinTone.FAIR,
) -> QImage:
    """A grid of figures; a cell is a figure or its name, label, moment, mirrored."""
    catalogue = load_catalogue()
    palette = figure_palette(dark, skin)
    label = 22 if named else 0
    pad = 8
    rows = math.ceil(len(cells) / columns)
    image = QImage(
        columns * (size.width() + pad) + pad,
        rows * (size.height() + label + pad) + pad,
        QImage.Format.Format_RGB32,
    )
    image.fill(QColor(PAGE[dark]))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(QFont("Inter", 10))
        for i, (shown, text, moment, mirrored) in enumerate(cells):
            figure = catalogue.named(shown) if isinstance(shown, str) else shown
            x = pad + (i % columns) * (size.width() + pad)
            y = pad + (i // columns) * (size.height() + label + pad)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.surface))
            painter.drawRoundedRect(QRectF(x, y, size.width(), size.height()), 8, 8)
            painter.drawImage(
                x,
                y,
                Stage(figure, size, palette, mirrored=mirrored, body=body).frame(moment),
            )
            if named:
                painter.setPen(QColor(INK[dark]))
                painter.drawText(
                    QRectF(x, y + size.height(), size.width(), label), Qt.AlignmentFlag.AlignCenter, text
                )
    return image


REP: list[Moment] = [
    START,
    *(RepMoment(RepPhase.FIRST, x) for x in (0.25, 0.5, 0.75, 1.0)),
    *(RepMoment(RepPhase.SECOND, x) for x in (0.25, 0.5, 0.75)),
]


def eased_words(exercise: Exercise) -> str:
    """What a set of the easier form has, beside the full one."""
    script = practice_of(load_plan("six-week-knee"), 1, exercise.id, None, Preferences(), load_exercises())
    full = next(step for step in script.steps if step.is_set)
    eased = eased_step(full, exercise)
    if full.reps is None or eased.tempo is None:
        return f"{eased.seconds:g} s, not {full.seconds:g}"
    parts = (eased.tempo.first_ms, eased.tempo.hold_ms, eased.tempo.second_ms)
    tempo = "-".join(f"{ms / 1000:g}" for ms in parts)
    return f"{eased.reps} reps, not {full.reps}, {tempo}"


def eased_sheet(size: QSize, *, dark: bool) -> QImage:
    """Every exercise's full end, then the start and the end of its easier form."""
    catalogue = load_catalogue()
    cells: list[tuple[str | Figure, str, Moment, bool]] = []
    for exercise in load_exercises().values():
        easier = catalogue.eased(exercise.id, None, exercise.eased.range_percent)
        cells += [
            (exercise.id, exercise.id, STILL, False),
            (easier, exercise.eased.cue, START, False),
            (easier, eased_words(exercise), STILL, False),
        ]
    return sheet(cells, 6, size, dark=dark)


def main(arguments: list[str]) -> int:
    """Write all sheets; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    root = Path(__file__).resolve().parents[2]
    parser.add_argument("--out", type=Path, default=root / "docs" / "figures")
    parser.add_argument("--only", nargs="*", default=None)
    parser.add_argument("--size", type=int, default=300)
    options = parser.parse_args(arguments)
    application = QGuiApplication.instance() or QGuiApplication([])
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    names = options.only or load_catalogue().names()
    size = QSize(options.size, options.size)
    for mode, dark, mirrored in (("light", False, False), ("dark", True, False), ("mirrored", False, True)):
        sheet([(n, n, STILL, mirrored) for n in names], 6, size, dark=dark).save(
            str(out / f"sheet-{mode}.png")
        )
    sheet([(n, n, START, False) for n in names], 6, size, dark=False).save(str(out / "sheet-start.png"))
    thumbs = QSize(110, 110)
    for mode, dark in (("light", False), ("dark", True)):
        cells = [(n, "", STILL, i % 2 == 1) for i, n in enumerate(names)]
        sheet(cells, 10, thumbs, dark=dark, named=False).save(str(out / f"thumbs-{mode}.png"))
    moving = [n for n in names if not load_catalogue().named(n).is_hold]
    film = [(n, n if m is START else "", m, False) for n in moving for m in REP]
    sheet(film, len(REP), QSize(150, 150), dark=False).save(str(out / "films.png"))
    for mode, dark in (("light", False), ("dark", True)):
        eased_sheet(size, dark=dark).save(str(out / f"eased-{mode}.png"))
    looks = [(b, s) for b in Build for s in SkinTone]
    two = [("bodyweight-squat", "", STILL, False), ("glute-bridge", "", STILL, False)]
    pages = [
        sheet(two, 2, QSize(220, 220), dark=dark, named=False, body=b, skin=s)
        for dark in (False, True)
        for b, s in looks
    ]
    width, height = pages[0].width(), pages[0].height()
    page = QImage(width * 5, height * 4, QImage.Format.Format_RGB32)
    with QPainter(page) as painter:
        for i, picture in enumerate(pages):
            painter.drawImage(width * (i % 5), height * (i // 5), picture)
    page.save(str(out / "looks.png"))
    print(f"{len(names)} figures written to {out}")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
