"""What is remembered of a watched folder and of what is asked."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from kneetimer.core.run import Recording
from kneetimer.storage.runs.memory import RunMemory, mark_of

START = datetime(2026, 6, 1, 8, 0, tzinfo=timezone(timedelta(hours=2)))
MAYBE = Recording("m", START, 1_800, 5_000, "Morning", "a.gpx", 1_700, is_sure=False)


def test_what_was_looked_at_and_asked_is_known_after_a_start(tmp_path: Path) -> None:
    """A file whose runs are known is not looked at again; one whose run is gone is; questions stay open."""
    memory = RunMemory(tmp_path / "m.json")
    memory.remember("a.gpx|1", ["a"])
    memory.remember("b.gpx|1", ["b"])
    memory.remember("swim.fit|1", [])
    memory.ask(MAYBE)
    memory.save()
    again = RunMemory(tmp_path / "m.json")
    assert again.looked_at({"a"}) == {mark_of("a.gpx|1"), mark_of("swim.fit|1")}
    assert again.questions() == (MAYBE,)
    assert again.answered("m") == MAYBE
    assert again.questions() == ()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"format": 2}', b'{"format": 1, "looked_at": 3, "asked": []}', b"[" * 100_000,
     b'{"format": 1, "looked_at": {"x": [1]}, "asked": [{"id": 3}]}', b"\xff\xfe"],
)  # fmt: skip
def test_a_damaged_memory_is_no_memory(tmp_path: Path, content: bytes) -> None:
    """Then everything is looked at once more, and nothing breaks."""
    (tmp_path / "m.json").write_bytes(content)
    memory = RunMemory(tmp_path / "m.json")
    assert (memory.looked_at(()), memory.questions()) == (frozenset(), ())


def test_a_folder_that_cannot_be_written_to_is_no_trouble(tmp_path: Path) -> None:
    """What was looked at is known as long as the program runs."""
    memory = RunMemory(tmp_path / "gone" / "m.json")
    memory.remember("a.gpx|1", [])
    memory.save()
    assert memory.looked_at(()) == {mark_of("a.gpx|1")}
