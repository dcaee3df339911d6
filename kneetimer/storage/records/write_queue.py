"""Keeps what cannot be written yet, and writes it in order as soon as writing works again.

A full disk or a folder that went away must not stop a session, and what was done in one must be shown
though it is not stored. Has no thread and no timer: whoever pushes and tries again has them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kneetimer.core.folding import Folding
from kneetimer.core.language import tr
from kneetimer.core.plan_edit import PlanEdits
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import (
    AFTER_THE_END,
    Began,
    SessionEvent,
    SessionRecord,
    SessionState,
)
from kneetimer.storage.engine.database import Clock
from kneetimer.storage.errors import OtherFileError, StorageError
from kneetimer.storage.records import rows
from kneetimer.storage.records.history import History
from kneetimer.storage.records.wire import Entry

if TYPE_CHECKING:
    from kneetimer.core.player import SavePlace


@dataclass(frozen=True, slots=True)
class _Unsaved:
    session: str
    sequence: int
    event: SessionEvent
    at: datetime


@dataclass(frozen=True, slots=True)
class Batch:
    """What waits at one moment. It is written as a whole or not at all, on any thread."""

    events: tuple[_Unsaved, ...]
    answers: tuple[tuple[Entry, bool], ...]
    place: tuple[str, SavePlace] | None
    preferences: Preferences | None
    plan_edits: Mapping[str, PlanEdits]

    def write(self, history: History) -> None:
        """Raises StorageError; OtherFileError where the file is not the one that was written so far."""
        with history.changing():
            for each in self.events:
                self._append(history, each)
            for answer, stays in self.answers:
                (history.save_answer if stays else history.remove_answer)(answer)
            if self.place is not None:
                session, place = self.place
                history.save_place(session, place.place, place.active_ms)
            if self.preferences is not None:
                history.save_preferences(self.preferences)
            for plan, edits in self.plan_edits.items():
                history.save_plan_edits(plan, edits)

    @staticmethod
    def _append(history: History, each: _Unsaved) -> None:
        # The sequence makes this safe to repeat where an answer was lost but not the commit.
        try:
            if each.sequence == 1 and isinstance(each.event, Began):
                history.begin(each.event, each.session, at=each.at)
            else:
                history.append(each.session, each.event, sequence=each.sequence, at=each.at)
        except (KeyError, ValueError) as problem:
            # It followed what was stored so far, or it would not wait here: so the file has become another.
            raise OtherFileError(
                tr(
                    "KneeTimer cannot save to {path}: another program has replaced or changed it. "
                    "Nothing is lost; KneeTimer keeps what is missing there.",
                    path=history.path,
                ),
                history.path,
            ) from problem


class Told:
    """A session as it was told from its beginning, whether it is stored or not.

    `events` have their moments in UTC.
    """

    def __init__(self, session_id: str) -> None:
        self.events: list[tuple[str, SessionEvent]] = []
        self._folding = Folding(session_id)
        self._session = session_id

    def add(self, at_utc: str, event: SessionEvent) -> None:
        """Raises ValueError where the event cannot follow; nothing is changed then."""
        if self._folding.state is not SessionState.RUNNING and not isinstance(event, AFTER_THE_END):
            raise ValueError("only answers and corrections may follow the end of a session")
        try:
            self._folding.add(event)
        except ValueError:
            self._folding = Folding(self._session)
            for _, before in self.events:
                self._folding.add(before)
            raise
        self.events.append((at_utc, event))

    def record(self) -> SessionRecord:
        return self._folding.record()


class WriteQueue:
    """The writing half of History for a running window: its methods never raise StorageError.

    Each returns True (or an id) and leaves the rest to the properties: what waits is in
    `pending`, since when in `unsaved_since`, and why in `trouble`. With `push` that is called
    instead of `retry`: it has `batch` written elsewhere and tells `settle` what came of it.
    """

    def __init__(self, history: History, clock: Clock, push: Callable[[], bool] | None = None) -> None:
        self._history = history
        self._clock = clock
        self._push = push or self.retry
        self._unsaved: list[_Unsaved] = []
        self._answers: list[tuple[Entry, bool]] = []  # and whether it stays
        self._told: dict[str, Told] = {}
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
    def waits(self) -> bool:
        """Whether anything is not on the disk yet, choices too."""
        few = self._place is not None or self._preferences is not None
        return bool(self._unsaved or self._answers or self._plan_edits or few)

    @property
    def unsaved_since(self) -> datetime | None:
        """When the oldest thing that is not on the disk happened; None when all is saved."""
        return self._since

    @property
    def trouble(self) -> StorageError | None:
        """Why the last attempt failed; None when all is saved."""
        return self._trouble

    def unsaved_sessions(self) -> tuple[str, ...]:
        """The sessions of which something is not on the disk yet, in the order of that."""
        return tuple(dict.fromkeys(each.session for each in self._unsaved))

    def told(self, session_id: str) -> Told | None:
        """All that happened in a session that was written here, stored or not; None for others."""
        return self._told.get(session_id)

    def begin(self, began: Began) -> str:
        """Start a session; its id is good at once, saved or not."""
        session_id = uuid.uuid4().hex
        self._told = {each: self._told[each] for each in self.unsaved_sessions()}  # others are not needed
        self._told[session_id] = Told(session_id)
        self._add(session_id, began)
        self._push()
        return session_id

    def go_on_with(self, session_id: str) -> None:
        """Be ready to write on in a session that is stored, or waits here.

        Raises KeyError where there is none and StorageError where it cannot be read.
        """
        if session_id not in self._told:
            told = Told(session_id)
            for at_utc, event in self._history.events_of(session_id):
                told.add(at_utc, event)
            self._told[session_id] = told

    def forget(self, session_id: str) -> None:
        """A session was changed in the file by other ways than this one."""
        if session_id not in self.unsaved_sessions():
            self._told.pop(session_id, None)

    def append(self, session_id: str, *events: SessionEvent, place: SavePlace | None = None) -> bool:
        """Add what happened in one step of a session, and where it is now. True when it is on the disk.

        Only the newest place is kept. Raises ValueError for a event that does not follow, and for a
        session that was neither begun nor gone on with here what `go_on_with` does.
        """
        self.go_on_with(session_id)
        for event in events:
            self._add(session_id, event)
        if place is not None:
            self._place = (session_id, place)
        return self._push()

    def save_preferences(self, preferences: Preferences) -> bool:
        """Store the choices. Only the newest are kept."""
        self._preferences = preferences
        return self._push()

    def save_plan_edits(self, plan: str, edits: PlanEdits) -> bool:
        """Store the changes to a plan. Only the newest of each plan are kept."""
        self._plan_edits[plan] = edits
        return self._push()

    def save_answer(self, answer: Entry) -> bool:
        """Store an answer about the knees, or a run."""
        self._answers.append((answer, True))
        return self._push()

    def remove_answer(self, answer: Entry) -> bool:
        """Delete an answer about the knees, or a run."""
        self._answers.append((answer, False))
        return self._push()

    def waiting(self) -> tuple[tuple[Entry, bool], ...]:
        """The answers and runs that are not on the disk yet, oldest first, and whether each stays."""
        return tuple(self._answers)

    def retry(self) -> bool:
        """Write all that waits, here and now. True when nothing waits any more."""
        if not self.waits:
            return True
        batch = self.batch()
        try:
            batch.write(self._history)
        except StorageError as trouble:
            self.settle(batch, trouble)
            return False
        self.settle(batch, None)
        return True

    def batch(self) -> Batch:
        """All that waits now."""
        return Batch(
            tuple(self._unsaved),
            tuple(self._answers),
            self._place,
            self._preferences,
            dict(self._plan_edits),
        )

    def settle(self, batch: Batch, trouble: StorageError | None) -> None:
        """Take note of what came of a batch: it is on the disk, or `trouble` says why nothing of it is."""
        self._trouble = trouble
        if trouble is not None:
            self._since = self._since or self._clock()
            return
        # What came since stands behind what was in the batch, or in place of it.
        del self._unsaved[: len(batch.events)]
        del self._answers[: len(batch.answers)]
        if self._place is batch.place:
            self._place = None
        if self._preferences is batch.preferences:
            self._preferences = None
        for plan, edits in batch.plan_edits.items():
            if self._plan_edits.get(plan) is edits:
                del self._plan_edits[plan]
        self._since = None

    def _add(self, session_id: str, event: SessionEvent) -> None:
        now = self._clock()
        told = self._told[session_id]
        told.add(rows.utc_text(now), event)
        self._unsaved.append(_Unsaved(session_id, len(told.events), event, now))
