"""The commands that take a person's data along: export, import, report.

Each returns its exit code. Export and report only read; the window may be open meanwhile.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

from kneetimer import __version__
from kneetimer.cli.commands import WRONG_DATA, WRONG_WORDS, CommandError, is_there
from kneetimer.core.language import tr, trn
from kneetimer.core.preferences import Preferences
from kneetimer.core.schedule import target_of
from kneetimer.storage import locations
from kneetimer.storage.engine.database import Clock
from kneetimer.storage.errors import NothingYetError, StorageError
from kneetimer.storage.exchange import transfer
from kneetimer.storage.exchange.csv_files import TableStyle
from kneetimer.storage.plans import plan_repository
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.ui.shell.words import also_exported


def export(
    data_dir: Path | None,
    now: datetime,
    folder: Path,
    first: date | None,
    last: date | None,
    *,
    fit: bool,
    decimal_comma: bool,
) -> int:
    """Write everything, or what lies between two days, into a folder."""
    _check_days(first, last)
    try:
        with HistoryReader.open(_locate(data_dir)) as reader:
            style = TableStyle.COMMA if decimal_comma else TableStyle.POINT
            done = transfer.export(
                reader, folder, now, __version__, first=first, last=last, fit=fit, style=style
            )
    except NothingYetError:
        print(tr("Nothing has been recorded yet, so there is nothing to export."))
        return 0
    except StorageError as problem:
        raise CommandError(str(problem), WRONG_DATA) from problem
    for sentence in done.left_out:
        sys.stderr.write(f"kneetimer: {sentence}\n")
    more = also_exported(done.rehearsals, done.deleted)
    sessions = trn("{number} session", "{number} sessions", done.sessions)
    files = trn("{number} file", "{number} files", len(done.files))
    said = tr("{sessions} in {files} in {folder}.", sessions=sessions, files=files, folder=folder)
    print(f"{said}{more}")
    return 0


def import_(data_dir: Path | None, clock: Clock, file: Path) -> int:
    """Add what an export has and this computer has not."""
    if not is_there(file):  # before a data file is made for nothing
        raise CommandError(tr("There is no file {file}.", file=file), WRONG_DATA)
    try:
        with History.open_to_write(_locate(data_dir), clock) as history:
            done = transfer.import_file(history, file, transfer.exercises_of(history))
    except StorageError as problem:
        raise CommandError(str(problem), WRONG_DATA) from problem
    for sentence in done.left_out:
        sys.stderr.write(f"kneetimer: {sentence}\n")
    if done.added_nothing:
        print(tr("Everything in the file is here already. Nothing was added."))
        return 0
    print(
        tr(
            "Added: {sessions}, {answers}. Brought up to date: {continued}.",
            sessions=trn("{number} session", "{number} sessions", done.sessions),
            answers=trn("{number} answer", "{number} answers", done.answers),
            continued=trn("{number} session", "{number} sessions", done.continued),
        )
    )
    return 0


def report(data_dir: Path | None, today: date, file: Path, first: date | None, last: date | None) -> int:
    """Draw the page for a physiotherapist."""
    _check_days(first, last)
    # Qt takes a moment to load, and the other commands do without it.
    from PySide6.QtGui import QGuiApplication

    from kneetimer.ui.progress.report import write_report
    from kneetimer.ui.progress.report_view import range_of, report_view
    from kneetimer.ui.progress.saved_file import NotWrittenError
    from kneetimer.ui.shell.theme import load_fonts

    try:
        with HistoryReader.open(_locate(data_dir)) as reader:
            preferences, exercises = reader.preferences()[0], transfer.exercises_of(reader)
            records, checks, notes = reader.sessions(), reader.knee_checks(), reader.foot_notes()
            for sentence in reader.unreadable:
                sys.stderr.write(f"kneetimer: {sentence}\n")
    except NothingYetError:
        print(tr("Nothing has been recorded yet, so there is nothing to report."))
        return 0
    except StorageError as problem:
        raise CommandError(str(problem), WRONG_DATA) from problem
    repository = plan_repository.PlanRepository(_locate(data_dir).plans_dir, exercises)
    plan = repository.load(preferences.plan if preferences.plan in repository.ids() else Preferences().plan)
    start, end = range_of(records, first, last, today)
    view = report_view(
        plan,
        exercises,
        records,
        checks,
        notes,
        target_of(plan, preferences.sessions_a_week),
        start,
        end,
        today,
    )
    # A page is drawn without a screen, also where there is one.
    application = QGuiApplication.instance() or QGuiApplication(["kneetimer", "-platform", "offscreen"])
    load_fonts()
    try:
        write_report(view, file)
    except NotWrittenError as problem:
        raise CommandError(
            tr("{file} was not written: {reason}.", file=file, reason=problem), WRONG_WORDS
        ) from problem
    finally:
        del application
    print(tr("{first} to {last} in {file}.", first=start, last=end, file=file))
    return 0


def _check_days(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and first > last:
        raise CommandError(tr("--from {first} is after --to {last}.", first=first, last=last), WRONG_WORDS)


def _locate(data_dir: Path | None) -> locations.Locations:
    try:
        return locations.locate(data_dir)
    except StorageError as problem:
        raise CommandError(str(problem), WRONG_WORDS) from problem
