"""Who writes to the data: one program at a time, and nothing in the lock's place holds anybody up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kneetimer.storage.engine.lock import WriterLock
from kneetimer.storage.errors import AlreadyOpenError, FolderError

HOLDER = """
import pathlib, sys
from kneetimer.storage.engine.lock import WriterLock
lock = WriterLock(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    """Another program that holds the lock until its input ends."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "held\n"
    return program


def test_the_one_that_writes_is_named(tmp_path: Path) -> None:
    """Whoever comes second is told which process has the data open."""
    with holder(tmp_path / "lock") as first:
        with pytest.raises(AlreadyOpenError, match=f"process {first.pid}") as caught:
            WriterLock(tmp_path / "lock")
        assert caught.value.pid == first.pid


def test_a_killed_writer_is_not_in_the_way(tmp_path: Path) -> None:
    """The lock ends with its owner, also where that had no time to delete the file."""
    with holder(tmp_path / "lock") as first:
        first.kill()
        first.wait()
    assert (tmp_path / "lock").exists()
    WriterLock(tmp_path / "lock").release()


def test_a_released_lock_leaves_no_file(tmp_path: Path) -> None:
    """Afterwards the folder is as it was, and the next one gets the lock."""
    for _ in range(2):
        lock = WriterLock(tmp_path / "lock")
        lock.release()
        lock.release()
        assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes and pipes of Unix systems")
@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_no_file_is_named_at_once(tmp_path: Path, kind: str) -> None:
    """A pipe, a folder or a device where the lock belongs is told as such, and stays."""
    path = tmp_path / "lock"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/null")
    with pytest.raises(FolderError, match="lock is not a file"):
        WriterLock(path)
    assert path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes and pipes of Unix systems")
def test_only_its_owner_can_open_the_lock(tmp_path: Path) -> None:
    """Whatever the umask, nobody else can read who is at work, or take the lock."""
    before = os.umask(0)
    try:
        lock = WriterLock(tmp_path / "lock")
    finally:
        os.umask(before)
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600
    lock.release()
