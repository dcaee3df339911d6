"""Something else in the place of a file: every command says so in one sentence and ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import StandingClock
from stored_sessions import START, fill

from kneetimer.__main__ import main
from kneetimer.storage.locations import Locations, locate

COMMANDS = (
    "preview", "history", "verify", "remind", "restore", "export OUT", "import FILE", "restore FILE",
    "report OUT.pdf", "runs check FILE", "plan check FILE", "rehearse --no-window --speed 1000",
)  # fmt: skip
LEFT_BY_A_CRASH = "kneetimer-copy-"
PLACES = (
    "kneetimer.db",
    "kneetimer.db-journal",
    "kneetimer.lock",
    f"{LEFT_BY_A_CRASH}x",
    "logs",
    "logs/errors.log",
    "backups",
    "plans",
)
NEED_NO_DATA = ("restore", "restore FILE", "runs check FILE", "plan check FILE")
GIVEN_UP_S = 20  # a slow machine is slow, and only one that waits for ever is red


@contextmanager
def given_up() -> Iterator[None]:
    """End what waits for ever."""

    def give_up(*_: object) -> None:
        raise TimeoutError("it waits for ever")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(GIVEN_UP_S)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def put_in_the_way(path: Path, kind: str) -> None:
    if path.is_dir():
        path.rename(path.with_name(path.name + "-away"))
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "dead link":
        path.symlink_to(path.with_name("usb") / "of another day")
    else:
        path.mkdir(parents=True)


@pytest.fixture
def data(memory_path: Path) -> Locations:
    where = locate(memory_path / "data")
    fill(where, 1)
    (memory_path / "FILE").write_text("nothing of ours")
    return where


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
@pytest.mark.parametrize("kind", ["folder", "pipe", "dead link"])
@pytest.mark.parametrize("place", PLACES)
def test_every_command_says_so_and_ends(
    data: Locations, memory_path: Path, place: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder, pipe or dead link as data file, journal, lock, log or folder holds up no command."""
    put_in_the_way(data.data_dir / place, kind)
    inodes = {path: path.lstat().st_ino for path in data.data_dir.rglob("*")}
    for command in COMMANDS:
        words = [
            str(memory_path / word) if word.startswith(("OUT", "FILE")) else word for word in command.split()
        ]
        with given_up():
            code: object
            try:
                code = main(
                    [*words, "--data-dir", str(data.data_dir)], StandingClock(START + timedelta(days=9))
                )
            except SystemExit as left:
                code = left.code
        told = capsys.readouterr()
        assert "Traceback" not in told.err, command
        assert code in (0, 1, 2), command
        complaints = told.err.splitlines()
        assert code == 0 or len(complaints) == 1 or told.out, f"{command}: {complaints}"
        if place == "kneetimer.db" and command not in NEED_NO_DATA:
            assert code != 0, command
            assert ("nothing is there" if kind == "dead link" else "is not a file") in told.err + told.out, (
                command
            )
    left = {path: path.lstat().st_ino for path in inodes if os.path.lexists(path)}
    if not place.startswith(LEFT_BY_A_CRASH):  # which is cleared away
        assert left[data.data_dir / place] == inodes[data.data_dir / place]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
@pytest.mark.parametrize("place", ["kneetimer.db", "kneetimer.lock"])
def test_a_rehearsal_in_the_window_ends_too(data: Locations, place: str) -> None:
    """Where the data cannot be used it says so on the terminal and does not stay."""
    put_in_the_way(data.data_dir / place, "pipe")
    command = [sys.executable, "-m", "kneetimer", "rehearse", "--data-dir", str(data.data_dir)]
    began_s = time.monotonic()
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert ran.returncode == 1
    assert "is not a file" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert time.monotonic() - began_s < GIVEN_UP_S
