"""The command line as scripts and people use it: words in, text and exit codes out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from fakes import StandingClock
from timeline import Timeline

from kneetimer.__main__ import main
from kneetimer.cli import commands
from kneetimer.core import record
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import Script, build_script
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History

STARTED = datetime.fromisoformat("2026-03-02T19:00:00+01:00")


def week_1() -> Script:
    return build_script(load_plan("six-week-knee"), 1, 1, Preferences(), load_exercises())


def store(folder: Path, timeline: Timeline, *, rehearsal: bool = False) -> str:
    """Write a session as the window does."""
    with History.open_to_write(locate(folder), StandingClock(STARTED).now) as history:
        began = record.Began(timeline.state.script, rehearsal, STARTED, "Europe/Vienna", False)
        session = history.begin(began)
        for event in timeline.events:
            history.append(session, event)
    return session


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words), StandingClock(STARTED)) == 0
    return capsys.readouterr().out


def test_preview_prints_the_documented_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every step has the documented fields, and their seconds add up."""
    told = json.loads(printed(capsys, "preview", "--json", "--data-dir", str(tmp_path)))
    assert set(told) == {"plan", "week", "session", "seconds", "steps"}
    assert (told["plan"], told["week"], told["session"]) == ("six-week-knee", 1, 1)
    fields = {"kind", "block", "exercise", "side", "set", "sets", "reps", "seconds"}
    assert all(set(step) == fields for step in told["steps"])
    assert {step["kind"] for step in told["steps"]} == {"ready", "work", "hold", "rest", "side"}
    assert sum(step["seconds"] for step in told["steps"]) == told["seconds"]
    lunges = next(s for s in told["steps"] if s["exercise"] == "walking-lunge" and s["kind"] == "work")
    assert (lunges["reps"], lunges["side"]) == (20, None)


def test_preview_of_another_week(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Naming a week shows that week; the walk of week 4 has a direction."""
    told = json.loads(
        printed(capsys, "--data-dir", str(tmp_path), "preview", "--week", "4", "--session", "2", "--json")
    )
    assert (told["week"], told["session"]) == (4, 2)
    walks = [s for s in told["steps"] if s["exercise"] == "lateral-band-walk" and s["kind"] == "work"]
    assert [walk["side"] for walk in walks] == ["left", "right"] * 3


def test_preview_creates_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Looking at a session leaves no file behind."""
    folder = tmp_path / "new"
    printed(capsys, "preview", "--data-dir", str(folder))
    assert not folder.exists()


def test_preview_follows_the_history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After a finished first session of today the second one comes next."""
    timeline = Timeline(week_1()).tell("start 2200")
    with History.open_to_write(locate(tmp_path), StandingClock(STARTED).now) as history:
        session = history.begin(record.Began(week_1(), False, STARTED, "UTC", False))
        for event in timeline.events:
            history.append(session, event)
    told = json.loads(printed(capsys, "preview", "--json", "--data-dir", str(tmp_path)))
    assert (told["week"], told["session"]) == (1, 2)


def test_history_tells_a_session_to_the_last_rep(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A session that was left in its first squats is partial, with every prescribed set listed."""
    timeline = Timeline(week_1()).tell("start 43 43 5 9 leave")  # swings to both sides, then squats
    store(tmp_path, timeline)
    (told,) = json.loads(printed(capsys, "history", "--json", "--data-dir", str(tmp_path)))
    assert told["state"] == "partial"
    assert told["started"] == "2026-03-02T19:00:00+01:00"
    assert (told["rehearsal"], told["effort"], told["pain"], told["note"]) == (False, None, None, "")
    assert len(told["sets"]) == sum(step.is_set for step in week_1().steps)
    assert [told_set["reps"] for told_set in told["sets"][:5]] == [12, 12, 12, 12, 2]
    squats = told["sets"][4]
    assert squats == {
        "exercise": "bodyweight-squat",
        "block": "warm-up",
        "side": None,
        "set": 1,
        "target_reps": 15,
        "reps": 2,
        "target_seconds": None,
        "seconds": 9,
        "state": "partial",
        "load": "",
    }
    assert told["sets"][-1]["target_seconds"] == 30
    assert told["sets"][-1]["state"] == "skipped"


def test_history_is_empty_before_the_first_session(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No data is an empty list, not an error."""
    assert json.loads(printed(capsys, "history", "--json", "--data-dir", str(tmp_path))) == []


def test_history_marks_rehearsals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rehearsal is listed as one."""
    store(tmp_path, Timeline(week_1()).tell("start 2200"), rehearsal=True)
    (told,) = json.loads(printed(capsys, "history", "--json", "--data-dir", str(tmp_path)))
    assert (told["rehearsal"], told["state"]) == (True, "finished")


def test_a_rehearsal_without_a_window_prints_a_line_a_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its steps are those of the preview, each with what is said in it; the summary ends it."""
    words = ("--week", "2", "--data-dir", str(tmp_path))
    steps = [line for line in printed(capsys, "preview", *words).splitlines() if line.startswith("  ")]
    told = printed(capsys, "rehearse", "--no-window", "--speed", "50", *words).splitlines()
    assert [line.partition("  “")[0].strip() for line in told[:-2]] == [step.strip() for step in steps]
    squats = next(line for line in told if "get ready: Bodyweight squats" in line)
    assert "“Bodyweight squats." in squats
    assert told[-1].startswith("Session 1 of week 2 is done: ")
    assert told[-1].endswith("Nothing of this rehearsal is kept.")
    assert list(tmp_path.iterdir()) == []


def test_a_rehearsal_as_json_is_the_session_that_was_played(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One object as `history --json` prints it, with every set done in full in its planned time."""
    words = ("--speed", "1000", "--data-dir", str(tmp_path))
    told = json.loads(printed(capsys, "rehearse", "--no-window", "--json", *words))
    assert (told["state"], told["rehearsal"], told["started"]) == ("finished", True, STARTED.isoformat())
    assert told["seconds"] == week_1().length_ms // 1000
    assert {each["state"] for each in told["sets"]} == {"done"}


def test_verify_finds_a_changed_session(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A whole file passes; a file in which a rep was changed by hand does not."""
    import sqlite3

    store(tmp_path, Timeline(week_1()).tell("start 2200"))
    assert main(["verify", "--data-dir", str(tmp_path)], StandingClock(STARTED)) == 0
    with sqlite3.connect(locate(tmp_path).database) as connection:
        changed = connection.execute(
            "UPDATE happening SET content = replace(content, '\"reps\":15', '\"reps\":16')"
        ).rowcount
    connection.close()
    assert changed > 0
    assert main(["verify", "--data-dir", str(tmp_path)], StandingClock(STARTED)) == 1
    assert "session" in capsys.readouterr().out


def test_doctor_answers_every_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Display, sound, folder, data and versions each get a line."""
    told = printed(capsys, "doctor", "--data-dir", str(tmp_path))
    topics = [line.split()[0] for line in told.splitlines()]
    assert topics == [
        "display", "sound", "screen", "notices", "media", "folder", "data", "exercises", "versions"
    ]  # fmt: skip
    assert str(tmp_path) in told


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["previw"], "previw"),
        (["preview", "--week", "9"], "9"),
        (["preview", "--week", "zero"], "--week"),
        (["preview", "--session", "4"], "4"),
        (["preview", "--plan", "marathon"], "marathon"),
        (["preview", "--weak", "1"], "--weak"),
        (["rehearse", "--speed", "0"], "--speed"),
        (["rehearse", "--no-window", "--stay"], "--no-window"),
        (["rehearse", "--json"], "--no-window"),
        (["--data-dir"], "--data-dir"),
    ],
)
def test_wrong_words_get_one_sentence(
    words: list[str], names: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that names what was wrong, and exit code 2."""
    where = [] if words == ["--data-dir"] else ["--data-dir", str(tmp_path)]
    try:
        code = main([*words, *where], StandingClock(STARTED))
    except SystemExit as left:
        code = left.code
    assert code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert names in told.err
    assert told.err.startswith("kneetimer: ")


def test_no_display_is_one_sentence(tmp_path: Path) -> None:
    """Without a display the window's command says so and leaves with 2, at once and without a traceback."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    for display in ({}, {"DISPLAY": ":4711"}):
        done = subprocess.run(
            [sys.executable, "-m", "kneetimer", "--data-dir", str(tmp_path)],
            env=environment | display,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert done.returncode == 2
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
        assert "display" in done.stderr


def test_a_damaged_file_is_named_and_not_touched(tmp_path: Path) -> None:
    """history of a file that is no data file says which file, and leaves it as it was."""
    where = locate(tmp_path)
    where.database.write_text("this is a shopping list")
    with pytest.raises(commands.CommandError, match=r"kneetimer\.db"):
        commands.history(tmp_path, as_json=True)
    assert where.database.read_text() == "this is a shopping list"
