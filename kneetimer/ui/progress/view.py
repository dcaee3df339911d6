"""What the Progress page shows, built from the history, the plan and the moment. No Qt, no clock.

The view keeps the sums it was built from, so that another span, another dose or other weeks of
the calendar are one call away and need no storage.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from kneetimer.core.exercise import Exercise
from kneetimer.core.knee import CheckMoment, KneeCheck
from kneetimer.core.language import language_in_use, tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import Plan
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.progress import DoseChoice, PainPoint, Progress, parted_by_knee, progress_of
from kneetimer.core.record import SessionRecord
from kneetimer.core.run import Run
from kneetimer.core.script import SessionKind
from kneetimer.core.session_facts import Part, SessionFacts
from kneetimer.core.summary import PastSession
from kneetimer.core.weeks import WEEK, WeekSpan, Window
from kneetimer.ui.progress import chart_views as charts
from kneetimer.ui.progress import chart_words, words
from kneetimer.ui.progress.charts.values import (
    BarStyle,
    CalendarDay,
    CalendarMark,
    CalendarView,
    ChartView,
    Key,
    Mark,
    Numbers,
)
from kneetimer.ui.progress.insight_view import InsightView, insight_view
from kneetimer.ui.progress.weight_chart import weight_chart
from kneetimer.ui.text import times
from kneetimer.ui.text.dates import day_and_date, short_month
from kneetimer.ui.text.lists import comma_list
from kneetimer.ui.today.words import KINDS

CALENDAR_WEEKS = 6


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the table: its cells in words, and the values by which it is sorted."""

    record: SessionRecord
    name: str
    cells: tuple[str, ...]
    keys: tuple[float, ...]
    description: str


@dataclass(frozen=True, slots=True)
class HoldChoice:
    """An exercise whose longest holds are drawn, or with `weight` the kilograms it was done with."""

    exercise: str = ""
    weight: bool = False


@dataclass(frozen=True, slots=True)
class ProgressView:
    """Everything on the page, for one span of weeks."""

    progress: Progress
    now: datetime
    runs: tuple[Run, ...]
    exercises: Mapping[str, Exercise]
    span: WeekSpan
    window: Window
    headline: str
    insight: InsightView
    sessions: ChartView
    load: ChartView
    rows: tuple[TableRow, ...]
    dose_choices: tuple[DoseChoice, ...]
    hold_choices: tuple[HoldChoice, ...]
    coming: tuple[int, int]  # week and session that come next: what somebody most likely did elsewhere
    unsaved: frozenset[str]  # the ids of sessions that are not stored yet
    pains: Mapping[Knee | None, tuple[PainPoint, ...]]
    start_side: str  # as it is chosen now

    @property
    def knee_choices(self) -> tuple[Knee | None, ...]:
        """The knees that there are answers about; None for those that named no knee."""
        return tuple(self.pains)

    def knee_chart(self, knee: Knee | None) -> ChartView:
        """The answers about one knee, or about both together."""
        return charts.knee_chart(self.pains.get(knee, ()), self.window, self.progress.limits, knee)

    def with_span(self, span: WeekSpan) -> ProgressView:
        """The same history over another span."""
        return _view(
            self.progress,
            self.now,
            self.runs,
            self.exercises,
            span,
            self.coming,
            self.unsaved,
            self.start_side,
        )

    def choice_name(self, choice: DoseChoice) -> str:
        return chart_words.choice_name(choice, self.exercise_name(choice.exercise or ""))

    def exercise_name(self, exercise: str) -> str:
        """The name of an exercise; one that came with an older plan is called by its id."""
        return exercise_name(self.exercises, exercise)

    def name_of(self, record: SessionRecord) -> str:
        """What a session is called."""
        return session_name(record, self.exercise_name)

    def no_dose(self) -> DoseChoice:
        """What the dose chart is about where there is no session yet."""
        return DoseChoice(Part.STRENGTH, timed=False)

    def dose(self, choice: DoseChoice) -> ChartView:
        return charts.dose_chart(self.progress.doses(self.window, choice), choice)

    def hold_name(self, choice: HoldChoice) -> str:
        return chart_words.hold_name(self.exercise_name(choice.exercise), weight=choice.weight)

    def holds(self, choice: HoldChoice) -> ChartView:
        name = self.exercise_name(choice.exercise)
        if choice.weight:
            return weight_chart(name, self.progress.weights(self.window, choice.exercise), self.window)
        return charts.holds_chart(name, self.progress.holds(self.window, choice.exercise), self.window)

    def calendar(self, pages_back: int = 0) -> CalendarView:
        """Six weeks of days: those of the plan, or so many times six weeks earlier."""
        return _calendar(self.progress, self.runs, pages_back, self.name_of)

    def session(self, session_id: str) -> SessionRecord:
        """Raises KeyError where there is no such session in the history."""
        return self.progress.records[session_id]

    def checks_of(self, session_id: str) -> tuple[KneeCheck, ...]:
        """The answers about the knee around a session."""
        return tuple(check for check in self.progress.checks if check.session == session_id)


def progress_view(
    past: Sequence[PastSession],
    checks: Sequence[KneeCheck],
    runs: Sequence[Run],
    plan: Plan,
    preferences: Preferences,
    now: datetime,
    *,
    exercises: Mapping[str, Exercise],
    span: WeekSpan = WeekSpan.SIX_WEEKS,
    known: ProgressView | None = None,
    records: Mapping[str, SessionRecord] | None = None,
    coming: tuple[int, int] = (1, 1),
    unsaved: Collection[str] = (),
) -> ProgressView:
    """The page at a moment, in local time. What `known` has summed up already is taken over.

    `records` has the sessions in full, by their ids; without it `past` has them. `coming` is the week
    and session that come next, `unsaved` has the ids of sessions that are not stored yet.
    """
    progress = progress_of(
        past, checks, plan, preferences, now.date(), known.progress if known else None, records
    )
    return _view(
        progress, now, tuple(runs), exercises, span, coming, frozenset(unsaved), preferences.start_side
    )


def _view(
    progress: Progress,
    now: datetime,
    runs: tuple[Run, ...],
    exercises: Mapping[str, Exercise],
    span: WeekSpan,
    coming: tuple[int, int],
    unsaved: frozenset[str],
    start_side: str,
) -> ProgressView:
    window = progress.window(span)
    counts = progress.counts(window)
    pains = progress.pains(window.first, window.last)
    headline = chart_words.headline(progress.consistency(counts), bool(progress.past))
    plan = progress.plan

    def named(record: SessionRecord) -> str:
        return session_name(record, name_of)

    def name_of(exercise: str) -> str:
        return exercise_name(exercises, exercise)

    rows = _rows(progress.facts(window.first, window.last), pains, progress.today.year, named)
    return ProgressView(
        progress=progress,
        now=now,
        runs=runs,
        exercises=exercises,
        span=span,
        window=window,
        headline=headline,
        insight=insight_view(progress, window, pains, name_of, start_side),
        sessions=charts.sessions_chart(counts, plan.sessions_least, plan.sessions_most),
        load=charts.load_chart(progress.loads(window)),
        rows=tuple(_marked(row, unsaved) for row in rows),
        dose_choices=progress.dose_choices(window),
        hold_choices=(
            *(HoldChoice(each) for each in progress.timed_exercises(window)),
            *(HoldChoice(each, weight=True) for each in progress.weighted_exercises(window)),
        ),
        coming=coming,
        unsaved=unsaved,
        start_side=start_side,
        pains=parted_by_knee(pains),
    )


def _marked(row: TableRow, unsaved: frozenset[str]) -> TableRow:
    if row.record.id not in unsaved:
        return row
    marks = [*filter(None, (row.description,)), tr(words.NOT_SAVED_YET)]
    return replace(row, description=comma_list(marks))


def exercise_name(exercises: Mapping[str, Exercise], exercise: str) -> str:
    """The name of an exercise; one that came with an older plan is called by its id."""
    return exercises[exercise].name if exercise in exercises else exercise.replace("-", " ").capitalize()


def session_name(record: SessionRecord, name_of: Callable[[str], str]) -> str:
    """What a session is called in the table and the calendar; `name_of` an exercise's id."""
    script = record.script
    if script.gentle:
        return tr(words.GENTLE)
    if record.is_practice:
        return words.practised(name_of(script.steps[0].exercise))
    title = words.session_title(script.week, script.session)
    if script.kind is SessionKind.FULL:
        return title
    return tr("{session}, {kind}", session=title, kind=tr(KINDS[script.kind]))


def _rows(
    all_facts: Sequence[SessionFacts],
    pains: Sequence[PainPoint],
    this_year: int,
    name_of: Callable[[SessionRecord], str],
) -> tuple[TableRow, ...]:
    levels: dict[tuple[str, CheckMoment], int] = {
        (point.session, point.moment): point.level for point in pains if point.session is not None
    }
    return tuple(_row(facts, levels, this_year, name_of(facts.record)) for facts in reversed(all_facts))


def _row(
    facts: SessionFacts, levels: Mapping[tuple[str, CheckMoment], int], this_year: int, name: str
) -> TableRow:
    record = facts.record
    before = levels.get((record.id, CheckMoment.BEFORE))
    after = [levels.get((record.id, moment)) for moment in (CheckMoment.DURING, CheckMoment.AFTER)]
    worst = max((level for level in after if level is not None), default=None)
    day = day_and_date(facts.day)
    cells = (
        day if facts.day.year == this_year else tr("{date} {year}", date=day, year=facts.day.year),
        name,
        tr("{minutes} min", minutes=times.minutes(record.active_ms)),
        str(facts.reps),
        times.clock(facts.held_ms),
        words.NOT_ANSWERED if record.effort is None else str(record.effort),
        words.pain_cell(before, worst),
    )
    keys = (
        record.started.timestamp(),
        record.script.week * 100 + record.script.session,
        record.active_ms,
        facts.reps,
        facts.held_ms,
        -1 if record.effort is None else record.effort,
        -1 if worst is None else worst,
    )
    marks = [tr(words.IS_PARTIAL)] if facts.partial else []
    if record.by_hand:
        marks.append(tr(words.BY_HAND))
    if record.edited is not None:
        marks.append(tr(words.EDITED))
    return TableRow(record, name, cells, keys, comma_list(marks))


def _calendar(
    progress: Progress, runs: Sequence[Run], pages_back: int, name_of: Callable[[SessionRecord], str]
) -> CalendarView:
    last_page = progress.window(WeekSpan.SIX_WEEKS)
    first = last_page.first - pages_back * CALENDAR_WEEKS * WEEK
    last = first + CALENDAR_WEEKS * WEEK - timedelta(days=1)
    by_day: dict[date, list[SessionFacts]] = {}
    for facts in progress.facts(first, last):
        by_day.setdefault(facts.day, []).append(facts)
    ran: dict[date, list[Run]] = {}
    for run in runs:
        ran.setdefault(run.day, []).append(run)
    weeks = []
    months = []
    for number in range(CALENDAR_WEEKS):
        days = [first + number * WEEK + timedelta(days=at) for at in range(7)]
        weeks.append(
            tuple(_day(day, by_day.get(day, []), ran.get(day, []), progress.today, name_of) for day in days)
        )
        new_month = [day for day in days if day.day == 1] or ([days[0]] if number == 0 else [])
        months.append(short_month(new_month[0]) if new_month else "")
    earliest = min(
        [session.started.date() for session in progress.past[:1]] + [run.day for run in runs],
        default=first,
    )
    keys: tuple[Key, ...] = ()
    if runs:  # without runs there is nothing that the chart of sessions does not explain
        keys = (
            Key(tr(words.WHOLE), "done", BarStyle.FULL),
            Key(tr(words.PARTIAL), "done", BarStyle.PARTIAL),
            Key(tr(words.RUN), "ink", mark=Mark.TRIANGLE),
        )
    happened = [day for week in weeks for day in week if day.sessions or day.ran]
    return CalendarView(
        title=words.calendar_title(first, last, progress.today),
        weekdays=tuple(language_in_use().days[(first.weekday() + at) % 7][:2] for at in range(7)),
        months=tuple(months),
        weeks=tuple(weeks),
        has_earlier=earliest < first,
        has_later=pages_back > 0,
        keys=keys,
        numbers=Numbers(
            tuple(map(tr, words.CALENDAR_COLUMNS)), tuple((day.name, day.what) for day in happened)
        ),
    )


def _day(
    day: date,
    facts: Sequence[SessionFacts],
    runs: Sequence[Run],
    today: date,
    name_of: Callable[[SessionRecord], str],
) -> CalendarDay:
    trained = [one for one in facts if one.trained and not one.record.is_practice]
    mark = CalendarMark.NONE
    if trained:
        mark = CalendarMark.PARTIAL if all(one.partial for one in trained) else CalendarMark.DONE
    named = [(name_of(one.record), one.partial) for one in facts]
    name = words.calendar_day_name(day, today=day == today)
    what = words.calendar_day_what(named, [run.kind for run in runs], ahead=day > today)
    return CalendarDay(
        number=str(day.day),
        mark=mark,
        ran=bool(runs),
        is_today=day == today,
        ahead=day > today,
        words=words.calendar_day(name, what),
        sessions=tuple(one.record.id for one in facts),
        name=name,
        what=what,
    )
