"""The voice, heard through a real sound server, and its ways out when an engine fails."""

import array
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import pytest
import sound_server
from desktop import wait_until
from pytestqt.qtbot import QtBot
from sound_server import RATE_HZ, Recording, SoundServer

from kneetimer.core import speech
from kneetimer.core.exercise import Unit
from kneetimer.core.preferences import Preferences, Talking
from kneetimer.core.script import build_script
from kneetimer.core.speech import Talk, Voiced
from kneetimer.core.utterance import Kind, Message, Spoken, Utterance
from kneetimer.devices.audio import clips
from kneetimer.devices.audio.clip_decoder import RecordedTakes
from kneetimer.devices.audio.clips import Clips
from kneetimer.devices.audio.spoken_lengths import SpokenLengths
from kneetimer.devices.audio.system_voice import NO_ANSWER, NOT_THERE
from kneetimer.devices.audio.voice_choice import OfferedVoice, best_engine, best_voice
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.ui.text import spoken_english
from kneetimer.ui.text.spoken_english import SpokenEnglish

PROGRAM = Path(__file__).with_name("speak.py")
AUDIBLE = 150  # of 32767
QUIET_S = 0.5  # of recorded silence, after which a sentence is over
SILENT_S = 1.0  # of recorded silence beyond a sentence's length, in which it would have been heard
PATIENCE_S = 30.0
OWN = "My own exercise."  # has no clip
SENTENCE: Utterance = (
    Message(Kind.NAME, ("clamshell",)),
    Message(Kind.SIDE, ("leg", "left")),
    Message(Kind.DOSE, (Unit.REPS_PER_SIDE.value, 77)),
)
HALF_WAY = Kind.HALF_WAY.value
LANGUAGE = SpokenEnglish(load_exercises())

needs_server = pytest.mark.skipif(
    not sound_server.installed, reason="pulseaudio and parec are not installed (apt install pulseaudio)"
)

ANSWERS = """
import sys, json
print("ready test, Anna", flush=True)
for line in sys.stdin:
    order = json.loads(line)
    if "say" in order:
        number, before = order["number"], order["number"] - 1
        print(f"{told}", flush=True)
"""
# Decodes, and is closed again before it is done, after other times each time.
CLOSED_EARLY = """
import os
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from kneetimer.devices.audio import clips
from kneetimer.devices.audio.clip_decoder import ClipDecoder
application, loop = QCoreApplication([]), QEventLoop()
takes = list(clips.recorded().values())
for turn in range(100):
    owner = QObject()
    ClipDecoder(owner).want(takes[turn:turn + 20])
    QTimer.singleShot((0, 1, 2, 5, 10, 20)[turn % 6], loop, loop.quit)
    loop.exec()
    owner.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
print("closed", flush=True)
os._exit(0)
"""
# Programs that stand where the system's speech engine would, with its kinds of failure.
ENGINES = {
    "silent at the start": "import time; time.sleep(60)",
    "not there": "print('none', flush=True)",
    "gone at once": "raise SystemExit(3)",
    "deaf later": "import sys, time; print('ready deaf', flush=True); time.sleep(60)",
    "stops in the middle": ANSWERS.format(told="speaking {number}"),
    "working": ANSWERS.format(told="speaking {number}\\nfinished {number} 900"),
    "finishes what was stopped": ANSWERS.format(told="speaking {number}\\nfinished {before} 5"),
}


@dataclass(frozen=True)
class Event:
    at_s: float
    what: str
    value: str


class Conversation:
    """Has the test program do one thing after the other; nothing here depends on how fast the machine is."""

    def __init__(self, environment: dict[str, str], *, engine: str | None = None) -> None:
        command = [sys.executable, "-c", ENGINES[engine]] if engine else None
        self._program = subprocess.Popen(
            [sys.executable, str(PROGRAM)],
            env={**os.environ, **environment, "ENGINE": json.dumps(command)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self.events: list[Event] = []

    def __enter__(self) -> Self:
        self._next("sound")
        return self

    def __exit__(self, *_: object) -> None:
        """End the program, which it must do by itself when nobody talks to it any more."""
        assert self._program.stdin is not None and self._program.stdout is not None
        self._program.stdin.close()
        try:
            assert self._program.wait(PATIENCE_S) == 0
        finally:
            self._program.kill()
            self._program.stdout.close()

    def do(self, action: str, value: str = "") -> str:
        """One action, and what the voice answers."""
        assert self._program.stdin is not None
        self._program.stdin.write(f"{action}={value}\n".encode())
        return self._next(action).value

    def until(self, what: str, value: str) -> Event:
        """Wait for something that the voice says by itself."""
        while (event := self._next(what)).value != value:
            pass
        return event

    def values(self, what: str) -> list[str]:
        """All that happened of this kind so far, in order."""
        return [each.value for each in self.events if each.what == what]

    def wait_for_system_voice(self) -> None:
        """It knows how long words take that no clip has."""
        wait_until(lambda: self.do("length", OWN) != "None", "the system's voice")

    def _next(self, what: str) -> Event:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            at, told, value = line.decode().rstrip("\n").split(" ", 2)
            self.events.append(Event(float(at), told, value))
            if told == what:
                return self.events[-1]
        raise AssertionError(f"the program ended before {what}")


def said(messages: Utterance) -> Spoken:
    found = LANGUAGE.spoken(messages)
    assert found is not None
    return found


def length_s(messages: Utterance) -> float:
    length = Clips(clips.recorded(), compressed=True).length_ms(said(messages))
    assert length is not None
    return length / 1000


def audible(samples: array.array) -> list[float]:
    """The times in the samples at which something is heard, in steps of 10 ms."""
    step = RATE_HZ // 100
    return [
        at / RATE_HZ
        for at in range(0, len(samples), step)
        if max(map(abs, samples[at : at + step])) > AUDIBLE
    ]


def is_over(samples: array.array) -> bool:
    """Whether something was heard and then silence."""
    heard = audible(samples)
    return bool(heard) and len(samples) / RATE_HZ - heard[-1] > QUIET_S


def wait_for(recording: Recording, seconds: float) -> None:
    """Return when so much more is recorded."""
    needed = recording.count + round(seconds * RATE_HZ)
    wait_until(lambda: recording.count > needed, f"{seconds} s of sound")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server.sound_server(tmp_path_factory.mktemp("v")) as running:
        yield running


@pytest.fixture(scope="module")
def recording(server: SoundServer) -> Iterator[Recording]:
    with server.recording() as running:
        yield running


@pytest.fixture
def conversation(server: SoundServer) -> Iterator[Conversation]:
    with Conversation(server.environment) as running:
        yield running


def test_whatever_can_be_said_is_recorded_and_lies_there() -> None:
    """Every take of the shipped exercises has its clip, every clip its file, and a WAV what needs one."""
    found = clips.recorded()
    assert set(spoken_english.every(load_exercises())) <= set(found)
    assert all(80 < clip.length_ms < 20_000 for clip in found.values())
    wanted = {f"{clip.file}.opus" for clip in found.values()}
    wanted |= {f"{clip.file}.wav" for clip in found.values() if clip.has_wav}
    assert {each.name for each in clips.folder().iterdir()} == {*wanted, clips.INDEX}


@pytest.mark.parametrize("talking", Talking)
@pytest.mark.parametrize("name", ["six-week-knee", "ten-essentials-home", "ten-essentials-gym"])
def test_nothing_in_a_built_in_plan_is_put_together_or_left_out(name: str, talking: Talking) -> None:
    """Each utterance of each week is one take, from getting set on, and nothing lacks its recording."""
    exercises, recorded, plan = load_exercises(), Clips(clips.recorded(), compressed=True), load_plan(name)
    lacking: set[str] = set()

    def length_of(messages: Utterance) -> int | None:
        spoken = LANGUAGE.spoken(messages)
        if spoken is not None and recorded.length_ms(spoken) is None:
            lacking.add(spoken.text)
        return None if spoken is None else recorded.length_ms(spoken)

    for week in range(1, plan.weeks + 1):
        script = build_script(plan, week, 1, Preferences(), exercises)
        voiced = Voiced(exercises, length_of, Talk(talking=talking))
        first = speech.getting_set(script, voiced, 20_000)
        assert first is not None
        for lines in ((first,), *speech.whole(script, voiced)):
            assert all(len(recorded.of(said(line.messages))) == 1 for line in lines)
    assert not lacking


def test_words_that_have_changed_are_not_said_by_the_old_recording() -> None:
    """An exercise that a person gave another name is not called by the one it had."""
    exercises = load_exercises()
    named = SpokenEnglish({**exercises, "clamshell": replace(exercises["clamshell"], name="Oysters")})
    recorded, name = Clips(clips.recorded(), compressed=True), (Message(Kind.NAME, ("clamshell",)),)
    spoken = named.spoken(name)
    assert spoken is not None and spoken.text == "Oysters."
    assert recorded.length_ms(spoken) is None
    assert recorded.length_ms(said(name)) is not None


def test_a_computer_that_cannot_decode_follows_a_session_all_the_same() -> None:
    """The smaller set has names, sides, amounts and numbers, and each of its files can be read."""
    small = Clips(clips.recorded(), compressed=False)
    for meaning in (*SENTENCE[:2], Message(Kind.DOSE, ("reps", 15)), Message(Kind.HOLD, (30,))):
        ((clip, _),) = small.of(said((meaning,)))
        samples = clips.read_wav_clip(clip)
        assert len(samples) / 2 / clips.WAV_RATE_HZ == pytest.approx(clip.length_ms / 1000, abs=0.01)


def test_the_window_may_close_while_sentences_are_made_ready() -> None:
    """Whoever has the decoder goes at any moment, a hundred times: nothing reads on from what is gone."""
    done = subprocess.run([sys.executable, "-c", CLOSED_EARLY], capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout) == (0, "closed\n"), done.stderr


def test_the_next_session_lets_go_of_what_only_the_last_one_said(qtbot: QtBot) -> None:
    """Sentences that are made ready are large: those of all exercises are not in memory one day."""
    squats, bridges, both = (
        said((Message(kind, about),))
        for kind, about in (
            (Kind.NAME, ("bodyweight-squat",)),
            (Kind.NAME, ("glute-bridge",)),
            (Kind.FINISHED, ()),
        )
    )
    takes = RecordedTakes()
    takes.look()
    if takes.rate_hz != clips.OPUS_RATE_HZ:
        pytest.skip("Qt cannot decode here")
    takes.prepare([squats, both])
    qtbot.waitUntil(lambda: takes.samples(squats) is not None and takes.samples(both) is not None)
    takes.prepare([bridges, both])
    assert takes.samples(squats) is None
    assert takes.samples(both) is not None
    qtbot.waitUntil(lambda: takes.samples(bridges) is not None)


def test_all_clips_together_are_small() -> None:
    """The voice does not make the download larger than it was with half the words."""
    assert sum(each.stat().st_size for each in clips.folder().iterdir()) < 7_000_000


@needs_server
def test_a_sentence_comes_out_whole_and_without_gaps(
    conversation: Conversation, recording: Recording
) -> None:
    """The sentence lasts as long as its pieces and has no hole but its breaths.

    Beeps can step back from the first word to the last: the voice says when it begins and when it is over.
    """
    first = recording.count
    assert conversation.do("say", "|".join(meaning.id for meaning in SENTENCE)) == "True"
    over = conversation.until("speaking", "False")
    wait_until(lambda: is_over(recording.since(first)), "the sentence to be over")
    heard = audible(recording.since(first))
    assert heard[-1] - heard[0] == pytest.approx(length_s(SENTENCE), abs=0.4)
    holes = [after - before for before, after in itertools.pairwise(heard)]
    assert max(holes) < spoken_english.BREATH_MS / 1000 + 0.15
    assert conversation.values("speaking") == ["True", "False"]
    (began,) = (each for each in conversation.events if (each.what, each.value) == ("speaking", "True"))
    assert over.at_s - began.at_s > length_s(SENTENCE) - 0.4


@needs_server
def test_a_stopped_sentence_is_silent_at_once(conversation: Conversation, recording: Recording) -> None:
    """A pause or a skip cuts the voice off."""
    first = recording.count
    conversation.do("say", "|".join(meaning.id for meaning in SENTENCE))
    wait_until(lambda: audible(recording.since(first)), "the first word")
    conversation.do("stop")
    wait_for(recording, length_s(SENTENCE) + SILENT_S)
    heard = audible(recording.since(first))
    assert heard[-1] - heard[0] < length_s(SENTENCE) / 2
    assert conversation.values("speaking") == ["True", "False"]


@needs_server
def test_no_volume_and_mute_are_silent(conversation: Conversation, recording: Recording) -> None:
    """Volume 0 and mute say nothing, and the voice knows that nothing was heard."""
    for action, value in (("volume", "0"), ("mute", "1")):
        first = recording.count
        conversation.do(action, value)
        assert conversation.do("say", HALF_WAY) == "False"
        wait_for(recording, length_s((Message(Kind.HALF_WAY),)) + SILENT_S)
        assert not audible(recording.since(first))
        conversation.do("volume", "100")


def test_without_a_device_nothing_is_said_and_nothing_breaks(tmp_path: Path) -> None:
    """Without sound a sentence is not said, and the session goes on."""
    with Conversation({"PULSE_SERVER": f"unix:{tmp_path}/none"}) as conversation:
        assert conversation.do("say", "name.clamshell") == "False"
        conversation.do("stop")
        assert conversation.do("say", HALF_WAY) == "False"


@pytest.mark.parametrize(
    ("engine", "sentence"), [("not there", NOT_THERE), ("gone at once", NOT_THERE), ("deaf later", NO_ANSWER)]
)
@needs_server
def test_a_failing_system_voice_is_replaced_by_the_clips(
    server: SoundServer, engine: str, sentence: str
) -> None:
    """Where the system's voice fails, a sentence says so and the recorded voice speaks on."""
    with Conversation(server.environment, engine=engine) as conversation:
        conversation.do("system", "1")
        if engine == "deaf later":
            conversation.wait_for_system_voice()
            conversation.do("say", HALF_WAY)
        conversation.until("status", sentence)
        assert conversation.do("say", HALF_WAY) == "True"
        assert conversation.values("status") == [sentence]


def test_a_system_voice_that_hangs_does_not_hold_up_the_window(tmp_path: Path) -> None:
    """Choosing a voice that never answers returns before it is given up, and so does ending the session."""
    nowhere = {"PULSE_SERVER": f"unix:{tmp_path}/none"}
    with Conversation(nowhere, engine="silent at the start") as conversation:
        conversation.do("system", "1")
        conversation.do("say", HALF_WAY)
        conversation.do("stop")
        assert conversation.values("status") == []


@needs_server
def test_a_working_system_voice_speaks_instead(server: SoundServer) -> None:
    """Once the system's voice answers, it gets the sentences, also those without a clip."""
    with Conversation(server.environment, engine="working") as conversation:
        conversation.do("system", "1")
        conversation.wait_for_system_voice()
        assert conversation.do("say", OWN) == "True"
        conversation.until("speaking", "False")
        assert conversation.values("speaking") == ["True", "False"]


@pytest.mark.parametrize("engine", ["deaf later", "stops in the middle"])
@needs_server
def test_a_sentence_that_the_system_voice_does_not_finish_is_said_by_the_clips(
    server: SoundServer, recording: Recording, engine: str
) -> None:
    """It hangs before the sentence or in its course: nothing is lost, and the beeps come forward after it."""
    with Conversation(server.environment, engine=engine) as conversation:
        conversation.do("system", "1")
        conversation.wait_for_system_voice()
        first = recording.count
        assert conversation.do("say", HALF_WAY) == "True"
        conversation.until("status", NO_ANSWER)
        conversation.until("speaking", "False")
        wait_until(lambda: is_over(recording.since(first)), "the sentence to be over")
        assert conversation.values("speaking") == ["True", "False"]


@needs_server
def test_a_sentence_that_was_stopped_is_not_said_again(server: SoundServer, recording: Recording) -> None:
    """After a pause or a skip its moment is over, whatever becomes of the system's voice."""
    with Conversation(server.environment, engine="deaf later") as conversation:
        conversation.do("system", "1")
        conversation.wait_for_system_voice()
        first = recording.count
        conversation.do("say", HALF_WAY)
        conversation.do("stop")
        wait_for(recording, 3.0)
        assert not audible(recording.since(first))


@needs_server
def test_the_end_of_a_sentence_that_was_cut_short_does_not_end_the_next(server: SoundServer) -> None:
    """An engine tells late that it fell silent; beeps step back for the sentence that is said now."""
    with Conversation(server.environment, engine="finishes what was stopped") as conversation:
        conversation.do("system", "1")
        conversation.wait_for_system_voice()
        conversation.do("say", HALF_WAY)
        conversation.do("say", OWN)
        conversation.until("status", NO_ANSWER)
        assert conversation.values("speaking")[:3] == ["True", "False", "True"]


@needs_server
def test_lengths_are_those_that_the_system_voice_took(server: SoundServer) -> None:
    """A sentence that was spoken to its end is reckoned with as long as it took."""
    with Conversation(server.environment, engine="working") as conversation:
        conversation.do("system", "1")
        conversation.wait_for_system_voice()
        guessed = int(conversation.do("length", OWN))
        conversation.do("say", OWN)
        conversation.until("speaking", "False")
        assert guessed != int(conversation.do("length", OWN)) == 900


def test_lengths_of_other_sentences_follow_the_slowest_of_the_last() -> None:
    """Nothing lasts longer than it was given, and a quick voice is given less than an unknown one."""
    lengths, text = SpokenLengths(), "Left leg first. Fifteen reps."
    guessed = lengths.of(text)
    for slowest, sentence in enumerate(["Change sides. Now", "Take a rest. One", "Half way. And on"]):
        lengths.learn(sentence, 1_000 + slowest)
    assert 1_002 < lengths.of(text) < guessed


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["English (Caribbean)/en_029", "English (America)+Alex/en_US", "English (America)/en_US"], 2),
        (["English (Caribbean)/en_029", "English (Great Britain)/en_GB", "English (Scotland)/en_GB"], 1),
        (["Albert/en_US", "Daniel/en_GB", "Samantha/en_US", "Zarvox/en_US"], 2),
        (["Samantha/en_US", "Ava (Premium)/en_US", "Zoe (Enhanced)/en_US"], 1),
        (["Microsoft David/en_US", "Microsoft Sonia Online (Natural)/en_GB"], 1),
        (["Anna/de_DE", "Fred/en_US"], 1),
        (["Anna/de_DE", "Thomas/fr_FR"], None),
        ([], None),
    ],
)
def test_the_best_voice_of_the_language_speaks(offered: list[str], chosen: int | None) -> None:
    """Better kinds go first, then the country, then plain names; jokes are last, other languages out."""
    voices = [OfferedVoice(*each.split("/")) for each in offered]
    assert best_voice(voices, spoken_english.LOCALES) == chosen


@pytest.mark.parametrize(
    ("names", "engine"),
    [(["flite", "speechd", "mock"], "speechd"), (["sapi", "winrt"], "winrt"), (["mock"], None)],
)
def test_an_engine_that_makes_no_sound_is_not_taken(names: list[str], engine: str | None) -> None:
    """Of several the better one speaks."""
    assert best_engine(names) == engine
