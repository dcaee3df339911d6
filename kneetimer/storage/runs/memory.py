"""What a watched folder had in it when it was last looked at, and which recordings are asked about.

A file beside the data, which may be lost: then everything is looked at once more, and nothing comes twice.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kneetimer.core.run import Recording
from kneetimer.storage.whole_file import read_file, write_whole

NAME = "kneetimer-looked-at.json"
FORMAT = 1
MOST_BYTES = 64 * 2**20
MOST_QUESTIONS = 500

_UNREADABLE = (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError)


class RunMemory:
    """Read when it is first asked, written by `save`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._looked_at: dict[str, list[str]] | None = None
        self._questions: dict[str, Recording] = {}

    def looked_at(self, ids: Collection[str]) -> frozenset[str]:
        """The marks of the files whose runs are all among `ids`: those known, and those deleted.

        Where a backup was put back, its runs are fewer, and their files are looked at again.
        """
        return frozenset(mark for mark, runs in self._known().items() if all(run in ids for run in runs))

    def remember(self, key: str, runs: Iterable[str]) -> None:
        """A file was looked at, as it was, and these runs came of it."""
        self._known()[mark_of(key)] = sorted(set(runs))

    def questions(self) -> tuple[Recording, ...]:
        """The recordings of which a person has to say whether they are runs, the newest first."""
        self._known()
        return tuple(sorted(self._questions.values(), key=lambda each: each.started, reverse=True))

    def ask(self, recording: Recording) -> None:
        if len(self.questions()) < MOST_QUESTIONS:
            self._questions[recording.id] = recording

    def answered(self, id: str) -> Recording | None:
        """Ask no more about a recording, and return it."""
        self._known()
        return self._questions.pop(id, None)

    def forget(self) -> None:
        self._looked_at, self._questions = {}, {}

    def save(self) -> None:
        """Write it down. That it cannot be written costs another look, and nobody needs to know."""
        asked = [{**asdict(each), "started": each.started.isoformat()} for each in self._questions.values()]
        content = {"format": FORMAT, "looked_at": self._known(), "asked": asked}
        with contextlib.suppress(OSError):
            write_whole(self._path, json.dumps(content).encode())

    def _known(self) -> dict[str, list[str]]:
        if self._looked_at is None:
            self._looked_at = {}
            # Whatever somebody has done to the file means that nothing is remembered.
            with contextlib.suppress(*_UNREADABLE):
                self._read(json.loads(read_file(self._path, MOST_BYTES)))
        return self._looked_at

    def _read(self, content: Any) -> None:
        if content["format"] != FORMAT:
            return
        looked_at = {str(mark): [str(run) for run in runs] for mark, runs in content["looked_at"].items()}
        asked = [_recording(each) for each in content["asked"]]
        self._looked_at, self._questions = looked_at, {each.id: each for each in asked}


def mark_of(key: str) -> str:
    """What stands for a file: nobody reads the names of somebody's folders out of it."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _recording(plain: Any) -> Recording:
    read = Recording(**{**plain, "started": datetime.fromisoformat(plain["started"])})
    texts = (read.id, read.title, read.source)
    numbers = (read.duration_s, read.distance_m or 0, read.moving_s or 0)
    if not all(isinstance(each, str) for each in texts) or not all(type(each) is int for each in numbers):
        raise TypeError("no recording")
    if read.started.utcoffset() is None:
        raise ValueError("its start has no offset")
    return replace(read, is_sure=False)
