#!/usr/bin/env python3
"""Let the real program play a session by itself, on a screen and a sound output of its own, and record it.

It does not judge what was heard: packaging/bench/sound_bench.py does, and packaging/voice/blindfold.py.
It needs Xvfb, openbox and pulseaudio, plays as long as the session takes, and touches no other output.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parent))
import machine_pauses
import sound_server
from desktop import Screen
from machine_pauses import Pause
from PySide6.QtCore import QEventLoop, QTimer

from kneetimer.core.player import State
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import Script, build_script
from kneetimer.devices.process import priority
from kneetimer.devices.process.clock import Clock
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History

BEGAN = "began"
AFTER_S = 2.5  # of sound after the last step
START_LIMIT_S = 60.0
OPENS_MS = 2_000


@dataclass(frozen=True, slots=True)
class Played:
    """A recording of a session that began at the monotonic time `began_s` and lasted until `until_s`.

    `pauses` are the moments in which a processor stood still meanwhile, as far as that is known.
    """

    recording: sound_server.Recording
    began_s: float
    until_s: float
    pauses: tuple[Pause, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to play: steps `first` to before `last` of session 1 of a week, `seconds` of it at most."""

    week: int = 1
    plan: str = "six-week-knee"
    speed: float = 1.0
    voice: bool = True
    sounds: bool = True
    first: int = 0
    last: int | None = None
    seconds: float | None = None

    def script(self) -> Script:
        """What the program will play, built from the plan alone."""
        whole = build_script(load_plan(self.plan), self.week, 1, Preferences(), load_exercises())
        return replace(whole, steps=whole.steps[self.first : self.last])


def play(wanted: Wanted, *, busy: bool = False) -> Played:
    """Play and record; with `busy` every core has other work meanwhile.

    Raises RuntimeError, with what the program said, where it does not get to play.
    """
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kt-")))
        (folder / "screen").mkdir()
        screen = Screen(folder / "screen")
        stack.callback(screen.end)
        (folder / "sound").mkdir()
        server = stack.enter_context(sound_server.sound_server(folder / "sound"))
        priority.raise_one(server.process.pid)  # a desktop lets its sound server go first, too
        recording = stack.enter_context(server.recording())
        _save_choices(folder / "data", wanted)
        pauses_file = stack.enter_context((folder / "pauses").open("w"))
        watchers = subprocess.Popen(
            [sys.executable, machine_pauses.__file__], stdout=pauses_file, start_new_session=True
        )
        stack.callback(watchers.wait)
        stack.callback(_end_group, watchers)
        if busy:
            stack.enter_context(_every_core_busy())
        command = [
            *(sys.executable, __file__, "--data-dir", str(folder / "data")),
            *("--week", str(wanted.week), "--speed", str(wanted.speed), "--first", str(wanted.first)),
            *(("--last", str(wanted.last)) if wanted.last is not None else ()),
        ]
        program = subprocess.Popen(
            command,
            env={**screen.environment, **server.environment, "DBUS_SESSION_BUS_ADDRESS": "disabled:"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        stack.callback(_end, program)
        began_s = _began_s(program)
        lasts_s = wanted.script().length_ms / 1000 / wanted.speed
        until_s = began_s + min(lasts_s + AFTER_S, wanted.seconds or lasts_s + AFTER_S)
        while time.monotonic() < until_s and program.poll() is None:
            time.sleep(min(0.2, max(0.0, until_s - time.monotonic())))
        if program.poll() not in (None, 0):
            raise RuntimeError(f"the program ended with {program.poll()}: {_said(program)}")
        pauses = machine_pauses.read((folder / "pauses").read_text().splitlines())
    return Played(recording, began_s, until_s, pauses)


def _save_choices(folder: Path, wanted: Wanted) -> None:
    history = History.open_to_write(locate(folder), Clock().now)
    chosen = Preferences(
        safety_accepted="1", get_set_s=0, plan=wanted.plan, voice=wanted.voice, sounds=wanted.sounds
    )
    history.save_preferences(chosen)
    history.close()


@contextlib.contextmanager
def _every_core_busy() -> Iterator[None]:
    spin = [sys.executable, "-c", "while True: pass"]
    loads = [subprocess.Popen(spin) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for load in loads:
            load.kill()
            load.wait()


def _began_s(program: subprocess.Popen[str]) -> float:
    """The moment that the program tells when it starts the clock of its session."""
    late = threading.Timer(START_LIMIT_S, program.kill)
    late.start()
    try:
        assert program.stdout is not None
        for line in program.stdout:
            word, _, moment = line.partition(" ")
            if word == BEGAN:
                return float(moment)
    finally:
        late.cancel()
    raise RuntimeError(f"the program never began: {_said(program)}")


def _said(program: subprocess.Popen[str]) -> str:
    assert program.stderr is not None
    return program.stderr.read().strip()


def _end_group(leader: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader.pid, signal.SIGTERM)


def _end(program: subprocess.Popen[str]) -> None:
    program.terminate()
    program.communicate()


def rehearse(words: argparse.Namespace) -> int:
    """Run inside of the screen: `kneetimer rehearse`, which tells when the clock of the session starts."""
    from kneetimer.program import start as app
    from kneetimer.program.session_driver import Log, SessionDriver
    from kneetimer.program.session_flow import SessionFlow

    begin, whole = SessionDriver.begin, SessionFlow.rehearse

    def telling_begin(driver: SessionDriver, state: State, log: Log) -> None:
        print(BEGAN, time.monotonic(), flush=True)
        begin(driver, state, log)

    def rehearse_part(flow: SessionFlow, script: Script, *, stay: bool = False) -> None:
        # A session at its real speed is two seconds old at its first sound; a fast one comes sooner than
        # any output opens.
        flow.sessions().audio.begin()
        loop = QEventLoop()
        QTimer.singleShot(OPENS_MS, loop.quit)
        loop.exec()
        whole(flow, replace(script, steps=script.steps[words.first : words.last]), stay=stay)

    SessionDriver.begin = telling_begin  # type: ignore[method-assign]
    SessionFlow.rehearse = rehearse_part  # type: ignore[method-assign]
    return app.rehearse(words.data_dir, Clock(), words.week, 1, words.speed)


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--week", type=int, default=1)
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--last", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(rehearse(_words()))
