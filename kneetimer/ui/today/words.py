"""What the cards of the Today page say: names of sessions and parts, doses, kit, and an interrupted session.

What is said of the day, and why it is a good one, is in day_words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kneetimer.core.exercise import Exercise, Side, SideWord, Unit
from kneetimer.core.language import mark, tr, trn
from kneetimer.core.plan import BlockKind, Plan
from kneetimer.core.preferences import Knee
from kneetimer.core.record import Hurt
from kneetimer.core.schedule import NextSession
from kneetimer.core.script import Script, SessionKind, Step
from kneetimer.ui.knee import words as knee_words
from kneetimer.ui.text.amounts import side_behind
from kneetimer.ui.text.dates import opening_number, past_day
from kneetimer.ui.text.lists import and_list, comma_list
from kneetimer.ui.text.loads import load_text

LEARN = mark("Can I train with knee pain?")
START = mark("Start session")
START_BONUS = mark("Start bonus")
START_ANYWAY = mark("Start anyway")
START_AFTER_ALL = mark("Start today after all")
TRAIN_ANYWAY = mark("Train anyway")
GENTLE = mark("Gentle session")
ADJUST = mark("Pace and rests")
ADJUST_NAME = mark("Adjust rest and pace")
GO_ON = mark("Go on")
GO_ON_AGAINST = mark("Go on all the same")
GO_ON_ANYWAY = mark("Go on anyway")
REST = mark("Rest today")
REST_PILL = mark("REST")
REST_TODAY = mark("No, rest")
ANOTHER_DAY = mark("Another day")
STILL_POSSIBLE = mark("You can still train. You are asked once more.")
WHEN_TO_SEE = (
    mark("See a physiotherapist if two mornings in a row are clearly worse than before the session."),
    mark("See someone at once if you cannot put weight on the leg, or cannot straighten it."),
)
SEE_TODAY = mark("Today: a doctor or an emergency clinic")
SEE_TODAY_IF = mark("if one of these is true now")
SEE_TODAY_SIGNS = (
    mark("The knee is stuck, or you cannot straighten it."),
    mark("You cannot put weight on the leg, or it gives way."),
    mark("It is badly swollen or out of shape."),
    mark("It is hot and red, and you have a fever."),
    mark("It began with a heavy fall."),
)
OTHERWISE = mark("Otherwise, before you train again: a doctor or physiotherapist")
OTHERWISE_NOTE = mark(
    "Say what your knee does, since when, and what you had done before. "
    "Your answers and sessions can go with you as a page."
)
MAKE_PAGE = mark("Make the page")
PAGE_STAYS = mark("It stays on this computer until you print or send it.")
ON_HOLD = mark("Your plan is on hold")
CHANGE_ANSWER = mark("Change my answer")
WRONG_ONE = mark("Pressed the wrong one?")
SEEN = mark("I have been seen")
SEEN_NOTE = mark("Then you choose: go on here, or one week back.")
LOOKED_AT = mark("Has someone looked at it?")
WHERE_ON = mark("Someone has looked at it. Where do you go on?")
GO_ON_HERE = mark("Go on here")
BACK_ONE_WEEK = mark("Back one week")
YES_GO_ON_HERE = mark("Yes, go on here")
YES_BACK_ONE_WEEK = mark("Yes, back one week")
NOT_YET = mark("Not yet")
ANSWER_NOW = mark("Answer now")
LEAVE_OUT = mark("Leave out")
KIT = mark("Kit for it")
LOADS = mark("Weights and bands")
KIT_HINT = mark("Untick what is not here today.")
REDO_SET = mark("Redo this set")
KEEP_PARTIAL = mark("Keep as partial")
DISCARD = mark("Discard")
DISCARD_QUESTION = mark("Discard this session? What you did in it will not be kept.")
DISCARD_YES = mark("Discard it")
DISCARD_NO = mark("Keep it")
SHOW_FOLDER = mark("Show folder")
TODAY = mark("Today")
SIX_WEEKS = mark("Your weeks")
SESSION_STRIP = mark("The parts of the session")
INTERRUPTED = mark("Session interrupted")

KINDS = {
    SessionKind.SHORT_20: mark("20 minutes"),
    SessionKind.SHORT_15: mark("15 minutes"),
    SessionKind.SHORT_10: mark("10 minutes"),
    SessionKind.WARM_UP: mark("warm-up only"),
    SessionKind.COOL_DOWN: mark("cool-down only"),
    SessionKind.GENTLE: mark("gentle"),
    SessionKind.PRACTICE: mark("practice"),
}
PARTS = {
    BlockKind.WARM_UP: mark("Warm-up"),
    BlockKind.STRENGTH: mark("Strength"),
    BlockKind.FINISHER: mark("Finisher"),
    BlockKind.COOL_DOWN: mark("Cool-down"),
}
EACH = {
    SideWord.LEG: mark("each leg"),
    SideWord.SIDE: mark("each side"),
    SideWord.DIRECTION: mark("each way"),
}
WITH_EACH = {
    SideWord.LEG: mark("{dose} each leg"),
    SideWord.SIDE: mark("{dose} each side"),
    SideWord.DIRECTION: mark("{dose} each way"),
}
ONE_SET_MORE = {
    (Side.LEFT, SideWord.LEG): mark("one set more with the left leg"),
    (Side.RIGHT, SideWord.LEG): mark("one set more with the right leg"),
    (Side.LEFT, SideWord.SIDE): mark("one set more with the left side"),
    (Side.RIGHT, SideWord.SIDE): mark("one set more with the right side"),
    (Side.LEFT, SideWord.DIRECTION): mark("one set more to the left"),
    (Side.RIGHT, SideWord.DIRECTION): mark("one set more to the right"),
}
HURT = mark("You said {answer} at {exercise}.")
HURTS = {
    Knee.LEFT: mark("You said {answer} at {exercise}, left knee."),
    Knee.RIGHT: mark("You said {answer} at {exercise}, right knee."),
    Knee.BOTH: mark("You said {answer} at {exercise}, both knees."),
}
NO_DATA = mark("Your sessions cannot be shown now")
PROBLEM_TITLE = mark("Your data needs a look")


def session_name(week: int, session: int, kind: SessionKind = SessionKind.FULL) -> str:
    """In a sentence: "session 2 of week 1", "session 2 of week 1 (20 minutes)"."""
    if kind is SessionKind.FULL:
        return tr("session {session} of week {week}", session=session, week=week)
    return tr("session {session} of week {week} ({kind})", session=session, week=week, kind=tr(KINDS[kind]))


def opening_session_name(week: int, session: int, kind: SessionKind = SessionKind.FULL) -> str:
    """As it begins a sentence or stands alone: "Session 2 of week 1"."""
    if kind is SessionKind.FULL:
        return tr("Session {session} of week {week}", session=session, week=week)
    return tr("Session {session} of week {week} ({kind})", session=session, week=week, kind=tr(KINDS[kind]))


def length_line(minutes: int, done_at: str) -> str:
    """How long the session takes, and where it may start now, when it will be over."""
    if done_at:
        return tr("About {minutes} min, done by {time}", minutes=minutes, time=done_at)
    return tr("About {minutes} min", minutes=minutes)


def waits(session: int) -> str:
    return tr("Session {session} waits for you", session=session)


def open_answers(count: int, session_day: date, today: date) -> str:
    """ "Two answers open from today's session" """
    number = opening_number(count)
    match (today - session_day).days:
        case 0:
            return trn(
                "One answer open from today's session",
                "{number} answers open from today's session",
                count,
                number=number,
            )
        case 1:
            return trn(
                "One answer open from yesterday's session",
                "{number} answers open from yesterday's session",
                count,
                number=number,
            )
    return trn(
        "One answer open from your session {day}",
        "{number} answers open from your session {day}",
        count,
        number=number,
        day=past_day(session_day, today),
    )


def seen_means(here: str, back: str) -> str:
    """What the two answers come to, each by its session: "Here means session 2 of week 2." """
    said = tr("Here means {session}.", session=here)
    return f"{said} {tr('One week back means {session}.', session=back)}" if back else said


def goes_on_at(coming: NextSession) -> str:
    """Where the plan goes on after somebody has looked at the knee."""
    return tr("Your plan goes on with {session}.", session=session_name(coming.week, coming.session))


def waits_at(coming: NextSession) -> str:
    return tr(
        "It waits at {session}. Runs are up to you and whom you see.",
        session=session_name(coming.week, coming.session),
    )


def minutes_and_phase(minutes: int, plan: Plan, coming: NextSession) -> str:
    """ "35 min, Foundation"."""
    return tr("{minutes} min, {phase}", minutes=minutes, phase=plan.phase(coming.week).name)


def kit_note(needed: bool, all_here: bool, stand_ins: Sequence[tuple[str, str]], stays: Sequence[str]) -> str:
    """What follows from the ticks: "1 swap: Side leg raises for Clamshells." """
    if not needed:
        return tr("No kit today. A bit of floor is enough.")
    if all_here and not stand_ins:
        return tr("All there. Nothing is swapped.")
    said = []
    if stand_ins:
        pairs = [tr("{exercise} for {replaced}", exercise=new, replaced=old) for new, old in stand_ins]
        said.append(
            trn("{number} swap: {swaps}.", "{number} swaps: {swaps}.", len(pairs), swaps=comma_list(pairs))
        )
    if stays:
        said.append(
            trn(
                "Nothing stands in for {exercises}: it stays in.",
                "Nothing stands in for {exercises}: they stay in.",
                len(stays),
                exercises=comma_list(stays),
            )
        )
    return " ".join(said) or tr("Nothing of it changes the session.")


def with_sides(dose: str, unit: Unit, exercise: Exercise) -> str:
    """The dose with how it counts: "2 × 15 each leg"."""
    word = _each_of(unit, exercise)
    return dose if word is None else tr(WITH_EACH[word], dose=dose)


def part(kind: BlockKind, minutes: int, exercises: Sequence[str]) -> tuple[str, str]:
    """The name of a part under the strip and its length; a part of one exercise goes by its name."""
    name = exercises[0] if len(exercises) == 1 else tr(PARTS[kind])
    return name, tr("{minutes} min", minutes=minutes)


def dose(unit: Unit, sets: int, amount: int) -> str:
    """ "2 × 15" or "2 × 22 s"."""
    if unit.is_timed:
        return tr("{sets} × {seconds} s", sets=sets, seconds=amount)
    return f"{sets} × {amount}"


def dose_note(unit: Unit, exercise: Exercise, load: str) -> str:
    """How the dose counts and with what: "each leg, light band"."""
    word = _each_of(unit, exercise)
    each = "" if word is None else tr(EACH[word])
    return comma_list([said for said in (each, load_text(load)) if said])


def _each_of(unit: Unit, exercise: Exercise) -> SideWord | None:
    """What the dose is for one of; None where it is for both together."""
    if unit is Unit.REPS_ALTERNATING:
        return SideWord.LEG
    return exercise.side_word if unit.changes_side else None


def week_name(week: int) -> str:
    return tr("Week {week}", week=week)


def session_mark(session: int, *, part_only: bool) -> tuple[str, str]:
    """The words of a session in the week, and their short form."""
    if part_only:
        return tr("Part of {session}", session=session), str(session)
    return tr("Session {session}", session=session), str(session)


def progress_note(week: int, weeks: int, done: int, to_go: int) -> tuple[str, str]:
    """The two lines at the foot of the navigation."""
    return (
        tr("Week {week} of {weeks}", week=week, weeks=weeks),
        trn("{number} done, {to_go} to go", "{number} done, {to_go} to go", done, to_go=to_go),
    )


def with_replaced(note: str, replaced: str) -> str:
    """The note of a dose that stands in for another exercise."""
    instead = tr("instead of {exercise}", exercise=replaced)
    return comma_list([note, instead]) if note else instead


def substitutes(pairs: Sequence[tuple[str, str]]) -> str:
    """What is done in place of what, for want of kit: "Side leg raises instead of Clamshells"."""
    return "\n".join(tr("{exercise} instead of {replaced}", exercise=new, replaced=old) for new, old in pairs)


def resume_title(script: Script, exercises: Mapping[str, Exercise]) -> str:
    if script.kind is SessionKind.PRACTICE:
        name = exercises[script.steps[0].exercise].name
        return tr("{exercise}: practice was interrupted", exercise=name)
    return tr("Session {session} of week {week} was interrupted", session=script.session, week=script.week)


def resume_place(step: Step, exercise: Exercise, started: date, today: date, worked_min: int) -> str:
    """Where an interrupted session stands."""
    begun = tr("Started {day}, {minutes} min in.", day=past_day(started, today), minutes=worked_min)
    if step.side is None:
        place = tr(
            "It stopped at {exercise}, set {set} of {sets}.",
            exercise=exercise.name,
            set=step.set,
            sets=step.sets,
        )
    else:
        place = tr(
            "It stopped at {exercise}, set {set} of {sets}, {side}.",
            exercise=exercise.name,
            set=step.set,
            sets=step.sets,
            side=side_behind(step.side, exercise.side_word),
        )
    return f"{begun} {place}"


def resume_hurt(hurt: Hurt, exercise: Exercise) -> str:
    """What was said in an interrupted session: "You said 8 of 10 at Clamshells, right knee." """
    said = [knee_words.signs_named(hurt.signs)] if hurt.signs else []
    said += [knee_words.level_of_ten(hurt.level)] if hurt.level is not None else []
    sentence = HURTS.get(hurt.knee, HURT) if hurt.knee is not None else HURT
    return tr(sentence, answer=and_list(said), exercise=exercise.name)


def one_set_more(side: Side, exercise: Exercise) -> str:
    """What the weaker side has more: "one set more with the left leg"."""
    return tr(ONE_SET_MORE[side, exercise.side_word])
