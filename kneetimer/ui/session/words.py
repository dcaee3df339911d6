"""The words of the session screen."""

from __future__ import annotations

from kneetimer.core.exercise import Side, SideWord, Unit
from kneetimer.core.language import mark, markc, tr, trn
from kneetimer.core.preferences import Knee
from kneetimer.core.script import StepKind
from kneetimer.ui.text import times

SEPARATOR = " · "

PILLS = {
    "ready": markc("a phase of the session", "Ready"),
    "reps": markc("a phase of the session", "Reps"),
    "hold": markc("a phase of the session", "Hold"),
    "rest": markc("a phase of the session", "Rest"),
    "side": markc("a phase of the session", "Change sides"),
    "paused": markc("a phase of the session", "Paused"),
    "done": markc("a phase of the session", "Done"),
}
SIDES = {
    (Side.LEFT, SideWord.LEG): mark("Left leg"),
    (Side.RIGHT, SideWord.LEG): mark("Right leg"),
    (Side.LEFT, SideWord.SIDE): mark("Left side"),
    (Side.RIGHT, SideWord.SIDE): mark("Right side"),
    (Side.LEFT, SideWord.DIRECTION): mark("To the left"),
    (Side.RIGHT, SideWord.DIRECTION): mark("To the right"),
}
KNEES = {
    Knee.LEFT: mark("left knee"),
    Knee.RIGHT: mark("right knee"),
    Knee.BOTH: mark("both knees"),
}

SAME_AGAIN = mark("Same again after this rest.")
GOES_ON_AFTER_COUNT = mark("Press Space to go on in 3 seconds.")
GOES_ON = mark("Press Space to go on.")

BACK = markc("one step back", "Back")
PAUSE = mark("Pause")
GO_ON = mark("Go on")
DONE = markc("this set is done", "Done")
COUNT = markc("count one rep", "Count")
LAST_LESS = "−1"
LAST_MORE = "+1"
SECONDS_OVER = mark("seconds over")
WAITS_TITLE = mark("Your session is paused")
SKIP = mark("Skip")
LESS_REST = mark("−15 s")
MORE_REST = mark("+15 s")
LESS_COUNT = mark("−1 rep")
MORE_COUNT = mark("+1 rep")
OWN_PACE = mark("My pace")
COACH_PACE = mark("Coach")
HURTS = mark("It hurts")
LEAVE = mark("Leave")

LEAVE_TITLE = mark("Leave this session?")
LEAVE_TEXT = mark("What you have done is saved. You can keep it as a partial session.")
KEEP_PARTIAL = mark("Keep as partial")
DISCARD = mark("Discard")
DISCARD_SURE = mark("Discard for good")

HURT_TITLE = mark("How much does it hurt?")
HURT_TEN = mark("Press 1, then 0, for 10")
HURT_MOVE = mark("← → move")
HURT_SIGNS = mark("Is it one of these?")
HURT_SIGNS_MEAN = mark("If so, stop the session and let someone look at it.")
HURT_NO_SIGN = markc("none of the signs", "None")
HURT_ANSWERS = {
    "stop": mark("Stop here"),
    "skip": mark("Skip it"),
    "ease": mark("Easier"),
    "go-on": mark("Go on"),
}
LAST_EXERCISE = mark("That was the last exercise.")
EASIER_ALREADY = mark("It is easier already.")
HURT_KNEE = mark("Which knee?")
HURT_KNEES = {
    "left": markc("a knee", "Left"),
    "right": markc("a knee", "Right"),
    "both": markc("a knee", "Both"),
}
STOP_SESSION = mark("Stop the session")

TRAIN_WITH_PAIN = mark("Can I train with it?")
SEE_SOMEONE = mark("When to see someone")
ANSWER_AGAIN = mark("Answer again")
GO_ON_ANYWAY = mark("Go on anyway")
DECIDE = mark("Decide")

GET_SET = mark("Get set")
HAVE_THESE = mark("Have these beside you")
NO_KIT = mark("No kit today. A bit of floor is enough.")
STARTS_BY_ITSELF = mark("Starts by itself")
WAITS = mark("Waits")
PLACE_LAPTOP = mark("Laptop 2 m away, screen towards the mat.")
WAITS_FOR_YOU = mark("Take your time. Press Space to start.")
START_NOW = mark("Start now")
MORE_TIME = mark("20 s more")
WAIT_FOR_ME = mark("Wait for me")

LIGHTER = "−"
HEAVIER = "+"
REDO = mark("Redo")
EASIER = mark("Easier")
FULL_FROM_NEXT_SET = mark("Full again from the next set.")
KEYS_TITLE = mark("Keys")
KEYS = (
    (("Space", "Enter", "PageDown"), mark("start, pause, go on; at your own pace: done or one rep")),
    (("→",), mark("skip to the next step")),
    (("←", "PageUp"), mark("go back one step")),
    (("↑", "↓"), mark("15 s more or less rest; in a set: correct the count")),
    (("−", "+"), mark("after a set: correct its count")),
    (("Q", "W"), mark("before a set: a lighter or a heavier weight, another band")),
    (("P",), mark("count at your own pace, or let the coach count")),
    (("E",), mark("this exercise easier, or in full again")),
    (("H",), mark("it hurts")),
    (("M",), mark("beeps on or off, for this session")),
    (("V",), mark("voice on or off, for this session")),
    (("F", "F11"), mark("full screen on or off")),
    (("Esc",), mark("leave the session")),
    (("?", "F1"), mark("show or hide this list")),
)


def less_than(easier: str, full: int) -> str:
    """What an easier set asks for, and what the full one would: "10 reps, not 15"."""
    return tr("{easier}, not {full}", easier=easier, full=full)


def for_exercise(name: str) -> str:
    """What a piece of kit is for: "for Clamshells"."""
    return tr("for {exercise}", exercise=name)


def have_these(kit: str) -> str:
    """What a screen reader says of what to fetch."""
    return tr("Have these beside you: {kit}.", kit=kit)


def first_dose(dose: str) -> str:
    return tr("First, {dose}", dose=dose)


def first_set(first: str, name: str) -> str:
    """What a screen reader says of what comes first: "First, 15 reps: Squat."."""
    return tr("{dose}: {exercise}.", dose=first, exercise=name)


def minutes(number: int) -> str:
    return tr("{minutes} min", minutes=number)


def seconds(number: int) -> str:
    return tr("{seconds} s", seconds=number)


def advice_green(level: int) -> str:
    return tr("{level} of 10 is fine to go on with.", level=level)


def advice_amber(level: int) -> str:
    return tr("{level} of 10: go on only if it stays like this. Easier is a good choice.", level=level)


def advice_red(level: int) -> str:
    return tr("{level} of 10 is too much for this exercise.", level=level)


def as_watched(knee: str) -> str:
    return tr("{knee}, as watched", knee=knee)


def level_kept(level: int) -> str:
    return tr("The {level} is kept. The summary has it filled in.", level=level)


def not_advised(level: int) -> str:
    return tr("Not advised at {level}.", level=level)


def kept_minutes(done: int, whole: int) -> str:
    return trn("{number} of {all} minutes is kept.", "{number} of {all} minutes are kept.", done, all=whole)


def next_exercise(name: str, minutes_left: int) -> str:
    return tr("Next: {exercise}. {minutes} min left.", exercise=name, minutes=minutes_left)


def same_again(dose: str, load: str) -> str:
    return tr("Same {dose}, same {load}.", dose=dose, load=load) if load else tr("Same {dose}.", dose=dose)


def rep_of(rep: int, reps: int) -> str:
    return tr("rep {number} of {reps}", number=rep, reps=reps)


def sentence(words: str) -> str:
    """A few words with a full stop."""
    return tr("{words}.", words=words) if words else ""


def next_title(name: str) -> str:
    return tr("Next: {exercise}", exercise=name)


def side_name(side: Side, word: SideWord) -> str:
    """The side as it stands alone: "Left leg"."""
    return tr(SIDES[side, word])


def next_badge(behind: str) -> str:
    return tr("Next: {side}", side=behind)


def of_reps(reps: int) -> str:
    return tr("of {reps}", reps=reps)


def reps_to_do(unit: Unit, count: int) -> str:
    """The noun under a number that the person counts to, which is not done yet."""
    if unit is Unit.STEPS_PER_DIRECTION:
        return trn("step to do", "steps to do", count)
    if unit is Unit.SWINGS:
        return trn("swing to do", "swings to do", count)
    return trn("rep to do", "reps to do", count)


def reps_to_go(unit: Unit, count: int) -> str:
    """The noun under a number that the person counts down."""
    if unit is Unit.STEPS_PER_DIRECTION:
        return trn("step to go", "steps to go", count)
    if unit is Unit.SWINGS:
        return trn("swing to go", "swings to go", count)
    return trn("rep to go", "reps to go", count)


def last_set(reps: int) -> str:
    """What the two buttons beside it correct."""
    return tr("Last set: {reps}", reps=reps)


def step_name(title: str, side: str) -> str:
    """A step in one line: "Clamshells, left leg"."""
    return tr("{exercise}, {side}", exercise=title, side=side) if side else title


def waits_text(step: str) -> str:
    """What a notification says of a session that has been paused for long."""
    return tr("{step}. Go on where you were, or leave: what you have done is saved.", step=step)


def each_leg(count: int) -> str:
    return tr("{number} each leg", number=count)


def seconds_left(paused: bool) -> str:
    return tr("seconds left") if paused else tr("seconds")


def set_of(number: int, sets: int) -> str:
    return tr("Set {number} of {sets}", number=number, sets=sets)


def dose_of_set(dose: str, number: int, sets: int) -> str:
    """What a screen reader says of a set: "15 reps, set 1 of 2"."""
    return tr("{dose}, set {number} of {sets}", dose=dose, number=number, sets=sets)


def time_left(clock: str) -> str:
    return tr("{time} left", time=clock)


def done_at(time_of_day: str) -> str:
    return tr("done at {time}", time=time_of_day)


def hurt_said(level: int | None, exercise: str, knee: Knee | None) -> str:
    """What was said and where: "You said 8 of 10 at Clamshells, right knee." """
    where = KNEES.get(knee or Knee.NEITHER)
    if level is None:
        if where is None:
            return tr("You said that it hurts at {exercise}.", exercise=exercise)
        return tr("You said that it hurts at {exercise}, {knee}.", exercise=exercise, knee=tr(where))
    if where is None:
        return tr("You said {level} of 10 at {exercise}.", level=level, exercise=exercise)
    return tr("You said {level} of 10 at {exercise}, {knee}.", level=level, exercise=exercise, knee=tr(where))


def over_the_limit(limit: int) -> str:
    """Why a session waits after such an answer, and for what."""
    return tr(
        "Over {limit} is too much to go on with. Stop here for today, or decide to go on in spite of it.",
        limit=limit,
    )


def held_cue(said: str) -> str:
    return f"{said} {tr('Press Space to decide.')}"


def slept(seconds: int, kind: StepKind, clock: str, *, asleep: bool) -> str:
    """Why the session paused by itself, and what can be done."""
    for_so_long = times.seconds_in_words(seconds)
    if asleep:
        away = tr("The computer was asleep for {duration}.", duration=for_so_long)
    else:
        away = tr("KneeTimer stood still for {duration}.", duration=for_so_long)
    if kind is StepKind.HOLD:
        can = tr("Redo this hold, or go on from {time}.", time=clock)
    elif kind is StepKind.WORK:
        can = tr("Redo this set, or go on where you were.")
    else:
        can = tr("Go on where you were.")
    return f"{away} {can}"


def not_saved_since(time_of_day: str, why: str) -> str:
    reason = why.rstrip(".")
    return tr("Not saved since {time}: {reason}. KneeTimer keeps trying.", time=time_of_day, reason=reason)
