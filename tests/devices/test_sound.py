"""The player of cues, heard through a real sound server and without any."""

import array
import itertools
import math
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sound_server
from desktop import wait_until
from sound_server import Recording, SoundServer

from kneetimer.devices.audio.loudspeaker import DEVICE_FAILED, NO_DEVICE, amplitude, read_wav
from kneetimer.devices.audio.sound import CUE_NAMES, RATE_HZ, SoundPlayer, sound_file
from kneetimer.devices.process import second_program

PROGRAM = Path(__file__).with_name("play_cues.py")
AUDIBLE = 40  # of 32767
SOON_S = 0.1  # how far ahead the program schedules, at least
QUIET_S = 0.4  # of recorded silence, after which a cue is over
SILENT_S = 1.0  # of recorded silence beyond a cue's length, in which it would have been heard
PATIENCE_S = 30.0

needs_server = pytest.mark.skipif(
    not sound_server.installed, reason="pulseaudio and parec are not installed (apt install pulseaudio)"
)


@dataclass(frozen=True)
class Moment:
    at_s: float
    action: str
    available: bool


def perform(environment: dict[str, str], *actions: str) -> list[Moment]:
    """Run the test program; the moments at which it did its actions."""
    done = subprocess.run(
        [sys.executable, str(PROGRAM), *actions],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE_S,
        check=True,
    )
    assert "QSocketNotifier" not in done.stderr
    return [moment_of(line) for line in done.stdout.splitlines()]


def moment_of(line: str) -> Moment:
    at, _, rest = line.strip().partition(" ")
    return Moment(float(at), rest.rpartition(" ")[0], rest.endswith("True"))


def length_s(name: str) -> float:
    return len(read_wav(sound_file(name))) / 2 / RATE_HZ


def loudness(samples: array.array) -> float:
    return math.sqrt(sum(value * value for value in samples))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server.sound_server(tmp_path_factory.mktemp("s")) as running:
        yield running


class Conductor:
    """Has the test program play one action after the other, each when the one before was heard.

    So nothing here depends on how fast the machine is; whether sounds are on time, packaging/bench measures.
    """

    def __init__(self, server: SoundServer, recording: Recording, *, far: bool) -> None:
        self._program = start(server, far=far)
        self._recording = recording
        self.moments: list[Moment] = []
        self.heard: dict[str, list[array.array[int]]] = {}

    def play(self, action: str, *, silent: bool = False) -> None:
        """One action and what was heard of it; of a silent one, all until a cue would long be over."""
        first = self._recording.count
        self._tell(action)
        moment = self._read_until(action)
        taken_back = self._read_until("taken back") if action.startswith("back:") else moment
        holds_up = action == "row" or action.startswith("soon:")
        if holds_up:
            self._read_until("held up")
        if silent:
            needed = first + round((length_s(action.rpartition(":")[2]) + SILENT_S) * sound_server.RATE_HZ)
            wait_until(lambda: self._recording.count > needed, "the silence to pass")
        elif "=" not in action:
            wait_until(lambda: self._is_over(first), f"{action} to be heard")
        if taken_back.at_s - moment.at_s > SOON_S / 2:
            self.play(action, silent=silent)  # a busy machine came to it too late
            return
        self.heard.setdefault(action, []).append(self._recording.since(first))
        if holds_up:
            early = self._recording.samples(moment.at_s, moment.at_s + SOON_S - 0.03)
            assert max(map(abs, early), default=0) <= AUDIBLE, "before its moment"
            self._tell("")

    def end(self) -> None:
        _, errors = self._program.communicate(timeout=PATIENCE_S)
        assert self._program.returncode == 0
        assert b"QSocketNotifier" not in errors

    def _is_over(self, first: int) -> bool:
        samples = self._recording.since(first)
        last = next((at for at in range(len(samples) - 1, -1, -1) if abs(samples[at]) > AUDIBLE), None)
        return last is not None and len(samples) - last > QUIET_S * sound_server.RATE_HZ

    def _tell(self, line: str) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write(f"{line}\n".encode())

    def _read_until(self, action: str) -> Moment:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            self.moments.append(moment_of(line.decode()))
            if self.moments[-1].action == action:
                return self.moments[-1]
        raise AssertionError(f"the program ended before {action}")


@pytest.fixture(scope="module", params=["here", "far"])
def concert(server: SoundServer, request: pytest.FixtureRequest) -> Conductor:
    """All cues once, then one at volume 0, muted, at half volume, asked for twice, scheduled, taken back.

    The output is held by the program itself, and by a second one as in a session on Linux.
    """
    with server.recording() as recording:
        conductor = Conductor(server, recording, far=request.param == "far")
        conductor._read_until("changed:")
        for name in CUE_NAMES:
            conductor.play(name)
        conductor.play("volume=0")
        conductor.play("start", silent=True)
        conductor.play("volume=100")
        conductor.play("mute=1")
        conductor.play("end", silent=True)
        for action in ("mute=0", "volume=50", "rest", "volume=100", "twice:side", "duck=1", "rest", "duck=0"):
            conductor.play(action)
        conductor.play("soon:side")
        conductor.play("back:side", silent=True)
        conductor.play("row")
        conductor.end()
    return conductor


@needs_server
@pytest.mark.parametrize("name", CUE_NAMES)
def test_each_cue_is_heard_when_it_is_played(concert: Conductor, name: str) -> None:
    """Every cue comes out of the loudspeaker, in its full length."""
    audible = [index for index, value in enumerate(concert.heard[name][0]) if abs(value) > AUDIBLE]
    heard_s = (audible[-1] - audible[0]) / sound_server.RATE_HZ
    # Edges fade out below what counts as audible here; a busy machine may stretch a sound.
    assert heard_s > 0.6 * length_s(name)


@needs_server
def test_volume_zero_and_mute_are_silent(concert: Conductor) -> None:
    """Neither a volume of 0 nor mute lets anything through, and both can be undone."""
    assert max(map(abs, concert.heard["start"][1])) <= 1
    assert max(map(abs, concert.heard["end"][1])) <= 1
    assert max(map(abs, concert.heard["twice:side"][0])) > AUDIBLE


@needs_server
def test_half_volume_is_softer_by_the_curve(concert: Conductor) -> None:
    """At 50 % the samples shrink to a third, which sounds half as loud."""
    full, half, _ = map(loudness, concert.heard["rest"])
    assert half / full == pytest.approx(0.5 ** (1 / 0.6), rel=0.1)


@needs_server
def test_a_cue_steps_back_behind_a_voice(concert: Conductor) -> None:
    """While somebody speaks, cues are softer and still heard."""
    full, _, ducked = map(loudness, concert.heard["rest"])
    assert 0.3 < ducked / full < 0.6


@needs_server
def test_a_cue_asked_for_twice_starts_anew(concert: Conductor) -> None:
    """A second request while a cue sounds is not heard on top of the first."""
    (once,), (twice,) = concert.heard["side"], concert.heard["twice:side"]
    assert loudness(twice) == pytest.approx(loudness(once), rel=0.1)


@needs_server
def test_a_scheduled_cue_is_heard_once_while_the_program_is_held_up(concert: Conductor) -> None:
    """A sound that was laid ready comes by itself, and not again when the program gets to play it."""
    (once,), (laid_ready,) = concert.heard["side"], concert.heard["soon:side"]
    assert loudness(laid_ready) == pytest.approx(loudness(once), rel=0.15)
    assert max(map(abs, concert.heard["back:side"][0])) <= 1


@needs_server
def test_several_cues_lie_ready_and_each_is_heard_once(concert: Conductor) -> None:
    """A row of beats is heard, though the program is held up from before the first until after the last."""
    (row,) = concert.heard["row"]
    audible = [index for index, value in enumerate(row) if abs(value) > AUDIBLE]
    pause = 0.1 * sound_server.RATE_HZ
    pauses = [now - before for before, now in itertools.pairwise(audible) if now - before > pause]
    assert len(pauses) == 2


@needs_server
def test_a_cue_that_is_taken_back_is_never_heard(concert: Conductor) -> None:
    """A pause in the last moment before a sound keeps it silent."""
    assert max(map(abs, concert.heard["back:side"][0])) <= 1


@needs_server
def test_sound_is_reported_available(concert: Conductor) -> None:
    """With a sound server the player says so once, before the first cue."""
    assert [moment.available for moment in concert.moments if moment.action == "changed:"] == [True]
    assert all(moment.available for moment in concert.moments)


@needs_server
@pytest.mark.parametrize("held", ["here", "far"])
def test_a_device_that_goes_is_reported_and_one_that_comes_is_used(
    tmp_path_factory: pytest.TempPathFactory, held: str
) -> None:
    """Unplugged in the middle of the cues, the program goes on, says why, and sounds again later."""
    folder = tmp_path_factory.mktemp("d")
    with sound_server.sound_server(folder) as server, server.recording():
        program = start(server, *(["count"] * 10), "wait=1500", far=held == "far")
        read_until(program, "changed: True")
        read_until(program, "count True")
        server.remove_output()
        read_until(program, DEVICE_FAILED)
        server.add_output()
        rest, errors = program.communicate(timeout=PATIENCE_S)
    assert program.returncode == 0
    assert "changed: True" in rest.decode()
    assert "QSocketNotifier" not in errors.decode()


@needs_server
def test_a_sound_server_that_dies_costs_no_more_than_the_sound(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The program goes on and says why it is silent; when the server is back, so is the sound."""
    folder = tmp_path_factory.mktemp("k")
    with sound_server.sound_server(folder) as first:
        program = start(first, *("count", "count", "wait=600") * 100)
        read_until(program, "count True")
        first.process.kill()
        read_until(program, DEVICE_FAILED)
    with sound_server.sound_server(folder) as second, second.recording() as recording:
        read_until(program, "changed: True")
        wait_until(lambda: max(map(abs, recording.since(0))) > AUDIBLE, "the sound to be back")
        assert program.poll() is None
        program.kill()
        program.communicate()


@needs_server
def test_a_sound_server_that_hangs_holds_nothing_up(tmp_path_factory: pytest.TempPathFactory) -> None:
    """While the server stands still, every sound is asked for all the same, and a sentence says why."""
    with sound_server.sound_server(tmp_path_factory.mktemp("h")) as server:
        program = start(server, *["count"] * 8)
        before = read_until(program, "count True")
        server.process.send_signal(signal.SIGSTOP)
        try:
            told, _ = program.communicate(timeout=PATIENCE_S)
        finally:
            server.process.send_signal(signal.SIGCONT)
    lines = [line.split(" ", 1) for line in (*before, *told.decode().splitlines())]
    assert [rest.startswith("count") for _, rest in lines].count(True) == 8
    assert any(DEVICE_FAILED in rest for _, rest in lines)


def start(server: SoundServer, *actions: str, far: bool = True) -> subprocess.Popen[bytes]:
    """The test program as a session on Linux plays, through a second program, or as on other systems.

    Without a buffer, in which lines would stay behind between read_until and communicate.
    """
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *actions],
        env={**os.environ, **server.environment, **({"FAR": "1"} if far else {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )


def read_until(program: subprocess.Popen[bytes], sentence: str) -> list[str]:
    """The lines that a program prints, up to one with the sentence, which has to come."""
    assert program.stdout is not None
    lines: list[str] = []
    while not lines or sentence not in lines[-1]:
        line = program.stdout.readline().decode()
        assert line, f"{sentence!r} never came after {lines}"
        lines.append(line)
    return lines


def test_without_a_sound_server_everything_goes_on(tmp_path: Path) -> None:
    """Without a device the sentence why comes once, and every call is harmless."""
    folder = str(tmp_path)
    nowhere = {"PULSE_SERVER": f"unix:{folder}/none", "XDG_RUNTIME_DIR": folder, "HOME": folder}
    moments = perform(nowhere, "start", "volume=10", "mute=1", "end")
    assert [moment.action for moment in moments] == [
        f"changed:{NO_DEVICE}", "start", "volume=10", "mute=1", "end",
    ]  # fmt: skip
    assert not any(moment.available for moment in moments)


@needs_server
def test_the_probe_names_the_output(server: SoundServer) -> None:
    """The doctor command can say where sound goes."""
    done = subprocess.run(
        [sys.executable, str(PROGRAM), "probe"],
        env={**os.environ, **server.environment},
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE_S,
        check=True,
    )
    assert done.stdout == "True Sound goes to Null Output.\n"


def test_nothing_of_multimedia_is_loaded_before_a_session() -> None:
    """Importing and making the player does not delay the first window."""
    program = (
        "import sys; from kneetimer.devices.audio.sound import SoundPlayer; player = SoundPlayer();"
        "player.set_volume(50); player.play('start'); player.release();"
        "sys.exit('PySide6.QtMultimedia' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], timeout=2 * PATIENCE_S, check=False)
    assert done.returncode == 0


def test_a_missing_library_is_a_sentence() -> None:
    """Where QtMultimedia cannot be loaded, the player explains and the session goes on."""
    program = (
        "import sys; sys.modules['PySide6.QtMultimedia'] = None;"
        "from kneetimer.devices.audio.sound import SoundPlayer, probe; player = SoundPlayer();"
        "player.prime(); player.play('start'); print(player.available, player.reason); print(*probe())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=2 * PATIENCE_S, check=True
    )
    sentence = "A system library for sound is missing. The screen flashes instead."
    assert done.stdout == f"False {sentence}\nFalse {sentence}\n"


def test_an_unknown_cue_is_an_error() -> None:
    """A misspelt cue is found at once instead of being silent."""
    with pytest.raises(KeyError):
        SoundPlayer().play("gong")


@pytest.mark.parametrize(("percent", "factor"), [(0, 0.0), (100, 1.0), (-5, 0.0), (140, 1.0)])
def test_the_ends_of_the_volume_are_silence_and_everything(percent: int, factor: float) -> None:
    """0 % is silence, 100 % the sound as made, and nothing lies outside."""
    assert amplitude(percent) == factor


@pytest.mark.parametrize(
    "command",
    [["-m", "kneetimer", "--sound-output"], list(second_program.command(second_program.SOUND_OUTPUT)[1:])],
)
def test_the_second_program_answers_and_ends_with_its_input(tmp_path: Path, command: list[str]) -> None:
    """However it is started, it says why there is no sound, and does not outlive the window."""
    done = subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "PULSE_SERVER": f"unix:{tmp_path}/none"},
        input="",
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE_S,
        check=True,
    )
    assert done.stdout == f"reason {NO_DEVICE}\n"
