"""Offers to merge the copies that a sync program left beside the data file. What is merged, storage knows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from kneetimer.core.language import tr
from kneetimer.program.model import Model
from kneetimer.storage.errors import StorageError
from kneetimer.storage.exchange.conflicts import conflicts_in, merge_copy
from kneetimer.ui.shell import words


class ConflictsController(QObject):
    """Asks once for each start. `said` is what came of it."""

    said = Signal(str)

    def __init__(self, model: Model, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._window = window

    @Slot()
    def look(self) -> None:
        """Ask about copies, if there are any."""
        copies = conflicts_in(self._model.where)
        if not copies or self._model.history is None:
            return
        question = QMessageBox(self._window)
        question.setWindowTitle(tr(words.COPIES_TITLE))
        question.setText(words.copies([path.name for path in copies]))
        merge = question.addButton(tr(words.MERGE), QMessageBox.ButtonRole.AcceptRole)
        leave = question.addButton(tr(words.LEAVE_COPIES), QMessageBox.ButtonRole.RejectRole)
        question.setEscapeButton(leave)
        question.exec()
        if question.clickedButton() is not merge:
            return
        said = []
        for path in copies:
            try:
                done = merge_copy(self._model.history, path)
            except StorageError as problem:
                said.append(str(problem))
                continue
            said += [*done.left_out, words.imported(done.sessions, done.continued, done.answers)]
        self._model.let_go()
        self._model.open_again()
        for sentence in dict.fromkeys(said):
            self.said.emit(sentence)
