"""One window for one folder of data: a second start asks the first, through a socket, to come to the front.

Which is the first, the lock of the data says, not the socket: one that a crash left behind is replaced.
It is in the folder, so that it works between containers, whose process numbers mean nothing to each other.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:  # Qt's network is loaded where it is used: the first picture needs none
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

TOKEN = (
    "XDG_ACTIVATION_TOKEN"  # with it, Wayland lets a window come to the front that did not have the keyboard
)
HEARD = b"heard\n"
_LONGEST_PATH = 100  # bytes; the system has room for few more
_WAIT_MS = 500
_ASKS_FOR_S = 3.0  # a program that has just started listens once its first picture is there
_LISTENS_AFTER_MS = 300


def addresses(folder: Path) -> list[str]:
    """Where the program of a data folder listens, the best place first."""
    name = f"kneetimer-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"
    if sys.platform == "win32":
        return [name]
    runtime = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    places = [folder / "kneetimer.socket", Path(runtime) / f"{name}.socket"]
    return [str(each) for each in places if len(os.fsencode(each)) <= _LONGEST_PATH]


class Instance(QObject):
    """Listens for second starts once the event loop runs. Whoever holds the lock of the folder makes one."""

    raise_asked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._server: QLocalServer | None = None
        QTimer.singleShot(_LISTENS_AFTER_MS, self, self._listen)

    @Slot()
    def close(self) -> None:
        if self._server is not None:
            self._server.close()

    @Slot()
    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        for address in addresses(self._folder):
            QLocalServer.removeServer(address)
            if self._server.listen(address):
                return  # else the disk has no sockets; without one, a second start says where the first is

    @Slot()
    def _connected(self) -> None:
        assert self._server is not None
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.readyRead.connect(self._asked)
            caller.disconnected.connect(caller.deleteLater)

    @Slot()
    def _asked(self) -> None:
        caller = cast("QLocalSocket", self.sender())
        if not caller.canReadLine():
            return
        token = bytes(caller.readLine().data()).decode("ascii", "replace").strip()
        if token:
            os.environ[TOKEN] = token  # Qt takes it from there when the window asks to be activated
        caller.write(HEARD)
        caller.flush()
        self.raise_asked.emit()


def ask_the_first(folder: Path) -> bool:
    """Ask the program that has the folder to come to the front. False where it does not answer."""
    until = time.monotonic() + _ASKS_FOR_S
    while time.monotonic() < until:
        for address in addresses(folder):
            if _ask(address):
                return True
        time.sleep(0.1)
    return False


def _ask(address: str) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    line = QLocalSocket()
    line.connectToServer(address)
    if not line.waitForConnected(_WAIT_MS):
        return False
    line.write(os.environ.get(TOKEN, "").encode("ascii", "replace") + b"\n")
    line.waitForBytesWritten(_WAIT_MS)
    line.waitForReadyRead(2 * _WAIT_MS)
    return bytes(line.readAll().data()) == HEARD
