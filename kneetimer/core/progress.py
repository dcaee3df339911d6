"""What a history amounts to, week by week: sessions done of planned, dose, holds, effort and pain.

A session belongs to the local date on which it started, whatever the clock or the place is now.
Rehearsals and discarded sessions never appear. Judges nothing: the sentences are the interface's.

Only the sessions of the weeks that are looked at are summed up, and each of them once, so that
ten years cost little more than six weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from kneetimer.core.exercise import Side
from kneetimer.core.knee import CheckMoment, KneeCheck, Limits, limits_of
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import Plan
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import SessionRecord
from kneetimer.core.schedule import day_of, of_round, target_of
from kneetimer.core.session_facts import DoseSum, Part, SessionFacts, facts_of, is_kept
from kneetimer.core.steering import hurt_knee, knee_of, worst_during
from kneetimer.core.summary import PastSession
from kneetimer.core.weeks import (
    GROUPED_WEEKS,
    MOST_SINGLE_WEEKS,
    WEEK,
    Period,
    PlanWeeks,
    WeekSpan,
    Window,
    periods_from,
)

Tally = TypeVar("Tally")


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """The sessions of a period, without those of a single exercise that was practised by itself.

    `counted` are those that move the plan on; a partial one may or may not.
    """

    period: Period
    full: int
    partial: int
    counted: int

    @property
    def sessions(self) -> int:
        return self.full + self.partial


@dataclass(frozen=True, slots=True)
class Consistency:
    """Sessions done of planned in the weeks that are over, those beyond it, and those of the open week."""

    weeks: int
    planned: int
    done: int
    beyond: int
    this_week: int


@dataclass(frozen=True, slots=True)
class Amount:
    """Reps or milliseconds, done and prescribed."""

    done: int = 0
    target: int = 0

    def plus(self, dose: DoseSum) -> Amount:
        return Amount(self.done + dose.done, self.target + dose.target)

    @property
    def share(self) -> float:
        return min(1.0, self.done / self.target) if self.target else 0.0


@dataclass(frozen=True, slots=True)
class DoseChoice:
    """What the dose chart is about: reps or holds of a part, of one exercise or of all of them."""

    part: Part
    timed: bool
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class PeriodDose:
    """The dose of a period. `left` and `right` hold the sided sets only and are part of `total`."""

    period: Period
    total: Amount
    left: Amount
    right: Amount


@dataclass(frozen=True, slots=True)
class HoldPoint:
    """The longest hold of an exercise in one session on one side, with what was prescribed for it."""

    facts: SessionFacts
    side: Side | None
    ms: int
    target_ms: int


@dataclass(frozen=True, slots=True)
class WeightPoint:
    """The heaviest weight with which an exercise was done in one session."""

    facts: SessionFacts
    kg: float


@dataclass(frozen=True, slots=True)
class PeriodLoad:
    """Effort times minutes of the rated sessions of a period, and how many were rated and not."""

    period: Period
    load: float
    rated: int
    unrated: int


@dataclass(frozen=True, slots=True)
class PainPoint:
    """One answer from 0 to 10. The answers about a session stand at its date, the morning at its own.

    `knee` is the one that it was about: as it was said with the answer, else as it was said with
    another answer about the same session; None where no knee was ever named.
    """

    day: date
    moment: CheckMoment
    level: int
    session: str | None
    knee: Knee | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """A history and the day from which it is looked at. `past` are the kept sessions, oldest first.

    `records` has them in full by their id and is asked for no more than the days that are looked
    at; a session that it has not cannot be read and is left out.
    """

    past: tuple[PastSession, ...]
    records: Mapping[str, SessionRecord]
    checks: tuple[KneeCheck, ...]
    plan: Plan
    sessions_a_week: int
    first_weekday: int  # 0 is Monday
    today: date
    limits: Limits
    _facts: dict[str, SessionFacts] = field(default_factory=dict, compare=False, repr=False)

    def facts(self, first: date, last: date) -> tuple[SessionFacts, ...]:
        """The sessions from one day to another, both included, oldest first."""
        found = []
        for session in self.past:
            if first <= day_of(session) <= last:
                record = self.records.get(session.id)
                if record is None:
                    continue
                facts = self._facts.get(session.id)
                if facts is None or facts.record is not record:
                    facts = self._facts[session.id] = facts_of(record)
                found.append(facts)
        return tuple(found)

    def week_start(self, day: date) -> date:
        """The first day of the calendar week of a day."""
        return day - timedelta(days=(day.weekday() - self.first_weekday) % 7)

    def window(self, span: WeekSpan) -> Window:
        """The weeks to show.

        Six weeks are those of the plan while they last, with the ones to come; after that, and in
        longer spans, the last week is the open one. More than 60 weeks become groups of four.
        """
        this_week = self.week_start(self.today)
        begun = min(self._first_week(), this_week)
        if span is WeekSpan.SIX_WEEKS:
            start = self.week_start(min(_round_start(self.past, self.plan) or self.today, self.today))
            if this_week < start + WeekSpan.SIX_WEEKS.value * WEEK:
                return self._named(periods_from(start, WeekSpan.SIX_WEEKS.value, 1, begun, self.today))
        count = span.value or max(WeekSpan.SIX_WEEKS.value, (this_week - begun).days // 7 + 1)
        each = GROUPED_WEEKS if count > MOST_SINGLE_WEEKS else 1
        columns = -(-count // each)
        start = this_week - (columns * each - 1) * WEEK
        periods = periods_from(start, columns, each, begun, self.today)
        return self._named(periods) if span is WeekSpan.SIX_WEEKS else Window(span, periods)

    def _named(self, periods: Sequence[Period]) -> Window:
        """Six weeks that are called by the weeks of the plan that were done in them."""
        names = plan_weeks(self.past, [period.first for period in periods])
        named = (replace(period, plan_weeks=name) for period, name in zip(periods, names, strict=True))
        return Window(WeekSpan.SIX_WEEKS, tuple(named))

    def _first_week(self) -> date:
        """The week of the first session; what was practised before it is no missed week."""
        first = next((session for session in self.past if not session.is_practice), None)
        return self.week_start(day_of(first) if first is not None else self.today)

    def consistency(self, counts: Sequence[PeriodCount]) -> Consistency:
        """Sessions done of planned. A week with more than its number does not make up for another one."""
        counted_in: dict[date, int] = {}
        first, last = counts[0].period.first, counts[-1].period.last
        for facts in self.facts(first, last):
            if facts.counts:
                week = self.week_start(facts.day)
                counted_in[week] = counted_in.get(week, 0) + 1
        this_week = self.week_start(self.today)
        week = max(first, self._first_week())
        weeks = done = beyond = 0
        while week < this_week:
            number = counted_in.get(week, 0)
            weeks += 1
            done += min(number, self.sessions_a_week)
            beyond += max(0, number - self.sessions_a_week)
            week += WEEK
        return Consistency(weeks, weeks * self.sessions_a_week, done, beyond, counted_in.get(this_week, 0))

    def counts(self, window: Window) -> tuple[PeriodCount, ...]:
        """The sessions of each period."""
        tallies = [[0, 0, 0] for _ in window.periods]
        for facts, tally in _placed(self.facts(window.first, window.last), window, tallies):
            if facts.trained and not facts.record.is_practice:
                tally[1 if facts.partial else 0] += 1
                tally[2] += facts.counts
        return tuple(
            PeriodCount(period, *tally) for period, tally in zip(window.periods, tallies, strict=True)
        )

    def dose_choices(self, window: Window) -> tuple[DoseChoice, ...]:
        """What the dose chart can be about in these weeks: sums first, then single exercises."""
        sums: dict[DoseChoice, None] = {}
        singles: dict[DoseChoice, None] = {}
        for facts in self.facts(window.first, window.last):
            for dose in facts.doses:
                sums[DoseChoice(dose.part, dose.timed)] = None
                if dose.part is Part.STRENGTH:
                    singles[DoseChoice(dose.part, dose.timed, dose.exercise)] = None
        parts = (Part.STRENGTH, Part.WARM_UP, Part.COOL_DOWN, Part.PRACTICE)
        in_order = sorted(sums, key=lambda choice: (parts.index(choice.part), choice.timed))
        return (*in_order, *singles)

    def doses(self, window: Window, choice: DoseChoice) -> tuple[PeriodDose, ...]:
        """What was done of what the sessions that were begun prescribed, for each period."""
        sums = [[Amount(), Amount(), Amount()] for _ in window.periods]
        for facts, tally in _placed(self.facts(window.first, window.last), window, sums):
            for dose in facts.doses:
                if (dose.part, dose.timed) != (choice.part, choice.timed):
                    continue
                if choice.exercise is not None and dose.exercise != choice.exercise:
                    continue
                tally[0] = tally[0].plus(dose)
                if dose.side is not None:
                    at = 1 if dose.side is Side.LEFT else 2
                    tally[at] = tally[at].plus(dose)
        return tuple(PeriodDose(period, *tally) for period, tally in zip(window.periods, sums, strict=True))

    def timed_exercises(self, window: Window) -> tuple[str, ...]:
        """The exercises that are held for seconds, strength first."""
        found: dict[tuple[bool, str], None] = {}
        for facts in self.facts(window.first, window.last):
            for dose in facts.doses:
                if dose.timed and dose.part is not Part.PRACTICE:
                    found[(dose.part is not Part.STRENGTH, dose.exercise)] = None
        return tuple(exercise for _, exercise in sorted(found, key=lambda key: key[0]))

    def holds(self, window: Window, exercise: str) -> tuple[HoldPoint, ...]:
        """The longest hold of each session in which the exercise was prescribed."""
        return tuple(
            HoldPoint(facts, dose.side, dose.longest_ms, dose.longest_target_ms)
            for facts in self.facts(window.first, window.last)
            for dose in facts.doses
            if dose.timed and dose.exercise == exercise and dose.part is not Part.PRACTICE
        )

    def weighted_exercises(self, window: Window) -> tuple[str, ...]:
        """The exercises that were done with a weight, in the order in which they came first."""
        facts = self.facts(window.first, window.last)
        return tuple(dict.fromkeys(dose.exercise for one in facts for dose in one.doses if dose.heaviest_kg))

    def weights(self, window: Window, exercise: str) -> tuple[WeightPoint, ...]:
        """The heaviest weight of each session in which the exercise was done with one."""
        found = (
            (facts, max((dose.heaviest_kg for dose in facts.doses if dose.exercise == exercise), default=0.0))
            for facts in self.facts(window.first, window.last)
        )
        return tuple(WeightPoint(facts, kg) for facts, kg in found if kg)

    def loads(self, window: Window) -> tuple[PeriodLoad, ...]:
        """Effort times minutes of each period."""
        sums = [[0.0, 0, 0] for _ in window.periods]
        for facts, tally in _placed(self.facts(window.first, window.last), window, sums):
            if not facts.trained or facts.record.is_practice:
                continue
            load = facts.load
            if load is None:
                tally[2] += 1
            else:
                tally[0] += load
                tally[1] += 1
        return tuple(
            PeriodLoad(period, tally[0], int(tally[1]), int(tally[2]))
            for period, tally in zip(window.periods, sums, strict=True)
        )

    def pains(self, first: date, last: date) -> tuple[PainPoint, ...]:
        """Every answer from one day to another, oldest first.

        Of several answers to one question the latest holds; of what was said during a session,
        the worst.
        """
        kept = {session.id for session in self.past}
        within = {facts.record.id: facts for facts in self.facts(first, last)}
        checks = sorted(self._checks_between(first, last, within), key=lambda check: check.at)
        about: dict[str, list[KneeCheck]] = {}
        for check in checks:
            about.setdefault(check.session or "", []).append(check)
        named = {session: knee_of(facts.record, about.get(session, ())) for session, facts in within.items()}
        levels: dict[tuple[date, str, CheckMoment], PainPoint] = {}
        for facts in within.values():
            record = facts.record
            worst = worst_during(record)
            if worst is not None:
                knee = hurt_knee(record) or named[record.id]
                point = PainPoint(facts.day, CheckMoment.DURING, worst, record.id, knee)
                levels[(point.day, record.id, point.moment)] = point
        for check in checks:
            if check.session is not None and check.session not in kept:
                continue  # of a rehearsal, or of a session that was discarded or deleted
            day = check.at.date()
            if check.session is not None and check.moment is not CheckMoment.MORNING:
                if check.session not in within:
                    continue
                day = within[check.session].day
            key = (day, check.session or check.id, check.moment)
            level = check.level
            if check.moment is CheckMoment.DURING and key in levels:
                level = max(level, levels[key].level)
            knee = check.knee or named.get(check.session or "")
            levels[key] = PainPoint(day, check.moment, level, check.session, knee)
        return tuple(sorted(levels.values(), key=lambda point: point.day))

    def _checks_between(
        self, first: date, last: date, within: Mapping[str, SessionFacts]
    ) -> Iterator[KneeCheck]:
        """The answers that were given on these days, or are about a session of these days."""
        for check in self.checks:
            about_session = check.session in within and check.moment is not CheckMoment.MORNING
            if about_session or first <= check.at.date() <= last:
                yield check


def plan_weeks(past: Iterable[PastSession], starts: Sequence[date]) -> tuple[PlanWeeks | None, ...]:
    """What the calendar weeks that begin on these days, one after the other, are called by."""
    numbers: list[set[int]] = [set() for _ in starts]
    for session in past:
        index = (day_of(session) - starts[0]).days // 7
        if 0 <= index < len(starts) and not session.is_practice and not session.script.gentle:
            numbers[index].add(session.script.week)
    names: list[PlanWeeks | None] = []
    before: tuple[int, ...] = ()
    for here in (tuple(sorted(found)) for found in numbers):
        names.append(PlanWeeks(here, again=here == before) if here else None)
        before = here or before
    return tuple(names)


def parted_by_knee(points: Sequence[PainPoint]) -> dict[Knee | None, tuple[PainPoint, ...]]:
    """The answers about each knee, those of the knee that was asked about last first.

    Answers that name no knee are about the only one that is ever named; where that is not one,
    they are a group of their own. Nobody's left knee is ever put together with their right one.
    """
    named = dict.fromkeys(point.knee for point in reversed(points) if point.knee is not None)
    if len(named) < 2:
        return {next(iter(named), None): tuple(points)} if points else {}
    knees = dict.fromkeys(point.knee for point in reversed(points))
    return {knee: tuple(point for point in points if point.knee is knee) for knee in knees}


def progress_of(
    past: Sequence[PastSession],
    checks: Iterable[KneeCheck],
    plan: Plan,
    preferences: Preferences,
    today: date,
    known: Progress | None = None,
    records: Mapping[str, SessionRecord] | None = None,
) -> Progress:
    """The progress at a day. Sums that `known` has of the very same records are taken over.

    Without `records` the past is known in full.
    """
    if records is None:
        records = {session.id: session for session in past if isinstance(session, SessionRecord)}
    return Progress(
        tuple(sorted((session for session in past if is_kept(session)), key=_local_order)),
        records,
        tuple(checks),
        plan,
        target_of(plan, preferences.sessions_a_week),
        preferences.week_starts.weekday,
        today,
        limits_of(preferences),
        # The sums of other records under the same id are made anew where they are wanted.
        {} if known is None else known._facts,
    )


def _local_order(session: PastSession) -> tuple[date, datetime]:
    # By local date first: who flies east may start a later day's session at an earlier moment.
    return day_of(session), session.started


def _placed(
    facts: Iterable[SessionFacts], window: Window, tallies: Sequence[Tally]
) -> Iterable[tuple[SessionFacts, Tally]]:
    for one in facts:
        index = window.index_of(one.day)
        if index is not None:
            yield one, tallies[index]


def _round_start(past: Sequence[PastSession], plan: Plan) -> date | None:
    """The day on which the plan was begun, or begun again after later weeks of it."""
    start: date | None = None
    week = 0
    for record in of_round(plan, past):
        if record.is_practice:
            continue
        if start is None or record.script.week == 1 < week:
            start = day_of(record)
        week = record.script.week
    return start
