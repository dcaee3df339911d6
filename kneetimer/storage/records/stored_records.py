"""The records of sessions by their ids, each read from the data file when it is first asked for.

For pages that look at some weeks of many years. A record that has changed in the file is read
again. Knows no order; the overview has that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kneetimer.core.record import SessionRecord
from kneetimer.storage.records.history import HistoryReader


class StoredRecords(Mapping[str, SessionRecord]):
    """`sessions` are the ids that there are. One that cannot be read is not in it: see `complaints`."""

    def __init__(self, history: HistoryReader, sessions: Sequence[str]) -> None:
        self._history = history
        self._sessions = sessions
        self._read: dict[str, SessionRecord | None] = {}
        self.complaints: list[str] = []

    def read_some(self, number: int) -> bool:
        """Read so many records that nobody has asked for yet. False where there are none left."""
        unread = [each for each in self._sessions if each not in self._read][:number]
        for session_id in unread:
            self.get(session_id)
        return bool(unread)

    def __getitem__(self, session_id: str) -> SessionRecord:
        if session_id not in self._read:
            found, complaint = self._history.record_or_complaint(session_id)
            self._read[session_id] = found
            if complaint:
                self.complaints.append(complaint)
        record = self._read[session_id]
        if record is None:
            raise KeyError(session_id)
        return record

    def __iter__(self) -> Iterator[str]:
        return iter(self._sessions)

    def __len__(self) -> int:
        return len(self._sessions)
