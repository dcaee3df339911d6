"""A sound server without a sound card, and a recorder of what a person would hear from it.

It starts its own PulseAudio in a folder of the caller's and touches no other. It does not
judge what was recorded.
"""

from __future__ import annotations

import array
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop import wait_until

RATE_HZ = 48_000
START_LIMIT_S = 20.0
NEAR_S = 3.0

installed = shutil.which("pulseaudio") is not None and shutil.which("parec") is not None


@dataclass(slots=True)
class Recording:
    """Mono 16-bit sound, with the monotonic time at which each piece of it arrived.

    The server's clock strays from the machine's by some milliseconds a minute while something
    plays, so times are read from the pieces near by.
    """

    pcm: bytearray = field(default_factory=bytearray)
    heard: threading.Event = field(default_factory=threading.Event)
    arrivals: list[tuple[float, int]] = field(default_factory=list)

    def samples(self, from_s: float, to_s: float) -> array.array[int]:
        """The samples between two monotonic times."""
        began_s = self._beginning(from_s)
        first = max(0, round((from_s - began_s) * RATE_HZ))
        last = max(first, round((to_s - began_s) * RATE_HZ))
        cut = array.array("h")
        cut.frombytes(bytes(self.pcm[2 * first : 2 * last]))
        if sys.byteorder == "big":
            cut.byteswap()
        return cut

    @property
    def count(self) -> int:
        """How many samples there are so far."""
        return len(self.pcm) // 2

    def since(self, first: int) -> array.array[int]:
        """The samples from this one on."""
        cut = array.array("h")
        cut.frombytes(bytes(self.pcm[2 * first : 2 * self.count]))
        if sys.byteorder == "big":
            cut.byteswap()
        return cut

    def add(self, piece: bytes) -> None:
        self.pcm += piece
        self.arrivals.append((time.monotonic(), len(self.pcm) // 2))
        self.heard.set()

    def _beginning(self, at_s: float) -> float:
        """When the first sample was, by the clock of the pieces around a moment."""
        # A piece may come late but never early, so the earliest beginning is the true one.
        return min(
            (time_s - total / RATE_HZ for time_s, total in self.arrivals if abs(time_s - at_s) < NEAR_S),
            default=self.arrivals[0][0],
        )


@dataclass(frozen=True, slots=True)
class SoundServer:
    """A running server; `environment` is for the programs that shall play to it."""

    process: subprocess.Popen[bytes]
    environment: dict[str, str]

    @contextlib.contextmanager
    def recording(self) -> Iterator[Recording]:
        """Record all that is played while the block runs."""
        command = ["parec", "--device=nul.monitor", "--raw", "--format=s16le", f"--rate={RATE_HZ}"]
        recorder = subprocess.Popen(
            [*command, "--channels=1", "--latency-msec=5"],
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        recording = Recording()
        reader = threading.Thread(target=_collect, args=(recorder, recording), daemon=True)
        reader.start()
        try:
            if not recording.heard.wait(START_LIMIT_S):
                raise TimeoutError("the recorder gave no sound")
            yield recording
        finally:
            recorder.terminate()
            recorder.wait()
            reader.join()
            assert recorder.stdout is not None
            recorder.stdout.close()

    def remove_output(self) -> None:
        """Take the only output away, as when a headset is pulled out."""
        self._tell("unload-module", "module-null-sink")

    def add_output(self) -> None:
        """Bring an output, as when one is plugged in."""
        self._tell("load-module", "module-null-sink", "sink_name=nul", f"rate={RATE_HZ}")

    def _tell(self, *words: str) -> None:
        environment = {**os.environ, **self.environment}
        subprocess.run(["pactl", *words], env=environment, stdout=subprocess.DEVNULL, check=True)


def _collect(recorder: subprocess.Popen[bytes], recording: Recording) -> None:
    assert recorder.stdout is not None
    descriptor = recorder.stdout.fileno()
    while piece := os.read(descriptor, 65536):
        recording.add(piece)


@contextlib.contextmanager
def sound_server(folder: Path) -> Iterator[SoundServer]:
    """A server with one output that goes nowhere; `folder` must be short, it holds the socket."""
    address = folder / "p.sock"
    process = subprocess.Popen(
        [
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes"),
            *("--use-pid-file=no", "--log-level=error"),
            *("-L", f"module-native-protocol-unix socket={address} auth-anonymous=1"),
            *("-L", f"module-null-sink sink_name=nul rate={RATE_HZ} channels=2"),
        ],
        env={**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_it_listens(process, address)
        environment = {"PULSE_SERVER": f"unix:{address}", "XDG_RUNTIME_DIR": str(folder)}
        yield SoundServer(process, {**environment, "HOME": str(folder)})
    finally:
        process.terminate()
        process.wait()


def _wait_until_it_listens(process: subprocess.Popen[bytes], address: Path) -> None:
    def listens() -> bool:
        assert process.poll() is None, "the sound server did not start"
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.connect(str(address))
            return True
        return False

    wait_until(listens, "the sound server")
