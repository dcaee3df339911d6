"""The activities of a FIT file, read with fitdecode: its sessions, or its points where it has none."""

from __future__ import annotations

import io
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import fitdecode

from kneetimer.core.language import tr
from kneetimer.storage.runs import track
from kneetimer.storage.runs.activity import (
    Activity,
    Contents,
    KeepOn,
    LeftOut,
    RecordedPause,
    after_the_end,
    of_another_time,
)
from kneetimer.storage.runs.fit_frames import Frames, files_in
from kneetimer.storage.runs.gpx import activity_of
from kneetimer.storage.runs.kinds import kind_of_fit
from kneetimer.storage.runs.track import Part, Point

ACTIVITY_FILE = ("activity", 4, None)
FARTHEST_OFFSET = timedelta(hours=14)
QUARTER = 15 * 60
DEGREES = 180 / 2**31  # FIT divides half the earth into 2^31 parts

_Fields = dict[str, Any]


def read(raw: bytes, keep_on: KeepOn) -> Contents:
    """What a file tells. Raises UnreadableError, or whatever fitdecode does with damaged bytes."""
    files, strays = files_in(raw, keep_on)
    read = [_File(frames).contents() for frames in files]
    mended = [each for one in read for each in one.mended]
    if any(not frames.is_sum_right for frames in files):
        mended.append(tr("Its check sum is wrong; all that stands in it is whole."))
    if strays:
        mended.append(after_the_end(strays))
    return Contents(
        tuple(activity for one in read for activity in one.activities),
        tuple(left_out for one in read for left_out in one.left_out),
        tuple(mended),
    )


class _File:
    """The messages of one file, sorted by what they are."""

    def __init__(self, frames: Frames) -> None:
        self.type: object = None
        self.sessions: list[_Fields] = []
        self.laps: list[_Fields] = []
        self.sport: object = None
        self.sub_sport: object = None
        self.part: Part = []
        self.stops: list[tuple[float, bool]] = []
        self.offset: timedelta | None = None
        # The sums were looked at before, and a field that does not fit its type is no reason to stop.
        with fitdecode.FitReader(
            io.BytesIO(frames.content),
            check_crc=fitdecode.CrcCheck.DISABLED,
            error_handling=fitdecode.ErrorHandling.IGNORE,
        ) as reader:
            for frame in reader:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                    self._add(frame.name, _fields(frame.fields))
        self.part.sort(key=_moment)
        self.stops.sort()

    def contents(self) -> Contents:
        if self.type not in ACTIVITY_FILE:
            name = str(self.type).replace("_", " ") if isinstance(self.type, str) else tr("no activity")
            what = tr("a FIT file of another kind ({kind})", kind=name)
            return Contents(left_out=(LeftOut(what, tr("It is no activity.")),))
        mended: list[str] = []
        activities = [each for one in self.sessions for each in self._session(one, mended)]
        if not activities:
            # A watch whose battery died has written no sums, or none of which anything is known.
            activities = self._without_sessions(mended)
        if not activities:
            return Contents(
                left_out=(LeftOut(tr("a FIT file without an activity"), tr("No time is told in it.")),)
            )
        return Contents(tuple(activities), mended=tuple(mended))

    def _add(self, name: str, fields: _Fields) -> None:
        moment = _seconds(fields.get("timestamp"))
        match name:
            case "file_id":
                self.type = fields.get("type")
            case "session":
                self.sessions.append(fields)
            case "lap":
                self.laps.append(fields)
            case "sport":
                self.sport, self.sub_sport = fields.get("sport"), fields.get("sub_sport")
            case "activity":
                self.offset = self.offset or _offset(fields)
            case "event" if moment is not None and fields.get("event") in ("timer", 0):
                kind = str(fields.get("event_type"))
                if kind.startswith(("start", "stop")):
                    self.stops.append((moment, kind.startswith("stop")))
            case "record" if moment is not None:
                north, east = _number(fields.get("position_lat")), _number(fields.get("position_long"))
                metres = _number(fields.get("distance"))
                if north is None or east is None:
                    self.part.append(Point(moment, None, None, metres))
                else:
                    self.part.append(Point(moment, north * DEGREES, east * DEGREES, metres))

    def _session(self, fields: _Fields, mended: list[str]) -> list[Activity]:
        start = _seconds(fields.get("start_time"))
        end = _seconds(fields.get("timestamp"))
        timer = _number(fields.get("total_timer_time"))
        # The longer one counts the breaks in, and the hours of rest begin when all is over.
        elapsed = max(timer or 0.0, _number(fields.get("total_elapsed_time")) or 0.0)
        if start is None and end is not None and elapsed:
            start = end - elapsed
        if start is None:
            return []
        elapsed = elapsed or max(0.0, (end or start) - start)
        kind = self._kind(fields)
        begin = bisect_left(self.part, start - 1, key=_moment)
        end_at = bisect_right(self.part, start + elapsed + 1, key=_moment)
        measured, strays = _measured([self.part[begin:end_at]])
        if len(measured) > 1:
            mended += _strays(strays)
            return [activity_of(each, kind, offset=self.offset) for each in measured]  # gone on with later
        known = measured[0] if measured else None
        if known is not None and elapsed - known.elapsed_s > track.GAP_S:
            mended.append(tr(track.SUMS_ELSEWHERE))
            return [activity_of(known, kind, offset=self.offset)]
        distance = _number(fields.get("total_distance"))
        if distance is None and known is not None:
            distance = known.distance_m
        moving = min(timer or elapsed, elapsed)
        return [
            Activity(
                kind,
                datetime.fromtimestamp(start, UTC),
                elapsed,
                moving,
                distance,
                known.best_m_s if known else None,
                known.fast_share if known else 0.0,
                self._pauses(start, elapsed) or (known.pauses if known else ()),
                offset=self.offset,
            )
        ]

    def _without_sessions(self, mended: list[str]) -> list[Activity]:
        measured, strays = _measured([self.part])
        if measured:
            mended += [*_strays(strays), tr("It has no sums, so its points were counted.")]
            return [activity_of(each, self._kind(*self.sessions), offset=self.offset) for each in measured]
        return self._session(_sums(self.laps), mended)

    def _kind(self, *sessions: _Fields) -> str:
        """The first that says a sport: the session itself, the file, one of its laps.

        Of several sessions each speaks for itself: what the file says may be about another one.
        """
        beside = ({"sport": self.sport, "sub_sport": self.sub_sport}, *self.laps)
        for said in (*sessions, *(beside if len(self.sessions) < 2 else ())):
            if kind := kind_of_fit(said.get("sport"), said.get("sub_sport")):
                return kind
        return ""

    def _pauses(self, start: float, elapsed: float) -> tuple[RecordedPause, ...]:
        """From each stop of the timer to the next start."""
        pauses = []
        stopped: float | None = None
        for moment, is_stop in self.stops[bisect_left(self.stops, (start,)) :]:
            if moment > start + elapsed:
                break
            if is_stop:
                stopped = moment if stopped is None else stopped
            elif stopped is not None:
                if moment - stopped >= track.PAUSE_S:
                    pauses.append(RecordedPause(stopped - start, moment - stopped))
                stopped = None
        return tuple(pauses)


def _moment(point: Point) -> float:
    return point.at


def _fields(fields: Iterable[Any]) -> _Fields:
    """The values of a message by their names. What is there twice, in full and packed, counts once."""
    found: _Fields = {}
    for each in fields:
        if each.value is not None:
            found.setdefault(each.name, each.value)
    return found


def _sums(laps: Iterable[_Fields]) -> _Fields:
    """What laps make together, as a session has it; nothing without a start."""
    known = [lap for lap in laps if _seconds(lap.get("start_time")) is not None]
    if not known:
        return {}
    first = min(known, key=lambda lap: _seconds(lap["start_time"]) or 0.0)
    start = _seconds(first["start_time"]) or 0.0
    timer = sum(_number(lap.get("total_timer_time")) or 0.0 for lap in known)
    metres = sum(_number(lap.get("total_distance")) or 0.0 for lap in known)
    ends = [
        (_seconds(lap["start_time"]) or 0.0)
        + max(_number(lap.get(name)) or 0.0 for name in ("total_elapsed_time", "total_timer_time"))
        for lap in known
    ]
    return {
        "start_time": first["start_time"],
        "total_elapsed_time": max(ends) - start,
        "total_timer_time": timer or None,
        "total_distance": metres or None,
    }


def _measured(parts: Sequence[Part]) -> tuple[list[track.Measured], int]:
    """The stretches of points that last, measured."""
    runs, strays = track.stretches(parts)
    measured = [track.measure(run) for run in runs]
    return [each for each in measured if each.elapsed_s > 0], strays


def _strays(count: int) -> Iterable[str]:
    if count:
        yield of_another_time(count)


def _seconds(moment: object) -> float | None:
    """Seconds since 1970 of a time that FIT tells; a small number there counts from when a watch was on."""
    return moment.replace(tzinfo=UTC).timestamp() if isinstance(moment, datetime) else None


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if is_number and isinstance(value, int | float) else None


def _offset(fields: _Fields) -> timedelta | None:
    """The offset from UTC where the run was, which FIT gives as a local time beside the other one."""
    local, moment = _seconds(fields.get("local_timestamp")), _seconds(fields.get("timestamp"))
    if local is None or moment is None:
        return None
    offset = timedelta(seconds=round((local - moment) / QUARTER) * QUARTER)
    return offset if abs(offset) <= FARTHEST_OFFSET else None
