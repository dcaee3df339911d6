"""What the pages say about runs, the days around them, and the person's own days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kneetimer.core.good_days import Clash, Obstacle, Rhythm
from kneetimer.core.language import language_in_use
from kneetimer.core.run import Recording, Run, RunKind, RunState
from kneetimer.core.schedule import RestAdvice
from kneetimer.ui.text.dates import coming_day, month_name, past_day, sentence, weekday
from kneetimer.ui.text.times import time_of_day

KINDS = {RunKind.EASY: "Easy run", RunKind.HARD: "Hard run", RunKind.LONG: "Long run"}
SHORT_KINDS = {RunKind.EASY: "Easy", RunKind.HARD: "Hard", RunKind.LONG: "Long"}
KIND_ORDER = (RunKind.EASY, RunKind.HARD, RunKind.LONG)
STATE_ORDER = (RunState.PLANNED, RunState.DONE)
STATES = ("Planned", "Done")
STATE_QUESTION = "Planned or done"
ADD_RUN = "Add a run"
NO_RUNS = "No runs on this day."
MARK_DONE = "I ran it"
DELETE = "Delete"
CLOSE_DAY = "Close"
UNDO = "Undo"
GUESSED = "guessed"
IMPORT_RUNS = "Import runs"
IMPORT_TITLE = "Choose files of runs"
_ENDINGS = (".fit", ".gpx", ".tcx", ".gz", ".zip")
IMPORT_FILTER = f"Runs ({' '.join(f'*{each} *{each.upper()}' for each in _ENDINGS)});;All files (*)"
IS_A_RUN = "Is this a run?"
IS_A_RUN_NOTE = "The file does not say so. What is no run is left out for good."
YES, NO = "Yes", "No"
READING = "Reading runs"
STOP_READING = "Stop"
SHOW, HIDE = "Show", "Hide"
CLOSE_SUMMARY = "Close"
DETAILS = "What was left out, and why"
SCHEDULE = "Days and reminder"
EARLIER_WEEK = "Earlier week"
LATER_WEEK = "Later week"
NEXT_WEEK = "Next week"
LAST_WEEK = "Last week"
DAY_HINT = "Arrows choose a day, Enter shows its runs, M moves its session"

WISH_DAYS = "Your days"
WISH_DAYS_NOTE = "The next session waits for one of them. None chosen means any day."
RUN_RULE = "On days with an easy run"
RULES = ("A session is fine", "No session")
RULE_NOTES = (
    "A session may follow an easy run after a few hours. Hard and long runs keep their day to themselves.",
    "No session on any day with a run.",
)
REMINDER = "Reminder"
REMINDER_TITLE = "KneeTimer"
REMINDER_OFF = "Off. Nothing appears by itself."
REMINDER_AT = "Time of the reminder"
REMINDER_ON = "On days that suit, if you have not trained. It appears while KneeTimer is open."
SYSTEM_TIMER = "Also while KneeTimer is closed"
SYSTEM_TIMER_OFF = "Your system can start the reminder at this time. It needs you to be logged in."
SYSTEM_TIMER_ON = "Your system starts the reminder at this time while you are logged in."
SYSTEM_TIMER_NOT_HERE = "This system has no timer for it. The reminder comes while KneeTimer is open."
SYSTEM_TIMER_FIRST = "Turn the reminder on first. Then your system can start it."
INSTALL = "Set up"
REMOVE = "Remove"
WATCHED = "Folder with new runs"
WATCHED_NOTE = "KneeTimer looks into it at the start and when its window comes to the front."
CHOOSE_FOLDER = "Choose folder"
CALENDAR = "Calendar file"
CALENDAR_NOTE = "The coming sessions for your calendar. It is kept up to date."
WRITE_CALENDAR = "Choose file"
CALENDAR_ACCEPT = "Save"
CALENDAR_NO_NUMBER = (
    "The sessions were not written to the calendar: the folder of your data cannot be written to."
)
CALENDAR_NAME = "kneetimer.ics"
CALENDAR_FILTER = "Calendars (*.ics)"


def km(metres: int) -> str:
    return f"{metres / 1000:.1f} km"


def length(seconds: int) -> str:
    """ "50 min" or "1 h 35 min"."""
    minutes = max(1, round(seconds / 60))
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def run_name(run: Run) -> str:
    """ "Long run, planned"."""
    return f"{KINDS[run.kind]}, planned" if run.state is RunState.PLANNED else KINDS[run.kind]


def run_details(run: Run) -> str:
    """When, how far, how long, where from, and whether the kind is a guess."""
    parts = []
    if run.started is not None:
        parts.append(f"at {time_of_day(run.started)}")
    if run.distance_m:
        parts.append(km(run.distance_m))
    if run.duration_s:
        parts.append(length(run.duration_s))
    if run.source:
        parts.append(run.source)
    if run.guessed:
        parts.append(GUESSED)
    return ", ".join(parts)


def day_title(day: date, today: date) -> str:
    """ "Today, Thursday 26 November"."""
    named = f"{weekday(day)} {day.day} {month_name(day)}"
    return f"Today, {named}" if day == today else named


def deleted(run: Run, today: date) -> str:
    return f"{KINDS[run.kind]} {_on(run.day, today)} deleted."


def week_title(shift: int, first: date, last: date) -> str:
    """The name of a week, counted from this one."""
    names = {0: "This week", 1: NEXT_WEEK, -1: LAST_WEEK}
    if shift in names:
        return names[shift]
    months = f" {month_name(first)}" if first.month != last.month else ""
    return f"{first.day}{months} to {last.day} {month_name(last)}"


def state_title(rest: RestAdvice) -> str:
    """The headline of a day on which runs or wishes move the session; "" where they do not."""
    if rest.good_later_today:
        return "Later today"
    if rest.free_today:
        return "Free day"
    found = [clash for clash in rest.clashes if clash.run is not None]
    if not found or rest.clashes[0].run is None:
        return "Rest after your run" if not rest.clashes and rest.waits_for is not None else ""
    return {
        Obstacle.BEFORE_LONG_RUN: "Rest before your long run",
        Obstacle.NEAR_HARD_RUN: "Rest around your hard run",
    }.get(found[0].obstacle, "Run day")


def why_not(clash: Clash, today: date) -> str:
    """What speaks against a session today, in a sentence or two."""
    run = clash.run
    if run is None:
        return ""
    when = "today" if run.day == today else "tomorrow" if run.day > today else "yesterday"
    match clash.obstacle:
        case Obstacle.BEFORE_LONG_RUN:
            return "Your long run is tomorrow. The day before it stays free."
        case Obstacle.NEAR_HARD_RUN if run.state is RunState.PLANNED:
            return f"A hard run is planned for {when}. A day lies between it and a session."
        case Obstacle.NEAR_HARD_RUN:
            return f"You ran hard {past_day(run.day, today)}. 24 hours lie between that and a session."
        case _ if run.kind is RunKind.LONG:
            return "Your long run is today. It has the day to itself."
        case _ if run.state is RunState.DONE and run.kind is RunKind.EASY and run.ended is not None:
            return "You ran today, and a few hours later it is evening."
        case _:
            return "You run today, and you keep sessions off run days."


def wait(run: Run, until: datetime) -> str:
    """From when on today is a good day, after a run."""
    if run.kind is RunKind.HARD:
        return f"From {time_of_day(until)} on, 24 hours lie between your hard run and a session."
    return f"From {time_of_day(until)} on, a few hours lie between your run and a session."


def wish(rhythm: Rhythm, rest: RestAdvice) -> tuple[str, ...]:
    """Why nothing is asked for today though nothing speaks against it."""
    days = [language_in_use().days[day] for day in rhythm.wish_days]
    listed = f"{', '.join(days[:-1])} and {days[-1]}" if len(days) > 1 else "".join(days)
    word = "days are" if len(days) > 1 else "day is"
    return (
        f"Your {word} {listed}. Next session: {coming_day(rest.earliest, rest.today)}.",
        "Nothing speaks against today either.",
    )


def notes(rhythm: Rhythm, today: date) -> tuple[str, ...]:
    """What the runs of today and of the next days mean for a session today."""
    said = []
    for run in rhythm.runs_on(today):
        if run.kind is RunKind.EASY and run.state is RunState.DONE:
            said.append("The easy run of today is fine: a few hours lie between.")
        elif run.kind is RunKind.EASY:
            said.append("Your easy run and the session can share the day. Leave a few hours between.")
    return tuple(dict.fromkeys(said))


def ahead(rhythm: Rhythm, today: date) -> str:
    """The next hard or long run and the days that it keeps free; "" where none is near."""
    for number in range(2, 7):
        day = date.fromordinal(today.toordinal() + number)
        for run in rhythm.runs_on(day):
            before = weekday(date.fromordinal(day.toordinal() - 1))
            after = weekday(date.fromordinal(day.toordinal() + 1))
            if run.kind is RunKind.LONG:
                return f"Long run on {weekday(day)}. Leave {before} free."
            if run.kind is RunKind.HARD:
                return f"Hard run on {weekday(day)}. Leave {before} and {after} free."
    return ""


def better_day(rest: RestAdvice) -> str:
    """Why the next session is not on the day it would be, and where it is now; "" where it is."""
    if not rest.moved_by or rest.wished is None:
        return ""
    clash = rest.moved_by[0]
    wished = sentence(coming_day(rest.wished, rest.today))
    why = {
        Obstacle.BEFORE_LONG_RUN: "is the day before your long run",
        Obstacle.NEAR_HARD_RUN: "is too close to your hard run",
        Obstacle.ON_RUN_DAY: "is a day with a run",
    }.get(clash.obstacle, "is not free")
    return f"{wished} {why}. Better for the session: {coming_day(rest.earliest, rest.today)}."


def imported(new: int, known: int, unsure: int, left_out: Sequence[str], problems: Sequence[str]) -> str:
    """What came of the files, in one line. What stands alone is told whole."""
    said = []
    if new:
        said.append(f"{new} {'run' if new == 1 else 'runs'} added.")
    if known:
        said.append(f"{known} {'was' if known == 1 else 'were'} known already.")
    if unsure:
        said.append(f"{unsure} may be {'a run' if unsure == 1 else 'runs'}: see Today.")
    if left_out:
        said.append(left_out[0] if len(left_out) == 1 else f"{len(left_out)} others left out.")
    if problems:
        said.append(problems[0] if len(problems) == 1 else f"{len(problems)} files cannot be read.")
    return " ".join(said)


def summary(added: int, left_out: int, problems: int, *, was_stopped: bool) -> str:
    """ "68 runs, 12 others left out, 3 not readable"."""
    parts = [f"{added} {'run' if added == 1 else 'runs'}"]
    if left_out:
        parts.append(f"{left_out} {'other' if left_out == 1 else 'others'} left out")
    if problems:
        parts.append(f"{problems} not readable")
    return f"{'Stopped: ' if was_stopped else ''}{', '.join(parts)}"


def left_out(name: str, what: str, why: str) -> str:
    """One thing in a file that is no run."""
    return f"{name}, {what}: {why}"


def question(recording: Recording, today: date) -> str:
    """ "Sunday 22 November, 09:30, 8.2 km, 45 min"."""
    day = recording.started.date()
    parts = [day_title(day, today) if day.year == today.year else f"{day_title(day, today)} {day.year}"]
    parts.append(time_of_day(recording.started))
    if recording.distance_m:
        parts.append(km(recording.distance_m))
    parts.append(length(recording.duration_s))
    return ", ".join(parts)


def calendar_written(count: int) -> str:
    return f"The calendar file has {count} coming {'session' if count == 1 else 'sessions'}."


def appointment(week: int, session: int) -> str:
    """The title of a session in a calendar."""
    return f"Knee session {session} of week {week}"


def system_timer_note(installed: bool | None, *, on: bool) -> str:
    """What a timer of the system would do, or does. `on` is whether a reminder is wanted at all."""
    if installed is None:
        return SYSTEM_TIMER_NOT_HERE
    if installed:
        return SYSTEM_TIMER_ON
    return SYSTEM_TIMER_OFF if on else SYSTEM_TIMER_FIRST


def remind(minutes: int) -> str:
    """The reminder itself."""
    return f"Your knee session is next. It takes about {minutes} min."


def _on(day: date, today: date) -> str:
    return past_day(day, today) if day <= today else f"on {weekday(day)}"
