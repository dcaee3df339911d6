"""The program as a person meets it: a real window on a real screen, with real keys, clicks and sound."""

from __future__ import annotations

import contextlib
import json
import signal
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from desktop import Desktop, Program, wait_until
from fakes import StandingClock
from PySide6.QtGui import QImage

from kneetimer.core.elapsed import STOOD_STILL_MS
from kneetimer.core.preferences import Preferences
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import History
from kneetimer.ui.shell import palette

EVENING = datetime.fromisoformat("2026-11-26T18:30:00+01:00")
BUSY_S = 180.0  # for a whole rehearsal on a machine that does other things too
PROGRAM = (sys.executable, "-m", "kneetimer")


def prepared(folder: Path, **choices: object) -> Path:
    """A data folder of somebody who has read the safety note."""
    history = History.open_to_write(locate(folder), StandingClock(EVENING).now)
    chosen = Preferences(safety_accepted="1", get_set_s=0, theme=Preferences().theme)
    history.save_preferences(chosen.with_(**choices))
    history.close()
    return folder


def history_of(folder: Path) -> list[dict[str, object]]:
    done = subprocess.run(
        [*PROGRAM, "history", "--json", "--data-dir", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    told: list[dict[str, object]] = json.loads(done.stdout)
    return told


def background(picture: QImage) -> str:
    return picture.pixelColor(5, picture.height() // 2).name().upper()


@pytest.mark.parametrize(("week", "reps"), [(1, 190), (4, 294)])
def test_a_rehearsal_plays_a_whole_session_without_a_key(
    desktop: Desktop, memory_path: Path, week: int, reps: int
) -> None:
    """`kneetimer rehearse` opens the window, plays to the summary and ends; every set is done in full."""
    program = desktop.start(
        *PROGRAM, "rehearse", "--week", str(week), "--speed", "400", "--data-dir", str(memory_path)
    )
    desktop.wait_for_window("KneeTimer")
    assert program.wait(BUSY_S) == 0
    (told,) = history_of(memory_path)
    assert (told["rehearsal"], told["state"], told["week"]) == (True, "finished", week)
    sets = told["sets"]
    assert isinstance(sets, list)
    assert {one["state"] for one in sets} == {"done"}
    assert sum(one["reps"] for one in sets if one["block"] == "strength") == reps


def test_keys_of_a_real_keyboard_lead_through_a_session(desktop: Desktop, tmp_path: Path) -> None:
    """Space starts, Right skips, Space pauses, Escape and two tabs keep it as partial: the history knows."""
    folder = prepared(tmp_path / "data", full_screen=False, sounds=False)
    desktop.start(*PROGRAM, "--data-dir", str(folder))
    window = desktop.wait_for_window("KneeTimer")
    desktop.key("space")
    shows(desktop, palette.LIGHT.ready.tint, "getting ready")
    desktop.key("Right")
    shows(desktop, palette.LIGHT.work.tint, "the first set")
    desktop.key("Right")
    shows(desktop, palette.LIGHT.ready.tint, "the change of sides")
    desktop.key("Right")
    shows(desktop, palette.LIGHT.work.tint, "the other side")
    desktop.key("space")
    shows(desktop, palette.LIGHT.paused.tint, "the pause")
    desktop.key("Escape", "Tab", "space")
    wait_until(lambda: history_of(folder)[0]["state"] == "partial", "the session to be kept as partial")
    desktop.close(window)
    desktop.wait_until_gone("KneeTimer")


def shows(desktop: Desktop, tint: str, what: str) -> None:
    wait_until(lambda: background(desktop.screenshot()) == tint.upper(), f"the colour of {what}")


def test_start_can_be_clicked(desktop: Desktop, tmp_path: Path) -> None:
    """The Start button starts by mouse; full screen is the default."""
    folder = prepared(tmp_path / "data", sounds=False)
    desktop.start(*PROGRAM, "--data-dir", str(folder))
    window = desktop.wait_for_window("KneeTimer")
    desktop.screen.xdotool("mousemove", "5", "5")  # a button under the pointer has another colour
    button = wait_until(lambda: _find(desktop.screenshot(window), palette.LIGHT.work.accent), "the button")
    desktop.click(*button, window)
    shows(desktop, palette.LIGHT.ready.tint, "getting ready")
    filled = desktop.wait_for_window("KneeTimer")
    assert (filled.width, filled.height) == desktop.screen.size


def _find(picture: QImage, colour: str) -> tuple[int, int] | None:
    """A place in the first wide run of a colour, a filled button; None where there is none."""
    for y in range(0, picture.height(), 6):
        run = 0
        for x in range(0, picture.width(), 3):
            run = run + 1 if picture.pixelColor(x, y).name().upper() == colour.upper() else 0
            if run == 12:
                return x - 6, y + 6
    return None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_in_a_session_saves_and_ends(
    desktop: Desktop, tmp_path: Path, number: signal.Signals
) -> None:
    """A logout in the middle leaves a session that can be gone on with, and nothing hangs."""
    folder = prepared(tmp_path / "data", full_screen=False, sounds=False)
    program = desktop.start(*PROGRAM, "--data-dir", str(folder))
    desktop.wait_for_window("KneeTimer")
    desktop.key("space")
    shows(desktop, palette.LIGHT.ready.tint, "getting ready")
    program.process.send_signal(number)
    assert program.wait() == 0
    assert "Traceback" not in program.said()
    assert history_of(folder)[0]["state"] == "running"


def test_a_stopped_program_pauses_and_offers_to_redo(desktop: Desktop, tmp_path: Path) -> None:
    """What stood still for long was no training: the session waits, and the step can be done again."""
    folder = prepared(tmp_path / "data", full_screen=False, sounds=False)
    program = desktop.start(*PROGRAM, "--data-dir", str(folder), "--start")
    window = desktop.wait_for_window("KneeTimer")
    desktop.key("Right")
    shows(desktop, palette.LIGHT.work.tint, "the first set")
    program.process.send_signal(signal.SIGSTOP)
    with contextlib.suppress(subprocess.TimeoutExpired):
        program.process.wait(STOOD_STILL_MS / 1000 + 2.5)  # longer than any tick may be late
    program.process.send_signal(signal.SIGCONT)
    shows(desktop, palette.LIGHT.paused.tint, "the pause")
    slept = events(folder, "paused")
    assert [(one["reason"], one["slept_s"] >= 12) for one in slept] == [("stood-still", True)]
    redo = window.width * 568 // 1280, window.height - window.width * 34 // 1280
    desktop.click(*redo, window)
    wait_until(lambda: events(folder, "went-on"), "the set to begin anew")
    assert [one["redo"] for one in events(folder, "went-on")] == [True]
    shows(desktop, palette.LIGHT.work.tint, "the set")


def test_an_8_holds_the_session_for_every_key(desktop: Desktop, tmp_path: Path) -> None:
    """H, 8, Escape: keys of a real keyboard, a presenter's and a media key do not go on; Tab and Enter do."""
    folder = prepared(tmp_path / "data", full_screen=False, sounds=False)
    desktop.start(*PROGRAM, "--data-dir", str(folder), "--start")
    desktop.wait_for_window("KneeTimer")
    desktop.key("Right")
    shows(desktop, palette.LIGHT.work.tint, "the first set")
    desktop.key("h", "8", "Escape")
    shows(desktop, palette.LIGHT.paused.tint, "the pause")
    wait_until(lambda: events(folder, "hurt"), "the 8 to be kept")
    for key in ("space", "Return", "Page_Down", "period", "XF86AudioPlay"):
        desktop.key(key, "Escape")
    shows(desktop, palette.LIGHT.paused.tint, "the pause")
    assert events(folder, "went-on") == []
    desktop.key("space", "Tab", "Tab", "Tab", "space", "Return")
    wait_until(lambda: events(folder, "went-on"), "going on anyway")
    told = [(one["level"], one["answer"]) for one in events(folder, "hurt")]
    assert told == [(8, "open"), (8, "go-on")]


def events(folder: Path, kind: str) -> list[dict[str, Any]]:
    """What was stored of one kind, read beside the running program."""
    with contextlib.closing(sqlite3.connect(f"file:{locate(folder).database}?mode=ro", uri=True)) as data:
        rows = data.execute("SELECT content FROM happening WHERE kind = ? ORDER BY sequence", (kind,))
        return [json.loads(content) for (content,) in rows]


def test_a_second_start_brings_the_first_window_up(desktop: Desktop, tmp_path: Path) -> None:
    """There is one program for one folder: the second start raises the first window and ends."""
    folder = prepared(tmp_path / "data", full_screen=False)
    desktop.start(*PROGRAM, "--data-dir", str(folder))
    desktop.wait_for_window("KneeTimer")
    second: Program = desktop.start(*PROGRAM, "--data-dir", str(folder))
    assert second.wait() == 0
    assert len(desktop.windows("KneeTimer")) == 1


def test_the_session_is_heard(desktop_with_sound: Desktop, memory_path: Path) -> None:
    """With a sound device a rehearsal makes sound."""
    desktop = desktop_with_sound
    assert desktop.sound is not None
    heard = desktop.sound.recording()
    program = desktop.start(*PROGRAM, "rehearse", "--speed", "100", "--data-dir", str(memory_path))
    desktop.wait_for_window("KneeTimer")
    wait_until(lambda: max(map(abs, heard.samples()), default=0) > 1000, "a sound")
    program.process.terminate()
    assert program.wait() == 0


def test_doctor_plays_and_names_every_sound(desktop_with_sound: Desktop) -> None:
    """`kneetimer doctor --sound` names each cue and sentence as it can be heard, and then ends."""
    desktop = desktop_with_sound
    assert desktop.sound is not None
    heard = desktop.sound.recording()
    program = desktop.start(*PROGRAM, "doctor", "--sound")
    assert program.wait(BUSY_S) == 0
    told = [line.partition(":")[0] for line in program.said().splitlines()]
    assert [name for name in told if name != "voice"] == [
        "start", "count", "half", "beat", "turn", "side", "rest", "end",
    ]  # fmt: skip
    assert told.count("voice") == 2
    assert max(map(abs, heard.samples()), default=0) > 1000
