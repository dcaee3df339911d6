"""What can be undone: one stack for the whole program, in the order in which things were done.

Each change is a QUndoCommand that knows its own way there and back, kept beside what it changes. Stores
nothing: what was done in another data file, or before the last start, cannot be undone.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from kneetimer.core.plan_edit import MOST_UNDO
from kneetimer.program.model import Model
from kneetimer.ui.shell.main_window import MainWindow


class Undo(QObject):
    """`changed` says that another change, or none, is the one that would be undone next."""

    changed = Signal()

    def __init__(self, model: Model, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(MOST_UNDO)
        self._stack.indexChanged.connect(self._moved)
        window.undo_asked.connect(self.undo)
        window.toasts.undo_asked.connect(self.undo)
        model.replaced.connect(self._stack.clear)

    def do(self, change: QUndoCommand, said: str = "") -> None:
        """Make a change. `said` goes into a toast, with the way back beside it."""
        self._stack.push(change)
        if said:
            self._window.toasts.offer_undo(said)

    @Slot()
    def undo(self) -> None:
        """Undo the newest change, on whichever page it was made; nothing where there is none."""
        self._stack.undo()

    def next(self) -> QUndoCommand | None:
        """The change that would be undone."""
        index = self._stack.index()
        return self._stack.command(index - 1) if index else None

    @Slot()
    def _moved(self) -> None:
        self._window.toasts.withdraw_undo()  # its button would undo something else from now on
        self.changed.emit()
