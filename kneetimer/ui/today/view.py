"""What the Today page shows, built from the plan, the records and the moment. No Qt, no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kneetimer.core import steering
from kneetimer.core.exercise import Exercise, Unit
from kneetimer.core.gate import Gate, Permission
from kneetimer.core.moments import later
from kneetimer.core.outlook import Outlook
from kneetimer.core.plan import BlockKind, Plan
from kneetimer.core.record import SessionRecord, SessionState
from kneetimer.core.schedule import (
    NextSession,
    counted_sessions,
    day_of,
    of_round,
    sessions_to_go,
    target_of,
)
from kneetimer.core.script import Script
from kneetimer.core.summary import PastSession
from kneetimer.ui.session.strip import StripBlock, blocks_of, blocks_of_record
from kneetimer.ui.text import dates, times
from kneetimer.ui.today import run_words, words
from kneetimer.ui.today.six_weeks import WeekCells
from kneetimer.ui.today.week_cells import week_cells
from kneetimer.ui.today.week_days import Day
from kneetimer.ui.today.week_view import shown_week, week_days

IN_EVERY_ROOM = ("space", "support", "wall")


@dataclass(frozen=True, slots=True)
class DoseLine:
    """One exercise of the session: "2 × 15", "Clamshells", "each leg, light band"."""

    dose: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class SessionCard:
    """The session to do next. `main` is False where Start is possible and not advised.

    `start` is empty where no session may begin, and `key` where Space does not start it.
    `instead_of` says what stands in for exercises whose kit is missing.
    """

    kicker: str
    names: str
    length_line: str
    minutes_chip: str
    kit: tuple[str, ...]
    blocks: tuple[StripBlock, ...]
    parts: tuple[tuple[str, str], ...]
    doses: tuple[DoseLine, ...]
    start: str
    main: bool
    instead_of: str = ""
    key: str = "Space"


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
    """Everything on the page. With `resume` the session card waits until that is answered.

    The headline, the advice and the way to start all follow `gate`.
    """

    gate: Gate
    date_line: str
    title: str
    card: SessionCard
    resume: ResumeCard | None
    problem: DataProblem | None
    advice_title: str
    advice: tuple[str, ...]
    caution: str
    week_shift: int
    week_title: str
    week_note: str
    week_warning: str
    days: tuple[Day, ...]
    weeks: tuple[WeekCells, ...]
    progress: tuple[str, str]


def today_view(
    outlook: Outlook,
    script: Script,
    kit_label: Callable[[str], str],
    *,
    problem: DataProblem | None = None,
    week_shift: int = 0,
) -> TodayView:
    """The page at a moment. One of the sessions so far may be interrupted.

    `script` is that of the coming session. `week_shift` counts the week that is shown from this one.
    """
    plan, records, exercises = outlook.plan, outlook.records, outlook.exercises
    now, today, rhythm = outlook.now, outlook.today, outlook.rhythm
    target = target_of(plan, outlook.preferences.sessions_a_week)
    coming, gate, interrupted = outlook.due, outlook.gate, interrupted_session(records)
    shown = shown_week(outlook, week_shift)
    return TodayView(
        gate=gate,
        date_line=dates.long_date(today),
        title=words.NO_DATA
        if problem is not None
        else words.title(coming, gate, today, interrupted=interrupted is not None),
        card=_session_card(plan, coming, gate, script, exercises, now, kit_label),
        resume=_resume_card(interrupted, gate, exercises, today) if interrupted else None,
        problem=problem,
        advice_title=words.advice_title(coming, gate),
        advice=words.advice(plan, coming, gate, outlook.preferences.knee_stop, rhythm),
        caution=words.caution(coming, rhythm, gate),
        week_shift=week_shift,
        week_title=run_words.week_title(week_shift, shown[0], shown[-1]),
        week_note=_week_note(outlook, target, coming, gate) if week_shift == 0 else "",
        week_warning=run_words.better_day(coming.rest),
        days=week_days(outlook, shown),
        weeks=week_cells(plan, records, coming, target),
        progress=progress_lines(outlook),
    )


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
    plan: Plan,
    coming: NextSession,
    gate: Gate,
    script: Script,
    exercises: Mapping[str, Exercise],
    now: datetime,
    kit_label: Callable[[str], str],
) -> SessionCard:
    done_at = later(now, timedelta(milliseconds=script.length_ms))
    minutes = times.minutes(script.length_ms)
    good_today = _is_good_today(coming, gate)
    return SessionCard(
        kicker=words.kicker(plan, coming, gate),
        names=words.names([exercises[e].name for e in _exercises_of(script, BlockKind.STRENGTH)]),
        length_line=words.length_line(minutes, times.time_of_day(done_at) if good_today else ""),
        minutes_chip=words.minutes_chip(minutes),
        kit=_kit(script, exercises, kit_label),
        blocks=blocks_of(script),
        parts=_parts(script, exercises),
        doses=_doses(script, exercises),
        instead_of=words.substitutes(_stand_ins(script, exercises)),
        start=_start_words(coming, gate),
        main=good_today,
        key="Space" if gate.permission is Permission.GO else "",
    )


def _start_words(coming: NextSession, gate: Gate) -> str:
    if gate.permission is Permission.NO:
        return ""
    if gate.permission is Permission.BETTER_NOT:
        return words.START_AGAINST
    if not coming.rest.good_today and not coming.rest.free_today:
        return words.START_ANYWAY
    return words.START_BONUS if coming.is_bonus else words.START


def _is_good_today(coming: NextSession, gate: Gate) -> bool:
    """True where the days and the knee both speak for a session now."""
    return coming.rest.good_today and gate.permission is Permission.GO


def _week_note(outlook: Outlook, target: int, coming: NextSession, gate: Gate) -> str:
    done = _done_in(outlook.records, outlook.rhythm.week_of(outlook.today))
    return words.week_note(done, target, coming, gate)


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


def _kit(
    script: Script, exercises: Mapping[str, Exercise], kit_label: Callable[[str], str]
) -> tuple[str, ...]:
    """What to fetch before the session, what the strength work needs first."""
    needed: dict[str, None] = {}
    for step in sorted(script.steps, key=lambda step: step.block is not BlockKind.STRENGTH):
        needed.update(dict.fromkeys(exercises[step.exercise].kit_of(step.variant)))
    return tuple(kit_label(kit) for kit in needed if kit not in IN_EVERY_ROOM)


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


def _doses(script: Script, exercises: Mapping[str, Exercise]) -> tuple[DoseLine, ...]:
    """The strength work and the finisher: what is to be done, without warm-up and cool-down."""
    lines: dict[int, DoseLine] = {}
    for step in script.steps:
        if not step.is_set or not step.block.has_rests:
            continue
        exercise = exercises[step.exercise]
        name = exercise.name if step.variant is None else exercise.variant(step.variant).name
        reps = step.reps or 0
        amount = step.length_ms // 1000 if step.unit.is_timed else reps
        if step.unit is Unit.REPS_ALTERNATING:
            amount = reps // 2
        note = words.dose_note(step.unit, exercise, step.load)
        if step.stands_for is not None and step.stands_for != step.exercise:
            note = words.with_replaced(note, exercises[step.stands_for].name)
        lines[step.item] = DoseLine(words.dose(step.unit, step.sets, amount), name, note)
    return tuple(lines.values())


def _done_in(records: Sequence[PastSession], week: tuple[date, ...]) -> int:
    return sum(1 for record in counted_sessions(records) if day_of(record) in week)
