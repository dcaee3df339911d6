"""A cue that was laid ready comes at its moment also from an output that begins late."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from pytestqt.qtbot import QtBot

from kneetimer.devices.audio import loudspeaker
from kneetimer.devices.audio.audio_process import AudioProcess
from kneetimer.devices.audio.loudspeaker import (
    HELD_BACK_S,
    LEAD_S,
    LOOK_EVERY_MS,
    OPENS_ALONE_S,
    OPENS_S,
    Loudspeaker,
    SinkChannel,
)

RATE_HZ = 48_000
CUE = b"\x01\x00" * 2_000
PIECE_S = 0.008  # which an output takes at once


class LateSink(QObject):
    """An output that begins late to take samples, and fills its buffer from time to time.

    Time passes only when it is asked how far it is.
    """

    def __init__(self, late_s: float) -> None:
        super().__init__()
        self.now_s = 100.0
        self.given = b""
        self._late_s = late_s
        self._began_s = 0.0

    def monotonic(self) -> float:
        return self.now_s

    def format(self) -> SimpleNamespace:
        return SimpleNamespace(sampleRate=lambda: RATE_HZ)

    def start(self) -> LateSink:
        self._began_s = self.now_s + self._late_s
        return self

    def reset(self) -> None:
        self.given = b""

    def write(self, samples: bytes) -> int:
        self.given += samples
        return len(samples)

    def processedUSecs(self) -> int:
        played_s = max(0.0, self.now_s - self._began_s)
        self.now_s += LOOK_EVERY_MS / 1000
        return round(1e6 * (LEAD_S + played_s // PIECE_S * PIECE_S)) if played_s else 0

    def heard_at_s(self) -> float:
        """When the cue is heard, from all that was given."""
        silence, found, rest = self.given.partition(CUE)
        assert found and not rest and not silence.strip(b"\0")
        return self._began_s + len(silence) / (2 * RATE_HZ)


@pytest.mark.parametrize(
    ("late_s", "off_s"),
    [
        (0.0, -OPENS_ALONE_S),  # what every output takes is reckoned with
        (0.035, 0.0),
        (0.055, 0.0),
        (0.2, 0.2 - HELD_BACK_S - OPENS_ALONE_S),  # more than can be made up for
    ],
)
def test_what_an_output_is_late_is_made_up_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, late_s: float, off_s: float
) -> None:
    """The silence before the cue is shorter by what the output was late, as far as it can be seen."""
    sink = LateSink(late_s)
    monkeypatch.setattr(loudspeaker, "time", sink)
    channel = SinkChannel(sink, Loudspeaker(), is_alone=True)  # type: ignore[arg-type]
    at_s = sink.now_s + 0.4
    assert channel.play(CUE, at_s)
    qtbot.waitUntil(lambda: CUE in sink.given)
    assert sink.heard_at_s() - at_s == pytest.approx(off_s, abs=PIECE_S)


def test_a_cue_that_is_taken_back_is_never_given(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause while the output is watched leaves nothing that could still sound."""
    sink = LateSink(0.0)
    monkeypatch.setattr(loudspeaker, "time", sink)
    channel = SinkChannel(sink, Loudspeaker(), is_alone=True)  # type: ignore[arg-type]
    channel.play(CUE, sink.now_s + 0.4)
    asked_at_s = sink.now_s
    qtbot.waitUntil(lambda: sink.now_s > asked_at_s + 0.02)
    channel.stop()
    asked_at_s = sink.now_s
    turns = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=loudspeaker.LOOK_EVERY_MS)
    turns.start()
    for _ in range(10):
        with qtbot.waitSignal(turns.timeout):
            pass
    assert (sink.given, sink.now_s) == (b"", asked_at_s)


@pytest.mark.parametrize(("is_alone", "ahead_s"), [(True, 0.2), (False, 0.4)])
def test_a_cue_is_given_whole_where_it_is_near_or_beside_a_window(
    monkeypatch: pytest.MonkeyPatch, is_alone: bool, ahead_s: float
) -> None:
    """What is due soon waits for nobody, and beside a window that may be busy no cue waits for a timer."""
    sink = LateSink(0.0)
    monkeypatch.setattr(loudspeaker, "time", sink)
    channel = SinkChannel(sink, Loudspeaker(), is_alone=is_alone)  # type: ignore[arg-type]
    channel.play(CUE, sink.now_s + ahead_s)
    opens_s = OPENS_ALONE_S if is_alone else OPENS_S
    assert sink.heard_at_s() == pytest.approx(sink.now_s + ahead_s - opens_s, abs=0.001)


FIRST_WITHOUT_A_SERVER = """
import pathlib, sys
tried = pathlib.Path(sys.argv[1])
came = tried.exists()
tried.touch()
print("reason" if came else "reason " + sys.argv[2], flush=True)
sys.stdin.read()
"""


def test_a_sound_server_that_comes_after_the_program_is_heard(qtbot: QtBot, tmp_path: Path) -> None:
    """Without one there is a reason, and with the server the sound comes by itself a little later."""
    command = (sys.executable, "-c", FIRST_WITHOUT_A_SERVER, str(tmp_path / "tried"), loudspeaker.NO_DEVICE)
    speaker = AudioProcess(command=command)
    with qtbot.waitSignal(speaker.available_changed, timeout=30_000) as told:
        speaker.open()
    assert told.args == [False, loudspeaker.NO_DEVICE]
    with qtbot.waitSignal(speaker.available_changed, timeout=30_000) as told:
        pass
    assert told.args == [True, ""]
    speaker.close()
