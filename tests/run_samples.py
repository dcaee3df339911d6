"""Files of runs as watches and apps write them, made here byte by byte from what the test wants in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import FileType, Manufacturer, Sport

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
