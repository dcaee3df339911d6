"""Whether an activity of a file is a run, and what is kept of it. docs/runs.md states the rules.

Knows no format. A file's own word on the kind comes first; speeds are asked where it has none, and where
what it says cannot be.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from kneetimer.core.language import tr
from kneetimer.core.moments import stamp
from kneetimer.core.run import FARTHEST_M, FIRST_YEAR, LAST_YEAR, LONGEST_S, Recording
from kneetimer.storage.runs.activity import Activity, LeftOut
from kneetimer.storage.runs.kinds import ActivityKind, is_told_otherwise, kind_of

SHORTEST_S = 60
AHEAD = timedelta(minutes=15)  # clocks of watches and computers differ by less
LONGEST_TITLE = 200
LONGEST_KIND = 40

# Metres a second. Nobody has run a mile faster than 7.3 on average, nor half an hour faster than 6.4.
FASTEST, FASTEST_SHORT, SHORT_S = 6.5, 8.5, 10 * 60
DOUBTFUL = 5.6
FAST_SHARE = 0.2

# Where a file names no kind: average speed of moving, and of the best 20 minutes.
WALKING, WALKING_BEST = 1.7, 2.0
RIDING, RIDING_BEST = 4.7, 5.2
SURELY_FROM, SURELY_TO, SURELY_BEST = 2.2, 3.9, 4.5
SURELY_S = 5 * 60


def judge(activity: Activity, id: str, source: str, now: datetime) -> Recording | LeftOut:
    """The run, its start a stamp, or why there is none. Where a file names no zone it is that of `now`."""
    kind = kind_of(activity.kind)
    try:
        started = _local(activity, now.tzinfo)
    except (ValueError, OverflowError):
        return LeftOut(_named(activity, kind), tr("Its date cannot be right."))
    what = tr("{activity} of {moment}", activity=_named(activity, kind), moment=f"{started:%Y-%m-%d %H:%M}")
    why = _why_not(activity, kind, started, now)
    if why:
        return LeftOut(what, why)
    metres = _metres(activity)
    is_sure = _is_sure(activity, kind, metres)
    if isinstance(is_sure, str):
        return LeftOut(what, is_sure)
    return Recording(
        id=id,
        started=started.replace(microsecond=0),
        duration_s=round(activity.elapsed_s),
        distance_m=None if metres is None else round(metres),
        title=activity.title[:LONGEST_TITLE],
        source=source,
        moving_s=max(1, round(min(activity.moving_s, activity.elapsed_s))) if activity.moving_s > 0 else None,
        is_sure=is_sure,
    )


def _named(activity: Activity, kind: ActivityKind) -> str:
    name = "".join(sign for sign in activity.kind if sign.isprintable()).strip()[:LONGEST_KIND]
    if kind is ActivityKind.UNSAID or not name:
        return tr("an activity without a kind")
    return tr("an activity of the kind {kind}", kind=name) if name.isdecimal() else name


def _local(activity: Activity, zone: tzinfo | None) -> datetime:
    if activity.offset is not None:
        return activity.started.astimezone(timezone(activity.offset))
    return stamp(activity.started.astimezone(zone or UTC))


def _why_not(activity: Activity, kind: ActivityKind, started: datetime, now: datetime) -> str:
    if kind is ActivityKind.OTHER:
        return tr("Its file says that it is something else than a run.")
    if not FIRST_YEAR < started.year < LAST_YEAR:
        return tr("Its date cannot be right.")
    if started.astimezone(UTC) > now.astimezone(UTC) + AHEAD:
        return tr("Its date lies in the future.")
    if not math.isfinite(activity.elapsed_s) or not 0 < activity.elapsed_s <= LONGEST_S:
        return tr("It has no length that a run can have.")
    if activity.elapsed_s < SHORTEST_S:
        return tr("It is shorter than a minute.")
    return ""


def _metres(activity: Activity) -> float | None:
    metres = activity.distance_m
    return metres if metres is not None and math.isfinite(metres) and 0 < metres <= FARTHEST_M else None


def _is_sure(activity: Activity, kind: ActivityKind, metres: float | None) -> bool | str:
    """True for a run, False for one to be asked about; a sentence says why it is none."""
    moving = activity.moving_s if 0 < activity.moving_s <= activity.elapsed_s else activity.elapsed_s
    speed = None if metres is None else metres / moving
    best = max(activity.best_m_s or 0.0, speed or 0.0)
    too_fast = tr("Nobody runs that fast.")
    if speed is not None and speed > (FASTEST if moving >= SHORT_S else FASTEST_SHORT):
        return too_fast
    if activity.fast_share > FAST_SHARE or (moving >= SHORT_S and best > FASTEST_SHORT):
        return too_fast
    if kind is ActivityKind.RUN:
        return speed is None or moving < SHORT_S or speed <= DOUBTFUL
    if speed is None:
        return False
    if speed < WALKING and best < WALKING_BEST:
        return tr("Its file names no kind, and it was as slow as a walk.")
    if speed >= RIDING or best >= RIDING_BEST:
        return tr("Its file names no kind, and it was as fast as a ride.")
    is_usual = SURELY_FROM <= speed <= SURELY_TO and best <= SURELY_BEST and moving >= SURELY_S
    return is_usual and not is_told_otherwise(activity.title)
