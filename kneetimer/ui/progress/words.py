"""The words of the Progress page: titles, sentences and table heads. States numbers, judges none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kneetimer.core.exercise import Side
from kneetimer.core.knee import CheckMoment
from kneetimer.core.preferences import Knee
from kneetimer.core.progress import Amount, Consistency, DoseChoice, PeriodCount, PeriodLoad
from kneetimer.core.run import RunKind
from kneetimer.core.session_facts import Part
from kneetimer.core.weeks import Period, PeriodState, PlanWeeks, WeekSpan
from kneetimer.core.weights import LoadKind
from kneetimer.ui.text.dates import counted, number_word, sentence, short_date, short_month, weekday
from kneetimer.ui.text.loads import opening_load
from kneetimer.ui.text.numbers import number_text

TITLE = "Progress"
NOTHING_YET = "No sessions yet. Each one you do will show here."
RANGE = "Weeks to show"
SPANS = {
    WeekSpan.SIX_WEEKS: "6 weeks",
    WeekSpan.TWELVE_WEEKS: "12 weeks",
    WeekSpan.HALF_YEAR: "26 weeks",
    WeekSpan.ALL: "All",
}

SESSIONS_TITLE = "Sessions a week"
SESSIONS_TITLE_GROUPED = "Sessions in each four weeks"
KNEE_TITLE = "Knee pain"
KNEE_NOTE = "0 to 10, around each session"
WHICH_KNEE = "Which knee to show"
KNEES = {
    Knee.LEFT: "Left knee",
    Knee.RIGHT: "Right knee",
    Knee.BOTH: "Both knees",
    None: "No knee named",
}
KNEE_TITLES = {
    Knee.LEFT: "Left knee pain",
    Knee.RIGHT: "Right knee pain",
    Knee.BOTH: "Pain in both knees",
    None: KNEE_TITLE,
}
CALENDAR_TITLE = "Calendar"
CALENDAR_COLUMNS = ("Day", "What")
TABLE_TITLE = "Sessions"
TABLE_NOTE = "Click a row to open it"
DOSE_TITLE = "Dose"
DOSE_NOTE = "How much was done of what your sessions asked for"
SEE_SOMEONE = "When to see someone"
TOO_MUCH = "What to change"
HOW_OFTEN = "How often?"
HOLDS_TITLE = "Holds"
WEIGHTS_TITLE = "Weight"
WEIGHTS_NOTE = "Heaviest weight of each session, in kilograms"
WEIGHT_COLUMNS = ("Day", "Weight, kg")
HOLDS_NOTE = "Longest hold of each session, in seconds"
HOLDS_NOTE_GROUPED = "Longest hold of each four weeks, in seconds"
LOAD_TITLE = "Effort × minutes"
LOAD_NOTE = "Your effort times the minutes, added up"

WHOLE = "Whole session"
PARTIAL = "Partial"
OPEN_WEEK = "Week still open"
DONE = "Done"
PRESCRIBED = "Prescribed"
LEFT = "Left"
RIGHT = "Right"
RUN = "Run"

MOMENTS = {
    CheckMoment.BEFORE: "Before",
    CheckMoment.DURING: "Worst during",
    CheckMoment.AFTER: "After",
    CheckMoment.MORNING: "Next morning",
}

NO_CHECKS = "No answers about your knee in these weeks."
NO_DOSE = "No sessions in these weeks."
NO_HOLDS = "No holds in these weeks."
NO_LOADS = "No rated sessions in these weeks."

SIDES_NOTE = "Done in these weeks; the outline is what was planned"
FEWER = "Show fewer"
MORE = "More"
SHOW_TABLE = "Show as a table"
SHOW_CHART = "Show as a chart"
SAVE_PNG = "Save as PNG…"
SAVE_SVG = "Save as SVG…"
COPY_PICTURE = "Copy the picture"
COPY_NUMBERS = "Copy the numbers"
ZOOM = "Zoom with the mouse"
LEARN = "When will I feel a difference?"
EARLIER = "Earlier weeks"
LATER = "Later weeks"
WHAT = "What to show"


def not_saved(path: str) -> str:
    return f"The picture could not be saved as {path}. Choose another folder."


SESSION_COLUMNS = ("Date", "Session", "Time", "Reps", "Hold", "Effort", "Pain")
SESSION_COLUMN_HELP = (
    "The day on which it started",
    "What was done of each exercise, as a strip",
    "Time in the session without pauses",
    "Strength reps, without the warm-up",
    "All holds together",
    "Your rating from 0 to 10",
    "Before, and the worst during or after",
)
ADD_SESSION = "Add a session"
GENTLE = "Gentle session"
EDITED = "edited"
BY_HAND = "added"
NOT_SAVED_YET = "not saved yet"
UNDO = "Undo"
NOT_ANSWERED = "–"


def deleted(name: str) -> str:
    return f"{name} is deleted."


def changed(name: str) -> str:
    return f"{name} is changed."


def all_of(count: int) -> str:
    return f"Show all {number_word(count)}"


def figure_of(exercise: str) -> str:
    return f"Figure: {exercise}"


def sort_by(column: str) -> str:
    return f"Sort by {column.lower()}"


def dates_of(period: Period) -> str:
    """ "12 to 18 Oct", or with both months, and with the years where they differ."""
    first, last = period.first, period.last
    if first.year != last.year:
        return f"{short_date(first)} {first.year} to {short_date(last)} {last.year}"
    if first.month != last.month:
        return f"{short_date(first)} to {short_date(last)}"
    return f"{first.day} to {short_date(last)}"


def period_name(period: Period) -> str:
    """ "Week 3, 26 Oct to 1 Nov", or only the dates where nothing of the plan was done."""
    if period.plan_weeks is not None:
        return f"{week_name(period.plan_weeks)}, {dates_of(period)}"
    return dates_of(period)


def week_name(weeks: PlanWeeks) -> str:
    """ "Week 3", "Weeks 3 and 4", "Week 4 again"."""
    *first, last = (str(number) for number in weeks.numbers)
    name = f"Weeks {', '.join(first)} and {last}" if first else f"Week {last}"
    return f"{name} again" if weeks.again else name


def plan_week_numbers(weeks: PlanWeeks) -> str:
    """ "3", "3–4"."""
    return "–".join(str(number) for number in weeks.numbers)


def period_tick(period: Period, *, long_ago: bool) -> str:
    if period.plan_weeks is not None:
        return f"Week {plan_week_numbers(period.plan_weeks)}"
    return f"{short_month(period.first)} {period.first.year}" if long_ago else short_date(period.first)


def headline(consistency: Consistency, has_sessions: bool) -> str:
    """ "11 of 12 planned sessions in four weeks, and two more. One so far this week." """
    if not has_sessions:
        return NOTHING_YET
    this_week = sentence(number_word(consistency.this_week)) if consistency.this_week else "None"
    so_far = f"{this_week} so far this week."
    if consistency.weeks == 0:
        return so_far
    weeks = counted(consistency.weeks, "week")
    text = f"{consistency.done} of {consistency.planned} planned sessions in {weeks}"
    if consistency.beyond:
        text += f", and {number_word(consistency.beyond)} more"
    return f"{text}. {so_far}"


def sessions_note(least: int, most: int, weeks_each: int) -> str:
    """What the band is, which has edges alone in high contrast and is a line where both ends are the same."""
    mark = "Line" if least == most else "Band"
    week, weeks = (_from_to(least * each, most * each) for each in (1, weeks_each))
    if weeks_each > 1:
        return f"{mark}: {weeks}, which is {week} a week"
    return f"Weeks of the plan. {mark}: its {week} a week"


def _from_to(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"


def knee_note(weeks_each: int) -> str:
    return f"0 to 10, the mean of each {'week' if weeks_each == 1 else 'four weeks'}"


def count_reading(count: PeriodCount) -> str:
    name = period_name(count.period)
    if count.period.state is PeriodState.FUTURE:
        return f"{name}: still to come."
    if count.period.state is PeriodState.BEFORE:
        return f"{name}: before your first session."
    parts = []
    if count.full or not count.partial:
        parts.append(counted(count.full, "session"))
    if count.partial:
        parts.append(f"{number_word(count.partial)} partial")
    end = ", still open." if count.period.state is PeriodState.OPEN else "."
    return f"{name}: {' and '.join(parts)}{end}"


def counts_sentence(counts: Sequence[PeriodCount]) -> str:
    """The last whole week and the open one."""
    past = [count for count in counts if count.period.state is PeriodState.PAST][-1:]
    now = [count for count in counts if count.period.state is PeriodState.OPEN]
    return " ".join(count_reading(count) for count in (*past, *now))


def state_word(state: PeriodState) -> str:
    return {
        PeriodState.BEFORE: "before you began",
        PeriodState.PAST: "",
        PeriodState.OPEN: "open",
        PeriodState.FUTURE: "to come",
    }[state]


def level_list(levels: Sequence[tuple[CheckMoment, float]]) -> str:
    """ "before 3, worst during 4"."""
    return ", ".join(f"{MOMENTS[moment].lower()} {number(level)}" for moment, level in levels)


def number(value: float) -> str:
    """A number with one decimal where it needs it."""
    return number_text(round(value, 1))


def trend(moment: CheckMoment, first: float, last: float, answers: int) -> str:
    """Two means beside each other, and nothing about what they mean."""
    return (
        f"{MOMENTS[moment]}: {number(first)} on average in the first {number_word(answers)} answers, "
        f"{number(last)} in the last {number_word(answers)}."
    )


def too_few(answers: int) -> str:
    many = "One answer" if answers == 1 else f"{sentence(number_word(answers))} answers"
    return f"{many} so far. From six answers on, the first and the last are compared here."


def choice_name(choice: DoseChoice, exercise: str) -> str:
    """What the dose chart is about; `exercise` is its name, where it is about one."""
    if choice.exercise is not None:
        return exercise
    part = {
        Part.STRENGTH: "Strength",
        Part.WARM_UP: "Warm-up",
        Part.COOL_DOWN: "Cool-down",
        Part.PRACTICE: "Practice",
    }[choice.part]
    return f"{part} {'holds' if choice.timed else 'reps'}"


def amount(value: int, *, timed: bool) -> str:
    """Reps as they are, milliseconds as whole seconds."""
    return str(round(value / 1000)) if timed else str(value)


def unit(*, timed: bool) -> str:
    return "s" if timed else "reps"


def done_of(dose: Amount, *, timed: bool) -> str:
    return f"{amount(dose.done, timed=timed)} of {amount(dose.target, timed=timed)} {unit(timed=timed)}"


def dose_sentence(total: Amount, left: Amount, right: Amount, *, timed: bool) -> str:
    if not total.target:
        return NO_DOSE
    text = f"{sentence(done_of(total, timed=timed))}, {total.share:.0%}."
    if left.target or right.target:
        text += f" {sides(left, right, timed=timed)}"
    return text


def sides(left: Amount, right: Amount, *, timed: bool) -> str:
    """ "Left 166 of 180, right 180 of 180: 14 reps apart." """
    apart = abs(left.done - right.done)
    gap = "no difference" if not apart else f"{amount(apart, timed=timed)} {unit(timed=timed)} apart"
    return (
        f"Left {amount(left.done, timed=timed)} of {amount(left.target, timed=timed)}, "
        f"right {amount(right.done, timed=timed)} of {amount(right.target, timed=timed)}: {gap}."
    )


def hold_reading(name: str, held: Sequence[tuple[Side | None, int, int]]) -> str:
    """ "Tue 12 Oct: 20 of 22 s", with the side where there are sides."""
    parts = []
    for side, ms, target_ms in held:
        whose = f"{side.value} " if side else ""
        parts.append(f"{whose}{amount(ms, timed=True)} of {amount(target_ms, timed=True)} s")
    return f"{name}: {', '.join(parts)}."


def hold_sentence(name: str, first: int, longest: int, last: int) -> str:
    return (
        f"{name}: {amount(first, timed=True)} s the first time, {amount(last, timed=True)} s the last time, "
        f"{amount(longest, timed=True)} s the longest."
    )


def start_on(side: Side) -> str:
    return f"Start sets on the {side.value}"


def starts_on(side: Side) -> str:
    return f"Sets start on the {side.value} from the next session on"


def hold_name(exercise: str, *, weight: bool) -> str:
    """What a line of the chart of holds and weights is about."""
    return f"{exercise}, kg" if weight else exercise


def weight_reading(day: str, kg: float) -> str:
    return f"{day}: {kg:g} kg."


def weight_sentence(name: str, kgs: Sequence[float]) -> str:
    if not kgs:
        return NO_HOLDS
    return f"{name}: {kgs[0]:g} kg the first time, {kgs[-1]:g} kg the last time."


def load_reading(load: PeriodLoad) -> str:
    name = period_name(load.period)
    if load.period.state is PeriodState.FUTURE:
        return f"{name}: still to come."
    rated = (
        f"{round(load.load)} from {counted(load.rated, 'rated session')}" if load.rated else "nothing rated"
    )
    return f"{name}: {rated}{f', {number_word(load.unrated)} not rated' if load.unrated else ''}."


def load_sentence(loads: Sequence[PeriodLoad]) -> str:
    rated = sum(load.rated for load in loads)
    unrated = sum(load.unrated for load in loads)
    if not rated:
        return NO_LOADS
    past = [load for load in loads if load.period.state is PeriodState.PAST]
    now = [load for load in loads if load.period.state is PeriodState.OPEN]
    weekly = loads[0].period.weeks == 1
    parts = []
    if past and weekly:
        parts.append(f"Last week {round(past[-1].load)}.")
    if now:
        parts.append(f"{'This week' if weekly else 'These four weeks'} so far {round(now[0].load)}.")
    if unrated:
        parts.append(f"{sentence(counted(unrated, 'session'))} without a rating left out.")
    return " ".join(parts)


def practised(exercise: str) -> str:
    return f"{exercise}, practice"


def session_title(week: int, session: int) -> str:
    return f"Week {week}, session {session}"


def pain_cell(before: int | None, worst: int | None) -> str:
    if before is None and worst is None:
        return NOT_ANSWERED
    shown = [NOT_ANSWERED if level is None else str(level) for level in (before, worst)]
    return " → ".join(shown)


def calendar_spoken(weeks: str) -> str:
    """What a screen reader says when it comes to the days."""
    return f"{CALENDAR_TITLE}, {weeks}. Arrows choose a day, Enter opens what was done"


def calendar_title(first: date, last: date, today: date) -> str:
    if first.year != last.year:
        return f"{short_date(first)} {first.year} to {short_date(last)} {last.year}"
    text = f"{short_date(first)} to {short_date(last)}"
    return text if last.year == today.year else f"{text} {last.year}"


def calendar_day(
    day: date, sessions: Sequence[tuple[str, bool]], runs: Sequence[RunKind], *, today: bool, ahead: bool
) -> str:
    """A day in words; each session with its name and whether it is partial."""
    what = [f"{name}{', partial' if partial else ''}" for name, partial in sessions]
    what += [f"{kind.value} run" for kind in runs]
    if not what:
        what = ["still to come" if ahead else "no session"]
    named = f"{weekday(day)} {short_date(day)}{', today' if today else ''}"
    return f"{named}: {'; '.join(what)}."


SAVE = "Save changes"
DELETE = "Delete this session"
SAVE_FIT = "Save as FIT…"
CLOSE = "Close"
CANCEL = "Cancel"
ADD = "Add it"
ADD_NOTE = "Every set of the session is written down as done. You can correct single sets afterwards."
STARTED = "Started"
WEEK = "Week"
SESSION = "Session"
MINUTES = "Minutes"
NOTE = "Note"
SHEET_PARTS_QUESTION = "What of the session"
SHEET_PARTS = ("Sets", "Answers")
SHEET_LOADS = "Weights"
LOADS_HELP = "What each set was really done with. Your plan goes on with what you choose on the Plan page."
STRIP = "What was done of each exercise"
WAS_ADDED = "Added by hand"
BECOMES_WHOLE = "With this every set is done in full, so the session counts as a whole one."


def was_edited(day: date) -> str:
    return f"Edited on {short_date(day)}"


def weight_of_set(name: str) -> str:
    """What the weight of a set is called, by the name of the set."""
    return f"{name}: weight"


def band_of_set(name: str) -> str:
    return f"{name}: band"


def load_text(load: str) -> str:
    """ "Red band"; a load that is none is said."""
    return opening_load(load, LoadKind.BAND)


def set_name(exercise: str, side: Side | None, number: int, load: str) -> str:
    """ "Clamshell, left, set 1, red band"."""
    parts = (exercise, side.value if side else "", f"set {number}", load)
    return ", ".join(part for part in parts if part)
