"""What the knee check asks and says: one sentence a verdict, why it is so and what follows.

Says what was answered and what changes; names no illness and promises nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

from kneetimer.core.gate import Gate, GateReason, Permission
from kneetimer.core.knee import Change, CheckMoment, Limits, Said, Sign, Verdict, Why
from kneetimer.core.preferences import Knee
from kneetimer.ui.text.dates import counted, past_day, sentence

ZONES = ("fine", "same dose", "stop")
"""What an answer means for the exercises, from little to much pain."""


def anchors(limits: Limits) -> tuple[tuple[int, int, str], ...]:
    """The words under a row from 0 to 10, each with its first and last cell: "0–2 fine"."""
    fine, stop = limits.fine_up_to, limits.stop_above
    zones = zip((0, fine + 1, stop + 1), (fine, stop, 10), ZONES, strict=True)
    return tuple(
        (first, last, f"{first} {text}" if first == last else f"{first}–{last} {text}")
        for first, last, text in zones
    )


ANCHORS = anchors(Limits())
TITLE = "Your knee"
BEFORE = "How is your knee now?"
AFTER = "Knee pain now, after the session"
BEFORE_IT = "Knee pain before the session"
AFTER_IT = "Knee pain right after the session"
MORNING_AFTER_IT = "Knee pain the next morning"
WHICH = "Which knee"
KNEES = ((Knee.LEFT, "Left"), (Knee.RIGHT, "Right"), (Knee.BOTH, "Both"))
SIGNS_QUESTION = "Is it one of these?"
MORE = "Sharp, locked, giving way or swollen?"
SIGNS = (
    (Sign.SHARP, "Sharp pain"),
    (Sign.LOCKING, "It locks"),
    (Sign.GIVING_WAY, "It gives way"),
    (Sign.SWELLING, "It is swollen"),
)
HINT = "Press a number. 0 is no pain."

NOT_NOW = "Skip"
NEXT = "Next"
CHANGE = "Change"
FIRST_OF_TWO = "1 of 2, then: how it is now"
TOMORROW = "Kept with today. Tomorrow you are asked again."
NOTHING_TO_START = "There is nothing to start today."

FOOT_TITLE = "Knee over foot"
FOOT_STEPS = (
    "Stand in front of a mirror on one leg and do five slow, shallow squats. "
    "Count how many times the knee stayed over the foot. Then the other leg."
)
FOOT_NOTE = "A note about a movement, once a month at most. It is not a test result."
FOOT_SIDES = ("Left leg", "Right leg")
FOOT_SAVE = "Save the note"

_SIGN_NAMES = {
    Sign.SHARP: "sharp pain",
    Sign.LOCKING: "locking",
    Sign.GIVING_WAY: "giving way",
    Sign.SWELLING: "swelling",
}


def morning_question(session_day: date, today: date) -> str:
    """ "How was your knee the morning after your session on Tuesday?" """
    when = past_day(session_day, today)
    if when == "yesterday":
        return "How is your knee this morning, after yesterday's session?"
    return f"How was your knee the morning after your session {when}?"


def earlier(said: Said, today: date) -> str:
    """The last answer, with whose it is: "On Tuesday morning: 1 of 10"."""
    told = signs_named(said.signs) if said.level is None else level_of_ten(said.level)
    return f"{sentence(when(said, today))}: {told}"


def signs_named(signs: tuple[Sign, ...]) -> str:
    """ "locking", "locking and swelling", "sharp pain, locking and swelling"."""
    names = [_SIGN_NAMES[sign] for sign in signs]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def when(said: Said, today: date) -> str:
    """When something was said: "now", "this morning", "in your session on Thursday"."""
    day = past_day(said.day, today)
    match said.moment:
        case CheckMoment.BEFORE:
            return "now" if is_said_now(said, today) else f"{day}, before a session"
        case CheckMoment.DURING:
            return f"in your session {day}"
        case CheckMoment.AFTER:
            return f"after your session {day}"
        case CheckMoment.MORNING if said.day == today:
            return "this morning"
        case CheckMoment.MORNING if today - said.day < timedelta(days=7):
            return f"{day} morning"
        case CheckMoment.MORNING:
            return f"{day}, in the morning"


def is_said_now(said: Said, today: date) -> bool:
    """True for the answer to the question how the knee is now."""
    return said.moment is CheckMoment.BEFORE and said.day == today


def level_of_ten(level: int | None) -> str:
    return f"{level} of 10"


def gate_why(gate: Gate, today: date) -> str:
    """The sentence under the question: what holds a session back, else what the plan makes of the answers."""
    said = gate.said
    if gate.permission is Permission.GO or said is None:
        return why(gate.plan, today=today)
    level, is_now = level_of_ten(said.level), is_said_now(said, today)
    if gate.permission is Permission.NO:
        named = signs_named(said.signs)
        if is_now:
            return f"With {named}, stop here and let a doctor or physiotherapist look at it first."
        return f"There was {named} {when(said, today)}: let a doctor or physiotherapist look at it first."
    if gate.reason is GateReason.WORSE_MORNING:
        worse = counted(gate.worse_by or 0, "point")
        return f"Your knee was {worse} worse {when(said, today)} than before the session: better rest today."
    if is_now:
        return f"{level} is too much to train on: better rest today."
    return f"It was {level} {when(said, today)}: better rest today."


def why(verdict: Verdict, moment: CheckMoment = CheckMoment.BEFORE, today: date | None = None) -> str:
    """The one sentence for a verdict; empty where nothing has happened yet.

    With `today` it says when an answer was given that is not the one now.
    """
    level = level_of_ten(verdict.level)
    fewer = verdict.change is Change.STEP_DOWN
    follows = "there is one set fewer of each exercise" if fewer else "the dose stays as it is"
    earlier = "last time"
    if today is not None and verdict.said is not None:
        earlier = when(verdict.said, today)
    match verdict.why:
        case Why.NOTHING_YET:
            return ""
        case Why.FINE if moment is CheckMoment.DURING:
            return f"{level} is fine: go on."
        case Why.FINE if verdict.said is None or verdict.said.moment is CheckMoment.BEFORE:
            return f"{level} is fine: the plan goes on."
        case Why.FINE:
            return f"{level} {earlier} is fine: the plan goes on."
        case Why.NO_ANSWER:
            return "Nothing is known about your knee since the last session, so the dose stays as it is."
        case Why.SOME_PAIN:
            return f"{level}: go on with the same dose, and take the easier version where it hurts."
        case Why.MUCH_PAIN if moment is CheckMoment.DURING:
            return f"{level} is too much: stop this exercise, or end the session here."
        case Why.MUCH_PAIN:
            return f"{level} is too much to train on: better rest today."
        case Why.SOME_PAIN_LAST_TIME | Why.MUCH_PAIN_LAST_TIME:
            return f"It was {level} {earlier}, so {follows}."
        case Why.WORSE_MORNING:
            worse = counted(verdict.worse_by or 0, "point")
            return f"Your knee was {worse} worse {earlier} than before the session, so {follows}."
        case Why.WORSE_TWICE:
            return f"Two mornings in a row were clearly worse, so {follows}: show a physiotherapist."
        case Why.SIGN:
            named = signs_named(verdict.signs)
            return f"With {named}, stop here and let a doctor or physiotherapist look at it first."
        case Why.SIGN_LAST_TIME:
            named = signs_named(verdict.signs)
            return f"There was {named} {earlier}, so {follows}: if it comes back, see somebody about it."
