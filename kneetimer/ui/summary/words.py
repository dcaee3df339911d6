"""What the summary after a session says."""

from __future__ import annotations

from datetime import date, datetime

from kneetimer.core.preferences import Knee
from kneetimer.core.record import HurtAnswer
from kneetimer.core.schedule import NextSession
from kneetimer.core.script import SessionKind
from kneetimer.ui.text.dates import in_digits, long_date, number_word, sentence
from kneetimer.ui.text.names import within
from kneetimer.ui.text.times import clock, time_of_day
from kneetimer.ui.today.words import session_name

EFFORT_QUESTION = "How hard was it?"
PAIN_QUESTION = "Worst knee pain during the session"
EFFORT_ANCHORS = (
    (0, 0, "rest"),
    (3, 3, "moderate"),
    (5, 5, "hard"),
    (7, 7, "very hard"),
    (10, 10, "maximal"),
)
_KNEES = {Knee.LEFT: ", left knee", Knee.RIGHT: ", right knee", Knee.BOTH: ", both knees"}
NOTE_NAME = "Note"
NOTE_PLACEHOLDER = "A note for later, if you like"
PAGE = "After the session"
CLOSE = "Done"
SEPARATOR = " · "
LATER = "Later"
THREE_QUESTIONS = "Three questions"
LAST_TIME, TODAY, CHANGED = "last time", "today", "change"
ROWS_FIRST = "Your first time: this is what the next ones are held against."
STRETCHES = "Stretches"
EASED = "eased"
AFTER_HURT = {HurtAnswer.STOP: "stopped", HurtAnswer.SKIP: "skipped"}
CHANGE = "Change"
GO_ON = "Go on"
LEAVE_OUT = "Leave it out"
REHEARSAL = "Rehearsal: this session is kept apart and does not count."


PRACTICE_LINE = "Kept as practice. It does not count for the plan or your weeks."


def question_of(number: int, count: int) -> str:
    return f"Question {number} of {count}. Press a number from 0 to 10."


def is_right(value: int) -> str:
    return f"{value} is right"


def answered(value: int | None) -> str:
    return "left out" if value is None else str(value)


def change_answer(question: str) -> str:
    return f"Change: {question}"


def of_target(done: int, target: int) -> str:
    return f"{done} of {target}"


def held(done_ms: int, lengths_ms: tuple[int, ...]) -> str:
    """What was held: "2 × 22 s" when it was all, else what of what."""
    prescribed = sum(lengths_ms)
    if done_ms < prescribed:
        return f"{_down(done_ms)} of {clock(prescribed)}"
    if len(set(lengths_ms)) == 1 and len(lengths_ms) < 4:
        return f"{len(lengths_ms)} × {lengths_ms[0] // 1000} s"
    return clock(prescribed)


def change(done: int, was: int | None, timed: bool, why: str) -> str:
    """Against last time: "+8", "−5, eased", "same"; reps, or ms of holds."""
    if was is None:
        return why
    by = (done // 1000 - was // 1000) if timed else done - was
    amount = str(abs(by)) if not timed else f"{abs(by)} s" if abs(by) < 60 else clock(1000 * abs(by))
    text = "same" if by == 0 else f"{'+' if by > 0 else '−'}{amount}"
    return f"{text}, {why}" if why else text


def easier_next(exercise: str) -> str:
    return f"{exercise}: easier next time too"


def said_in_session(level: int, exercise: str, knee: Knee | None) -> str:
    """Where the worst of what was said in a session is from: "You said 8 at clamshells, right knee." """
    where = f"{within(exercise)}{_KNEES.get(knee, '') if knee else ''}"
    return f"You said {level} at {where}."


def lower_than_said(level: int, said: int) -> str:
    """What becomes of an answer for the whole session that is lower than what was said in it."""
    return f"{level} is kept as your answer; the worst of this session stays {said}."


def practice_title(exercise: str, *, finished: bool, for_pain: bool) -> str:
    return _ended(f"Practice of {within(exercise)}", finished=finished, for_pain=for_pain)


def title(
    week: int, session: int, kind: SessionKind = SessionKind.FULL, *, finished: bool, for_pain: bool
) -> str:
    return _ended(sentence(session_name(week, session, kind)), finished=finished, for_pain=for_pain)


def _ended(name: str, *, finished: bool, for_pain: bool) -> str:
    if for_pain:
        return f"{name}, stopped for your knee"
    return f"{name} is done" if finished else f"{name}, kept as partial"


def partial_line(counts: bool) -> str:
    if counts:
        return "More than half of the strength work is done, so the plan goes on."
    return "Less than half of the strength work is done, so this session comes again."


SHORT_COUNTS = "That was at least half of the full session's strength work, so the plan goes on."
SHORT_WAITS = "That was less than half of the full session's strength work, so the session comes again."

FOR_PAIN = "Watch how the knee feels in an hour and tomorrow morning before you train again."


NEXT_WHEN_SEEN = "Next: once someone has looked at your knee"


def when(started: datetime, day: date) -> str:
    """ "Thursday 26 November, from 18:28"."""
    return f"{long_date(day)}, from {time_of_day(started)}"


def next_day(day: date, today: date) -> str:
    """ "Next: Monday 30 November"."""
    return f"Next: {'today' if day == today else long_date(day)}"


def next_session(coming: NextSession) -> str:
    """Which session that is."""
    if coming.plan_finished and not coming.is_bonus:
        return f"That was the last week of the plan. Week {coming.week} can be done again."
    if coming.is_bonus:
        return "This week has its sessions. One more is a bonus."
    return f"{sentence(session_name(coming.week, coming.session))}."


def of_sessions(done: int, count: int) -> str:
    return f"{done} of {count} sessions"


def of_week(week: int, done: int, target: int) -> str:
    """How many of its sessions a week of the plan has."""
    if done >= target:
        return f"Week {week} has its {number_word(target)}."
    return f"Week {week} has {number_word(done) if done else 'none'} of {number_word(target)}."


def minutes_fact(minutes: int, planned: int) -> str:
    return f"{minutes} min" if minutes >= planned else f"{minutes} of {planned} min"


def reps_fact(done: int, prescribed: int) -> str:
    return f"{done} of {in_digits(prescribed, 'rep')}"


def hold_fact(name: str, done_ms: int, lengths_ms: tuple[int, ...]) -> str:
    """The finisher: "wall sit 2 × 22 s" when all of it was held, else what was held of what was asked."""
    prescribed = sum(lengths_ms)
    if done_ms >= prescribed and len(set(lengths_ms)) == 1:
        return f"{within(name)} {len(lengths_ms)} × {lengths_ms[0] // 1000} s"
    return f"{within(name)} {_down(done_ms)} of {clock(prescribed)}"


def stretches_fact(done_ms: int, prescribed_ms: int) -> str:
    if done_ms >= prescribed_ms:
        return f"stretches {clock(prescribed_ms)}"
    return f"stretches {_down(done_ms)} of {clock(prescribed_ms)}"


def _down(ms: int) -> str:
    """A length that was really held: rounded down, so that it never says more than was done."""
    return clock(ms // 1000 * 1000)
