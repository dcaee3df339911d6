"""Keeps the screen on while it is told to, and says in a sentence when it cannot.

Knows nothing of sessions. wakepy does the work (Windows, macOS, D-Bus on Linux), on a thread of its
own: a desktop service that hangs takes its time there and not the window's. When the program dies,
the system lets the screen go by itself.
"""

from __future__ import annotations

import contextlib
import queue
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneetimer.core.language import Sentence, mark, tr
from kneetimer.devices.process import helper_thread

# Who shows them says them in the person's language.
NOT_KEPT = mark("The screen may go dark: this computer offers no way to keep it on.").english
NO_ANSWER = mark("The screen may go dark: the desktop does not answer.").english

# What wakepy calls itself, and what a desktop shall show of who keeps the screen on.
SHOWN_AS: dict[object, str | Sentence] = {
    "wakepy": "KneeTimer",
    "wakelock active": mark("A session is running"),
}
ANSWER_LIMIT_MS = 3_000
CLOSE_LIMIT_S = 0.5


class Keeping(Protocol):
    """What wakepy gives inside of its `with`."""

    active: bool

    @property
    def active_method(self) -> object: ...


Keep = Callable[[], AbstractContextManager[Keeping]]


def keep_presenting() -> AbstractContextManager[Keeping]:
    """wakepy's way to keep the screen on. Never raises; `active` says whether it worked."""
    from wakepy import keep  # only now, and on the thread: nothing waits for the import

    return _over_dbus() if sys.platform.startswith("linux") else keep.presenting(on_fail="pass")


@contextlib.contextmanager
def _over_dbus() -> Iterator[Keeping]:
    """wakepy's way, by the name that people know, and without a connection left behind."""
    from wakepy import keep
    from wakepy.core import DBusMethodCall
    from wakepy.dbus_adapters.jeepney import JeepneyDBusAdapter

    made: list[JeepneyDBusAdapter] = []

    class Named(JeepneyDBusAdapter):
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

        def process(self, call: DBusMethodCall) -> object:
            call.args = tuple(str(SHOWN_AS[each]) if each in SHOWN_AS else each for each in call.args)
            return super().process(call)

        def close_connections(self) -> None:
            # wakepy's own searches for garbage afterwards, on this thread: what of Qt's it found would be
            # destroyed beside the window's thread, which crashes the program now and then (garbage.py).
            while self._connections:
                self.close_connection(self._connections.popitem()[1])

    try:
        with keep.presenting(on_fail="pass", dbus_adapter=Named) as keeping:
            yield keeping
    finally:
        # wakepy closes only what worked.
        for adapter in made:
            adapter.close_connections()


class ScreenAwake(QObject):
    """The screen stays on from `keep` to `let_go`, as far as the system does it."""

    trouble_changed = Signal(str)
    """Why the screen may go dark although it was asked to stay on; empty while it stays on."""

    _answered = Signal(int, bool)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        keep: Keep = keep_presenting,
        answer_limit_ms: int = ANSWER_LIMIT_MS,
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self._orders: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._wanted = False
        self._order = 0
        self._trouble = ""
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(answer_limit_ms)
        self._watch.timeout.connect(self._no_answer)
        self._answered.connect(self._take_answer)

    @property
    def trouble(self) -> str:
        return self._trouble

    def keep(self) -> None:
        """Ask for the screen to stay on. Returns at once."""
        if self._wanted:
            return
        self._wanted = True
        self._order += 1
        self._orders.put(self._order)
        if self._thread is None:
            self._thread = helper_thread.start(self._run, "screen awake")
        self._watch.start()

    def let_go(self) -> None:
        """The screen may go dark again. Returns at once."""
        if not self._wanted:
            return
        self._wanted = False
        self._watch.stop()
        self._orders.put(0)
        self._report("")

    def close(self) -> None:
        """Let go for good, and wait only a moment for that."""
        self.let_go()
        self._orders.put(None)
        thread, self._thread = self._thread, None
        if thread is not None:
            helper_thread.end(thread, CLOSE_LIMIT_S)

    def _run(self) -> None:
        """On the thread: an order is its number to keep, 0 to let go, None to end."""
        order = self._orders.get()
        while order is not None:
            if not order:
                order = self._orders.get()
                continue
            number = order
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # wakepy warns of what the sentence says
                    with self._keep() as keeping:
                        self._tell(number, keeping.active)
                        order = self._orders.get()
            except Exception:  # a broken desktop service must not become the session's trouble
                self._tell(number, False)
                order = self._orders.get() if order == number else order

    def _tell(self, number: int, active: bool) -> None:
        with contextlib.suppress(RuntimeError):  # the window may have gone meanwhile
            self._answered.emit(number, active)

    @Slot(int, bool)
    def _take_answer(self, number: int, active: bool) -> None:
        if self._wanted and number == self._order:
            self._watch.stop()
            self._report("" if active else NOT_KEPT)

    @Slot()
    def _no_answer(self) -> None:
        self._report(NO_ANSWER)

    def _report(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self.trouble_changed.emit(trouble)


def probe(limit_s: float = 6.0) -> tuple[bool, str]:
    """Whether the screen can be kept on here, and how or why not. Waits `limit_s` at most."""
    told: queue.SimpleQueue[tuple[bool, str]] = queue.SimpleQueue()

    def look() -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                with keep_presenting() as keeping:
                    name = getattr(keeping.active_method, "name", "")
                    found = (keeping.active, tr("by {name}", name=name) if keeping.active else tr(NOT_KEPT))
            told.put(found)
        except Exception as error:
            told.put((False, f"{tr(NOT_KEPT)} ({type(error).__name__})"))

    helper_thread.start(look, "screen awake, tried")
    try:
        return told.get(timeout=limit_s)
    except queue.Empty:
        return False, tr(NO_ANSWER)
