"""`kneetimer doctor`: what works on this computer, what does not, and what to do about it.

Loads no Qt, because it is most needed where Qt does not load. Changes nothing.
"""

from __future__ import annotations

import getpass
import io
import os
import platform
import re
from contextlib import redirect_stdout
from pathlib import Path

from kneetimer import __version__
from kneetimer.cli.commands import WRONG_WORDS, CommandError
from kneetimer.core.language import Language, language_in_use, mark, tr, trn, use_language
from kneetimer.devices.desktop import desktop_check, system_libraries
from kneetimer.devices.desktop.display import display_problem
from kneetimer.devices.timer import system_timer
from kneetimer.storage import errors, locations
from kneetimer.storage.engine import check
from kneetimer.storage.errors import DataFileError, NothingYetError, StorageError
from kneetimer.storage.plans import library, plan_file
from kneetimer.storage.plans.plan_repository import PlanRepository
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.storage.records.history import HistoryReader
from kneetimer.storage.whole_file import read_file, write_whole
from kneetimer.ui.today.run_words import SYSTEM_TIMER

NOT_ASKED = mark("Qt does not start here, so nobody could ask: see display.")
_ASKED_BESIDE = (desktop_check.SOUND, desktop_check.SCREEN, desktop_check.NOTICES, desktop_check.MEDIA_KEYS)

_PARTS = {
    "display": mark("display"),
    desktop_check.SOUND: mark("sound"),
    desktop_check.SCREEN: mark("screen"),
    desktop_check.NOTICES: mark("notices"),
    desktop_check.MEDIA_KEYS: mark("media keys"),
    "reminder": mark("reminder"),
    "folder": mark("folder"),
    "data": mark("data"),
    "exercises": mark("exercises"),
    "your plans": mark("your plans"),
}


def report(data_dir: Path | None, file: Path) -> int:
    """Write what doctor says and the log of errors into one file to attach to a report of a fault.

    Without names: of the person, of their folders, and of what they wrote. Raises CommandError.
    """
    said = io.StringIO()
    spoken = language_in_use()
    use_language(Language())  # whoever reads it, and the quotation marks that are looked for
    try:
        with redirect_stdout(said):
            doctor(data_dir)
    finally:
        use_language(spoken)
    where = _locate(data_dir)
    said.write(f"\n{locations.LOG_NAME}\n{_log(where)}")
    try:
        write_whole(file, _redacted(said.getvalue(), where).encode("utf-8", "replace"))
    except OSError as problem:
        raise CommandError(
            tr("{file} cannot be written: {reason}.", file=file, reason=errors.reason(problem)), WRONG_WORDS
        ) from problem
    print(
        tr(
            "Written to {file}. It has no name of yours in it; look through it before you give it away.",
            file=file,
        )
    )
    return 0


def _redacted(text: str, where: locations.Locations) -> str:
    """The text without the person's folders and name, and without what is quoted from their files."""
    text = re.sub("“[^”]*”", "“…”", text)
    for path, instead in ((where.data_dir, "DATA"), (where.log_dir, "LOG"), (Path.home(), "HOME")):
        text = text.replace(str(path), instead)
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):  # a user whom the system has no name for
        user = ""
    return re.sub(rf"\b{re.escape(user)}\b", "USER", text) if user else text


def _log(where: locations.Locations) -> str:
    """The log of errors, which has places in the code and kinds of errors alone."""
    try:
        return read_file(where.log_dir / locations.LOG_NAME).decode("utf-8", "replace")
    except FileNotFoundError:
        return "none\n"
    except OSError as problem:
        return f"cannot be read: {errors.reason(problem)}\n"


def _locate(data_dir: Path | None) -> locations.Locations:
    try:
        return locations.locate(data_dir)
    except StorageError as problem:
        raise CommandError(str(problem), WRONG_WORDS) from problem


def doctor(data_dir: Path | None) -> int:
    """Print a line for each part."""
    where = _locate(data_dir)
    no_window = display_problem()
    _say("display", no_window is None, no_window or tr("a window can open"))
    answers = desktop_check.ask()
    no_library = system_libraries.missing("sound")
    for topic in _ASKED_BESIDE:
        works, sentence = answers.get(topic, (False, NOT_ASKED.english))
        if topic == desktop_check.SOUND and no_library:
            works, sentence = False, system_libraries.sentence(no_library)
        _say(topic, works, tr(sentence))
    dead = system_timer.dead_program()
    if dead is not None:
        told = tr(
            'The system\'s timer starts {program}, which is gone. In Settings, remove "{button}" and '
            "set it up again.",
            program=dead,
            button=SYSTEM_TIMER,
        )
        _say("reminder", False, told)
    _say("folder", *_folder_answer(where))
    _say("data", *_data_answer(where))
    _say_plans(where)
    qt = answers.get(desktop_check.QT, (False, tr("does not start")))[1]
    print(
        f"versions   KneeTimer {__version__}, Python {platform.python_version()}, Qt {qt}, "
        f"SQLite {check.sqlite_version()}, {platform.platform(terse=True)}"
    )
    return 0


def _say(topic: str, works: bool, sentence: str) -> None:
    part = f"{tr(_PARTS[topic]):<10}"
    if works:
        print(tr("{part} works: {sentence}", part=part, sentence=sentence))
    else:
        print(tr("{part} DOES NOT WORK: {sentence}", part=part, sentence=sentence))


def _say_plans(where: locations.Locations) -> None:
    try:
        exercises = library.load_exercises()
        for plan_id in plan_file.plan_ids():
            plan_file.load_plan(plan_id)
    except FileProblem as found:
        _say("exercises", False, f"{found} {tr('Install KneeTimer again.')}")
        return
    _say("exercises", True, tr("exercises and plans are in order"))
    for complaint in PlanRepository(where.plans_dir, exercises).complaints:
        _say("your plans", False, complaint)


def _folder_answer(where: locations.Locations) -> tuple[bool, str]:
    try:
        for folder in (where.data_dir, where.backups_dir, where.log_dir):
            locations.check_writable(folder)
    except StorageError as problem:
        return False, str(problem)
    return True, tr("your data is in {folder}", folder=where.data_dir)


def _data_answer(where: locations.Locations) -> tuple[bool, str]:
    try:
        with HistoryReader.open(where) as reader:
            count = len(reader.sessions())
            unreadable = reader.unreadable
    except NothingYetError:
        return True, tr("nothing has been recorded yet")
    except DataFileError as problem:
        return False, str(problem)
    if unreadable:
        return False, " ".join(unreadable)
    if not os.access(where.database, os.W_OK):
        return False, tr("{file} may not be written to. Make it writable for you.", file=where.database)
    return True, trn("{number} session is recorded", "{number} sessions are recorded", count)
