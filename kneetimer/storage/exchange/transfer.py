"""Taking everything along and putting it together again: export to a folder, import of a file.

An import is all or nothing, in one transaction after a backup, and importing a file twice adds
nothing. The formats are in json_file.py, csv_files.py and fit_file.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from kneetimer.core import preferences as choices
from kneetimer.core.exercise import Exercise
from kneetimer.core.knee import MorningAsked
from kneetimer.core.language import mark, tr
from kneetimer.core.own_exercise import OwnExercise, with_own
from kneetimer.core.plan_edit import PlanEdits
from kneetimer.core.record import Began, Ended, SessionEvent, SessionRecord, SessionState
from kneetimer.core.run import Run
from kneetimer.core.schedule import day_of
from kneetimer.storage.errors import NotExportedError, NotImportedError, explained
from kneetimer.storage.exchange import csv_files, json_file
from kneetimer.storage.exchange.csv_files import TableStyle
from kneetimer.storage.exchange.json_file import Everything, NotAnExport, StoredSession
from kneetimer.storage.installation import serial_of
from kneetimer.storage.locations import around, create_folder
from kneetimer.storage.plans import library, plan_repository
from kneetimer.storage.records import answers, plan_edits, rows, whole_session, wire
from kneetimer.storage.records.answers import EntryRow
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.storage.whole_file import is_unfinished, read_file, write_whole

JSON_NAME = "kneetimer.json"
_AS_IT_WAS = mark("Your data is as it was.")


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and a sentence for each session that cannot be read any more.

    `sessions` are those that are shown; the file also has rehearsals, and the deleted ones, so that another
    computer deletes them too.
    """

    files: tuple[Path, ...]
    sessions: int
    rehearsals: int
    deleted: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import added. `preferences` is True where settings or changes to plans were taken.

    `left_out` has a sentence for each session that went on differently from the one here.
    """

    sessions: int
    continued: int
    answers: int
    preferences: bool
    left_out: tuple[str, ...]

    @property
    def added_nothing(self) -> bool:
        return not (self.sessions or self.continued or self.answers or self.preferences)


def export(
    reader: HistoryReader,
    folder: Path,
    made: datetime,
    program: str,
    *,
    first: date | None = None,
    last: date | None = None,
    fit: bool = False,
    style: TableStyle = TableStyle.POINT,
) -> Exported:
    """Write all files of an export into a folder, which is made where it is missing.

    `first` and `last` are local dates, both included; `style` is that of the tables. Files of an
    earlier export are replaced one by one; nothing else in the folder is touched. Raises
    NotExportedError, FolderError or DataFileError.
    """
    records = [
        record
        for record in reader.sessions(newest_first=False, include_rehearsals=True, include_removed=True)
        if _within(day_of(record), first, last)
    ]
    left_out = reader.unreadable
    shown = [record for record in records if not record.removed]
    checks = [check for check in reader.knee_checks() if _within(check.at.date(), first, last)]
    notes = [note for note in reader.foot_notes() if _within(note.at.date(), first, last)]
    runs = [run for run in reader.runs() if _within(run.day, first, last)]
    rows_within = tuple(row for row in reader.answer_rows() if _row_within(row, first, last))
    contents: dict[str, bytes] = {
        JSON_NAME: json_file.write(_everything(reader, records, rows_within), made, program).encode("ascii"),
        "kneetimer-sessions.csv": _csv(csv_files.sessions(shown, style)),
        "kneetimer-sets.csv": _csv(csv_files.sets(shown, style)),
        "kneetimer-checks.csv": _csv(csv_files.checks(checks, style)),
        "kneetimer-foot-notes.csv": _csv(csv_files.foot_notes(notes, style)),
        "kneetimer-runs.csv": _csv(csv_files.runs(runs, style)),
    }
    contents |= plans_in(around(reader.path).plans_dir, "kneetimer-plan-")
    if fit:
        activities, untold = _activities(reader, shown)
        contents |= activities
        left_out = (*left_out, *untold)
    create_folder(folder)
    beginning = tr("Nothing more could be written to {folder}", folder=folder)
    with explained(NotExportedError, folder, beginning, tr(_AS_IT_WAS)):
        for name, content in contents.items():
            write_whole(folder / name, content)
    files = tuple(folder / name for name in contents)
    rehearsals = sum(record.rehearsal for record in shown)
    return Exported(files, len(shown) - rehearsals, rehearsals, len(records) - len(shown), left_out)


def plans_in(folder: Path, beginning: str) -> dict[str, bytes]:
    """The person's own plans as files, by names that begin so. Raises NotExportedError."""
    contents = {}
    for path in plan_repository.files_in(folder):
        if not is_unfinished(path.name):
            with explained(
                NotExportedError,
                path,
                tr("The plan {path} cannot be read", path=path),
                tr("Nothing was written."),
            ):
                contents[f"{beginning}{path.name}"] = read_file(path)
    return contents


def _everything(
    reader: HistoryReader, records: Sequence[SessionRecord], entries: tuple[EntryRow, ...]
) -> Everything:
    return Everything(
        tuple(StoredSession(record.id, tuple(reader.events_of(record.id))) for record in records),
        entries,
        choices.to_wire(reader.preferences()[0]),
        reader.plan_edits()[0],
    )


def _activities(
    reader: HistoryReader, records: Sequence[SessionRecord]
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """A FIT file for each session that was really done, by its name; a sentence for each that has none."""
    from kneetimer.storage.exchange import fit_file  # it loads slowly, and most exports do without

    done = (SessionState.FINISHED, SessionState.PARTIAL)
    exercises, serial = exercises_of(reader), serial_of(around(reader.path))
    wanted = [record for record in records if record.state in done and not record.rehearsal]
    files = {
        fit_file.name_of(record): fit_file.write(record, reader.events_of(record.id), exercises, serial)
        for record in wanted
        if fit_file.may_tell(record)
    }
    return files, tuple(_no_fit(record) for record in wanted if not fit_file.may_tell(record))


def _no_fit(record: SessionRecord) -> str:
    day = day_of(record)
    return tr("The session of {day} has no FIT file: FIT knows only the years 1999 to 2125.", day=day)


def exercises_of(reader: HistoryReader) -> Mapping[str, Exercise]:
    """All exercises that a person's sessions and plans may have."""
    return with_own(library.load_exercises(), reader.own_exercises())


def fit_name(record: SessionRecord) -> str:
    """What the file of one session is called in an export."""
    from kneetimer.storage.exchange import fit_file  # it loads slowly, and most sessions are never asked for

    return fit_file.name_of(record)


def export_fit(reader: HistoryReader, session_id: str, path: Path) -> None:
    """Write one session as a FIT activity. Raises NotExportedError, KeyError or what reading raises."""
    from kneetimer.storage.exchange import fit_file

    record, told = reader.record_of(session_id), reader.events_of(session_id)
    if not fit_file.may_tell(record):
        raise NotExportedError(_no_fit(record), path)
    content = fit_file.write(record, told, exercises_of(reader), serial_of(around(reader.path)))
    with explained(NotExportedError, path, tr("{path} was not written", path=path), tr(_AS_IT_WAS)):
        write_whole(path, content)


def import_file(history: History, path: Path, exercises: Collection[str] | None = None) -> Imported:
    """Add what an export has and this history has not.

    With `exercises`, a file with sessions of any other exercise is refused: nothing could show them.
    Raises NotImportedError where the file is not one that can be taken, NotBackedUpError or
    NotSavedError; nothing at all has been added then.
    """
    everything = _read(path)
    if exercises is not None:
        check_exercises(everything, exercises, path)
    history.back_up()
    with history.changing() as connection:
        done = merge(history, connection, everything)
        # A person's settings on this computer are theirs; only where there are none, they are taken.
        fresh = not connection.execute("SELECT 1 FROM preference LIMIT 1").fetchone()
        if fresh:
            brought = dict(everything.preferences)
            for name in choices.OF_THE_COMPUTER:
                brought.pop(name, None)
            history.save_preferences(choices.from_wire(brought)[0])
        edited = add_plan_edits(connection, everything)
    return replace(done, preferences=fresh or edited)


def merge(history: History, connection: sqlite3.Connection, everything: Everything) -> Imported:
    """Add the sessions and answers that are not there, and what sessions here lack. Commits nothing."""
    new = continued = 0
    left_out: list[str] = []
    for theirs in everything.sessions:
        ours = _ours(history, theirs.id)
        if ours is None:
            whole_session.insert(connection, theirs.id, theirs.told)
            new += 1
            continue
        try:
            joined = join(ours, theirs.told)
        except ValueError:
            began = theirs.told[0][0][:16].replace("T", " ")
            left_out.append(
                tr(
                    "The session {session}, begun {began} UTC, went on differently here; the one "
                    "here was kept.",
                    session=theirs.id,
                    began=began,
                )
            )
            continue
        if joined != ours:
            whole_session.insert(connection, theirs.id, joined)
            continued += 1
    added = answers.insert(connection, everything.answers)
    return Imported(new, continued, added, False, tuple(left_out))


def add_plan_edits(connection: sqlite3.Connection, everything: Everything) -> bool:
    """Add the changes to plans that nobody changed here. True where there are any. Commits nothing."""
    new = _new_plan_edits(plan_edits.read(connection)[0], everything)
    for plan, edits in new.items():
        plan_edits.write(connection, plan, edits)
    return bool(new)


def _new_plan_edits(here: Mapping[str, PlanEdits], everything: Everything) -> dict[str, PlanEdits]:
    return {plan: edits for plan, edits in everything.plan_edits.items() if plan not in here}


def brings_anything(history: HistoryReader, everything: Everything) -> bool:
    """Whether `merge` or `add_plan_edits` would add anything. What went on differently here is not new."""
    if _new_plan_edits(history.plan_edits()[0], everything):
        return True
    known = set(history.answer_rows())
    if any(row not in known for row in everything.answers):
        return True
    for theirs in everything.sessions:
        ours = _ours(history, theirs.id)
        try:
            if ours is None or join(ours, theirs.told) != ours:
                return True
        except ValueError:
            continue
    return False


def join(
    ours: Sequence[tuple[str, SessionEvent]], theirs: Sequence[tuple[str, SessionEvent]]
) -> list[tuple[str, SessionEvent]]:
    """One session as two computers know it. Raises ValueError where they differ before its end.

    What was answered or corrected after the end is kept from both, each once, by its moment: so all computers
    come to the same session, whoever takes in whose file first.
    """
    our_body, our_rest = _split(ours)
    their_body, their_rest = _split(theirs)
    shorter = min(len(our_body), len(their_body))
    if [told for _, told in our_body[:shorter]] != [told for _, told in their_body[:shorter]]:
        raise ValueError("the two differ before the end")
    body = our_body if len(our_body) >= len(their_body) else their_body
    rest = [*our_rest, *(each for each in their_rest if each not in our_rest)]
    return [*body, *sorted(rest, key=_moment_and_words)]


def _moment_and_words(told: tuple[str, SessionEvent]) -> tuple[str, tuple[str, str]]:
    """What happened later comes later; of one moment, an order that is the same everywhere."""
    return told[0], rows.encode(told[1])


def _split(
    told: Sequence[tuple[str, SessionEvent]],
) -> tuple[list[tuple[str, SessionEvent]], list[tuple[str, SessionEvent]]]:
    """A session up to its end, and what came after it."""
    for number, (_, event) in enumerate(told, start=1):
        if isinstance(event, Ended):
            return list(told[:number]), list(told[number:])
    return list(told), []


def _ours(history: HistoryReader, session_id: str) -> list[tuple[str, SessionEvent]] | None:
    try:
        return history.events_of(session_id)
    except KeyError:
        return None


def _read(path: Path) -> Everything:
    try:
        with explained(NotImportedError, path, tr("{path} cannot be read", path=path)):
            try:
                return json_file.read(read_file(path, json_file.MOST_BYTES + 1))
            except IsADirectoryError as problem:
                sentence = tr(
                    "{path} is not a file. Choose the {name} of an export.",
                    path=path,
                    name=JSON_NAME,
                )
                raise NotImportedError(sentence, path) from problem
    except NotAnExport as problem:
        raise NotImportedError(
            tr("Nothing was imported from {path}: {reason}.", path=path, reason=problem), path
        ) from problem


def check_exercises(everything: Everything, exercises: Collection[str], path: Path) -> None:
    """Raise NotImportedError for sessions of an exercise that is neither known nor in the file itself."""
    own = {row.id for row in everything.answers if row.kind == wire.kind_of_entry(OwnExercise)}
    for session in everything.sessions:
        began = session.events[0]
        assert isinstance(began, Began)
        unknown = sorted({step.exercise for step in began.script.steps}.difference(exercises, own))
        if unknown:
            raise NotImportedError(
                tr(
                    "Nothing was imported from {path}: the session {session} has the exercise "
                    "{exercise}, which this KneeTimer does not know.",
                    path=path,
                    session=session.id,
                    exercise=repr(unknown[0][:40]),
                ),
                path,
            )


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or day >= first) and (last is None or day <= last)


def _row_within(row: EntryRow, first: date | None, last: date | None) -> bool:
    """Deletions belong to every range: what they delete may be on another computer."""
    if row.content is None:
        return True
    answer = answers.decode(row)
    if isinstance(answer, Run):
        return _within(answer.day, first, last)
    # Sessions of any day may have an exercise of the person's own.
    return isinstance(answer, MorningAsked | OwnExercise) or _within(answer.at.date(), first, last)


def _csv(text: str) -> bytes:
    # The mark in front tells spreadsheets that it is UTF-8; half an emoji becomes a question mark.
    return text.encode("utf-8-sig", errors="replace")
