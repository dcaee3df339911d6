"""Keeps what cannot be written yet, and writes it in order as soon as writing works again.

A full disk or a folder that went away must not stop a session. Has no thread and no timer: the
window calls `retry()` now and then, and every new thing to store tries first what waits before it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from kneetimer.core.plan_edit import PlanEdits
from kneetimer.core.player import SavePlace
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Began, SessionEvent
from kneetimer.storage.engine.database import Clock
from kneetimer.storage.errors import StorageError
from kneetimer.storage.records.history import History
from kneetimer.storage.records.wire import Entry


@dataclass(frozen=True, slots=True)
class _Unsaved:
    session: str
    sequence: int
    event: SessionEvent
    at: datetime


class WriteQueue:
    """The writing half of History for a running window: its methods never raise StorageError.

    Each returns True (or an id) and leaves the rest to the properties: what waits is in
    `pending`, since when in `unsaved_since`, and why in `trouble`.
    """

    def __init__(self, history: History, clock: Clock) -> None:
        self._history = history
        self._clock = clock
        self._unsaved: list[_Unsaved] = []
        self._answers: list[tuple[Entry, bool]] = []  # and whether it stays
        self._next: dict[str, int] = {}
        self._place: tuple[str, SavePlace] | None = None
        self._preferences: Preferences | None = None
        self._plan_edits: dict[str, PlanEdits] = {}
        self._trouble: StorageError | None = None
        self._since: datetime | None = None

    @property
    def pending(self) -> int:
        """How many events and answers are not on the disk yet."""
        return len(self._unsaved) + len(self._answers)

    @property
    def unsaved_since(self) -> datetime | None:
        """When the oldest thing that is not on the disk happened; None when all is saved."""
        return self._since

    @property
    def trouble(self) -> StorageError | None:
        """Why the last attempt failed; None when all is saved."""
        return self._trouble

    def begin(self, began: Began) -> str:
        """Start a session; its id is good at once, saved or not."""
        session_id = uuid.uuid4().hex
        self._next[session_id] = 2
        self._unsaved.append(_Unsaved(session_id, 1, began, self._clock()))
        self.retry()
        return session_id

    def append(self, session_id: str, *events: SessionEvent, place: SavePlace | None = None) -> bool:
        """Add what happened in one step of a session, and where it is now. True when it is on the disk.

        Only the newest place is kept. Raises KeyError for an unknown session and ValueError for a
        event that does not follow.
        """
        for event in events:
            sequence = self._next.get(session_id) or self._history.length_of(session_id) + 1
            self._next[session_id] = sequence + 1
            self._unsaved.append(_Unsaved(session_id, sequence, event, self._clock()))
        if place is not None:
            self._place = (session_id, place)
        return self.retry()

    def save_preferences(self, preferences: Preferences) -> bool:
        """Store the choices. Only the newest are kept."""
        self._preferences = preferences
        return self.retry()

    def save_plan_edits(self, plan: str, edits: PlanEdits) -> bool:
        """Store the changes to a plan. Only the newest of each plan are kept."""
        self._plan_edits[plan] = edits
        return self.retry()

    def save_answer(self, answer: Entry) -> bool:
        """Store an answer about the knees, or a run."""
        self._answers.append((answer, True))
        return self.retry()

    def remove_answer(self, answer: Entry) -> bool:
        """Delete an answer about the knees, or a run."""
        self._answers.append((answer, False))
        return self.retry()

    def waiting(self) -> tuple[tuple[Entry, bool], ...]:
        """The answers and runs that are not on the disk yet, oldest first, and whether each stays."""
        return tuple(self._answers)

    def retry(self) -> bool:
        """Write all that waits, in order and in one transaction. True when nothing waits any more.

        Raises ValueError for an event that may not be stored at all, and forgets it.
        """
        if not self._waits:
            return True
        try:
            with self._history.changing():
                for each in self._unsaved:
                    self._write(each)
                for answer, stays in self._answers:
                    (self._history.save_answer if stays else self._history.remove_answer)(answer)
                if self._place is not None:
                    session, place = self._place
                    self._history.save_place(session, place.place, place.active_ms)
                if self._preferences is not None:
                    self._history.save_preferences(self._preferences)
                for plan, edits in self._plan_edits.items():
                    self._history.save_plan_edits(plan, edits)
        except StorageError as trouble:
            self._trouble = trouble
            self._since = self._since or self._clock()
            return False
        self._unsaved.clear()
        self._answers.clear()
        self._plan_edits.clear()
        self._place = self._preferences = self._trouble = self._since = None
        return True

    @property
    def _waits(self) -> bool:
        few = self._place is not None or self._preferences is not None
        return bool(self._unsaved or self._answers or self._plan_edits or few)

    def _write(self, unsaved: _Unsaved) -> None:
        # The sequence makes this safe to repeat where an answer was lost but not the commit.
        try:
            if unsaved.sequence == 1 and isinstance(unsaved.event, Began):
                self._history.begin(unsaved.event, unsaved.session, at=unsaved.at)
            else:
                self._history.append(
                    unsaved.session, unsaved.event, sequence=unsaved.sequence, at=unsaved.at
                )
        except (ValueError, KeyError):
            self._forget(unsaved)
            raise

    def _forget(self, wrong: _Unsaved) -> None:
        """Drop what the program should not have stored, so that it does not block what came after it."""
        self._unsaved = [
            replace(each, sequence=each.sequence - 1)
            if each.session == wrong.session and each.sequence > wrong.sequence
            else each
            for each in self._unsaved
            if each is not wrong
        ]
        self._next[wrong.session] -= 1
