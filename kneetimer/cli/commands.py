"""The commands that print and need no window: preview, history, remind, plan check, verify.

Each returns its exit code. Only reads, and loads no Qt; the window may be open meanwhile.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from kneetimer.cli.printed import printed_record, printed_script
from kneetimer.core.exercise import Exercise, Side
from kneetimer.core.knee import KneeCheck, LookedAt
from kneetimer.core.language import mark, tr, trc, trn
from kneetimer.core.outlook import Outlook, outlook_of
from kneetimer.core.plan import BlockKind, Plan
from kneetimer.core.plan_edit import PlanEdits, with_edits
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import SessionRecord, SessionState
from kneetimer.core.run import Run
from kneetimer.core.script import BOTH_ALIKE, Script, SessionKind, Step, StepKind
from kneetimer.core.weaker import asks_for_weaker, to_compare, weaker_sides
from kneetimer.devices.desktop import desktop_note
from kneetimer.program.plan_picture import plan_source
from kneetimer.storage import locations
from kneetimer.storage.engine import check
from kneetimer.storage.engine.lock import WriterLock
from kneetimer.storage.errors import DataFileError, NothingYetError, StorageError, unreadable
from kneetimer.storage.exchange import transfer
from kneetimer.storage.plans import library, plan_file
from kneetimer.storage.plans.plan_repository import PlanRepository
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.storage.records.history import HistoryReader
from kneetimer.ui.text import times
from kneetimer.ui.today import run_words

WRONG_DATA = 1
WRONG_WORDS = 2
_STATES = {
    SessionState.RUNNING: mark("running"),
    SessionState.FINISHED: mark("finished"),
    SessionState.PARTIAL: mark("partial"),
    SessionState.DISCARDED: mark("discarded"),
}
_KINDS = {
    SessionKind.SHORT_20: mark("short-20"),
    SessionKind.SHORT_15: mark("short-15"),
    SessionKind.SHORT_10: mark("short-10"),
    SessionKind.WARM_UP: mark("warm-up"),
    SessionKind.COOL_DOWN: mark("cool-down"),
    SessionKind.GENTLE: mark("gentle"),
    SessionKind.PRACTICE: mark("practice"),
}
_BLOCKS = {
    BlockKind.WARM_UP: mark("warm-up"),
    BlockKind.STRENGTH: mark("strength"),
    BlockKind.FINISHER: mark("finisher"),
    BlockKind.COOL_DOWN: mark("cool-down"),
}


class CommandError(Exception):
    """What a command could not do, in one sentence."""

    def __init__(self, sentence: str, exit_code: int) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def is_there(path: Path) -> bool:
    """Whether there is anything of this name. Raises CommandError where the machine does not say."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as problem:
        raise CommandError(str(unreadable(path, problem)), WRONG_DATA) from problem
    return True


def preview(
    data_dir: Path | None,
    now: datetime,
    plan_id: str | None,
    week: int | None,
    session: int | None,
    *,
    as_json: bool,
) -> int:
    """Print the steps of a session."""
    outlook = outlook_now(data_dir, now, plan_id)
    script = script_of(outlook, week, session)
    if as_json:
        print(json.dumps(printed_script(script), indent=2))
    else:
        _print_script(outlook.plan, script, outlook.exercises)
    return 0


def script_of(outlook: Outlook, week: int | None, session: int | None) -> Script:
    """The session that is named, or the one that comes next. Raises CommandError where there is none."""
    try:
        return outlook.script(week, session)
    except ValueError as problem:
        raise CommandError(f"{problem}.", WRONG_WORDS) from problem


def history(data_dir: Path | None, *, as_json: bool) -> int:
    """Print all sessions, the oldest first."""
    records = _stored(data_dir, rehearsals=True)[1]
    if as_json:
        print(json.dumps([printed_record(record) for record in records], indent=2))
        return 0
    if not records:
        print(tr("No sessions yet."))
    for record in records:
        reps = sum(result.reps or 0 for result in record.sets)
        held_s = sum(result.ms for result in record.sets if result.target_ms is not None) // 1000
        said = [
            f"{record.started:%Y-%m-%d %H:%M}",
            tr("week {week}, session {session}", week=record.script.week, session=record.script.session),
            f"{tr('rehearsal') if record.rehearsal else tr(_STATES[record.state]):<9}",
            tr("{minutes} min", minutes=f"{record.active_ms // 60_000:>3}"),
            f"{trn('{number} rep', '{number} reps', reps, number=f'{reps:>4}'):<9}",
            tr("{seconds} s held", seconds=f"{held_s:>4}"),
        ]
        if record.script.kind is not SessionKind.FULL:
            said.append(tr(_KINDS[record.script.kind]))
        print("  ".join(said))
    return 0


def remind(data_dir: Path | None, now: datetime) -> int:
    """Show a notification where a session is due now; quiet where none is or a window is open."""
    where = _locate(data_dir)
    outlook = outlook_now(data_dir, now)
    if not outlook.is_reminder_due() or _window_is_open(where):
        return 0
    sentence = run_words.remind(times.minutes(outlook.script().length_ms))
    if not desktop_note.show("KneeTimer", sentence):
        print(sentence)
    return 0


def outlook_now(data_dir: Path | None, now: datetime, plan_id: str | None = None) -> Outlook:
    """Where the person stands in their plan, or in another one. Raises CommandError."""
    preferences, records = _stored(data_dir)
    plan = _plan(data_dir, plan_id or preferences.plan)
    runs, checks, seen = _runs_and_answers(_locate(data_dir))
    weaker = weaker_sides(to_compare(records)) if asks_for_weaker(preferences) else BOTH_ALIKE
    return outlook_of(plan, preferences, records, exercises_in(data_dir), now, runs, checks, weaker, seen)


def exercises_in(data_dir: Path | None) -> Mapping[str, Exercise]:
    """All exercises that a person's plans may have. Raises CommandError."""
    try:
        with HistoryReader.open(_locate(data_dir)) as reader:
            return transfer.exercises_of(reader)
    except NothingYetError:
        return library.load_exercises()
    except DataFileError as problem:
        raise CommandError(str(problem), WRONG_DATA) from problem


def _runs_and_answers(where: locations.Locations) -> tuple[tuple[Run, ...], list[KneeCheck], LookedAt | None]:
    try:
        with HistoryReader.open(where) as reader:
            return tuple(reader.runs()), reader.knee_checks(), next(reversed(reader.seen()), None)
    except NothingYetError:
        return (), [], None
    except DataFileError as problem:
        raise CommandError(str(problem), WRONG_DATA) from problem


def _window_is_open(where: locations.Locations) -> bool:
    """The window reminds by itself, so that nobody is told twice."""
    if not os.path.exists(where.lock):
        return False
    try:
        WriterLock(where.lock).release()
    except StorageError:
        return True
    return False


def check_plan(file: Path) -> int:
    """Check a plan file, or the code in a picture, and say what was found in one sentence."""
    try:
        plan = plan_file.read_plan(plan_source(file), library.load_exercises(), file.name)
    except FileProblem as problem:
        print(problem)
        return WRONG_DATA
    print(tr("{file} is in order: {plan}, weeks: {weeks}.", file=file.name, plan=plan.name, weeks=plan.weeks))
    return 0


def verify(data_dir: Path | None) -> int:
    """Check the data file and say what was found."""
    where = _locate(data_dir)
    findings = check.verify(where.database)
    for finding in findings:
        print(finding.sentence)
    if not findings and os.path.exists(where.database):
        print(tr("{file} is in order.", file=where.database))
    elif not findings:
        print(tr("Nothing has been recorded in {folder} yet.", folder=where.data_dir))
    return WRONG_DATA if findings else 0


def _locate(data_dir: Path | None) -> locations.Locations:
    try:
        return locations.locate(data_dir)
    except StorageError as problem:
        raise CommandError(str(problem), WRONG_WORDS) from problem


def _stored(data_dir: Path | None, *, rehearsals: bool = False) -> tuple[Preferences, list[SessionRecord]]:
    """The preferences and sessions; those of a first start where nothing is stored."""
    try:
        with HistoryReader.open(_locate(data_dir)) as reader:
            records = reader.sessions(newest_first=False, include_rehearsals=rehearsals)
            for complaint in (*reader.preferences()[1], *reader.unreadable):
                sys.stderr.write(f"kneetimer: {complaint}\n")
            return reader.preferences()[0], records
    except NothingYetError:
        return Preferences(), []
    except DataFileError as problem:
        raise CommandError(str(problem), WRONG_DATA) from problem


def _plan(data_dir: Path | None, plan_id: str) -> Plan:
    """A plan with what the person changed in it."""
    exercises = exercises_in(data_dir)
    where = _locate(data_dir)
    plans = PlanRepository(where.plans_dir, exercises)
    if plan_id not in plans.ids():
        known = ", ".join(plans.ids())
        sentence = tr("There is no plan {plan}. Plans: {plans}.", plan=repr(plan_id), plans=known)
        raise CommandError(sentence, WRONG_WORDS)
    try:
        with HistoryReader.open(where) as reader:
            edits, complaints = reader.plan_edits()
    except NothingYetError:
        edits, complaints = {}, ()
    except DataFileError as problem:
        raise CommandError(str(problem), WRONG_DATA) from problem
    for complaint in complaints:
        sys.stderr.write(f"kneetimer: {complaint}\n")
    return with_edits(plans.load(plan_id), edits.get(plan_id, PlanEdits()), exercises)


def _print_script(plan: Plan, script: Script, exercises: Mapping[str, Exercise]) -> None:
    minutes, seconds = divmod(script.length_ms // 1000, 60)
    print(
        tr(
            "{plan}, week {week}, session {session}: {minutes} min {seconds} s",
            plan=plan.name,
            week=script.week,
            session=script.session,
            minutes=minutes,
            seconds=seconds,
        )
    )
    block = None
    for step in script.steps:
        if step.block is not block:
            block = step.block
            print(f"\n{tr(_BLOCKS[block])}")
        print(f"  {step_words(step, exercises[step.exercise].name)}")


def step_words(step: Step, name: str) -> str:
    """A step of a session in a line, with the name of its exercise."""
    named = name
    if step.side is not None:
        side = trc("a side", "left") if step.side is Side.LEFT else trc("a side", "right")
        named = tr("{exercise}, {side}", exercise=name, side=side)
    return tr("{seconds} s  {step}", seconds=f"{step.seconds:6.1f}", step=_step_words(step, named))


def _step_words(step: Step, named: str) -> str:
    match step.kind:
        case StepKind.READY:
            return tr("get ready: {exercise}", exercise=named)
        case StepKind.WORK:
            reps = trn("{number} rep", "{number} reps", step.reps or 0)
            return tr(
                "{exercise}, set {set} of {sets}: {reps}",
                exercise=named,
                set=step.set,
                sets=step.sets,
                reps=reps,
            )
        case StepKind.HOLD:
            return tr("{exercise}, set {set} of {sets}: hold", exercise=named, set=step.set, sets=step.sets)
        case StepKind.REST:
            return trc("a pause", "rest")
        case StepKind.SIDE:
            return tr("change sides: {exercise}", exercise=named)
