"""Draws the program's icon in every size and form that systems ask for, from the drawings in resources/icons.

    python make_icons.py FOLDER

Writes hicolor/SIZExSIZE/apps/kneetimer.png and hicolor/scalable for Linux, kneetimer.ico for Windows and
kneetimer.icns for macOS. Both of those are boxes around PNG pictures, which all their systems read.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCES = Path(__file__).resolve().parents[2] / "resources" / "icons"
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 192, 256, 512)
OWN_DRAWINGS = {16: "kneetimer-16", 22: "kneetimer-22", 24: "kneetimer-22"}
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# The names that macOS has for the sizes of pictures, some of them twice: once for fine screens.
ICNS_NAMES = ((b"icp4", 16), (b"icp5", 32), (b"ic07", 128), (b"ic08", 256), (b"ic09", 512), (b"ic11", 32),
              (b"ic12", 64), (b"ic13", 256), (b"ic14", 512))  # fmt: skip


def drawn(px: int) -> bytes:
    """The icon as PNG, `px` wide and high, from the drawing made for that size where there is one."""
    drawing = QSvgRenderer(str(SOURCES / f"{OWN_DRAWINGS.get(px, 'kneetimer')}.svg"))
    picture = QImage(px, px, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    with QPainter(picture) as painter:
        drawing.render(painter)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know names of files alone
    return bytes(content.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon: a list of sizes and places, then the pictures. A size of 256 is written as 0."""
    place = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for px, png in pictures.items():
        head += struct.pack("<BBBBHHII", px % 256, px % 256, 0, 0, 1, 32, len(png), place + len(body))
        body += png
    return head + body


def icns(pictures: dict[int, bytes]) -> bytes:
    """A macOS icon: pieces with a name and a length that counts the name and itself."""
    pieces = b"".join(
        name + struct.pack(">I", 8 + len(pictures[px])) + pictures[px] for name, px in ICNS_NAMES
    )
    return b"icns" + struct.pack(">I", 8 + len(pieces)) + pieces


def main() -> int:
    """Write all of them; returns 0."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication(sys.argv[:1])
    folder = Path(sys.argv[1])
    pictures = {px: drawn(px) for px in SIZES}
    for px, png in pictures.items():
        place = folder / "hicolor" / f"{px}x{px}" / "apps"
        place.mkdir(parents=True, exist_ok=True)
        (place / "kneetimer.png").write_bytes(png)
    scalable = folder / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    (scalable / "kneetimer.svg").write_bytes((SOURCES / "kneetimer.svg").read_bytes())
    (folder / "kneetimer.ico").write_bytes(ico({px: pictures[px] for px in ICO_SIZES}))
    (folder / "kneetimer.icns").write_bytes(icns(pictures))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
