"""Looks after runs and the person's days for the window: the week card, files, calendar, reminder.

Connects the card with what is stored, as program.py does for the rest of the window. Which day is good
is good_days.py's to say, which session comes next schedule.py's.
"""

from __future__ import annotations

import sys
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from kneetimer.core.exercise import Exercise
from kneetimer.core.gate import Permission
from kneetimer.core.moments import passed
from kneetimer.core.outlook import Outlook
from kneetimer.core.plan import Plan
from kneetimer.core.preferences import Preferences
from kneetimer.core.reminder import FIRST_TIME, next_reminder
from kneetimer.core.run import Run, RunKind, RunState
from kneetimer.core.schedule import ComingSession
from kneetimer.devices.desktop.bus import SessionBus
from kneetimer.devices.desktop.notify import Notifier
from kneetimer.devices.process.clock import Clock
from kneetimer.devices.timer import system_timer
from kneetimer.program.run_files_controller import RunFiles
from kneetimer.storage.errors import StorageError
from kneetimer.storage.locations import Locations
from kneetimer.storage.records.history import History
from kneetimer.storage.records.write_queue import WriteQueue
from kneetimer.storage.runs.memory import NAME as MEMORY
from kneetimer.ui.shell.main_window import MainWindow
from kneetimer.ui.text import times
from kneetimer.ui.today import run_words as words
from kneetimer.ui.today.day_panel import DayPanel, DayRuns
from kneetimer.ui.today.week_card import WeekCard

if TYPE_CHECKING:
    from kneetimer.ui.settings.view import ScheduleLines

FOLLOW_MS = 500  # how often the page is shown anew while runs arrive
LONGEST_WAIT_MS = 15 * 60 * 1000  # a laptop may sleep meanwhile, so that the time is looked at again


class RunDesk(QObject):
    """`changed` asks for Today to be shown anew, `preferences_changed` carries new choices.

    `schedule_changed` says that `schedule` has other lines now.
    """

    changed = Signal()
    preferences_changed = Signal(object)
    schedule_changed = Signal()

    def __init__(
        self,
        card: WeekCard,
        window: MainWindow,
        exercises: Mapping[str, Exercise],
        where: Locations,
        history: History | None,
        keeper: WriteQueue | None,
        clock: Clock,
        bus: SessionBus | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._card = card
        self._window = window
        self._exercises = exercises
        self._where = where
        self._history = history
        self._keeper = keeper
        self._clock = clock
        self._outlook: Outlook | None = None
        self._preferences = Preferences()
        self._runs: tuple[Run, ...] = self._stored()
        self._deleted: Run | None = None
        self._calendar_note = ""
        self._written: tuple[object, ...] | None = None
        self._reminded: date | None = None
        self._reminder_text = ""
        self._timer_went_at = ""  # the time at which the system's timer was set up before it went away
        self._busy = False
        self.week_shift = 0
        memory = where.data_dir / MEMORY
        self.files = RunFiles(card, window, self._known, self._deleted_runs, memory, clock, self)
        self._follows = QTimer(self)
        self._follows.setSingleShot(True)
        self._notifier = Notifier(bus, window.windowIcon(), self)
        self._reminder = QTimer(self)
        self._reminder.setSingleShot(True)
        self._connect()

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs, those that are planned too."""
        return self._runs

    def write_into(self, history: History | None, keeper: WriteQueue | None) -> None:
        """Read and write runs in other data from now on."""
        self._history, self._keeper = history, keeper
        self._runs, self._deleted = self._stored(), None
        self.files.forget()

    def set_busy(self, busy: bool) -> None:
        """While a session runs nothing is read and nobody is reminded."""
        self._busy = busy
        self.files.set_busy(busy)
        if busy:
            self._withdraw_reminder()

    def take(self, outlook: Outlook) -> None:
        """Take on where the person stands now, and bring everything that follows up to date."""
        first = self._outlook is None
        watched, reminder_at = self._preferences.watched_folder, self._preferences.reminder_at
        self._outlook, self._preferences = outlook, outlook.preferences
        if not first and reminder_at != self._preferences.reminder_at:
            self._take_time_over(reminder_at)
        if first or watched != self._preferences.watched_folder:
            self.files.watch(self._preferences.watched_folder)
        if outlook.gate.permission is not Permission.GO or outlook.due.rest.done_today:
            self._withdraw_reminder()
        self._show()
        self._update_calendar()
        self._wait_for_reminder()

    def schedule(self) -> ScheduleLines:
        """What the settings say of the system's timer, the watched folder and the calendar file."""
        from kneetimer.ui.settings.view import ScheduleLines  # the first picture does without

        installed = system_timer.is_installed() if system_timer.is_possible() else None
        return ScheduleLines(installed, self.files.note, self._calendar_note)

    def close(self) -> None:
        self._reminder.stop()
        self._notifier.withdraw()
        self._follows.stop()
        self.files.close()
        self._history = self._keeper = None

    # Runs.

    @Slot(object)
    def open_day(self, day: date) -> None:
        self._card.show_day(self._day(day))

    @Slot(object, object)
    def _add(self, kind: RunKind, state: RunState) -> None:
        day = self._card.open_day()
        if day is not None:
            self._keep(Run(day, kind, state=state, id=uuid.uuid4().hex))

    @Slot(object)
    def _correct(self, change: tuple[Run, RunKind]) -> None:
        run, kind = change
        self._keep(replace(run, kind=kind, guessed=False))

    @Slot(object)
    def _ran(self, run: Run) -> None:
        self._keep(replace(run, state=RunState.DONE))

    @Slot(object)
    def _delete(self, run: Run) -> None:
        if self._keeper is None:
            return
        self._keeper.remove_answer(run)
        self._runs = tuple(known for known in self._runs if known.id != run.id)
        self._deleted = run
        self._window.show_banner(self._deletion(run), words.UNDO)
        self.changed.emit()

    @Slot()
    def _undo(self) -> None:
        """Bring back the run that was deleted last, where the banner still says so."""
        # Another banner with a button may have taken its place meanwhile.
        if self._deleted is not None and self._window.banner.message() == self._deletion(self._deleted):
            run, self._deleted = self._deleted, None
            self._window.banner.dismiss()
            self._keep(run)

    def _deletion(self, run: Run) -> str:
        return words.deleted(run, self._clock.now().date())

    @Slot()
    def _forget_undo(self) -> None:
        self._deleted = None

    def _keep(self, *runs: Run) -> None:
        self._store(*runs)
        self.changed.emit()

    def _store(self, *runs: Run) -> None:
        if self._keeper is None:
            return
        for run in runs:
            if not self._keeper.save_answer(run):
                self._window.show_banner(str(self._keeper.trouble))
        new = {run.id for run in runs}
        listed = [*(known for known in self._runs if known.id not in new), *runs]
        self._runs = tuple(sorted(listed, key=lambda run: (run.day, str(run.started or ""), run.id)))

    def _known(self) -> Sequence[Run]:
        return self._runs

    def _stored(self) -> tuple[Run, ...]:
        if self._history is None:
            return ()
        try:
            return tuple(self._history.runs())
        except StorageError:
            return ()  # the window says already that the data cannot be read

    # Files.

    @Slot()
    def _ask_for_files(self) -> None:
        dialog = QFileDialog(self._window, words.IMPORT_TITLE)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(words.IMPORT_FILTER)
        dialog.filesSelected.connect(self._chose_files)
        _open(dialog)

    @Slot(list)
    def _chose_files(self, names: list[str]) -> None:
        self.take_files(tuple(Path(name) for name in names))

    @Slot(object)
    def take_files(self, files: tuple[Path, ...]) -> None:
        """Read files that the person chose or dropped."""
        if self._keeper is not None:
            self.files.take(files)

    def _deleted_runs(self) -> frozenset[str] | None:
        """The ids of the runs that must not come back by themselves; None where that cannot be told."""
        try:
            return self._history.deleted_runs() if self._history is not None else None
        except StorageError:
            return None

    @Slot(object)
    def _arrived(self, runs: tuple[Run, ...]) -> None:
        """Keep what files brought. The page follows at once, and then no faster than it can be read."""
        self._store(*runs)
        if not self._follows.isActive():
            self._follows.start(FOLLOW_MS)
            self.changed.emit()

    @Slot(object)
    def _refused(self, run: Run) -> None:
        """A person says that it was no run: it is marked as one that was deleted, so that it stays away."""
        if self._keeper is not None:
            self._keeper.remove_answer(run)

    @Slot()
    def _settled(self) -> None:
        self._follows.stop()
        self.changed.emit()

    @Slot()
    def ask_for_folder(self) -> None:
        dialog = QFileDialog(self._window, words.WATCHED)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._chose_folder)
        _open(dialog, self._preferences.watched_folder)

    @Slot(str)
    def _chose_folder(self, name: str) -> None:
        self.preferences_changed.emit(self._preferences.with_(watched_folder=name))

    # The calendar.

    @Slot()
    def ask_for_calendar(self) -> None:
        dialog = QFileDialog(self._window, words.CALENDAR)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # A calendar with other things in it is added to, not replaced.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilter(words.CALENDAR_FILTER)
        dialog.setDefaultSuffix("ics")
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, words.CALENDAR_ACCEPT)
        dialog.fileSelected.connect(self._chose_calendar)
        known = Path(self._preferences.calendar_file)
        _open(dialog, str(known.parent) if self._preferences.calendar_file else "")
        dialog.selectFile(known.name or words.CALENDAR_NAME)

    @Slot(str)
    def _chose_calendar(self, name: str) -> None:
        self._written = None
        self.preferences_changed.emit(self._preferences.with_(calendar_file=name))

    def _update_calendar(self) -> None:
        """Write the calendar file where what should stand in it has changed."""
        if not self._preferences.calendar_file or self._outlook is None:
            self._written, self._calendar_note = None, ""
            return
        outlook = self._now(self._outlook)
        coming = [(each, self._minutes(outlook, each)) for each in outlook.coming()]
        wanted = (self._preferences.calendar_file, self._preferences.reminder_at, coming)
        if wanted == self._written:
            return
        # Loaded here, because the library is slow and most people have no calendar file.
        from kneetimer.storage.exchange.calendar_file import (
            Appointment,
            CalendarError,
            uid_of,
            write_calendar,
        )

        plan = outlook.plan
        appointments = [
            Appointment(
                uid_of(_round(plan), each.week, each.session),
                self._start_of(each),
                minutes,
                words.appointment(each.week, each.session),
                plan.name,
            )
            for each, minutes in coming
        ]
        try:
            count = write_calendar(
                Path(self._preferences.calendar_file), appointments, outlook.now.replace(microsecond=0)
            )
        except CalendarError as problem:
            self._calendar_note = str(problem)
            self._window.show_banner(str(problem))
        else:
            self._calendar_note = words.calendar_written(count)
            self._written = wanted
        self.schedule_changed.emit()

    def _now(self, outlook: Outlook) -> Outlook:
        """Where the person stands at this moment: time has passed since it was told."""
        return outlook.again(now=self._clock.now(), runs=self._runs)

    def _minutes(self, outlook: Outlook, session: ComingSession) -> int:
        return times.minutes(outlook.script(session.week, session.session, session.day).length_ms)

    def _start_of(self, session: ComingSession) -> datetime:
        """The person's time, or later where a run makes the session wait."""
        usual = time.fromisoformat(self._preferences.reminder_at or FIRST_TIME)
        start = datetime.combine(session.day, usual)
        if session.not_before is None:
            return start
        waited = session.not_before.replace(tzinfo=None, second=0, microsecond=0) + timedelta(minutes=1)
        return max(start, waited)

    # The reminder.

    @Slot()
    def look_at_time(self) -> None:
        """Remind where it is time, and wait for the next one."""
        if self._outlook is None:
            return
        outlook = self._now(self._outlook)
        if outlook.is_reminder_due() and not self._busy and self._reminded != outlook.today:
            self._reminded = outlook.today
            self._reminder_text = text = words.remind(times.minutes(outlook.script().length_ms))
            # The window may be behind others, or in front of somebody who has notifications off.
            self._notifier.show(words.REMINDER_TITLE, text)
            self._window.show_banner(text)
        self._wait_for_reminder()

    def _withdraw_reminder(self) -> None:
        """What it reminded of has begun, is done, or is no good idea any more."""
        self._notifier.withdraw()
        self._window.take_back(self._reminder_text)

    @Slot()
    def _ask_for_attention(self) -> None:
        QApplication.alert(self._window)

    def _wait_for_reminder(self) -> None:
        self._reminder.stop()
        if self._outlook is None or not self._preferences.reminder_at:
            return
        outlook = self._now(self._outlook)
        moment = next_reminder(self._preferences.reminder_at, outlook.due.rest, outlook.now)
        if moment is not None:
            wait_ms = round(passed(outlook.now, moment) / timedelta(milliseconds=1)) + 1
            self._reminder.start(min(wait_ms, LONGEST_WAIT_MS))

    @Slot(bool)
    def set_system_timer(self, on: bool) -> None:
        """Have the system start the reminder while the window is closed, or no longer."""
        self._timer_went_at = ""
        try:
            if on:
                system_timer.install(self._remind_command(), self._preferences.reminder_at)
            else:
                system_timer.remove()
        except system_timer.SystemTimerError as problem:
            self._window.show_banner(str(problem))
        self.schedule_changed.emit()

    def _take_time_over(self, before: str) -> None:
        """A new time is taken over by the system's timer. Without a reminder that goes away, and comes
        back with it, so that a reset that is undone leaves everything as it was."""
        at = self._preferences.reminder_at
        if system_timer.is_installed():
            self.set_system_timer(bool(at))
            self._timer_went_at = "" if at else before
        elif at and at == self._timer_went_at:
            self.set_system_timer(True)

    def _remind_command(self) -> list[str]:
        packed = getattr(sys, "frozen", False)
        start = [sys.executable] if packed else [sys.executable, "-m", "kneetimer"]
        return [*start, "remind", "--data-dir", str(self._where.data_dir)]

    # The card.

    @Slot(int)
    def _shift_week(self, shift: int) -> None:
        self.week_shift = shift
        self.changed.emit()

    def _day(self, day: date) -> DayRuns:
        return DayRuns(day, self._clock.now().date(), tuple(run for run in self._runs if run.day == day))

    def _show(self) -> None:
        opened = self._card.open_day()
        if opened is not None:
            self._card.show_day(self._day(opened))

    @Slot(QWidget)
    def _connect_panel(self, panel: DayPanel) -> None:
        panel.added.connect(self._add)
        panel.corrected.connect(self._correct)
        panel.ran.connect(self._ran)
        panel.deleted.connect(self._delete)

    def _connect(self) -> None:
        card = self._card
        card.day_opened.connect(self.open_day)
        card.week_shifted.connect(self._shift_week)
        card.import_requested.connect(self._ask_for_files)
        card.files_dropped.connect(self.take_files)
        card.panel_made.connect(self._connect_panel)
        self.files.arrived.connect(self._arrived)
        self.files.refused.connect(self._refused)
        self.files.noted.connect(self.schedule_changed)
        self.files.settled.connect(self._settled)
        self._follows.timeout.connect(self.changed)
        self._reminder.timeout.connect(self.look_at_time)
        self._notifier.unseen.connect(self._ask_for_attention)
        self._window.banner_acted.connect(self._undo)
        self._window.banner.dismissed.connect(self._forget_undo)


def _round(plan: Plan) -> str:
    """The name of a plan in the calendar: begun anew, it leaves the events of the first time alone."""
    return plan.id if plan.since is None else f"{plan.id}-{plan.since:%Y%m%d}"


def _open(dialog: QFileDialog, folder: str = "") -> None:
    """Show a dialog in a folder, or where people keep their things. It has no loop of its own, so that
    timers and saving go on."""
    usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    places = (place for place in (folder, usual) if place and Path(place).is_dir())
    dialog.setDirectory(next(places, str(Path.home())))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
