"""The real program in a process of its own that tells what a screen reader would find on the screen.

    python seen_program.py SOCKET FOLDER NOW

Answers each line that comes over the socket with one line of JSON: everything that is visible, with its
name, kind, value and place. Only looks: keys and clicks come from outside, through the X server. NOW is
the time at which the program believes to start; from then on its clock runs as clocks do.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from datetime import datetime
from pathlib import Path

from fakes import ClockFrom
from PySide6.QtCore import QObject, QPoint, QRect, QSocketNotifier, Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from kneetimer.program import start as app
from kneetimer.program.model import open_data
from kneetimer.program.program import Program

USABLE = (QAccessible.Role.Button, QAccessible.Role.MenuItem)


class Watcher(QObject):
    """Answers questions about what can be seen."""

    def __init__(self, listening: socket.socket) -> None:
        super().__init__()
        self._asking, _ = listening.accept()
        self._notifier = QSocketNotifier(self._asking.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._answer)

    @Slot()
    def _answer(self) -> None:
        question = self._asking.recv(4096)
        if not question:
            self._notifier.setEnabled(False)
            return
        answer = focus_seen() if question == b"focus\n" else everything_seen()
        self._asking.sendall(json.dumps(answer).encode() + b"\n")


def everything_seen() -> list[dict[str, object]]:
    """All that is visible, from the top of each window on; an open menu comes last."""
    found: list[dict[str, object]] = []
    popup = QApplication.activePopupWidget()
    for window in sorted(QApplication.topLevelWidgets(), key=lambda window: window is popup):
        told = QAccessible.queryAccessibleInterface(window) if window.isVisible() else None
        if told is not None:
            _look_into(told, QRect(), [], found)
    return found


def focus_seen() -> list[dict[str, object]]:
    """What has the keyboard, if anything has."""
    focus = QApplication.focusWidget()
    told = QAccessible.queryAccessibleInterface(focus) if focus is not None else None
    if told is None or focus is None:
        return []
    inside = []
    outer = focus.parentWidget()
    while outer is not None:
        around = QAccessible.queryAccessibleInterface(outer)
        inside.append(around.text(QAccessible.Text.Name))
        outer = None if outer.isWindow() else outer.parentWidget()
    return [_seen(told, _frame_of(focus), [name for name in reversed(inside) if name])]


def _look_into(
    told: QAccessibleInterface, frame: QRect, inside: list[str], found: list[dict[str, object]]
) -> None:
    thing = told.object()
    if isinstance(thing, QWidget):
        if not thing.isVisible():
            return
        frame = _frame_of(thing)
    if not told.isValid() or told.state().invisible:
        return
    found.append(_seen(told, frame, inside))
    name = found[-1]["name"]
    inside = [*inside, str(name)] if name else inside
    for number in range(told.childCount()):
        child = told.child(number)
        if child is not None:
            _look_into(child, frame, inside, found)


def _frame_of(widget: QWidget) -> QRect:
    """The part on the screen: what a scroll area cuts off cannot be clicked."""
    return widget.visibleRegion().boundingRect().translated(widget.mapToGlobal(QPoint()))


def _seen(told: QAccessibleInterface, frame: QRect, inside: list[str]) -> dict[str, object]:
    state = told.state()
    place = told.rect()
    on_screen = place & frame
    return {
        "name": told.text(QAccessible.Text.Name),
        "kind": told.role().name,
        "value": told.text(QAccessible.Text.Value),
        "about": told.text(QAccessible.Text.Description),
        "inside": inside,
        "x": on_screen.x(),
        "y": on_screen.y(),
        "width": on_screen.width(),
        "height": on_screen.height(),
        "top": place.y(),
        "full_height": place.height(),
        "focused": _has_keyboard(told),
        "usable": bool(state.focusable) or told.role() in USABLE,
        "enabled": not state.disabled,
        "checked": bool(state.checked or state.selected),
        "pointed_at": _is_pointed_at(told.object()),
    }


def _is_pointed_at(thing: QObject | None) -> bool:
    """Whether the mouse came to it; of an item, which is no widget, nobody is told."""
    while isinstance(thing, QWidget) and thing.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
        thing = thing.parentWidget()
    return thing.underMouse() if isinstance(thing, QWidget) else True


def _has_keyboard(told: QAccessibleInterface) -> bool:
    if told.role() == QAccessible.Role.MenuItem:
        return bool(told.state().focused)
    return told.object() is QApplication.focusWidget()


def main() -> None:
    path, folder = sys.argv[1], Path(sys.argv[2])
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(path + ".new")
    listening.listen(1)
    os.rename(path + ".new", path)  # whoever sees the file finds somebody listening
    running = app.application()
    clock = ClockFrom(datetime.fromisoformat(sys.argv[3]))
    opened = open_data(folder, clock)
    assert not isinstance(opened, app.AlreadyOpenError), opened
    program = Program(*opened, clock=clock)
    program.show()
    watcher = Watcher(listening)
    code = running.exec()
    del watcher
    sys.exit(code)


if __name__ == "__main__":
    main()
