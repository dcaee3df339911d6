"""How the program meets the machine it is started on: its terminal, what lies in its folder, its modes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from desktop import Desktop
from fakes import StandingClock
from storage_places import unwritable
from stored_sessions import START, StillClock, fill

from kneetimer.__main__ import main
from kneetimer.core.record import Answered
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.records.history import History

ROOT = Path(__file__).parents[1]
PROGRAM = [sys.executable, "-m", "kneetimer"]
unix_only = pytest.mark.skipif(sys.platform == "win32", reason="modes, pipes and terminals of Unix systems")


def run(*words: str, stdout: int = subprocess.PIPE, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """One command as a shell starts it."""
    return subprocess.run(
        [*PROGRAM, *words],
        env={**os.environ, **environment},
        stdout=stdout, stderr=subprocess.PIPE, check=False, timeout=60,
    )  # fmt: skip


# What is written where.


@pytest.fixture
def unreadable_plan(tmp_path: Path) -> Path:
    """A plan file with a mistake, whose name no old terminal can write."""
    path = tmp_path / "Übungen für 膝.toml"
    path.write_text("name = 3", encoding="utf-8")
    return path


@unix_only
@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"PYTHONIOENCODING": "ascii"}, b"?bungen f?r ?.toml"),
        ({"PYTHONIOENCODING": "iso-8859-1"}, b"\xdcbungen f\xfcr ?.toml"),
        ({"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}, b".toml"),
        ({}, "Übungen für 膝.toml".encode()),
    ],
)
def test_what_a_terminal_cannot_write_becomes_a_question_mark(
    unreadable_plan: Path, environment: dict[str, str], name: bytes
) -> None:
    """The rest of the sentence comes out, on both ways out, and the exit code is that of the plan."""
    done = run("plan", "check", str(unreadable_plan), **environment)
    assert (done.returncode, done.stderr) == (1, b"")
    assert name in done.stdout
    wrong = run(f"previw-{unreadable_plan.name}", **environment)
    assert wrong.returncode == 2
    assert name in wrong.stderr
    assert b"Traceback" not in wrong.stderr


@unix_only
def test_json_loses_nothing_in_an_old_terminal(tmp_path: Path) -> None:
    """A note in any script comes out of history --json as it was written, whatever the terminal can write."""
    session = fill(locate(tmp_path), 1)[0]
    with History.open_to_write(locate(tmp_path), StillClock()) as history:
        history.append(session, Answered(5, 2, "膝 – ganz müde"))
    done = run("history", "--json", "--data-dir", str(tmp_path), PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)[0]["note"] == "膝 – ganz müde"


@unix_only
def test_a_program_without_a_terminal_works(tmp_path: Path) -> None:
    """With both ways out closed, as in a windowed program, the exit code is as ever."""
    for words, code in ((["preview"], 0), (["previw"], 2)):
        command = " ".join([*PROGRAM, *words, "--data-dir", str(tmp_path)])
        closed = subprocess.run(["sh", "-c", f"exec {command} >&- 2>&-"], check=False, timeout=60)
        assert closed.returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_disk_behind_the_output_is_told(tmp_path: Path) -> None:
    """What could not be written is one sentence and an exit code, not a traceback."""
    with open("/dev/full", "wb") as full:
        done = run("preview", "--data-dir", str(tmp_path), stdout=full.fileno())
    assert done.returncode == 1
    assert done.stderr == b"kneetimer: The output could not be written: No space left on device.\n"


@unix_only
def test_a_reader_that_goes_away_is_no_trouble(tmp_path: Path) -> None:
    """`kneetimer preview | true` says nothing, however small the output is."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        done = run("preview", "--data-dir", str(tmp_path), stdout=write_end)
    finally:
        os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


# What stands in the way.

COMMANDS = (
    ("preview",),
    ("history",),
    ("verify",),
    ("remind",),
    ("doctor",),
    ("export", "out"),
    ("report", "page.pdf"),
    ("import", "kneetimer.json"),
)


@unix_only
@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("database", "pipe"),
        ("database", "folder"),
        ("lock", "pipe"),
        ("lock", "folder"),
        ("backups_dir", "pipe"),
        ("plans_dir", "pipe"),
    ],
)
def test_nothing_in_the_folder_holds_a_command_up(tmp_path: Path, place: str, kind: str) -> None:
    """With a pipe or a folder where a file belongs, or a pipe for a folder, every command ends by itself."""
    here = locate(tmp_path / "data")
    fill(here, 1)
    other = locate(tmp_path / "other")
    fill(other, 1)
    export = ["export", str(tmp_path / "exported"), "--data-dir", str(other.data_dir)]
    assert main(export, StandingClock(START)) == 0
    put_in_the_way(here, place, kind)
    script = (
        "import os, sys; from kneetimer.__main__ import main\n"
        "os.chdir(sys.argv[1])\n"
        f"for words in {COMMANDS}:\n"
        "    code = main([*words, '--data-dir', sys.argv[2]])\n"
        "    assert code in (0, 1, 2), (words, code)\n"
        "print('at the end')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "exported"), str(here.data_dir)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.stdout.endswith("at the end\n"), done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def put_in_the_way(here: Locations, place: str, kind: str) -> None:
    path: Path = getattr(here, place)
    if path.is_file():
        path.unlink()
    elif path.is_dir():
        for each in path.iterdir():
            each.unlink()
        path.rmdir()
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()


@unix_only
@pytest.mark.parametrize(
    "words",
    [
        ("plan", "check", "pipe"),
        ("runs", "check", "pipe"),
        ("import", "pipe"),
        ("export", "pipe"),
        ("report", "pipe"),
    ],
)
def test_a_pipe_that_a_command_is_given_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Nothing waits for somebody at its other end: it is said to be no file or folder, and left alone."""
    fill(locate(tmp_path / "data"), 1)
    os.mkfifo(tmp_path / "pipe")
    done = run(*words[:-1], str(tmp_path / "pipe"), "--data-dir", str(tmp_path / "data"))
    assert done.returncode in (1, 2)
    (line,) = (done.stdout + done.stderr).decode().splitlines()
    assert "pipe" in line
    assert any(f"not a {kind}" in line for kind in ("file", "regular file", "folder"))
    assert (tmp_path / "pipe").is_fifo()


@unix_only
@pytest.mark.parametrize("words", [(), ("rehearse",), ("verify",), ("preview",)])
def test_a_folder_that_cannot_be_told_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    """A relative folder below one that was deleted is nowhere, for the window as for the commands."""
    script = 'cd "$1" && rmdir "$1" && shift && exec "$@"'
    done = subprocess.run(
        ["sh", "-c", script, "sh", str(tmp_path), *PROGRAM, *words, "--data-dir", "mine"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    tmp_path.mkdir()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "kneetimer: KneeTimer cannot tell where the folder mine is: name it with its whole path.\n"
    )


def test_an_empty_name_is_no_folder(capsys: pytest.CaptureFixture[str]) -> None:
    """A script whose variable is not set must not put health data into the current folder."""
    with pytest.raises(SystemExit) as left:
        main(["verify", "--data-dir", ""], StandingClock(START))
    assert left.value.code == 2
    assert "an empty name is no folder" in capsys.readouterr().err


@unix_only
@pytest.mark.parametrize("kind", ["pipe", "folder"])
@pytest.mark.parametrize("place", ["database", "lock"])
def test_a_rehearsal_with_unusable_data_ends(tmp_path: Path, place: str, kind: str) -> None:
    """Nobody sits before it to close a window, so it says what is wrong and leaves."""
    here = locate(tmp_path / "data")
    fill(here, 1)
    put_in_the_way(here, place, kind)
    done = run("rehearse", "--data-dir", str(here.data_dir), QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout) == (1, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("kneetimer: ") and "is not a file" in line


def test_a_rehearsal_beside_an_open_window_ends(tmp_path: Path) -> None:
    """The data is in use: which process has it is said, and the exit code is 1."""
    with History.open_to_write(locate(tmp_path), StillClock()):
        done = run("rehearse", "--data-dir", str(tmp_path), QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 1
    assert f"already open (process {os.getpid()})" in done.stderr.decode()


# Who may read what is written.


@unix_only
def test_what_is_written_for_the_person_is_theirs_alone(tmp_path: Path) -> None:
    """Whatever the umask, nobody else can read or change an export, its activities, or the page as PDF."""
    data, export, page = tmp_path / "data", tmp_path / "out", tmp_path / "page.pdf"
    fill(locate(data), 2)
    before = os.umask(0)
    try:
        assert run("export", str(export), "--fit", "--data-dir", str(data)).returncode == 0
        for _ in range(2):  # a page that is there is replaced, and was perhaps wider
            assert run("report", str(page), "--data-dir", str(data)).returncode == 0
            assert page.stat().st_mode & 0o777 == 0o600
            page.chmod(0o666)
    finally:
        os.umask(before)
    modes = {path: path.stat().st_mode & 0o777 for path in export.rglob("*")}
    assert modes and all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in modes.items())


# Made-up data and rehearsals.


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--demo", "--data-dir", "somewhere"], "--data-dir"),
        (["--data-dir", "somewhere", "--demo"], "--data-dir"),
        (["--demo", "--start"], "--start"),
        (["--demo", "history"], "history"),
        (["--demo", "rehearse"], "rehearse"),
        (["--start", "rehearse"], "rehearse"),
    ],
)
def test_words_that_contradict_each_other_are_refused(
    words: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence with both words; nothing is silently left out."""
    with pytest.raises(SystemExit) as left:
        main(words, StandingClock(START))
    assert left.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "--demo" in line or "--start" in line
    assert named in line


def test_the_demo_says_that_its_data_is_made_up(desktop: Desktop) -> None:
    """Its window has the mark in the title, which the taskbar shows too, and closes without a complaint."""
    program = desktop.start(*PROGRAM, "--demo")
    desktop.close(desktop.wait_for_window("Made-up data"))
    assert program.wait() == 0
    assert "Traceback" not in program.said()


# What doctor says.


def doctor(folder: Path) -> dict[str, str]:
    """Its answers by topic, each of which stands in a line of its own."""
    done = run("doctor", "--data-dir", str(folder), QT_LOGGING_RULES="*=true", QT_DEBUG_PLUGINS="1")
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    desktop = ["display", "sound", "screen", "notices", "media keys"]
    assert [line[:10].strip() for line in lines] == [*desktop, "folder", "data", "exercises", "versions"]
    return {line[:10].strip(): line[11:] for line in lines}


def test_doctor_has_no_lines_but_its_own(tmp_path: Path) -> None:
    """With Qt asked to be as talkative as it can, nothing of that is among the answers."""
    assert doctor(tmp_path)["versions"].startswith("KneeTimer")


@pytest.mark.parametrize(("sessions", "said"), [(0, "1 session is recorded"), (1, "2 sessions are recorded")])
def test_doctor_counts_in_words_that_fit(tmp_path: Path, sessions: int, said: str) -> None:
    """One session is recorded, two are."""
    fill(locate(tmp_path), sessions)  # and one that was interrupted
    assert doctor(tmp_path)["data"] == f"works: {said}"


def test_doctor_leaves_nothing_behind(tmp_path: Path) -> None:
    """Asking what works makes no folder and no file."""
    assert doctor(tmp_path / "new")["data"] == "works: nothing has been recorded yet"
    assert list(tmp_path.iterdir()) == []
    fill(locate(tmp_path / "data"), 1)
    before = sorted((tmp_path / "data").rglob("*"))
    doctor(tmp_path / "data")
    assert sorted((tmp_path / "data").rglob("*")) == before


def test_doctor_says_that_a_read_only_folder_does_not_work(tmp_path: Path) -> None:
    """Data that can be read and not written to is no folder to train with."""
    fill(locate(tmp_path / "data"), 1)
    with unwritable(tmp_path / "data"):
        said = doctor(tmp_path / "data")
    assert said["folder"].startswith(f"DOES NOT WORK: KneeTimer cannot use the folder {tmp_path / 'data'}")
    assert said["data"] == "works: 2 sessions are recorded"


def test_doctor_writes_a_report_that_names_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What works, the versions and the log are in one file; home, data folder, user and own words are not."""
    home = tmp_path / "home" / "anna-k"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LOGNAME", "anna-k")
    folder = home / "my knee"
    fill(locate(folder), 1)
    plan = folder / "plans" / "anna.toml"
    plan.parent.mkdir()
    plan.write_text('format = 1\nname = "Anna rehab"\nid = "anna"\nweeks = "My secret"\n')
    (folder / "logs").mkdir(exist_ok=True)
    (folder / "logs" / "errors.log").write_text("2026-11-20 18:00:00 UTC KeyError\n  page.py:7 in show\n")
    file = tmp_path / "report.txt"
    words = ["doctor", "--report", str(file), "--data-dir", str(folder)]
    assert main(words, StandingClock(START)) == 0
    capsys.readouterr()
    told = file.read_text()
    assert "versions   KneeTimer" in told
    assert "KeyError\n  page.py:7 in show" in told
    assert "your data is in DATA" in told
    for word in ("anna-k", "my knee", "secret", "rehab"):
        assert word not in told
