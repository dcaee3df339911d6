"""The stored side of one running session: keeps its events through the write queue.

Says nothing of what cannot be stored; the model's saver does.
"""

from __future__ import annotations

from datetime import datetime

from kneetimer.core import record
from kneetimer.core.player import SavePlace
from kneetimer.core.script import Script
from kneetimer.storage.records.write_queue import WriteQueue


class SessionLog:
    """Writes for the session driver."""

    def __init__(self, queue: WriteQueue) -> None:
        self._queue = queue
        self._session = ""

    @property
    def session(self) -> str:
        """The id of the session that is being written."""
        return self._session

    def begin(self, script: Script, *, rehearsal: bool, started: datetime, zone: str, own_pace: bool) -> None:
        """Start writing a new session."""
        self._session = self._queue.begin(record.Began(script, rehearsal, started, zone, own_pace))

    def go_on_with(self, saved: record.SessionRecord) -> None:
        """Write on in a session that was interrupted. Raises KeyError or StorageError, as the queue does."""
        self._queue.go_on_with(saved.id)
        self._session = saved.id

    def append(self, *events: record.SessionEvent, place: SavePlace | None = None) -> None:
        """Write what happened in one step of the session and where it is now, all of it in one go."""
        self._queue.append(self._session, *events, place=place)
