"""What is stored with what waits to be stored laid over it: what was done, whether the disk has it or not.

Reads and writes nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from kneetimer.core.knee import AnswersOpen, KneeCheck, LookedAt
from kneetimer.core.record import SessionRecord
from kneetimer.storage.records import wire
from kneetimer.storage.records.history import HistoryReader
from kneetimer.storage.records.write_queue import WriteQueue

_Kind = TypeVar("_Kind", KneeCheck, LookedAt, AnswersOpen)


def record_of(session_id: str, history: HistoryReader, queue: WriteQueue) -> SessionRecord:
    """A session as it was done. Raises what reading it raises where it was not done in this run."""
    told = queue.told(session_id)
    return history.record_of(session_id) if told is None else told.record()


def unsaved(queue: WriteQueue | None) -> dict[str, SessionRecord]:
    """The sessions of which something is not stored yet, as they were done, by their ids."""
    if queue is None:
        return {}
    return {
        each: told.record() for each in queue.unsaved_sessions() if (told := queue.told(each)) is not None
    }


def answers(stored: Iterable[_Kind], kind: type[_Kind], queue: WriteQueue | None) -> list[_Kind]:
    """The answers of a kind with those that wait, the ones that were taken back left out."""
    known = {wire.key_of_entry(answer): answer for answer in stored}
    for answer, stays in queue.waiting() if queue is not None else ():
        if isinstance(answer, kind):
            known.pop(wire.key_of_entry(answer), None)
            if stays:
                known[wire.key_of_entry(answer)] = answer
    return list(known.values())
