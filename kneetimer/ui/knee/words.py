"""What the knee check asks and says: one sentence a verdict, why it is so and what follows.

Says what was answered and what changes; names no illness and promises nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

from kneetimer.core.gate import Gate, GateReason, Permission
from kneetimer.core.knee import Change, CheckMoment, Limits, Said, Sign, Verdict, Why
from kneetimer.core.language import mark, markc, tr, trn
from kneetimer.core.preferences import Knee
from kneetimer.ui.text.dates import long_date, number_word, past_day, weekday
from kneetimer.ui.text.lists import and_list

ZONES = (
    markc("a zone of pain", "fine"),
    markc("a zone of pain", "same dose"),
    markc("a zone of pain", "stop"),
)
"""What an answer means for the exercises, from little to much pain."""


def anchors(limits: Limits) -> tuple[tuple[int, int, str], ...]:
    """The words under a row from 0 to 10, each with its first and last cell: "0–2 fine"."""
    fine, stop = limits.fine_up_to, limits.stop_above
    zones = zip((0, fine + 1, stop + 1), (fine, stop, 10), ZONES, strict=True)
    return tuple((first, last, _anchor(first, last, tr(zone))) for first, last, zone in zones)


def _anchor(first: int, last: int, zone: str) -> str:
    if first == last:
        return tr("{level} {zone}", level=first, zone=zone)
    return tr("{first}–{last} {zone}", first=first, last=last, zone=zone)


TITLE = mark("Your knee")
BEFORE = mark("How is your knee now?")
AFTER = mark("Knee pain now, after the session")
BEFORE_IT = mark("Knee pain before the session")
AFTER_IT = mark("Knee pain right after the session")
MORNING_AFTER_IT = mark("Knee pain the next morning")
WHICH = mark("Which knee")
KNEES = (
    (Knee.LEFT, markc("a knee", "Left")),
    (Knee.RIGHT, markc("a knee", "Right")),
    (Knee.BOTH, markc("knees", "Both")),
)
SIGNS_QUESTION = mark("Is it one of these?")
MORE = mark("Sharp, locked, giving way or swollen?")
SIGNS = (
    (Sign.SHARP, mark("Sharp pain")),
    (Sign.LOCKING, mark("It locks")),
    (Sign.GIVING_WAY, mark("It gives way")),
    (Sign.SWELLING, mark("It is swollen")),
)
HINT = mark("Press a number. 0 is no pain.")

NOT_NOW = mark("Skip")
NEXT = markc("the next question", "Next")
CHANGE = mark("Change")
FIRST_OF_TWO = mark("1 of 2, then: how it is now")
TOMORROW = mark("Kept with today. Tomorrow you are asked again.")
NOTHING_TO_START = mark("There is nothing to start today.")

FOOT_TITLE = mark("Knee over foot")
FOOT_STEPS = mark(
    "Stand in front of a mirror on one leg and do five slow, shallow squats. "
    "Count how many times the knee stayed over the foot. Then the other leg."
)
FOOT_NOTE = mark("A note about a movement, once a month at most. It is not a test result.")
FOOT_SIDES = (mark("Left leg"), mark("Right leg"))
FOOT_SAVE = mark("Save the note")

SIGN_NAMES = {
    Sign.SHARP: mark("sharp pain"),
    Sign.LOCKING: mark("locking"),
    Sign.GIVING_WAY: mark("giving way"),
    Sign.SWELLING: mark("swelling"),
}


def morning_question(session_day: date, today: date) -> str:
    """ "How was your knee the morning after your session on Tuesday?" """
    if session_day == today - timedelta(days=1):
        return tr("How is your knee this morning, after yesterday's session?")
    return tr("How was your knee the morning after your session {day}?", day=past_day(session_day, today))


def earlier(said: Said, today: date) -> str:
    """The last answer, with whose it is: "On Tuesday morning: 1 of 10"."""
    answer = signs_named(said.signs) if said.level is None else level_of_ten(said.level)
    day = past_day(said.day, today)
    match said.moment:
        case CheckMoment.BEFORE if is_said_now(said, today):
            return tr("Now: {answer}", answer=answer)
        case CheckMoment.BEFORE:
            return tr("Before a session {day}: {answer}", day=day, answer=answer)
        case CheckMoment.DURING:
            return tr("In your session {day}: {answer}", day=day, answer=answer)
        case CheckMoment.AFTER:
            return tr("After your session {day}: {answer}", day=day, answer=answer)
        case CheckMoment.MORNING:
            return _morning_answer(said.day, today, answer)


def _morning_answer(day: date, today: date, answer: str) -> str:
    match (today - day).days:
        case 0:
            return tr("This morning: {answer}", answer=answer)
        case 1:
            return tr("Yesterday morning: {answer}", answer=answer)
        case days if days < 7:
            return tr("On {weekday} morning: {answer}", weekday=weekday(day), answer=answer)
    return tr("On {date}, in the morning: {answer}", date=long_date(day), answer=answer)


def signs_named(signs: tuple[Sign, ...]) -> str:
    """ "locking", "locking and swelling", "sharp pain, locking and swelling"."""
    return and_list([tr(SIGN_NAMES[sign]) for sign in signs])


def when(said: Said, today: date) -> str:
    """When something was said: "now", "this morning", "in your session on Thursday"."""
    day = past_day(said.day, today)
    match said.moment:
        case CheckMoment.BEFORE if is_said_now(said, today):
            return tr("now")
        case CheckMoment.BEFORE:
            return tr("{day}, before a session", day=day)
        case CheckMoment.DURING:
            return tr("in your session {day}", day=day)
        case CheckMoment.AFTER:
            return tr("after your session {day}", day=day)
        case CheckMoment.MORNING:
            return _morning(said.day, today)


def _morning(day: date, today: date) -> str:
    match (today - day).days:
        case 0:
            return tr("this morning")
        case 1:
            return tr("yesterday morning")
        case days if days < 7:
            return tr("on {weekday} morning", weekday=weekday(day))
    return tr("on {date}, in the morning", date=long_date(day))


def is_said_now(said: Said, today: date) -> bool:
    """True for the answer to the question how the knee is now."""
    return said.moment is CheckMoment.BEFORE and said.day == today


def level_of_ten(level: int | None) -> str:
    return tr("{level} of 10", level=level)


def _points(count: int | None) -> str:
    """ "two points"."""
    count = count or 0
    return trn("one point", "{number} points", count, number=number_word(count))


def gate_why(gate: Gate, today: date) -> str:
    """The sentence under the question: what holds a session back, else what the plan makes of the answers."""
    said = gate.said
    if gate.permission is Permission.GO or said is None:
        return why(gate.plan, today=today)
    level, is_now = level_of_ten(said.level), is_said_now(said, today)
    if gate.permission is Permission.NO:
        named = signs_named(said.signs)
        if is_now:
            return tr(
                "With {named}, stop here and let a doctor or physiotherapist look at it first.", named=named
            )
        return tr(
            "There was {named} {when}: let a doctor or physiotherapist look at it first.",
            named=named,
            when=when(said, today),
        )
    if gate.reason is GateReason.WORSE_MORNING:
        return tr(
            "Your knee was {points} worse {when} than before the session: better rest today.",
            points=_points(gate.worse_by),
            when=when(said, today),
        )
    if is_now:
        return tr("{level} is too much to train on: better rest today.", level=level)
    return tr("It was {level} {when}: better rest today.", level=level, when=when(said, today))


def why(verdict: Verdict, moment: CheckMoment = CheckMoment.BEFORE, today: date | None = None) -> str:
    """The one sentence for a verdict; empty where nothing has happened yet.

    With `today` it says when an answer was given that is not the one now.
    """
    level = level_of_ten(verdict.level)
    earlier = tr("last time")
    if today is not None and verdict.said is not None:
        earlier = when(verdict.said, today)
    match verdict.why:
        case Why.NOTHING_YET:
            return ""
        case Why.FINE if moment is CheckMoment.DURING:
            return tr("{level} is fine: go on.", level=level)
        case Why.FINE if verdict.said is None or verdict.said.moment is CheckMoment.BEFORE:
            return tr("{level} is fine: the plan goes on.", level=level)
        case Why.FINE:
            return tr("{level} {when} is fine: the plan goes on.", level=level, when=earlier)
        case Why.NO_ANSWER:
            return tr("Nothing is known about your knee since the last session, so the dose stays as it is.")
        case Why.SOME_PAIN:
            return tr(
                "{level}: go on with the same dose, and take the easier version where it hurts.", level=level
            )
        case Why.MUCH_PAIN if moment is CheckMoment.DURING:
            return tr("{level} is too much: stop this exercise, or end the session here.", level=level)
        case Why.MUCH_PAIN:
            return tr("{level} is too much to train on: better rest today.", level=level)
        case Why.SIGN:
            named = signs_named(verdict.signs)
            return tr(
                "With {named}, stop here and let a doctor or physiotherapist look at it first.", named=named
            )
    follows = _SET_FEWER if verdict.change is Change.STEP_DOWN else _SAME_DOSE
    return tr(
        follows[verdict.why],
        level=level,
        when=earlier,
        points=_points(verdict.worse_by),
        named=signs_named(verdict.signs) if verdict.signs else "",
    )


_SAME_DOSE = {
    Why.SOME_PAIN_LAST_TIME: mark("It was {level} {when}, so the dose stays as it is."),
    Why.MUCH_PAIN_LAST_TIME: mark("It was {level} {when}, so the dose stays as it is."),
    Why.WORSE_MORNING: mark(
        "Your knee was {points} worse {when} than before the session, so the dose stays as it is."
    ),
    Why.WORSE_TWICE: mark(
        "Two mornings in a row were clearly worse, so the dose stays as it is: show a physiotherapist."
    ),
    Why.SIGN_LAST_TIME: mark(
        "There was {named} {when}, so the dose stays as it is: if it comes back, see somebody about it."
    ),
}
_SET_FEWER = {
    Why.SOME_PAIN_LAST_TIME: mark("It was {level} {when}, so there is one set fewer of each exercise."),
    Why.MUCH_PAIN_LAST_TIME: mark("It was {level} {when}, so there is one set fewer of each exercise."),
    Why.WORSE_MORNING: mark(
        "Your knee was {points} worse {when} than before the session, "
        "so there is one set fewer of each exercise."
    ),
    Why.WORSE_TWICE: mark(
        "Two mornings in a row were clearly worse, "
        "so there is one set fewer of each exercise: show a physiotherapist."
    ),
    Why.SIGN_LAST_TIME: mark(
        "There was {named} {when}, so there is one set fewer of each exercise: "
        "if it comes back, see somebody about it."
    ),
}
"""What follows from an earlier answer, in one sentence with it."""
