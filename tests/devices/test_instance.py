"""A second start finds the first through the folder of the data, whatever a crash left there."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kneetimer.devices.process import instance
from kneetimer.devices.process.instance import Instance

_SECOND = """
import sys
from pathlib import Path
from kneetimer.devices.process.instance import ask_the_first
sys.exit(0 if ask_the_first(Path(sys.argv[1])) else 3)
"""


@pytest.fixture
def first(qtbot: QtBot, memory_path: Path) -> Iterator[Instance]:
    made = Instance(memory_path)
    yield made
    made.close()
    made.deleteLater()


def second(folder: Path, token: str = "") -> subprocess.Popen[bytes]:
    """A second start, in a process of its own."""
    return subprocess.Popen([sys.executable, "-c", _SECOND, str(folder)], env=environment(token))


def environment(token: str) -> dict[str, str]:

    return {**os.environ, instance.TOKEN: token}


def test_a_second_start_asks_the_first_to_come_up(
    first: Instance, qtbot: QtBot, memory_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is asked once, and has the desktop's leave to come to the front."""
    monkeypatch.delenv(instance.TOKEN, raising=False)
    with qtbot.waitSignal(first.raise_asked, timeout=20_000):
        other = second(memory_path, "leave-from-the-desktop")
    assert other.wait(20) == 0
    assert os.environ[instance.TOKEN] == "leave-from-the-desktop"


def test_a_dead_socket_is_in_nobodys_way(qtbot: QtBot, memory_path: Path) -> None:
    """What a crash left behind is replaced, and gone after the window was closed."""
    left = socket.socket(socket.AF_UNIX)
    left.bind(instance.addresses(memory_path)[0])
    left.close()
    made = Instance(memory_path)
    with qtbot.waitSignal(made.raise_asked, timeout=20_000):
        other = second(memory_path)
    assert other.wait(20) == 0
    made.close()
    assert list(memory_path.iterdir()) == []


def test_where_nobody_listens_the_second_start_is_told(memory_path: Path) -> None:
    """It does not wait for long, and says so."""
    assert second(memory_path).wait(20) == 3
