"""The timers that systems are told: well-formed as their own systems read them, and gone again."""

from __future__ import annotations

import os
import plistlib
import shutil
import stat
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from fakes import StandingClock

from kneetimer.__main__ import main
from kneetimer.devices.timer import launchd_timer, systemd_timer, task_scheduler
from kneetimer.devices.timer.timer_command import SystemTimerError

# What people's folders are called, and what each system would take for its own.
HARD_WORDS = (
    "/home/Ann O'Hara/My data",
    'C:\\Users\\Zoë "Z" Łuk\\Knee Timer\\',
    "100% $HOME `x` & <b>",
    "ends with \\",
    "",
)
NOW = datetime.fromisoformat("2026-03-02T19:00:00+01:00")
COMMAND = ("/opt/knee timer/kneetimer", "remind", "--data-dir", *HARD_WORDS)


@pytest.fixture
def systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, and a folder with the commands of all systems, which write down what they are told."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("systemctl", "launchctl", "schtasks", "msg"):
        script = folder / name
        script.write_text(
            f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{folder}/{name}.said"\n'
            f'[ "$4" = /XML ] && cp "$5" "{folder}/task.xml"\nexit 0\n'
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(task_scheduler, "_known", None)
    return folder


def said(systems: Path, name: str) -> list[str]:
    return (systems / f"{name}.said").read_text().splitlines()


def test_launchd_gets_a_property_list_that_reads_back(systems: Path, tmp_path: Path) -> None:
    """Each word of the command is as it was, the time is a number of hours and minutes, and it is loaded."""
    assert launchd_timer.is_possible()
    launchd_timer.install(COMMAND, "07:05")
    file = tmp_path / "home" / "Library" / "LaunchAgents" / "kneetimer.remind.plist"
    agent = plistlib.loads(file.read_bytes())
    assert agent["Label"] == file.stem == "kneetimer.remind"
    assert agent["ProgramArguments"] == list(COMMAND)
    assert agent["StartCalendarInterval"] == {"Hour": 7, "Minute": 5}
    assert said(systems, "launchctl")[-1] == f"bootstrap gui/{os.getuid()} {file}"
    assert launchd_timer.is_installed()
    launchd_timer.remove()
    assert said(systems, "launchctl")[-1] == f"bootout gui/{os.getuid()}/kneetimer.remind"
    assert not launchd_timer.is_installed()
    assert list(file.parent.iterdir()) == []


def test_launchd_that_refuses_leaves_no_file(systems: Path) -> None:
    """The system's words are in the sentence, and nothing is left that would be loaded at the next login."""
    (systems / "launchctl").write_text("#!/bin/sh\necho 'Bootstrap failed: 5' >&2\nexit 5\n")
    with pytest.raises(SystemTimerError, match=r"^The system did not take the timer: Bootstrap failed: 5\.$"):
        launchd_timer.install(COMMAND, "18:30")
    assert not launchd_timer.is_installed()


def test_windows_gets_a_task_whose_words_read_back(systems: Path) -> None:
    """The task is UTF-16 as the scheduler wants it, daily at the time, and splits into the same words."""
    assert task_scheduler.is_possible()
    task_scheduler.install(COMMAND, "18:30")
    raw = (systems / "task.xml").read_bytes()
    assert raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    root = ElementTree.fromstring(raw)
    places = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    assert root.findtext("t:Triggers/t:CalendarTrigger/t:StartBoundary", "", places).endswith("T18:30:00")
    assert root.findtext("t:Triggers/t:CalendarTrigger/t:ScheduleByDay/t:DaysInterval", "", places) == "1"
    assert root.findtext("t:Settings/t:StartWhenAvailable", "", places) == "false"
    program = root.findtext("t:Actions/t:Exec/t:Command", "", places)
    words = windows_words(root.findtext("t:Actions/t:Exec/t:Arguments", "", places))
    assert (program, *words) == COMMAND
    assert said(systems, "schtasks")[-1].startswith("/Create /TN KneeTimer reminder /XML ")
    assert task_scheduler.is_installed()
    task_scheduler.remove()
    assert said(systems, "schtasks")[-1] == "/Delete /TN KneeTimer reminder /F"
    assert not task_scheduler.is_installed()


def windows_words(line: str) -> list[str]:
    """Split a line as Windows programs do: by the rules that Microsoft documents for argv."""
    words: list[str] = []
    at, inside, word, begun = 0, False, "", False
    while at < len(line):
        slashes = len(line[at:]) - len(line[at:].lstrip("\\"))
        at += slashes
        if at < len(line) and line[at] == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                inside = not inside
            begun = True
            at += 1
            continue
        word += "\\" * slashes
        begun = begun or slashes > 0
        if at == len(line):
            break
        if line[at] in " \t" and not inside:
            if begun:
                words.append(word)
            word, begun = "", False
        else:
            word += line[at]
            begun = True
        at += 1
    return [*words, word] if begun else words


def test_no_console_flashes_up_on_windows(tmp_path: Path) -> None:
    """Where Python has a twin without a console, that one is started."""
    python = tmp_path / "python.exe"
    assert f"<Command>{python}</Command>" in task_scheduler.task([str(python), "-m", "kneetimer"], "18:30")
    (tmp_path / "pythonw.exe").touch()
    told = task_scheduler.task([str(python), "-m", "kneetimer"], "18:30")
    assert f"<Command>{tmp_path / 'pythonw.exe'}</Command>" in told


def test_a_windows_without_messages_offers_no_timer(systems: Path) -> None:
    """Where nothing could be shown, there is nothing to set up."""
    (systems / "msg").unlink()
    assert not task_scheduler.is_possible()


def test_windows_that_refuses_is_quoted(systems: Path) -> None:
    """The scheduler's own sentence is told."""
    (systems / "schtasks").write_text("#!/bin/sh\necho 'ERROR: Access is denied.' >&2\nexit 1\n")
    with pytest.raises(SystemTimerError, match=r"not take the timer: ERROR: Access is denied\.$"):
        task_scheduler.install(COMMAND, "18:30")
    assert not task_scheduler.is_installed()


def test_words_of_a_command_reach_systemd_as_they_are(systems: Path, tmp_path: Path) -> None:
    """Percent, dollar, quotes, backslashes and spaces in a folder's name are none of systemd's signs."""
    systemd_timer.install(COMMAND, "07:00")
    service = (tmp_path / "config" / "systemd" / "user" / "kneetimer-remind.service").read_text()
    line = next(line for line in service.splitlines() if line.startswith("ExecStart="))
    assert systemd_words(line.removeprefix("ExecStart=")) == list(COMMAND)


def systemd_words(line: str) -> Sequence[str]:
    """Split a line as systemd.service(5) says: quotes, backslashes, and doubled percent and dollar signs."""
    words, word, inside, at = [], "", False, 0
    while at < len(line):
        sign = line[at]
        if sign == "\\":
            at += 1
            sign = line[at]
            word += sign
        elif sign == '"':
            if inside:
                words.append(word.replace("%%", "%").replace("$$", "$"))
                word = ""
            inside = not inside
        elif inside:
            word += sign
        at += 1
    return words


@pytest.mark.parametrize("timers", [systemd_timer, launchd_timer, task_scheduler])
def test_a_timer_knows_what_it_starts(systems: Path, timers: ModuleType, tmp_path: Path) -> None:
    """The program is read back as it was given, from what the system has; none where nothing is set up."""
    if timers is task_scheduler:
        # The scheduler prints the task as it was told, in the terminal's own letters.
        (systems / "schtasks").write_text(
            f'#!/bin/sh\n[ -n "$5" ] && iconv -f UTF-16 -t UTF-8 "$5" > "{systems}/task"\n'
            f'[ "$1" = /Query ] && cat "{systems}/task"\nexit 0\n'
        )
    assert timers.program() is None
    program = str(tmp_path / 'the "100% $HOME" \\ folder' / "kneetimer")
    timers.install([program, "remind"], "18:30")
    assert timers.program() == program


def test_a_timer_whose_program_is_gone_is_named_by_doctor(
    systems: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the timer would start in vain stands in a line with what to do; a living one is not mentioned."""
    program = tmp_path / "kneetimer"
    program.touch()
    systemd_timer.install([str(program), "remind"], "18:30")
    main(["doctor", "--data-dir", str(tmp_path / "data")], StandingClock(NOW))
    assert "reminder" not in capsys.readouterr().out
    program.unlink()
    main(["doctor", "--data-dir", str(tmp_path / "data")], StandingClock(NOW))
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("reminder")]
    assert "DOES NOT WORK" in line
    assert str(program) in line


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd's own check is not here")
def test_systemds_own_check_finds_nothing(systems: Path, tmp_path: Path) -> None:
    """systemd-analyze accepts both files."""
    systemd_timer.install(["/bin/true", *HARD_WORDS], "18:30")
    folder = tmp_path / "config" / "systemd" / "user"
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(folder / "kneetimer-remind.timer")],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "kneetimer" in line] == []
