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
from sound_server import Recording, SoundServer

from kneetimer.devices.audio.loudspeaker import DEVICE_FAILED, NO_DEVICE, amplitude, read_wav
from kneetimer.devices.audio.sound import CUE_NAMES, RATE_HZ, SoundPlayer, sound_file
from kneetimer.devices.process import second_program

PROGRAM = Path(__file__).with_name("play_cues.py")
AUDIBLE = 40  # of 32767
ON_TIME_S = 0.32  # what a machine that is busy with other tests may need
SOON_S = 0.15  # how far ahead the program schedules
ROW_S = (0.0, 0.08, 0.16)  # after which the sounds of its row follow

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
        timeout=60,
        check=True,
    )
    assert "QSocketNotifier" not in done.stderr
    lines = [line.split(" ", 1) for line in done.stdout.splitlines()]
    return [Moment(float(at), rest.rpartition(" ")[0], rest.endswith("True")) for at, rest in lines]


def length_s(name: str) -> float:
    return len(read_wav(sound_file(name))) / 2 / RATE_HZ


def loudness(samples: array.array) -> float:
    return math.sqrt(sum(value * value for value in samples) / max(1, len(samples)))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server.sound_server(tmp_path_factory.mktemp("s")) as running:
        yield running


@pytest.fixture(scope="module", params=["here", "far"])
def concert(server: SoundServer, request: pytest.FixtureRequest) -> tuple[list[Moment], Recording]:
    """All cues once, then one at volume 0, muted, at half volume, asked for twice, scheduled, taken back.

    The output is held by the program itself, and by a second one as in a session on Linux.
    """
    far = {"FAR": "1"} if request.param == "far" else {}
    with server.recording() as recording:
        moments = perform(
            server.environment | far,
            *CUE_NAMES,
            *("volume=0", "start", "volume=100", "mute=1", "end", "mute=0"),
            *("volume=50", "rest", "volume=100", "twice:side", "duck=1", "rest", "duck=0"),
            *("soon:side", "back:side", "row"),
        )
    return moments, recording


def after(concert: tuple[list[Moment], Recording], action: str, nth: int = 0) -> array.array:
    """What was heard from the nth time of an action until its cue should be over."""
    moments, recording = concert
    moment = [each for each in moments if each.action == action][nth]
    cue = action.rpartition(":")[2]
    return recording.samples(moment.at_s - 0.05, moment.at_s + length_s(cue) + ON_TIME_S)


@needs_server
@pytest.mark.parametrize("name", CUE_NAMES)
def test_each_cue_is_heard_when_it_is_played(concert: tuple[list[Moment], Recording], name: str) -> None:
    """Every cue comes out of the loudspeaker at once and in its full length."""
    samples = after(concert, name)
    audible = [index for index, value in enumerate(samples) if abs(value) > AUDIBLE]
    assert audible
    assert audible[0] / sound_server.RATE_HZ - 0.05 < ON_TIME_S
    heard_s = (audible[-1] - audible[0]) / sound_server.RATE_HZ
    # Edges fade out below what counts as audible here; a busy machine may stretch a sound.
    assert heard_s > 0.6 * length_s(name)


@needs_server
def test_volume_zero_and_mute_are_silent(concert: tuple[list[Moment], Recording]) -> None:
    """Neither a volume of 0 nor mute lets anything through, and both can be undone."""
    assert max(map(abs, after(concert, "start", 1))) <= 1
    assert max(map(abs, after(concert, "end", 1))) <= 1
    assert loudness(after(concert, "twice:side")) > AUDIBLE


@needs_server
def test_half_volume_is_softer_by_the_curve(concert: tuple[list[Moment], Recording]) -> None:
    """At 50 % the samples shrink to a third, which sounds half as loud."""
    ratio = loudness(after(concert, "rest", 1)) / loudness(after(concert, "rest"))
    assert ratio == pytest.approx(0.5 ** (1 / 0.6), rel=0.1)


@needs_server
def test_a_cue_steps_back_behind_a_voice(concert: tuple[list[Moment], Recording]) -> None:
    """While somebody speaks, cues are softer and still heard."""
    ratio = loudness(after(concert, "rest", 2)) / loudness(after(concert, "rest"))
    assert 0.3 < ratio < 0.6


@needs_server
def test_a_cue_asked_for_twice_starts_anew(concert: tuple[list[Moment], Recording]) -> None:
    """A second request while a cue sounds is not heard on top of the first."""
    once, twice = loudness(after(concert, "side")), loudness(after(concert, "twice:side"))
    assert twice == pytest.approx(once, rel=0.1)


@needs_server
def test_a_scheduled_cue_is_heard_once_and_on_time(concert: tuple[list[Moment], Recording]) -> None:
    """A sound that was laid ready comes at its moment, though the program is held up until then."""
    samples = after(concert, "soon:side")
    audible = [index for index, value in enumerate(samples) if abs(value) > AUDIBLE]
    late_s = audible[0] / sound_server.RATE_HZ - 0.05 - SOON_S
    assert -0.02 < late_s < ON_TIME_S - SOON_S
    assert loudness(samples) == pytest.approx(loudness(after(concert, "side")), rel=0.15)


@needs_server
def test_several_cues_lie_ready_and_each_is_heard_once(concert: tuple[list[Moment], Recording]) -> None:
    """A quick row of beats comes in its rhythm, though the program is held up from before the first."""
    moments, recording = concert
    at_s = next(each.at_s for each in moments if each.action == "row")
    samples = recording.samples(at_s, at_s + 0.32 + ROW_S[-1] + ON_TIME_S)
    audible = [index for index, value in enumerate(samples) if abs(value) > AUDIBLE]
    pause = 0.015 * sound_server.RATE_HZ
    starts = [audible[0], *(now for before, now in itertools.pairwise(audible) if now - before > pause)]
    assert [(each - starts[0]) / sound_server.RATE_HZ for each in starts] == pytest.approx(ROW_S, abs=0.04)


@needs_server
def test_a_cue_that_is_taken_back_is_never_heard(concert: tuple[list[Moment], Recording]) -> None:
    """A pause in the last moment before a sound keeps it silent."""
    assert max(map(abs, after(concert, "back:side"))) <= 1


@needs_server
def test_sound_is_reported_available(concert: tuple[list[Moment], Recording]) -> None:
    """With a sound server the player says so once, before the first cue."""
    moments, _ = concert
    assert [moment.available for moment in moments if moment.action.startswith("changed:")] == [True]
    assert all(moment.available for moment in moments)


@needs_server
@pytest.mark.parametrize("held", ["here", "far"])
def test_a_device_that_goes_is_reported_and_one_that_comes_is_used(
    tmp_path_factory: pytest.TempPathFactory, held: str
) -> None:
    """Unplugged in the middle of the cues, the program goes on, says why, and sounds again later."""
    folder = tmp_path_factory.mktemp("d")
    with sound_server.sound_server(folder) as server, server.recording():
        program = start(server, *(["count"] * 10), "wait=1500", far=held == "far")
        available = read_until(program, "changed: True")
        playing = read_until(program, "count True")
        server.remove_output()
        gone = read_until(program, DEVICE_FAILED)
        server.add_output()
        rest, errors = program.communicate(timeout=30)
    assert program.returncode == 0
    assert available
    assert playing
    assert gone
    assert "changed: True" in rest.decode()
    assert "QSocketNotifier" not in errors.decode()


@needs_server
def test_a_sound_server_that_dies_costs_no_more_than_the_sound(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The program goes on and says why it is silent; when the server is back, so is the sound."""
    folder = tmp_path_factory.mktemp("k")
    with sound_server.sound_server(folder) as first:
        program = start(first, *("count", "count", "wait=600") * 4, "wait=2000", "count")
        assert read_until(program, "count True")
        first.process.kill()
        assert read_until(program, DEVICE_FAILED)
    with sound_server.sound_server(folder) as second, second.recording() as recording:
        assert read_until(program, "changed: True")
        rest, _ = program.communicate(timeout=30)
        heard_at_s = float(rest.decode().splitlines()[-1].split()[0])
        heard = recording.samples(heard_at_s, heard_at_s + ON_TIME_S)
    assert program.returncode == 0
    assert max(map(abs, heard)) > AUDIBLE


@needs_server
def test_a_sound_server_that_hangs_holds_nothing_up(tmp_path_factory: pytest.TempPathFactory) -> None:
    """While the server stands still, every sound is asked for in time, and soon a sentence says why."""
    with sound_server.sound_server(tmp_path_factory.mktemp("h")) as server:
        program = start(server, *["count"] * 8)
        assert read_until(program, "count True")
        server.process.send_signal(signal.SIGSTOP)
        try:
            told, _ = program.communicate(timeout=30)
        finally:
            server.process.send_signal(signal.SIGCONT)
    lines = [line.split(" ", 1) for line in told.decode().splitlines()]
    asked_at_s = [float(at) for at, rest in lines if rest.startswith("count")]
    gaps_s = [later - sooner for sooner, later in itertools.pairwise(asked_at_s)]
    assert len(gaps_s) == 6
    assert max(gaps_s) < length_s("count") + 0.35 + ON_TIME_S
    assert any(DEVICE_FAILED in rest for _, rest in lines)


def start(server: SoundServer, *actions: str, far: bool = True) -> subprocess.Popen[bytes]:
    """The test program as a session on Linux plays, through a second program, or as on other systems.

    Without a buffer, in which lines would stay behind between read_until and communicate.
    """
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *actions],
        env={**os.environ, **server.environment, **({"FAR": "1"} if far else {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )


def read_until(program: subprocess.Popen[bytes], sentence: str) -> bool:
    """Read what a program prints up to a line with the sentence; False where it never comes."""
    assert program.stdout is not None
    return any(sentence in line.decode() for line in program.stdout)


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
        timeout=60,
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
    assert subprocess.run([sys.executable, "-c", program], timeout=60, check=False).returncode == 0


def test_a_missing_library_is_a_sentence() -> None:
    """Where QtMultimedia cannot be loaded, the player explains and the session goes on."""
    program = (
        "import sys; sys.modules['PySide6.QtMultimedia'] = None;"
        "from kneetimer.devices.audio.sound import SoundPlayer, probe; player = SoundPlayer();"
        "player.prime(); player.play('start'); print(player.available, player.reason); print(*probe())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
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
        timeout=60,
        check=True,
    )
    assert done.stdout == f"reason {NO_DEVICE}\n"
