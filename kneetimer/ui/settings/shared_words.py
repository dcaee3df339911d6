"""What is said of the folder that several computers share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kneetimer.core.language import mark, tr, trn
from kneetimer.ui.text.lists import and_list, comma_list

CHOOSE = mark("Choose the folder that your computers share")


def merged(sessions: int, answers: int, at: str) -> str:
    """ "From your other computer at 19:05: 2 sessions and 3 answers"."""
    came = [trn("{number} session", "{number} sessions", sessions)] if sessions else []
    came += [trn("{number} answer", "{number} answers", answers)] if answers else []
    what = and_list(came) or tr("settings of a plan")
    return tr("From your other computer at {time}: {what}", time=at, what=what)


def is_data_folder(folder: str) -> str:
    return tr(
        "{folder} has your data file, which no sync program may carry. Choose another folder.", folder=folder
    )


def left(files: Sequence[Path]) -> str:
    listed = comma_list([str(file) for file in files])
    return tr("This could not be deleted: {files}. Delete it by hand.", files=listed)


def not_written(folder: Path, why: str) -> str:
    return tr(
        "The folder for your computers, {folder}, cannot be used: {reason}. KneeTimer tries again.",
        folder=folder,
        reason=why,
    )
