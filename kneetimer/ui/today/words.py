"""What the Today page says, from the next session and the days around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kneetimer.core.exercise import Exercise, Side, SideWord, Unit
from kneetimer.core.gate import Gate, GateReason, GateWay, Permission
from kneetimer.core.good_days import ANY_DAY, Rhythm
from kneetimer.core.knee import CheckMoment, Said
from kneetimer.core.language import trn
from kneetimer.core.plan import BlockKind, Plan
from kneetimer.core.preferences import Knee
from kneetimer.core.record import Hurt
from kneetimer.core.schedule import NextSession, Reason, RestAdvice
from kneetimer.core.script import Script, SessionKind, Step
from kneetimer.ui.knee import words as knee_words
from kneetimer.ui.text.dates import (
    ORDINALS,
    coming_day,
    counted,
    number_word,
    opening_number,
    ordinal_word,
    past_day,
    sentence,
)
from kneetimer.ui.text.names import within
from kneetimer.ui.text.times import time_of_day
from kneetimer.ui.today import run_words as runs

LEARN = "Can I train with knee pain?"
START = "Start session"
START_BONUS = "Start bonus"
START_ANYWAY = "Start anyway"
START_AFTER_ALL = "Start today after all"
TRAIN_ANYWAY = "Train anyway"
GENTLE = "Gentle session"
ADJUST = "Pace and rests"
ADJUST_NAME = "Adjust rest and pace"
GO_ON = "Go on"
GO_ON_AGAINST = "Go on all the same"
GO_ON_ANYWAY = "Go on anyway"
REST = "Rest today"
REST_PILL = "REST"
REST_TODAY = "No, rest"
ANOTHER_DAY = "Another day"
STILL_POSSIBLE = "You can still train. You are asked once more."
WHEN_TO_SEE = (
    "See a physiotherapist if two mornings in a row are clearly worse than before the session.",
    "See someone at once if you cannot put weight on the leg, or cannot straighten it.",
)
SEE_TODAY = "Today: a doctor or an emergency clinic"
SEE_TODAY_IF = "if one of these is true now"
SEE_TODAY_SIGNS = (
    "The knee is stuck, or you cannot straighten it.",
    "You cannot put weight on the leg, or it gives way.",
    "It is badly swollen or out of shape.",
    "It is hot and red, and you have a fever.",
    "It began with a heavy fall.",
)
OTHERWISE = "Otherwise, before you train again: a doctor or physiotherapist"
OTHERWISE_NOTE = (
    "Say what your knee does, since when, and what you had done before. "
    "Your answers and sessions can go with you as a page."
)
MAKE_PAGE = "Make the page"
PAGE_STAYS = "It stays on this computer until you print or send it."
ON_HOLD = "Your plan is on hold"
CHANGE_ANSWER = "Change my answer"
WRONG_ONE = "Pressed the wrong one?"
SEEN = "I have been seen"
SEEN_NOTE = "Then you choose: go on here, or one week back."
LOOKED_AT = "Has someone looked at it?"
WHERE_ON = "Someone has looked at it. Where do you go on?"
GO_ON_HERE = "Go on here"
BACK_ONE_WEEK = "Back one week"
YES_GO_ON_HERE = "Yes, go on here"
YES_BACK_ONE_WEEK = "Yes, back one week"
NOT_YET = "Not yet"
ANSWER_NOW = "Answer now"
LEAVE_OUT = "Leave out"
KIT = "Kit for it"
LOADS = "Weights and bands"
KIT_HINT = "Untick what is not here today."
REDO_SET = "Redo this set"
KEEP_PARTIAL = "Keep as partial"
DISCARD = "Discard"
DISCARD_QUESTION = "Discard this session? What you did in it will not be kept."
DISCARD_YES = "Discard it"
DISCARD_NO = "Keep it"
SHOW_FOLDER = "Show folder"
TODAY = "Today"
SIX_WEEKS = "Your weeks"
SESSION_STRIP = "The parts of the session"
INTERRUPTED = "Session interrupted"

KINDS = {
    SessionKind.SHORT_20: "20 minutes",
    SessionKind.SHORT_15: "15 minutes",
    SessionKind.SHORT_10: "10 minutes",
    SessionKind.WARM_UP: "warm-up only",
    SessionKind.COOL_DOWN: "cool-down only",
    SessionKind.GENTLE: "gentle",
    SessionKind.PRACTICE: "practice",
}
PARTS = {
    BlockKind.WARM_UP: "Warm-up",
    BlockKind.STRENGTH: "Strength",
    BlockKind.FINISHER: "Finisher",
    BlockKind.COOL_DOWN: "Cool-down",
}


def session_name(week: int, session: int, kind: SessionKind = SessionKind.FULL) -> str:
    """ "session 2 of week 1", "session 2 of week 1 (20 minutes)"."""
    name = f"session {session} of week {week}"
    return name if kind is SessionKind.FULL else f"{name} ({KINDS[kind]})"


def title(coming: NextSession, found: Gate, today: date, *, interrupted: bool = False) -> str:
    """The headline of the page: the knee first, then what waits, then the days."""
    rest = coming.rest
    if found.permission is Permission.NO:
        return "Stop: let someone look at your knee first"
    if found.permission is Permission.BETTER_NOT and found.said is not None:
        if found.reason is GateReason.WORSE_MORNING:
            return f"Rest today: your knee was worse {knee_words.when(found.said, today)}"
        was = "is" if knee_words.is_said_now(found.said, today) else "was"
        return f"Rest today: your knee {was} at {knee_words.level_of_ten(found.said.level)}"
    if interrupted:
        return INTERRUPTED
    if rest.done_today:
        return "Done for today"
    if coming.plan_finished:
        return "The plan is done"
    if not rest.good_today:
        return runs.state_title(rest) or "Rest day"
    if found.reason is GateReason.SOME_PAIN:
        return f"Go gently: {session_name(coming.week, coming.session)}"
    if coming.reason is Reason.FIRST:
        return "Ready for your first session"
    if coming.is_bonus:
        return f"A bonus session in week {coming.week}"
    return f"Ready for {session_name(coming.week, coming.session)}"


def kicker(plan: Plan, coming: NextSession, found: Gate) -> str:
    """The small line over the session: which one it is, or its phase where the title says that."""
    named = found.permission is Permission.GO
    if not named or (not coming.rest.good_today and not coming.rest.good_later_today):
        return f"Next: {session_name(coming.week, coming.session)}"
    phase = plan.phase(coming.week)
    weeks = f"Weeks {phase.first_week} to {phase.last_week}"
    if phase.first_week == phase.last_week:
        weeks = f"Week {phase.first_week}"
    return f"{weeks}: {phase.name}"


def advice_title(coming: NextSession, found: Gate) -> str:
    rest = coming.rest
    if found.permission is Permission.NO:
        return "Why stop"
    if found.permission is Permission.BETTER_NOT:
        return "Why rest"
    if coming.plan_finished and rest.good_today:
        return "What now"
    if rest.good_later_today and rest.not_before is not None:
        return f"Good from {time_of_day(rest.not_before)}"
    if rest.free_today:
        return "Nothing planned today"
    if not rest.good_today:
        return "Why rest"
    if found.reason is GateReason.SOME_PAIN or found.plan.offers_easier:
        return "Take it gently"
    if coming.reason is Reason.FIRST:
        return "You can begin today"
    if coming.reason in (Reason.REPEAT_WEEK, Reason.BACK_ONE_WEEK, Reason.AFTER_SIGN, Reason.RESTART_PHASE):
        return "Welcome back"
    return "Good day for it"


def advice(
    plan: Plan, coming: NextSession, found: Gate, stop_above: int, rhythm: Rhythm = ANY_DAY
) -> tuple[str, ...]:
    """Why today is a good day or not, and what changes after a break, in a few sentences.

    `stop_above` is the person's limit.
    """
    rest = coming.rest
    if found.permission is not Permission.GO and found.said is not None:
        return _why_not(found, found.said, stop_above, rest.today)
    if rest.free_today:
        return runs.wish(rhythm, rest)
    if not rest.good_today:
        return (*_why_rest(rest), *_finished(coming, plan))
    if coming.plan_finished:
        return _finished(coming, plan)
    return (*_why_today(plan, coming), *runs.notes(rhythm, rest.today))


def _why_not(found: Gate, said: Said, stop_above: int, today: date) -> tuple[str, ...]:
    """Why the knee keeps a session back, and how long."""
    is_now = knee_words.is_said_now(said, today)
    when = "" if is_now else f" {knee_words.when(said, today)}"
    waits = "Your plan waits. Nothing of it is lost."
    if said.signs:
        named = knee_words.signs_named(said.signs)
        at_hand = said.moment in (CheckMoment.BEFORE, CheckMoment.MORNING) and said.day == today
        until = "you take it back, or answer" if at_hand else "you answer"
        return (
            f"You said {named}{when}. That counts more than any number.",
            f"No session begins until someone has looked at it, or {until} on another day without it.",
            waits,
        )
    limit = f"Your limit is {stop_above}."
    if found.reason is GateReason.WORSE_MORNING:
        limit = f"That is {counted(found.worse_by or 0, 'point')} more than before the session."
    return (f"You said {knee_words.level_of_ten(said.level)}{when}. {limit}", waits)


def anyway_question(what: str, found: Gate, today: date) -> str:
    """Whether to train against the advice: "Start session 2 of week 1 with your knee at 7 of 10?" """
    said = found.said
    if said is None:
        return f"{what}?"
    level = knee_words.level_of_ten(said.level)
    if knee_words.is_said_now(said, today):
        return f"{what} with your knee at {level}?"
    return f"{what} after {level} {knee_words.when(said, today)}?"


ANYWAY_NOTE = "Take the easier version of each exercise, and stop as soon as it gets worse."


def way_in(way: GateWay, script: Script, exercises: Mapping[str, Exercise]) -> str:
    """What a person wants to begin: "Start session 2 of week 1", "Practise clamshells"."""
    if script.kind is SessionKind.PRACTICE:
        name = within(exercises[script.steps[0].exercise].name)
        return f"Go on with {name}" if way in (GateWay.GO_ON, GateWay.REDO) else f"Practise {name}"
    verb = "Go on with" if way in (GateWay.GO_ON, GateWay.REDO) else "Start"
    return f"{verb} {session_name(script.week, script.session, script.kind)}"


def caution(coming: NextSession, rhythm: Rhythm, found: Gate) -> str:
    """What to keep in mind for the days to come; "" where nothing is near or today is no good day anyway."""
    rest = coming.rest
    if found.permission is not Permission.GO:
        return ""
    return runs.ahead(rhythm, rest.today) if rest.good_today or rest.free_today else ""


def _why_today(plan: Plan, coming: NextSession) -> tuple[str, ...]:
    away = f"{sentence(counted(coming.days_away or 0, 'day'))} since you last trained."
    free = "Then leave tomorrow free."
    match coming.reason:
        case Reason.FIRST:
            return ("Pick any day you like for it.", "Then take a day off before the second session.")
        case Reason.BONUS:
            return ("This week has its sessions. One more is a bonus, and skipping it costs nothing.", free)
        case Reason.REPEAT_WEEK:
            return (away, f"So you do the sessions of week {coming.week} again.", free)
        case Reason.BACK_ONE_WEEK:
            return (
                away,
                f"So you start from week {coming.week}, today with one set fewer of each strength exercise.",
                free,
            )
        case Reason.AFTER_SIGN:
            return (f"Someone has looked at your knee, and you chose to go back to week {coming.week}.", free)
        case Reason.RESTART_PHASE:
            phase = plan.phase(coming.week)
            return (
                away,
                f"So the {within(phase.name)} phase starts again. What you did stays in your history.",
                free,
            )
        case _:
            return (away, free)


def _why_rest(rest: RestAdvice) -> tuple[str, ...]:
    earliest = coming_day(rest.earliest, rest.today)
    if rest.good_later_today and rest.not_before is not None and rest.waits_for is not None:
        return (runs.wait(rest.waits_for, rest.not_before), "Your choice: you can start anyway.")
    because = [clash for clash in rest.clashes if clash.run is not None]
    if because and rest.clashes[0].run is None and not rest.week_is_full:
        because = []  # the day of rest is reason enough
    if because or (rest.waits_for is not None and not rest.clashes):
        return (
            *(runs.why_not(clash, rest.today) for clash in because[:2]),
            f"Next good day: {earliest}.",
            "Your choice: you can start anyway.",
        )
    if rest.week_is_full:
        return (
            f"This week has its sessions. Next good day: {earliest}.",
            "Your choice: you can start anyway.",
        )
    trained = "You have trained today." if rest.done_today else "You trained yesterday."
    return (
        trained,
        f"The plan leaves a day free between sessions. Next good day: {earliest}.",
        "Your choice: you can start anyway.",
    )


def _finished(coming: NextSession, plan: Plan) -> tuple[str, ...]:
    if not coming.plan_finished:
        return ()
    return (
        f"You have come to the end of all {number_word(plan.weeks)} weeks.",
        f"For now, week {plan.weeks} comes round again for as long as you like.",
    )


def length_line(minutes: int, done_at: str) -> str:
    """How long the session takes, and where it may start now, when it will be over."""
    return f"About {minutes} min, done by {done_at}" if done_at else f"About {minutes} min"


def waits(session: int) -> str:
    return f"Session {session} waits for you"


def open_answers(count: int, session_day: date, today: date) -> str:
    """ "Two answers open from today's session" """
    day = past_day(session_day, today)
    named = f"{day}'s session" if day in ("today", "yesterday") else f"your session {day}"
    return f"{sentence(counted(count, 'answer'))} open from {named}"


def seen_means(here: str, back: str) -> str:
    """What the two answers come to, each by its session: "Here means session 2 of week 2." """
    return f"Here means {here}." + (f" One week back means {back}." if back else "")


def goes_on_at(coming: NextSession) -> str:
    """Where the plan goes on after somebody has looked at the knee."""
    return f"Your plan goes on with {session_name(coming.week, coming.session)}."


def waits_at(coming: NextSession) -> str:
    return f"It waits at {session_name(coming.week, coming.session)}. Runs are up to you and whom you see."


def minutes_and_phase(minutes: int, plan: Plan, coming: NextSession) -> str:
    """ "35 min, foundation"."""
    name = plan.phase(coming.week).name
    return f"{minutes} min, {within(name)}"


def kit_note(needed: bool, all_here: bool, stand_ins: Sequence[tuple[str, str]], stays: Sequence[str]) -> str:
    """What follows from the ticks: "1 swap: side leg raises for clamshells." """
    if not needed:
        return "No kit today. A bit of floor is enough."
    if all_here and not stand_ins:
        return "All there. Nothing is swapped."
    said = []
    if stand_ins:
        pairs = ", ".join(f"{within(new)} for {within(old)}" for new, old in stand_ins)
        said.append(f"{len(stand_ins)} {'swap' if len(stand_ins) == 1 else 'swaps'}: {pairs}.")
    if stays:
        stay = "it stays" if len(stays) == 1 else "they stay"
        said.append(f"Nothing stands in for {', '.join(within(name) for name in stays)}: {stay} in.")
    return " ".join(said) or "Nothing of it changes the session."


def with_sides(dose: str, unit: Unit, exercise: Exercise) -> str:
    """The dose with how it counts: "2 × 15 each leg"."""
    each = dose_note(unit, exercise, "")
    return f"{dose} {each}" if each else dose


def part(kind: BlockKind, minutes: int, exercises: Sequence[str]) -> tuple[str, str]:
    """The name of a part under the strip and its length; a part of one exercise goes by its name."""
    return (exercises[0] if len(exercises) == 1 else PARTS[kind], f"{minutes} min")


def dose(unit: Unit, sets: int, amount: int) -> str:
    """ "2 × 15" or "2 × 22 s"."""
    return f"{sets} × {amount} s" if unit.is_timed else f"{sets} × {amount}"


def dose_note(unit: Unit, exercise: Exercise, load: str) -> str:
    """How the dose counts and with what: "each leg, light band"."""
    each = ""
    if unit is Unit.REPS_ALTERNATING or unit.changes_side:
        word = SideWord.LEG if unit is Unit.REPS_ALTERNATING else exercise.side_word
        each = {SideWord.LEG: "each leg", SideWord.SIDE: "each side", SideWord.DIRECTION: "each way"}[word]
    return ", ".join(words for words in (each, load) if words)


def week_note(done: int, target: int, coming: NextSession, found: Gate) -> str:
    """How this calendar week stands."""
    third = " A third is a bonus." if target == 2 and done < 3 and not coming.held else ""
    good_today = coming.rest.good_today and found.permission is Permission.GO
    if done == 0:
        asked = trn(
            "One session this week.", "{number} sessions this week.", target, number=opening_number(target)
        )
        return f"{asked}{third}"
    said = f"{done} done"
    if good_today and done < len(ORDINALS) and not coming.is_bonus:
        said += f", today the {ordinal_word(done)}"
    if coming.is_bonus:
        return f"{said}. One more is a bonus."
    if not good_today and done < target:
        said += f", {target - done} to go"
    return f"{said}.{third if done < 2 else ''}"


def week_name(week: int) -> str:
    return f"Week {week}"


def mark(week: int, session: int, *, part_only: bool) -> tuple[str, str]:
    """The words of a session in the week, and their short form."""
    return (f"Part of {session}" if part_only else f"Session {session}", str(session))


def progress_note(week: int, weeks: int, done: int, to_go: int) -> tuple[str, str]:
    """The two lines at the foot of the navigation."""
    return (f"Week {week} of {weeks}", f"{done} done, {to_go} to go")


def with_replaced(note: str, replaced: str) -> str:
    """The note of a dose that stands in for another exercise."""
    return ", ".join(part for part in (note, f"instead of {within(replaced)}") if part)


def substitutes(pairs: Sequence[tuple[str, str]]) -> str:
    """What is done in place of what, for want of kit: "Side leg raises instead of clamshells"."""
    return "\n".join(f"{new} instead of {within(old)}" for new, old in pairs)


def resume_title(script: Script, exercises: Mapping[str, Exercise]) -> str:
    if script.kind is SessionKind.PRACTICE:
        return f"{exercises[script.steps[0].exercise].name}: practice was interrupted"
    return f"{sentence(session_name(script.week, script.session))} was interrupted"


def resume_place(step: Step, exercise: Exercise, started: date, today: date, worked_min: int) -> str:
    """Where an interrupted session stands."""
    side = ""
    if step.side is not None:
        side = f", {side_words(step.side, exercise.side_word)}"
    place = f"It stopped at {within(exercise.name)}, set {step.set} of {step.sets}{side}."
    return f"Started {past_day(started, today)}, {worked_min} min in. {place}"


def resume_hurt(hurt: Hurt, exercise: Exercise) -> str:
    """What was said in an interrupted session: "You said 8 of 10 at clamshells, right knee." """
    said = [knee_words.signs_named(hurt.signs)] if hurt.signs else []
    said += [knee_words.level_of_ten(hurt.level)] if hurt.level is not None else []
    knees = {Knee.LEFT: ", left knee", Knee.RIGHT: ", right knee", Knee.BOTH: ", both knees"}
    knee = knees.get(hurt.knee, "") if hurt.knee is not None else ""
    return f"You said {' and '.join(said)} at {within(exercise.name)}{knee}."


def one_set_more(side: Side, exercise: Exercise) -> str:
    """What the weaker side has more: "one set more with the left leg"."""
    with_ = "" if exercise.side_word is SideWord.DIRECTION else "with the "
    return f"one set more {with_}{side_words(side, exercise.side_word)}"


def side_words(side: Side, word: SideWord) -> str:
    """ "left leg", "right side", "to the left"."""
    return f"to the {side.value}" if word is SideWord.DIRECTION else f"{side.value} {word.value}"


NO_DATA = "Your sessions cannot be shown now"


def problem_title() -> str:
    return "Your data needs a look"
