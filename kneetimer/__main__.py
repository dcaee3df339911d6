"""The command line: reads the words, imports what they need, and leaves with their exit code.

Exit codes: 0 all right, 1 something is wrong with the data, 2 wrong words or no display.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from kneetimer import __version__
from kneetimer.devices.process.clock import Clock

WRONG = 2
# What a packaged program starts itself again as; it has no `python -m`.
SECOND_PROGRAMS = {
    "--sound-output": "kneetimer.devices.audio.sound_program",
    "--system-voice": "kneetimer.devices.audio.system_voice_program",
}


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"kneetimer: {message[:1].lower()}{message[1:]}. See kneetimer --help.\n")
        raise SystemExit(WRONG)


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


def _parser() -> argparse.ArgumentParser:
    everywhere = _Parser(add_help=False, allow_abbrev=False)
    everywhere.add_argument(
        "--data-dir",
        type=Path,
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
    parser.add_argument("--start", action="store_true", help="begin the coming session at once")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, about: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=about, description=about, parents=[everywhere], allow_abbrev=False
        )

    preview = command("preview", "print the steps of a session: the next one, unless you name another")
    preview.add_argument("--plan", metavar="ID", help="a plan; yours unless you name another")
    preview.add_argument("--json", action="store_true", help="print JSON")
    history = command("history", "print the sessions that you did")
    history.add_argument("--json", action="store_true", help="print JSON")
    rehearse = command("rehearse", "play a session by itself in the window; it never counts")
    rehearse.add_argument("--speed", type=_speed, default=20.0, metavar="N", help="times faster (20)")
    for which in (preview, rehearse):
        which.add_argument("--week", type=_count, metavar="N", help="week of the plan")
        which.add_argument("--session", type=_count, metavar="N", help="session of the week")
    export = command("export", "write everything into a folder: JSON, and tables for spreadsheets")
    export.add_argument("folder", type=Path, metavar="DIR", help="made where it is missing")
    export.add_argument("--fit", action="store_true", help="also a FIT activity for each session")
    bring = command("import", "add what an export has and you have not; all of it or nothing")
    bring.add_argument("file", type=Path, metavar="FILE", help="the kneetimer.json of an export")
    report = command("report", "draw one page about your sessions as PDF, for a physiotherapist")
    report.add_argument("file", type=Path, metavar="FILE.pdf", help="the PDF to write")
    for which in (export, report):
        which.add_argument("--from", dest="first", type=_day, metavar="DATE", help="first day")
        which.add_argument("--to", dest="last", type=_day, metavar="DATE", help="last day")
    command("remind", "show a notification if a session is due now; the timer of the system calls this")
    plan = command("plan", "look at plan files")
    on_plans = plan.add_subparsers(dest="plan_command", metavar="WHAT", required=True, parser_class=_Parser)
    about_check = "check a plan file; the exit code is 1 when something is wrong with it"
    check = on_plans.add_parser(
        "check", help=about_check, description=about_check, parents=[everywhere], allow_abbrev=False
    )
    check.add_argument("file", type=Path, metavar="FILE", help="the TOML file of a plan")
    runs = command("runs", "look at the files of runs")
    on_runs = runs.add_subparsers(dest="runs_command", metavar="WHAT", required=True, parser_class=_Parser)
    about_runs = "say which runs files hold and what is left out; the exit code is 1 when one cannot be read"
    check_runs = on_runs.add_parser(
        "check", help=about_runs, description=about_runs, parents=[everywhere], allow_abbrev=False
    )
    check_runs.add_argument("files", type=Path, nargs="+", metavar="FILE", help="FIT, GPX, TCX, .gz or .zip")
    check_runs.add_argument("--json", action="store_true", help="as JSON instead of text")
    doctor = command("doctor", "say what works on this computer, what does not, and what to do")
    doctor.add_argument("--sound", action="store_true", help="play everything that can be heard, and name it")
    command("verify", "check your data; the exit code is 1 when something is wrong")
    return parser


def main(arguments: Sequence[str] | None = None, clock: Clock | None = None) -> int:
    """Run one command, or the window, by a clock that is the computer's unless another is given.

    Returns the exit code.
    """
    clock = clock or Clock()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if len(given) == 1 and given[0] in SECOND_PROGRAMS:
        return int(importlib.import_module(SECOND_PROGRAMS[given[0]]).main())
    words = _parser().parse_args(given)
    data_dir: Path | None = getattr(words, "data_dir", None)
    if words.start and words.command is not None:
        _parser().error(f"--start opens the window and does not go with {words.command}")
    # Each import stands where its command needs it: history and preview must not load a window.
    if words.command in (None, "rehearse"):
        from kneetimer.devices.desktop.display import display_problem

        problem = display_problem()
        if problem:
            sys.stderr.write(f"kneetimer: {problem}\n")
            return WRONG
        from kneetimer.program import start as app

        if words.command is None:
            return app.run_demo(clock) if words.demo else app.run(data_dir, clock, start=words.start)
        return app.rehearse(data_dir, clock, words.week, words.session, words.speed)
    if words.command == "runs":
        from kneetimer.cli import runs

        return runs.check(data_dir, words.files, clock.now(), as_json=words.json)
    from kneetimer.cli import commands
    from kneetimer.cli import sound as sound_command
    from kneetimer.cli import transfer as transfer_commands

    try:
        match words.command:
            case "preview":
                return commands.preview(
                    data_dir, clock.now(), words.plan, words.week, words.session, as_json=words.json
                )
            case "history":
                return commands.history(data_dir, as_json=words.json)
            case "export":
                return transfer_commands.export(
                    data_dir, clock.now(), words.folder, words.first, words.last, fit=words.fit
                )
            case "import":
                return transfer_commands.import_(data_dir, clock.now, words.file)
            case "report":
                return transfer_commands.report(
                    data_dir, clock.now().date(), words.file, words.first, words.last
                )
            case "remind":
                return commands.remind(data_dir, clock.now())
            case "plan":
                return commands.check_plan(words.file)
            case "doctor":
                return sound_command.listen() if words.sound else commands.doctor(data_dir)
            case _:
                return commands.verify(data_dir)
    except commands.CommandError as problem_found:
        sys.stderr.write(f"kneetimer: {problem_found}\n")
        return problem_found.exit_code
    except BrokenPipeError:  # the reader of a pipe went away, as `| head` does
        sys.stderr.close()
        return 0


if __name__ == "__main__":
    sys.exit(main())
