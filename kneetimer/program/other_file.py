"""What is done when another file stands in the place of the data file, or none: nothing of either is lost.

Which of the ways, the person says; saving_controller.py asks.
"""

from __future__ import annotations

import contextlib
from enum import Enum
from pathlib import Path

from kneetimer import __version__
from kneetimer.core.language import tr
from kneetimer.program.model import Model
from kneetimer.storage.engine.backup import backups_in
from kneetimer.storage.engine.restore import restore
from kneetimer.storage.errors import StorageError
from kneetimer.storage.exchange import rescue
from kneetimer.ui.text.lists import comma_list


class Way(Enum):
    """What to do with the two files."""

    BOTH = "both"
    OURS = "ours"
    OTHER = "other"


def take(model: Model, way: Way) -> str:
    """Go on with one file. Returns what the person should know of it, or ""."""
    history, now = model.history, model.clock.now()
    if history is None:
        return ""
    said = ""
    copy: Path | None = None
    try:
        if history.is_elsewhere:  # the file that was opened can still be read, wherever its name has gone
            copy = history.back_up()
        elif history.is_overwritten:  # what was stored of ours is in its backups
            copy = next((each.path for each in backups_in(model.where.backups_dir)), None)
        if way is Way.BOTH and copy is not None:
            name = rescue.name_of(model.where, now, "all")
            places = [folder / name for folder in rescue.folders(model.where)]
            rescue.write(rescue.all_in(copy), places, now, __version__)
        model.let_go()
        if way is Way.OURS and copy is not None:
            restore(copy, model.where, now, spoiled=True)  # it is what was open until now
        if way is Way.OTHER:
            said = _set_aside(model, copy)
    except StorageError as problem:
        said = str(problem)
    if model.history is not None:
        model.let_go()
    model.open_again()
    return said


def _set_aside(model: Model, copy: Path | None) -> str:
    """Keep what was not stored where no start takes it in; where our copies are, as a sentence."""
    kept = [copy] if copy is not None else []
    for path in rescue.files(model.where):
        with contextlib.suppress(OSError):
            kept.append(path.rename(path.with_name(path.name + rescue.SET_ASIDE)))
    files = comma_list([str(path) for path in kept])
    return tr("What was here before is in {files}.", files=files) if kept else ""
