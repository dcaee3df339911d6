"""What is said of the folder that several computers share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kneetimer.ui.text.dates import in_digits

CHOOSE = "Choose the folder that your computers share"


def merged(sessions: int, answers: int, at: str) -> str:
    """ "From your other computer at 19:05: 2 sessions and 3 answers"."""
    parts = [in_digits(sessions, "session")] if sessions else []
    parts += [in_digits(answers, "answer")] if answers else []
    return f"From your other computer at {at}: {' and '.join(parts) or 'settings of a plan'}"


def is_data_folder(folder: str) -> str:
    return f"{folder} has your data file, which no sync program may carry. Choose another folder."


def left(files: Sequence[Path]) -> str:
    return f"This could not be deleted: {', '.join(map(str, files))}. Delete it by hand."


def not_written(folder: Path, why: str) -> str:
    return f"The folder for your computers, {folder}, cannot be used: {why.lower()}. KneeTimer tries again."
