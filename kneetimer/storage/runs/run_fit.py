"""The run in a FIT file, read with fitdecode. Looks at sums where the file has them, else at its points."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import fitdecode

from kneetimer.storage.runs.run_told import NoRunError, Told

MOST_FRAMES = 2_000_000
RUNNING = ("running", 1)
ANY_SPORT = ("generic", 0, None)
FARTHEST_OFFSET = timedelta(hours=14)
QUARTER = 15 * 60


def read(raw: bytes) -> Told:
    """The longest run of a file. Raises NoRunError, or whatever fitdecode does with damaged bytes."""
    runs: list[Told] = []
    other = ""
    offset: timedelta | None = None
    first: datetime | None = None
    last: datetime | None = None
    metres: float | None = None
    with fitdecode.FitReader(io.BytesIO(raw), check_crc=fitdecode.CrcCheck.RAISE) as frames:
        for number, frame in enumerate(frames):
            if number > MOST_FRAMES:
                raise NoRunError("has more in it than any run")
            if frame.frame_type != fitdecode.FIT_FRAME_DATA:
                continue
            if frame.name == "session":
                sport = frame.get_value("sport", fallback=None)
                if sport not in RUNNING and sport not in ANY_SPORT:
                    other = str(sport)
                    continue
                told = _session(frame)
                if told is not None:
                    runs.append(told)
            elif frame.name == "activity":
                offset = _offset(frame)
            elif frame.name == "record":
                moment = frame.get_value("timestamp", fallback=None)
                if isinstance(moment, datetime):
                    first, last = first or moment, moment
                distance = frame.get_value("distance", fallback=None)
                metres = float(distance) if isinstance(distance, int | float) else metres
    if not runs and other:
        raise NoRunError(f"is not a run but {other.replace('_', ' ')}"[:80])
    if not runs and first is not None and last is not None:
        # A watch whose battery died has written no sums.
        runs.append(Told(first, (last - first).total_seconds(), metres))
    if not runs:
        raise NoRunError("has no run in it")
    run = max(runs, key=lambda told: told.duration_s)
    return Told(run.started, run.duration_s, run.distance_m, offset=offset)


def _session(frame: fitdecode.FitDataMessage) -> Told | None:
    started = frame.get_value("start_time", fallback=None)
    lengths = [frame.get_value(name, fallback=None) for name in ("total_elapsed_time", "total_timer_time")]
    known = [float(length) for length in lengths if isinstance(length, int | float)]
    distance = frame.get_value("total_distance", fallback=None)
    if not isinstance(started, datetime) or not known:
        return None
    # The longer one counts the breaks in, and the hours of rest begin when all is over.
    return Told(started, max(known), float(distance) if isinstance(distance, int | float) else None)


def _offset(frame: fitdecode.FitDataMessage) -> timedelta | None:
    """The offset from UTC where the run was, which FIT gives as a local time beside the other one."""
    local = frame.get_value("local_timestamp", fallback=None)
    moment = frame.get_value("timestamp", fallback=None)
    if not isinstance(local, datetime) or not isinstance(moment, datetime):
        return None
    seconds = (local.replace(tzinfo=UTC) - moment.replace(tzinfo=UTC)).total_seconds()
    offset = timedelta(seconds=round(seconds / QUARTER) * QUARTER)
    return offset if abs(offset) <= FARTHEST_OFFSET else None
