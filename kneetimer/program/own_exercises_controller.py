"""Lets a person make exercises of their own, change them, and take them out of the library.

Stores nothing itself: the model keeps them, and the undo stack knows the way back.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImageReader, QUndoCommand
from PySide6.QtWidgets import QWidget

from kneetimer.core.exercise import Tempo
from kneetimer.core.language import tr
from kneetimer.core.own_exercise import OwnExercise, own_id
from kneetimer.program.file_dialog import ask_for
from kneetimer.program.model import Model
from kneetimer.program.undo import Undo
from kneetimer.storage.plans.library import KIT_LABELS, kit_label
from kneetimer.ui.plan import own_words as words
from kneetimer.ui.plan import words as plan_words
from kneetimer.ui.plan.own_sheet import OwnFields, OwnSheet
from kneetimer.ui.shell.theme import Theme

READ_PX = 1280  # no more of a photograph is read than is ever shown, twice as fine


class OwnExerciseKept(QUndoCommand):
    """An exercise was made or changed. Before it was made there was one that is offered no more."""

    def __init__(self, model: Model, own: OwnExercise, before: OwnExercise | None) -> None:
        super().__init__()
        self._model = model
        self._own = own
        self._before = before or replace(own, retired=True)

    def redo(self) -> None:
        self._model.save(self._own)

    def undo(self) -> None:
        self._model.save(self._before)


class OwnExercisesController(QObject):
    """`said` is a trouble, as a sentence for the person."""

    said = Signal(str)

    def __init__(self, theme: Theme, model: Model, undo: Undo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._undo = undo
        self._sheet: OwnSheet | None = None
        self._changes: OwnExercise | None = None

    def open(self, own_id_: str, window: QWidget) -> OwnSheet | None:
        """Open the sheet for an exercise, or for a new one with ""; None while nothing can be stored."""
        if self._model.queue is None:
            self.said.emit(plan_words.no_data())
            return None
        self._changes = next((each for each in self._model.known.own if each.id == own_id_), None)
        sheet = self._sheet = OwnSheet(
            self._theme, {kit: kit_label(kit) for kit in KIT_LABELS}, self._changes, window
        )
        sheet.wanted.connect(self._keep)
        sheet.retire_wanted.connect(self._retire)
        sheet.picture_asked.connect(self._ask_picture)
        sheet.finished.connect(self._closed)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.setModal(True)
        sheet.open()
        return sheet

    @Slot()
    def _closed(self) -> None:
        self._sheet = None

    @Slot(object)
    def _keep(self, fields: OwnFields) -> None:
        sheet, before = self._sheet, self._changes
        if sheet is None:
            return
        taken = next(
            (
                each.name
                for each in self._model.exercises.values()
                if each.name.casefold() == fields.name.casefold()
                and not each.retired
                and (before is None or each.id != before.id)
            ),
            None,
        )
        if taken is not None:
            sheet.show_message(words.name_taken(taken))
            return
        try:
            own = self._made(fields, before)
        except ValueError as problem:
            sheet.show_message(str(problem))
            return
        sheet.accept()
        self._undo.do(OwnExerciseKept(self._model, own, before), words.saved(own.name))

    def _made(self, fields: OwnFields, before: OwnExercise | None) -> OwnExercise:
        """The exercise of what stands on the sheet. Raises ValueError with a sentence for the person."""
        tempo = None
        if not fields.unit.is_timed:
            first, hold, second = (round(each * 1000) for each in fields.tempo_s)
            move, held, back = (tr(each) for each in words.TEMPO_WORDS)
            tempo = Tempo(first, hold, second, 0, move, held, back)
        known = own_id(fields.name, uuid.uuid4().hex[:4]) if before is None else before.id
        at = self._model.clock.stamp().replace(microsecond=0)
        return OwnExercise(
            known, at, fields.name, fields.unit, tempo, fields.kit, fields.steps, fields.picture
        )

    @Slot()
    def _retire(self) -> None:
        if self._sheet is not None and self._changes is not None:
            self._sheet.accept()
            gone = replace(self._changes, retired=True)
            self._undo.do(OwnExerciseKept(self._model, gone, self._changes), words.retired(gone.name))

    @Slot()
    def _ask_picture(self) -> None:
        dialog = ask_for(self._sheet, tr(words.CHOOSE_TITLE), words.pictures())
        dialog.fileSelected.connect(self.take_picture)

    @Slot(str)
    def take_picture(self, path: str) -> None:
        """Take a file as the still of the exercise on the sheet."""
        if self._sheet is None:
            return
        reader = QImageReader(path)
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid() and max(size.width(), size.height()) > READ_PX:
            reader.setScaledSize(size.scaled(QSize(READ_PX, READ_PX), Qt.AspectRatioMode.KeepAspectRatio))
        picture = reader.read()
        if picture.isNull():
            self._sheet.show_message(words.no_picture(Path(path).name))
        else:
            self._sheet.show_message("")
            self._sheet.show_picture(picture)
