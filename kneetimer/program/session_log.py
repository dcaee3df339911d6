"""The stored side of one running session: keeps its events, and says when they cannot be saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from kneetimer.core import record
from kneetimer.core.player import SavePlace
from kneetimer.core.script import Script
from kneetimer.storage.records.write_queue import WriteQueue


class SessionLog(QObject):
    """Writes for the session driver. `unsaved` tells since when something waits, or None."""

    unsaved = Signal(object)

    def __init__(self, queue: WriteQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._session = ""
        self._events: list[record.SessionEvent] = []
        self._reported: datetime | None = None

    @property
    def session(self) -> str:
        """The id of the session that is being written."""
        return self._session

    def begin(
        self, script: Script, *, rehearsal: bool, started: datetime, zone: str, own_pace: bool
    ) -> None:
        """Start writing a new session."""
        began = record.Began(script, rehearsal, started, zone, own_pace)
        self._session = self._queue.begin(began)
        self._events = [began]
        self._report()

    def go_on_with(self, saved: record.SessionRecord) -> None:
        """Write on in a session that was interrupted."""
        self._session = saved.id
        self._events = []

    def append(self, *events: record.SessionEvent, place: SavePlace | None = None) -> None:
        """Write what happened in one step of the session and where it is now, all of it in one go."""
        self._queue.append(self._session, *events, place=place)
        self._events += events
        self._report()

    def told(self) -> record.SessionRecord | None:
        """The session as it was written from its beginning; None for one that was gone on with."""
        if self._events and isinstance(self._events[0], record.Began):
            return record.fold(self._session, self._events)
        return None

    def _report(self) -> None:
        if self._queue.unsaved_since != self._reported:
            self._reported = self._queue.unsaved_since
            self.unsaved.emit(self._reported)
