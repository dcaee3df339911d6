"""The words of the program as a whole: its pages' names, its data, its troubles."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

TODAY = "Today"
PLAN = "Plan"
PROGRESS = "Progress"
SETTINGS = "Settings"

EXPORT = "Export"
EXPORT_TO = "A folder for the export"
REPORT = "Report for my physio"
REPORT_TO = "Where to keep the report"
REPORT_NAME = "knee-report.pdf"

NO_BACKUP = "not backed up yet"


def data_problem_help(folder: Path) -> str:
    return f"Nothing was changed. Your files and backups are in {folder}."


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


def exported(sessions: int, folder: Path) -> str:
    noun = "session" if sessions == 1 else "sessions"
    return f"{sessions} {noun} exported to {folder}."


def written(file: Path) -> str:
    return f"The report is in {file}."


def not_written(file: Path, why: str) -> str:
    return f"{file} was not written: {why}."
