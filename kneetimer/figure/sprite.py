"""A part of a picture with its place, to be laid over what stands still. Paints nothing."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QBitmap, QImage, QRegion

from kneetimer.core.late_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Sprite:
    """A part of a picture and where its upper left corner lies, in device pixels."""

    image: QImage
    corner: QPoint

    def flipped(self, width: int) -> "Sprite":
        """The same part of the picture turned left to right; width is the whole picture's."""
        # QImage.mirrored became flipped in Qt 6.9 and has warned of its end since.
        if hasattr(self.image, "flipped"):
            image = self.image.flipped(Qt.Orientation.Horizontal)
        else:
            image = self.image.mirrored(True, False)
        return Sprite(image, QPoint(width - self.corner.x() - image.width(), self.corner.y()))


def cropped(image: QImage) -> Sprite:
    """The smallest part of image that holds all its visible pixels, found on a grid of a few pixels."""
    mask = QRegion(QBitmap.fromImage(image.createAlphaMask()))
    area = mask.boundingRect().intersected(image.rect())
    return Sprite(image.copy(area), area.topLeft())
