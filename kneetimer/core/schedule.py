"""Which session comes next, and whether today is a good day for it.

The plan is a sequence, not a calendar: a missed week moves nothing but the date. What a session
consists of is script.py's to say, what runs do to a day good_days.py's; knows nothing of pain.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeVar, cast

from kneetimer.core.good_days import (
    ANY_DAY,
    Clash,
    Obstacle,
    Rhythm,
    best_day,
    judge,
    wished_day,
)
from kneetimer.core.good_days import week_of as week_of
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import Plan
from kneetimer.core.run import Run
from kneetimer.core.summary import PastSession, past_of

Past = TypeVar("Past", bound=PastSession)

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
    AFTER_SIGN = "after-sign"  # a week back, chosen after somebody had a look at the knee
    RESTART_PHASE = "restart-phase"
    PLAN_FINISHED = "plan-finished"


@dataclass(frozen=True, slots=True)
class RestAdvice:
    """When the next session is a good idea. `last` is the date of the last session that counts.

    `earliest` is the best day for it, and `not_before` the moment from which that day is good,
    where a run makes it wait. `clashes` are what speaks against today, `waits_for` the run that
    today has to wait for. `wished` is the day it would be without runs, and `moved_by` what speaks
    against that where it is another one. `chosen` says that the person moved the session to `earliest`.
    Advice only: a person may start on any day.
    """

    today: date
    last: date | None
    earliest: date
    not_before: datetime | None = None
    clashes: tuple[Clash, ...] = ()
    waits_for: Run | None = None
    wished: date | None = None
    moved_by: tuple[Clash, ...] = ()
    chosen: bool = False

    @property
    def good_today(self) -> bool:
        return self.earliest <= self.today and self.not_before is None

    @property
    def good_later_today(self) -> bool:
        """True where today is a good day once the wait after a run is over."""
        return self.earliest == self.today and self.not_before is not None

    @property
    def free_today(self) -> bool:
        """True where nothing speaks against today, though another day is the one wished for."""
        return self.earliest > self.today and not self.clashes and self.waits_for is None

    @property
    def week_is_full(self) -> bool:
        """True where it is the week, not the day of rest, that speaks against today."""
        return any(clash.obstacle is Obstacle.WEEK_FULL for clash in self.clashes)

    @property
    def done_today(self) -> bool:
        return self.last == self.today


@dataclass(frozen=True, slots=True)
class NextSession:
    """The session to do next: session `session` of week `week`, both counted from 1.

    `sets_fewer` strength sets are taken from each exercise. A bonus is a session that the
    person's target does not ask for. `days_away` counts the days since they last trained, None
    before the first time. `plan_finished` stays true while the last week is being repeated. `held`
    is True where no bonus is offered, because the knee keeps the plan where it is.
    """

    week: int
    session: int
    sets_fewer: int
    reason: Reason
    is_bonus: bool
    plan_finished: bool
    days_away: int | None
    rest: RestAdvice
    held: bool = False


def next_session(
    plan: Plan,
    records: Sequence[PastSession],
    sessions_a_week: int,
    today: date,
    rhythm: Rhythm = ANY_DAY,
    *,
    bonus: bool = True,
) -> NextSession:
    """What comes next after `records`, which may be in any order and of any plan.

    `sessions_a_week` is the person's target, within what the plan asks for; `rhythm` has their
    runs and the days they like. Without `bonus` a week takes no session more than the target.
    """
    target = target_of(plan, sessions_a_week)
    counted = counted_sessions(records)
    rest = rest_advice(records, today, plan.sessions_most if bonus else target, rhythm)
    of_plan = of_round(plan, counted)
    if not of_plan:
        return NextSession(1, 1, 0, Reason.FIRST, False, False, None, rest, not bonus)
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
    elif bonus and last.session < plan.sessions_most and _has_room_for_bonus(counted, target, rest, rhythm):
        reason, session, is_bonus = Reason.BONUS, last.session + 1, True
    elif week < plan.weeks:
        reason, week, session = Reason.GO_ON, week + 1, 1
    else:
        reason, session = Reason.PLAN_FINISHED, 1
    finished = finished and week == plan.weeks
    return NextSession(week, session, sets_fewer, reason, is_bonus, finished, days_away, rest, not bonus)


def session_key(plan: str, week: int, session: int) -> str:
    """What a session of a plan is called among the days that a person chose."""
    return f"{plan}/{week}/{session}"


def on_chosen_day(coming: NextSession, plan: Plan, rhythm: Rhythm) -> NextSession:
    """The session on the day to which the person moved it, unless that is over."""
    day = rhythm.chosen.get(session_key(plan.id, coming.week, coming.session))
    if day is None or day < coming.rest.today:
        return coming
    return replace(coming, rest=replace(coming.rest, earliest=day, not_before=None, moved_by=(), chosen=True))


def rest_advice(
    records: Sequence[PastSession], today: date, most_a_week: int, rhythm: Rhythm = ANY_DAY
) -> RestAdvice:
    """The best day for the next session: not in the past, after a day of rest, in a week with room."""
    counted = counted_sessions(records)
    # A clock that was wrong must not forbid years.
    last = min(day_of(counted[-1]), today) if counted else None
    first = _first_rested(last, today)
    full = FullWeeks(map(day_of, counted), most_a_week, rhythm)
    best = best_day(first, rhythm, full=full)
    wished = wished_day(first, rhythm, full=full)
    now = judge(today, rhythm)
    clashes = now.clashes
    if first > today:
        clashes = (Clash(Obstacle.NO_REST), *clashes)
    elif full(today):
        clashes = (Clash(Obstacle.WEEK_FULL), *clashes)
    return RestAdvice(
        today=today,
        last=last,
        earliest=best.day,
        not_before=best.not_before,
        clashes=clashes,
        waits_for=now.waits_for,
        wished=wished,
        moved_by=judge(wished, rhythm).clashes if best.day != wished else (),
    )


class FullWeeks:
    """Says of a day whether its week has as many sessions as it may have; `days` are those they are on."""

    def __init__(self, days: Iterable[date], most_a_week: int, rhythm: Rhythm) -> None:
        self._sessions, self._most, self._rhythm = Counter(days), most_a_week, rhythm

    def add(self, day: date) -> None:
        self._sessions[day] += 1

    def __call__(self, day: date) -> bool:
        return sum(self._sessions[each] for each in self._rhythm.week_of(day)) >= self._most


def _first_rested(last: date | None, today: date) -> date:
    """The first day from today on with a day of rest before it."""
    if last is None:
        return today
    return max(today, last + timedelta(days=DAYS_FROM_SESSION_TO_SESSION))


@dataclass(frozen=True, slots=True)
class ComingSession:
    """A session of the plan on the day that is best for it as things stand now, or that was chosen."""

    week: int
    session: int
    day: date
    not_before: datetime | None
    chosen: bool = False


def coming_sessions(
    plan: Plan, coming: NextSession, sessions_a_week: int, rhythm: Rhythm, done: Sequence[PastSession] = ()
) -> tuple[ComingSession, ...]:
    """The sessions that the plan still asks for, each on its best or its chosen day, from `coming` on.

    They stay in their order: a chosen day that does not lie behind the session before is none.
    A week gets no more than the target, bonus sessions are not among them, and a finished plan
    has none to come. `done` are the sessions so far, for what this week has already.
    """
    if coming.plan_finished:
        return ()
    target = target_of(plan, sessions_a_week)
    full = FullWeeks(map(day_of, counted_sessions(done)), target, rhythm)
    week, session = coming.week, coming.session
    if coming.is_bonus:
        week, session = week + 1, 1
    first = _first_rested(coming.rest.last, coming.rest.today)
    found: list[ComingSession] = []
    while week <= plan.weeks:
        chosen = rhythm.chosen.get(session_key(plan.id, week, session))
        if chosen is not None and chosen >= coming.rest.today and (not found or chosen > found[-1].day):
            next_one = ComingSession(week, session, chosen, None, chosen=True)
        else:
            verdict = best_day(first, rhythm, full=full)
            next_one = ComingSession(week, session, verdict.day, verdict.not_before)
        found.append(next_one)
        full.add(next_one.day)
        first = next_one.day + timedelta(days=DAYS_FROM_SESSION_TO_SESSION)
        week, session = (week, session + 1) if session < target else (week + 1, 1)
    return tuple(found)


def counted_sessions(records: Sequence[Past]) -> list[Past]:
    """The sessions that move a plan on, oldest first."""
    return cast(list[Past], list(past_of(records).counted))


def of_round(plan: Plan, records: Sequence[Past]) -> list[Past]:
    """Those of the plan since the person began it, or began it anew."""
    since = plan.since
    return [
        record
        for record in records
        if record.script.plan == plan.id and (since is None or record.started >= since)
    ]


def target_of(plan: Plan, sessions_a_week: int) -> int:
    """The person's target within what the plan asks for."""
    return min(max(sessions_a_week, plan.sessions_least), plan.sessions_most)


def day_of(record: PastSession) -> date:
    """The local date on which a session started, to which it belongs."""
    return record.started.date()


def sessions_to_go(plan: Plan, coming: NextSession, sessions_a_week: int) -> int:
    """How many sessions the plan still asks for; bonus sessions are not among them."""
    if coming.plan_finished:
        return 0
    target = target_of(plan, sessions_a_week)
    return (plan.weeks - coming.week) * target + max(0, target - (coming.session - 1))


def _days_away(records: Sequence[PastSession], today: date) -> int:
    """Days since anything was trained: half a session is not a missed week."""
    return max(0, (today - past_of(records).last_day).days)


def _has_room_for_bonus(
    counted: Sequence[PastSession], target: int, rest: RestAdvice, rhythm: Rhythm
) -> bool:
    """True while this calendar week has its sessions and still a good day for one more."""
    week = rhythm.week_of(rest.today)
    this_week = sum(1 for record in counted if day_of(record) in week)
    return this_week >= target and rest.earliest in week


def _is_finished(plan: Plan, of_plan: Sequence[PastSession], target: int) -> bool:
    finished = False
    for record in of_plan:
        if record.script.week < plan.weeks:
            finished = False
        elif record.script.session >= target:
            finished = True
    return finished
