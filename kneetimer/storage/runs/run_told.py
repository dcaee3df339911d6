"""What the reader of a format hands over: a run as its file tells it, or why there is none in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says about its run, before it is believed. `offset` is that of the place of the run."""

    started: datetime
    duration_s: float
    distance_m: float | None
    title: str = ""
    offset: timedelta | None = None


class NoRunError(Exception):
    """Why a file has no run, as the end of a sentence that begins with the file's name."""
