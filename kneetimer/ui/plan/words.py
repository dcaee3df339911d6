"""What the Plan page says: weeks, doses, changes and choices of plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kneetimer.core.exercise import Exercise, SideWord, Tempo, Unit
from kneetimer.core.language import mark, markc, tr, trc, trn
from kneetimer.core.plan import BlockKind, Phase, Plan
from kneetimer.core.plan_shape import MOST_DOSES, PlanRule
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import SessionKind
from kneetimer.ui.exercises.words import each_side, side_word
from kneetimer.ui.text.dates import month_name, number_word, opening_number, short_day
from kneetimer.ui.text.lists import and_list
from kneetimer.ui.text.numbers import number_text
from kneetimer.ui.today.words import PARTS

WEEKS = mark("The weeks of the plan")
OTHER_PLANS = mark("Other plans")
MORE = mark("More about this plan")
CHANGE_DAYS = mark("Change days")
ADD_TO_CALENDAR = mark("Add to calendar")
BUILD = mark("Build a plan…")
COPY = mark("Make a copy…")
EXPORT = mark("Export to a file…")
IMPORT = mark("Import a file…")
PRINT = mark("A week on paper (PDF)…")
ANSWERS = (
    ("how-much", mark("How much, and when more?")),
    ("how-often", mark("How often?")),
    ("warm-up", mark("Warm-up and cool-down")),
    ("strength-and-runs", mark("Strength and runs in one week")),
)
"""What is asked most beside a plan: the articles, and what their links say."""
SHOW_QR = mark("Show the plan as a QR code…")
QR_HELP = mark(
    "Read it with the camera of a phone and send the text on, or a picture of it. On the other computer, "
    "the menu of the Plan page imports either."
)
QR_DONE = markc("a button that ends something", "Done")
COPY_TEXT = mark("Copy the plan as text")
PASTE = mark("Import copied text or picture")
THE_TEXT = mark("the copied text")
THE_PICTURE = mark("the copied picture")
NOTHING_COPIED = mark(
    "There is nothing to import. Copy the text of a plan first, from its first line to its last, or a "
    "picture of its QR code."
)
PDF_FILES = "PDF (*.pdf)"
PRINT_TITLE = mark("Save the week as PDF")
SHEET_DAY = mark("Day")
SHEET_FOOT = mark(
    "Tick a box for each set. Up to 2 of 10 at the knee is fine; at 3 to 5 do the easier version; above "
    "that, and with sharp pain, locking, giving way or swelling, stop."
)
RESTART = mark("Start again at week 1…")
RENAME = mark("Rename this plan…")
DELETE = mark("Delete this plan…")
UNDO = mark("Undo")
RESET_ALL = mark("All as the plan says")
EDIT = mark("Edit")
DONE = markc("a button that ends something", "Done")
SWAP = mark("Swap")
RESET = mark("Reset")
RESET_DOSE = mark("As the plan says")
CHANGED = mark("changed")
SETS = mark("Sets")
REST = markc("a pause", "Rest")
OPTIONS = mark("Ways to do this plan")
EASE = mark("Ease into the second phase")
CANCEL = mark("Cancel")
NAME_OF_COPY = mark("Name of the copy")
MAKE_COPY = mark("Make the copy")
COPY_QUESTION = mark("Make a copy of this plan with your changes in it. What is it called?")
NAME_OF_PLAN = mark("Name of the plan")
RENAME_QUESTION = mark("What is this plan called?")
RENAME_YES = mark("Rename it")
RESTART_QUESTION = mark(
    "Start again at week 1? The sessions that you did stay in your history. You can undo this."
)
RESTART_YES = mark("Start again")
DELETE_QUESTION = mark("Delete this plan? The sessions that you did with it stay in your history.")
DELETE_YES = mark("Delete the plan")
FINISHED = mark("You have come to the end of this plan. What next?")
REPEAT = mark("Repeat the plan")
EXPORT_TITLE = mark("Export the plan")
IMPORT_TITLE = mark("Import a plan")

ADD = mark("Add an exercise")
UP = mark("Move up")
DOWN = mark("Move down")
REMOVE = mark("Remove")
DUPLICATE = mark("Make a copy to change the exercises")
MOVED = mark("An exercise was moved.")

SHORT = markc("a shorter session", "Short")
SHORT_NAME = mark("Shorter sessions")
COUNTING = mark("These count for your plan")
WAITING = mark("These do not count for your plan")
SHORT_ENTRIES = {
    SessionKind.SHORT_20: mark("20 minutes ({length})"),
    SessionKind.SHORT_15: mark("15 minutes ({length})"),
    SessionKind.SHORT_10: mark("10 minutes ({length})"),
    SessionKind.WARM_UP: mark("Warm-up only ({length})"),
    SessionKind.COOL_DOWN: mark("Cool-down only ({length})"),
    SessionKind.GENTLE: mark("Gentle ({length})"),
    SessionKind.PRACTICE: mark("Practice ({length})"),
}


def refused(rule: PlanRule) -> str:
    """Why a plan's exercises stay as they are."""
    if rule is PlanRule.NEEDS_STRENGTH:
        return tr("Every week needs a strength exercise. Add another one first.")
    return tr("A part of the session has room for {number} exercises.", number=MOST_DOSES)


def note(plan: Plan, began: date | None, today: date) -> str:
    """When the plan was begun, how often it wants to be done, and what it is about."""
    return " ".join(each for each in (_begun(began, today), _often(plan), plan.about) if each)


def _begun(began: date | None, today: date) -> str:
    if began is None:
        return tr("Not begun yet.")
    weekday, day, month = short_day(began), began.day, month_name(began)
    if began.year == today.year:
        return tr("Started {weekday} {day} {month}.", weekday=weekday, day=day, month=month)
    return tr(
        "Started {weekday} {day} {month} {year}.", weekday=weekday, day=day, month=month, year=began.year
    )


def _often(plan: Plan) -> str:
    least, most = plan.sessions_least, plan.sessions_most
    first = opening_number(least)
    if least == most:
        return trn("{number} session a week.", "{number} sessions a week.", most, number=first)
    if most == least + 1:
        return tr("{least} or {most} sessions a week.", least=first, most=number_word(most))
    return tr("{least} to {most} sessions a week.", least=first, most=number_word(most))


def weeks(first: int, last: int) -> str:
    """ "Week 4", "Weeks 1 to 3"."""
    if first == last:
        return tr("Week {week}", week=first)
    return tr("Weeks {first} to {last}", first=first, last=last)


EVERY_WEEK = mark("Every week")


def phase_note(phase: Phase, *, eased: bool) -> str:
    """What a phase is for, and how it is begun where its way in is easy."""
    lines = (phase.aim, ease_note(phase.first_week) if eased else "")
    return "\n".join(line for line in lines if line)


def phase_title(first: int, last: int, name: str) -> str:
    return tr("{weeks}: {phase}", weeks=weeks(first, last), phase=name)


def section(kind: BlockKind, first: int, last: int, *, whole_phase: bool) -> str:
    """The heading of a part: "Strength", "Strength, week 4"."""
    part = tr(PARTS[kind])
    if whole_phase:
        return part
    if first == last:
        return tr("{part}, week {week}", part=part, week=first)
    return tr("{part}, weeks {first} to {last}", part=part, first=first, last=last)


def switched_off(title: str) -> str:
    return tr("{part}, switched off", part=title)


def dose(unit: Unit, exercise: Exercise, sets: int, amounts: Sequence[int]) -> str:
    """ "2 × 15 each leg", "2 × 26 to 30 s", "30 s each side"."""
    told = _amount(unit, amounts)
    if not (unit.is_timed and sets == 1):
        told = f"{sets} × {told}"
    return each_side(told, side_word(unit, exercise))


def _amount(unit: Unit, amounts: Sequence[int]) -> str:
    first, last = amounts[0], amounts[-1]
    if min(amounts) == max(amounts):
        if unit.is_timed:
            return tr("{seconds} s", seconds=first)
        is_steps = unit is Unit.STEPS_PER_DIRECTION
        return trn("{number} step", "{number} steps", first) if is_steps else str(first)
    if unit.is_timed:
        return tr("{first} to {last} s", first=first, last=last)
    if unit is Unit.STEPS_PER_DIRECTION:
        return tr("{first} to {last} steps", first=first, last=last)
    return tr("{first} to {last}", first=first, last=last)


def amount(unit: Unit, side: SideWord | None, number: int) -> str:
    """One number of a dose with what it counts: "30 s each side", "12 steps each way", "15 each leg"."""
    if unit.is_timed:
        said = tr("{seconds} s", seconds=number)
    elif unit is Unit.STEPS_PER_DIRECTION:
        said = trn("{number} step", "{number} steps", number)
    elif side is None:
        said = trn("{number} rep", "{number} reps", number)
    else:
        said = str(number)
    return each_side(said, side)


def amount_name(unit: Unit) -> str:
    """What is counted: "Reps", "Seconds"."""
    if unit.is_timed:
        return tr("Seconds")
    return tr("Steps") if unit is Unit.STEPS_PER_DIRECTION else tr("Reps")


def stands_for(name: str) -> str:
    return tr("in place of {exercise}", exercise=name)


def without_kit(name: str, dose: str) -> str:
    """What is done while the kit for an exercise is missing."""
    return tr("without the kit: {exercise}, {dose}", exercise=name, dose=dose)


def amount_title(unit: Unit, exercise: Exercise, *, grows: bool) -> str:
    """ "Reps each leg", "Seconds, first week"."""
    title = each_side(amount_name(unit), side_word(unit, exercise))
    return tr("{amount}, first week", amount=title) if grows else title


def plan_says(value: int | float, unit: str = "") -> str:
    number = number_text(value)
    return (
        tr("the plan says {seconds} s", seconds=number)
        if unit
        else tr("the plan says {number}", number=number)
    )


def grows(first: int, last: int) -> str:
    return tr("goes from {first} to {last} with the weeks", first=first, last=last)


def rest_source(preferences: Preferences, exercise: str, plan_rest_s: int) -> str:
    """Where a rest comes from that was not chosen here."""
    if exercise in preferences.rest_of_exercise_s:
        return f"{tr('your setting for this exercise')}; {plan_says(plan_rest_s, 's')}"
    if preferences.rest_sets_s is not None:
        return f"{tr('your setting for all rests')}; {plan_says(plan_rest_s, 's')}"
    return tr("as the plan says")


def tempo_titles(tempo: Tempo) -> tuple[str, str, str]:
    return (
        tempo.first_word or trc("a part of a rep", "First"),
        tempo.hold_word or trc("a part of a rep", "Hold"),
        tempo.second_word or trc("a part of a rep", "Back"),
    )


def tempo_title(word: str) -> str:
    return tr("{part}, at normal pace", part=word)


def consequence(before_min: int, after_min: int, week: int) -> str:
    """What the change does to a session of a week."""
    if before_min == after_min:
        return tr("A session in week {week}: {minutes} min", week=week, minutes=after_min)
    return tr(
        "A session in week {week}: {before} → {after} min", week=week, before=before_min, after=after_min
    )


def differs(number: int) -> str:
    """How many exercises differ from the plan."""
    if number == 0:
        return ""
    return trn(
        "{number} exercise differs from the plan.",
        "{number} exercises differ from the plan.",
        number,
        number=opening_number(number),
    )


def taken_out(name: str) -> str:
    return tr("Taken out of this plan: {exercise}.", exercise=name)


def renamed(before: str) -> str:
    return tr("This plan was called {plan}.", plan=before)


def added(name: str) -> str:
    return tr("Added to this plan: {exercise}.", exercise=name)


def finisher(names: Sequence[str]) -> str:
    """ "Wall sit at the end"."""
    return tr("{exercises} at the end", exercises=and_list(names))


def ease_note(first_week: int) -> str:
    return tr(
        "Week {first} with one set fewer, week {second} with fewer reps, in full from week {third}",
        first=first_week,
        second=first_week + 1,
        third=first_week + 2,
    )


def ease_title(phase: str) -> str:
    return tr("Ease into {phase}", phase=phase)


def plan_entry(name: str, *, own: bool) -> str:
    return tr("{plan} (yours)", plan=name) if own else name


def copy_name(name: str) -> str:
    return tr("My {plan}", plan=name)


def go_on_with(name: str) -> str:
    return tr("Go on with {plan}", plan=name)


def stay(week: int) -> str:
    return tr("Or stay: week {week} comes round again for as long as you like.", week=week)


def short_entry(kind: SessionKind, length: str) -> str:
    """A line of the menu beside Start: "20 minutes (19:18)"."""
    return tr(SHORT_ENTRIES[kind], length=length)


def files() -> str:
    """What can be imported, as a file dialog asks it."""
    kinds = "*.toml *.png *.jpg *.jpeg *.webp *.bmp"
    return tr("Plans and pictures of their QR codes ({kinds})", kinds=kinds)


def plan_files() -> str:
    return tr("Plan files ({kinds})", kinds="*.toml")


def exported(name: str, path: str) -> str:
    return tr("{plan} is in {file}.", plan=name, file=path)


def imported(name: str) -> str:
    return tr("{plan} is among your plans now.", plan=name)


def imported_before(name: str) -> str:
    return tr("{plan} was among your plans already.", plan=name)


def copied(name: str) -> str:
    return tr("You follow {plan} now, from its week 1. The plan it was made from stays as it was.", plan=name)


def deleted(name: str) -> str:
    return tr("{plan} is deleted.", plan=name)


def no_data() -> str:
    return tr("Your plans cannot be changed while your data cannot be used.")


def sheet_subtitle(week: int, of: int, phase: str, kit: str) -> str:
    """Below the name of the plan, on paper."""
    where = tr("Week {week} of {weeks}, {phase}.", week=week, weeks=of, phase=phase)
    return f"{where} {tr('You need: {kit}.', kit=kit)}" if kit else where


def sheet_session(number: int) -> str:
    return tr("Session {number}", number=number)


def sheet_rest(rest_s: int) -> str:
    return tr("{seconds} s rest", seconds=rest_s)


def printed(path: str) -> str:
    return tr("The week is in {file}.", file=path)


def not_printed(path: str, why: str) -> str:
    return tr("The week could not be written into {file}: {reason}.", file=path, reason=why)


def copied_text(name: str) -> str:
    return tr(
        "{plan} is copied as text. Paste it into a message; “Import copied text or picture” reads it in "
        "again.",
        plan=name,
    )


def too_large_for_qr(name: str, size: int, most: int) -> str:
    return tr(
        "{plan} is too large for a QR code that a phone can read: {size} of {most} signs. "
        "Copy it as text or export it as a file.",
        plan=name,
        size=size,
        most=most,
    )


def qr_title(name: str) -> str:
    return tr("{plan} as a QR code", plan=name)
