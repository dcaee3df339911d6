"""What the Plan page says: weeks, doses, changes and choices of plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kneetimer.core.exercise import Exercise, SideWord, Tempo, Unit
from kneetimer.core.plan import BlockKind, Phase, Plan
from kneetimer.core.plan_shape import MOST_DOSES, PlanRule
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import SessionKind
from kneetimer.ui.text.dates import counted, month_name, number_word, sentence, short_day
from kneetimer.ui.text.names import within
from kneetimer.ui.today.words import KINDS, PARTS

WEEKS = "The weeks of the plan"
OTHER_PLANS = "Other plans"
MORE = "More about this plan"
CHANGE_DAYS = "Change days"
ADD_TO_CALENDAR = "Add to calendar"
BUILD = "Build a plan…"
COPY = "Make a copy…"
EXPORT = "Export to a file…"
IMPORT = "Import a file…"
PRINT = "A week on paper (PDF)…"
ANSWERS = (
    ("how-much", "How much, and when more?"),
    ("how-often", "How often?"),
    ("warm-up", "Warm-up and cool-down"),
    ("strength-and-runs", "Strength and runs in one week"),
)
"""What is asked most beside a plan: the articles, and what their links say."""
SHOW_QR = "Show the plan as a QR code…"
QR_HELP = (
    "Read it with the camera of a phone and send the text on, or a picture of it. On the other computer, "
    "the menu of the Plan page imports either."
)
QR_DONE = "Done"
COPY_TEXT = "Copy the plan as text"
PASTE = "Import copied text or picture"
THE_TEXT = "the copied text"
THE_PICTURE = "the copied picture"
NOTHING_COPIED = (
    "There is nothing to import. Copy the text of a plan first, from its first line to its last, or a "
    "picture of its QR code."
)
PRINT_TITLE = "Save the week as PDF"
PDF_FILES = "PDF (*.pdf)"
SHEET_DAY = "Day"
SHEET_FOOT = (
    "Tick a box for each set. Up to 2 of 10 at the knee is fine; at 3 to 5 do the easier version; above "
    "that, and with sharp pain, locking, giving way or swelling, stop."
)
RESTART = "Start again at week 1…"
RENAME = "Rename this plan…"
DELETE = "Delete this plan…"
UNDO = "Undo"
RESET_ALL = "All as the plan says"
EDIT = "Edit"
DONE = "Done"
SWAP = "Swap"
RESET = "Reset"
RESET_DOSE = "As the plan says"
CHANGED = "changed"
SETS = "Sets"
REPS = "Reps"
SECONDS = "Seconds"
REST = "Rest"
REST_COLUMN = "Rest"
OPTIONS = "Ways to do this plan"
EASE = "Ease into the second phase"
CANCEL = "Cancel"
NAME_OF_COPY = "Name of the copy"
MAKE_COPY = "Make the copy"
COPY_QUESTION = "Make a copy of this plan with your changes in it. What is it called?"
NAME_OF_PLAN = "Name of the plan"
RENAME_QUESTION = "What is this plan called?"
RENAME_YES = "Rename it"
RESTART_QUESTION = "Start again at week 1? The sessions that you did stay in your history. You can undo this."
RESTART_YES = "Start again"
DELETE_QUESTION = "Delete this plan? The sessions that you did with it stay in your history."
DELETE_YES = "Delete the plan"
FINISHED = "You have come to the end of this plan. What next?"
REPEAT = "Repeat the plan"
FILES = "Plans and pictures of their QR codes (*.toml *.png *.jpg *.jpeg *.webp *.bmp)"
PLAN_FILES = "Plan files (*.toml)"
EXPORT_TITLE = "Export the plan"
IMPORT_TITLE = "Import a plan"

ADD = "Add an exercise"
UP = "Move up"
DOWN = "Move down"
REMOVE = "Remove"
DUPLICATE = "Make a copy to change the exercises"
MOVED = "An exercise was moved."
RULES = {
    PlanRule.NEEDS_STRENGTH: "Every week needs a strength exercise. Add another one first.",
    PlanRule.BLOCK_IS_FULL: f"A part of the session has room for {MOST_DOSES} exercises.",
}

SHORT = "Short"
SHORT_NAME = "Shorter sessions"
COUNTING = "These count for your plan"
WAITING = "These do not count for your plan"


def note(plan: Plan, began: date | None, today: date) -> str:
    """When the plan was begun, how often it wants to be done, and what it is about."""
    least, most = plan.sessions_least, plan.sessions_most
    often = counted(most, "session")
    if least != most:
        often = f"{number_word(least)} {'or' if most == least + 1 else 'to'} {often}"
    often = f"{sentence(often)} a week. {plan.about}".rstrip()
    if began is None:
        return f"Not begun yet. {often}"
    year = f" {began.year}" if began.year != today.year else ""
    return f"Started {short_day(began)} {began.day} {month_name(began)}{year}. {often}"


def weeks(first: int, last: int) -> str:
    """ "Week 4", "Weeks 1 to 3"."""
    return f"Week {first}" if first == last else f"Weeks {first} to {last}"


EVERY_WEEK = "Every week"


def phase_note(phase: Phase, *, eased: bool) -> str:
    """What a phase is for, and how it is begun where its way in is easy."""
    lines = (phase.aim, ease_note(phase.first_week) if eased else "")
    return "\n".join(line for line in lines if line)


def phase_title(first: int, last: int, name: str) -> str:
    return f"{weeks(first, last)}: {name}"


def section(kind: BlockKind, first: int, last: int, *, whole_phase: bool) -> str:
    """The heading of a part: "Strength", "Strength, week 4"."""
    when = weeks(first, last)
    return PARTS[kind] if whole_phase else f"{PARTS[kind]}, {when[:1].lower()}{when[1:]}"


def switched_off(title: str) -> str:
    return f"{title}, switched off"


def dose(unit: Unit, exercise: Exercise, sets: int, amounts: Sequence[int]) -> str:
    """ "2 × 15 each leg", "2 × 26 to 30 s", "30 s each side"."""
    least, most = min(amounts), max(amounts)
    amount = str(least) if least == most else f"{amounts[0]} to {amounts[-1]}"
    if unit.is_timed:
        amount = f"{amount} s"
    if unit is Unit.STEPS_PER_DIRECTION:
        amount = f"{amount} step" if most == 1 else f"{amount} steps"
    told = amount if unit.is_timed and sets == 1 else f"{sets} × {amount}"
    each = each_side(unit, exercise)
    return f"{told} {each}" if each else told


def each_side(unit: Unit, exercise: Exercise) -> str:
    if unit is Unit.REPS_ALTERNATING:
        return "each leg"
    if not unit.changes_side:
        return ""
    return {
        SideWord.LEG: "each leg",
        SideWord.SIDE: "each side",
        SideWord.DIRECTION: "each way",
    }[exercise.side_word]


def stands_for(name: str) -> str:
    return f"in place of {within(name)}"


def without_kit(name: str, dose: str) -> str:
    """What is done while the kit for an exercise is missing."""
    return f"without the kit: {within(name)}, {dose}"


def amount_title(unit: Unit, exercise: Exercise, *, grows: bool) -> str:
    """ "Reps each leg", "Seconds in week 1"."""
    each = each_side(unit, exercise)
    title = SECONDS if unit.is_timed else "Steps" if unit is Unit.STEPS_PER_DIRECTION else REPS
    title = f"{title} {each}" if each else title
    return f"{title}, first week" if grows else title


def plan_says(value: int | float, unit: str = "") -> str:
    return f"the plan says {value:g}{f' {unit}' if unit else ''}"


def grows(first: int, last: int) -> str:
    return f"goes from {first} to {last} with the weeks"


def rest_source(preferences: Preferences, exercise: str, plan_rest_s: int) -> str:
    """Where a rest comes from that was not chosen here."""
    if exercise in preferences.rest_of_exercise_s:
        return f"your setting for this exercise; {plan_says(plan_rest_s, 's')}"
    if preferences.rest_sets_s is not None:
        return f"your setting for all rests; {plan_says(plan_rest_s, 's')}"
    return "as the plan says"


def tempo_titles(tempo: Tempo) -> tuple[str, str, str]:
    return (tempo.first_word or "First", tempo.hold_word or "Hold", tempo.second_word or "Back")


def tempo_title(word: str) -> str:
    return f"{word}, at normal pace"


def consequence(before_min: int, after_min: int, week: int) -> str:
    """What the change does to a session of a week."""
    length = f"{after_min} min" if before_min == after_min else f"{before_min} → {after_min} min"
    return f"A session in week {week}: {length}"


def differs(number: int) -> str:
    """How many exercises differ from the plan."""
    if number == 0:
        return ""
    verb = "differs" if number == 1 else "differ"
    return f"{sentence(counted(number, 'exercise'))} {verb} from the plan."


def taken_out(name: str) -> str:
    return f"Taken out of this plan: {within(name)}."


def renamed(before: str) -> str:
    return f"This plan was called {before}."


def added(name: str) -> str:
    return f"Added to this plan: {within(name)}."


def finisher(names: Sequence[str]) -> str:
    """ "Wall sit at the end"."""
    return f"{' and '.join(names)} at the end"


def ease_note(first_week: int) -> str:
    return (
        f"Week {first_week} with one set fewer, week {first_week + 1} with fewer reps, "
        f"in full from week {first_week + 2}"
    )


def ease_title(phase: str) -> str:
    return f"Ease into {within(phase)}"


def plan_entry(name: str, *, own: bool) -> str:
    return f"{name} (yours)" if own else name


def copy_name(name: str) -> str:
    return f"My {within(name)}"


def go_on_with(name: str) -> str:
    return f"Go on with {name}"


def stay(week: int) -> str:
    return f"Or stay: week {week} comes round again for as long as you like."


def short_entry(kind: SessionKind, length: str) -> str:
    """A line of the menu beside Start: "20 minutes (19:18)"."""
    return f"{sentence(KINDS[kind])} ({length})"


def exported(name: str, path: str) -> str:
    return f"{name} is in {path}."


def imported(name: str) -> str:
    return f"{name} is among your plans now."


def imported_before(name: str) -> str:
    return f"{name} was among your plans already."


def copied(name: str) -> str:
    return f"You follow {name} now, from its week 1. The plan it was made from stays as it was."


def deleted(name: str) -> str:
    return f"{name} is deleted."


def no_data() -> str:
    return "Your plans cannot be changed while your data cannot be used."


def sheet_subtitle(week: int, of: int, phase: str, kit: str) -> str:
    """Below the name of the plan, on paper."""
    needs = f" You need: {kit}." if kit else ""
    return f"Week {week} of {of}, {phase}.{needs}"


def sheet_session(number: int) -> str:
    return f"Session {number}"


def sheet_rest(rest_s: int) -> str:
    return f"{rest_s} s rest"


def printed(path: str) -> str:
    return f"The week is in {path}."


def not_printed(path: str, why: str) -> str:
    return f"The week could not be written into {path}: {why}."


def copied_text(name: str) -> str:
    return (
        f"{name} is copied as text. Paste it into a message; “Import copied text or picture” reads it "
        "in again."
    )


def too_large_for_qr(name: str, size: int, most: int) -> str:
    return (
        f"{name} is too large for a QR code that a phone can read: {size} of {most} signs. "
        "Copy it as text or export it as a file."
    )


def qr_title(name: str) -> str:
    return f"{name} as a QR code"
