"""Films some seconds of a session into docs/session.png, a moving PNG for the front page.

    python film_session.py

The window is drawn without a screen, with a clock that stands still between two pictures, so that the film is
the same each time. Of each picture only what differs from the one before is written.
"""

from __future__ import annotations

import os
import struct
import sys
import zlib
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from take_pictures import Photographer, at, four_done

from kneetimer.core.script import StepKind
from kneetimer.program import start as app

FILM = Path(__file__).resolve().parents[2] / "docs" / "session.png"
WINDOW, SHOWN = QSize(1280, 800), QSize(640, 400)
PICTURES, EVERY_MS = 60, 100

Picture = NDArray[np.uint8]


def chunk(kind: bytes, content: bytes) -> bytes:
    """A piece of a PNG file: its length, its kind, what is in it, and its checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def packed(picture: Picture) -> bytes:
    """Lines of pixels, each behind a byte that says that nothing is predicted from its neighbours."""
    lines = picture.reshape(picture.shape[0], -1)
    return zlib.compress(np.pad(lines, ((0, 0), (1, 0))).tobytes(), 9)


def changed(before: Picture, after: Picture) -> tuple[int, int, int, int]:
    """Where two pictures differ: left, top, width and height; one pixel where nowhere."""
    rows, columns = np.nonzero((before != after).any(axis=2))
    if not len(rows):
        return 0, 0, 1, 1
    left, top = int(columns.min()), int(rows.min())
    return left, top, int(columns.max()) - left + 1, int(rows.max()) - top + 1


def film(pictures: list[Picture]) -> bytes:
    """The moving PNG; whoever knows only PNG sees the first picture."""
    height, width, _ = pictures[0].shape
    pieces = [
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        chunk(b"acTL", struct.pack(">II", len(pictures), 0)),
    ]
    number = 0
    for at_picture, picture in enumerate(pictures):
        whole = (0, 0, width, height)
        left, top, wide, high = changed(pictures[at_picture - 1], picture) if at_picture else whole
        frame = struct.pack(">IIIIIHHBB", number, wide, high, left, top, EVERY_MS, 1000, 0, 0)
        content = packed(picture[top : top + high, left : left + wide])
        pieces.append(chunk(b"fcTL", frame))
        number += 1
        if at_picture == 0:
            pieces.append(chunk(b"IDAT", content))
        else:
            pieces.append(chunk(b"fdAT", struct.pack(">I", number) + content))
            number += 1
    return b"".join([*pieces, chunk(b"IEND", b"")])


def pixels(picture: QImage) -> Picture:
    """Red, green and blue of each pixel, without the lowest bits, which nobody sees and which cost much."""
    small = picture.scaled(
        SHOWN, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(small.constBits(), np.uint8).reshape(small.height(), small.bytesPerLine())
    return (lines[:, : 3 * small.width()].reshape(small.height(), small.width(), 3) & 0xFC) | 0x02


def main() -> int:
    """Write the film; returns 0."""
    application = app.application()
    camera = Photographer(FILM.parent, "light", "film")
    camera.open(four_done, keep_awake=False)  # or a notice would say that nobody keeps it on here
    window = camera.program.window
    window.showNormal()
    window.resize(WINDOW)
    camera.program.entry.start()
    camera.run_until(at("glute-bridge", StepKind.WORK, 8))
    QTest.qWait(400)
    pictures = []
    for _ in range(PICTURES):
        camera.clock.ms += EVERY_MS
        camera.program.sessions().driver.tick()
        QTest.qWait(60)
        pictures.append(pixels(window.grab().toImage()))
    FILM.write_bytes(film(pictures))
    camera.close()
    del application
    print(f"{FILM.name}: {PICTURES} pictures, {FILM.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
