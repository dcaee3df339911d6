"""Which session comes next, and whether today is a good day for it.

The plan is a sequence, not a calendar: a missed week moves nothing but the date. What a session
consists of is script.py's to say; knows nothing of runs or pain.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kneetimer.core.plan import Plan
from kneetimer.core.record import SessionRecord, SessionState

GO_ON_DAYS = 7  # away for so long at most: the plan simply goes on
REPEAT_DAYS = 14  # the week is repeated
BACK_DAYS = 28  # back one week, gently; any longer and the phase starts again
DAYS_FROM_SESSION_TO_SESSION = 2  # one day of rest lies between


class Reason(enum.Enum):
    """Why it is this session that comes next."""

    FIRST = "first"
    GO_ON = "go-on"
    BONUS = "bonus"
    REPEAT_WEEK = "repeat-week"
    BACK_ONE_WEEK = "back-one-week"
    RESTART_PHASE = "restart-phase"
    PLAN_FINISHED = "plan-finished"


@dataclass(frozen=True, slots=True)
class RestAdvice:
    """When the next session is a good idea. `last` is the date of the last session that counts.

    `week_is_full` says that it is the week, not the day of rest, that speaks against today.
    Advice only: a person may start on any day.
    """

    today: date
    last: date | None
    earliest: date
    week_is_full: bool = False

    @property
    def good_today(self) -> bool:
        return self.earliest <= self.today

    @property
    def done_today(self) -> bool:
        return self.last == self.today


@dataclass(frozen=True, slots=True)
class NextSession:
    """The session to do next: session `session` of week `week`, both counted from 1.

    `sets_fewer` strength sets are taken from each exercise. A bonus is a session that the
    person's target does not ask for. `days_away` counts the days since they last trained, None
    before the first time. `plan_finished` stays true while the last week is being repeated.
    """

    week: int
    session: int
    sets_fewer: int
    reason: Reason
    is_bonus: bool
    plan_finished: bool
    days_away: int | None
    rest: RestAdvice


def next_session(
    plan: Plan, records: Sequence[SessionRecord], sessions_a_week: int, today: date
) -> NextSession:
    """What comes next after `records`, which may be in any order and of any plan.

    `sessions_a_week` is the person's target, within what the plan asks for.
    """
    target = target_of(plan, sessions_a_week)
    counted = counted_sessions(records)
    rest = rest_advice(records, today, plan.sessions_most)
    of_plan = of_round(plan, counted)
    if not of_plan:
        return NextSession(1, 1, 0, Reason.FIRST, False, False, None, rest)
    last = of_plan[-1].script
    week = min(max(last.week, 1), plan.weeks)
    days_away = _days_away(records, today)
    finished = _is_finished(plan, of_plan, target)
    is_bonus = False
    sets_fewer = 0
    if days_away > BACK_DAYS:
        reason, week, session = Reason.RESTART_PHASE, plan.phase(week).first_week, 1
    elif days_away > REPEAT_DAYS:
        reason, week, session, sets_fewer = Reason.BACK_ONE_WEEK, max(1, week - 1), 1, 1
    elif days_away > GO_ON_DAYS:
        reason, session = Reason.REPEAT_WEEK, 1
    elif last.session < target:
        reason, session = Reason.GO_ON, last.session + 1
    elif last.session < plan.sessions_most and _has_room_for_bonus(counted, target, rest):
        reason, session, is_bonus = Reason.BONUS, last.session + 1, True
    elif week < plan.weeks:
        reason, week, session = Reason.GO_ON, week + 1, 1
    else:
        reason, session = Reason.PLAN_FINISHED, 1
    finished = finished and week == plan.weeks
    return NextSession(week, session, sets_fewer, reason, is_bonus, finished, days_away, rest)


def rest_advice(records: Sequence[SessionRecord], today: date, most_a_week: int) -> RestAdvice:
    """The first day with a day of rest before it in a week that has room, today at the earliest."""
    counted = counted_sessions(records)
    if not counted:
        return RestAdvice(today, None, today)
    last = min(day_of(counted[-1]), today)  # a clock that was wrong must not forbid years
    rested = max(today, last + timedelta(days=DAYS_FROM_SESSION_TO_SESSION))
    week = week_of(rested)
    if sum(1 for record in counted if day_of(record) in week) < most_a_week:
        return RestAdvice(today, last, rested)
    return RestAdvice(today, last, week[-1] + timedelta(days=1), week_is_full=rested == today)


def counted_sessions(records: Sequence[SessionRecord]) -> list[SessionRecord]:
    """The sessions that move a plan on, oldest first."""
    return sorted((record for record in records if record.counts()), key=lambda record: record.started)


def of_round(plan: Plan, records: Sequence[SessionRecord]) -> list[SessionRecord]:
    """Those of the plan since the person began it, or began it anew."""
    since = plan.since
    return [
        record
        for record in records
        if record.script.plan == plan.id and (since is None or record.started >= since)
    ]


def target_of(plan: Plan, sessions_a_week: int) -> int:
    """The person's target within what the plan asks for."""
    return min(max(sessions_a_week, 1), plan.sessions_most)


def day_of(record: SessionRecord) -> date:
    """The local date on which a session started, to which it belongs."""
    return record.started.date()


def week_of(day: date) -> tuple[date, ...]:
    """The seven days, Monday first, of the calendar week of a day."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=number) for number in range(7))


def sessions_to_go(plan: Plan, coming: NextSession, sessions_a_week: int) -> int:
    """How many sessions the plan still asks for; bonus sessions are not among them."""
    if coming.plan_finished:
        return 0
    target = target_of(plan, sessions_a_week)
    return (plan.weeks - coming.week) * target + max(0, target - (coming.session - 1))


def _days_away(records: Sequence[SessionRecord], today: date) -> int:
    """Days since anything was trained: half a session is not a missed week."""
    last = max(day_of(record) for record in records if record.counts() or _has_work(record))
    return max(0, (today - last).days)


def _has_work(record: SessionRecord) -> bool:
    kept = record.state in (SessionState.PARTIAL, SessionState.FINISHED)
    of_a_plan = not record.rehearsal and not record.is_practice
    return kept and of_a_plan and any(result.share > 0 for result in record.sets)


def _has_room_for_bonus(counted: Sequence[SessionRecord], target: int, rest: RestAdvice) -> bool:
    """True while this calendar week has its sessions and still a good day for one more."""
    week = week_of(rest.today)
    this_week = sum(1 for record in counted if day_of(record) in week)
    return this_week >= target and rest.earliest in week


def _is_finished(plan: Plan, of_plan: Sequence[SessionRecord], target: int) -> bool:
    finished = False
    for record in of_plan:
        if record.script.week < plan.weeks:
            finished = False
        elif record.script.session >= target:
            finished = True
    return finished
