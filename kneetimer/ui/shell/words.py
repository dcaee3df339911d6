"""The words of the program as a whole: its pages' names, its data, its troubles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from kneetimer.core.language import mark, tr, trn
from kneetimer.ui.text.dates import number_word, opening_number
from kneetimer.ui.text.lists import comma_list
from kneetimer.ui.text.numbers import number_text
from kneetimer.ui.text.times import time_of_day

PAGES = mark("Pages")
TO_MESSAGE = mark("To the newest message")
CLOSE_MESSAGE = mark("Close this message")
SHOW_FOLDER = mark("Show folder")
UNDO = mark("Undo")
UNDO_KEY = "Ctrl+Z"
TODAY = mark("Today")
PLAN = mark("Plan")
PROGRESS = mark("Progress")
EXERCISES = mark("Exercises")
LEARN = mark("Learn")
SETTINGS = mark("Settings")
QUIT = mark("Quit")

EXPORT = mark("Export")
EXPORTS = (
    ("export", mark("Everything as tables and JSON…")),
    ("fit", mark("The same, with FIT activities…")),
    ("comma", mark("The same, tables for spreadsheets that write 35,4…")),
    ("import", mark("Import an export…")),
)
EXPORT_TO = mark("A folder for the export")
IMPORT_FROM = mark("The export to import")
IMPORT_FILES = mark("KneeTimer exports (*.json)")
REPORT = mark("Report for my physio")
REPORT_TO = mark("Where to keep the report")
REPORT_NAME = "knee-report.pdf"
FIT_TO = mark("Where to keep the activity")

MADE_UP = mark("Made-up data. Nothing here is kept.")

NO_BACKUP = mark("not backed up yet")


def data_problem_help(folder: Path) -> str:
    return tr("Nothing was changed. Your files and backups are in {folder}.", folder=folder)


_MOST_COMPLAINTS = 3


def complaints(sentences: Sequence[str]) -> str:
    """What is wrong with parts of the data, in one message: a second would take the place of the first."""
    told = " ".join(sentences[:_MOST_COMPLAINTS])
    more = len(sentences) - _MOST_COMPLAINTS
    if more <= 0:
        return told
    return f"{told} {trn('And {number} more of that kind.', 'And {number} more of that kind.', more)}"


TAKEN_IN = mark("What could not be saved the last time is saved now.")

# While something waits to be saved.
NOT_SAVED_TITLE = mark("Not everything is saved yet")
WAIT = mark("Wait")
SAVE_ELSEWHERE = mark("Save elsewhere…")
CLOSE_NOW = mark("Close")
RESCUE_TO = mark("Where to keep what is not saved yet")
RESCUE_NAME = "kneetimer-not-saved.json"
RESCUE_FILES = mark("KneeTimer exports (*.json)")


def not_saved_yet(trouble: str) -> str:
    return tr("Not saved yet. {trouble} KneeTimer goes on trying.", trouble=trouble) if trouble else ""


def close_unsaved(things: int) -> str:
    if not things:
        return tr(
            "Your choices are not saved yet. If you close now, KneeTimer "
            "puts that into a file aside and takes it in at the next start."
        )
    return trn(
        "One thing is not saved yet. If you close now, KneeTimer "
        "puts that into a file aside and takes it in at the next start.",
        "{number} things are not saved yet. If you close now, KneeTimer "
        "puts that into a file aside and takes it in at the next start.",
        things,
        number=opening_number(things),
    )


OTHER_FILE_TITLE = mark("Another file is in the place of your data")
KEEP_BOTH = mark("Keep both")
PUT_BACK = mark("Put mine back")
USE_OTHER = mark("Use the other")
OTHER_FILE_WAYS = mark(
    "Keep both: the sessions and answers of both files in one. Put mine back: as it was in this window; the "
    "other file is kept among the backups. Use the other: as it is there; a copy of yours is kept."
)
FILE_GONE_WAYS = mark(
    "Put mine back: your data as it is in this window. Wait: perhaps the file or its disk comes back."
)


def not_taken_in(path: Path, trouble: str) -> str:
    return f"{tr('What could not be saved the last time is still in {file}.', file=path)} {trouble}"


def kept_elsewhere(path: Path) -> str:
    return tr("It is in {file}. Import that file on the Progress page once there is room.", file=path)


def file_size(size: int) -> str:
    """A size as people say it: "212 KB", "3.1 MB"."""
    if size < 1_000_000:
        return tr("{number} KB", number=-(-size // 1000))
    return tr("{number} MB", number=number_text(size / 1_000_000, ".1f"))


def last_backup(made: datetime | None, now: datetime) -> str:
    if made is None:
        return tr(NO_BACKUP)
    days = (now.date() - made.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return tr("backed up today at {time}", time=time_of_day(made.astimezone(now.tzinfo)))
    if days == 1:
        return tr("backed up yesterday")
    return trn("backed up {number} day ago", "backed up {number} days ago", days)


def accepted(version: str, at: datetime) -> str:
    """The note of an acknowledged safety text: its version and the time in UTC."""
    return f"{version} {at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


COPIES_TITLE = mark("Copies of your data")
MERGE = mark("Merge")
LEAVE_COPIES = mark("Leave them")


def copies(names: Sequence[str]) -> str:
    return tr(
        "Two computers wrote at once, and a sync program left copies of your data in its folder: {files}. "
        "Merging adds what they have and you have not, after a backup. "
        "The copies stay, under another ending.",
        files=comma_list(names),
    )


def plan_is_gone(plan: str, instead: str) -> str:
    return tr(
        "The file of your plan “{plan}” is not there any more, so you see “{instead}” meanwhile. Put "
        "{plan}.toml back into the folder “plans” beside your data, import it on the Plan page, or choose "
        "another plan there. What you did with it is kept.",
        plan=plan,
        instead=instead,
    )


def exported(sessions: int, rehearsals: int, deleted: int, folder: Path) -> str:
    said = trn(
        "{number} session exported to {folder}.",
        "{number} sessions exported to {folder}.",
        sessions,
        folder=folder,
    )
    return said + also_exported(rehearsals, deleted)


def also_exported(rehearsals: int, deleted: int) -> str:
    """What is in an export beside the sessions that are shown, in sentences with a space before each."""
    said = []
    if rehearsals:
        said.append(trn("With {number} rehearsal.", "With {number} rehearsals.", rehearsals))
    if deleted:
        kept = trn(
            "The file also has {number} deleted session, so that another computer deletes it too.",
            "The file also has {number} deleted sessions, so that another computer deletes them too.",
            deleted,
        )
        said.append(kept)
    return "".join(f" {each}" for each in said)


def imported(sessions: int, continued: int, answers: int) -> str:
    if not (sessions or continued or answers):
        return tr("Everything in the file was here already.")
    parts = []
    if sessions:
        word = number_word(sessions)
        parts.append(trn("one new session", "{number} new sessions", sessions, number=word))
    if continued:
        word = number_word(continued)
        parts.append(trn("one updated session", "{number} updated sessions", continued, number=word))
    if answers:
        parts.append(trn("one answer", "{number} answers", answers, number=number_word(answers)))
    return tr("Imported: {what}.", what=comma_list(parts))


def written(file: Path) -> str:
    return tr("The report is in {file}.", file=file)


def fit_written(file: Path) -> str:
    return tr("The session is in {file}, without pain, effort and notes.", file=file)


def not_written(file: Path, why: str) -> str:
    return tr("{file} was not written: {reason}.", file=file, reason=why)
