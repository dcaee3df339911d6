"""Carries out what is asked of plan files: take one in, write one, copy and delete own plans."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from kneetimer.core.language import tr
from kneetimer.core.plan_edit import EditLog, PlanEdits
from kneetimer.core.schedule import target_of
from kneetimer.program import plan_picture
from kneetimer.program.appearance import Appearance
from kneetimer.program.file_dialog import ask_for
from kneetimer.program.followed_plan import DEFAULT_PLAN
from kneetimer.program.model import Model
from kneetimer.storage.errors import PlanNotSavedError
from kneetimer.storage.plans import library
from kneetimer.storage.plans.plan_qr import PlanTooLargeError, is_like_a_plan, modules_of
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.ui.plan import words
from kneetimer.ui.plan.acts import PlanAct


class PlanFilesController(QObject):
    """`changed` says that there are other plans to choose from; `said` and `went_well` as of a page."""

    changed = Signal()
    said = Signal(str)
    went_well = Signal(str, str)

    def __init__(self, appearance: Appearance, model: Model, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._model = model
        self._plans = model.plans

    def act(self, act: PlanAct, name: str) -> None:
        """Do what a person wants with the files of plans. `name` is the one of a copy."""
        match act:
            case PlanAct.COPY:
                self._copy(name)
            case PlanAct.EXPORT:
                self._ask_export()
            case PlanAct.IMPORT:
                self._ask_import()
            case PlanAct.PRINT:
                self._ask_print()
            case PlanAct.SHOW_QR:
                self._show_qr()
            case PlanAct.COPY_TEXT:
                self._copy_text()
            case PlanAct.PASTE:
                self._paste()
            case PlanAct.DELETE:
                self._delete()

    def import_file(self, path: Path) -> None:
        """Take in a plan file, or the QR code in a picture, and say what came of it.

        The plan that is followed stays.
        """
        self._take_in(path, path.name)

    def _take_in(self, source: Path | QImage | str, name: str) -> None:
        try:
            if isinstance(source, QImage):
                source = plan_picture.plan_in(source, name)
            elif isinstance(source, Path):
                source = plan_picture.plan_source(source)
            plan, is_new = self._plans.repository.take_in(source, name)
        except (FileProblem, PlanNotSavedError) as problem:
            self.said.emit(str(problem))
            return
        self.went_well.emit(words.imported(plan.name) if is_new else words.imported_before(plan.name), "")
        self.changed.emit()

    def export_to(self, path: Path) -> None:
        """Write the plan as it is followed."""
        try:
            self._plans.repository.export(self._plans.plan, path)
        except PlanNotSavedError as problem:
            self.said.emit(str(problem))
            return
        self.went_well.emit(words.exported(self._plans.written.name, str(path)), str(path.parent))

    def print_to(self, path: Path) -> None:
        """Write the coming week as a sheet of paper."""
        from kneetimer.ui.plan.week_sheet import week_sheet, write_sheet
        from kneetimer.ui.progress.saved_file import NotWrittenError

        outlook = self._model.outlook
        preferences = outlook.preferences
        sheet = week_sheet(
            outlook.plan_done,
            outlook.due.week,
            target_of(outlook.plan, preferences.sessions_a_week),
            self._model.exercises,
            library.kit_label,
            preferences,
        )
        try:
            write_sheet(sheet, self._appearance.figure_look_on_paper, path)
        except NotWrittenError as problem:
            self.said.emit(words.not_printed(str(path), str(problem)))
            return
        self.went_well.emit(words.printed(str(path)), str(path.parent))

    def _copy(self, name: str) -> None:
        try:
            copied = self._plans.repository.add(self._plans.plan, name)
        except (FileProblem, PlanNotSavedError) as problem:
            self.said.emit(str(problem))
            return
        if self._plans.log.now.ease:
            self._model.keep_plan_log(EditLog(PlanEdits(ease=True)), copied.id)
        self._model.choose(self._model.preferences.with_(plan=copied.id))
        self.went_well.emit(words.copied(copied.name), "")

    def _delete(self) -> None:
        plan = self._plans.written
        if not self._plans.repository.is_own(plan.id):
            return
        try:
            self._plans.repository.remove(plan.id)
        except PlanNotSavedError as problem:
            self._plans.repository.read_again()
            self.said.emit(str(problem))
            return
        self._model.keep_plan_log(EditLog(), plan.id)
        self._model.choose(self._model.preferences.with_(plan=DEFAULT_PLAN))
        self.went_well.emit(words.deleted(plan.name), "")

    def _ask_export(self) -> None:
        suggested = f"{self._plans.written.id}.toml"
        asked = ask_for(self._window(), tr(words.EXPORT_TITLE), words.plan_files(), save_as=suggested)
        asked.fileSelected.connect(self._chose_goal)

    @Slot(str)
    def _chose_goal(self, path: str) -> None:
        self.export_to(Path(path))

    @Slot()
    def _copy_text(self) -> None:
        """The plan as it is followed, to be pasted into a message."""
        QGuiApplication.clipboard().setText(self._plans.repository.text_of(self._plans.plan))
        self.went_well.emit(words.copied_text(self._plans.written.name), "")

    def _paste(self) -> None:
        copied = QGuiApplication.clipboard().mimeData() or QMimeData()  # None where it is empty
        files = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
        text = copied.text()
        for path in files:
            self.import_file(path)
        if files:
            return
        # Cells of a table are copied as text and as a picture of it; a picture of the web with its address.
        if copied.hasImage() and not is_like_a_plan(text):
            self._take_in(QGuiApplication.clipboard().image(), tr(words.THE_PICTURE))
        elif text.strip():
            self._take_in(text, tr(words.THE_TEXT))
        else:
            self.said.emit(tr(words.NOTHING_COPIED))

    def _show_qr(self) -> None:
        """The plan as it is followed, for the camera of a phone."""
        from kneetimer.ui.plan.qr_sheet import QrSheet

        plan = self._plans.plan
        try:
            modules = modules_of(self._plans.repository.text_of(plan))
        except PlanTooLargeError as problem:
            self.said.emit(words.too_large_for_qr(plan.name, problem.size, problem.most))
            return
        sheet = QrSheet(self._appearance.theme, plan.name, modules, self._window())
        sheet.copy_asked.connect(self._copy_text)
        sheet.open()

    def _ask_print(self) -> None:
        suggested = f"{self._plans.written.id}-week-{self._model.outlook.due.week}.pdf"
        asked = ask_for(self._window(), tr(words.PRINT_TITLE), words.PDF_FILES, save_as=suggested)
        asked.fileSelected.connect(self._chose_paper)

    @Slot(str)
    def _chose_paper(self, path: str) -> None:
        self.print_to(Path(path).with_suffix(".pdf"))

    def _ask_import(self) -> None:
        ask_for(self._window(), tr(words.IMPORT_TITLE), words.files()).fileSelected.connect(
            self._chose_source
        )

    @Slot(str)
    def _chose_source(self, path: str) -> None:
        self.import_file(Path(path))

    def _window(self) -> QWidget | None:
        return QApplication.activeWindow()
