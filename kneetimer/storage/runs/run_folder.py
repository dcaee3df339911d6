"""A folder in which new files of runs appear, looked at when the program asks. Watches nothing by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from kneetimer.storage import errors
from kneetimer.storage.runs.run_file import SUFFIXES, RunFileError

RECENT = timedelta(days=60)  # older runs change nothing about the days to come
MOST_FILES = 200


def recent_files(folder: Path, now: datetime) -> list[Path]:
    """The files of a folder that may be runs of the last weeks, the newest first.

    Raises RunFileError where the folder cannot be read.
    """
    earliest = (now - RECENT).timestamp()
    found: list[tuple[float, Path]] = []
    try:
        for path in folder.iterdir():
            if path.suffix.lower() not in SUFFIXES or path.name.startswith("."):
                continue
            try:
                changed = path.stat().st_mtime
            except OSError:
                continue  # it went away between two looks
            if changed >= earliest:
                found.append((changed, path))
    except OSError as problem:
        raise RunFileError(f"The folder {folder} cannot be read: {errors.reason(problem)}.") from problem
    return [path for _, path in sorted(found, reverse=True)[:MOST_FILES]]
