"""The voice, heard through a real sound server, and its ways out when an engine fails."""

import array
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sound_server
from sound_server import RATE_HZ, Recording, SoundServer

from kneetimer.core import phrases
from kneetimer.devices.audio import clips
from kneetimer.devices.audio.system_voice import NO_ANSWER, NOT_THERE
from kneetimer.storage.plans.library import load_exercises

PROGRAM = Path(__file__).with_name("speak.py")
AUDIBLE = 150  # of 32767
BUSY_S = 0.8  # what a machine that is busy with other tests may need to begin
SENTENCE = ("Clamshells.", "Left leg first.", "Fifteen", "reps.")

needs_server = pytest.mark.skipif(
    not sound_server.installed, reason="pulseaudio and parec are not installed (apt install pulseaudio)"
)

# Programs that stand where the system's speech engine would, with its kinds of failure.
ENGINES = {
    "silent at the start": "import time; time.sleep(60)",
    "not there": "print('none', flush=True)",
    "gone at once": "raise SystemExit(3)",
    "deaf later": "import sys, time; print('ready deaf', flush=True); time.sleep(60)",
    "stops in the middle": (
        "import sys, json\n"
        "print('ready test, Anna', flush=True)\n"
        "for line in sys.stdin:\n"
        "    if 'say' in json.loads(line): print('speaking', flush=True)\n"
    ),
    "working": (
        "import sys, json\n"
        "print('ready test, Anna', flush=True)\n"
        "for line in sys.stdin:\n"
        "    if 'say' in json.loads(line): print('speaking\\nfinished', flush=True)\n"
    ),
}


@dataclass(frozen=True)
class SessionEvent:
    at_s: float
    what: str
    value: str


def run(environment: dict[str, str], *actions: str, engine: str | None = None) -> list[SessionEvent]:
    """Run the test program; what happened in it."""
    command = [sys.executable, "-c", ENGINES[engine]] if engine else None
    done = subprocess.run(
        [sys.executable, str(PROGRAM), *actions],
        env={**os.environ, **environment, "ENGINE": json.dumps(command)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    rows = [line.split(" ", 2) for line in done.stdout.splitlines()]
    return [SessionEvent(float(at), what, value) for at, what, value in rows]


def clip(piece: str) -> bytes:
    return clips.read_clip(clips.folder() / f"{phrases.clip_id(piece)}.wav")


def length_s(pieces: phrases.Pieces) -> float:
    return len(clips.joined(pieces, {piece: clip(piece) for piece in pieces})) / 2 / clips.RATE_HZ


def audible(samples: array.array) -> list[float]:
    """The times in the samples at which something is heard, in steps of 10 ms."""
    step = RATE_HZ // 100
    return [
        at / RATE_HZ
        for at in range(0, len(samples), step)
        if max(map(abs, samples[at : at + step])) > AUDIBLE
    ]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server.sound_server(tmp_path_factory.mktemp("v")) as running:
        yield running


@pytest.fixture(scope="module")
def reading(server: SoundServer) -> tuple[list[SessionEvent], Recording]:
    """A whole sentence, one that is stopped, one that is muted, and one at volume 0."""
    say = "say=" + "|".join(SENTENCE)
    with server.recording() as recording:
        events = run(
            server.environment,
            *(say, f"wait={round(1000 * length_s(SENTENCE)) + 600}"),
            *(say, "wait=700", "stop", "wait=900"),
            *("volume=0", say, "wait=500", "volume=100", "mute=1", say, "wait=500"),
        )
    return events, recording


def nth(events: list[SessionEvent], what: str, number: int) -> SessionEvent:
    return [each for each in events if each.what == what][number]


def test_every_phrase_has_a_clip_of_known_length() -> None:
    """Whatever a session of the shipped exercises can say is recorded, and its length is right."""
    lengths = clips.lengths_ms()
    every = phrases.every(load_exercises())
    assert {phrases.clip_id(piece) for piece in every} == set(lengths)
    assert all(100 < length < 4000 for length in lengths.values())
    for piece in every[::20]:
        length = lengths[phrases.clip_id(piece)]
        assert length == pytest.approx(1000 * len(clip(piece)) / 2 / clips.RATE_HZ, abs=1)


def test_clips_are_trimmed_and_equally_loud() -> None:
    """No clip starts late or ends in silence, and none is a surprise to the ear."""
    loudness = []
    for piece in phrases.every(load_exercises())[::4]:
        samples = array.array("h", clip(piece))
        window = clips.RATE_HZ // 50
        peaks = [max(map(abs, samples[at : at + window])) for at in range(0, len(samples), window)]
        heard = [number for number, peak in enumerate(peaks) if peak > 0.02 * max(peaks)]
        assert heard[0] <= 2, piece
        assert heard[-1] >= len(peaks) - 4, piece
        assert samples[0] == 0, piece
        loudness.append(sorted(peaks)[-len(peaks) // 3])
    assert max(loudness) / min(loudness) < 4


def test_all_clips_together_are_small() -> None:
    """The voice does not make the download large."""
    assert sum(each.stat().st_size for each in clips.folder().glob("*.wav")) < 6_500_000


@needs_server
def test_a_sentence_comes_out_whole_and_without_gaps(reading: tuple[list[SessionEvent], Recording]) -> None:
    """The sentence starts at once, lasts as long as its pieces, and has no hole but its breaths."""
    events, recording = reading
    began_s = nth(events, "say", 0).at_s
    length = length_s(SENTENCE)
    heard = audible(recording.samples(began_s, began_s + length + 0.45))
    assert heard[0] < BUSY_S
    assert heard[-1] - heard[0] == pytest.approx(length, abs=0.4)
    holes = [after - before for before, after in itertools.pairwise(heard)]
    assert max(holes) < phrases.BREATH_MS / 1000 + 0.15


@needs_server
def test_the_voice_says_when_it_speaks(reading: tuple[list[SessionEvent], Recording]) -> None:
    """Beeps can step back from the first word to the last, and no longer."""
    events, _ = reading
    first, over = nth(events, "speaking", 0), nth(events, "speaking", 1)
    assert (first.value, over.value) == ("True", "False")
    spoken_s = over.at_s - first.at_s
    assert length_s(SENTENCE) - BUSY_S / 2 < spoken_s < length_s(SENTENCE) + BUSY_S


@needs_server
def test_a_stopped_sentence_is_silent_at_once(reading: tuple[list[SessionEvent], Recording]) -> None:
    """A pause or a skip cuts the voice off."""
    events, recording = reading
    began_s, stopped_s = nth(events, "say", 1).at_s, nth(events, "stop", 0).at_s
    assert audible(recording.samples(began_s, stopped_s))
    assert not audible(recording.samples(stopped_s + 0.2, stopped_s + 0.9))


@needs_server
def test_no_volume_and_mute_are_silent(reading: tuple[list[SessionEvent], Recording]) -> None:
    """Volume 0 and mute say nothing, and the voice knows that nothing was heard."""
    events, recording = reading
    for number in (2, 3):
        said = nth(events, "say", number)
        assert said.value == "False"
        assert not audible(recording.samples(said.at_s, said.at_s + 0.45))


def test_without_a_device_nothing_is_said_and_nothing_breaks(tmp_path: Path) -> None:
    """Without sound a sentence is not said, and the session goes on."""
    nowhere = {"PULSE_SERVER": f"unix:{tmp_path}/none"}
    events = run(nowhere, "say=Clamshells.", "stop", "say=Half way.")
    assert [each.value for each in events if each.what == "say"] == ["False", "False"]


@pytest.mark.parametrize(
    ("engine", "sentence"), [("not there", NOT_THERE), ("gone at once", NOT_THERE), ("deaf later", NO_ANSWER)]
)
@needs_server
def test_a_failing_system_voice_is_replaced_by_the_clips(
    server: SoundServer, engine: str, sentence: str
) -> None:
    """Where the system's voice fails, a sentence says so and the recorded voice speaks on."""
    patience = "wait=2800" if engine == "deaf later" else "wait=100"
    events = run(
        server.environment,
        *("system=1", "wait=600", "say=Half way.", patience, "say=Half way."),
        engine=engine,
    )
    assert [each.value for each in events if each.what == "status"] == [sentence]
    assert nth(events, "say", 1).value == "True"


def test_a_system_voice_that_hangs_does_not_hold_up_the_window(tmp_path: Path) -> None:
    """Choosing a voice that never answers returns at once, and so does ending the session."""
    nowhere = {"PULSE_SERVER": f"unix:{tmp_path}/none"}
    events = run(nowhere, "system=1", "say=Half way.", "wait=100", "stop", engine="silent at the start")
    began_s, ended_s = events[0].at_s, events[-1].at_s
    assert ended_s - began_s < 1.0


@needs_server
def test_a_working_system_voice_speaks_instead(server: SoundServer) -> None:
    """Once the system's voice answers, it gets the sentences, also those without a clip."""
    events = run(
        server.environment, "system=1", "wait=600", "say=My own exercise.", "wait=300", engine="working"
    )
    assert nth(events, "say", 0).value == "True"
    assert [each.value for each in events if each.what == "speaking"] == ["True", "False"]


@needs_server
def test_a_system_voice_that_stops_in_the_middle_is_taken_as_done(server: SoundServer) -> None:
    """Beeps do not stay soft behind a voice that began a sentence and is silent since."""
    events = run(
        server.environment,
        *("system=1", "wait=600", "say=Half way.", "wait=2500"),
        engine="stops in the middle",
    )
    assert [each.value for each in events if each.what == "speaking"] == ["True", "False"]
    # The end of the program would silence it too, and comes later.
    assert nth(events, "speaking", 1).at_s < nth(events, "wait", 1).at_s + 2.4
