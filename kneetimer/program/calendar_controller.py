"""Keeps the calendar file of the person up to date with the sessions to come.

Which day is good is good_days.py's to say, which session comes next schedule.py's.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from kneetimer.core.language import tr
from kneetimer.core.plan import Plan
from kneetimer.core.reminder import FIRST_TIME
from kneetimer.core.schedule import ComingSession
from kneetimer.program.file_dialog import open_dialog
from kneetimer.program.model import Model
from kneetimer.storage.installation import id_of
from kneetimer.ui.text import times
from kneetimer.ui.today import run_words as words


class CalendarController(QObject):
    """`note` is what the settings say of the file, and `noted` that it has changed.

    `said` is a trouble.
    """

    noted = Signal()
    said = Signal(str)

    def __init__(self, model: Model, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._window = window
        self._written: tuple[object, ...] | None = None
        self.note = ""
        model.changed.connect(self.update)

    @Slot()
    def ask_for_file(self) -> None:
        dialog = QFileDialog(self._window, tr(words.CALENDAR))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # A calendar with other things in it is added to, not replaced.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilter(words.calendar_filter())
        dialog.setDefaultSuffix("ics")
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr(words.CALENDAR_ACCEPT))
        dialog.fileSelected.connect(self._chose_file)
        known = Path(self._model.preferences.calendar_file)
        open_dialog(dialog, str(known.parent) if self._model.preferences.calendar_file else "")
        dialog.selectFile(known.name or words.CALENDAR_NAME)

    @Slot(str)
    def _chose_file(self, name: str) -> None:
        self._written = None
        self._model.choose(self._model.preferences.with_(calendar_file=name))

    @Slot()
    def update(self) -> None:
        """Write the file where what should stand in it has changed."""
        preferences = self._model.preferences
        if not preferences.calendar_file:
            self._written, self.note = None, ""
            return
        outlook = self._model.outlook
        coming = [(each, self._minutes(each)) for each in outlook.coming()]
        wanted = (preferences.calendar_file, preferences.reminder_at, coming)
        if wanted == self._written:
            return
        # Loaded here, because the library is slow and most people have no calendar file.
        from kneetimer.storage.exchange.calendar_file import (
            Appointment,
            CalendarError,
            uid_of,
            write_calendar,
        )

        try:
            installation = id_of(self._model.where)
        except OSError:
            # Without a number kept, each start would write the sessions as another installation's.
            self.note = tr(words.CALENDAR_NO_NUMBER)
            self.noted.emit()
            return
        appointments = [
            Appointment(
                uid_of(_round(outlook.plan), each.week, each.session, installation),
                self._start_of(each),
                minutes,
                words.appointment(each.week, each.session),
                outlook.plan.name,
            )
            for each, minutes in coming
        ]
        try:
            count = write_calendar(
                Path(preferences.calendar_file),
                appointments,
                outlook.now.replace(microsecond=0),
                installation,
            )
        except CalendarError as problem:
            self.note = str(problem)
            self.said.emit(str(problem))
        else:
            self.note = words.calendar_written(count)
            self._written = wanted
        self.noted.emit()

    def _minutes(self, session: ComingSession) -> int:
        script = self._model.outlook.script(session.week, session.session, session.day)
        return times.minutes(script.length_ms)

    def _start_of(self, session: ComingSession) -> datetime:
        """The person's time, or later where a run makes the session wait."""
        usual = time.fromisoformat(self._model.preferences.reminder_at or FIRST_TIME)
        start = datetime.combine(session.day, usual)
        if session.not_before is None:
            return start
        waited = session.not_before.replace(tzinfo=None, second=0, microsecond=0) + timedelta(minutes=1)
        return max(start, waited)


def _round(plan: Plan) -> str:
    """The name of a plan in the calendar: begun anew, it leaves the events of the first time alone."""
    return plan.id if plan.since is None else f"{plan.id}-{plan.since:%Y%m%d}"
