"""The words of the session screen."""

from __future__ import annotations

from kneetimer.core.exercise import Side, SideWord, Unit
from kneetimer.core.preferences import Knee
from kneetimer.core.script import StepKind
from kneetimer.ui.text import times
from kneetimer.ui.text.names import within

SEPARATOR = " · "

PILLS = {
    "ready": "READY",
    "reps": "REPS",
    "hold": "HOLD",
    "rest": "REST",
    "side": "CHANGE SIDES",
    "paused": "PAUSED",
    "done": "DONE",
}

SAME_AGAIN = "Same again after this rest."
GOES_ON_AFTER_COUNT = "Press Space to go on in 3 seconds."
GOES_ON = "Press Space to go on."

BACK = "Back"
PAUSE = "Pause"
GO_ON = "Go on"
DONE = "Done"
COUNT = "Count"
LAST_SET = "Last set"
LAST_LESS = "−1"
LAST_MORE = "+1"
SECONDS_OVER = "seconds over"
WAITS_TITLE = "Your session is paused"
SKIP = "Skip"
LESS_REST = "−15 s"
MORE_REST = "+15 s"
LESS_COUNT = "−1 rep"
MORE_COUNT = "+1 rep"
OWN_PACE = "My pace"
COACH_PACE = "Coach"
HURTS = "It hurts"
LEAVE = "Leave"

LEAVE_TITLE = "Leave this session?"
LEAVE_TEXT = "What you have done is saved. You can keep it as a partial session."
KEEP_PARTIAL = "Keep as partial"
DISCARD = "Discard"
DISCARD_SURE = "Discard for good"

HURT_TITLE = "How much does it hurt?"
HURT_TEN = "Press 1, then 0, for 10"
HURT_MOVE = "← → move"
HURT_SIGNS = "Is it one of these?"
HURT_SIGNS_MEAN = "If so, stop the session and let someone look at it."
HURT_NO_SIGN = "None"
HURT_ANSWERS = {"stop": "Stop here", "skip": "Skip it", "ease": "Easier", "go-on": "Go on"}
LAST_EXERCISE = "That was the last exercise."
EASIER_ALREADY = "It is easier already."
HURT_KNEE = "Which knee?"
HURT_KNEES = {"left": "Left", "right": "Right", "both": "Both"}
STOP_SESSION = "Stop the session"

TRAIN_WITH_PAIN = "Can I train with it?"
SEE_SOMEONE = "When to see someone"
ANSWER_AGAIN = "Answer again"
GO_ON_ANYWAY = "Go on anyway"
DECIDE = "Decide"

GET_SET = "Get set"
HAVE_THESE = "Have these beside you"
NO_KIT = "No kit today. A bit of floor is enough."
STARTS_BY_ITSELF = "Starts by itself"
WAITS = "Waits"
PLACE_LAPTOP = "Laptop 2 m away, screen towards the mat."
WAITS_FOR_YOU = "Take your time. Press Space to start."
START_NOW = "Start now"
MORE_TIME = "20 s more"
WAIT_FOR_ME = "Wait for me"

LIGHTER = "−"
HEAVIER = "+"
REDO = "Redo"
EASIER = "Easier"
EASIER_BADGE = "EASIER"
FULL_FROM_NEXT_SET = "Full again from the next set."
KEYS_TITLE = "Keys"
KEYS = (
    (("Space", "Enter", "PageDown"), "start, pause, go on; at your own pace: done or one rep"),
    (("→",), "skip to the next step"),
    (("←", "PageUp"), "go back one step"),
    (("↑", "↓"), "15 s more or less rest; in a set: correct the count"),
    (("−", "+"), "after a set: correct its count"),
    (("Q", "W"), "before a set: a lighter or a heavier weight, another band"),
    (("P",), "count at your own pace, or let the coach count"),
    (("E",), "this exercise easier, or in full again"),
    (("H",), "it hurts"),
    (("M",), "beeps on or off, for this session"),
    (("V",), "voice on or off, for this session"),
    (("F", "F11"), "full screen on or off"),
    (("Esc",), "leave the session"),
    (("?", "F1"), "show or hide this list"),
)


def not_but(easier: str, full: str) -> str:
    """What an easier set asks for: "10 reps, not 15"."""
    number, *rest = full.split()
    return "" if easier == full else f"{easier}, not {number if easier.split()[1:] == rest else full}"


def for_exercise(name: str) -> str:
    """What a piece of kit is for: "for clamshells"."""
    return f"for {within(name)}"


def first_dose(dose: str) -> str:
    return f"First, {dose}"


def minutes(number: int) -> str:
    return f"{number} min"


def advice_green(level: int) -> str:
    return f"{level} of 10 is fine to go on with."


def advice_amber(level: int) -> str:
    return f"{level} of 10: go on only if it stays like this. Easier is a good choice."


def advice_red(level: int) -> str:
    return f"{level} of 10 is too much for this exercise."


def as_watched(knee: str) -> str:
    return f"{knee}, as watched"


def level_kept(level: int) -> str:
    return f"The {level} is kept. The summary has it filled in."


def not_advised(level: int) -> str:
    return f"Not advised at {level}."


def kept_minutes(done: int, whole: int) -> str:
    return f"{done} of {whole} minutes are kept."


def next_exercise(name: str, minutes_left: int) -> str:
    return f"Next: {within(name)}. {minutes_left} min left."


def same_again(dose: str, load: str) -> str:
    return f"Same {dose}, same {load}." if load else f"Same {dose}."


def rep_of(rep: int, reps: int) -> str:
    return f"rep {rep} of {reps}"


def sentence(words: str) -> str:
    return f"{words}." if words else ""


def next_title(name: str) -> str:
    return f"Next: {within(name)}"


def side_name(side: Side, word: SideWord) -> str:
    """The side on its badge."""
    if word is SideWord.DIRECTION:
        return f"TO THE {side.value.upper()}"
    return f"{side.value.upper()} {word.value.upper()}"


def next_badge(text: str) -> str:
    return f"NEXT: {text}"


def of_reps(reps: int) -> str:
    return f"of {reps}"


def reps(unit: Unit, count: int) -> str:
    return f"{count} {_noun(unit, count)}"


def reps_to_do(unit: Unit, count: int) -> str:
    """The noun under a number that the person counts to, which is not done yet."""
    return f"{_noun(unit, count)} to do"


def step_name(title: str, badge: str) -> str:
    """A step in one line: "Clamshells, left leg"."""
    return f"{title}, {badge.lower()}" if badge else title


def waits_text(step: str) -> str:
    """What a notification says of a session that has been paused for long."""
    return f"{step}. Go on where you were, or leave: what you have done is saved."


def reps_to_go(unit: Unit, count: int) -> str:
    """The noun under a number that the person counts down."""
    return f"{_noun(unit, count)} to go"


def _noun(unit: Unit, count: int) -> str:
    one = {Unit.STEPS_PER_DIRECTION: "step", Unit.SWINGS: "swing"}.get(unit, "rep")
    return one if count == 1 else f"{one}s"


def each_leg(count: int) -> str:
    return f"{count} each leg"


def seconds_left(paused: bool) -> str:
    return "seconds left" if paused else "seconds"


def set_of(number: int, sets: int) -> str:
    return f"Set {number} of {sets}"


def time_left(clock: str) -> str:
    return f"{clock} left"


def done_at(time_of_day: str) -> str:
    return f"done at {time_of_day}"


def hurt_said(level: int | None, exercise: str, knee: Knee | None) -> str:
    """What was said and where: "You said 8 of 10 at clamshells, right knee." """
    said = "You said that it hurts" if level is None else f"You said {level} of 10"
    return f"{said} at {within(exercise)}{_of_knee(knee)}."


def _of_knee(knee: Knee | None) -> str:
    return {Knee.LEFT: ", left knee", Knee.RIGHT: ", right knee", Knee.BOTH: ", both knees"}.get(
        knee or Knee.NEITHER, ""
    )


def over_the_limit(limit: int) -> str:
    """Why a session waits after such an answer, and for what."""
    return f"Over {limit} is too much to go on with. Stop here for today, or decide to go on in spite of it."


def held_cue(said: str) -> str:
    return f"{said} Press Space to decide."


def slept(seconds: int, kind: StepKind, clock: str, *, asleep: bool) -> str:
    """Why the session paused by itself, and what can be done."""
    for_so_long = times.seconds_in_words(seconds)
    away = f"The computer was asleep for {for_so_long}."
    if not asleep:
        away = f"KneeTimer stood still for {for_so_long}."
    if kind is StepKind.HOLD:
        return f"{away} Redo this hold, or go on from {clock}."
    if kind is StepKind.WORK:
        return f"{away} Redo this set, or go on where you were."
    return f"{away} Go on where you were."


def not_saved_since(time_of_day: str, why: str) -> str:
    return f"Not saved since {time_of_day}: {why.rstrip('.')}. KneeTimer keeps trying."
