"""The activities of a TCX file: laps with sums, some with points. Courses and planned workouts are none."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from kneetimer.core.language import mark, tr
from kneetimer.storage.runs import track
from kneetimer.storage.runs.activity import Activity, Contents, LeftOut, RecordedPause, of_another_time
from kneetimer.storage.runs.gpx import activity_of, moment_of, place_of
from kneetimer.storage.runs.markup import Step
from kneetimer.storage.runs.track import Part, Point

_NO_ACTIVITIES = {"Course": mark("a course"), "Workout": mark("a planned workout")}
# The elements that are looked at, and whether it matters where they begin.
_WITHIN = (
    "Activities", "MultiSportSession", "FirstSport", "NextSport", "Id", "Notes", "TotalTimeSeconds",
    "DistanceMeters", "Trackpoint", "Time", "Position", "LatitudeDegrees", "LongitudeDegrees", "Courses",
    "Workouts",
)  # fmt: skip
NAMES = dict.fromkeys(("Activity", "Lap", "Track", *_NO_ACTIVITIES), True) | dict.fromkeys(_WITHIN, False)


@dataclass(slots=True)
class _Lap:
    start: float
    seconds: float = 0.0
    metres: float = 0.0
    parts: list[Part] = field(default_factory=list)

    @property
    def end(self) -> float:
        last = max((part[-1].at for part in self.parts if part), default=self.start)
        return max(self.start + self.seconds, last)


class _Activity:
    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.title = ""
        self.start: float | None = None
        self.offset: timedelta | None = None
        self.laps: list[_Lap] = []

    def begins(self, text: str | None) -> float | None:
        """A moment at which something began; the first that has an offset says what zone it was in."""
        moment, offset = moment_of(text)
        self.offset = self.offset or offset
        return moment


def read(steps: Iterator[Step]) -> Contents:
    """What the activities of a file tell."""
    found: list[_Activity] = []
    left_out: list[LeftOut] = []
    point = _PointRead()
    for event, path, element in steps:
        name = path[-1]
        if event == "start":
            match name:
                case "Activity":
                    found.append(_Activity(element.get("Sport", "").strip()))
                case "Lap" if found:
                    start = found[-1].begins(element.get("StartTime"))
                    before = found[-1].laps[-1].end if found[-1].laps else found[-1].start
                    begun = before if start is None else start
                    found[-1].laps.append(_Lap(math.nan if begun is None else begun))
                case "Track" if found and found[-1].laps:
                    found[-1].laps[-1].parts.append([])
                case _ if name in _NO_ACTIVITIES and not left_out:
                    left_out.append(
                        LeftOut(tr(_NO_ACTIVITIES[name]), tr("It says what to do, not what was done."))
                    )
            continue
        if not found:
            continue
        match path[-2:]:
            case ("Activity", "Id"):
                found[-1].start = found[-1].begins(element.text)
            case ("Activity", "Notes"):
                found[-1].title = (element.text or "").strip()
            case ("Lap", "TotalTimeSeconds") if found[-1].laps:
                found[-1].laps[-1].seconds += _number(element.text)
            case ("Lap", "DistanceMeters") if found[-1].laps:
                found[-1].laps[-1].metres += _number(element.text)
            case (_, "Trackpoint"):
                whole = point.point()
                if whole is not None and found[-1].laps and found[-1].laps[-1].parts:
                    found[-1].laps[-1].parts[-1].append(whole)
                point = _PointRead()
            case ("Trackpoint" | "Position", _):
                point.set_field(name, element.text)
    activities: list[Activity] = []
    mended: list[str] = []
    for each in found:
        _read_activity(each, activities, left_out, mended)
    if not activities and not left_out:
        left_out.append(LeftOut(tr("a file without an activity"), tr("It has no lap with a start.")))
    return Contents(tuple(activities), tuple(left_out), tuple(mended))


class _PointRead:
    """A point while its elements are read."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}

    def set_field(self, name: str, text: str | None) -> None:
        self._said[name] = text or ""

    def point(self) -> Point | None:
        at = moment_of(self._said.get("Time"))[0]
        if at is None:
            return None
        said = self._said
        north, east = place_of(said.get("LatitudeDegrees"), said.get("LongitudeDegrees")) or (None, None)
        try:
            metres: float | None = float(self._said["DistanceMeters"])
        except (KeyError, ValueError):
            metres = None
        metres = metres if metres is not None and math.isfinite(metres) else None
        return Point(at, north, east, metres)


def _read_activity(
    raw: _Activity, activities: list[Activity], left_out: list[LeftOut], mended: list[str]
) -> None:
    """Add what an activity tells: each group of laps without a gap between or within them is one."""
    laps: dict[tuple[float, float, float], _Lap] = {}
    for lap in raw.laps:
        if math.isnan(lap.start):
            lap.start = min((part[0].at for part in lap.parts if part), default=math.nan)
        if not math.isnan(lap.start):
            laps.setdefault((lap.start, lap.seconds, lap.metres), lap)  # what is there twice counts once
    if not laps:
        what = tr("an activity ({kind})", kind=raw.kind[:40] or tr("no kind"))
        left_out.append(LeftOut(what, tr("It has no lap with a start.")))
        return
    groups: list[list[_Lap]] = []
    end = -math.inf
    for lap in sorted(laps.values(), key=lambda one: one.start):
        if lap.start - end > track.GAP_S:
            groups.append([])
        groups[-1].append(lap)
        end = max(end, lap.end)
    longest = max(_length(group) for group in groups)
    for group in groups:
        if _length(group) < min(track.STRAY_S, track.STRAY_SHARE * longest):
            mended.append(tr("A lap of another time did not count."))
        else:
            activities += _activities_of(raw, group, mended)


def _length(laps: list[_Lap]) -> float:
    return max(lap.end for lap in laps) - laps[0].start


def _activities_of(raw: _Activity, laps: list[_Lap], mended: list[str]) -> list[Activity]:
    runs, strays = track.stretches([part for lap in laps for part in lap.parts if part])
    if strays:
        mended.append(of_another_time(strays))
    measured = [track.measure(run) for run in runs]
    if len(runs) > 1:
        return [activity_of(each, raw.kind, raw.title, raw.offset) for each in measured]
    start, seconds = laps[0].start, sum(lap.seconds for lap in laps)
    ends = [lap.start + lap.seconds for lap in laps]
    known = measured[0] if measured else None
    if known is not None and known.elapsed_s > 0:
        ends.append(known.start + known.elapsed_s)
        is_elsewhere = abs(known.start - start) > track.GAP_S  # the laps kept the time of another day
        if is_elsewhere or max(ends) - start - known.elapsed_s > track.GAP_S:
            mended.append(tr(track.SUMS_ELSEWHERE))
            return [activity_of(known, raw.kind, raw.title, raw.offset)]
    if known is not None:
        # The last lap's own time stands still in its pauses, and a last point may lie before its end.
        paused = sum(each.length_s for each in known.pauses if known.start + each.after_s >= laps[-1].start)
        ends.append(laps[-1].start + laps[-1].seconds + paused)
    elapsed = max(ends) - start
    activity = Activity(
        raw.kind,
        datetime.fromtimestamp(start, UTC),
        elapsed,
        # The sums of the laps are the watch's own time, which stands still in a pause.
        min(seconds, elapsed) if seconds else known.moving_s if known else 0.0,
        sum(lap.metres for lap in laps) or (known.distance_m if known else None),
        known.best_m_s if known else None,
        known.fast_share if known else 0.0,
        known.pauses if known and known.pauses else _between(laps),
        raw.title,
        raw.offset,
    )
    return [activity]


def _between(laps: list[_Lap]) -> tuple[RecordedPause, ...]:
    """The pauses between laps that have no points."""
    return tuple(
        RecordedPause(lap.start + lap.seconds - laps[0].start, following.start - lap.start - lap.seconds)
        for lap, following in pairwise(laps)
        if following.start - lap.start - lap.seconds >= track.PAUSE_S
    )


def _number(text: str | None) -> float:
    """A sum of a lap; 0 where it is none, such as NaN or a negative one."""
    try:
        number = float(text or "")
    except ValueError:
        return 0.0
    return number if math.isfinite(number) and number > 0 else 0.0
