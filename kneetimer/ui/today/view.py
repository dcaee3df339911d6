"""What the Today page shows, built from the plan, the records and the moment. No Qt, no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from kneetimer.core import steering
from kneetimer.core.exercise import Exercise, Side, Unit
from kneetimer.core.gate import Gate, GateReason, Permission
from kneetimer.core.knee import AnswersOpen, CheckMoment, LookedAt
from kneetimer.core.language import Sentence, tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.moments import later
from kneetimer.core.open_answers import still_open
from kneetimer.core.outlook import Outlook
from kneetimer.core.plan import BlockKind
from kneetimer.core.record import SessionRecord, SessionState
from kneetimer.core.schedule import (
    NextSession,
    Reason,
    counted_sessions,
    day_of,
    of_round,
    sessions_to_go,
    target_of,
)
from kneetimer.core.script import Script
from kneetimer.core.substitute import stays_without_kit
from kneetimer.core.summary import PastSession
from kneetimer.ui.session.strip import StripBlock, blocks_of, blocks_of_record
from kneetimer.ui.text import dates, times
from kneetimer.ui.today import day_words, run_words, week_words, words
from kneetimer.ui.today.six_weeks import WeekCells
from kneetimer.ui.today.week_cells import week_cells
from kneetimer.ui.today.week_days import Day
from kneetimer.ui.today.week_view import moves_to, shown_week, week_days

NO_REASONS: Mapping[int, str] = MappingProxyType({})
IN_EVERY_ROOM = ("space", "support", "wall")


@dataclass(frozen=True, slots=True)
class DoseLine:
    """One exercise of the session: "2 × 15", "Clamshells", "each leg, light band", and its id."""

    dose: str
    name: str
    note: str
    exercise: str = ""


@dataclass(frozen=True, slots=True)
class KitHere:
    """A piece of kit that the plan asks for, and whether it is here today."""

    id: str
    name: str
    here: bool


@dataclass(frozen=True, slots=True)
class SessionCard:
    """The session to do next. `main` is False where Start is possible and not advised.

    `why` says why today is a good day or not. `instead_of` says what stands in for exercises whose kit is
    missing, `kit_note` the same in one line.
    """

    kicker: str
    length_line: str
    why: str
    kit: tuple[KitHere, ...]
    kit_note: str
    blocks: tuple[StripBlock, ...]
    parts: tuple[tuple[str, str], ...]
    doses: tuple[DoseLine, ...]
    start: str
    main: bool
    offers_gentle: bool = False
    instead_of: str = ""
    key: str = "Space"


@dataclass(frozen=True, slots=True)
class RestCardView:
    """A day on which the knee says to rest: where the session goes and why.

    `can_rest` is True where it would move. `waits` and `length` name it.
    """

    title: str
    why: str
    can_rest: bool
    waits: str
    length: str
    blocks: tuple[StripBlock, ...]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StopCardView:
    """Nothing may begin. `can_change` where the answer that says so was given today, on this page.

    `asks` where it was said on another day: whether somebody has looked by now. `here` and `back` are the
    sessions with which the plan goes on then; `back` is "" where there is no week before.
    """

    today: date
    waits: str
    can_change: bool
    asks: bool
    here: str
    back: str


@dataclass(frozen=True, slots=True)
class ResumeCard:
    """A session that was interrupted and waits for an answer.

    `hurt` is what was said in it of a knee, "" where nothing was; `permission` says whether it may go on.
    """

    title: str
    sentence: str
    hurt: str
    permission: Permission
    blocks: tuple[StripBlock, ...]
    parts: tuple[tuple[str, str], ...]
    doses: tuple[DoseLine, ...]


@dataclass(frozen=True, slots=True)
class DataProblem:
    """What is wrong with the stored data, in one sentence, and what to do."""

    sentence: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything on the page, by one verdict: `gate`.

    `why` says in few words why today is a good day. `rest` is there where the verdict is better not,
    `stop` where nothing may begin; else the session of `card` is what there is to do. With `resume` the
    session waits until that is answered.
    """

    gate: Gate
    date_line: str
    title: str
    title_role: str
    why: str
    card: SessionCard
    rest: RestCardView | None
    stop: StopCardView | None
    resume: ResumeCard | None
    problem: DataProblem | None
    week_shift: int
    week_title: str
    week_note: str
    week_warning: str
    days: tuple[Day, ...]
    weeks: tuple[WeekCells, ...]
    progress: tuple[str, str]
    open_answers: str = ""  # what was left for later after the last session


def today_view(
    outlook: Outlook,
    script: Script,
    kit_label: Callable[[str], str],
    *,
    problem: DataProblem | None = None,
    week_shift: int = 0,
    reasons: Mapping[int, str] = NO_REASONS,
    left: AnswersOpen | None = None,
) -> TodayView:
    """The page at a moment. One of the sessions so far may be interrupted.

    `script` is that of the coming session, `reasons` say where the doses of its exercises come from.
    `week_shift` counts the week that is shown from this one. `left` are questions that wait for an answer.
    """
    plan, records, exercises = outlook.plan, outlook.records, outlook.exercises
    coming, gate, interrupted = outlook.due, outlook.gate, interrupted_session(records)
    target = target_of(plan, outlook.preferences.sessions_a_week)
    shown = shown_week(outlook, week_shift)
    title, role = tr(words.NO_DATA), "ink"
    if problem is None:
        title = day_words.title(coming, gate, outlook.today, interrupted=interrupted is not None)
        role = _title_role(gate)
    return TodayView(
        gate=gate,
        date_line=dates.long_date(outlook.today),
        title=title,
        title_role=role,
        why="" if problem or interrupted or not _is_usual(outlook) else " ".join(_advice(outlook)),
        card=_session_card(outlook, script, kit_label, reasons),
        rest=_rest_card(outlook) if gate.permission is Permission.BETTER_NOT else None,
        stop=_stop_card(outlook) if gate.permission is Permission.NO else None,
        resume=_resume_card(interrupted, gate, exercises, outlook.today) if interrupted else None,
        problem=problem,
        week_shift=week_shift,
        week_title=run_words.week_title(week_shift, shown[0], shown[-1]),
        week_note=_week_note(outlook, target) if week_shift == 0 else "",
        week_warning=run_words.better_day(coming.rest),
        days=week_days(outlook, shown),
        weeks=week_cells(plan, records, coming, target),
        progress=progress_lines(outlook),
        open_answers="" if problem else _open_answers(outlook, left),
    )


def _open_answers(outlook: Outlook, left: AnswersOpen | None) -> str:
    found = still_open(left, outlook.records, outlook.now)
    if found is None:
        return ""
    return words.open_answers(len(found[0].questions), day_of(found[1]), outlook.today)


def _title_role(gate: Gate) -> str:
    if gate.permission is not Permission.GO:
        return "danger"
    return "caution" if gate.reason is GateReason.SOME_PAIN else "ink"


def interrupted_session(records: Sequence[PastSession]) -> SessionRecord | None:
    """The latest session that was neither finished nor left. Rehearsals ask nothing."""
    open_ = [
        each
        for each in records
        if isinstance(each, SessionRecord)  # only the past is known in few words
        and each.state is SessionState.RUNNING
        and not each.rehearsal
    ]
    return max(open_, key=lambda record: record.started, default=None)


def progress_lines(outlook: Outlook) -> tuple[str, str]:
    """The foot of the navigation: the week, and how many sessions are done and to go."""
    plan, coming = outlook.plan, outlook.due
    done = len(of_round(plan, counted_sessions(outlook.records)))
    to_go = sessions_to_go(plan, coming, outlook.preferences.sessions_a_week)
    return words.progress_note(coming.week, plan.weeks, done, to_go)


def _session_card(
    outlook: Outlook, script: Script, kit_label: Callable[[str], str], reasons: Mapping[int, str]
) -> SessionCard:
    plan, coming, gate, exercises = outlook.plan, outlook.due, outlook.gate, outlook.exercises
    done_at = later(outlook.now, timedelta(milliseconds=script.length_ms))
    minutes = times.minutes(script.length_ms)
    good_today = _is_good_today(coming, gate)
    why = "" if _is_usual(outlook) else " ".join((day_words.advice_title(coming, gate), *_advice(outlook)))
    kit = _kit(outlook, kit_label)
    stand_ins = _stand_ins(script, exercises)
    return SessionCard(
        kicker=day_words.kicker(plan, coming, gate),
        length_line=words.length_line(minutes, times.time_of_day(done_at) if good_today else ""),
        why=why,
        kit=kit,
        kit_note=words.kit_note(bool(kit), all(line.here for line in kit), stand_ins, _stays(outlook)),
        blocks=blocks_of(script),
        parts=_parts(script, exercises),
        doses=_doses(script, exercises, reasons),
        instead_of=words.substitutes(stand_ins),
        start=tr(_start_words(coming)),
        main=good_today,
        offers_gentle=gate.permission is Permission.GO and gate.plan.offers_gentle,
    )


def _rest_card(outlook: Outlook) -> RestCardView:
    """Where the session goes if the person rests today, and why there."""
    today = outlook.today
    moves = outlook.due.rest.earliest <= today
    ahead, why = moves_to(outlook)
    told = (week_words.why_that_day(ahead.day, today, why),) if moves else ()
    # What waits is the session as it is without the answer that puts it off. What a morning says of the
    # session before it still holds when the coming one begins, whenever it was answered.
    calm = outlook.again(
        checks=[
            check
            for check in outlook.checks
            if check.at.date() != today or check.moment is CheckMoment.MORNING
        ]
    )
    script = calm.script()
    return RestCardView(
        title=week_words.moves(ahead.session, ahead.day, is_there=not moves),
        why=" ".join((*told, *_advice(outlook))),
        can_rest=moves,
        waits=words.waits(calm.due.session),
        length=words.minutes_and_phase(times.minutes(script.length_ms), calm.plan, calm.due),
        blocks=blocks_of(script),
        parts=_parts(script, outlook.exercises),
    )


def _stop_card(outlook: Outlook) -> StopCardView:
    said = outlook.gate.said
    of_today = said is not None and said.day == outlook.today
    here = of_today and said is not None and said.moment in (CheckMoment.BEFORE, CheckMoment.MORNING)
    here_due, back_due = (outlook.again(seen=LookedAt("", outlook.now, back)).due for back in (False, True))
    is_back = (back_due.week, back_due.session) != (here_due.week, here_due.session)
    return StopCardView(
        outlook.today,
        " ".join((words.waits_at(outlook.due), *_advice(outlook))),
        here,
        not of_today,
        words.session_name(here_due.week, here_due.session),
        words.session_name(back_due.week, back_due.session) if is_back else "",
    )


def _advice(outlook: Outlook) -> tuple[str, ...]:
    stop_above = outlook.preferences.knee_stop
    return day_words.advice(outlook.plan, outlook.due, outlook.gate, stop_above, outlook.rhythm)


def _is_usual(outlook: Outlook) -> bool:
    """True for a good day on which the plan simply goes on: there is little to explain."""
    return _is_good_today(outlook.due, outlook.gate) and outlook.due.reason is Reason.GO_ON


def _start_words(coming: NextSession) -> Sentence:
    if coming.rest.chosen and not coming.rest.good_today:
        return words.START_AFTER_ALL
    if not coming.rest.good_today and not coming.rest.free_today:
        return words.START_ANYWAY
    return words.START_BONUS if coming.is_bonus else words.START


def _is_good_today(coming: NextSession, gate: Gate) -> bool:
    """True where the days and the knee both speak for a session now."""
    return coming.rest.good_today and gate.permission is Permission.GO


def _week_note(outlook: Outlook, target: int) -> str:
    coming, today = outlook.due, outlook.today
    if outlook.gate.permission is Permission.BETTER_NOT and coming.rest.earliest <= today:
        return week_words.would_move(coming.session, moves_to(outlook)[0].day, today)
    done = _done_in(outlook.records, outlook.rhythm.week_of(today))
    said = (
        day_words.week_note(done, target, coming, outlook.gate),
        day_words.caution(coming, outlook.rhythm, outlook.gate),
    )
    return " ".join(each for each in said if each)


def _resume_card(
    record: SessionRecord, gate: Gate, exercises: Mapping[str, Exercise], today: date
) -> ResumeCard:
    script = record.script
    step = script.steps[record.place.step]
    hurt = steering.worst_hurt(record)
    return ResumeCard(
        title=words.resume_title(script, exercises),
        sentence=words.resume_place(
            step,
            exercises[step.exercise],
            day_of(record),
            today,
            times.minutes(record.active_ms),
        ),
        hurt=words.resume_hurt(hurt, exercises[script.steps[hurt.step].exercise]) if hurt else "",
        permission=gate.permission,
        blocks=blocks_of_record(record),
        parts=_parts(script, exercises),
        doses=_doses(script, exercises),
    )


def _exercises_of(script: Script, kind: BlockKind) -> list[str]:
    """The exercises of a part, each once, in order."""
    return list(dict.fromkeys(step.exercise for step in script.steps if step.block is kind))


def _kit(outlook: Outlook, kit_label: Callable[[str], str]) -> tuple[KitHere, ...]:
    """What the session asks for as the plan has it, here or not: what the strength work needs first."""
    needed: dict[str, None] = {}
    missing = outlook.preferences.missing_on(outlook.today)
    blocks = sorted(
        outlook.plan.blocks_of(outlook.due.week), key=lambda block: block.kind is not BlockKind.STRENGTH
    )
    for block in blocks:
        if block.kind is BlockKind.FINISHER and not outlook.preferences.finisher:
            continue
        for dose in block.doses:
            needed.update(dict.fromkeys(outlook.exercises[dose.exercise].kit_of(dose.variant)))
    return tuple(
        KitHere(kit, kit_label(kit), kit not in missing) for kit in needed if kit not in IN_EVERY_ROOM
    )


def _stays(outlook: Outlook) -> tuple[str, ...]:
    """The exercises of the coming week that need missing kit and that nothing replaces."""
    missing = outlook.preferences.missing_on(outlook.today)
    week = replace(outlook.plan, blocks=outlook.plan.blocks_of(outlook.due.week))
    found = stays_without_kit(week, missing, outlook.exercises) if missing else []
    return tuple(outlook.exercises[each].name for each in found)


def _parts(script: Script, exercises: Mapping[str, Exercise]) -> tuple[tuple[str, str], ...]:
    lengths = {kind: sum(step.length_ms for step in script.steps if step.block is kind) for kind in BlockKind}
    lengths = {kind: length_ms for kind, length_ms in lengths.items() if length_ms}
    minutes = times.minutes_of_parts(list(lengths.values()))
    return tuple(
        words.part(kind, each, [exercises[e].name for e in _exercises_of(script, kind)])
        for kind, each in zip(lengths, minutes, strict=True)
    )


def _stand_ins(script: Script, exercises: Mapping[str, Exercise]) -> list[tuple[str, str]]:
    """What is done, and the exercise of the plan in whose place: names, each once."""
    pairs = {
        (exercises[step.exercise].name, exercises[step.stands_for].name): None
        for step in script.steps
        if step.stands_for is not None and step.stands_for != step.exercise
    }
    return list(pairs)


def _doses(
    script: Script, exercises: Mapping[str, Exercise], reasons: Mapping[int, str] = NO_REASONS
) -> tuple[DoseLine, ...]:
    """The strength work and the finisher: what is to be done, without warm-up and cool-down."""
    lines: dict[int, DoseLine] = {}
    more: dict[int, Side] = {}  # who has a set more than the other side
    steps = [step for step in script.steps if step.is_set and step.block.has_rests]
    sets_of: dict[int, int] = {}  # without one more of one side
    for step in steps:
        sets_of[step.item] = min(step.sets, sets_of.get(step.item, step.sets))
    for step in steps:
        exercise = exercises[step.exercise]
        name = exercise.name if step.variant is None else exercise.variant(step.variant).name
        reps = step.reps or 0
        amount = step.length_ms // 1000 if step.unit.is_timed else reps
        if step.unit is Unit.REPS_ALTERNATING:
            amount = reps // 2
        note = words.dose_note(step.unit, exercise, step.load)
        if step.stands_for is not None and step.stands_for != step.exercise:
            note = words.with_replaced(note, exercises[step.stands_for].name)
        sets = sets_of[step.item]
        if step.side is not None and step.sets > sets:
            more[step.item] = step.side
        extra = words.one_set_more(more[step.item], exercise) if step.item in more else ""
        note = "; ".join(each for each in (note, extra, reasons.get(step.item, "")) if each)
        dose = words.with_sides(words.dose(step.unit, sets, amount), step.unit, exercise)
        lines[step.item] = DoseLine(dose, name, note, step.exercise)
    return tuple(lines.values())


def _done_in(records: Sequence[PastSession], week: tuple[date, ...]) -> int:
    return sum(1 for record in counted_sessions(records) if day_of(record) in week)
