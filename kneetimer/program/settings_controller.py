"""Shows the settings, follows what is chosen there, and looks after the data file for its owner.

Ranges and defaults stand with the preferences; the files themselves are storage's.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from kneetimer.program.calendar_controller import CalendarController
from kneetimer.program.model import Model
from kneetimer.program.page_controller import PageController
from kneetimer.program.reminder_controller import ReminderController
from kneetimer.program.run_controller import RunController
from kneetimer.storage.engine.backup import backups_in
from kneetimer.storage.engine.restore import restore
from kneetimer.storage.erase import erase
from kneetimer.storage.errors import NotBackedUpError, StorageError
from kneetimer.storage.plans import library
from kneetimer.ui.settings import words as setting_words
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
        parent: QObject | None = None,
    ) -> None:
        super().__init__(model, parent)
        self._runs = runs
        self._reminder = reminder
        self._calendar = calendar
        self._minutes_before = 0
        self._page = page = SettingsPage(theme)
        page.changed.connect(model.choose)
        page.folder_requested.connect(self.show_folder)
        page.backup_requested.connect(self._back_up)
        page.restore_requested.connect(self._restore)
        page.erase_requested.connect(self._erase)
        page.system_timer_requested.connect(reminder.set_system_timer)
        page.run_folder_requested.connect(runs.ask_for_folder)
        page.calendar_requested.connect(calendar.ask_for_file)
        for noting in (runs.files, reminder, calendar):
            noting.noted.connect(self._follow)

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
            ScheduleLines(
                self._reminder.is_installed(), self._runs.files.note, self._calendar.note
            ),
        )
        self._page.show_view(view)

    def _data_lines(self) -> DataLines:
        """The folder, the size of the data file, and the backups, newest first."""
        where, now = self._model.where, self._model.outlook.now
        try:
            size = where.database.stat().st_size
        except OSError:
            size = 0
        backups = backups_in(where.backups_dir)
        last = max((backup.made for backup in backups), default=None)
        lines = []
        for backup in backups:
            made = backup.made.astimezone(now.tzinfo)
            day = dates.past_day(made.date(), now.date())
            lines.append(BackupLine(str(backup.path), f"{dates.sentence(day)}, {times.time_of_day(made)}"))
        return DataLines(
            str(where.data_dir), words.file_size(size), words.last_backup(last, now), tuple(lines)
        )

    @Slot()
    def show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._model.where.data_dir)))

    @Slot()
    def _back_up(self) -> None:
        if self._model.history is None:
            return
        self._model.flush()
        try:
            self._model.history.back_up()
        except NotBackedUpError as problem:
            self.said.emit(str(problem))
        self.refresh()

    @Slot(str)
    def _restore(self, backup: str) -> None:
        self._model.let_go()
        said = self._put_back(backup)
        self._model.open_again()
        self.begun_again.emit()
        self.said.emit(said)

    def _put_back(self, path: str) -> str:
        """Put a backup in place of the closed data file, and say what came of it."""
        where = self._model.where
        for backup in backups_in(where.backups_dir):
            if str(backup.path) == path:
                try:
                    done = restore(backup.path, where, self._model.clock.now())
                except StorageError as problem:
                    return str(problem)
                kept = done.kept.name if done.kept is not None else ""
                return setting_words.restored(kept, [str(finding) for finding in done.findings])
        return setting_words.BACKUP_GONE

    @Slot()
    def _erase(self) -> None:
        self._model.let_go()
        try:
            erase(self._model.where)
            said = setting_words.ERASED
        except StorageError as problem:
            said = str(problem)
        self._model.open_again()
        self.begun_again.emit()
        self.said.emit(said)
