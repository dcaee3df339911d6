"""What the summary after a session says."""

from __future__ import annotations

from datetime import date, datetime

from kneetimer.core.language import mark, markc, tr, trc, trn
from kneetimer.core.preferences import Knee
from kneetimer.core.record import HurtAnswer
from kneetimer.core.schedule import NextSession
from kneetimer.core.script import SessionKind
from kneetimer.ui.text.dates import long_date, number_word
from kneetimer.ui.text.lists import comma_list
from kneetimer.ui.text.times import clock, time_of_day
from kneetimer.ui.today.words import opening_session_name

EFFORT_QUESTION = mark("How hard was it?")
PAIN_QUESTION = mark("Worst knee pain during the session")
EFFORT_ANCHORS = (
    (0, 0, markc("how hard it was", "rest")),
    (3, 3, markc("how hard it was", "moderate")),
    (5, 5, markc("how hard it was", "hard")),
    (7, 7, markc("how hard it was", "very hard")),
    (10, 10, markc("how hard it was", "maximal")),
)
NOTE_NAME = mark("Note")
NOTE_PLACEHOLDER = mark("A note for later, if you like")
PAGE = mark("After the session")
CLOSE = mark("Done")
SEPARATOR = " · "
LATER = mark("Later")
THREE_QUESTIONS = mark("Three questions")
LAST_TIME, TODAY, CHANGED = mark("last time"), mark("today"), markc("against last time", "change")
ROWS_FIRST = mark("Your first time: this is what the next ones are held against.")
STRETCHES = mark("Stretches")
EASED = markc("an exercise", "eased")
AFTER_HURT = {
    HurtAnswer.STOP: markc("an exercise", "stopped"),
    HurtAnswer.SKIP: markc("an exercise", "skipped"),
}
CHANGE = mark("Change")
GO_ON = mark("Go on")
LEAVE_OUT = mark("Leave it out")
REHEARSAL = mark("Rehearsal: this session is kept apart and does not count.")
PRACTICE_LINE = mark("Kept as practice. It does not count for the plan or your weeks.")
SHORT_COUNTS = mark("That was at least half of the full session's strength work, so the plan goes on.")
SHORT_WAITS = mark("That was less than half of the full session's strength work, so the session comes again.")
FOR_PAIN = mark("Watch how the knee feels in an hour and tomorrow morning before you train again.")
NEXT_WHEN_SEEN = mark("Next: once someone has looked at your knee")
SAID = mark("You said {level} at {exercise}.")
SAID_OF = {
    Knee.LEFT: mark("You said {level} at {exercise}, left knee."),
    Knee.RIGHT: mark("You said {level} at {exercise}, right knee."),
    Knee.BOTH: mark("You said {level} at {exercise}, both knees."),
}


def question_of(number: int, count: int) -> str:
    return tr("Question {question} of {count}. Press a number from 0 to 10.", question=number, count=count)


def is_right(value: int) -> str:
    return tr("{level} is right", level=value)


def answered(value: int | None) -> str:
    return trc("an answer", "left out") if value is None else str(value)


def change_answer(question: str) -> str:
    return tr("Change: {question}", question=question)


def of_target(done: int, target: int) -> str:
    return tr("{done} of {all}", done=done, all=target)


def held(done_ms: int, lengths_ms: tuple[int, ...]) -> str:
    """What was held: "2 × 22 s" when it was all, else what of what."""
    prescribed = sum(lengths_ms)
    if done_ms < prescribed:
        return tr("{done} of {all}", done=_down(done_ms), all=clock(prescribed))
    if len(set(lengths_ms)) == 1 and len(lengths_ms) < 4:
        return tr("{sets} × {seconds} s", sets=len(lengths_ms), seconds=lengths_ms[0] // 1000)
    return clock(prescribed)


def change(done: int, was: int | None, timed: bool, why: str) -> str:
    """Against last time: "+8", "−5, eased", "same"; reps, or ms of holds."""
    if was is None:
        return why
    by = (done // 1000 - was // 1000) if timed else done - was
    if not timed:
        amount = str(abs(by))
    elif abs(by) < 60:
        amount = tr("{seconds} s", seconds=abs(by))
    else:
        amount = clock(1000 * abs(by))
    text = trc("as last time", "same") if by == 0 else f"{'+' if by > 0 else '−'}{amount}"
    return comma_list([text, why]) if why else text


def easier_next(exercise: str) -> str:
    return tr("{exercise}: easier next time too", exercise=exercise)


def said_in_session(level: int, exercise: str, knee: Knee | None) -> str:
    """Where the worst of what was said in a session is from: "You said 8 at Clamshells, right knee." """
    sentence = SAID if knee is None else SAID_OF.get(knee, SAID)
    return tr(sentence, level=level, exercise=exercise)


def lower_than_said(level: int, said: int) -> str:
    """What becomes of an answer for the whole session that is lower than what was said in it."""
    return tr(
        "{level} is kept as your answer; the worst of this session stays {worst}.", level=level, worst=said
    )


def practice_title(exercise: str, *, finished: bool, for_pain: bool) -> str:
    if for_pain:
        return tr("Practice of {exercise}, stopped for your knee", exercise=exercise)
    if finished:
        return tr("Practice of {exercise} is done", exercise=exercise)
    return tr("Practice of {exercise}, kept as partial", exercise=exercise)


def title(
    week: int, session: int, kind: SessionKind = SessionKind.FULL, *, finished: bool, for_pain: bool
) -> str:
    named = opening_session_name(week, session, kind)
    if for_pain:
        return tr("{session}, stopped for your knee", session=named)
    if finished:
        return tr("{session} is done", session=named)
    return tr("{session}, kept as partial", session=named)


def partial_line(counts: bool) -> str:
    if counts:
        return tr("More than half of the strength work is done, so the plan goes on.")
    return tr("Less than half of the strength work is done, so this session comes again.")


def when(started: datetime, day: date) -> str:
    """ "Thursday 26 November, from 18:28"."""
    return tr("{date}, from {time}", date=long_date(day), time=time_of_day(started))


def next_day(day: date, today: date) -> str:
    """ "Next: Monday 30 November"."""
    return tr("Next: today") if day == today else tr("Next: {date}", date=long_date(day))


def next_session(coming: NextSession) -> str:
    """Which session that is."""
    if coming.plan_finished and not coming.is_bonus:
        return tr("That was the last week of the plan. Week {week} can be done again.", week=coming.week)
    if coming.is_bonus:
        return tr("This week has its sessions. One more is a bonus.")
    return tr("Session {session} of week {week}.", session=coming.session, week=coming.week)


def of_sessions(done: int, count: int) -> str:
    return trn("{done} of {number} session", "{done} of {number} sessions", count, done=done)


def of_week(week: int, done: int, target: int) -> str:
    """How many of its sessions a week of the plan has."""
    if done >= target:
        return tr("Week {week} has its {sessions}.", week=week, sessions=number_word(target))
    if done == 0:
        return tr("Week {week} has none of {sessions}.", week=week, sessions=number_word(target))
    return tr(
        "Week {week} has {done} of {sessions}.",
        week=week,
        done=number_word(done),
        sessions=number_word(target),
    )


def minutes_fact(minutes: int, planned: int) -> str:
    if minutes >= planned:
        return tr("{minutes} min", minutes=minutes)
    return tr("{done} of {minutes} min", done=minutes, minutes=planned)


def reps_fact(done: int, prescribed: int) -> str:
    return trn("{done} of {number} rep", "{done} of {number} reps", prescribed, done=done)


def hold_fact(name: str, done_ms: int, lengths_ms: tuple[int, ...]) -> str:
    """The finisher: "Wall sit 2 × 22 s" when all of it was held, else what was held of what was asked."""
    prescribed = sum(lengths_ms)
    if done_ms >= prescribed and len(set(lengths_ms)) == 1:
        return tr(
            "{exercise} {sets} × {seconds} s",
            exercise=name,
            sets=len(lengths_ms),
            seconds=lengths_ms[0] // 1000,
        )
    return tr("{exercise} {done} of {all}", exercise=name, done=_down(done_ms), all=clock(prescribed))


def stretches_fact(done_ms: int, prescribed_ms: int) -> str:
    if done_ms >= prescribed_ms:
        return tr("Stretches {time}", time=clock(prescribed_ms))
    return tr("Stretches {done} of {all}", done=_down(done_ms), all=clock(prescribed_ms))


def _down(ms: int) -> str:
    """A length that was really held: rounded down, so that it never says more than was done."""
    return clock(ms // 1000 * 1000)
