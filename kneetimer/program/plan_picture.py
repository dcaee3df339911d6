"""Opens pictures of a plan's QR code, as a phone takes them and screens are copied.

Does not read the code (storage/plans/plan_qr.py). Loads Qt, which commands do without, for a picture only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kneetimer.core.language import tr
from kneetimer.storage.plans import plan_qr
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.storage.whole_file import read_file

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

# The second row is of kinds that are not read: they are told that, and not that they are no text.
_SUFFIXES = (
    ".png", ".jpg", ".jpeg", ".webp", ".bmp",
    ".gif", ".heic", ".heif", ".avif", ".tif", ".tiff",
)  # fmt: skip
_BEGINNINGS = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF")
_READ = (b"png", b"jpeg", b"webp", b"bmp")
MOST_BYTES = 64 * 1024 * 1024
MOST_PIXELS = 64_000_000  # as much as Qt opens, with four bytes for each
READ_PX = 4096  # larger ones are made smaller on the way in: a code has at most 145 squares a side


def plan_source(path: Path) -> Path | str:
    """Where the plan of a file is: in the code that a picture shows, as its text, or in the file itself.

    Raises FileProblem for a picture without the code of a plan.
    """
    try:
        beginning = read_file(path, 16)
        if path.suffix.lower() not in _SUFFIXES and not beginning.startswith(_BEGINNINGS):
            return path
        content = read_file(path, MOST_BYTES + 1)
    except OSError:
        return path  # whoever reads it as a plan says what is wrong with it
    return plan_in(_decoded(content, path.name), path.name)


def plan_in(picture: QImage, name: str) -> str:
    """The text of the plan whose code is in a picture, which messages call `name`. Raises FileProblem."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter

    if picture.hasAlphaChannel():  # squares on nothing: grey alone would make them black on black
        on_white = QImage(picture.size(), QImage.Format.Format_RGB32)
        on_white.fill(Qt.GlobalColor.white)
        with QPainter(on_white) as painter:
            painter.drawImage(0, 0, picture)
        picture = on_white
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = memoryview(grey.constBits()).cast("B", (grey.height(), grey.bytesPerLine()))
    return plan_qr.plan_in(rows, name)


def _decoded(content: bytes, name: str) -> QImage:
    from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
    from PySide6.QtGui import QImageReader

    if len(content) > MOST_BYTES:
        limit = MOST_BYTES // 1024**2
        rule = tr("the picture is larger than {limit} MiB; cut out the code and save that", limit=limit)
        raise FileProblem(name, "", rule)
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.width() * size.height() > MOST_PIXELS:
        limit = MOST_PIXELS // 1_000_000
        rule = tr(
            "the picture has more than {limit} million pixels; cut out the code and save that", limit=limit
        )
        raise FileProblem(name, "", rule)
    if max(size.width(), size.height()) > READ_PX:
        reader.setScaledSize(size.scaled(QSize(READ_PX, READ_PX), Qt.AspectRatioMode.KeepAspectRatio))
    kind = reader.format().data()
    picture = reader.read() if kind in _READ else None
    if picture is None or picture.isNull():
        rule = tr(
            "this picture is damaged, or of a kind that is not read; save it again as a PNG or a JPEG file"
        )
        raise FileProblem(name, "", rule)
    return picture
