"""What the Today page says of the day: its headline, why it is a good one, and what is near."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kneetimer.core.exercise import Exercise
from kneetimer.core.gate import Gate, GateReason, GateWay, Permission
from kneetimer.core.good_days import ANY_DAY, Rhythm
from kneetimer.core.knee import CheckMoment, Said
from kneetimer.core.language import mark, tr, trn
from kneetimer.core.plan import Plan
from kneetimer.core.schedule import NextSession, Reason, RestAdvice
from kneetimer.core.script import Script, SessionKind
from kneetimer.ui.knee import words as knee_words
from kneetimer.ui.text.dates import ORDINALS, coming_day, number_word, opening_number, ordinal_word
from kneetimer.ui.text.times import time_of_day
from kneetimer.ui.today import run_words as runs
from kneetimer.ui.today.words import INTERRUPTED, session_name

ANYWAY_NOTE = mark("Take the easier version of each exercise, and stop as soon as it gets worse.")
STILL_YOUR_CHOICE = mark("Your choice: you can start anyway.")
WAITS = mark("Your plan waits. Nothing of it is lost.")


def title(coming: NextSession, found: Gate, today: date, *, interrupted: bool = False) -> str:
    """The headline of the page: the knee first, then what waits, then the days."""
    if found.permission is Permission.NO:
        return tr("Stop: let someone look at your knee first")
    if found.permission is Permission.BETTER_NOT and found.said is not None:
        return _rest_title(found, found.said, today)
    if interrupted:
        return tr(INTERRUPTED)
    rest, session = coming.rest, session_name(coming.week, coming.session)
    if rest.done_today:
        return tr("Done for today")
    if coming.plan_finished:
        return tr("The plan is done")
    if not rest.good_today:
        return runs.state_title(rest) or tr("Rest day")
    if found.reason is GateReason.SOME_PAIN:
        return tr("Go gently: {session}", session=session)
    if coming.reason is Reason.FIRST:
        return tr("Ready for your first session")
    if coming.is_bonus:
        return tr("A bonus session in week {week}", week=coming.week)
    return tr("Ready for {session}", session=session)


def _rest_title(found: Gate, said: Said, today: date) -> str:
    level = knee_words.level_of_ten(said.level)
    if found.reason is GateReason.WORSE_MORNING:
        return tr("Rest today: your knee was worse {when}", when=knee_words.when(said, today))
    if knee_words.is_said_now(said, today):
        return tr("Rest today: your knee is at {level}", level=level)
    return tr("Rest today: your knee was at {level}", level=level)


def kicker(plan: Plan, coming: NextSession, found: Gate) -> str:
    """The small line over the session: which one it is, or its phase where the title says that."""
    named = found.permission is Permission.GO
    if not named or (not coming.rest.good_today and not coming.rest.good_later_today):
        return tr("Next: {session}", session=session_name(coming.week, coming.session))
    phase = plan.phase(coming.week)
    first, last = phase.first_week, phase.last_week
    if first == last:
        return tr("Week {week}: {phase}", week=first, phase=phase.name)
    return tr("Weeks {first} to {last}: {phase}", first=first, last=last, phase=phase.name)


def advice_title(coming: NextSession, found: Gate) -> str:
    """What the sentences of `advice` are about, with its full stop."""
    rest = coming.rest
    if found.permission is Permission.NO:
        return tr("Why stop.")
    if found.permission is Permission.BETTER_NOT:
        return tr("Why rest.")
    if coming.plan_finished and rest.good_today:
        return tr("What now.")
    if rest.good_later_today and rest.not_before is not None:
        return tr("Good from {time}.", time=time_of_day(rest.not_before))
    if rest.free_today:
        return tr("Nothing planned today.")
    if not rest.good_today:
        return tr("Why rest.")
    if found.reason is GateReason.SOME_PAIN or found.plan.offers_easier:
        return tr("Take it gently.")
    if coming.reason is Reason.FIRST:
        return tr("You can begin today.")
    if coming.reason in (Reason.REPEAT_WEEK, Reason.BACK_ONE_WEEK, Reason.AFTER_SIGN, Reason.RESTART_PHASE):
        return tr("Welcome back.")
    return tr("Good day for it.")


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
    answer = knee_words.signs_named(said.signs) if said.signs else knee_words.level_of_ten(said.level)
    if knee_words.is_said_now(said, today):
        told = tr("You said {answer}.", answer=answer)
    else:
        told = tr("You said {answer} {when}.", answer=answer, when=knee_words.when(said, today))
    if said.signs:
        at_hand = said.moment in (CheckMoment.BEFORE, CheckMoment.MORNING) and said.day == today
        if at_hand:
            until = tr(
                "No session begins until someone has looked at it, "
                "or you take it back, or answer on another day without it."
            )
        else:
            until = tr(
                "No session begins until someone has looked at it, or you answer on another day without it."
            )
        return told, tr("That counts more than any number."), until, tr(WAITS)
    if found.reason is GateReason.WORSE_MORNING:
        points = found.worse_by or 0
        limit = trn(
            "That is one point more than before the session.",
            "That is {number} points more than before the session.",
            points,
            number=number_word(points),
        )
    else:
        limit = tr("Your limit is {level}.", level=stop_above)
    return told, limit, tr(WAITS)


# Whether to train against the advice: the question alone, with the knee as it is now, or as it was.
_START = (
    mark("Start {session}?"),
    mark("Start {session} with your knee at {level}?"),
    mark("Start {session} after {level} {when}?"),
)
_GO_ON = (
    mark("Go on with {session}?"),
    mark("Go on with {session} with your knee at {level}?"),
    mark("Go on with {session} after {level} {when}?"),
)
_PRACTISE = (
    mark("Practise {exercise}?"),
    mark("Practise {exercise} with your knee at {level}?"),
    mark("Practise {exercise} after {level} {when}?"),
)
_GO_ON_PRACTISING = (
    mark("Go on with {exercise}?"),
    mark("Go on with {exercise} with your knee at {level}?"),
    mark("Go on with {exercise} after {level} {when}?"),
)


def anyway_question(
    way: GateWay, script: Script, exercises: Mapping[str, Exercise], found: Gate, today: date
) -> str:
    """Whether to train against the advice: "Start session 2 of week 1 with your knee at 7 of 10?" """
    goes_on = way in (GateWay.GO_ON, GateWay.REDO)
    if script.kind is SessionKind.PRACTICE:
        asked = _GO_ON_PRACTISING if goes_on else _PRACTISE
    else:
        asked = _GO_ON if goes_on else _START
    session = session_name(script.week, script.session, script.kind)
    exercise = exercises[script.steps[0].exercise].name
    said = found.said
    if said is None:
        return tr(asked[0], session=session, exercise=exercise)
    now = knee_words.is_said_now(said, today)
    return tr(
        asked[1] if now else asked[2],
        session=session,
        exercise=exercise,
        level=knee_words.level_of_ten(said.level),
        when=knee_words.when(said, today),
    )


def caution(coming: NextSession, rhythm: Rhythm, found: Gate) -> str:
    """What to keep in mind for the days to come; "" where nothing is near or today is no good day anyway."""
    rest = coming.rest
    if found.permission is not Permission.GO:
        return ""
    return runs.ahead(rhythm, rest.today) if rest.good_today or rest.free_today else ""


def _why_today(plan: Plan, coming: NextSession) -> tuple[str, ...]:
    days = coming.days_away or 0
    away = trn(
        "One day since you last trained.",
        "{number} days since you last trained.",
        days,
        number=opening_number(days),
    )
    free = tr("Then leave tomorrow free.")
    match coming.reason:
        case Reason.FIRST:
            return (
                tr("Pick any day you like for it."),
                tr("Then take a day off before the second session."),
            )
        case Reason.BONUS:
            bonus = tr("This week has its sessions. One more is a bonus, and skipping it costs nothing.")
            return bonus, free
        case Reason.REPEAT_WEEK:
            return away, tr("So you do the sessions of week {week} again.", week=coming.week), free
        case Reason.BACK_ONE_WEEK:
            fewer = tr(
                "So you start from week {week}, today with one set fewer of each strength exercise.",
                week=coming.week,
            )
            return away, fewer, free
        case Reason.AFTER_SIGN:
            seen = tr(
                "Someone has looked at your knee, and you chose to go back to week {week}.",
                week=coming.week,
            )
            return seen, free
        case Reason.RESTART_PHASE:
            again = tr(
                "So the {phase} phase starts again. What you did stays in your history.",
                phase=plan.phase(coming.week).name,
            )
            return away, again, free
        case _:
            return away, free


def _why_rest(rest: RestAdvice) -> tuple[str, ...]:
    choice = tr(STILL_YOUR_CHOICE)
    next_good = tr("Next good day: {day}.", day=coming_day(rest.earliest, rest.today))
    if rest.good_later_today and rest.not_before is not None and rest.waits_for is not None:
        return runs.wait(rest.waits_for, rest.not_before), choice
    because = [clash for clash in rest.clashes if clash.run is not None]
    if because and rest.clashes[0].run is None and not rest.week_is_full:
        because = []  # the day of rest is reason enough
    if because or (rest.waits_for is not None and not rest.clashes):
        return (*(runs.why_not(clash, rest.today) for clash in because[:2]), next_good, choice)
    if rest.week_is_full:
        return tr("This week has its sessions."), next_good, choice
    trained = tr("You have trained today.") if rest.done_today else tr("You trained yesterday.")
    return trained, tr("The plan leaves a day free between sessions."), next_good, choice


def _finished(coming: NextSession, plan: Plan) -> tuple[str, ...]:
    if not coming.plan_finished:
        return ()
    ended = trn(
        "You have come to the end of your one week.",
        "You have come to the end of all {number} weeks.",
        plan.weeks,
        number=number_word(plan.weeks),
    )
    return ended, tr(
        "For now, week {week} comes round again for as long as you like.",
        week=plan.weeks,
    )


def week_note(done: int, target: int, coming: NextSession, found: Gate) -> str:
    """How this calendar week stands."""
    said = _week_so_far(done, target, coming, found)
    if done > 0 and coming.is_bonus:
        return f"{said} {tr('One more is a bonus.')}"
    third = target == 2 and done < 2 and not coming.held
    return f"{said} {tr('A third is a bonus.')}" if third else said


def _week_so_far(done: int, target: int, coming: NextSession, found: Gate) -> str:
    good_today = coming.rest.good_today and found.permission is Permission.GO
    if done == 0:
        return trn(
            "One session this week.", "{number} sessions this week.", target, number=opening_number(target)
        )
    if good_today and done < len(ORDINALS) and not coming.is_bonus:
        return trn(
            "{number} done, today the {ordinal}.",
            "{number} done, today the {ordinal}.",
            done,
            ordinal=ordinal_word(done),
        )
    if not good_today and not coming.is_bonus and done < target:
        return trn(
            "{number} done, {to_go} to go.", "{number} done, {to_go} to go.", done, to_go=target - done
        )
    return trn("{number} done.", "{number} done.", done)
