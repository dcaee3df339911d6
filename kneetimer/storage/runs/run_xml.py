"""The run in a GPX or TCX file, read in one pass that keeps no tree.

No entities and no document types are taken, and nothing outside of the file is looked at.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from kneetimer.storage.runs.run_told import NoRunError, Told

DEEPEST = 64
MOST_ELEMENTS = 1_500_000
EARTH_M = 6_371_000
FASTEST_M_S = 12.5  # a leg faster than any runner is an error of the satellites
OTHER_SPORTS = ("cycl", "bik", "ride", "swim", "walk", "hik", "ski", "row", "driv")

Path = tuple[str, ...]


def read(raw: bytes) -> Told:
    """The run of a file. Raises NoRunError."""
    try:
        steps = _steps(raw)
        _, path, _ = next(steps)
        if path == ("gpx",):
            return _gpx(steps)
        if path == ("TrainingCenterDatabase",):
            return _tcx(steps)
    except DefusedXmlException as problem:
        raise NoRunError("has declarations in it that no run needs, and is left alone") from problem
    except ParseError as problem:
        raise NoRunError("is cut short or damaged") from problem
    raise NoRunError("is not a FIT, GPX or TCX file")


def _steps(raw: bytes) -> Iterator[tuple[str, Path, Element]]:
    """Each start and end of an element with its path of names, the namespaces left out."""
    stack: list[Element] = []
    names: list[str] = []
    parser = iterparse(
        io.BytesIO(raw), events=("start", "end"), forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    for number, (event, element) in enumerate(parser):
        if number > 2 * MOST_ELEMENTS:
            raise NoRunError("has more in it than any run")
        if event == "start":
            stack.append(element)
            names.append(str(element.tag).rpartition("}")[2])
            if len(stack) > DEEPEST:
                raise NoRunError("is nested deeper than any run")
            yield "start", tuple(names), element
        else:
            yield "end", tuple(names), element
            stack.pop()
            names.pop()
            if stack:
                stack[-1].remove(element)  # so that a long file needs no more memory than a short one


def _gpx(steps: Iterator[tuple[str, Path, Element]]) -> Told:
    title = sport = ""
    started: datetime | None = None
    last: tuple[datetime, float, float] | None = None
    moment: datetime | None = None
    ended: datetime | None = None
    metres = 0.0
    for event, path, element in steps:
        name = path[-1]
        if event == "start":
            if name == "trkseg":
                last = None  # what lies between two parts was a break
            elif name == "trkpt":
                moment = None
            continue
        if path[-2:] == ("trk", "name"):
            title = title or (element.text or "").strip()
        elif path[-2:] == ("trk", "type"):
            sport = sport or (element.text or "").strip()
        elif path[-2:] == ("trkpt", "time"):
            moment = _moment(element.text)
        elif name == "trkpt":
            place = _place(element)
            if moment is None or place is None:
                continue
            started, ended = started or moment, moment
            if last is not None:
                metres += _leg(last, (moment, *place))
            last = (moment, *place)
    if any(word in sport.lower() for word in OTHER_SPORTS):
        raise NoRunError(f"is not a run but {sport[:40]}")
    if started is None or ended is None:
        raise NoRunError("has no points with a time")
    return Told(started, (ended - started).total_seconds(), metres or None, title)


def _tcx(steps: Iterator[tuple[str, Path, Element]]) -> Told:
    runs: list[Told] = []
    other = title = ""
    started: datetime | None = None
    seconds = metres = 0.0
    for event, path, element in steps:
        if event == "start":
            if path[-1] == "Activity":
                started, seconds, metres, title = None, 0.0, 0.0, ""
            elif path[-1] == "Lap":
                started = started or _moment(element.get("StartTime"))
            continue
        match path[-2:]:
            case ("Activity", "Id"):
                started = _moment(element.text) or started
            case ("Activity", "Notes"):
                title = (element.text or "").strip()
            case ("Lap", "TotalTimeSeconds"):
                seconds += _number(element.text)
            case ("Lap", "DistanceMeters"):
                metres += _number(element.text)
            case (_, "Activity"):
                if element.get("Sport", "Running") not in ("Running", "Other"):
                    other = element.get("Sport", "")
                elif started is not None:
                    runs.append(Told(started, seconds, metres or None, title))
    if runs:
        return max(runs, key=lambda told: told.duration_s)
    if other:
        raise NoRunError(f"is not a run but {other[:40].lower()}")
    raise NoRunError("has no run in it")


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _number(text: str | None) -> float:
    """A sum of a lap; 0 where it is none, such as NaN or a negative one."""
    try:
        number = float(text or "")
    except ValueError:
        return 0.0
    return number if math.isfinite(number) and number > 0 else 0.0


def _place(point: Element) -> tuple[float, float] | None:
    try:
        latitude, longitude = float(point.get("lat", "")), float(point.get("lon", ""))
    except ValueError:
        return None
    # NaN compares as false, and so is no place either.
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _leg(start: tuple[datetime, float, float], end: tuple[datetime, float, float]) -> float:
    """Metres between two points on the sphere; 0 where nobody runs that fast."""
    (began, from_latitude, from_longitude), (ended, to_latitude, to_longitude) = start, end
    across = math.radians(to_longitude - from_longitude) * math.cos(
        math.radians((from_latitude + to_latitude) / 2)
    )
    metres = EARTH_M * math.hypot(math.radians(to_latitude - from_latitude), across)
    seconds = (ended - began).total_seconds()
    return metres if metres <= FASTEST_M_S * max(seconds, 1) else 0.0
