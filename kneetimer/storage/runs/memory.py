"""What a watched folder had in it when it was last looked at, and which recordings are asked about.

A file beside the data, which may be lost: then everything is looked at once more, and nothing comes twice.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kneetimer.core.run import Recording
from kneetimer.storage.records import wire
from kneetimer.storage.whole_file import read_file, write_whole

NAME = "kneetimer-looked-at.json"
FORMAT = 1
MOST_BYTES = 64 * 2**20
MOST_QUESTIONS = 500


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stands in the file."""

    format: int
    looked_at: dict[str, list[str]]
    asked: list[Recording]


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
        kept = _Kept(FORMAT, self._known(), list(self._questions.values()))
        with contextlib.suppress(OSError):
            write_whole(self._path, wire.canonical(wire.to_wire(kept)).encode())

    def _known(self) -> dict[str, list[str]]:
        if self._looked_at is None:
            self._looked_at = {}
            # Whatever somebody has done to the file means that nothing is remembered.
            with contextlib.suppress(OSError, ValueError, RecursionError):
                self._read(wire.from_text(read_file(self._path, MOST_BYTES).decode(), _Kept))
        return self._looked_at

    def _read(self, kept: _Kept) -> None:
        if kept.format == FORMAT and all(each.started.utcoffset() is not None for each in kept.asked):
            self._looked_at = kept.looked_at
            self._questions = {each.id: replace(each, is_sure=False) for each in kept.asked}


def mark_of(key: str) -> str:
    """What stands for a file: nobody reads the names of somebody's folders out of it."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:24]
