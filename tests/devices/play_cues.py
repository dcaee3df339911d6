"""A program for the sound tests: plays what its arguments say and prints when it did.

Arguments: `NAME` plays a cue, `volume=N`, `mute=0|1`, `duck=0|1` and `twice:NAME` do
what they say; `soon:NAME` schedules a cue SOON_MS ahead and then holds the program up until that
moment, `back:NAME` takes it back before, `row` lays all of ROW ready and holds the program up until
they are over, `wait=MS` lets time pass. With FAR in the environment the output is held by the second
program, as in a session on Linux. Without arguments the actions come as lines on standard input, each
when the one before was heard, and what is held up is so until an empty line comes.
Each line it prints is a monotonic time, what was done, and whether sound is available.
"""

import os
import sys
import time

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, QTimer, Slot

from kneetimer.devices.audio.audio_process import AudioProcess
from kneetimer.devices.audio.loudspeaker import Loudspeaker, read_wav
from kneetimer.devices.audio.sound import RATE_HZ, SoundPlayer, probe, sound_file

GAP_MS = 350
SOON_MS = 150
ROW, ROW_SOON_MS, ROW_MS = ("beat", "turn", "beat"), 100, 200


class Performance(QObject):
    """Does one thing after the other and ends the program."""

    def __init__(self, player: SoundPlayer, actions: list[str]) -> None:
        super().__init__()
        self._player = player
        self._actions = actions
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.act)
        self._conductor: QSocketNotifier | None = None
        # Without a buffer, in which a line would wait of which the system says nothing any more.
        self._lines = open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)  # noqa: SIM115
        if not actions:
            self._conductor = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
            self._conductor.activated.connect(self.follow)
        player.available_changed.connect(self.tell)
        if actions:
            self._next.start(3 * GAP_MS)  # a second program takes a moment until it answers

    @Slot()
    def follow(self) -> None:
        """Do what the next line says; the end of the lines is the end of the program."""
        told = self._lines.readline().decode().strip()
        self._actions = [told] if told else []
        self.act()

    def hold_up(self, ms: float) -> None:
        """Do nothing else, as a window that is busy would."""
        if self._conductor is None:
            time.sleep(ms / 1000)
        else:
            print(time.monotonic(), "held up", self._player.available, flush=True)
            self._lines.readline()

    @Slot()
    def act(self) -> None:
        if not self._actions:
            self._player.release()
            QCoreApplication.quit()
            return
        action = self._actions.pop(0)
        print(time.monotonic(), action, self._player.available, flush=True)
        pause_ms = 0
        name, _, value = action.partition("=")
        if name == "volume":
            self._player.set_volume(int(value))
        elif name == "mute":
            self._player.set_muted(value == "1")
        elif name == "duck":
            self._player.set_ducked(value == "1")
        elif name == "wait":
            pause_ms = int(value)
        elif action.startswith(("soon:", "back:")):
            kind, _, cue = action.partition(":")
            self._player.schedule(cue, SOON_MS)
            if kind == "back":
                self._player.unschedule()
                print(time.monotonic(), "taken back", self._player.available, flush=True)
            else:
                self.hold_up(SOON_MS)
                self._player.play(cue)
            pause_ms = 1000 * len(read_wav(sound_file(cue))) // (2 * RATE_HZ) + GAP_MS + SOON_MS
        elif action == "row":
            for number, cue in enumerate(ROW):
                self._player.schedule(cue, ROW_SOON_MS + number * ROW_MS)
            self.hold_up(ROW_SOON_MS + len(ROW) * ROW_MS)
            self._player.play(ROW[-1])  # a window that was held up is told of the last one only
            pause_ms = 2 * GAP_MS
        else:
            cue = action.removeprefix("twice:")
            self._player.play(cue)
            if cue != action:
                self._player.play(cue)
            pause_ms = 1000 * len(read_wav(sound_file(cue))) // (2 * RATE_HZ) + GAP_MS
        if self._conductor is None:
            self._next.start(pause_ms)

    @Slot(bool, str)
    def tell(self, available: bool, reason: str) -> None:
        print(time.monotonic(), f"changed:{reason}", available, flush=True)


def main() -> None:
    app = QCoreApplication(sys.argv[:1])
    if sys.argv[1:] == ["probe"]:
        print(*probe())
        return
    speaker = AudioProcess() if "FAR" in os.environ else Loudspeaker()
    player = SoundPlayer(speaker=speaker)
    performance = Performance(player, sys.argv[1:])
    player.prime()
    app.exec()
    del performance


main()
