"""What a person changes in a plan: it is laid over the plan, seen as different, and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetimer.core.exercise import Unit
from kneetimer.core.plan import BlockKind, Dose, Plan
from kneetimer.core.plan_edit import (
    DoseEdit,
    DosePart,
    DosePlace,
    EditLog,
    PlanEdits,
    can_ease,
    differing,
    dose_at,
    places_of,
    reset_part,
    swapped,
    with_edits,
)
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import StepKind, build_script, tempo_of
from kneetimer.core.swap import candidates
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan

EXERCISES = load_exercises()
KNEE = load_plan("six-week-knee")
ME = Preferences()
SQUATS = DosePlace("strength", 1, 0)
CLAMSHELLS = DosePlace("strength", 1, 2)
WALL_SIT = DosePlace("finisher", 1, 0)


def mine(*edits: tuple[DosePlace, DoseEdit], ease: bool = False) -> PlanEdits:
    return PlanEdits(dict(edits), ease)


def strength_reps(plan: Plan, week: int) -> int:
    """All strength reps of a session, both sides counted."""
    total = 0
    for block in plan.blocks_of(week):
        if block.kind is BlockKind.STRENGTH:
            for dose in block.doses:
                unit = EXERCISES[dose.exercise].unit_of(dose.variant)
                sides = 2 if unit.changes_side or unit is Unit.REPS_ALTERNATING else 1
                total += dose.sets * dose.amount(week - block.first_week) * sides
    return total


def test_a_dose_of_ones_own_is_done_in_its_place_and_nowhere_else() -> None:
    """Three sets of twelve squats with 30 s of rest in weeks 1 to 3; all else is the plan's."""
    edits = mine((SQUATS, DoseEdit("bodyweight-squat", sets=3, amount=12, rest_s=30)))
    plan = with_edits(KNEE, edits, EXERCISES)
    script = build_script(plan, 2, 1, ME, EXERCISES)
    squats = [s for s in script.steps if s.exercise == "bodyweight-squat" and s.block is BlockKind.STRENGTH]
    assert [step.reps for step in squats if step.is_set] == [12, 12, 12]
    assert {step.length_ms for step in squats if step.kind is StepKind.REST} == {30_000}
    assert build_script(plan, 4, 1, ME, EXERCISES) == build_script(KNEE, 4, 1, ME, EXERCISES)
    rest = [s for s in script.steps if s.item != squats[0].item]
    theirs = [s for s in build_script(KNEE, 2, 1, ME, EXERCISES).steps if s.item != squats[0].item]
    assert rest == theirs


def test_a_rest_chosen_at_a_place_goes_before_the_rest_for_everything() -> None:
    """Somebody who rests 90 s everywhere and chose 30 s after squats rests 30 s after squats alone."""
    plan = with_edits(KNEE, mine((SQUATS, DoseEdit("bodyweight-squat", rest_s=30))), EXERCISES)
    script = build_script(plan, 1, 1, Preferences(rest_sets_s=90), EXERCISES)
    rests = {
        step.exercise: step.length_ms // 1000
        for step in script.steps
        if step.kind is StepKind.REST and step.set > 1
    }
    assert rests["bodyweight-squat"] == 30
    assert rests["clamshell"] == 90


def test_a_tempo_of_ones_own_keeps_the_words_of_the_exercise() -> None:
    """Squats three seconds down, one held, two up: six seconds a rep, called as before."""
    edit = DoseEdit("bodyweight-squat", tempo_ms=(3000, 1000, 2000))
    script = build_script(with_edits(KNEE, mine((SQUATS, edit)), EXERCISES), 1, 1, ME, EXERCISES)
    step = next(s for s in script.steps if s.is_set and s.item == 5)
    own = EXERCISES["bodyweight-squat"].tempo
    assert step.tempo is not None and own is not None
    assert (step.tempo.rep_ms, step.length_ms) == (6000, 15 * 6000)
    assert step.tempo.first_word == own.first_word


def test_seconds_that_grow_go_on_growing_from_ones_own() -> None:
    """A wall sit that begins at 30 s instead of 20 ends at 40 instead of 30."""
    plan = with_edits(KNEE, mine((WALL_SIT, DoseEdit("wall-sit", amount=30))), EXERCISES)
    assert dose_at(plan, WALL_SIT).amounts == (30, 32, 34, 36, 38, 40)


def test_what_differs_is_told_part_by_part_and_put_back_alone() -> None:
    """Sets and rest differ; putting the sets back leaves the rest, and then nothing is left."""
    edit = DoseEdit("bodyweight-squat", sets=3, rest_s=30)
    assert differing(KNEE, mine((SQUATS, edit)), SQUATS, EXERCISES) == {DosePart.SETS, DosePart.REST}
    edit = reset_part(edit, DosePart.SETS)
    assert differing(KNEE, mine((SQUATS, edit)), SQUATS, EXERCISES) == {DosePart.REST}
    edit = reset_part(edit, DosePart.REST)
    assert mine((SQUATS, edit)) == PlanEdits()


def test_the_plans_own_number_chosen_by_hand_is_no_difference() -> None:
    """Two sets where the plan says two sets is as the plan says."""
    assert differing(KNEE, mine((SQUATS, DoseEdit("bodyweight-squat", sets=2))), SQUATS, EXERCISES) == set()


def test_a_variant_stays_in_the_family_and_a_substitute_says_for_what_it_stands() -> None:
    """Goblet squats are squats in the history; step-ups are step-ups that stand for squats."""
    own = dose_at(KNEE, SQUATS)
    goblet = swapped(DoseEdit(own.exercise), own, "bodyweight-squat", "goblet")
    steps = swapped(goblet, own, "step-up", None)
    for edit, exercise, variant, stands_for in (
        (goblet, "bodyweight-squat", "goblet", None),
        (steps, "step-up", None, "bodyweight-squat"),
    ):
        script = build_script(with_edits(KNEE, mine((SQUATS, edit)), EXERCISES), 1, 1, ME, EXERCISES)
        step = next(s for s in script.steps if s.is_set and s.item == 5)
        assert (step.exercise, step.variant, step.stands_for) == (exercise, variant, stands_for)
    assert swapped(steps, own, "bodyweight-squat", None).is_empty


def test_a_substitute_brings_its_own_tempo_and_leaves_the_band_behind() -> None:
    """Side leg raises in place of clamshells have no light band, and no tempo that was set for clamshells."""
    own = dose_at(KNEE, CLAMSHELLS)
    edit = swapped(DoseEdit("clamshell", tempo_ms=(4000, 0, 4000)), own, "side-leg-raise", None)
    dose = dose_at(with_edits(KNEE, mine((CLAMSHELLS, edit)), EXERCISES), CLAMSHELLS)
    assert (dose.load, dose.tempo_ms, dose.sets, dose.amounts) == ("", None, 2, (15,))


def test_what_moves_otherwise_brings_its_own_tempo() -> None:
    """A slow deadlift makes no Romanian one slow at the wrong end; a goblet squat keeps its tempo."""
    gym = load_plan("ten-essentials-gym")
    place = next(p for b in gym.blocks for p in places_of(b) if dose_at(gym, p).exercise == "deadlift")
    own = dose_at(gym, place)
    slow = DoseEdit("deadlift", tempo_ms=(5000, 0, 1000))
    edited = with_edits(gym, mine((place, swapped(slow, own, "deadlift", "romanian"))), EXERCISES)
    tempo = tempo_of(dose_at(edited, place), EXERCISES["deadlift"])
    assert tempo is not None
    assert (tempo.first_word, tempo.first_ms, tempo.second_ms) == ("Lower", 3000, 2000)
    squats = dose_at(KNEE, SQUATS)
    kept = swapped(
        DoseEdit("bodyweight-squat", tempo_ms=(3000, 0, 3000)),
        squats,
        "bodyweight-squat",
        "goblet",
        keeps_tempo=True,
    )
    goblet = dose_at(with_edits(KNEE, mine((SQUATS, kept)), EXERCISES), SQUATS)
    assert (goblet.variant, goblet.tempo_ms) == ("goblet", (3000, 0, 3000))


def test_a_plans_own_tempo_goes_where_the_variant_moves_otherwise() -> None:
    """A plan that has slow deadlifts does not say how a Romanian one moves, nor is that a change."""
    place = DosePlace("strength", 1, 0)
    plan = load_plan("six-week-knee")
    block = next(b for b in plan.blocks if b.kind is BlockKind.STRENGTH)
    slow = replace(block, doses=(Dose("deadlift", 2, (10,), 75, tempo_ms=(5000, 0, 1000)),))
    plan = replace(plan, blocks=tuple(slow if b is block else b for b in plan.blocks))
    edits = mine((place, DoseEdit("deadlift", variant="romanian")))
    assert dose_at(with_edits(plan, edits, EXERCISES), place).tempo_ms is None
    assert differing(plan, edits, place, EXERCISES) == {DosePart.EXERCISE}


def test_every_offered_swap_can_be_done_in_its_place() -> None:
    """Whatever is offered for any exercise of any plan gives a session that can be built."""
    for plan_id in ("six-week-knee", "ten-essentials-home", "ten-essentials-gym"):
        plan = load_plan(plan_id)
        for block in plan.blocks:
            for place in places_of(block):
                own = dose_at(plan, place)
                for swap in candidates(own, (), EXERCISES):
                    edit = swapped(DoseEdit(own.exercise), own, swap.exercise, swap.variant)
                    edited = with_edits(plan, mine((place, edit)), EXERCISES)
                    dose = dose_at(edited, place)
                    assert (dose.exercise, dose.variant) == (swap.exercise, swap.variant)
                    build_script(edited, block.first_week, 1, ME, EXERCISES)


def test_a_clamshell_may_be_a_leg_raise_and_a_stretch_stays_a_stretch() -> None:
    """Similar is what works the same muscles and is counted the same way; other ways to do it come first."""

    def offered(exercise: str, *missing: str) -> list[tuple[str, str | None]]:
        dose = Dose(exercise, 2, (10,), 45)
        return [(swap.exercise, swap.variant) for swap in candidates(dose, missing, EXERCISES)]

    assert offered("clamshell")[:2] == [("lateral-band-walk", None), ("side-leg-raise", None)]
    assert [exercise for exercise, _ in offered("wall-sit")] == ["wall-sit"]
    assert offered("quad-stretch") == []
    squats = offered("bodyweight-squat", "dumbbell")
    assert squats[0] == ("bodyweight-squat", "sumo")
    assert squats.index(("bodyweight-squat", "goblet")) > squats.index(("walking-lunge", None))


def test_an_edit_for_another_exercise_is_left_alone() -> None:
    """A plan file that has lunges now where squats were is done as it stands."""
    edits = mine((SQUATS, DoseEdit("walking-lunge", sets=9)))
    assert with_edits(KNEE, edits, EXERCISES) == KNEE
    assert differing(KNEE, edits, SQUATS, EXERCISES) == frozenset()


@pytest.mark.parametrize(
    "wrong",
    [
        {"sets": 0},
        {"sets": 11},
        {"amount": 0},
        {"rest_s": 301},
        {"rest_s": True},
        {"tempo_ms": (0, 0, 100)},
        {"tempo_ms": (11_000, 0, 0)},
    ],
)
def test_numbers_out_of_range_cannot_be_chosen(wrong: dict[str, object]) -> None:
    """Sets are 1 to 10, rests up to 300 s, a part of a tempo up to 10 s."""
    with pytest.raises(ValueError, match=r"must be|must last"):
        DoseEdit("bodyweight-squat", **wrong)  # type: ignore[arg-type]


def test_undo_takes_back_one_change_after_the_other() -> None:
    """Two changes and two undos end where it began; a third undo changes nothing."""
    log = EditLog()
    first = log.change(mine((SQUATS, DoseEdit("bodyweight-squat", sets=3))))
    second = first.change(replace(first.now, ease=True))
    assert second.undo() == first
    assert second.undo().undo() == log
    assert log.undo() == log
    assert second.change(second.now) == second


def test_easing_spreads_the_step_into_phase_2() -> None:
    """Week 4 has two sets, week 5 three sets of fewer reps, week 6 is done in full."""
    plan = with_edits(KNEE, PlanEdits(ease=True), EXERCISES)
    squats = {}
    for week in (3, 4, 5, 6):
        (strength,) = [block for block in plan.blocks_of(week) if block.kind is BlockKind.STRENGTH]
        dose = strength.doses[0]
        squats[week] = (dose.sets, dose.amount(week - strength.first_week))
    assert squats == {3: (2, 15), 4: (2, 20), 5: (3, 16), 6: (3, 20)}
    reps = [strength_reps(plan, week) for week in range(1, 7)]
    assert reps[:3] == [190] * 3 and reps[5] == 294
    assert reps == sorted(reps)
    assert all(later <= earlier * 1.25 for earlier, later in pairwise(reps))


def test_easing_starts_from_ones_own_doses() -> None:
    """Four sets of one's own in phase 2 become three in its first week."""
    squats_2 = DosePlace("strength", 4, 0)
    edits = mine((squats_2, DoseEdit("bodyweight-squat", sets=4)), ease=True)
    plan = with_edits(KNEE, edits, EXERCISES)
    assert [next(iter(plan.blocks_of(week)[1].doses)).sets for week in (4, 5, 6)] == [3, 4, 4]


def test_a_plan_of_one_phase_has_nothing_to_ease() -> None:
    """The ten essentials grow a little each week as it is."""
    essentials = load_plan("ten-essentials-home")
    assert not can_ease(essentials)
    assert with_edits(essentials, PlanEdits(ease=True), EXERCISES) == essentials


@pytest.mark.parametrize("plan_id", ["ten-essentials-home", "ten-essentials-gym"])
def test_the_ten_essentials_grow_by_a_tenth_at_most(plan_id: str) -> None:
    """Each exercise on its own, every week, and everything together; rounding included."""
    plan = load_plan(plan_id)
    (strength,) = [block for block in plan.blocks if block.kind is BlockKind.STRENGTH]
    for dose in strength.doses:
        assert dose.sets == 2 and len(dose.amounts) == plan.weeks == 6
        for earlier, later in pairwise(dose.amounts):
            assert earlier < later and 10 * later <= 11 * earlier
    assert len(strength.doses) == (10 if plan_id.endswith("gym") else 8)
    assert (plan.sessions_least, plan.sessions_most) == (1, 2)


EDITS = st.builds(
    DoseEdit,
    of=st.sampled_from(["bodyweight-squat", "glute-bridge", "wall-sit"]),
    sets=st.none() | st.integers(1, 10),
    amount=st.none() | st.integers(1, 600),
    rest_s=st.none() | st.integers(0, 300),
    tempo_ms=st.none() | st.tuples(*[st.integers(100, 10_000)] * 3),
    exercise=st.none() | st.sampled_from(sorted(EXERCISES)),
    variant=st.none() | st.sampled_from(["", "goblet", "band", "weighted", "nothing"]),
)


@given(
    edits=st.dictionaries(
        st.sampled_from([SQUATS, DosePlace("strength", 1, 1), WALL_SIT, DosePlace("cool-down", 1, 9)]), EDITS
    ),
    ease=st.booleans(),
)
def test_whatever_is_changed_gives_a_session_that_can_be_done(
    edits: dict[DosePlace, DoseEdit], ease: bool
) -> None:
    """Any edits in their ranges give a script within the limits of a plan; reset gives the plan."""
    changed = PlanEdits(edits, ease)
    plan = with_edits(KNEE, changed, EXERCISES)
    for week in range(1, 7):
        for step in build_script(plan, week, 1, ME, EXERCISES).steps:
            assert step.length_ms > 0
            assert step.sets <= 10
    assert with_edits(KNEE, changed.reset_all(), EXERCISES) == KNEE


def test_a_new_round_outlives_a_reset() -> None:
    """Putting the doses back does not bring back the weeks of the round before."""
    since = datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=1)
    assert replace(PlanEdits(ease=True), since=since).reset_all() == PlanEdits(since=since)


def test_edits_know_their_dose() -> None:
    """Every place of a plan leads to its dose, and a place that is not there to none."""
    for block in KNEE.blocks:
        assert [dose_at(KNEE, place) for place in places_of(block)] == list(block.doses)
    with pytest.raises(KeyError):
        dose_at(KNEE, DosePlace("strength", 2, 0))
    assert isinstance(dose_at(KNEE, SQUATS), Dose)
