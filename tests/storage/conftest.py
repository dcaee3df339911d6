"""A folder for data files, in memory where the system has such: each commit waits for the disk."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneetimer.storage.locations import Locations, locate


@pytest.fixture
def folder() -> Iterator[Path]:
    memory = Path("/dev/shm")
    fast = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="kneetimer-test-", dir=fast) as made:
        yield Path(made)


@pytest.fixture
def here(folder: Path) -> Locations:
    return locate(folder / "data")
