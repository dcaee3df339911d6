"""Files of runs as watches and apps write them, made here byte by byte from what the test wants in them."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import FileType, Manufacturer, Sport

from kneetimer.storage.runs.fit_frames import check_sum

METRES_A_DEGREE = 6_371_000 * 3.141592653589793 / 180
FIT_EPOCH_S = 631_065_600


def gpx(
    started: datetime,
    minutes: float = 50,
    metres: float = 9_000,
    *,
    name: str = "Morning Run",
    sport: str = "running",
    points: int = 61,
    pause_after: int | None = None,
) -> bytes:
    """A track due north at an even pace. With `pause_after`, a second part begins at the same place."""
    lines = []
    for number in range(points):
        share = number / (points - 1)
        moment = (started + timedelta(minutes=minutes * share)).astimezone(UTC)
        latitude = 48 + metres * share / METRES_A_DEGREE
        lines.append(
            f'<trkpt lat="{latitude:.7f}" lon="16.0"><ele>200</ele>'
            f"<time>{moment:%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        )
        if number == pause_after:
            lines.append("</trkseg><trkseg>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="Watch" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><name>{name}</name><type>{sport}</type><trkseg>{''.join(lines)}</trkseg></trk></gpx>"
    ).encode()


def tcx(
    started: datetime,
    laps: Iterable[tuple[float, float]] = ((25, 4_500), (25, 4_500)),
    *,
    sport: str = "Running",
    notes: str = "",
) -> bytes:
    """An activity of laps in minutes and metres."""
    at = started.astimezone(UTC)
    first = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    written = []
    for minutes, metres in laps:
        written.append(
            f'<Lap StartTime="{at:%Y-%m-%dT%H:%M:%SZ}"><TotalTimeSeconds>{minutes * 60}</TotalTimeSeconds>'
            f"<DistanceMeters>{metres}</DistanceMeters><Track><Trackpoint><Time>{first}</Time>"
            "<DistanceMeters>77</DistanceMeters></Trackpoint></Track></Lap>"
        )
        at += timedelta(minutes=minutes)
    return (
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
        f'<Activities><Activity Sport="{sport}"><Id>{first}</Id>{"".join(written)}'
        f"<Notes>{notes}</Notes></Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def fit(
    started: datetime,
    minutes: float = 50,
    metres: float = 9_000,
    *,
    sport: Sport = Sport.RUNNING,
    with_sums: bool = True,
    offset: timedelta | None = None,
) -> bytes:
    """An activity; without sums it is what a watch leaves whose battery went flat."""
    start_ms = round(started.timestamp() * 1000)
    end_ms = start_ms + round(minutes * 60_000)
    builder = FitFileBuilder(auto_define=True)
    made = FileIdMessage()
    made.type = FileType.ACTIVITY
    made.manufacturer = Manufacturer.DEVELOPMENT.value
    made.product = 0
    made.serial_number = 7
    made.time_created = start_ms
    builder.add(made)
    for number in range(11):
        point = RecordMessage()
        point.timestamp = start_ms + round((end_ms - start_ms) * number / 10)
        point.distance = metres * number / 10
        builder.add(point)
    if with_sums:
        session = SessionMessage()
        session.timestamp = end_ms
        session.start_time = start_ms
        session.total_elapsed_time = minutes * 60
        session.total_timer_time = minutes * 60
        session.total_distance = metres
        session.sport = sport
        builder.add(session)
        activity = ActivityMessage()
        activity.timestamp = end_ms
        activity.total_timer_time = minutes * 60
        if offset is not None:
            # This one field counts local seconds from the first moment of FIT.
            activity.local_timestamp = round(end_ms / 1000 + offset.total_seconds()) - FIT_EPOCH_S
        builder.add(activity)
    return bytes(builder.build().to_bytes())


# FIT as bytes, for what a writer that keeps the rules would not write.

FILE_ID, SPORT, SESSION, LAP, RECORD, EVENT, ACTIVITY = 0, 12, 18, 19, 20, 21, 34
_ENUM, _UINT32 = (1, 0x00, "B"), (4, 0x86, "I")
_FIELDS = {
    "type": (0, _ENUM), "time_created": (4, _UINT32), "timestamp": (253, _UINT32), "distance": (5, _UINT32),
    "start_time": (2, _UINT32), "sport": (5, _ENUM), "sub_sport": (6, _ENUM), "elapsed": (7, _UINT32),
    "timer": (8, _UINT32), "total_distance": (9, _UINT32), "local": (5, _UINT32), "event": (0, _ENUM),
    "event_type": (1, _ENUM), "only_sport": (0, _ENUM), "lap_sport": (25, _ENUM),
}  # fmt: skip


def fit_seconds(moment: datetime) -> int:
    """A moment as FIT counts it."""
    return round(moment.timestamp()) - FIT_EPOCH_S


def fit_session(
    started: datetime, minutes: float, metres: float, sport: int = 1, **more: int
) -> tuple[int, dict[str, int]]:
    """The message of a session; `timer` in milliseconds makes the rest of it breaks."""
    start, seconds = fit_seconds(started), round(minutes * 60)
    fields = {"timestamp": start + seconds, "start_time": start, "sport": sport, "sub_sport": 0}
    fields |= {"elapsed": seconds * 1000, "timer": seconds * 1000, "total_distance": round(metres * 100)}
    return SESSION, fields | more


def fit_points(
    started: datetime, minutes: float, metres: float, every_s: int = 10
) -> list[tuple[int, dict[str, int]]]:
    """The messages of points at an even pace."""
    count = round(minutes * 60 / every_s)
    first = fit_seconds(started)
    return [
        (RECORD, {"timestamp": first + at * every_s, "distance": round(metres * 100 * at / count)})
        for at in range(count + 1)
    ]


def fit_of(messages: Iterable[tuple[int, dict[str, int]]], type: int = 4) -> bytes:
    """A FIT file of messages, each with its fields as FIT stores them."""
    body = bytearray()
    known: dict[tuple[int, tuple[str, ...]], int] = {}
    for kind, fields in ((FILE_ID, {"type": type, "time_created": 1}), *messages):
        shape = (kind, tuple(fields))
        places = [_FIELDS[name] for name in fields]
        is_defined = shape in known
        local = known.setdefault(shape, len(known))
        if not is_defined:
            body += bytes([0x40 | local, 0, 0]) + struct.pack("<HB", kind, len(fields))
            for number, (size, base, _) in places:
                body += bytes([number, size, base])
        body.append(local)
        for (_, (_, _, letter)), value in zip(places, fields.values(), strict=True):
            body += struct.pack(f"<{letter}", value)
    return framed(bytes(body))


def framed(body: bytes) -> bytes:
    """Messages between the header and the check sum of a FIT file."""
    whole = struct.pack("<BBHI4s", 12, 0x20, 2132, len(body), b".FIT") + body
    return whole + struct.pack("<H", check_sum(whole, 0, len(whole)))


def points(places: Iterable[tuple[datetime, float]], longitude: float = 16.0) -> str:
    """Points of a GPX track at so many metres north of a place, as XML."""
    return "".join(
        f'<trkpt lat="{48 + metres / METRES_A_DEGREE:.7f}" lon="{longitude}">'
        f"<time>{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}</time></trkpt>"
        for moment, metres in places
    )


def even(
    started: datetime, minutes: float, metres: float, every_s: int = 10, begin_m: float = 0
) -> list[tuple[datetime, float]]:
    """Moments and metres at an even pace."""
    count = round(minutes * 60 / every_s)
    return [
        (started + timedelta(seconds=at * every_s), begin_m + metres * at / count) for at in range(count + 1)
    ]


def gpx_of(*tracks: tuple[str, Iterable[str]]) -> bytes:
    """A GPX file of tracks: each the name of its kind and its segments as XML."""
    written = "".join(
        f"<trk>{f'<type>{kind}</type>' if kind else ''}"
        f"{''.join(f'<trkseg>{segment}</trkseg>' for segment in segments)}</trk>"
        for kind, segments in tracks
    )
    return f'<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{written}</gpx>'.encode()


def service_export(last: datetime) -> tuple[bytes, dict[str, int]]:
    """An archive of 300 activities as a service makes it, one a day up to `last`, and what is in it by kind.

    Runs in all three formats, packed and not; rides, swims and walks; some that name no kind; copies of runs
    from another watch; and three that are broken.
    """
    counts: dict[str, int] = {"runs": 0, "others": 0, "unsure": 0, "copies": 0, "broken": 0}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("profile.csv", "name\nSam\n")
        archive.writestr("activities.csv", "id,file\n" * 300)
        archive.writestr("media/1.jpg", b"\xff\xd8" * 500)
        for number in range(300):
            at = last - timedelta(days=number)
            kind, name, content = _exported(number, at)
            counts[kind] += 1
            packed = gzip.compress(content) if name.endswith(".gz") else content
            archive.writestr(f"activities/{number}{name}", packed)
    return out.getvalue(), counts


def _exported(number: int, at: datetime) -> tuple[str, str, bytes]:
    """One activity: what it is, how its file's name ends, and its content."""
    if number % 100 == 99:
        return "broken", ".fit.gz", fit_of([fit_session(at, 40, 7_000)])[:40]
    if number % 60 == 59:
        return "unsure", ".gpx", gpx_of(("", [points(even(at, 40, 10_000, every_s=30))]))
    match number % 6:
        case 0:
            return (
                "runs",
                ".fit.gz",
                fit_of([*fit_points(at, 40, 7_000, every_s=30), fit_session(at, 40, 7_000)]),
            )
        case 1:
            return "runs", ".gpx", gpx_of(("9", [points(even(at, 50, 9_000, every_s=30))]))
        case 2:
            return "runs", ".tcx.gz", b" " * 10 + tcx(at, [(30, 5_000), (30, 5_200)])
        case 3:
            return "others", ".fit.gz", fit_of([fit_session(at, 90, 40_000, sport=2)])
        case 4:
            return "others", ".tcx.gz", b" " * 10 + tcx(at, [(25, 1_500)], sport="Other")
        case _ if number % 30 == 5:
            run = at + timedelta(days=5, seconds=50)  # of the FIT run five days later, by another watch
            return "copies", ".gpx.gz", gpx_of(("running", [points(even(run, 39, 6_950, every_s=30))]))
        case _:
            return "others", ".gpx", gpx_of(("walking", [points(even(at, 60, 5_000, every_s=60))]))
