"""What the page for a physiotherapist shows, computed from records and answers. No Qt, no clock."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from kneetimer.core import steering
from kneetimer.core.exercise import Exercise, Side
from kneetimer.core.knee import CheckMoment, FootNote, KneeCheck, Sign
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import BlockKind, Plan
from kneetimer.core.preferences import Knee
from kneetimer.core.progress import plan_weeks
from kneetimer.core.record import SessionRecord, SessionState, SetResult
from kneetimer.core.schedule import Past, day_of, week_of
from kneetimer.core.session_facts import is_kept
from kneetimer.core.summary import PastSession
from kneetimer.core.weeks import WEEK
from kneetimer.ui.progress import report_words as words
from kneetimer.ui.text.times import clock

STANDARD_DAYS = 42
LONGEST_NOTE = 400


@dataclass(frozen=True, slots=True)
class WeekColumn:
    """The sessions of one calendar week. `partial` ones were kept with less than all of it."""

    name: str
    first: date
    full: int
    partial: int
    open: bool


@dataclass(frozen=True, slots=True)
class PainRow:
    """The answers about one session, at its day; the morning at its own day. None is no answer."""

    day: date
    before: int | None
    worst: int | None
    morning: int | None
    morning_day: date | None
    knee: Knee | None


@dataclass(frozen=True, slots=True)
class DoseRow:
    """One exercise of the strength work. `left` and `right` are empty where it has no sides."""

    exercise: str
    load: str
    prescribed: str
    done: str
    share: float
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Note:
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything on the page, in the order in which it stands there. `notes` are newest first."""

    title: str
    made: str
    first: date
    last: date
    target: int
    weeks: tuple[WeekColumn, ...]
    adherence: tuple[str, ...]
    pain_heading: str
    pain: tuple[PainRow, ...]
    pain_lines: tuple[str, ...]
    dose: tuple[DoseRow, ...]
    notes: tuple[Note, ...]
    foot_notes: tuple[str, ...]


def range_of(
    records: Sequence[PastSession], first: date | None, last: date | None, today: date
) -> tuple[date, date]:
    """The days of the report: as asked, else up to today and from six weeks before, or the first session."""
    end = last or today
    if first is not None:
        return min(first, end), end
    begun = min((day_of(record) for record in _kept(records)), default=end)
    return min(end, max(begun, end - timedelta(days=STANDARD_DAYS - 1))), end


def report_view(
    plan: Plan,
    exercises: Mapping[str, Exercise],
    records: Sequence[SessionRecord],
    checks: Sequence[KneeCheck],
    foot_notes: Sequence[FootNote],
    target: int,
    first: date,
    last: date,
    today: date,
) -> ReportView:
    """The page about the days `first` to `last`. `target` is how many sessions a week are planned."""
    kept = [record for record in _kept(records) if first <= day_of(record) <= last]
    sessions = [record for record in kept if not record.is_practice]
    weeks = _weeks(sessions, first, last, today)
    about: defaultdict[str | None, list[KneeCheck]] = defaultdict(list)
    for check in checks:
        about[check.session].append(check)
    pain = tuple(_pain_row(record, about[record.id]) for record in kept)
    knees = tuple(dict.fromkeys(row.knee for row in pain if row.knee is not None))
    return ReportView(
        title=words.title(first, last),
        made=words.made(today, plan.name, knees),
        first=first,
        last=last,
        target=target,
        weeks=weeks,
        adherence=_adherence(sessions, weeks, target),
        pain_heading=words.pain_heading(knees),
        pain=pain,
        pain_lines=_pain_lines(kept, pain, checks, first, last),
        dose=_dose(sessions, exercises),
        notes=_notes(kept, exercises),
        foot_notes=tuple(
            words.foot_note(note.at.date(), note.left, note.right)
            for note in foot_notes
            if first <= note.at.date() <= last
        ),
    )


def _kept(records: Sequence[Past]) -> list[Past]:
    return sorted(filter(is_kept, records), key=lambda record: record.started)


def _weeks(kept: Sequence[SessionRecord], first: date, last: date, today: date) -> tuple[WeekColumn, ...]:
    full: Counter[date] = Counter()
    partial: Counter[date] = Counter()
    for record in kept:
        if not record.script.gentle:
            tally = full if record.state is SessionState.FINISHED else partial
            tally[week_of(day_of(record))[0]] += 1
    begin = week_of(first)[0]
    mondays = [begin + number * WEEK for number in range((last - begin).days // 7 + 1)]
    this_week = week_of(today)[0]
    return tuple(
        WeekColumn(words.week(name), monday, full[monday], partial[monday], monday == this_week)
        for monday, name in zip(mondays, plan_weeks(kept, mondays), strict=True)
    )


def _adherence(kept: Sequence[SessionRecord], weeks: Sequence[WeekColumn], target: int) -> tuple[str, ...]:
    if not kept:
        return (tr(words.NO_SESSIONS),)
    over = [week for week in weeks if not week.open]
    counted = Counter(week_of(day_of(record))[0] for record in kept if record.counts())
    done = sum(min(counted[week.first], target) for week in over)
    beyond = sum(max(0, counted[week.first] - target) for week in over)
    full = sum(record.state is SessionState.FINISHED for record in kept)
    efforts = [record.effort for record in kept if record.effort is not None]
    return (
        words.adherence(done, target * len(over), len(over), beyond),
        words.session_kinds(
            full,
            len(kept) - full,
            sum(record.by_hand for record in kept),
            sum(record.edited is not None for record in kept),
        ),
        words.minutes(
            round(sum(record.active_ms for record in kept) / 60_000),
            sum(efforts) / len(efforts) if efforts else None,
            len(efforts),
        ),
    )


def _pain_row(record: SessionRecord, about: Sequence[KneeCheck]) -> PainRow:
    told = steering.aftermath(record, about)
    mornings = [check.at for check in about if check.moment is CheckMoment.MORNING]
    morning_day = max(mornings).date() if mornings else None
    knee = steering.knee_of(record, about)
    return PainRow(day_of(record), told.before, told.worst, told.morning, morning_day, knee)


def _pain_lines(
    kept: Sequence[SessionRecord],
    rows: Sequence[PainRow],
    checks: Sequence[KneeCheck],
    first: date,
    last: date,
) -> tuple[str, ...]:
    if not any(level is not None for row in rows for level in (row.before, row.worst, row.morning)):
        return (tr(words.NO_PAIN_ANSWERS),)
    named: list[tuple[date, tuple[Sign, ...]]] = [
        (day_of(record), signs) for record in kept if (signs := steering.signs_of(record))
    ]
    named += [
        (check.at.date(), check.signs) for check in checks if check.signs and first <= check.at.date() <= last
    ]
    named.sort(key=lambda each: each[0])
    answered = [row for row in rows if (row.before, row.worst, row.morning) != (None, None, None)]
    knees = dict.fromkeys(row.knee for row in answered)
    if len({*knees} - {None}) > 1:  # the numbers of one knee are never put together with those of the other
        per_knee = [_knee_line(knee, [row for row in answered if row.knee is knee]) for knee in knees]
        return (*per_knee, words.signs_line(named))
    return (
        words.pain_line(words.BEFORE, [row.before for row in rows if row.before is not None], len(rows)),
        words.pain_line(words.WORST, [row.worst for row in rows if row.worst is not None], len(rows)),
        words.pain_line(words.MORNING, [row.morning for row in rows if row.morning is not None], len(rows)),
        words.signs_line(named),
    )


def _knee_line(knee: Knee | None, rows: Sequence[PainRow]) -> str:
    return words.knee_line(
        knee,
        {
            words.BEFORE: [row.before for row in rows if row.before is not None],
            words.WORST: [row.worst for row in rows if row.worst is not None],
            words.MORNING: [row.morning for row in rows if row.morning is not None],
        },
        len(rows),
    )


def _dose(kept: Sequence[SessionRecord], exercises: Mapping[str, Exercise]) -> tuple[DoseRow, ...]:
    sums: defaultdict[str, list[SetResult]] = defaultdict(list)
    loads: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for record in kept:
        for result in record.sets:
            if result.block in (BlockKind.STRENGTH, BlockKind.FINISHER):
                sums[result.exercise].append(result)
                if result.load:
                    loads[result.exercise][result.load] = None
    rows = []
    for exercise, results in sums.items():
        name = exercises[exercise].name if exercise in exercises else exercise
        left = [result for result in results if result.side is Side.LEFT]
        right = [result for result in results if result.side is Side.RIGHT]
        prescribed, done = _sum(results, target=True), _sum(results)
        timed = results[0].target_ms is not None
        rows.append(
            DoseRow(
                name,
                words.load(tuple(loads[exercise])),
                _amount(prescribed, timed),
                _amount(done, timed),
                min(1.0, done / prescribed) if prescribed else 0.0,
                _amount(_sum(left), timed) if left else "",
                _amount(_sum(right), timed) if right else "",
            )
        )
    return tuple(rows)


def _sum(results: Sequence[SetResult], *, target: bool = False) -> int:
    if target:
        return sum((result.target_reps or 0) + (result.target_ms or 0) for result in results)
    return sum(result.ms if result.reps is None else result.reps for result in results)


def _amount(number: int, timed: bool) -> str:
    """Reps as a number; holds as minutes and seconds, rounded down."""
    return clock(number // 1000 * 1000) if timed else str(number)


def _notes(kept: Sequence[SessionRecord], exercises: Mapping[str, Exercise]) -> tuple[Note, ...]:
    notes = []
    for record in kept:
        day = day_of(record)
        for hurt in record.hurts:
            exercise = record.script.steps[hurt.step].exercise
            name = exercises[exercise].name if exercise in exercises else exercise
            notes.append(Note(day, words.hurt_note(name, hurt.level, hurt.knee, hurt.answer.value)))
        text = plain_line(record.note)
        if text:
            notes.append(Note(day, text))
    return tuple(reversed(notes))


def plain_line(text: str) -> str:
    """A note as one line of printable text: what turns the direction of writing or hides is taken out."""
    shown = (" " if each.isspace() else each for each in text if each.isspace() or _is_shown(each))
    line = " ".join("".join(shown).split())
    return line if len(line) <= LONGEST_NOTE else line[: LONGEST_NOTE - 1].rstrip() + "…"


def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
