"""A person's own still of an exercise: from a picture of any size to a small text, and back.

Reads no file by its name and stores nothing.
"""

from __future__ import annotations

import base64

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter

from kneetimer.core.language import tr
from kneetimer.core.own_exercise import MOST_PICTURE

MOST_PX = 640
SMALLER_PX = 320


def encoded(picture: QImage) -> str:
    """The picture as base64, no larger than it is ever shown. Raises ValueError where it does not fit."""
    for most in (MOST_PX, SMALLER_PX):
        size = picture.size().boundedTo(QSize(most, most))
        scaled = picture.scaled(
            size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        for kind, quality in ((b"PNG", -1), (b"JPG", 85)):
            content = QByteArray()
            buffer = QBuffer(content)
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            writer = QImageWriter(buffer, kind)
            writer.setQuality(quality)
            if writer.write(scaled):
                text = base64.b64encode(content.data()).decode("ascii")
                if len(text) <= MOST_PICTURE:
                    return text
    raise ValueError(tr("The picture is too large. Choose a smaller one."))


def decoded(text: str) -> QImage:
    """The picture of such a text; a null one where it is none."""
    return QImage.fromData(QByteArray.fromBase64(text.encode("ascii", "ignore")))


def draw_within(painter: QPainter, picture: QImage, room: QRect) -> None:
    """Draw the whole picture as large as it has room, in the middle."""
    size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(0, 0, size.width(), size.height())
    place.moveCenter(room.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, picture)
