"""The activities of a GPX file: its tracks. Routes and waypoints say where somebody might go, and are none.

gpxpy would read the same, but builds a tree of all points with a parser that takes entities; its way to
measure is the yardstick of the tests instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from kneetimer.core.language import tr
from kneetimer.storage.runs import track
from kneetimer.storage.runs.activity import Activity, Contents, LeftOut, of_another_time
from kneetimer.storage.runs.markup import Step
from kneetimer.storage.runs.track import Part, Point

# The elements that are looked at, and whether it matters where they begin.
NAMES = dict.fromkeys(("trk", "trkseg", "rte", "wpt"), True) | dict.fromkeys(
    ("trkpt", "time", "name", "type"), False
)
SAME_RUN_S = 30 * 60  # tracks that follow each other sooner are laps of one run


class _Track:
    def __init__(self) -> None:
        self.kind = self.title = ""
        self.parts: list[Part] = []
        self.points_without_time = 0


def read(steps: Iterator[Step]) -> Contents:
    """What the tracks of a file tell."""
    tracks: list[_Track] = []
    moment: float | None = None
    offset: timedelta | None = None
    other = ""
    for event, path, element in steps:
        name, depth = path[-1], len(path)
        if event == "start":
            match name:
                case "trk" if depth == 2:
                    tracks.append(_Track())
                case "trkseg" if tracks:
                    tracks[-1].parts.append([])
                case "rte" | "wpt":
                    other = other or (tr("a route") if name == "rte" else tr("a list of places"))
            continue
        if not tracks:
            continue
        match path[-2:]:
            case ("trk", "name"):
                tracks[-1].title = (element.text or "").strip()
            case ("trk", "type"):
                tracks[-1].kind = (element.text or "").strip()
            case ("trkpt", "time"):
                moment, zone = moment_of(element.text)
                offset = offset or zone
            case (_, "trkpt") if tracks[-1].parts:
                place = place_of(element.get("lat"), element.get("lon"))
                if moment is None or place is None:
                    tracks[-1].points_without_time += 1
                else:
                    tracks[-1].parts[-1].append(Point(moment, *place))
                moment = None
    return _contents_of(tracks, offset, other)


def _contents_of(tracks: Sequence[_Track], offset: timedelta | None, other: str) -> Contents:
    activities: list[Activity] = []
    left_out: list[LeftOut] = []
    mended: list[str] = []
    for group in _groups([each for each in tracks if any(each.parts)]):
        runs, strays = track.stretches([part for each in group for part in each.parts])
        if strays:
            mended.append(of_another_time(strays))
        for run in runs:
            title = next((each.title for each in group if each.title), "")
            activities.append(activity_of(track.measure(run), group[0].kind, title, offset))
    if not activities:
        what = tr("a track without times") if any(each.points_without_time for each in tracks) else other
        left_out.append(
            LeftOut(what or tr("a GPX file without a track"), tr("It has no points with a time."))
        )
    return Contents(tuple(activities), tuple(left_out), tuple(mended))


def _groups(tracks: Sequence[_Track]) -> list[list[_Track]]:
    """The tracks of each activity: those of one kind that follow each other closely are its laps."""
    groups: list[list[_Track]] = []
    ends: dict[str, tuple[float, list[_Track]]] = {}
    for each in sorted(tracks, key=lambda one: min(part[0].at for part in one.parts if part)):
        moments = [point.at for part in each.parts for point in part]
        end, group = ends.get(each.kind, (-track.GAP_S * 1e9, []))
        if group and min(moments) - end <= SAME_RUN_S:
            group.append(each)
        else:
            group = [each]
            groups.append(group)
            end = max(moments)
        ends[each.kind] = (max(end, max(moments)), group)
    return groups


def activity_of(
    measured: track.Measured, kind: str, title: str = "", offset: timedelta | None = None
) -> Activity:
    """An activity of what was measured on its points."""
    return Activity(
        kind,
        datetime.fromtimestamp(measured.start, UTC),
        measured.elapsed_s,
        measured.moving_s,
        measured.distance_m,
        measured.best_m_s,
        measured.fast_share,
        measured.pauses,
        title,
        offset,
    )


def moment_of(text: str | None) -> tuple[float | None, timedelta | None]:
    """Seconds since 1970, and the offset from UTC where it is that of a place; None where it is no time."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment.timestamp(), moment.utcoffset() or None
    except (ValueError, OverflowError):
        return None, None


def place_of(latitude: str | None, longitude: str | None) -> tuple[float, float] | None:
    """Degrees; None where it is no place on earth, or the one that stands for no place at all."""
    try:
        north, east = float(latitude or ""), float(longitude or "")
    except ValueError:
        return None
    # NaN compares as false, and so is no place either.
    is_place = abs(north) <= 90 and abs(east) <= 180 and (north, east) != (0, 0)
    return (north, east) if is_place else None
