"""The words of the Progress page: titles, sentences and table heads. States numbers, judges none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kneetimer.core.exercise import Side
from kneetimer.core.knee import CheckMoment
from kneetimer.core.language import mark, markc, tr, trc, trn
from kneetimer.core.preferences import Knee
from kneetimer.core.run import RunKind
from kneetimer.core.weeks import Period, PlanWeeks, WeekSpan
from kneetimer.ui.text.dates import number_word, short_date, short_month, weekday
from kneetimer.ui.text.lists import and_list, comma_list
from kneetimer.ui.text.loads import load_text

TITLE = mark("Progress")
NOTHING_YET = mark("No sessions yet. Each one you do will show here.")
RANGE = mark("Weeks to show")
SPANS = {
    WeekSpan.SIX_WEEKS: mark("6 weeks"),
    WeekSpan.TWELVE_WEEKS: mark("12 weeks"),
    WeekSpan.HALF_YEAR: mark("26 weeks"),
    WeekSpan.ALL: markc("weeks to show", "All"),
}

SESSIONS_TITLE = mark("Sessions a week")
SESSIONS_TITLE_GROUPED = mark("Sessions in each four weeks")
KNEE_TITLE = mark("Knee pain")
KNEE_NOTE = mark("0 to 10, around each session")
WHICH_KNEE = mark("Which knee to show")
KNEES = {
    Knee.LEFT: mark("Left knee"),
    Knee.RIGHT: mark("Right knee"),
    Knee.BOTH: mark("Both knees"),
    None: mark("No knee named"),
}
KNEE_TITLES = {
    Knee.LEFT: mark("Left knee pain"),
    Knee.RIGHT: mark("Right knee pain"),
    Knee.BOTH: mark("Pain in both knees"),
    None: KNEE_TITLE,
}
CALENDAR_TITLE = mark("Calendar")
CALENDAR_COLUMNS = (markc("a column", "Day"), markc("a column", "What"))
TABLE_TITLE = mark("Sessions")
TABLE_NOTE = mark("Click a row to open it")
DOSE_TITLE = mark("Dose")
DOSE_NOTE = mark("How much was done of what your sessions asked for")
SEE_SOMEONE = mark("When to see someone")
TOO_MUCH = mark("What to change")
HOW_OFTEN = mark("How often?")
HOLDS_TITLE = markc("several holds", "Holds")
WEIGHTS_TITLE = mark("Weight")
WEIGHTS_NOTE = mark("Heaviest weight of each session, in kilograms")
WEIGHT_COLUMNS = (markc("a column", "Day"), mark("Weight, kg"))
HOLDS_NOTE = mark("Longest hold of each session, in seconds")
HOLDS_NOTE_GROUPED = mark("Longest hold of each four weeks, in seconds")
LOAD_TITLE = mark("Effort × minutes")
LOAD_NOTE = mark("Your effort times the minutes, added up")

WHOLE = mark("Whole session")
PARTIAL = markc("a session", "Partial")
OPEN_WEEK = mark("Week still open")
DONE = markc("what was done", "Done")
PRESCRIBED = markc("what was prescribed", "Prescribed")
LEFT = markc("a side", "Left")
RIGHT = markc("a side", "Right")
RUN = markc("one run", "Run")

MOMENTS = {
    CheckMoment.BEFORE: markc("an answer about the knee", "Before"),
    CheckMoment.DURING: markc("an answer about the knee", "Worst during"),
    CheckMoment.AFTER: markc("an answer about the knee", "After"),
    CheckMoment.MORNING: markc("an answer about the knee", "Next morning"),
}

NO_CHECKS = mark("No answers about your knee in these weeks.")
NO_DOSE = mark("No sessions in these weeks.")
NO_HOLDS = mark("No holds in these weeks.")
NO_LOADS = mark("No rated sessions in these weeks.")

SIDES_NOTE = mark("Done in these weeks; the outline is what was planned")
FEWER = mark("Show fewer")
SHOW_TABLE = mark("Show as a table")
SHOW_CHART = mark("Show as a chart")
SAVE_PNG = mark("Save as PNG…")
SAVE_SVG = mark("Save as SVG…")
COPY_PICTURE = mark("Copy the picture")
COPY_NUMBERS = mark("Copy the numbers")
ZOOM = mark("Zoom with the mouse")
LEARN = mark("When will I feel a difference?")
EARLIER = mark("Earlier weeks")
LATER = mark("Later weeks")
WHAT = mark("What to show")


def knee_name(knee: Knee | None) -> str:
    return tr(KNEES[knee])


def more_of(title: str) -> str:
    """The name of the button for more that can be done with a chart or a table."""
    return tr("More: {title}", title=title)


def not_saved(path: str) -> str:
    return tr("The picture could not be saved as {path}. Choose another folder.", path=path)


SESSION_COLUMNS = (
    markc("a column", "Date"),
    markc("a column", "Session"),
    markc("a column", "Time"),
    markc("a column", "Reps"),
    markc("a column", "Hold"),
    markc("a column", "Effort"),
    markc("a column", "Pain"),
)
SORT_BY = (
    mark("Sort by date"),
    mark("Sort by session"),
    mark("Sort by time"),
    mark("Sort by reps"),
    mark("Sort by hold"),
    mark("Sort by effort"),
    mark("Sort by pain"),
)
SESSION_COLUMN_HELP = (
    mark("The day on which it started"),
    mark("What was done of each exercise, as a strip"),
    mark("Time in the session without pauses"),
    mark("Strength reps, without the warm-up"),
    mark("All holds together"),
    mark("Your rating from 0 to 10"),
    mark("Before, and the worst during or after"),
)
ADD_SESSION = mark("Add a session")
GENTLE = mark("Gentle session")
IS_PARTIAL = markc("a session", "partial")
EDITED = markc("a session", "edited")
BY_HAND = markc("a session", "added")
NOT_SAVED_YET = mark("not saved yet")
UNDO = mark("Undo")
NOT_ANSWERED = "–"


def deleted(name: str) -> str:
    return tr("{session} is deleted.", session=name)


def changed(name: str) -> str:
    return tr("{session} is changed.", session=name)


def all_of(count: int) -> str:
    return tr("Show all {number}", number=number_word(count))


def figure_of(exercise: str) -> str:
    return tr("Figure: {exercise}", exercise=exercise)


def dates_of(period: Period) -> str:
    """ "12 to 18 Oct", or with both months, and with the years where they differ."""
    first, last = period.first, period.last
    if first.year != last.year:
        return _from_to(_with_year(first), _with_year(last))
    if first.month != last.month:
        return _from_to(short_date(first), short_date(last))
    return tr("{day} to {date}", day=first.day, date=short_date(last))


def _from_to(first: str, last: str) -> str:
    return tr("{first} to {last}", first=first, last=last)


def _with_year(day: date) -> str:
    """ "12 Oct 2026"."""
    return tr("{date} {year}", date=short_date(day), year=day.year)


def period_name(period: Period) -> str:
    """ "Week 3, 26 Oct to 1 Nov", or only the dates where nothing of the plan was done."""
    if period.plan_weeks is not None:
        return tr("{week}, {dates}", week=week_name(period.plan_weeks), dates=dates_of(period))
    return dates_of(period)


def week_name(weeks: PlanWeeks) -> str:
    """ "Week 3", "Weeks 3 and 4", "Week 4 again"."""
    if len(weeks.numbers) == 1:
        number = weeks.numbers[0]
        return tr("Week {week} again", week=number) if weeks.again else tr("Week {week}", week=number)
    numbers = week_numbers(weeks.numbers)
    return tr("Weeks {weeks} again", weeks=numbers) if weeks.again else tr("Weeks {weeks}", weeks=numbers)


def week_numbers(weeks: Sequence[int]) -> str:
    """ "3", "3 and 4"."""
    return and_list([str(number) for number in weeks])


def plan_week_numbers(weeks: PlanWeeks) -> str:
    """ "3", "3–4"."""
    return "–".join(str(number) for number in weeks.numbers)


def period_tick(period: Period, *, long_ago: bool) -> str:
    if period.plan_weeks is not None:
        return tr("Week {week}", week=plan_week_numbers(period.plan_weeks))
    if long_ago:
        return tr("{month} {year}", month=short_month(period.first), year=period.first.year)
    return short_date(period.first)


def side_name(side: Side | None) -> str:
    if side is None:
        return ""
    return trc("a side", "left") if side is Side.LEFT else trc("a side", "right")


def start_on(side: Side) -> str:
    return tr("Start sets on the left") if side is Side.LEFT else tr("Start sets on the right")


def starts_on(side: Side) -> str:
    if side is Side.LEFT:
        return tr("Sets start on the left from the next session on")
    return tr("Sets start on the right from the next session on")


def practised(exercise: str) -> str:
    return tr("{exercise}, practice", exercise=exercise)


def session_title(week: int, session: int) -> str:
    return tr("Week {week}, session {session}", week=week, session=session)


def pain_cell(before: int | None, worst: int | None) -> str:
    if before is None and worst is None:
        return NOT_ANSWERED
    shown = [NOT_ANSWERED if level is None else str(level) for level in (before, worst)]
    return " → ".join(shown)


def calendar_spoken(weeks: str) -> str:
    """What a screen reader says when it comes to the days."""
    return tr("Calendar, {weeks}. Arrows choose a day, Enter opens what was done", weeks=weeks)


def calendar_title(first: date, last: date, today: date) -> str:
    if first.year != last.year:
        return _from_to(_with_year(first), _with_year(last))
    return _from_to(short_date(first), short_date(last) if last.year == today.year else _with_year(last))


RUNS = {
    RunKind.EASY: mark("easy run"),
    RunKind.HARD: mark("hard run"),
    RunKind.LONG: mark("long run"),
}


def calendar_day_name(day: date, *, today: bool) -> str:
    """ "Tuesday 20 Oct", and that it is today."""
    name = tr("{weekday} {date}", weekday=weekday(day), date=short_date(day))
    return tr("{day}, today", day=name) if today else name


def calendar_day_what(sessions: Sequence[tuple[str, bool]], runs: Sequence[RunKind], *, ahead: bool) -> str:
    """What was done on a day; each session with its name and whether it is partial."""
    what = [tr("{session}, partial", session=name) if partial else name for name, partial in sessions]
    what += [tr(RUNS[kind]) for kind in runs]
    if not what:
        return tr("still to come") if ahead else tr("no session")
    return trc("between the parts of a long list", "; ").join(what)


def calendar_day(name: str, what: str) -> str:
    return tr("{day}: {what}.", day=name, what=what)


SAVE = mark("Save changes")
DELETE = mark("Delete this session")
SAVE_FIT = mark("Save as FIT…")
CLOSE = mark("Close")
CANCEL = mark("Cancel")
ADD = mark("Add it")
ADD_NOTE = mark("Every set of the session is written down as done. You can correct single sets afterwards.")
STARTED = markc("when a session was begun", "Started")
WEEK = markc("of a plan", "Week")
SESSION = markc("which one of a week", "Session")
MINUTES = mark("Minutes")
NOTE = mark("Note")
SHEET_PARTS_QUESTION = mark("What of the session")
SHEET_PARTS = (markc("sets of a session", "Sets"), mark("Answers"))
SHEET_LOADS = mark("Weights")
LOADS_HELP = mark(
    "What each set was really done with. Your plan goes on with what you choose on the Plan page."
)
STRIP = mark("What was done of each exercise")
WAS_ADDED = mark("Added by hand")
BECOMES_WHOLE = mark("With this every set is done in full, so the session counts as a whole one.")


def was_edited(day: date) -> str:
    return tr("Edited on {date}", date=short_date(day))


def weight_of_set(name: str) -> str:
    """What the weight of a set is called, by the name of the set."""
    return tr("{set}: weight", set=name)


def band_of_set(name: str) -> str:
    return tr("{set}: band", set=name)


def of_target(target: int, *, timed: bool) -> str:
    """What stands beside what was done of a set: "of 12 reps"."""
    if timed:
        return tr("of {target} s", target=target)
    return trn("of {target} rep", "of {target} reps", target, target=target)


def set_name(exercise: str, side: Side | None, number: int, load: str) -> str:
    """ "Clamshell, left, set 1, red band"."""
    parts = (exercise, side_name(side), tr("set {number}", number=number), load_text(load))
    return comma_list([part for part in parts if part])
