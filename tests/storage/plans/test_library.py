"""The exercises that come with the program, held against the specification and the words' rules."""

from __future__ import annotations

import re
import time
from importlib import resources
from pathlib import Path

import pytest

from kneetimer.core.exercise import Exercise, Side, SideWord, Unit
from kneetimer.core.pacing import RepPhase, parts, word
from kneetimer.storage.plans import library
from kneetimer.storage.plans.library import (
    KIT_LABELS,
    MUSCLE_LABELS,
    kit_label,
    load_exercises,
    muscle_label,
    read_exercise,
)
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.storage.plans.translated import language_key

REPS, PER_SIDE, ALTERNATING = Unit.REPS, Unit.REPS_PER_SIDE, Unit.REPS_ALTERNATING
STEPS, SWINGS, SECONDS, SECONDS_PER_SIDE = (
    Unit.STEPS_PER_DIRECTION, Unit.SWINGS, Unit.SECONDS, Unit.SECONDS_PER_SIDE,
)  # fmt: skip

# id: unit, tempo in ms, get-ready in s (15 where you lie down or put a band on), variants
SPECIFICATION = {
    "bodyweight-squat": (REPS, (2000, 0, 2000), 5, ("goblet", "sumo")),
    "terminal-knee-extension": (PER_SIDE, (2000, 2000, 2000), 15, ()),
    "glute-bridge": (REPS, (2000, 2000, 2000), 15, ("band",)),
    "single-leg-glute-bridge": (PER_SIDE, (2000, 2000, 2000), 15, ()),
    "single-leg-rdl": (PER_SIDE, (3000, 1000, 2000), 5, ("supported",)),
    "clamshell": (PER_SIDE, (2000, 1000, 2000), 15, ()),
    "lateral-band-walk": (STEPS, (1000, 0, 1000), 15, ()),
    "leg-swing-forward": (SWINGS, (625, 0, 625), 5, ()),
    "leg-swing-sideways": (SWINGS, (625, 0, 625), 5, ()),
    "walking-lunge": (ALTERNATING, (2000, 0, 2000), 5, ("reverse", "dumbbells")),
    "step-up": (ALTERNATING, (2000, 0, 2000), 5, ("dumbbells",)),
    "deadlift": (REPS, (2000, 1000, 3000), 5, ("romanian",)),
    "leg-press": (REPS, (2000, 1000, 3000), 15, ("wide-feet",)),
    "side-leg-raise": (PER_SIDE, (2000, 1000, 2000), 15, ("band",)),
    "calf-raise": (REPS, (2000, 1000, 3000), 5, ("single-leg", "weighted", "edge")),
    "wall-sit": (SECONDS, None, 5, ("weighted",)),
    "hamstring-curl": (REPS, (2000, 1000, 3000), 15, ()),
    "quad-stretch": (SECONDS_PER_SIDE, None, 5, ()),
    "hamstring-stretch": (SECONDS_PER_SIDE, None, 5, ()),
    "figure-four-stretch": (SECONDS_PER_SIDE, None, 15, ()),
}
SIDE_LYING = ("clamshell", "side-leg-raise")  # the working leg is on top: you lie on the other one
CLAIMS = re.compile(
    r"prevent|injur|cure|heal|treat|rehab|protect|risk|vmo|vastus|sore|weak|must|!", re.IGNORECASE
)

EXERCISES = load_exercises()
each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())
each_sided = pytest.mark.parametrize(
    "exercise", [e for e in EXERCISES.values() if e.unit.changes_side], ids=lambda e: e.id
)


def words_of(exercise: Exercise) -> list[str]:
    """Every sentence and name that a person can read."""
    return [
        exercise.name, exercise.setup.start, exercise.setup.change, *exercise.cues, exercise.eased.cue,
        exercise.eased.note, *exercise.steps, exercise.why, exercise.stop_if,
        *(text for variant in exercise.variants for text in (variant.name, variant.note)),
    ]  # fmt: skip


def toml_of(exercise_id: str) -> str:
    folder = resources.files("kneetimer.resources") / "exercises"
    return (folder / f"{exercise_id}.toml").read_text("utf-8")


def test_all_twenty_exercises_are_there() -> None:
    """The library has the seventeen moves and three stretches, and no file that it does not read."""
    folder = resources.files("kneetimer.resources") / "exercises"
    assert set(EXERCISES) == set(SPECIFICATION)
    assert {entry.name for entry in folder.iterdir()} == {f"{name}.toml" for name in SPECIFICATION}


@each_exercise
def test_an_exercise_is_counted_and_paced_as_specified(exercise: Exercise) -> None:
    """Unit, tempo, time to get ready and variants are those of the specification."""
    unit, tempo, get_ready_s, variants = SPECIFICATION[exercise.id]
    paced = exercise.tempo
    assert exercise.unit is unit
    assert (None if paced is None else (paced.first_ms, paced.hold_ms, paced.second_ms)) == tempo
    assert exercise.get_ready_s == get_ready_s
    assert tuple(variant.id for variant in exercise.variants) == variants


def test_the_single_leg_calf_raise_changes_sides() -> None:
    """Calf raises are counted together on two legs and per leg on one."""
    calf_raise = EXERCISES["calf-raise"]
    assert calf_raise.unit_of("single-leg") is Unit.REPS_PER_SIDE
    assert calf_raise.unit_of("weighted") is Unit.REPS
    assert "left" in calf_raise.setup.change_sentence(Side.LEFT)


@each_exercise
def test_what_is_read_from_two_metres_fits_on_one_line(exercise: Exercise) -> None:
    """Cues, the easier way and the setup of either side have at most 40 characters."""
    lines = [*exercise.cues, exercise.eased.cue]
    for side in (None, *Side) if not exercise.unit.changes_side else Side:
        lines.append(exercise.setup.sentence(side))
    if exercise.setup.change:
        lines += [exercise.setup.change_sentence(side) for side in Side]
    assert [line for line in lines if len(line) > 40] == []
    assert 3 <= len(exercise.cues) <= 5
    assert 4 <= len(exercise.steps) <= 6


@each_exercise
def test_every_moving_part_of_a_rep_has_its_word(exercise: Exercise) -> None:
    """While a rep moves, the screen can say what to do now."""
    if exercise.tempo is not None:
        phases = [phase for phase, _ in parts(exercise.tempo) if phase is not RepPhase.PAUSE]
        assert all(word(exercise.tempo, phase) for phase in phases)


@each_sided
def test_setup_and_change_name_the_right_side(exercise: Exercise) -> None:
    """Lying exercises name the side to lie on, which is the other one; all others the working side."""
    for side in Side:
        named = side.other if exercise.id in SIDE_LYING else side
        for sentence in (exercise.setup.sentence(side), exercise.setup.change_sentence(side)):
            words = re.findall(r"\w+", sentence.lower())
            assert named.value in words, sentence
            assert named.other.value not in words, sentence


def test_clamshells_of_the_left_leg_are_done_lying_on_the_right_side() -> None:
    """The example that everything about sides is measured by."""
    clamshell = EXERCISES["clamshell"]
    assert "Lie on your right side." in clamshell.setup.sentence(Side.LEFT)
    assert clamshell.setup.change_sentence(Side.RIGHT) == "Roll over. Lie on your left side."


@each_exercise
def test_no_placeholder_is_left_on_screen(exercise: Exercise) -> None:
    """Braces never reach a person: not in any text, and not in a setup with or without a side."""
    sides: tuple[Side | None, ...] = tuple(Side) if exercise.unit.changes_side else (None, *Side)
    spoken = [exercise.setup.sentence(side) for side in sides]
    others = [
        text for text in words_of(exercise) if text not in (exercise.setup.start, exercise.setup.change)
    ]
    assert [text for text in spoken + others if "{" in text] == []


@each_exercise
def test_the_words_make_no_claims_and_no_noise(exercise: Exercise) -> None:
    """No exclamation marks, no "must", and nothing about preventing, treating or causing anything."""
    assert [text for text in words_of(exercise) if CLAIMS.search(text)] == []


@each_exercise
def test_sentences_end_with_a_full_stop(exercise: Exercise) -> None:
    """Cues, setup, steps and the rest are whole sentences; names are not."""
    names = {exercise.name, *(variant.name for variant in exercise.variants), ""}
    assert [t for t in words_of(exercise) if t not in names and not t.endswith(".")] == []
    assert [name for name in names if name.endswith(".")] == []


def test_walks_have_directions_and_legs_have_legs() -> None:
    """The badge says TO THE LEFT for a walk and LEFT SIDE for the figure-four."""
    assert EXERCISES["lateral-band-walk"].side_word is SideWord.DIRECTION
    assert EXERCISES["figure-four-stretch"].side_word is SideWord.SIDE
    assert EXERCISES["clamshell"].side_word is SideWord.LEG


def test_kit_and_muscles_have_readable_labels() -> None:
    """Every id that an exercise uses has a label in words, and every label is used."""
    kit = {k for e in EXERCISES.values() for k in (*e.kit, *(v for x in e.variants for v in x.kit))}
    muscles = {muscle for e in EXERCISES.values() for muscle in e.muscles}
    assert kit == set(KIT_LABELS)
    assert muscles == set(MUSCLE_LABELS)
    assert kit_label("mini-band") == "Mini band"
    assert muscle_label("gluteus-medius") == "Gluteus medius"


def test_the_library_is_the_same_object_each_time_and_cannot_be_changed() -> None:
    """Every page sees one library, and none can alter it for the others."""
    assert load_exercises() is EXERCISES
    with pytest.raises(TypeError):
        EXERCISES["clamshell"] = EXERCISES["glute-bridge"]  # type: ignore[index]


def test_the_library_is_read_within_25_ms() -> None:
    """Reading all twenty files does not hold up the start of the program."""
    times = []
    for _ in range(5):  # the best of five, because other programs take processor caches too
        began = time.process_time()
        library._exercises.__wrapped__(language_key())
        times.append(time.process_time() - began)
    assert min(times) < 0.025


@pytest.mark.parametrize(
    ("old", "new", "place", "rule"),
    [
        ("format = 3", "format = 4", "format", "newer KneeTimer"),
        ("format = 3\n", "", "format", "missing"),
        ('id = "clamshell"', 'id = "../clamshell"', "id", "name of the file"),
        ('"mini-band"]', '"miniband"]', "kit 2", "did you mean “mini-band”?"),
        ('"mini-band"]', '"mat"]', "kit 2", "twice"),
        ('"gluteus-medius"', '"vmo"', "muscles 1", "not known"),
        ('unit = "reps-per-side"', 'unit = "seconds-per-side"', "tempo", "a hold has no tempo"),
        ('unit = "reps-per-side"', 'unit = "reps"', "setup, change", "never changes sides"),
        ("get_ready_s = 15", "get_ready_s = 2", "get_ready_s", "from 3 to 60"),
        ("get_ready_s = 15", "get_ready_s = true", "get_ready_s", "whole number"),
        ("first_s = 2", "first_s = 11", "tempo, first_s", "from 0 to 10"),
        ("first_s = 2", 'first_s = "2"', "tempo, first_s", "number of seconds"),
        ("first_s = 2\nhold_s = 1\nsecond_s = 2", "first_s = 0\nhold_s = 0\nsecond_s = 0", "tempo", "0.2 s"),
        ("{other} side.\"\nchange", "{knee} side.\"\nchange", "setup, start", "{side} and {other}"),
        ('"Open your top knee."', f'"{"x" * 41}"', "cues 1", "at most 40"),
        ('"Open your top knee."', '"Open\\nit."', "cues 1", "one line"),
        ('"Open your top knee."', '" "', "cues 1", "empty"),
        ("why = ", "because = ", "because", "there is no field “because”"),
        ("stop_if = ", "stopif = ", "stopif", "did you mean “stop_if”"),
    ],
)  # fmt: skip
def test_a_broken_exercise_says_what_to_mend(old: str, new: str, place: str, rule: str) -> None:
    """Each slip in an exercise file is refused with its field and its rule."""
    text = toml_of("clamshell")
    assert old in text
    with pytest.raises(FileProblem) as caught:
        read_exercise(text.replace(old, new, 1), "clamshell")
    assert caught.value.file == "clamshell.toml"
    assert caught.value.place == place
    assert rule in str(caught.value)


def test_a_setup_without_sides_refuses_a_side() -> None:
    """{side} in an exercise for both legs would reach the screen as it is, so it is refused."""
    text = toml_of("glute-bridge").replace("Lie on your back.", "Lie on your {side}.")
    with pytest.raises(FileProblem, match="no side here"):
        read_exercise(text, "glute-bridge")


def test_a_variant_keeps_reps_as_reps() -> None:
    """A variant may change how sides are counted, but not turn reps into a hold."""
    text = toml_of("calf-raise").replace('unit = "reps-per-side"', 'unit = "seconds-per-side"')
    with pytest.raises(FileProblem, match="cannot turn reps into a hold"):
        read_exercise(text, "calf-raise")


def test_the_romanian_deadlift_lowers_first() -> None:
    """It begins standing, as its figure does: three seconds down, one at the bottom, two up."""
    plain, romanian = (EXERCISES["deadlift"].tempo_of(way) for way in (None, "romanian"))
    assert plain is not None and romanian is not None
    assert (plain.first_word, plain.hold_word, plain.second_word) == ("Lift", "Hold", "Lower")
    assert (romanian.first_word, romanian.hold_word, romanian.second_word) == ("Lower", "Hold", "Lift")
    assert (romanian.first_ms, romanian.hold_ms, romanian.second_ms) == (3000, 1000, 2000)
    goblet = EXERCISES["bodyweight-squat"].tempo_of("goblet")
    assert goblet == EXERCISES["bodyweight-squat"].tempo


@pytest.mark.parametrize("broken", ["first_s = 3, ", ', second = "Lift"'])
def test_a_tempo_of_a_variant_is_whole(broken: str) -> None:
    """A variant that moves otherwise says all of it; half a tempo is refused by its field."""
    text = toml_of("deadlift").replace(broken, "", 1)
    with pytest.raises(FileProblem, match="variants 1, tempo"):
        read_exercise(text, "deadlift")


def test_the_single_leg_calf_raise_has_a_dose_of_its_own() -> None:
    """Five a side, whatever both legs together do; the other ways go by the plan's number."""
    ways = EXERCISES["calf-raise"].variants
    assert {way.id: way.amount for way in ways} == {"single-leg": 5, "weighted": None, "edge": None}


@each_exercise
def test_every_exercise_has_an_easier_form_that_is_easier(exercise: Exercise) -> None:
    """It asks for less in at least two ways, and says so in words of its own."""
    eased = exercise.eased
    shares = (eased.range_percent, eased.count_percent, eased.pace_percent, eased.hold_percent)
    ways = sum(share < 100 for share in shares) + bool(eased.kit) + bool(eased.without)
    # Where the figure does something else instead (both feet down, a lower step), the note says what.
    assert eased.count_percent < 100
    assert ways >= 2 or "stay" in eased.note
    assert eased.cue not in exercise.cues


@each_exercise
def test_what_is_put_away_is_named_in_the_note(exercise: Exercise) -> None:
    """Whoever reads the note knows what to fetch and what to leave."""
    words = {"mini-band": "band", "dumbbell": "weight", "chair": "chair", "wall": "wall"}
    for kit in (*exercise.eased.kit, *exercise.eased.without):
        assert words[kit] in exercise.eased.note, kit


@pytest.mark.parametrize(
    ("old", "new", "place", "rule"),
    [
        ("range_percent = 55", "range_percent = 20", "eased, range_percent", "from 30 to 100"),
        ("count_percent = 67", "count_percent = 120", "eased, count_percent", "from 30 to 100"),
        (
            "count_percent = 67",
            "counts_percent = 67",
            "eased, counts_percent",
            "did you mean “count_percent”?",
        ),
        ('without = ["mini-band"]', 'without = ["pole"]', "eased, without", "not in any kit"),
        ('without = ["mini-band"]', 'kit = ["mat"]', "eased, kit", "in the kit of the exercise"),
        ("[eased]", "[easy]", "easy", "did you mean “eased”?"),
    ],
)
def test_a_broken_easier_form_says_what_to_mend(old: str, new: str, place: str, rule: str) -> None:
    """Each slip in the table of the easier form is refused with its field and its rule."""
    text = toml_of("clamshell")
    assert old in text
    with pytest.raises(FileProblem) as caught:
        read_exercise(text.replace(old, new, 1), "clamshell")
    assert caught.value.place == place
    assert rule in str(caught.value)


def test_a_hold_is_not_eased_by_a_pace() -> None:
    """A wall sit has no tempo, so a slower one is refused."""
    text = toml_of("wall-sit").replace("count_percent = 67", "count_percent = 67\npace_percent = 80")
    with pytest.raises(FileProblem, match="no tempo"):
        read_exercise(text, "wall-sit")


def test_the_documented_example_is_an_exercise() -> None:
    """Whoever copies the example out of the documentation has an exercise that is read."""
    page = (Path(__file__).parents[3] / "docs" / "exercise-format.md").read_text("utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    assert read_exercise(example, "side-step").name == "Side steps"


def test_the_documentation_lists_every_kit_and_muscle() -> None:
    """The lists of the documentation are complete."""
    page = (Path(__file__).parents[3] / "docs" / "exercise-format.md").read_text("utf-8")
    assert [word for word in (*KIT_LABELS, *MUSCLE_LABELS) if f"`{word}`" not in page] == []
