"""A person's days: the ones they like, how runs and sessions go together, reminder, folder, calendar.

Each change is said at once with all preferences in it. Writes no file and starts no timer.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.core.preferences import Preferences, RunRule
from kneetimer.ui.theme import Theme
from kneetimer.ui.widgets.button import Button
from kneetimer.ui.widgets.choice_row import ChoiceRow
from kneetimer.ui.widgets.day_toggles import DayToggles
from kneetimer.ui.widgets.setting_row import SettingRow
from kneetimer.ui.widgets.switch import Switch
from kneetimer.ui.widgets.text import breakable
from kneetimer.ui.widgets.time_stepper import TimeStepper
from kneetimer.ui.wording import runs as words
from kneetimer.ui.wording.dates import DAYS

FIRST_TIME = "18:00"
RULES = (RunRule.STACK, RunRule.APART)


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """The choices, and what the machine says about the system's timer and the folder.

    `system_timer` is None where this system has none that can be set up from here.
    """

    preferences: Preferences
    system_timer: bool | None
    folder_note: str = ""
    calendar_note: str = ""


class SchedulePanel(QWidget):
    changed = Signal(object)
    system_timer_requested = Signal(bool)
    folder_requested = Signal()
    calendar_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ScheduleView | None = None
        self.days = DayToggles(theme, words.WISH_DAYS, [day[:2] for day in DAYS], DAYS)
        self.rule = ChoiceRow(theme, words.RUN_RULE, words.RULES)
        self.reminder = Switch(theme, words.REMINDER)
        self.time = TimeStepper(theme, words.REMINDER_AT)
        self.system_timer = Button(theme, words.INSTALL, compact=True)
        self.folder = Button(theme, words.CHOOSE_FOLDER, compact=True)
        self.no_folder = Button(theme, words.STOP, compact=True)
        self.calendar = Button(theme, words.WRITE_CALENDAR, compact=True)
        self.no_calendar = Button(theme, words.STOP, compact=True)
        self.no_folder.setAccessibleName(f"{words.STOP}: {words.WATCHED}")
        self.no_calendar.setAccessibleName(f"{words.STOP}: {words.CALENDAR}")
        self.rows = {
            "days": SettingRow(theme, words.WISH_DAYS, self.days, caption=words.WISH_DAYS_NOTE),
            "rule": SettingRow(theme, words.RUN_RULE, self.rule),
            "reminder": SettingRow(theme, words.REMINDER, self.time, self.reminder),
            "system_timer": SettingRow(theme, words.SYSTEM_TIMER, self.system_timer),
            "folder": SettingRow(theme, words.WATCHED, self.no_folder, self.folder),
            "calendar": SettingRow(theme, words.CALENDAR, self.no_calendar, self.calendar),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows.values():
            column.addWidget(row)
        self.days.changed.connect(self._chose_days)
        self.rule.chosen.connect(self._chose_rule)
        self.reminder.clicked.connect(self._turned_reminder)
        self.time.changed.connect(self._chose_time)
        self.system_timer.clicked.connect(self._asked_timer)
        self.folder.clicked.connect(self.folder_requested)
        self.no_folder.clicked.connect(self._stopped_folder)
        self.calendar.clicked.connect(self.calendar_requested)
        self.no_calendar.clicked.connect(self._stopped_calendar)

    def show_view(self, view: ScheduleView) -> None:
        self._view = view
        chosen = view.preferences
        self.days.show_days(chosen.wish_days, chosen.week_starts.weekday)
        rule = RULES.index(chosen.run_rule)
        self.rule.show_choice(rule)
        self.rows["rule"].show_caption(words.RULE_NOTES[rule])
        on = bool(chosen.reminder_at)
        self.reminder.setChecked(on)
        self.time.setVisible(on)
        self.time.show_value(_minutes(chosen.reminder_at or FIRST_TIME))
        self.rows["reminder"].show_caption(words.REMINDER_ON if on else words.REMINDER_OFF)
        self._show_timer(view)
        self.no_folder.setVisible(bool(chosen.watched_folder))
        watched = [breakable(chosen.watched_folder), view.folder_note or words.WATCHED_NOTE]
        self.rows["folder"].show_caption("\n".join(line for line in watched if line))
        self.no_calendar.setVisible(bool(chosen.calendar_file))
        written = [breakable(chosen.calendar_file), view.calendar_note or words.CALENDAR_NOTE]
        self.rows["calendar"].show_caption("\n".join(line for line in written if line))

    def _show_timer(self, view: ScheduleView) -> None:
        installed = bool(view.system_timer)
        self.rows["system_timer"].setVisible(bool(view.preferences.reminder_at) or installed)
        self.system_timer.setVisible(view.system_timer is not None)
        self.system_timer.setText(words.REMOVE if installed else words.INSTALL)
        self.system_timer.setAccessibleName(f"{self.system_timer.text()}: {words.SYSTEM_TIMER}")
        self.system_timer.updateGeometry()
        note = words.SYSTEM_TIMER_ON if installed else words.SYSTEM_TIMER_OFF
        if view.system_timer is None:
            note = words.SYSTEM_TIMER_NOT_HERE
        self.rows["system_timer"].show_caption(note)

    def _change(self, **change: object) -> None:
        assert self._view is not None
        self.changed.emit(self._view.preferences.with_(**change))

    @Slot(object)
    def _chose_days(self, days: tuple[int, ...]) -> None:
        self._change(wish_days=days)

    @Slot(int)
    def _chose_rule(self, number: int) -> None:
        self._change(run_rule=RULES[number])

    @Slot(bool)
    def _turned_reminder(self, on: bool) -> None:
        minutes = int(self.time.value() or _minutes(FIRST_TIME))
        self._change(reminder_at=_time(minutes) if on else "")

    @Slot(object)
    def _chose_time(self, minutes: int) -> None:
        self._change(reminder_at=_time(minutes))

    @Slot()
    def _asked_timer(self) -> None:
        assert self._view is not None
        self.system_timer_requested.emit(not self._view.system_timer)

    @Slot()
    def _stopped_folder(self) -> None:
        # The button goes away with its press; the keyboard stays beside it.
        self.folder.setFocus(Qt.FocusReason.OtherFocusReason)
        self._change(watched_folder="")

    @Slot()
    def _stopped_calendar(self) -> None:
        self.calendar.setFocus(Qt.FocusReason.OtherFocusReason)
        self._change(calendar_file="")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _minutes(time: str) -> int:
    return 60 * int(time[:2]) + int(time[3:])


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
