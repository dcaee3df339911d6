"""Where the window's objects end: never on a thread beside the window's."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kneetimer.devices.desktop.awake import ScreenAwake
from kneetimer.devices.desktop.bus import SessionBus
from kneetimer.devices.process import helper_thread
from kneetimer.devices.process.garbage import GarbageCollector

SOON_S = 10.0


class Endings:
    """The threads on which objects ended."""

    def __init__(self) -> None:
        self.threads: list[threading.Thread] = []

    def watch(self, thing: object) -> None:
        weakref.finalize(thing, self._ended)

    def _ended(self) -> None:
        self.threads.append(threading.current_thread())


@pytest.fixture
def endings() -> Endings:
    return Endings()


@contextmanager
def threads_end() -> Iterator[None]:
    """The threads that start within have ended after it."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(SOON_S)
        assert not thread.is_alive()


def look_after_threads() -> None:
    """What the program does whenever it starts another thread."""
    helper_thread.end(helper_thread.start(lambda: None, "another"), SOON_S)


class HungService:
    """A way to keep the screen on that does not return before it is let."""

    def __init__(self) -> None:
        self.asked, self.lets_go = threading.Event(), threading.Event()

    @contextmanager
    def keep(self) -> Iterator[Any]:
        self.asked.set()
        assert self.lets_go.wait(SOON_S)
        raise RuntimeError("the service went away")
        yield


def test_a_service_that_outlives_the_window_does_not_destroy_it(qtbot: QtBot, endings: Endings) -> None:
    """A desktop service that answers after the program gave it up ends nothing on its own thread."""
    service = HungService()
    screen = ScreenAwake(keep=service.keep)
    endings.watch(screen)
    with threads_end():
        screen.keep()
        assert service.asked.wait(SOON_S)
        screen.close()
        del screen
        assert endings.threads == []
        service.lets_go.set()
    assert endings.threads == []
    look_after_threads()
    assert endings.threads == [threading.main_thread()]


def test_an_answer_that_was_told_is_not_let_go_on_the_bus(endings: Endings) -> None:
    """Who asked the bus may be gone when the answer comes; it ends where it was made."""

    class Asker(QObject):
        def answered(self, _reply: object) -> None:
            told.set()

    told = threading.Event()
    asker = Asker()
    endings.watch(asker)
    bus = SessionBus()  # no bus is there, so each order is answered with none
    with threads_end():
        bus.start()
        bus.send(None, asker.answered)  # type: ignore[arg-type]
        del asker
        assert told.wait(SOON_S)
        bus.close()
    assert endings.threads == []
    del bus
    look_after_threads()
    assert endings.threads == [threading.main_thread()]


def test_objects_that_hold_each_other_end_with_the_window(
    qtbot: QtBot, endings: Endings, request: pytest.FixtureRequest
) -> None:
    """However much another thread does, what nobody needs any more is found by the window's thread."""

    class Page(QObject):
        itself: Page

    def make_much() -> None:
        # More than what Python by itself begins to search after.
        for _ in range(1_000):
            pair: list[object] = []
            pair.append(pair)

    def is_collected() -> bool:
        make_much()
        return endings.threads == [threading.main_thread()]

    limits = gc.get_threshold()
    gc.set_threshold(500, 1, 1)  # older generations soon, too
    request.addfinalizer(lambda: gc.set_threshold(*limits))
    gc.enable()  # as a program begins
    owner = QObject()
    GarbageCollector(owner)
    page = Page()
    page.itself = page
    endings.watch(page)
    del page
    helper_thread.end(helper_thread.start(make_much, "busy"), SOON_S)
    assert endings.threads == []
    qtbot.waitUntil(is_collected)
