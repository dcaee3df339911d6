"""The command line: reads the words, imports what they need, and leaves with their exit code.

Exit codes: 0 all right, 1 something is wrong with the data, 2 wrong words or no display, 130 interrupted.
Loads no Qt before a command needs it.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from kneetimer import __version__
from kneetimer.core.language import tr, use_language
from kneetimer.devices.desktop import system_libraries
from kneetimer.devices.process import foreign_program, second_program
from kneetimer.devices.process.clock import Clock
from kneetimer.storage.languages import find_language, locale_folder, wanted_languages

WRONG_DATA, WRONG, INTERRUPTED = 1, 2, 130


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"kneetimer: {message[:1].lower()}{message[1:]}. See kneetimer --help.\n")
        raise SystemExit(WRONG)


def _folder(text: str) -> Path:
    if not text:  # an unset variable of a script; the current folder is no place to guess
        raise argparse.ArgumentTypeError("an empty name is no folder: write --data-dir FOLDER")
    return Path(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 999:
        raise argparse.ArgumentTypeError(f"{text!r} must be a whole number from 1")
    return int(text)


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 1 <= speed <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} must be a number from 1 to 1000")
    return speed


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} must be a date like 2026-03-02") from None


def _window_line() -> tuple[_Parser, _Parser]:
    """What the window alone understands, and the part of it that every command understands too."""
    everywhere = _Parser(add_help=False, allow_abbrev=False)
    everywhere.add_argument(
        "--data-dir",
        type=_folder,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="keep everything in this folder",
    )
    parser = _Parser(
        prog="kneetimer",
        description="Leads you through a six-week knee-strengthening plan. Alone, it opens the window.",
        parents=[everywhere],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"KneeTimer {__version__}")
    parser.add_argument(
        "--demo", action="store_true", help="open the window with a made-up history in a folder of its own"
    )
    about_test = "try everything once with made-up data, a minute at most; the exit code says how it went"
    parser.add_argument("--self-test", action="store_true", help=about_test)
    parser.add_argument("--start", action="store_true", help="begin the coming session at once")
    parser.set_defaults(command=None)
    return parser, everywhere


def command_line() -> argparse.ArgumentParser:
    """The words that are understood; the manual page and the completion of shells are made from them."""
    parser, everywhere = _window_line()
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, about: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=about, description=about, parents=[everywhere], allow_abbrev=False
        )

    preview = command("preview", "print the steps of a session: the next one, unless you name another")
    preview.add_argument("--plan", metavar="ID", help="a plan; yours unless you name another")
    history = command("history", "print the sessions that you did")
    rehearse = command("rehearse", "play a session by itself in the window; it never counts")
    rehearse.add_argument("--speed", type=_speed, default=20.0, metavar="N", help="times faster (20)")
    rehearse.add_argument("--stay", action="store_true", help="keep the summary open until you close it")
    rehearse.add_argument("--no-window", action="store_true", help="print it, a line a step; nothing is kept")
    for which in (preview, rehearse):
        which.add_argument("--week", type=_count, metavar="N", help="week of the plan")
        which.add_argument("--session", type=_count, metavar="N", help="session of the week")
    _add_transfers(command)
    command("remind", "show a notification if a session is due now; the timer of the system calls this")
    check_runs = _add_checks(command, everywhere)
    for which in (preview, history, rehearse, check_runs):
        which.add_argument("--json", action="store_true", help="print JSON")
    doctor = command("doctor", "say what works on this computer, what does not, and what to do")
    doctor.add_argument("--report", type=Path, metavar="FILE", help="write it into a file, without names")
    doctor.add_argument("--sound", action="store_true", help="play everything that can be heard, and name it")
    command("verify", "check your data; the exit code is 1 when something is wrong")
    return parser


def _add_checks(
    command: Callable[[str, str], argparse.ArgumentParser], everywhere: _Parser
) -> argparse.ArgumentParser:
    """The commands that look at files; the one about runs can print JSON."""
    plan = command("plan", "look at plan files")
    on_plans = plan.add_subparsers(dest="plan_command", metavar="WHAT", required=True, parser_class=_Parser)
    about_check = "check a plan file, or a picture of its QR code; the exit code is 1 when it is not in order"
    check = on_plans.add_parser(
        "check", help=about_check, description=about_check, parents=[everywhere], allow_abbrev=False
    )
    check.add_argument("file", type=Path, metavar="FILE", help="the TOML file of a plan, or a picture")
    runs = command("runs", "look at the files of runs")
    on_runs = runs.add_subparsers(dest="runs_command", metavar="WHAT", required=True, parser_class=_Parser)
    about_runs = "say which runs files hold and what is left out; the exit code is 1 when one cannot be read"
    check_runs = on_runs.add_parser(
        "check", help=about_runs, description=about_runs, parents=[everywhere], allow_abbrev=False
    )
    check_runs.add_argument("files", type=Path, nargs="+", metavar="FILE", help="FIT, GPX, TCX, .gz or .zip")
    return check_runs


def _add_transfers(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The commands that take a person's data along."""
    export = command("export", "write everything into a folder: JSON, and tables for spreadsheets")
    export.add_argument("folder", type=Path, metavar="DIR", help="made where it is missing")
    export.add_argument("--fit", action="store_true", help="also a FIT activity for each session")
    about_comma = "tables with semicolons and decimal commas, as spreadsheets in many languages want them"
    export.add_argument("--decimal-comma", action="store_true", help=about_comma)
    bring = command("import", "add what an export has and you have not; all of it or nothing")
    bring.add_argument("file", type=Path, metavar="FILE", help="the kneetimer.json of an export")
    back = command("restore", "put a backup in place of your data; without a file, list the backups")
    back.add_argument("file", type=Path, nargs="?", metavar="FILE", help="a backup, by its path or its name")
    about_spoiled = "also one in which something was changed or damaged"
    back.add_argument("--damaged-too", action="store_true", help=about_spoiled)
    report = command("report", "draw one page about your sessions as PDF, for a physiotherapist")
    report.add_argument("file", type=Path, metavar="FILE.pdf", help="the PDF to write")
    for which in (export, report):
        which.add_argument("--from", dest="first", type=_day, metavar="DATE", help="first day")
        which.add_argument("--to", dest="last", type=_day, metavar="DATE", help="last day")


def main(arguments: Sequence[str] | None = None, clock: Clock | None = None) -> int:
    """Run one command, or the window, by a clock that is the computer's unless another is given.

    Returns the exit code.
    """
    foreign_program.give_back_library_path()
    clock = clock or Clock()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if len(given) == 1 and given[0] in second_program.MODULES:
        return int(importlib.import_module(second_program.MODULES[given[0]]).main())
    _accept_any_terminal()
    use_language(find_language(wanted_languages(os.environ), locale_folder()))
    # The window, which is opened without a word, need not wait until all commands are described.
    words = (command_line() if given else _window_line()[0]).parse_args(given)
    _refuse_what_does_not_go_together(words)
    try:
        code = _window(words, clock) if _opens_window(words) else _command(words, clock)
        sys.stdout.flush()
    except ImportError as problem:
        if words.self_test or not _is_about_qt(problem):  # who packages wants to know which module
            raise
        return _complain(_library_sentence(problem), WRONG)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe went away, as `| head` does
        _drop_output()
        return 0
    except OSError as problem:
        if problem.filename is not None or _opens_window(words):
            raise  # it is not about the output
        _drop_output()
        return _complain(
            tr("The output could not be written: {reason}.", reason=problem.strerror or problem), WRONG_DATA
        )
    return code


def _accept_any_terminal() -> None:
    """A sign that the terminal or pipe cannot take becomes `?`, and a missing one takes everything."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # a window's program on Windows has none, and others can be started without
            # Open to the end of the program, as the real ones are.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _drop_output() -> None:
    """Let what is still waiting to be written go nowhere, or Python would complain at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _complain(sentence: str, code: int) -> int:
    sys.stderr.write(f"kneetimer: {sentence}\n")
    return code


def _is_about_qt(problem: ImportError) -> bool:
    """Whether Qt or a library of the system is missing, and not a module by a mistake of ours."""
    said = str(problem)
    return "PySide6" in said or ".so" in said or ".dylib" in said or "DLL load failed" in said


def _library_sentence(problem: ImportError) -> str:
    lacking = system_libraries.missing("qt", "sound")
    if lacking:
        return system_libraries.sentence(lacking)
    if isinstance(problem, ModuleNotFoundError):
        return tr("A part of KneeTimer is missing ({module}). Install KneeTimer again.", module=problem.name)
    return tr("A system library is missing: {reason}.", reason=problem)


def _opens_window(words: argparse.Namespace) -> bool:
    return words.command is None or (words.command == "rehearse" and not words.no_window)


def _refuse_what_does_not_go_together(words: argparse.Namespace) -> None:
    if words.start and words.command is not None:
        command_line().error(f"--start opens the window and does not go with {words.command}")
    if words.command == "rehearse":
        if words.no_window and words.stay:
            command_line().error("--stay keeps a window open and does not go with --no-window")
        if words.json and not words.no_window:
            command_line().error("--json prints and needs --no-window: kneetimer rehearse --no-window --json")
    if words.demo or words.self_test:
        _refuse_beside_made_up_data(words)


def _refuse_beside_made_up_data(words: argparse.Namespace) -> None:
    given = "--self-test" if words.self_test else "--demo"
    other = words.command or ("--start" if words.start else "--data-dir" if "data_dir" in words else "")
    if words.demo and words.self_test:
        other = "--demo"
    if other:
        command_line().error(
            f"{given} opens made-up data in a folder of its own and does not go with {other}"
        )


def _window(words: argparse.Namespace, clock: Clock) -> int:
    # Each import stands where its command needs it: history and preview must not load a window.
    from kneetimer.devices.desktop.display import display_problem

    problem = display_problem()
    if problem:
        return _complain(problem, WRONG)
    from kneetimer.devices.process.quick_start import quicken_imports

    quicken_imports()
    from kneetimer.program import start as app
    from kneetimer.storage import errors, locations

    data_dir = getattr(words, "data_dir", None)
    try:
        locations.locate(data_dir)
    except errors.StorageError as nowhere:
        return _complain(str(nowhere), WRONG)
    if words.command == "rehearse":
        return app.rehearse(data_dir, clock, words.week, words.session, words.speed, stay=words.stay)
    if words.demo or words.self_test:
        return app.run_demo(clock, self_test=words.self_test)
    return app.run(data_dir, clock, start=words.start)


def _command(words: argparse.Namespace, clock: Clock) -> int:
    from kneetimer.cli import commands

    data_dir = getattr(words, "data_dir", None)
    try:
        match words.command:
            case "preview":
                return commands.preview(
                    data_dir, clock.now(), words.plan, words.week, words.session, as_json=words.json
                )
            case "history":
                return commands.history(data_dir, as_json=words.json)
            case "rehearse":
                from kneetimer.cli import rehearse

                return rehearse.rehearse(
                    data_dir, clock, words.week, words.session, words.speed, as_json=words.json
                )
            case "export" | "import" | "report":
                return _transfer(words, data_dir, clock)
            case "restore":
                from kneetimer.cli import backups

                return backups.restore_or_list(data_dir, clock.now(), words.file, spoiled=words.damaged_too)
            case "runs":
                from kneetimer.cli import runs

                return runs.check(data_dir, words.files, clock.now(), as_json=words.json)
            case "remind":
                return commands.remind(data_dir, clock.now())
            case "plan":
                return commands.check_plan(words.file)
            case "doctor" if words.sound:
                from kneetimer.cli import sound

                return sound.listen()
            case "doctor" if words.report:
                from kneetimer.cli.doctor import report

                return report(data_dir, words.report)
            case "doctor":
                from kneetimer.cli.doctor import doctor

                return doctor(data_dir)
            case _:
                return commands.verify(data_dir)
    except commands.CommandError as problem:
        return _complain(str(problem), problem.exit_code)


def _transfer(words: argparse.Namespace, data_dir: Path | None, clock: Clock) -> int:
    from kneetimer.cli import transfer

    match words.command:
        case "export":
            return transfer.export(
                data_dir,
                clock.now(),
                words.folder,
                words.first,
                words.last,
                fit=words.fit,
                decimal_comma=words.decimal_comma,
            )
        case "import":
            return transfer.import_(data_dir, clock.now, words.file)
        case _:
            return transfer.report(data_dir, clock.now().date(), words.file, words.first, words.last)


def run() -> NoReturn:
    """Be the program: run what the words say, and leave."""
    leave(main())


def leave(code: int) -> NoReturn:
    """End at once where there was a window: all is kept and closed by then.

    Taking its thousands of objects apart one by one takes Python half a second, for which a system that shuts
    down, or a person who starts anew, would wait.
    """
    if "PySide6.QtWidgets" in sys.modules:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    run()
