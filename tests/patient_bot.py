"""pytest-qt's robot with more patience: five seconds are little on a machine that does other things too."""

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

PATIENCE_MS = 30_000  # until a window that should do something is taken for one that does not


class PatientBot(QtBot):
    """Waits longer before it gives up, and no longer than before where it has not to."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE_MS) -> None:  # type: ignore[override]
        """Return once the window is on the screen. pytest-qt's own does nothing outside of a `with`."""
        with super().waitExposed(widget, timeout=timeout):
            pass

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)
