"""An exercise of one's own: what it needs, what is said where something is wrong, how it is done."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from timeline import Timeline, dose, plan, strength

from kneetimer.core import speech
from kneetimer.core.exercise import Tempo, Unit
from kneetimer.core.own_exercise import OwnExercise, own_id, with_own
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import StepKind, build_script
from kneetimer.core.substitute import substituted
from kneetimer.core.utterance import Kind, Message, Utterance
from kneetimer.devices.audio.clips import Clips, recorded
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.records import wire
from kneetimer.ui.text import spoken_english
from kneetimer.ui.text.spoken_english import SpokenEnglish

SLIDE = OwnExercise(
    "own-heel-slide-1a2b",
    datetime(2026, 3, 2, 19, tzinfo=UTC),
    "Heel slide",
    Unit.REPS_PER_SIDE,
    Tempo(2000, 1000, 2000, 0, "Move", "Hold", "Back"),
    ("mat",),
    ("Lie on your back.", "Slide one heel {up}.", "Slide it back."),
)
HOLD = replace(SLIDE, id="own-plank", name="Plank", unit=Unit.SECONDS, tempo=None)
EXERCISES = with_own(load_exercises(), (SLIDE, HOLD))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "The name is missing. Write a few words, such as Heel slide."),
        ({"name": "x" * 33}, "The name has 33 characters, and 32 have room. Shorten it."),
        (
            {"name": "Heel\nslide"},
            "The name has a sign in it that cannot be shown. Type it anew on one line.",
        ),
        ({"steps": ("a", "", "c")}, "Step 2 is missing. Write a few words, such as Lie on your back."),
        ({"steps": ("a", "b")}, "Three steps are needed, not 2."),
        ({"unit": Unit.SECONDS}, "Reps need a tempo, and a hold has none."),
        ({"unit": Unit.SWINGS}, "An exercise of your own counts reps or seconds."),
        ({"tempo": Tempo(2000, 40_000, 2000)}, "Each part of a rep takes at most 30 seconds."),
        ({"picture": "x" * 400_001}, "The picture is too large. Choose a smaller one."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(wrong: dict[str, object], sentence: str) -> None:
    """Each names the thing, the rule and what to do."""
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        replace(SLIDE, **wrong)  # type: ignore[arg-type]


def test_it_is_written_and_read_back() -> None:
    """As an entry beside answers and runs, so that export, import, backup and merging have it."""
    kind, key, fields = wire.entry_to_wire(SLIDE)
    assert (kind, key) == ("own-exercise", SLIDE.id)
    assert wire.entry_from_text(kind, key, wire.canonical(fields)) == SLIDE


def test_a_session_has_it_like_any_other() -> None:
    """Left and right, the tempo that was chosen, time to lie down; easier it is shorter and slower."""
    script = build_script(plan(strength(dose(SLIDE.id, 1, 6))), 1, 1, Preferences(), EXERCISES)
    kinds = [step.kind for step in script.steps]
    assert kinds == [StepKind.READY, StepKind.WORK, StepKind.SIDE, StepKind.WORK]
    assert script.steps[0].length_ms == 15_000
    session = Timeline(script, exercises=EXERCISES).tell("start 15 11")
    assert session.shows.startswith("work own-heel-slide-1a2b left 1/1: rep 3 of 6")
    eased = Timeline(script, exercises=EXERCISES).tell("start 3 easier 12")
    assert "rep 1 of 4" in eased.shows


def test_nobody_is_given_it_for_another_one() -> None:
    """Its muscles are not known, so it stands in for nothing, and nothing for it."""
    both = plan(strength(dose("clamshell", 1, 6), dose(SLIDE.id, 1, 6)))
    without = substituted(both, {"mini-band", "mat"}, EXERCISES)
    assert SLIDE.id in {each.exercise for each in without.blocks[0].doses}
    assert {each.exercise for each in without.blocks[0].doses} <= {*load_exercises(), SLIDE.id}


def test_the_recorded_voice_says_what_it_can_and_the_system_s_all() -> None:
    """Every sentence has words for the system's voice; no recording claims to have the name."""
    language = SpokenEnglish(EXERCISES)
    for message, text in (
        (Message(Kind.NAME, (SLIDE.id,)), "Heel slide."),
        (Message(Kind.PLACE, (SLIDE.id, "left")), "Lie on your back."),
        (Message(Kind.CHANGE, (SLIDE.id, "right")), "Now the right side."),
        (Message(Kind.CUE, (SLIDE.id, 1)), "Slide one heel (up)."),
    ):
        assert language.sentence(message) == text
    recorded = {take.id for take in spoken_english.every(load_exercises())}
    assert Message(Kind.NAME, (SLIDE.id,)).id not in recorded
    assert Message(Kind.UNNAMED).id in recorded


def test_a_session_with_it_is_spoken_by_the_recorded_voice() -> None:
    """With the takes that come with the program: "Next exercise", the dose, the rest, and no name."""
    takes = Clips(recorded(), compressed=True)
    language = SpokenEnglish(EXERCISES)

    def length_of(messages: Utterance) -> int | None:
        spoken = language.spoken(messages)
        return None if spoken is None else takes.length_ms(spoken)

    both = plan(strength(dose(SLIDE.id, 2, 6), dose(HOLD.id, 2, 20)), rest_exercises_s=45)
    script = build_script(both, 1, 1, Preferences(), EXERCISES)
    voiced = speech.Voiced(EXERCISES, length_of, speech.Talk())
    said = [m.kind for lines in speech.whole(script, voiced) for line in lines for m in line.messages]
    assert {Kind.UNNAMED, Kind.DOSE, Kind.SIDE, Kind.REST, Kind.HOLD, Kind.FINISHED} <= set(said)
    assert not {Kind.NAME, Kind.PLACE, Kind.CUE} & set(said)


@pytest.mark.parametrize(
    ("name", "made"), [("Heel slide", "own-heel-slide-1a2b"), ("—", "own-1a2b"), ("Übung " * 9, None)]
)
def test_an_id_is_made_of_any_name(name: str, made: str | None) -> None:
    """Whatever was typed, the id is one that can be stored."""
    found = own_id(name, "1a2b")
    assert made is None or found == made
    assert replace(SLIDE, id=found).id == found
