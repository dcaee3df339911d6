"""When Python's search for garbage runs on the window's thread, and when it lets the computer sleep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer
from pytestqt.qtbot import QtBot

from kneetimer.devices.process.garbage import GarbageCollector


@pytest.fixture
def collects(qtbot: QtBot) -> Iterator[GarbageCollector]:
    """A collector that looks every 10 ms while something happens."""
    owner = QObject()
    yield GarbageCollector(owner, every_ms=10)
    owner.deleteLater()


class Ring:
    """An object that only itself holds."""

    alive = 0

    def __init__(self) -> None:
        self.me = self
        Ring.alive += 1

    def __del__(self) -> None:
        Ring.alive -= 1


def test_what_only_holds_itself_goes_while_something_happens(
    qtbot: QtBot, collects: GarbageCollector
) -> None:
    """Objects in rings are freed soon after so many were made that Python would have searched."""
    rings = [Ring() for _ in range(2_000)]
    rings.clear()
    qtbot.waitUntil(lambda: Ring.alive < 2_000)


def test_an_idle_window_is_not_woken(qtbot: QtBot, collects: GarbageCollector) -> None:
    """Where nothing happens, the search stops too, instead of waking the computer for ever."""
    woken: list[None] = []
    QAbstractEventDispatcher.instance().awake.connect(lambda: woken.append(None))
    least = 1_000
    for _ in range(8):  # what else there is in this process may wake it now and then, the search would always
        woken.clear()
        ends = QTimer()
        ends.setSingleShot(True)
        with qtbot.waitSignal(ends.timeout, timeout=30_000):
            ends.start(500)
        least = min(least, len(woken))
        if least < 20:
            break
    assert least < 20  # every 10 ms would have been 50
