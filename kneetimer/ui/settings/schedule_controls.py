"""The controls of a person's days and folders: days they like, reminder, run folder, calendar file, backups.

Makes the controls and says what a person wants; the rows around them are the page's. Writes no
file and starts no timer.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import language_in_use, tr
from kneetimer.core.preferences import Preferences
from kneetimer.core.reminder import FIRST_TIME
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.day_toggles import DayToggles
from kneetimer.ui.controls.switch import Switch
from kneetimer.ui.controls.time_stepper import TimeStepper
from kneetimer.ui.settings import words as setting_words
from kneetimer.ui.settings.view import ScheduleLines
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import run_words as words


class ScheduleControls(QObject):
    """`chosen` names a preference and its new value; the requests ask for what only a dialog or the
    system can give. `refused` says why a typed time is not taken."""

    chosen = Signal(str, object)
    refused = Signal(str)
    system_timer_requested = Signal(bool)
    folder_requested = Signal()
    calendar_requested = Signal()
    backup_folder_requested = Signal()
    shared_folder_requested = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._installed = False
        language = language_in_use()
        self.days = DayToggles(
            theme, tr(words.WISH_DAYS), [day[:2] for day in language.short_days], language.days
        )
        self.reminder = Switch(theme, tr(words.REMINDER))
        self.time = TimeStepper(theme, tr(words.REMINDER_AT))
        self.system_timer = Button(theme, tr(words.INSTALL), compact=True, says=(tr(words.REMOVE),))
        self.folder = Button(theme, tr(words.CHOOSE_FOLDER), compact=True)
        self.calendar = Button(theme, tr(words.WRITE_CALENDAR), compact=True)
        self.backup_folder = Button(theme, tr(setting_words.CHOOSE_FOLDER), compact=True)
        self.shared_folder = Button(theme, tr(setting_words.CHOOSE_FOLDER), compact=True)
        for title, button in (
            (words.WATCHED, self.folder),
            (words.CALENDAR, self.calendar),
            (setting_words.SECOND_PLACE, self.backup_folder),
            (setting_words.SHARED, self.shared_folder),
        ):
            button.setAccessibleName(setting_words.named_action(tr(title), button.text()))
        self._of: dict[str, tuple[QWidget, ...]] = {
            "wish_days": (self.days,),
            "watched_folder": (self.folder,),
            "reminder_at": (self.time, self.reminder),
            "system_timer": (self.system_timer,),
            "calendar_file": (self.calendar,),
            "backup_folder": (self.backup_folder,),
            "shared_folder": (self.shared_folder,),
        }
        self.days.changed.connect(self._chose_days)
        self.reminder.toggled.connect(self._turned_reminder)
        self.time.changed.connect(self._chose_time)
        self.time.refused.connect(self.refused)
        self.system_timer.clicked.connect(self._asked_timer)
        self.folder.clicked.connect(self.folder_requested)
        self.calendar.clicked.connect(self.calendar_requested)
        self.backup_folder.clicked.connect(self.backup_folder_requested)
        self.shared_folder.clicked.connect(self.shared_folder_requested)

    def of(self, name: str) -> tuple[QWidget, ...]:
        """The controls of one choice, in the order of their row."""
        return self._of[name]

    def focus(self, name: str) -> None:
        """Give the keyboard to a choice."""
        target = self.days.stop() if name == "wish_days" else self._of[name][-1]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def show(self, chosen: Preferences, lines: ScheduleLines) -> None:
        """Show the choices, and whether the system's timer is set up."""
        self._installed = bool(lines.system_timer)
        self.days.show_days(chosen.wish_days, chosen.week_starts.weekday)
        on = bool(chosen.reminder_at)
        self.reminder.show_state(on)
        self.time.setVisible(on)
        self.time.show_value(_minutes(chosen.reminder_at or FIRST_TIME))
        self.system_timer.setVisible(lines.system_timer is not None)
        self.system_timer.setEnabled(on or self._installed)
        self.system_timer.setText(tr(words.REMOVE if self._installed else words.INSTALL))
        named = setting_words.named_action(tr(words.SYSTEM_TIMER), self.system_timer.text())
        self.system_timer.setAccessibleName(named)
        self.system_timer.updateGeometry()

    @Slot(object)
    def _chose_days(self, days: tuple[int, ...]) -> None:
        self.chosen.emit("wish_days", days)

    @Slot(bool)
    def _turned_reminder(self, on: bool) -> None:
        minutes = int(self.time.chosen() or _minutes(FIRST_TIME))
        self.chosen.emit("reminder_at", _time(minutes) if on else "")

    @Slot(object)
    def _chose_time(self, minutes: int) -> None:
        self.chosen.emit("reminder_at", _time(minutes))

    @Slot()
    def _asked_timer(self) -> None:
        self.system_timer_requested.emit(not self._installed)


def _minutes(time: str) -> int:
    return 60 * int(time[:2]) + int(time[3:])


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
