"""What the person is told and asked while something is not saved yet. The saver does the storing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMessageBox

from kneetimer.core.language import tr
from kneetimer.program import other_file
from kneetimer.program.lazy import Lazy
from kneetimer.program.model import Model
from kneetimer.program.other_file import Way
from kneetimer.storage.errors import OtherFileError
from kneetimer.ui.shell import words
from kneetimer.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from kneetimer.program.conflicts_controller import ConflictsController


class SavingController(QObject):
    """Says above every page why something is not saved, and asks before the window closes over it."""

    def __init__(self, model: Model, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._window = window
        self._said = ""
        self._asks = True
        self._asked = False  # what to do about the file that stands in the place of ours
        self._copies = Lazy(self._make_copies)
        model.saving_changed.connect(self._say)
        # After the page has said what it cannot read, which has the same cause.
        window.page_shown.connect(self._say, Qt.ConnectionType.QueuedConnection)
        window.installEventFilter(self)

    @Slot()
    def look_for_copies(self) -> None:
        """Ask about what a sync program left beside the data."""
        self._copies().look()

    def _make_copies(self) -> ConflictsController:
        from kneetimer.program.conflicts_controller import ConflictsController

        made = ConflictsController(self._model, self._window, self)
        made.said.connect(self._window.show_banner)
        return made

    @Slot()
    def end(self) -> None:
        """Close without a question: the system asked for it and waits for no answer."""
        self._asks = False
        if self._model.saver is not None:
            self._model.saver.hurry()
        question = QApplication.activeModalWidget()
        if question is not None:  # perhaps the one that the window waits for in order to close
            question.close()
        self._window.close()

    def may_close(self) -> bool:
        """Whether the window may close: all is saved, or the person wants it to close all the same."""
        saver = self._model.saver
        self._model.flush()
        if saver is None or not self._asks or saver.finish():
            return True
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setWindowTitle(tr(words.NOT_SAVED_TITLE))
        question.setText(self._model.not_saved or tr(words.NOT_SAVED_TITLE))
        question.setInformativeText(words.close_unsaved(saver.queue.pending))
        wait = question.addButton(tr(words.WAIT), QMessageBox.ButtonRole.RejectRole)
        elsewhere = question.addButton(tr(words.SAVE_ELSEWHERE), QMessageBox.ButtonRole.ActionRole)
        question.addButton(tr(words.CLOSE_NOW), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(wait)
        question.setEscapeButton(wait)
        question.exec()
        chosen = question.clickedButton()
        may = self._save_elsewhere() if chosen is elsewhere else chosen is not wait or not saver.queue.waits
        return may or not self._asks  # the system may have ended the question

    @Slot()
    def _ask_which(self) -> None:
        """Ask which of two files to go on with; only while no session runs, which goes on meanwhile."""
        history = self._model.history
        if history is None or not self._window.current_page():
            self._asked = False
            return
        is_gone = not os.path.exists(self._model.where.database)
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setWindowTitle(tr(words.NOT_SAVED_TITLE))
        question.setText(self._model.not_saved or tr(words.OTHER_FILE_TITLE))
        question.setInformativeText(tr(words.FILE_GONE_WAYS) if is_gone else tr(words.OTHER_FILE_WAYS))
        offered = [(tr(words.PUT_BACK), Way.OURS)] if history.is_elsewhere or history.is_overwritten else []
        if not is_gone:
            offered = [(tr(words.KEEP_BOTH), Way.BOTH), *offered, (tr(words.USE_OTHER), Way.OTHER)]
        ways: dict[QAbstractButton, Way] = {
            question.addButton(label, QMessageBox.ButtonRole.ActionRole): way for label, way in offered
        }
        question.setEscapeButton(question.addButton(tr(words.WAIT), QMessageBox.ButtonRole.RejectRole))
        question.exec()
        way = ways.get(question.clickedButton())
        if way is None:
            return
        said = other_file.take(self._model, way)
        told = tuple(each for each in (said, *self._model.complaints) if each)
        if told:
            self._window.show_banner(words.complaints(told))

    def _save_elsewhere(self) -> bool:
        """Whether what waits is in a file of the person's choice now."""
        assert self._model.saver is not None
        file, _ = QFileDialog.getSaveFileName(
            self._window, tr(words.RESCUE_TO), words.RESCUE_NAME, tr(words.RESCUE_FILES)
        )
        written = self._model.saver.rescue(Path(file)) if file else None
        if written is None:
            return False
        QMessageBox.information(self._window, tr(words.NOT_SAVED_TITLE), words.kept_elsewhere(written))
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop the window from closing over what is not saved, and try again when it comes to the front."""
        if event.type() is QEvent.Type.Close and not self.may_close():
            event.ignore()
            return True
        front = event.type() is QEvent.Type.WindowActivate
        if front and self._model.saver is not None:
            self._model.saver.try_now()
            self._look_at_file()
        return False

    def _look_at_file(self) -> None:
        """Ask at once where another file has come into the place of ours while nothing was written."""
        history = self._model.history
        if history is None or self._asked or not self._window.current_page():
            return
        if history.is_elsewhere or history.is_overwritten:
            self._asked = True
            QTimer.singleShot(0, self, self._ask_which)

    @Slot()
    def _say(self) -> None:
        if not self._window.current_page():
            return  # a session and its summary say it in their own place
        queue = self._model.queue
        is_other = queue is not None and isinstance(queue.trouble, OtherFileError)
        if is_other and not self._asked:
            self._asked = True
            QTimer.singleShot(0, self, self._ask_which)
        self._asked = self._asked and is_other
        said, self._said = self._said, words.not_saved_yet(self._model.not_saved)
        if self._said:
            self._window.show_banner(self._said)
        else:
            self._window.banner.take_back(said)
