"""What the pages say about runs, the days around them, and the person's own days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kneetimer.core.good_days import Clash, Obstacle, Rhythm
from kneetimer.core.language import language_in_use, mark, markc, tr, trn
from kneetimer.core.run import Recording, Run, RunKind, RunState
from kneetimer.core.schedule import RestAdvice
from kneetimer.ui.text.dates import (
    coming_day,
    long_date,
    month_name,
    opening_coming_day,
    past_day,
    weekday,
)
from kneetimer.ui.text.lists import and_list, comma_list
from kneetimer.ui.text.numbers import number_text
from kneetimer.ui.text.times import seconds_in_words, time_of_day

KINDS = {RunKind.EASY: mark("Easy run"), RunKind.HARD: mark("Hard run"), RunKind.LONG: mark("Long run")}
PLANNED_KINDS = {
    RunKind.EASY: mark("Easy run, planned"),
    RunKind.HARD: mark("Hard run, planned"),
    RunKind.LONG: mark("Long run, planned"),
}
DELETED_KINDS = {
    RunKind.EASY: mark("Easy run {day} deleted."),
    RunKind.HARD: mark("Hard run {day} deleted."),
    RunKind.LONG: mark("Long run {day} deleted."),
}
SHORT_KINDS = {
    RunKind.EASY: markc("a run", "Easy"),
    RunKind.HARD: markc("a run", "Hard"),
    RunKind.LONG: markc("a run", "Long"),
}
KIND_ORDER = (RunKind.EASY, RunKind.HARD, RunKind.LONG)
STATE_ORDER = (RunState.PLANNED, RunState.DONE)
STATES = (markc("a run", "Planned"), markc("a run", "Done"))
STATE_QUESTION = mark("Planned or done")
ADD_RUN = mark("Add a run")
NO_RUNS = mark("No runs on this day.")
MARK_DONE = mark("I ran it")
DELETE = mark("Delete")
CLOSE_DAY = mark("Close")
UNDO = mark("Undo")
GUESSED = mark("guessed")
IMPORT_RUNS = mark("Import runs")
IMPORT_TITLE = mark("Choose files of runs")
_ENDINGS = (".fit", ".gpx", ".tcx", ".gz", ".zip")
IS_A_RUN = mark("Is this a run?")
IS_A_RUN_NOTE = mark("The file does not say so. What is no run is left out for good.")
YES, NO = mark("Yes"), mark("No")
READING = mark("Reading runs")
STOP_READING = mark("Stop")
SHOW, HIDE = mark("Show"), mark("Hide")
CLOSE_SUMMARY = mark("Close")
DETAILS = mark("What was left out, and why")
SCHEDULE = mark("Days and reminder")
EARLIER_WEEK = mark("Earlier week")
LATER_WEEK = mark("Later week")
THIS_WEEK = mark("This week")
NEXT_WEEK = mark("Next week")
LAST_WEEK = mark("Last week")
DAY_HINT = mark("Arrows choose a day, Enter shows its runs, M moves its session")

WISH_DAYS = mark("Your days")
WISH_DAYS_NOTE = mark("The next session waits for one of them. None chosen means any day.")
RUN_RULE = mark("On days with an easy run")
RULES = (mark("A session is fine"), mark("No session"))
RULE_NOTES = (
    mark(
        "A session may follow an easy run after a few hours. Hard and long runs keep their day to themselves."
    ),
    mark("No session on any day with a run."),
)
REMINDER = mark("Reminder")
REMINDER_TITLE = "KneeTimer"
REMINDER_OFF = mark("Off. Nothing appears by itself.")
REMINDER_AT = mark("Time of the reminder")
REMINDER_ON = mark("On days that suit, if you have not trained. It appears while KneeTimer is open.")
SYSTEM_TIMER = mark("Also while KneeTimer is closed")
SYSTEM_TIMER_OFF = mark("Your system can start the reminder at this time. It needs you to be logged in.")
SYSTEM_TIMER_ON = mark("Your system starts the reminder at this time while you are logged in.")
SYSTEM_TIMER_NOT_HERE = mark("This system has no timer for it. The reminder comes while KneeTimer is open.")
SYSTEM_TIMER_FIRST = mark("Turn the reminder on first. Then your system can start it.")
INSTALL = mark("Set up")
REMOVE = mark("Remove")
WATCHED = mark("Folder with new runs")
WATCHED_NOTE = mark("KneeTimer looks into it at the start and when its window comes to the front.")
CHOOSE_FOLDER = mark("Choose folder")
CALENDAR = mark("Calendar file")
CALENDAR_NOTE = mark("The coming sessions for your calendar. It is kept up to date.")
WRITE_CALENDAR = mark("Choose file")
CALENDAR_ACCEPT = mark("Save")
CALENDAR_NO_NUMBER = mark(
    "The sessions were not written to the calendar: the folder of your data cannot be written to."
)
CALENDAR_NAME = "kneetimer.ics"


def import_filter() -> str:
    """What the dialog for files of runs offers to show."""
    endings = " ".join(f"*{each} *{each.upper()}" for each in _ENDINGS)
    return f"{tr('Runs')} ({endings});;{tr('All files')} (*)"


def calendar_filter() -> str:
    return f"{tr('Calendars')} (*.ics)"


def km(metres: int) -> str:
    return tr("{kilometres} km", kilometres=number_text(metres / 1000, ".1f"))


def length(seconds: int) -> str:
    """ "50 min" or "1 h 35 min"."""
    return seconds_in_words(60 * max(1, round(seconds / 60)))


def run_name(run: Run) -> str:
    """ "Long run, planned"."""
    return tr(PLANNED_KINDS[run.kind]) if run.state is RunState.PLANNED else tr(KINDS[run.kind])


def run_details(run: Run) -> str:
    """When, how far, how long, where from, and whether the kind is a guess."""
    parts = []
    if run.started is not None:
        parts.append(tr("at {time}", time=time_of_day(run.started)))
    if run.distance_m:
        parts.append(km(run.distance_m))
    if run.duration_s:
        parts.append(length(run.duration_s))
    if run.source:
        parts.append(run.source)
    if run.guessed:
        parts.append(tr(GUESSED))
    return comma_list(parts)


def add_run(kind: RunKind) -> str:
    """What the button that adds one is called."""
    return tr("Add a run: {run}", run=tr(KINDS[kind]))


def delete_run(run: Run) -> str:
    """What the button that deletes it is called."""
    return tr("Delete: {run}", run=run_name(run))


def day_title(day: date, today: date) -> str:
    """ "Today, Thursday 26 November"."""
    return tr("Today, {date}", date=long_date(day)) if day == today else long_date(day)


def deleted(run: Run, today: date) -> str:
    return tr(DELETED_KINDS[run.kind], day=_on(run.day, today))


def week_title(shift: int, first: date, last: date) -> str:
    """The name of a week, counted from this one."""
    names = {0: THIS_WEEK, 1: NEXT_WEEK, -1: LAST_WEEK}
    if shift in names:
        return tr(names[shift])
    if first.month == last.month:
        return tr("{first} to {last} {month}", first=first.day, last=last.day, month=month_name(last))
    return tr(
        "{first} {first_month} to {last} {last_month}",
        first=first.day,
        first_month=month_name(first),
        last=last.day,
        last_month=month_name(last),
    )


def state_title(rest: RestAdvice) -> str:
    """The headline of a day on which runs or wishes move the session; "" where they do not."""
    if rest.good_later_today:
        return tr("Later today")
    if rest.free_today:
        return tr("Free day")
    found = [clash for clash in rest.clashes if clash.run is not None]
    if not found or rest.clashes[0].run is None:
        return tr("Rest after your run") if not rest.clashes and rest.waits_for is not None else ""
    match found[0].obstacle:
        case Obstacle.BEFORE_LONG_RUN:
            return tr("Rest before your long run")
        case Obstacle.NEAR_HARD_RUN:
            return tr("Rest around your hard run")
        case _:
            return tr("Run day")


def why_not(clash: Clash, today: date) -> str:
    """What speaks against a session today, in a sentence or two."""
    run = clash.run
    if run is None:
        return ""
    match clash.obstacle:
        case Obstacle.BEFORE_LONG_RUN:
            return tr("Your long run is tomorrow. The day before it stays free.")
        case Obstacle.NEAR_HARD_RUN if run.state is RunState.PLANNED:
            when = past_day(run.day, today) if run.day <= today else tr("tomorrow")
            return tr("A hard run is planned for {day}. A day lies between it and a session.", day=when)
        case Obstacle.NEAR_HARD_RUN:
            when = past_day(run.day, today)
            return tr("You ran hard {day}. 24 hours lie between that and a session.", day=when)
        case _ if run.kind is RunKind.LONG:
            return tr("Your long run is today. It has the day to itself.")
        case _ if run.state is RunState.DONE and run.kind is RunKind.EASY and run.ended is not None:
            return tr("You ran today, and a few hours later it is evening.")
        case _:
            return tr("You run today, and you keep sessions off run days.")


def wait(run: Run, until: datetime) -> str:
    """From when on today is a good day, after a run."""
    time = time_of_day(until)
    if run.kind is RunKind.HARD:
        return tr("From {time} on, 24 hours lie between your hard run and a session.", time=time)
    return tr("From {time} on, a few hours lie between your run and a session.", time=time)


def wish(rhythm: Rhythm, rest: RestAdvice) -> tuple[str, ...]:
    """Why nothing is asked for today though nothing speaks against it."""
    days = [language_in_use().days[day] for day in rhythm.wish_days]
    return (
        trn("Your day is {days}.", "Your days are {days}.", len(days), days=and_list(days)),
        tr("Next session: {day}.", day=coming_day(rest.earliest, rest.today)),
        tr("Nothing speaks against today either."),
    )


def notes(rhythm: Rhythm, today: date) -> tuple[str, ...]:
    """What the runs of today and of the next days mean for a session today."""
    said = []
    for run in rhythm.runs_on(today):
        if run.kind is RunKind.EASY and run.state is RunState.DONE:
            said.append(tr("The easy run of today is fine: a few hours lie between."))
        elif run.kind is RunKind.EASY:
            said.append(tr("Your easy run and the session can share the day. Leave a few hours between."))
    return tuple(dict.fromkeys(said))


def ahead(rhythm: Rhythm, today: date) -> str:
    """The next hard or long run and the days that it keeps free; "" where none is near."""
    for number in range(2, 7):
        day = date.fromordinal(today.toordinal() + number)
        for run in rhythm.runs_on(day):
            before = weekday(date.fromordinal(day.toordinal() - 1))
            after = weekday(date.fromordinal(day.toordinal() + 1))
            if run.kind is RunKind.LONG:
                return tr("Long run on {weekday}. Leave {before} free.", weekday=weekday(day), before=before)
            if run.kind is RunKind.HARD:
                return tr(
                    "Hard run on {weekday}. Leave {before} and {after} free.",
                    weekday=weekday(day),
                    before=before,
                    after=after,
                )
    return ""


def better_day(rest: RestAdvice) -> str:
    """Why the next session is not on the day it would be, and where it is now; "" where it is."""
    if not rest.moved_by or rest.wished is None:
        return ""
    wished = opening_coming_day(rest.wished, rest.today)
    match rest.moved_by[0].obstacle:
        case Obstacle.BEFORE_LONG_RUN:
            why = tr("{day} is the day before your long run.", day=wished)
        case Obstacle.NEAR_HARD_RUN:
            why = tr("{day} is too close to your hard run.", day=wished)
        case Obstacle.ON_RUN_DAY:
            why = tr("{day} is a day with a run.", day=wished)
        case _:
            why = tr("{day} is not free.", day=wished)
    return f"{why} {tr('Better for the session: {day}.', day=coming_day(rest.earliest, rest.today))}"


def imported(new: int, known: int, unsure: int, left_out: Sequence[str], problems: Sequence[str]) -> str:
    """What came of the files, in one line. What stands alone is told whole."""
    said = []
    if new:
        said.append(trn("{number} run added.", "{number} runs added.", new))
    if known:
        said.append(trn("{number} was known already.", "{number} were known already.", known))
    if unsure:
        said.append(trn("{number} may be a run: see Today.", "{number} may be runs: see Today.", unsure))
    if left_out:
        others = trn("{number} other left out.", "{number} others left out.", len(left_out))
        said.append(left_out[0] if len(left_out) == 1 else others)
    if problems:
        unread = trn("{number} file cannot be read.", "{number} files cannot be read.", len(problems))
        said.append(problems[0] if len(problems) == 1 else unread)
    return " ".join(said)


def summary(added: int, left_out: int, problems: int, *, was_stopped: bool) -> str:
    """ "68 runs, 12 others left out, 3 not readable"."""
    parts = [trn("{number} run", "{number} runs", added)]
    if left_out:
        parts.append(trn("{number} other left out", "{number} others left out", left_out))
    if problems:
        parts.append(trn("{number} not readable", "{number} not readable", problems))
    found = comma_list(parts)
    return tr("Stopped: {found}", found=found) if was_stopped else found


def left_out(name: str, what: str, why: str) -> str:
    """One thing in a file that is no run."""
    return f"{name}, {what}: {why}"


def question(recording: Recording, today: date) -> str:
    """ "Sunday 22 November, 09:30, 8.2 km, 45 min"."""
    day = recording.started.date()
    parts = [day_title(day, today)]
    if day.year != today.year:
        parts = [tr("{date} {year}", date=day_title(day, today), year=day.year)]
    parts.append(time_of_day(recording.started))
    if recording.distance_m:
        parts.append(km(recording.distance_m))
    parts.append(length(recording.duration_s))
    return comma_list(parts)


def answer_to(question: str, answer: str) -> str:
    """What a button with an answer is called: "Is this a run? Sunday 22 November, 09:30: Yes"."""
    return tr("Is this a run? {run}: {answer}", run=question, answer=answer)


def turns_details(*, open_: bool) -> str:
    """What the button is called that shows or hides what was left out."""
    return tr("Hide: What was left out, and why") if open_ else tr("Show: What was left out, and why")


def calendar_written(count: int) -> str:
    return trn(
        "The calendar file has {number} coming session.",
        "The calendar file has {number} coming sessions.",
        count,
    )


def appointment(week: int, session: int) -> str:
    """The title of a session in a calendar."""
    return tr("Knee session {session} of week {week}", session=session, week=week)


def system_timer_note(installed: bool | None, *, on: bool) -> str:
    """What a timer of the system would do, or does. `on` is whether a reminder is wanted at all."""
    if installed is None:
        return tr(SYSTEM_TIMER_NOT_HERE)
    if installed:
        return tr(SYSTEM_TIMER_ON)
    return tr(SYSTEM_TIMER_OFF) if on else tr(SYSTEM_TIMER_FIRST)


def remind(minutes: int) -> str:
    """The reminder itself."""
    return trn(
        "Your knee session is next. It takes about {number} min.",
        "Your knee session is next. It takes about {number} min.",
        minutes,
    )


def _on(day: date, today: date) -> str:
    return past_day(day, today) if day <= today else tr("on {weekday}", weekday=weekday(day))
