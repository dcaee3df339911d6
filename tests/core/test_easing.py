"""A set in its easier form: what is left of its reps, its tempo, its hold, its weight."""

import pytest

from kneetimer.core.easing import eased_step
from kneetimer.core.pacing import set_ms
from kneetimer.core.plan import Dose
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import Step, StepKind, practice_script
from kneetimer.storage.plans.library import load_exercises

EXERCISES = load_exercises()


def steps(exercise: str, amount: int, variant: str | None = None, load: str = "") -> tuple[Step, ...]:
    dose = Dose(exercise, 1, (amount,), 0, variant, load)
    return practice_script("plan", 1, dose, Preferences(), EXERCISES).steps


def eased(exercise: str, amount: int, variant: str | None = None, load: str = "") -> Step:
    """The first set of a practice, eased."""
    found = next(step for step in steps(exercise, amount, variant, load) if step.is_set)
    return eased_step(found, EXERCISES[exercise])


@pytest.mark.parametrize(
    ("exercise", "full", "easier"),
    [("bodyweight-squat", 15, 10), ("glute-bridge", 20, 13), ("clamshell", 15, 10), ("calf-raise", 1, 1)],
)
def test_a_set_has_a_third_fewer_reps(exercise: str, full: int, easier: int) -> None:
    """Ten squats for fifteen; one rep stays one."""
    assert eased(exercise, full).reps == easier


def test_in_turns_both_legs_have_as_many() -> None:
    """Ten lunges a leg become seven a leg, never an odd number of lunges."""
    assert eased("walking-lunge", 10).reps == 14


def test_a_hold_is_shorter() -> None:
    """Thirty seconds on the wall become twenty."""
    step = eased("wall-sit", 30)
    assert (step.kind, step.length_ms) == (StepKind.HOLD, 20_000)


def test_the_movement_is_slower_and_the_hold_in_a_rep_shorter() -> None:
    """A squat goes down in two and a half seconds; a bridge stays up for one second of its two."""
    squat, bridge = eased("bodyweight-squat", 15).tempo, eased("glute-bridge", 20).tempo
    assert squat is not None and bridge is not None
    assert (squat.first_ms, squat.hold_ms, squat.second_ms) == (2500, 0, 2500)
    assert (bridge.first_ms, bridge.hold_ms, bridge.second_ms) == (2000, 1000, 2000)
    assert squat.first_word == "Down"


def test_the_set_lasts_as_long_as_its_reps() -> None:
    """The clock of an eased set is that of its fewer, slower reps."""
    step = eased("bodyweight-squat", 15)
    assert step.tempo is not None and step.reps is not None
    assert step.length_ms == set_ms(step.tempo, step.reps) == 50_000


def test_bands_and_weights_are_put_away() -> None:
    """Goblet squats become plain ones, and nothing speaks of the light band of the clamshell any more."""
    assert eased("bodyweight-squat", 10, "goblet", "8 kg").variant is None
    assert eased("bodyweight-squat", 10, "goblet", "8 kg").load == ""
    assert eased("clamshell", 15, None, "light band").load == ""


def test_what_carries_no_extra_weight_stays() -> None:
    """Sumo squats stay sumo squats; the knee extension keeps its light band."""
    assert eased("bodyweight-squat", 10, "sumo").variant == "sumo"
    assert eased("terminal-knee-extension", 15, None, "light band").load == "light band"


def test_getting_ready_takes_as_long() -> None:
    """Only sets change: who eases an exercise lies down as long as before."""
    ready = steps("clamshell", 15)[0]
    assert eased_step(ready, EXERCISES["clamshell"]).length_ms == ready.length_ms


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_exercise_is_harder_when_it_is_eased(exercise: str) -> None:
    """For each of the twenty, a set of ten or thirty has less to do, and is done no faster."""
    for variant in (None, *(way.id for way in EXERCISES[exercise].variants)):
        full = next(step for step in steps(exercise, 30, variant) if step.is_set)
        step = eased_step(full, EXERCISES[exercise])
        if full.kind is StepKind.HOLD:
            assert step.length_ms < full.length_ms
            continue
        assert full.reps is not None and step.reps is not None and step.reps < full.reps
        assert full.tempo is not None and step.tempo is not None
        assert step.tempo.first_ms >= full.tempo.first_ms
        assert step.tempo.second_ms >= full.tempo.second_ms
        assert step.tempo.hold_ms <= full.tempo.hold_ms


def test_an_easier_clamshell_needs_no_band_and_says_so() -> None:
    """Before the set it says to take the band off, not to put it on; what is to be fetched has none."""
    clamshell = EXERCISES["clamshell"]
    assert "mini-band" in clamshell.kit_of(None)
    assert "mini-band" not in clamshell.kit_of(None, eased=True)
    assert clamshell.setup_sentence(None, eased=True) == clamshell.eased.cue
    assert EXERCISES["bodyweight-squat"].setup_sentence(None, eased=True).startswith("Stand tall")
