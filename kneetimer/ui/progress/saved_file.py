"""A file that the person asked for: written in full or not at all, and closed to everybody else.

Knows nothing of what is written; the page as PDF and the pictures of charts are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QFileDevice, QSaveFile


class NotWrittenError(Exception):
    """The file could not be written; what stood there before is as it was. `str()` says why."""


@contextmanager
def saved_file(path: Path) -> Iterator[QSaveFile]:
    """What is written into it is in the file at the end of the `with`. Raises NotWrittenError."""
    if path.exists() and not path.is_file():
        raise NotWrittenError("it is not a file")  # a pipe would be waited for
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise NotWrittenError(file.errorString())
    # While it is still empty: it holds what a person says about their health.
    file.setPermissions(QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner)
    yield file
    if not file.commit():
        raise NotWrittenError(file.errorString())
