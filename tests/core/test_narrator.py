"""The narrator: every line once, at its moment, and silence when the person takes over."""

from dataclasses import replace

import pytest

from kneetimer.core import player, speech
from kneetimer.core.exercise import Exercise
from kneetimer.core.narrator import Narrator
from kneetimer.core.player import State
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import StepKind, build_script
from kneetimer.core.speech import Talk, Voiced
from kneetimer.core.speech_track import Line
from kneetimer.core.utterance import Utterance
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.ui.text.spoken_english import SpokenEnglish

EXERCISES = load_exercises()
SCRIPT = build_script(load_plan("six-week-knee"), 1, 1, Preferences(), EXERCISES)


PAUSED = "The session is paused."
LANGUAGE = SpokenEnglish(EXERCISES)


def length_of(messages: Utterance) -> int | None:
    spoken = LANGUAGE.spoken(messages)
    return None if spoken is None else 60 * len(spoken.text)


def text(line: Line) -> str:
    spoken = LANGUAGE.spoken(line.messages)
    assert spoken is not None
    return spoken.text


def narrator(talk: Talk | None = None, exercises: dict[str, Exercise] | None = None) -> Narrator:
    return Narrator(exercises or dict(EXERCISES), length_of, talk or Talk())


class Session:
    """A session that is led by events; `heard` is everything said so far."""

    def __init__(self, *, own_pace: bool = False) -> None:
        self.narrator = narrator()
        self.state: State = player.new_session(SCRIPT, own_pace=own_pace)
        self.heard: list[str] = []
        self.hushes = 0
        self.send(player.Start())

    def send(self, event: player.Event) -> None:
        self.state, _ = player.step(self.state, event)
        narration = self.narrator.follow(self.state)
        self.hushes += narration.hush
        if narration.line:
            self.heard.append(text(narration.line))

    def pass_time(self, ms: int, tick_ms: int = 40) -> None:
        for _ in range(ms // tick_ms):
            self.send(player.Ticked(tick_ms))
        if ms % tick_ms:
            self.send(player.Ticked(ms % tick_ms))

    def skip_to(self, kind: StepKind, exercise: str) -> None:
        while self.state.step.kind is not kind or self.state.step.exercise != exercise:
            self.send(player.Skip())
        self.heard.clear()
        self.hushes = 0


def planned(index: int, talk: Talk | None = None) -> list[str]:
    voiced = Voiced(EXERCISES, length_of, talk or Talk())
    return [text(line) for line in list(speech.whole(SCRIPT, voiced))[index]]


@pytest.mark.parametrize("tick_ms", [7, 40, 250])
def test_every_line_is_said_once_whatever_the_ticks(tick_ms: int) -> None:
    """Small and large ticks give the same words in the same order."""
    session = Session()
    session.pass_time(60_000, tick_ms)
    whole: list[str] = []
    for index in range(session.state.index):
        whole += planned(index)
    assert session.heard[: len(whole)] == whole


def test_the_timer_is_told_when_the_next_line_is_due() -> None:
    """Sleeping exactly until the next line says it, and no sooner."""
    session = Session()
    wait_ms = session.narrator.next_ms(session.state)
    assert wait_ms is not None
    session.send(player.Ticked(wait_ms - 1))
    assert session.heard == []
    session.send(player.Ticked(1))
    assert session.heard == planned(0)[:1]


def test_a_pause_silences_and_says_so_once() -> None:
    """The key that pauses cuts the sentence off; going on tells once what to do."""
    session = Session()
    session.skip_to(StepKind.REST, "clamshell")
    session.pass_time(5000)
    said = list(session.heard)
    session.send(player.Pause())
    session.send(player.Pause())
    assert session.hushes == 1
    assert session.heard == [*said, PAUSED]
    session.send(player.GoOn())
    session.pass_time(6000)
    assert session.heard == [*said, PAUSED, "Take a rest. Forty seconds."]


def test_going_on_says_what_to_do_and_how_much_is_left() -> None:
    """In the middle of a set: which exercise, which leg, how many more; of a hold: how long."""
    session = Session()
    session.skip_to(StepKind.WORK, "clamshell")
    session.pass_time(26_000)
    session.send(player.Pause())
    session.heard.clear()
    session.send(player.GoOn())
    session.pass_time(6000)
    assert session.heard[0] == "Clamshells. Left leg first. Ten reps."
    session.skip_to(StepKind.HOLD, "quad-stretch")
    session.pass_time(10_000)
    session.send(player.Pause())
    session.heard.clear()
    session.send(player.GoOn())
    session.pass_time(5000)
    assert session.heard[0].endswith("Hold for twenty seconds.")


def test_what_a_skip_cut_off_is_said_again_before_it_is_needed() -> None:
    """Who skips the set that would have told of the next one hears side and dose of that one all the same."""
    session = Session()
    session.skip_to(StepKind.READY, "leg-swing-sideways")
    session.pass_time(12_000)
    assert "Left leg first. Twelve swings." in " ".join(session.heard)


def test_a_skip_silences_the_step_that_was_left() -> None:
    """Nobody hears the end of a sentence about a set that was skipped."""
    session = Session()
    session.skip_to(StepKind.READY, "clamshell")
    session.pass_time(1000)
    session.hushes = 0
    session.send(player.Skip())
    assert session.hushes == 1


def test_going_back_says_the_step_again() -> None:
    """A step that is done again is announced again."""
    session = Session()
    session.skip_to(StepKind.READY, "clamshell")
    session.pass_time(8000)
    first = list(session.heard)
    session.send(player.Skip())
    session.send(player.Back())
    session.heard.clear()
    session.pass_time(8000)
    assert first
    assert session.heard == first


def test_a_longer_rest_moves_what_is_still_to_say() -> None:
    """Fifteen seconds more rest neither repeats a sentence nor loses one."""
    session = Session()
    session.skip_to(StepKind.REST, "bodyweight-squat")
    session.pass_time(10_000)
    session.send(player.AdjustRest(15))
    session.pass_time(49_900)
    told = [said for said in session.heard if not said.endswith(" left.")]
    assert told == [said for said in planned(session.state.index) if not said.endswith(" left.")]


@pytest.mark.parametrize("at_ms", range(2_500, 9_000, 500))
def test_nothing_is_said_twice_where_another_voice_takes_over_in_the_course_of_a_step(at_ms: int) -> None:
    """A slower voice moves what comes after a sentence; what was said is not due again."""
    voice_ms = [60]

    def of_this_voice(messages: Utterance) -> int | None:
        spoken = LANGUAGE.spoken(messages)
        return None if spoken is None else voice_ms[0] * len(spoken.text)

    session = Session()
    session.narrator = Narrator(dict(EXERCISES), of_this_voice, Talk())
    session.skip_to(StepKind.REST, "bodyweight-squat")
    session.pass_time(at_ms)
    voice_ms[0] = 90
    session.send(player.AdjustRest(15))
    session.pass_time(59_000 - at_ms)
    told = " ".join(session.heard)
    assert told.count("Bodyweight squats.") <= 1 and told.count("Take a rest.") == 1
    assert told.count("Second of two sets.") == 1


def test_at_the_persons_own_pace_the_set_is_still_announced() -> None:
    """Time passes for the voice although the tempo stands still."""
    session = Session(own_pace=True)
    session.skip_to(StepKind.WORK, "clamshell")
    session.pass_time(30_000)
    assert session.heard[0] == "Clamshells. Left leg first. Fifteen reps. First of two sets."
    assert EXERCISES["clamshell"].cues[0] in session.heard
    assert "Three more." not in session.heard


def test_the_last_step_is_followed_by_the_closing_sentence() -> None:
    """The session says that it is finished, once, after the sound of its end."""
    session = Session()
    session.skip_to(StepKind.HOLD, "figure-four-stretch")
    while not session.state.is_over:
        session.send(player.Skip())
    assert session.heard[-1] == "The session is finished."
    assert narrator().follow(replace(session.state)).line is None


def test_pain_from_three_on_brings_the_safety_line() -> None:
    """A mild answer changes nothing, a higher one is heard at the next exercise, no answer neither way."""
    for level, expected in ((2, False), (None, False), (4, True)):
        session = Session()
        session.narrator.note_pain(level)
        session.skip_to(StepKind.READY, "clamshell")
        session.pass_time(11_000)
        assert any("Stop if the knee hurts more." in text for text in session.heard) is expected
