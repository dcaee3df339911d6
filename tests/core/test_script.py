"""Which steps a plan and a person's settings make, and that the plan's sums come out."""

from __future__ import annotations

import pytest
from timeline import EXERCISES, dose, plan, strength

from kneetimer.core.exercise import Side
from kneetimer.core.plan import Block, BlockKind, Dose
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import Script, Step, StepKind, build_script
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan


def told(script: Script) -> list[str]:
    """Steps in words: "rest 45", "work squat left 15 reps 75"."""
    return [_told(step) for step in script.steps]


def _told(step: Step) -> str:
    words = [step.kind.value]
    if step.is_set:
        words.append(step.exercise)
    if step.side:
        words.append(step.side.value)
    if step.reps is not None:
        words.append(f"{step.reps} reps")
    return " ".join([*words, f"{step.seconds:g}"])


def script(*doses: Dose, **choices: object) -> Script:
    return build_script(plan(strength(*doses)), 1, 1, Preferences().with_(**choices), EXERCISES)


def six_weeks(week: int, **choices: object) -> Script:
    return build_script(load_plan("six-week-knee"), week, 1, Preferences().with_(**choices), load_exercises())


def test_sides_rests_and_getting_ready() -> None:
    """Each exercise is got ready for once; sides change within a set; rests lie between sets."""
    made = script(dose("clam", 2, 15), dose("squat", 2, 10))
    assert told(made) == [
        "ready left 15",
        "work clam left 15 reps 75",
        "side right 8",
        "work clam right 15 reps 75",
        "rest left 20",
        "work clam left 15 reps 75",
        "side right 8",
        "work clam right 15 reps 75",
        "rest 30",
        "ready 5",
        "work squat 10 reps 40",
        "rest 20",
        "work squat 10 reps 40",
    ]


def test_every_unit_makes_its_steps() -> None:
    """Alternating reps are one step of both legs; walks, swings and stretches have a step a side."""
    made = script(
        dose("lunge", 1, 10),
        dose("walk", 1, 15),
        dose("swing", 1, 12),
        dose("sit", 1, 20),
        dose("stretch", 1, 30),
        rest_exercises_s=0,
    )
    sets = [words for words in told(made) if words.startswith(("work", "hold"))]
    assert sets == [
        "work lunge 20 reps 80",
        "work walk left 15 reps 30",
        "work walk right 15 reps 30",
        "work swing left 12 reps 24",
        "work swing right 12 reps 24",
        "hold sit 20",
        "hold stretch left 30",
        "hold stretch right 30",
    ]


def test_a_rest_of_zero_has_no_step() -> None:
    """Rest 0 means no rest at all; the next set is still announced by a moment to get ready."""
    made = script(dose("squat", 2, 10, rest_s=0))
    assert told(made) == ["ready 5", "work squat 10 reps 40", "ready 5", "work squat 10 reps 40"]
    assert not any(
        step.kind is StepKind.REST for step in six_weeks(1, rest_sets_s=0, rest_exercises_s=0).steps
    )


def test_warm_up_and_cool_down_have_no_rests() -> None:
    """They go from one exercise to the next with a get-ready only, and so does the way into strength."""
    made = six_weeks(1)
    resting = {step.block for step in made.steps if step.kind is StepKind.REST}
    assert resting == {BlockKind.STRENGTH, BlockKind.FINISHER}
    first_strength = next(at for at, step in enumerate(made.steps) if step.block is BlockKind.STRENGTH)
    assert made.steps[first_strength].kind is StepKind.READY


@pytest.mark.parametrize("week", range(1, 7))
def test_no_session_ends_with_a_rest(week: int) -> None:
    """The last step of every session is a set."""
    assert six_weeks(week).steps[-1].is_set


@pytest.mark.parametrize(("weeks", "reps"), [((1, 2, 3), 190), ((4, 5, 6), 294)])
def test_strength_reps_add_up(weeks: tuple[int, ...], reps: int) -> None:
    """190 strength reps in weeks 1 to 3, 294 in weeks 4 to 6, both sides counted."""
    for week in weeks:
        made = [step for step in six_weeks(week).steps if step.block is BlockKind.STRENGTH]
        assert sum(step.reps or 0 for step in made) == reps


@pytest.mark.parametrize("week", range(1, 7))
def test_holds_add_up(week: int) -> None:
    """180 s of stretches, and two wall sits that grow from 20 to 30 s."""
    steps = [step for step in six_weeks(week).steps if step.kind is StepKind.HOLD]
    stretches = [step for step in steps if step.block is BlockKind.COOL_DOWN]
    assert sum(step.seconds for step in stretches) == 180
    assert [step.side for step in stretches] == [Side.LEFT, Side.RIGHT] * 3
    sits = [step.seconds for step in steps if step.block is BlockKind.FINISHER]
    assert sits == [18 + 2 * week] * 2


@pytest.mark.parametrize("week", range(1, 7))
def test_a_session_takes_half_an_hour_to_three_quarters(week: int) -> None:
    """The default rests and tempos make a session of about 30 to 45 minutes."""
    assert 30 * 60 <= six_weeks(week).length_ms / 1000 <= 46 * 60


def test_the_finisher_can_be_switched_off() -> None:
    """Without the finisher there is no wall sit."""
    exercises = {step.exercise for step in six_weeks(1, finisher=False).steps}
    assert "wall-sit" not in exercises


def test_pace_changes_reps_and_nothing_else() -> None:
    """At half pace reps take twice as long; holds and rests stay as they are."""
    normal, slow = six_weeks(1), six_weeks(1, pace=0.5)
    for before, after in zip(normal.steps, slow.steps, strict=True):
        factor = 2 if before.kind is StepKind.WORK else 1
        assert after.length_ms == before.length_ms * factor


def test_rest_precedence() -> None:
    """The plan's rest, unless you set one, unless you set one for this exercise."""
    made = script(dose("squat", 2, 5, rest_s=20), rest_sets_s=60)
    assert "rest 60" in told(made)
    made = script(dose("squat", 2, 5, rest_s=20), rest_sets_s=60, rest_of_exercise_s={"squat": 90})
    assert "rest 90" in told(made)


def test_lying_down_needs_its_time() -> None:
    """A short get-ready never takes away the time to lie down; a long one lengthens it."""
    assert told(script(dose("clam", 1, 5), get_ready_s=3))[0] == "ready left 15"
    assert told(script(dose("clam", 1, 5), get_ready_s=30))[0] == "ready left 30"


def test_a_gentle_return_has_a_set_fewer() -> None:
    """After a long break strength exercises lose a set, never the last one; the warm-up is unchanged."""
    whole = plan(Block(BlockKind.WARM_UP, 1, 6, (dose("squat", 1, 15),)), strength(dose("squat", 3, 20)))
    made = build_script(whole, 1, 1, Preferences(), EXERCISES, sets_fewer=1)
    assert [step.sets for step in made.steps if step.is_set] == [1, 2, 2]


@pytest.mark.parametrize(("week", "session"), [(0, 1), (7, 1), (1, 0), (1, 4)])
def test_weeks_and_sessions_outside_of_the_plan_are_refused(week: int, session: int) -> None:
    """The error names the plan and what it has."""
    with pytest.raises(ValueError, match="Six-week knee plan"):
        build_script(load_plan("six-week-knee"), week, session, Preferences(), load_exercises())


def test_the_side_to_start_with_is_chosen() -> None:
    """Right first: the same sets with the same changes of side, and the rest shows the side that comes."""
    usual = script(dose("clam", 2, 5), dose("squat", 1, 5), dose("stretch", 1, 20))
    other = script(dose("clam", 2, 5), dose("squat", 1, 5), dose("stretch", 1, 20), start_side="right")
    assert other.length_ms == usual.length_ms
    sides = [(step.kind, step.side) for step in usual.steps]
    assert [(step.kind, step.side and step.side.other) for step in other.steps] == sides
