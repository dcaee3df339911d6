"""What the summary shows, built from the record of the session that just ended. No Qt, no clock."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta

from kneetimer.core.exercise import Exercise
from kneetimer.core.gate import Permission
from kneetimer.core.knee import Change, Why
from kneetimer.core.language import DAYS, tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.moves import day_after_rest
from kneetimer.core.outlook import Outlook
from kneetimer.core.plan import BlockKind
from kneetimer.core.record import HurtAnswer, SessionRecord, SessionState, SetResult
from kneetimer.core.schedule import counted_sessions, day_of, of_round, sessions_to_go, target_of
from kneetimer.core.script import SessionKind
from kneetimer.ui.knee.words import gate_why
from kneetimer.ui.knee.words import why as knee_why
from kneetimer.ui.session.strip import StripBlock, blocks_of_record
from kneetimer.ui.summary import words
from kneetimer.ui.text import times


@dataclass(frozen=True, slots=True)
class SaidWorst:
    """The worst of what was said while a session lasted, and the sentence that says where."""

    level: int
    where: str

    def beside(self, answer: int | None) -> str:
        """What stands under an answer for the whole session: a lower one is not taken without a word."""
        if answer is None or answer >= self.level:
            return self.where
        return f"{self.where} {words.lower_than_said(answer, self.level)}"


def said_worst(record: SessionRecord, name_of: Callable[[str], str]) -> SaidWorst | None:
    """None where no level was said in the session."""
    told = [(hurt.level, hurt) for hurt in record.hurts if hurt.level is not None]
    if not told:
        return None
    level, hurt = max(told, key=lambda each: each[0])
    name = name_of(record.script.steps[hurt.step].exercise)
    return SaidWorst(level, words.said_in_session(level, name, hurt.knee))


@dataclass(frozen=True, slots=True)
class EasierExercise:
    """An exercise that was easier in the session, what that means, and whether it is so next time too."""

    id: str
    name: str
    note: str
    next_time: bool


@dataclass(frozen=True, slots=True)
class FinishRow:
    """An exercise, or all stretches: what was done of the plan's dose, and of it the last time.

    `share` and `last_share` are of today's dose; `last_share` is None where there is nothing to compare.
    """

    name: str
    share: float
    last_share: float | None
    amount: str
    change: str


@dataclass(frozen=True, slots=True)
class PlanRing:
    """The sessions of the plan as one ring: how many there are, how many are done, and which is this one.

    `share` is how much of it was done, and `whole` whether it came to its end.
    """

    count: int
    done: int
    newest: int  # from 0
    share: float
    whole: bool
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class NextDay:
    """When the next session is, in a title, and which one it is and why in a sentence or two.

    `weekday` is its English name, for the voice, where the day is near enough to be called so alone, else "".
    """

    title: str
    note: str
    weekday: str = ""


@dataclass(frozen=True, slots=True)
class SummaryView:
    """`when` stands over the title, `lines` are sentences under it; `facts` stand under the strip.

    `pain` is filled in from what was said in the session where there is no answer yet.
    """

    when: str
    title: str
    lines: tuple[str, ...]
    rehearsal: str
    blocks: tuple[StripBlock, ...]
    facts: tuple[str, ...]
    effort: int | None
    pain: int | None
    note: str
    asks: bool = True  # a practice is over without questions
    after: int | None = None
    said: SaidWorst | None = None
    easier: tuple[EasierExercise, ...] = ()
    rows: tuple[FinishRow, ...] = ()
    is_first: bool = True  # nothing to compare it with
    ring: PlanRing | None = None  # of what is a session of the plan
    next: NextDay | None = None


def summary_view(
    record: SessionRecord,
    outlook: Outlook,
    last: SessionRecord | None = None,
    after: int | None = None,
) -> SummaryView:
    """The summary of an ended session; `outlook` is what comes next with it counted.

    `last` is the session before, `after` how the knee was after this one.
    """
    exercises = outlook.exercises
    finished = record.state is SessionState.FINISHED
    # Also where it was left in the very pause in which something was said.
    stopped = record.said is not None or any(hurt.answer is HurtAnswer.STOP for hurt in record.hurts)
    for_pain = not finished and stopped
    said = said_worst(record, lambda exercise: exercises[exercise].name)
    script = record.script
    lines = [tr(words.FOR_PAIN)] if for_pain else []
    if record.is_practice:
        lines.append(tr(words.PRACTICE_LINE))
    elif not record.rehearsal:
        if not finished:
            lines.append(words.partial_line(record.counts()))
        elif script.kind is not SessionKind.FULL and not script.gentle:
            lines.append(tr(words.SHORT_COUNTS if record.counts() else words.SHORT_WAITS))
    title = words.title(script.week, script.session, script.kind, finished=finished, for_pain=for_pain)
    if record.is_practice:
        name = exercises[script.steps[0].exercise].name
        title = words.practice_title(name, finished=finished, for_pain=for_pain)
    of_plan = not (record.rehearsal or record.is_practice)
    return SummaryView(
        when=words.when(record.started, day_of(record)),
        title=title,
        lines=tuple(lines),
        rehearsal=tr(words.REHEARSAL) if record.rehearsal else "",
        blocks=blocks_of_record(record),
        facts=_facts(record, exercises),
        effort=record.effort,
        pain=said.level if record.pain is None and said is not None else record.pain,
        note=record.note,
        asks=not record.is_practice,
        after=after,
        said=said,
        rows=_rows(record, last, exercises),
        is_first=last is None,
        easier=_easier(record, exercises, outlook.preferences.eased) if of_plan else (),
        ring=_ring(record, outlook) if of_plan and not script.gentle else None,
        next=_next(outlook) if of_plan else None,
    )


def _ring(record: SessionRecord, outlook: Outlook) -> PlanRing | None:
    """None for a session of another plan than the one that is followed."""
    plan = outlook.plan
    if record.script.plan != plan.id:
        return None
    target = target_of(plan, outlook.preferences.sessions_a_week)
    done = of_round(plan, counted_sessions(outlook.records))
    week = record.script.week
    here = sum(each.script.week == week for each in done)
    newest = len(done) - 1 if record.counts() else len(done)
    # As Today's foot counts them: a bonus takes none of those that are still to come.
    to_go = sessions_to_go(plan, outlook.due, outlook.preferences.sessions_a_week)
    count = max(len(done) + to_go, newest + 1)
    whole = record.state is SessionState.FINISHED
    return PlanRing(
        count,
        len(done),
        newest,
        1.0 if whole else record.strength_share(),
        whole,
        words.of_sessions(len(done), count),
        words.of_week(week, here, target),
    )


def _next(outlook: Outlook) -> NextDay:
    """The day of the next session and what it is, by the same verdict as on Today."""
    coming, gate, today = outlook.due, outlook.gate, outlook.today
    if gate.permission is Permission.NO:
        return NextDay(tr(words.NEXT_WHEN_SEEN), gate_why(gate, today))
    day = coming.rest.earliest
    if gate.permission is Permission.BETTER_NOT and day <= today:
        day = day_after_rest(outlook)
    changed = gate.plan.change is not Change.GO_ON and gate.plan.why is not Why.NO_ANSWER
    why = knee_why(gate.plan, today=today) if changed else ""
    note = " ".join(each for each in (words.next_session(coming), why) if each)
    near = today < day < today + timedelta(days=7)
    return NextDay(words.next_day(day, today), note, DAYS[day.weekday()].lower() if near else "")


def _easier(
    record: SessionRecord, exercises: Mapping[str, Exercise], eased: Collection[str]
) -> tuple[EasierExercise, ...]:
    """What was easier in the session, be it for a while, in its order."""
    easier = {*record.eased, *record.script.eased, *(set_.exercise for set_ in record.sets if set_.eased)}
    listed = dict.fromkeys(step.exercise for step in record.script.planned if step.exercise in easier)
    return tuple(
        EasierExercise(each, exercises[each].name, exercises[each].eased.note, each in eased)
        for each in listed
    )


def _rows(
    record: SessionRecord, last: SessionRecord | None, exercises: Mapping[str, Exercise]
) -> tuple[FinishRow, ...]:
    before = {} if last is None else _groups(last)
    stopped = {
        record.script.planned[hurt.step].exercise: tr(words.AFTER_HURT[hurt.answer])
        for hurt in record.hurts
        if hurt.answer in words.AFTER_HURT
    }
    rows = []
    for key, sets in _groups(record).items():
        timed = sets[0].target_reps is None
        target = sum((each.target_ms if timed else each.target_reps) or 0 for each in sets)
        done = _done(sets)
        was = _done(before[key]) if key in before else None
        why = stopped.get(key) or (tr(words.EASED) if any(each.eased for each in sets) else "")
        lengths = tuple(each.target_ms or 0 for each in sets)
        rows.append(
            FinishRow(
                tr(words.STRETCHES) if key == STRETCHES else exercises[key].name,
                done / target if target else 0.0,
                None if was is None or not target else was / target,
                words.held(done, lengths) if timed else words.of_target(done, target),
                "" if last is None else words.change(done, was, timed, why if done < target else ""),
            )
        )
    return tuple(rows)


STRETCHES = "stretches"


def _groups(record: SessionRecord) -> dict[str, list[SetResult]]:
    """The sets of each exercise, the stretches in one; those of the warm-up are not counted here."""
    groups: dict[str, list[SetResult]] = {}
    for result in record.sets:
        if result.block is BlockKind.COOL_DOWN:
            groups.setdefault(STRETCHES, []).append(result)
        elif result.block is not BlockKind.WARM_UP:
            groups.setdefault(result.exercise, []).append(result)
    return groups


def _done(sets: Sequence[SetResult]) -> int:
    """Reps, or ms of holds."""
    return sum(each.ms if each.target_reps is None else each.reps or 0 for each in sets)


def _facts(record: SessionRecord, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    planned_ms = sum(step.length_ms for step in record.script.planned)
    facts = [words.minutes_fact(times.minutes(record.active_ms), times.minutes(planned_ms))]
    strength = [result for result in record.sets if result.block is BlockKind.STRENGTH]
    prescribed = sum(result.target_reps or 0 for result in strength)
    if prescribed:
        facts.append(words.reps_fact(sum(result.reps or 0 for result in strength), prescribed))
    held = [r for r in record.sets if r.block is BlockKind.FINISHER and r.target_ms]
    if held:
        name = exercises[held[0].exercise].name
        lengths = tuple(result.target_ms or 0 for result in held)
        facts.append(words.hold_fact(name, sum(result.ms for result in held), lengths))
    stretches = [r for r in record.sets if r.block is BlockKind.COOL_DOWN and r.target_ms]
    if stretches:
        prescribed_ms = sum(result.target_ms or 0 for result in stretches)
        facts.append(words.stretches_fact(sum(result.ms for result in stretches), prescribed_ms))
    return tuple(facts)
