"""The words of the program as a whole: its pages' names, its data, its troubles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from kneetimer.ui.text.dates import counted, in_digits

PAGES = "Pages"
TO_MESSAGE = "To the newest message"
CLOSE_MESSAGE = "Close this message"
SHOW_FOLDER = "Show folder"
UNDO = "Undo"
UNDO_KEY = "Ctrl+Z"
TODAY = "Today"
PLAN = "Plan"
PROGRESS = "Progress"
EXERCISES = "Exercises"
LEARN = "Learn"
SETTINGS = "Settings"

EXPORT = "Export"
EXPORTS = (
    ("export", "Everything as tables and JSON…"),
    ("fit", "The same, with FIT activities…"),
    ("comma", "The same, tables for spreadsheets that write 35,4…"),
    ("import", "Import an export…"),
)
EXPORT_TO = "A folder for the export"
IMPORT_FROM = "The export to import"
IMPORT_FILES = "KneeTimer exports (*.json)"
REPORT = "Report for my physio"
REPORT_TO = "Where to keep the report"
REPORT_NAME = "knee-report.pdf"
FIT_TO = "Where to keep the activity"

MADE_UP = "Made-up data. Nothing here is kept."

NO_BACKUP = "not backed up yet"


def data_problem_help(folder: Path) -> str:
    return f"Nothing was changed. Your files and backups are in {folder}."


_MOST_COMPLAINTS = 3


def complaints(sentences: Sequence[str]) -> str:
    """What is wrong with parts of the data, in one message: a second would take the place of the first."""
    told = " ".join(sentences[:_MOST_COMPLAINTS])
    more = len(sentences) - _MOST_COMPLAINTS
    return f"{told} And {more} more of that kind." if more > 0 else told


TAKEN_IN = "What could not be saved the last time is saved now."

# While something waits to be saved.
NOT_SAVED_TITLE = "Not everything is saved yet"
WAIT = "Wait"
SAVE_ELSEWHERE = "Save elsewhere…"
CLOSE_NOW = "Close"
RESCUE_TO = "Where to keep what is not saved yet"
RESCUE_NAME = "kneetimer-not-saved.json"
RESCUE_FILES = "KneeTimer exports (*.json)"


def not_saved_yet(trouble: str) -> str:
    return f"Not saved yet. {trouble} KneeTimer goes on trying." if trouble else ""


def close_unsaved(things: int) -> str:
    what = f"{counted(things, 'thing')} {'is' if things == 1 else 'are'}" if things else "your choices are"
    return (
        f"{what[0].upper()}{what[1:]} not saved yet. If you close now, KneeTimer "
        "puts that into a file aside and takes it in at the next start."
    )


OTHER_FILE_TITLE = "Another file is in the place of your data"
KEEP_BOTH = "Keep both"
PUT_BACK = "Put mine back"
USE_OTHER = "Use the other"
OTHER_FILE_WAYS = (
    "Keep both: the sessions and answers of both files in one. Put mine back: as it was in this window; the "
    "other file is kept among the backups. Use the other: as it is there; a copy of yours is kept."
)
FILE_GONE_WAYS = (
    "Put mine back: your data as it is in this window. Wait: perhaps the file or its disk comes back."
)


def not_taken_in(path: Path, trouble: str) -> str:
    return f"What could not be saved the last time is still in {path}. {trouble}"


def kept_elsewhere(path: Path) -> str:
    return f"It is in {path}. Import that file on the Progress page once there is room."


def file_size(size: int) -> str:
    """A size as people say it: "212 KB", "3.1 MB"."""
    if size < 1_000_000:
        return f"{-(-size // 1000)} KB"
    return f"{size / 1_000_000:.1f} MB"


def last_backup(made: datetime | None, now: datetime) -> str:
    if made is None:
        return NO_BACKUP
    days = (now.date() - made.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return f"backed up today at {made.astimezone(now.tzinfo):%H:%M}"
    if days == 1:
        return "backed up yesterday"
    return f"backed up {days} days ago"


def accepted(version: str, at: datetime) -> str:
    """The note of an acknowledged safety text: its version and the time in UTC."""
    return f"{version} {at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


COPIES_TITLE = "Copies of your data"
MERGE = "Merge"
LEAVE_COPIES = "Leave them"


def copies(names: Sequence[str]) -> str:
    listed = ", ".join(names)
    return (
        f"Two computers wrote at once, and a sync program left copies of your data in its folder: {listed}. "
        "Merging adds what they have and you have not, after a backup. The copies stay, under another ending."
    )


def plan_is_gone(plan: str, instead: str) -> str:
    return (
        f"The file of your plan “{plan}” is not there any more, so you see “{instead}” meanwhile. Put "
        f"{plan}.toml back into the folder “plans” beside your data, import it on the Plan page, or choose "
        "another plan there. What you did with it is kept."
    )


def exported(sessions: int, rehearsals: int, deleted: int, folder: Path) -> str:
    return f"{in_digits(sessions, 'session')} exported to {folder}.{also_exported(rehearsals, deleted)}"


def also_exported(rehearsals: int, deleted: int) -> str:
    """What is in an export beside the sessions that are shown."""
    said = ""
    if rehearsals:
        said += f" With {in_digits(rehearsals, 'rehearsal')}."
    if deleted:
        them = "it" if deleted == 1 else "them"
        kept = in_digits(deleted, "deleted session")
        said += f" The file also has {kept}, so that another computer deletes {them} too."
    return said


def imported(sessions: int, continued: int, answers: int) -> str:
    if not (sessions or continued or answers):
        return "Everything in the file was here already."
    parts = [
        counted(number, noun)
        for number, noun in ((sessions, "new session"), (continued, "updated session"), (answers, "answer"))
        if number
    ]
    return f"Imported: {', '.join(parts)}."


def written(file: Path) -> str:
    return f"The report is in {file}."


def fit_written(file: Path) -> str:
    return f"The session is in {file}, without pain, effort and notes."


def not_written(file: Path, why: str) -> str:
    return f"{file} was not written: {why}."
