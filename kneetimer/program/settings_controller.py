"""Shows the settings, follows what is chosen there, and looks after the data file for its owner.

Ranges and defaults stand with the preferences; the files themselves are storage's.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from kneetimer.core.language import tr
from kneetimer.program.backups import Backups, HeldBackup
from kneetimer.program.calendar_controller import CalendarController
from kneetimer.program.file_dialog import open_dialog
from kneetimer.program.model import Model
from kneetimer.program.page_controller import PageController
from kneetimer.program.reminder_controller import ReminderController
from kneetimer.program.run_controller import RunController
from kneetimer.program.saver import AT_THE_END_S
from kneetimer.program.shared_folder_controller import SharedFolderController
from kneetimer.storage.engine.restore import restore
from kneetimer.storage.erase import erase
from kneetimer.storage.errors import SpoiledBackupError, StorageError
from kneetimer.storage.forget import deleted_sessions, forget
from kneetimer.storage.plans import library
from kneetimer.storage.records.history import History
from kneetimer.ui.settings import words as setting_words
from kneetimer.ui.settings.data_card import MOST_BACKUPS
from kneetimer.ui.settings.page import SettingsPage
from kneetimer.ui.settings.view import BackupLine, DataLines, ScheduleLines, settings_view
from kneetimer.ui.shell import words
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.text import dates, times


class SettingsController(PageController):
    """`begun_again` says that another data file, or none, is in place and the person begins anew."""

    begun_again = Signal()

    def __init__(
        self,
        theme: Theme,
        model: Model,
        runs: RunController,
        reminder: ReminderController,
        calendar: CalendarController,
        backups: Backups,
        shared: SharedFolderController,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(model, parent)
        self._runs = runs
        self._reminder = reminder
        self._calendar = calendar
        self._backups = backups
        self._shared = shared
        self._window = window
        self._minutes_before = 0
        self._page = page = SettingsPage(theme)
        page.changed.connect(model.choose)
        page.folder_requested.connect(self.show_folder)
        page.backup_requested.connect(self._back_up)
        page.backups_requested.connect(self._read_backups)
        page.backup_folder_requested.connect(self._ask_for_second_place)
        page.shared_folder_requested.connect(shared.ask_for_folder)
        shared.noted.connect(self._follow)
        page.restore_requested.connect(self._restore)
        page.forget_requested.connect(self._ask_forget)
        page.erase_requested.connect(self._erase)
        page.system_timer_requested.connect(reminder.set_system_timer)
        page.run_folder_requested.connect(runs.ask_for_folder)
        page.calendar_requested.connect(calendar.ask_for_file)
        for noting in (runs.files, reminder, calendar):
            noting.noted.connect(self._follow)
        backups.changed.connect(self._follow)

    @property
    def page(self) -> SettingsPage:
        return self._page

    def refresh(self) -> None:
        minutes = times.minutes(self._model.script().length_ms)
        if not self._page.isVisible():
            self._minutes_before = minutes  # what is changed from here on is told against it
        outlook = self._model.outlook
        view = settings_view(
            self._model.preferences,
            outlook.plan,
            outlook.due.week,
            self._minutes_before,
            minutes,
            outlook.now,
            self._data_lines(),
            self._model.exercises,
            library.kit_label,
            ScheduleLines(self._reminder.is_installed(), self._runs.files.note, self._calendar.note),
        )
        self._page.show_view(view)

    def _data_lines(self) -> DataLines:
        """The folder, the size of the data file, and the backups, newest first."""
        where, now = self._model.where, self._model.outlook.now
        try:
            size = where.database.stat().st_size
        except OSError:
            size = 0
        held = self._backups.held()
        own = [each.backup.made for each in held if not each.backup.is_replaced]
        good = (each for each in held if each.content is not None and not each.content.findings)
        last_good = next(good, None)
        return DataLines(
            str(where.data_dir),
            words.file_size(size),
            words.last_backup(max(own, default=None), now),
            tuple(self._backup_line(each, now, is_last_good=each is last_good) for each in held),
            self._backups.trouble,
            self._shared.note,
        )

    def _backup_line(self, held: HeldBackup, now: datetime, *, is_last_good: bool) -> BackupLine:
        made, content = held.backup.made.astimezone(now.tzinfo), held.content
        day, time = made.date(), times.time_of_day(made)
        label = setting_words.made_when(dates.opening_past_day(day, now.date()), time)
        if content is None:
            said = tr(setting_words.NO_GOOD_BACKUP if held.is_read else setting_words.READING_BACKUP)
        else:
            last = "" if content.last is None else dates.past_day(content.last, now.date())
            said = setting_words.backup_content(
                content.sessions, last, wrong=bool(content.findings), is_last_good=is_last_good
            )
        elsewhere = held.backup.path.parent != self._model.where.backups_dir
        return BackupLine(
            str(held.backup.path),
            label,
            setting_words.made_when(dates.past_day(day, now.date()), time),
            setting_words.backup_said(
                said, held.backup.path.parent if elsewhere else None, is_replaced=held.backup.is_replaced
            ),
            tuple(finding.sentence for finding in content.findings) if content is not None else (),
        )

    @Slot()
    def show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._model.where.data_dir)))

    @Slot()
    def _back_up(self) -> None:
        self._model.flush()
        self._backups.back_up()

    @Slot()
    def _read_backups(self) -> None:
        self._backups.read(MOST_BACKUPS)

    @Slot()
    def _ask_for_second_place(self) -> None:
        dialog = QFileDialog(self._window, tr(setting_words.SECOND_PLACE))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._chose_second_place)
        open_dialog(dialog, self._model.preferences.backup_folder)

    @Slot(str)
    def _chose_second_place(self, folder: str) -> None:
        self._model.choose(self._model.preferences.with_(backup_folder=folder))
        self._back_up()  # what is there then can be seen in a moment

    @Slot(str, bool)
    def _restore(self, backup: str, spoiled: bool) -> None:
        if self._is_backing_up():
            return
        self._model.let_go()
        said, is_well = self._put_back(Path(backup), spoiled=spoiled)
        self._model.open_again()
        self.begun_again.emit()
        if is_well:
            self.went_well.emit(said, "")
        else:
            self.said.emit(said)

    def _is_backing_up(self) -> bool:
        """Whether a backup is still being written, which the person is told; it would be of what is to go."""
        is_written = self._backups.finish(AT_THE_END_S)
        if not is_written:
            self.said.emit(tr(setting_words.STILL_BACKING_UP))
        return not is_written

    def _put_back(self, path: Path, *, spoiled: bool) -> tuple[str, bool]:
        """Put a backup in place of the closed data file; what came of it, and whether all went well."""
        try:
            done = restore(path, self._model.where, self._model.clock.now(), spoiled=spoiled)
        except SpoiledBackupError as problem:
            return setting_words.not_put_back(problem.findings), False
        except StorageError as problem:
            return str(problem), False
        kept = done.kept.name if done.kept is not None else ""
        findings = [str(finding) for finding in done.findings]
        return setting_words.restored(kept, findings), not findings

    @Slot()
    def _ask_forget(self) -> None:
        """Ask before the deleted sessions are forgotten, which nothing takes back."""
        history = self._model.history
        if history is None:
            return
        try:
            count = len(deleted_sessions(history))
        except StorageError as problem:
            self.said.emit(str(problem))
            return
        if not count:
            self.said.emit(tr(setting_words.NOTHING_TO_FORGET))
            return
        question = QMessageBox(self._window)
        question.setWindowTitle(tr(setting_words.FORGET_TITLE))
        question.setText(setting_words.forget_question(count))
        yes = question.addButton(tr(setting_words.FORGET_YES), QMessageBox.ButtonRole.DestructiveRole)
        no = question.addButton(tr(setting_words.FORGET_NO), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(no)
        question.setEscapeButton(no)
        question.exec()
        if question.clickedButton() is yes:
            self._forget(history)

    def _forget(self, history: History) -> None:
        try:
            said = setting_words.forgotten(forget(history))
        except StorageError as problem:
            said = str(problem)
        self._model.let_go()  # what could be undone until now cannot be any more
        self._model.open_again()
        self.said.emit(said)

    @Slot()
    def _erase(self) -> None:
        if self._is_backing_up():
            return
        second = self._model.preferences.backup_folder
        trouble = self._shared.forget()
        self._model.let_go()
        try:
            erase(self._model.where, Path(second) if second else None)
        except StorageError as problem:
            trouble = f"{trouble} {problem}".strip()
        self._model.open_again()
        self.begun_again.emit()
        if trouble:
            self.said.emit(trouble)
        else:
            self.went_well.emit(tr(setting_words.ERASED), "")
