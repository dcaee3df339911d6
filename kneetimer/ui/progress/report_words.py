"""What the page for a physiotherapist says. Counts and answers only: no judgement, no claim."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kneetimer.core.knee import Sign
from kneetimer.core.preferences import Knee
from kneetimer.core.weeks import PlanWeeks
from kneetimer.ui.progress.words import number
from kneetimer.ui.text.dates import counted, in_digits, month_name, sentence, short_date

SESSIONS = "Sessions a week"
DOSE = "Done of what was prescribed"
NOTES = "Notes"
FOOT_NOTES = "Knee over foot, of five single-leg squats"

DOSE_COLUMNS = ("Exercise", "Load or band", "Prescribed", "Done", "Share", "", "Left", "Right")
BEFORE, WORST, MORNING = "before", "worst during and after", "next morning"
FULL, PARTIAL = "in full", "partial"
NO_SESSIONS = "No sessions in these weeks."
NO_PAIN_ANSWERS = "No answers about the knee in these weeks."
NO_NOTES = "None."
TARGET = "target"
OPEN_WEEK = "this week"

ABOUT = (
    "Kept by the runner with KneeTimer, a training log. It holds what was counted and answered, "
    "and no assessment."
)
READING = (
    "Reps are those counted or entered, holds are seconds really held; the warm-up is not in them. "
    "Pain is as answered. What was not answered is left out and never read as 0."
)

SIGN_WORDS = {
    Sign.SHARP: "sharp pain",
    Sign.LOCKING: "locking",
    Sign.GIVING_WAY: "giving way",
    Sign.SWELLING: "swelling",
}
KNEE_LETTERS = {Knee.LEFT: "L", Knee.RIGHT: "R", Knee.BOTH: "B"}
KNEE_WORDS = {Knee.LEFT: "left knee", Knee.RIGHT: "right knee", Knee.BOTH: "both knees"}


def pain_heading(knees: Sequence[Knee]) -> str:
    named = sentence(KNEE_WORDS[knees[0]]) if len(knees) == 1 else "Knee"
    return f"{named}, pain from 0 to 10"


def week(name: PlanWeeks | None) -> str:
    """ "Weeks 3, 4" as it stands under a column; the dates of a week stand under it."""
    if name is None:
        return ""
    return f"Week{'s' if len(name.numbers) > 1 else ''} {', '.join(map(str, name.numbers))}"


def load(loads: Sequence[str]) -> str:
    """ "light band", or each of several; a dash where the plan names none."""
    return ", ".join(loads) or "–"


def title(first: date, last: date) -> str:
    """ "Knee strength, 2 November to 11 December 2026"."""
    start = f"{first.day} {month_name(first)}"
    if first.year != last.year:
        start += f" {first.year}"
    return f"Knee strength, {start} to {last.day} {month_name(last)} {last.year}"


def made(when: date, plan: str, knees: Sequence[Knee]) -> str:
    """ "Left knee. Six-week knee plan. Made on 12 November 2026."; what was never named is not guessed."""
    named = " and ".join(KNEE_WORDS[knee] for knee in knees) or "which knee: not named"
    return f"{sentence(named)}. {plan}. Made on {when.day} {month_name(when)} {when.year}."


def adherence(done: int, planned: int, weeks: int, beyond: int) -> str:
    """Sessions of the weeks that are over."""
    if weeks == 0:
        return "The first week is not over yet."
    line = f"{done} of {planned} planned sessions in {counted(weeks, 'week')}"
    return f"{line}, and {beyond} more." if beyond else f"{line}."


def session_kinds(full: int, partial: int, by_hand: int, edited: int) -> str:
    """How the sessions went: "9 done in full, 2 in part. One was written down later." """
    line = f"{full} done in full, {partial} in part."
    if by_hand:
        line += f" {sentence(counted(by_hand, 'session'))} written down later."
    if edited:
        line += f" {sentence(counted(edited, 'session'))} corrected later."
    return line


def minutes(total: int, effort: float | None, rated: int) -> str:
    line = f"{in_digits(total, 'minute')} in all."
    if effort is not None:
        line += f" Effort {effort:.1f} of 10 on average ({rated} rated)."
    return line


def pain_line(name: str, levels: Sequence[int], asked: int) -> str:
    """ "Before: 0 to 3, 1.4 on average (9 of 11 answered)"."""
    if not levels:
        return f"{sentence(name)}: no answers."
    return f"{sentence(name)}: {_span(levels)} ({len(levels)} of {asked} answered)."


def knee_line(
    knee: Knee | None, before: Sequence[int], worst: Sequence[int], morning: Sequence[int], sessions: int
) -> str:
    """ "L, left knee, 6 sessions: before 2 to 4, 3.1 on average; worst …; next morning …"."""
    parts = [
        f"{name} {_span(levels)}"
        for name, levels in ((BEFORE, before), (WORST, worst), (MORNING, morning))
        if levels
    ]
    named = f"{KNEE_LETTERS[knee]}, {KNEE_WORDS[knee]}" if knee in KNEE_LETTERS else "No knee named"
    return f"{named}, {counted(sessions, 'session')}: {'; '.join(parts)}."


def _span(levels: Sequence[int]) -> str:
    least, most = min(levels), max(levels)
    mean = number(sum(levels) / len(levels))
    return str(least) if least == most else f"{least} to {most}, {mean} on average"


def signs_line(named: Sequence[tuple[date, tuple[Sign, ...]]]) -> str:
    """What was named besides the number, with its days."""
    if not named:
        return "Sharp pain, locking, giving way or swelling: not named."
    parts = [f"{short_date(when)} {', '.join(SIGN_WORDS[sign] for sign in signs)}" for when, signs in named]
    return f"Named: {'; '.join(parts)}."


def hurt_note(exercise: str, level: int | None, knee: Knee | None, answer: str) -> str:
    """ "Walking lunge hurt, 6 of 10, left knee, stopped"."""
    line = f"{exercise} hurt"
    if level is not None:
        line += f", {level} of 10"
    if knee in KNEE_WORDS:
        line += f", {KNEE_WORDS[knee]}"
    return f"{line}, {answer}." if answer else f"{line}."


HURT_ANSWERS = {
    "ease": "went on with an easier version",
    "skip": "skipped the exercise",
    "stop": "ended the session",
    "go-on": "went on",
    "open": "",  # nothing was chosen
}


def foot_note(when: date, left: int | None, right: int | None) -> str:
    """ "2 Nov: left 3, right 4"."""
    sides = [f"{name} {count}" for name, count in (("left", left), ("right", right)) if count is not None]
    return f"{short_date(when)}: {', '.join(sides)}"


def more_notes(number: int) -> str:
    return f"And {counted(number, 'older note')}."
