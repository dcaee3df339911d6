"""Views of the pages in all their states, made from the real plan and made-up records."""

from collections.abc import Callable
from datetime import datetime, time, timedelta, timezone
from functools import cache

from kneetimer.core.folding import fold
from kneetimer.core.knee import KneeCheck
from kneetimer.core.outlook import outlook_of
from kneetimer.core.plan import Plan
from kneetimer.core.preferences import Preferences, ThemeChoice
from kneetimer.core.record import (
    Began,
    Checkpoint,
    Ended,
    Hurt,
    HurtAnswer,
    Paused,
    PauseReason,
    SessionEvent,
    SessionRecord,
    SessionState,
    SetEnded,
    state_of_set,
)
from kneetimer.core.run import Run, RunKind, RunState
from kneetimer.core.script import StepKind, build_script
from kneetimer.storage.plans.library import kit_label, load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.ui.settings.view import DataLines, ScheduleLines, SettingsView, settings_view
from kneetimer.ui.shell.theme import Theme, load_fonts
from kneetimer.ui.summary.view import SummaryView, summary_view
from kneetimer.ui.today.view import DataProblem, TodayView, today_view


@cache
def _fonts_loaded() -> None:
    load_fonts()


@cache
def light_theme(text_size: int = 100) -> Theme:
    """A theme in light colours with the bundled fonts, the same one in every test that asks for its size.

    A theme that is put in force looks through all widgets there are: once is enough.
    """
    return new_theme(text_size)


def new_theme(text_size: int = 100) -> Theme:
    """A theme of its own in light colours, for a test that changes it."""
    _fonts_loaded()
    theme = Theme()
    theme.choose(ThemeChoice.LIGHT, high_contrast=False, text_size=text_size)
    return theme


ZONE = timezone(timedelta(hours=1))
THURSDAY = datetime(2026, 11, 26, 18, 30, tzinfo=ZONE)
EXERCISES = load_exercises()
PLAN: Plan = load_plan("six-week-knee")


def session(
    week: int,
    number: int,
    days_ago: float,
    *,
    state: SessionState = SessionState.FINISHED,
    share: float = 1.0,
    rehearsal: bool = False,
    hurt: bool = False,
    now: datetime = THURSDAY,
) -> SessionRecord:
    """A session so many days ago, of which the first `share` of all sets was done."""
    script = build_script(PLAN, week, number, Preferences(), EXERCISES)
    started = now - timedelta(days=days_ago)
    events: list[SessionEvent] = [Began(script, rehearsal, started, "Europe/Berlin", False)]
    sets = [index for index, step in enumerate(script.steps) if step.is_set]
    last = 0
    for index in sets[: round(share * len(sets))]:
        step = script.steps[index]
        reps = None if step.kind is StepKind.HOLD else step.reps
        events.append(SetEnded(index, reps, step.length_ms, state_of_set(step, reps, step.length_ms)))
        last = index
    spent_ms = sum(step.length_ms for step in script.steps[: last + 1])
    if hurt:
        events.append(Hurt(last, 6, None, HurtAnswer.STOP))
    place = None
    if state is SessionState.RUNNING:
        events.append(Paused(last + 2, 1000, PauseReason.INTERRUPTED))
        place = Checkpoint(len(events), last + 2, 1000, 1000, spent_ms, None)
    else:
        events.append(Ended(state, spent_ms))
    return fold(f"{started:%Y%m%d%H%M}", events, place)


def today(
    *records: SessionRecord,
    preferences: Preferences | None = None,
    problem: DataProblem | None = None,
    now: datetime = THURSDAY,
    runs: tuple[Run, ...] = (),
    checks: tuple[KneeCheck, ...] = (),
    week_shift: int = 0,
) -> TodayView:
    outlook = outlook_of(PLAN, preferences or Preferences(), records, EXERCISES, now, runs, checks)
    return today_view(outlook, outlook.script(), kit_label, problem=problem, week_shift=week_shift)


def run(
    days: int, kind: RunKind, hour: int | None = None, *, minutes: int = 50, now: datetime = THURSDAY
) -> Run:
    """A run so many days from now: from a file where it has an hour, else planned or written down."""
    day = now.date() + timedelta(days=days)
    if hour is None:
        state = RunState.PLANNED if days >= 0 else RunState.DONE
        return Run(day, kind, state=state, id=f"{kind.value}{days}")
    started = datetime.combine(day, time(hour), now.tzinfo)
    return Run(
        day,
        kind,
        started,
        distance_m=9000,
        duration_s=60 * minutes,
        source="morning-run.fit",
        guessed=True,
        id=f"{kind.value}{days}",
    )


WEEK_1 = (session(1, 1, 10), session(1, 2, 7), session(1, 3, 5))
STRENGTHENING = (session(4, 1, 2.1), session(3, 1, 9), session(3, 2, 6))
TODAYS: dict[str, Callable[[], TodayView]] = {
    "ready": lambda: today(*WEEK_1, session(2, 1, 3)),
    "first": lambda: today(),
    "rest-day": lambda: today(*WEEK_1, session(2, 1, 1)),
    "done-today": lambda: today(*WEEK_1, session(2, 1, 3), session(2, 2, 0.1)),
    "bonus": lambda: today(session(1, 1, 10), session(1, 2, 7), session(2, 1, 3), session(2, 2, 2.0)),
    "away-8": lambda: today(session(1, 1, 12), session(1, 2, 8)),
    "away-15": lambda: today(session(2, 1, 17), session(2, 2, 15)),
    "away-29": lambda: today(session(4, 1, 31), session(4, 2, 29)),
    "finished": lambda: today(session(6, 1, 7), session(6, 2, 4)),
    "phase-2": lambda: today(*STRENGTHENING),
    "resume": lambda: today(
        *WEEK_1, session(2, 1, 2), session(2, 2, 0.1, state=SessionState.RUNNING, share=0.45)
    ),
    "problem": lambda: today(
        problem=DataProblem(
            "The file with your sessions cannot be read.",
            "A backup from 24 November is in the same folder. Nothing is written until you choose.",
        )
    ),
    "runs": lambda: today(
        *WEEK_1,
        session(2, 1, 3),
        runs=(run(-2, RunKind.HARD), run(0, RunKind.EASY, 8), run(2, RunKind.LONG)),
    ),
    "runs-later": lambda: today(*WEEK_1, runs=(run(-1, RunKind.HARD, 18, minutes=75),)),
    "runs-moved": lambda: today(
        *WEEK_1,
        session(2, 1, 3),
        preferences=Preferences(wish_days=(0, 4)),
        runs=(run(2, RunKind.LONG), run(0, RunKind.HARD, 7)),
    ),
    "runs-wish": lambda: today(*WEEK_1, preferences=Preferences(wish_days=(1, 4))),
    "part": lambda: today(
        *WEEK_1, session(2, 1, 3, state=SessionState.PARTIAL, share=0.3), preferences=THREE
    ),
}
THREE = Preferences(sessions_a_week=3)


def summary(record: SessionRecord) -> SummaryView:
    records = [*WEEK_1, session(2, 1, 3), record]
    return summary_view(record, outlook_of(PLAN, Preferences(), records, EXERCISES, THURSDAY))


SUMMARIES: dict[str, Callable[[], SummaryView]] = {
    "done": lambda: summary(session(2, 2, 0.01)),
    "partial": lambda: summary(session(2, 2, 0.01, state=SessionState.PARTIAL, share=0.4)),
    "pain": lambda: summary(session(2, 2, 0.01, state=SessionState.PARTIAL, share=0.7, hurt=True)),
    "rehearsal": lambda: summary(session(2, 2, 0.01, rehearsal=True)),
}


def settings(
    preferences: Preferences | None = None, before: int = 34, after: int = 34, now: datetime = THURSDAY
) -> SettingsView:
    lines = DataLines(
        "/home/somebody-with-a-long-name/.local/share/kneetimer",
        "one file, 212 KB",
        "Last backup today at 18:12",
    )
    schedule = ScheduleLines(False)
    chosen = preferences or Preferences()
    return settings_view(chosen, PLAN, 2, before, after, now, lines, EXERCISES, kit_label, schedule)
