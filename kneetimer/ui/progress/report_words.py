"""What the page for a physiotherapist says. Counts and answers only: no judgement, no claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kneetimer.core.knee import Sign
from kneetimer.core.language import Sentence, mark, markc, tr, trc, trn
from kneetimer.core.preferences import Knee
from kneetimer.core.weeks import PlanWeeks
from kneetimer.ui.knee.words import SIGN_NAMES, level_of_ten
from kneetimer.ui.progress.chart_words import number
from kneetimer.ui.text.dates import month_name, number_word, opening_number, short_date
from kneetimer.ui.text.lists import and_list, comma_list
from kneetimer.ui.text.loads import load_text
from kneetimer.ui.text.numbers import number_text

SESSIONS = mark("Sessions a week")
DOSE = mark("Done of what was prescribed")
NOTES = mark("Notes")
FOOT_NOTES = mark("Knee over foot, of five single-leg squats")

DOSE_COLUMNS = (
    markc("a column", "Exercise"),
    markc("a column", "Load or band"),
    markc("a column", "Prescribed"),
    markc("a column", "Done"),
    markc("a column", "Share"),
    None,
    markc("a side", "Left"),
    markc("a side", "Right"),
)
BEFORE = markc("an answer about the knee", "before")
WORST = markc("an answer about the knee", "worst during and after")
MORNING = markc("an answer about the knee", "next morning")
FULL, PARTIAL = markc("a session", "in full"), markc("a session", "partial")
NO_SESSIONS = mark("No sessions in these weeks.")
NO_PAIN_ANSWERS = mark("No answers about the knee in these weeks.")
NO_NOTES = markc("notes", "None.")
TARGET = markc("sessions a week", "target")

ABOUT = mark(
    "Kept by the runner with KneeTimer, a training log. It holds what was counted and answered, "
    "and no assessment."
)
READING = mark(
    "Reps are those counted or entered, holds are seconds really held; the warm-up is not in them. "
    "Pain is as answered. What was not answered is left out and never read as 0."
)

KNEE_LETTERS = {
    Knee.LEFT: markc("the first letter of left", "L"),
    Knee.RIGHT: markc("the first letter of right", "R"),
    Knee.BOTH: markc("the first letter of both", "B"),
}
KNEE_WORDS = {Knee.LEFT: mark("left knee"), Knee.RIGHT: mark("right knee"), Knee.BOTH: mark("both knees")}
_OPENING_KNEES = {
    Knee.LEFT: mark("Left knee"),
    Knee.RIGHT: mark("Right knee"),
    Knee.BOTH: mark("Both knees"),
}
_PAIN_HEADINGS = {
    Knee.LEFT: mark("Left knee, pain from 0 to 10"),
    Knee.RIGHT: mark("Right knee, pain from 0 to 10"),
    Knee.BOTH: mark("Both knees, pain from 0 to 10"),
}
_NO_ANSWERS = {
    BEFORE: mark("Before: no answers."),
    WORST: mark("Worst during and after: no answers."),
    MORNING: mark("Next morning: no answers."),
}
_ANSWERS = {
    BEFORE: mark("Before: {levels} ({answered} of {asked} answered)."),
    WORST: mark("Worst during and after: {levels} ({answered} of {asked} answered)."),
    MORNING: mark("Next morning: {levels} ({answered} of {asked} answered)."),
}
_KNEE_ANSWERS = {
    BEFORE: mark("before {levels}"),
    WORST: mark("worst during and after {levels}"),
    MORNING: mark("next morning {levels}"),
}


def _long_list(parts: Sequence[str]) -> str:
    return trc("between the parts of a long list", "; ").join(parts)


def pain_heading(knees: Sequence[Knee]) -> str:
    if len(knees) == 1:
        return tr(_PAIN_HEADINGS[knees[0]])
    return tr("Knee, pain from 0 to 10")


def week(name: PlanWeeks | None) -> str:
    """ "Weeks 3, 4" as it stands under a column; the dates of a week stand under it."""
    if name is None:
        return ""
    numbers = comma_list([str(each) for each in name.numbers])
    return tr("Weeks {weeks}", weeks=numbers) if len(name.numbers) > 1 else tr("Week {week}", week=numbers)


def load(loads: Sequence[str]) -> str:
    """ "light band", or each of several; a dash where the plan names none."""
    return comma_list([load_text(each) for each in loads]) or "–"


def title(first: date, last: date) -> str:
    """ "Knee strength, 2 November to 11 December 2026"."""
    start = _full_date(first)
    if first.year == last.year:
        start = tr("{day} {month}", day=first.day, month=month_name(first))
    return tr("Knee strength, {first} to {last}", first=start, last=_full_date(last))


def _full_date(day: date) -> str:
    return tr("{day} {month} {year}", day=day.day, month=month_name(day), year=day.year)


def made(when: date, plan: str, knees: Sequence[Knee]) -> str:
    """ "Left knee. Six-week knee plan. Made on 12 November 2026."; what was never named is not guessed."""
    if not knees:
        return tr("Which knee: not named. {plan}. Made on {date}.", plan=plan, date=_full_date(when))
    named = and_list([tr(_OPENING_KNEES[knees[0]]), *(tr(KNEE_WORDS[knee]) for knee in knees[1:])])
    return tr("{knees}. {plan}. Made on {date}.", knees=named, plan=plan, date=_full_date(when))


def adherence(done: int, planned: int, weeks: int, beyond: int) -> str:
    """Sessions of the weeks that are over."""
    if weeks == 0:
        return tr("The first week is not over yet.")
    fields = {"done": done, "planned": planned, "number": number_word(weeks)}
    if beyond:
        return trn(
            "{done} of {planned} planned sessions in one week, and {more} more.",
            "{done} of {planned} planned sessions in {number} weeks, and {more} more.",
            weeks,
            more=beyond,
            **fields,
        )
    return trn(
        "{done} of {planned} planned sessions in one week.",
        "{done} of {planned} planned sessions in {number} weeks.",
        weeks,
        **fields,
    )


def session_kinds(full: int, partial: int, by_hand: int, edited: int) -> str:
    """How the sessions went: "9 done in full, 2 in part. One session written down later." """
    said = [tr("{full} done in full, {partial} in part.", full=full, partial=partial)]
    if by_hand:
        said.append(
            trn(
                "One session written down later.",
                "{number} sessions written down later.",
                by_hand,
                number=opening_number(by_hand),
            )
        )
    if edited:
        said.append(
            trn(
                "One session corrected later.",
                "{number} sessions corrected later.",
                edited,
                number=opening_number(edited),
            )
        )
    return " ".join(said)


def minutes(total: int, effort: float | None, rated: int) -> str:
    in_all = trn("{number} minute in all.", "{number} minutes in all.", total)
    if effort is None:
        return in_all
    mean = tr(
        "Effort {effort} of 10 on average ({rated} rated).", effort=number_text(effort, ".1f"), rated=rated
    )
    return f"{in_all} {mean}"


def pain_line(moment: Sentence, levels: Sequence[int], asked: int) -> str:
    """ "Before: 0 to 3, 1.4 on average (9 of 11 answered)."; the moment is BEFORE, WORST or MORNING."""
    if not levels:
        return tr(_NO_ANSWERS[moment])
    return tr(_ANSWERS[moment], levels=_span(levels), answered=len(levels), asked=asked)


def knee_line(knee: Knee | None, answers: Mapping[Sentence, Sequence[int]], sessions: int) -> str:
    """ "L, left knee, 6 sessions: before 2 to 4, 3.1 on average; worst …; next morning …"."""
    parts = [tr(_KNEE_ANSWERS[moment], levels=_span(levels)) for moment, levels in answers.items() if levels]
    counted = trn("one session", "{number} sessions", sessions, number=number_word(sessions))
    if knee not in KNEE_LETTERS:
        return tr("No knee named, {sessions}: {answers}.", sessions=counted, answers=_long_list(parts))
    return tr(
        "{letter}, {knee}, {sessions}: {answers}.",
        letter=tr(KNEE_LETTERS[knee]),
        knee=tr(KNEE_WORDS[knee]),
        sessions=counted,
        answers=_long_list(parts),
    )


def _span(levels: Sequence[int]) -> str:
    least, most = min(levels), max(levels)
    if least == most:
        return str(least)
    mean = number(sum(levels) / len(levels))
    return tr("{least} to {most}, {mean} on average", least=least, most=most, mean=mean)


def signs_line(named: Sequence[tuple[date, tuple[Sign, ...]]]) -> str:
    """What was named besides the number, with its days."""
    if not named:
        return tr("Sharp pain, locking, giving way or swelling: not named.")
    parts = [
        tr(
            "{date} {signs}",
            date=short_date(when),
            signs=comma_list([tr(SIGN_NAMES[sign]) for sign in signs]),
        )
        for when, signs in named
    ]
    return tr("Named: {signs}.", signs=_long_list(parts))


def hurt_note(exercise: str, level: int | None, knee: Knee | None, answer: str) -> str:
    """ "Walking lunge hurt, 6 of 10, left knee, stopped"."""
    facts = [tr("{exercise} hurt", exercise=exercise)]
    if level is not None:
        facts.append(level_of_ten(level))
    if knee in KNEE_WORDS:
        facts.append(tr(KNEE_WORDS[knee]))
    if answer in HURT_ANSWERS:
        facts.append(tr(HURT_ANSWERS[answer]))
    return tr("{facts}.", facts=comma_list(facts))


HURT_ANSWERS = {  # of "open" nothing is said: nothing was chosen
    "ease": mark("went on with an easier version"),
    "skip": mark("skipped the exercise"),
    "stop": mark("ended the session"),
    "go-on": mark("went on"),
}


def foot_note(when: date, left: int | None, right: int | None) -> str:
    """ "2 Nov: left 3, right 4"."""
    sides = []
    if left is not None:
        sides.append(tr("left {count}", count=left))
    if right is not None:
        sides.append(tr("right {count}", count=right))
    return tr("{day}: {sides}", day=short_date(when), sides=comma_list(sides))


def foot_notes(notes: Sequence[str]) -> str:
    return tr("{facts}.", facts=_long_list(notes))


def share(percent: int) -> str:
    return tr("{percent} %", percent=percent)


def more_notes(count: int) -> str:
    return trn("And one older note.", "And {number} older notes.", count, number=number_word(count))
