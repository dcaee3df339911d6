"""A file that the person asked for: written in full or not at all, and closed to everybody else.

Knows nothing of what is written: pages as PDF and the pictures of charts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QFileDevice, QMarginsF, QSaveFile
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from kneetimer.core.language import tr

UNITS_PER_INCH = 720  # a tenth of a point
DOTS_PER_INCH = 1200


class NotWrittenError(Exception):
    """The file could not be written; what stood there before is as it was. `str()` says why."""


@contextmanager
def saved_file(path: Path) -> Iterator[QSaveFile]:
    """What is written into it is in the file at the end of the `with`. Raises NotWrittenError."""
    if os.path.exists(path) and not os.path.isfile(path):
        raise NotWrittenError(tr("it is not a file"))  # a pipe would be waited for
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise NotWrittenError(file.errorString())
    # While it is still empty: it holds what a person says about their health.
    file.setPermissions(QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner)
    yield file
    if not file.commit():
        raise NotWrittenError(file.errorString())


@contextmanager
def saved_pdf(path: Path, title: str) -> Iterator[tuple[QPainter, QPdfWriter]]:
    """A painter on a sheet of A4 without margins, in UNITS_PER_INCH, and the writer that begins new pages.

    Needs a QGuiApplication. Raises NotWrittenError.
    """
    with saved_file(path) as file:
        writer = QPdfWriter(file)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        writer.setResolution(DOTS_PER_INCH)
        writer.setTitle(title)
        writer.setCreator("KneeTimer")
        with QPainter(writer) as painter:
            painter.scale(DOTS_PER_INCH / UNITS_PER_INCH, DOTS_PER_INCH / UNITS_PER_INCH)
            yield painter, writer
