"""What the knee check asks and says: one sentence a verdict, why it is so and what follows.

Says what was answered and what changes; names no illness and promises nothing.
"""

from __future__ import annotations

from datetime import date

from kneetimer.core.knee import Change, CheckMoment, Sign, Verdict, Why
from kneetimer.core.preferences import Knee
from kneetimer.ui.summary.words import PAIN_ANCHORS as ANCHORS
from kneetimer.ui.text.dates import past_day

__all__ = ["ANCHORS"]  # the same words under every row from 0 to 10

TITLE = "Your knee"
BEFORE = "How is your knee now?"
AFTER = "Knee pain now, after the session"
BEFORE_IT = "Knee pain before the session"
AFTER_IT = "Knee pain right after the session"
MORNING_AFTER_IT = "Knee pain the next morning"
WHICH = "Which knee"
KNEES = ((Knee.LEFT, "Left"), (Knee.RIGHT, "Right"), (Knee.BOTH, "Both"))
SIGNS_QUESTION = "Is it one of these?"
SIGNS = (
    (Sign.SHARP, "Sharp pain"),
    (Sign.LOCKING, "It locks"),
    (Sign.GIVING_WAY, "It gives way"),
    (Sign.SWELLING, "It is swollen"),
)
GENTLE = "Gentle session instead"
GENTLE_NOTE = "A mild, dull ache: glute bridges and clamshells only. The plan waits."
HINT = "A digit answers, 0 is no pain"

MORNING_TITLE = "The morning after"
SAVE = "Save"
NOT_NOW = "Skip"

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


def signs_named(signs: tuple[Sign, ...]) -> str:
    """ "locking", "locking and swelling", "sharp pain, locking and swelling"."""
    names = [_SIGN_NAMES[sign] for sign in signs]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def why(verdict: Verdict, moment: CheckMoment = CheckMoment.BEFORE) -> str:
    """The one sentence for a verdict; empty where nothing has happened yet."""
    level = f"{verdict.level} of 10"
    fewer = verdict.change is Change.STEP_DOWN
    follows = "there is one set fewer of each exercise" if fewer else "the dose stays as it is"
    match verdict.why:
        case Why.NOTHING_YET:
            return ""
        case Why.FINE if moment is CheckMoment.DURING:
            return f"{level} is fine: go on."
        case Why.FINE:
            return f"{level} is fine: the plan goes on."
        case Why.NO_ANSWER:
            return "Nothing is known about your knee since the last session, so the dose stays as it is."
        case Why.SOME_PAIN:
            return f"{level}: go on with the same dose, and take the easier version where it hurts."
        case Why.MUCH_PAIN if moment is CheckMoment.DURING:
            return f"{level} is too much: stop this exercise, or end the session here."
        case Why.MUCH_PAIN:
            return f"{level} is too much to train on: better rest today."
        case Why.SOME_PAIN_LAST_TIME:
            return f"It was {level} last time, so {follows}."
        case Why.MUCH_PAIN_LAST_TIME:
            return f"It was {level} last time, so {follows}."
        case Why.WORSE_MORNING:
            return f"The morning after was {verdict.worse_by} points worse than before, so {follows}."
        case Why.WORSE_TWICE:
            return f"Two mornings in a row were clearly worse, so {follows}: show a physiotherapist."
        case Why.SIGN:
            named = signs_named(verdict.signs)
            return f"With {named}, stop here and let a doctor or physiotherapist look at it first."
        case Why.SIGN_LAST_TIME:
            named = signs_named(verdict.signs)
            return f"Last time there was {named}, so {follows}: if it comes back, see somebody about it."
