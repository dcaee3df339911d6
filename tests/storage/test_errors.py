"""What is said of an error of the system: what the machine did, and what a person can do about that."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from kneetimer.storage import errors
from kneetimer.storage.errors import NotSavedError, UnreadableFileError
from kneetimer.storage.locations import create_folder


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "you have no permission for it. Make it readable for you."),
        (errno.EPERM, "you have no permission for it. Make it readable for you."),
        (errno.EIO, "the disk reported an error. See that the disk is connected and sound."),
        (errno.ENOTDIR, "a part of its path is not a folder. Look at its path."),
        (errno.ENAMETOOLONG, "its name is too long. Choose a shorter one."),
        (errno.ELOOP, "its link leads back to itself. Delete that link, or have it lead to the right place."),
        (errno.ENOTCONN, "its disk does not answer. Connect its disk again."),
        (errno.ESTALE, "its disk does not answer. Connect its disk again."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_what_helps(number: int, said: str) -> None:
    """Only where it is about permissions is it said to make the file readable."""
    file = Path("/somewhere/kneetimer.db")
    with pytest.raises(UnreadableFileError) as caught, errors.reading(file):
        raise OSError(number, os.strerror(number))
    assert str(caught.value) == f"KneeTimer cannot read {file}: {said}"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "you have no permission for it. Make it writable for you."),
        (errno.EDQUOT, "your share of the disk is used up. Delete something that you do not need."),
        (errno.EROFS, "the disk may only be read. Make the disk writable, or use another one."),
        (errno.ENOTCONN, "its disk does not answer. Connect its disk again."),
    ],
)
def test_a_file_that_cannot_be_written_is_told_with_what_helps(number: int, said: str) -> None:
    """The same causes as for reading, with the other permission."""
    with (
        pytest.raises(NotSavedError) as caught,
        errors.explained(NotSavedError, Path("x"), "Not saved", None),
    ):
        raise OSError(number, os.strerror(number))
    assert str(caught.value) == f"Not saved: {said}"


def test_a_locked_file_is_tried_again_and_a_missing_disk_connected(tmp_path: Path) -> None:
    """What SQLite says is told with what helps against that, not with a permission."""
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    with pytest.raises(UnreadableFileError, match="Try again in a moment"), errors.reading(tmp_path):
        raise busy
    with pytest.raises(UnreadableFileError, match="See that its disk is there"), errors.reading(tmp_path):
        sqlite3.connect(f"{(tmp_path / 'none.db').as_uri()}?mode=ro", uri=True).execute("SELECT 1")


def test_a_folder_of_a_name_too_long_is_not_to_be_made_writable(tmp_path: Path) -> None:
    """The sentence says what is wrong with the name, and that another folder can be named."""
    folder = tmp_path / ("x" * 300)
    with pytest.raises(errors.FolderError) as caught:
        create_folder(folder)
    assert str(caught.value) == (
        f"KneeTimer cannot use the folder {folder}: its name is too long. Choose a shorter one. "
        "You can also start KneeTimer with --data-dir and another folder."
    )
