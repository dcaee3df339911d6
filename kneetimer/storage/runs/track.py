"""Points on a way and what can be measured on them: stretches, distance, moving time, the best 20 minutes.

Pure mathematics on numbers; knows no file and no format.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from kneetimer.core.language import mark
from kneetimer.storage.runs.activity import RecordedPause

EARTH_M = 6_371_000
FASTEST_M_S = 12.5  # faster than anybody runs, even for a second
SUSTAINED_M_S = 6.5  # faster than anybody runs for minutes
CATCH_UP_S = 300  # what a watch lost in a tunnel it may catch up with what it was short of in this time
SLOW_M_S = 0.5
PAUSE_S = 30  # standing at a light for less is part of a run
GAP_S = 3 * 3600  # who does nothing for longer has begun another run
BEST_S = 20 * 60
STRAY_S, STRAY_SHARE = 180, 0.02  # what is left of another day is this short beside the run itself
SUMS_ELSEWHERE = mark("Its sums begin or end at another time, so its points were counted.")


class Point(NamedTuple):
    """A moment in seconds, a place in degrees where it is known, and the metres so far where they are."""

    at: float
    latitude: float | None = None
    longitude: float | None = None
    metres: float | None = None


Part = list[Point]


@dataclass(frozen=True, slots=True)
class Measured:
    """One stretch. `distance_m` is None where its points know neither places nor metres."""

    start: float
    elapsed_s: float
    moving_s: float
    distance_m: float | None
    best_m_s: float | None
    fast_share: float
    pauses: tuple[RecordedPause, ...]


class _Leg(NamedTuple):
    at: float
    seconds: float
    metres: float
    is_break: bool


def in_order(parts: Sequence[Part], gap_s: float = GAP_S) -> list[Part]:
    """The parts by time, cut at gaps, each moment once: a part that was written twice is taken once."""
    pieces = [piece for part in parts for piece in _cut(sorted(dict.fromkeys(part), key=_at), gap_s)]
    kept: list[Part] = []
    end = -math.inf
    for piece in sorted(pieces, key=lambda each: (each[0].at, -each[-1].at)):
        # The point at the border stays, so that the leg after a part that was begun twice is counted.
        left = piece if piece[0].at > end else [each for each in piece if each.at >= end]
        if left and (left[-1].at > end or not kept):
            kept.append(left)
            end = left[-1].at
    return kept


def stretches(parts: Sequence[Part], gap_s: float = GAP_S) -> tuple[list[list[Part]], int]:
    """The parts of each run, and how many points of another time were left out.

    A new run begins after a gap. What is only some moments long beside the longest one is no run but what
    a watch had kept from another day.
    """
    found: list[list[Part]] = []
    for part in in_order(parts, gap_s):
        if found and part[0].at - found[-1][-1][-1].at <= gap_s:
            found[-1].append(part)
        else:
            found.append([part])
    longest = max((_length(each) for each in found), default=0.0)
    least = min(STRAY_S, STRAY_SHARE * longest)
    left_out = sum(len(part) for each in found if _length(each) < least for part in each)
    return [each for each in found if _length(each) >= least], left_out


def measure(parts: Sequence[Part]) -> Measured:
    """Measure one stretch of at least one point."""
    start = parts[0][0].at
    elapsed = parts[-1][-1].at - start
    legs, fast_s, is_known = _legs(parts)
    pauses = _pauses(legs, start, is_known)
    moving = max(0.0, elapsed - sum(pause.length_s for pause in pauses))
    metres = sum(leg.metres for leg in legs) if is_known else None
    best = _best(legs, pauses, start) if is_known else None
    return Measured(start, elapsed, moving, metres, best, fast_s / moving if moving else 0.0, pauses)


def metres_between(one: Point, other: Point) -> float | None:
    """Metres from one point to the next, None where they know no places and no distance."""
    if one.metres is not None and other.metres is not None:
        return max(0.0, other.metres - one.metres)
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    degrees = (other.longitude - one.longitude + 180) % 360 - 180  # over the date line, too
    across = math.radians(degrees) * math.cos(math.radians((one.latitude + other.latitude) / 2))
    return EARTH_M * math.hypot(math.radians(other.latitude - one.latitude), across)


def _at(point: Point) -> float:
    return point.at


def _length(parts: list[Part]) -> float:
    return parts[-1][-1].at - parts[0][0].at


def _cut(part: Part, gap_s: float) -> list[Part]:
    """A part in pieces between which lies a gap."""
    pieces: list[Part] = []
    begun = 0
    for number, (one, other) in enumerate(pairwise(part), 1):
        if other.at - one.at > gap_s:
            pieces.append(part[begun:number])
            begun = number
    return [*pieces, part[begun:]] if part else []


def _legs(parts: Sequence[Part]) -> tuple[list[_Leg], float, bool]:
    """The legs, the seconds on those that are faster than anybody runs, and whether any distance is known."""
    legs: list[_Leg] = []
    fast_s, is_known = 0.0, False
    recent: deque[_Leg] = deque()
    recent_m = 0.0
    last: Point | None = None
    for part in parts:
        if last is not None:
            legs.append(_Leg(last.at, part[0].at - last.at, 0.0, True))  # nobody ran between two parts
        for one, other in pairwise(_without_spikes(part)):
            seconds = other.at - one.at
            metres = metres_between(one, other)
            is_known = is_known or metres is not None
            metres = metres or 0.0
            while recent and recent[0].at < other.at - CATCH_UP_S:
                recent_m -= recent.popleft().metres
            if metres > FASTEST_M_S * max(seconds, 1):
                fast_s += seconds
                since = recent[0].at if recent else one.at
                # A watch that stood still on its map catches up in one leap: those metres were run. One
                # that lands somewhere else has made more of them than anybody could have.
                if recent_m + metres > SUSTAINED_M_S * max(other.at - since, 1):
                    metres = 0.0
            leg = _Leg(one.at, seconds, metres, False)
            legs.append(leg)
            recent.append(leg)
            recent_m += metres
        last = part[-1]
    return legs, fast_s, is_known


def _without_spikes(part: Part) -> Part:
    """The points without those that leap away and back again, which are errors of the satellites."""
    if len(part) < 3 or part[0].latitude is None or part[0].metres is not None:
        return part
    kept = [part[0]]
    for point, following in pairwise(part[1:]):
        there, back = metres_between(kept[-1], point), metres_between(point, following)
        direct = metres_between(kept[-1], following)
        if there is not None and back is not None and direct is not None:
            is_leap = there > FASTEST_M_S * max(point.at - kept[-1].at, 1)
            is_leap = is_leap and back > FASTEST_M_S * max(following.at - point.at, 1)
            if is_leap and direct <= FASTEST_M_S * max(following.at - kept[-1].at, 1):
                continue
        kept.append(point)
    return [*kept, part[-1]]


def _pauses(legs: Sequence[_Leg], start: float, is_known: bool) -> tuple[RecordedPause, ...]:
    pauses: list[RecordedPause] = []
    began: float | None = None
    ended = 0.0
    for leg in (*legs, None):
        is_still = leg is not None and (leg.is_break or (is_known and leg.metres < SLOW_M_S * leg.seconds))
        if leg is not None and is_still:
            began = leg.at if began is None else began
            ended = leg.at + leg.seconds
        elif began is not None:
            if ended - began >= PAUSE_S:
                pauses.append(RecordedPause(began - start, ended - began))
            began = None
    return tuple(pauses)


def _best(legs: Sequence[_Leg], pauses: Sequence[RecordedPause], start: float) -> float | None:
    """The average speed of the best 20 minutes of moving, or of all where there are fewer."""
    moving = _moving_legs(legs, pauses, start)
    seconds = sum(leg.seconds for leg in moving)
    if seconds <= 0:
        return None
    if seconds <= BEST_S:
        return sum(leg.metres for leg in moving) / seconds
    best = window_s = window_m = 0.0
    first = 0
    for leg in moving:
        window_s += leg.seconds
        window_m += leg.metres
        while window_s - moving[first].seconds >= BEST_S:
            window_s -= moving[first].seconds
            window_m -= moving[first].metres
            first += 1
        if window_s >= BEST_S:
            best = max(best, window_m / window_s)
    return best


def _moving_legs(legs: Sequence[_Leg], pauses: Sequence[RecordedPause], start: float) -> list[_Leg]:
    moving: list[_Leg] = []
    waiting = deque(pauses)
    for leg in legs:
        while waiting and start + waiting[0].after_s + waiting[0].length_s <= leg.at:
            waiting.popleft()
        if not waiting or leg.at < start + waiting[0].after_s:
            moving.append(leg)
    return moving
