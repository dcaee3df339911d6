"""The stored side of one running session: keeps its events through the write queue.

Says nothing of what cannot be stored; the model's saver does.
"""

from __future__ import annotations

from collections.abc import Callable

from kneetimer.core import record
from kneetimer.core.player import SavePlace
from kneetimer.storage.records.write_queue import WriteQueue


class SessionLog:
    """Writes for the session driver."""

    def __init__(self, queue: WriteQueue) -> None:
        self._queue = queue
        self._session = ""
        self._coming: tuple[Callable[[], record.Began], Callable[[str], None]] | None = None

    @property
    def session(self) -> str:
        """The id of the session that is being written, "" before there is anything of it."""
        return self._session

    def begin(self, began: Callable[[], record.Began], then: Callable[[str], None]) -> None:
        """Write a new session as soon as there is something of it: of one that nobody begins nothing is kept.

        `began` is asked then for its first event, and `then` is told its id.
        """
        self._session, self._coming = "", (began, then)

    def go_on_with(self, saved: record.SessionRecord) -> None:
        """Write on in a session that was interrupted. Raises KeyError or StorageError, as the queue does."""
        self._queue.go_on_with(saved.id)
        self._session, self._coming = saved.id, None

    def append(self, *events: record.SessionEvent, place: SavePlace | None = None) -> None:
        """Write what happened in one step of the session and where it is now, all of it in one go."""
        if self._coming is not None:
            (began, then), self._coming = self._coming, None
            self._session = self._queue.begin(began())
            then(self._session)
        self._queue.append(self._session, *events, place=place)
