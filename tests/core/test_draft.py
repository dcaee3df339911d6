"""A plan that is being built: what each press makes of it, and when it can be kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetimer.core import draft as drafts
from kneetimer.core.draft import Draft, DraftRule, Growth
from kneetimer.core.plan import BlockKind
from kneetimer.core.plan_edit import DosePlace
from kneetimer.core.plan_shape import MOST_DOSES, PlanRuleError
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import SessionKind
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan, read_plan
from kneetimer.storage.plans.plan_writer import plan_text

EXERCISES = load_exercises()
KNEE = load_plan("six-week-knee")
EMPTY = drafts.new_draft("A plan for the tests.", "All weeks")


def built(*names: str, on: Draft = EMPTY) -> Draft:
    """A draft with these exercises, each added as a press on + does."""
    for name in names:
        on = drafts.with_one_more(on, EXERCISES[name], EXERCISES, [KNEE]).draft
    return on


def exercises_of(draft: Draft) -> dict[str, list[str]]:
    return {block.kind.value: [dose.exercise for dose in block.doses] for block in draft.blocks()}


def rule_of(draft: Draft, *missing: str) -> DraftRule:
    return drafts.verdict_of(draft, missing, EXERCISES).rule


def test_each_exercise_comes_into_its_own_part() -> None:
    """Swings warm up, stretches cool down, all else is strength work, with the plan's usual doses."""
    draft = built("leg-swing-forward", "quad-stretch", "wall-sit", "glute-bridge")
    assert exercises_of(draft) == {
        "warm-up": ["leg-swing-forward"],
        "strength": ["wall-sit", "glute-bridge"],
        "cool-down": ["quad-stretch"],
    }
    bridges = draft.dose_at(DosePlace("strength", 1, 1))
    assert (bridges.sets, bridges.amounts[0]) == (2, 20)


def test_growth_is_of_its_own_kind_and_stops_where_it_should() -> None:
    """A rep more a week leaves holds and stretches alone; two seconds more leaves reps alone."""
    draft = built("step-up", "wall-sit", "quad-stretch")
    by_reps = drafts.with_growth(draft, Growth.REP, EXERCISES)
    by_seconds = drafts.with_growth(draft, Growth.HOLD, EXERCISES)
    places = [DosePlace("strength", 1, 0), DosePlace("strength", 1, 1), DosePlace("cool-down", 1, 0)]
    assert [by_reps.dose_at(place).amounts for place in places] == [(10, 11, 12, 13, 14, 15), (20,), (30,)]
    assert [by_seconds.dose_at(place).amounts for place in places] == [
        (10,),
        (20, 22, 24, 26, 28, 30),
        (30,),
    ]


def test_the_one_sentence_follows_what_is_there() -> None:
    """First an exercise, then strength work, then a name, then growth that stays in bounds, then the kit."""
    assert rule_of(EMPTY) is DraftRule.NEEDS_EXERCISE
    assert rule_of(built("quad-stretch")) is DraftRule.NEEDS_STRENGTH
    assert rule_of(built("side-leg-raise")) is DraftRule.NEEDS_NAME
    draft = drafts.named(built("side-leg-raise"), "Mine")
    assert rule_of(draft) is DraftRule.READY
    assert rule_of(draft, "mat") is DraftRule.NEEDS_KIT
    place = DosePlace("strength", 1, 0)
    high = drafts.with_amount(draft, place, 27, EXERCISES)
    found = drafts.verdict_of(high, (), EXERCISES)
    assert (found.rule, found.week, found.blocks) == (DraftRule.GROWS_TOO_FAR, 5, True)
    assert rule_of(drafts.with_growth(high, Growth.SAME, EXERCISES)) is DraftRule.READY
    assert rule_of(drafts.with_amount(draft, place, 6, EXERCISES)) is DraftRule.GROWS_FAST


def test_a_copy_of_a_plan_can_be_kept_as_it_is() -> None:
    """Every plan that comes with the program: its copy is ready, and says the same in every week."""
    for name in ("six-week-knee", "ten-essentials-home", "ten-essentials-gym"):
        plan = load_plan(name)
        draft = drafts.draft_of(plan, "Mine")
        assert rule_of(draft) is DraftRule.READY
        assert draft.plan.blocks == plan.blocks


def test_a_copy_changes_in_the_weeks_that_are_open() -> None:
    """An exercise added to weeks 4 to 6 is not in weeks 1 to 3, and both keep their warm-up."""
    draft = built("step-up", on=drafts.with_phase(drafts.draft_of(KNEE, "Mine"), 1))
    assert "step-up" in exercises_of(draft)["strength"]
    first = drafts.with_phase(draft, 0)
    assert "step-up" not in exercises_of(first)["strength"]
    assert exercises_of(first)["warm-up"] == exercises_of(draft)["warm-up"]


def test_an_exercise_moves_to_another_part_and_gets_its_rests() -> None:
    """Squats dragged from the strength work into the warm-up have no rest there, and 45 s on the way back."""
    draft = built("bodyweight-squat", "glute-bridge")
    moved = drafts.moved_to(draft, DosePlace("strength", 1, 0), BlockKind.WARM_UP, 0, EXERCISES)
    assert exercises_of(moved.draft) == {"warm-up": ["bodyweight-squat"], "strength": ["glute-bridge"]}
    assert moved.draft.dose_at(moved.place).rest_s == 0
    back = drafts.moved_to(moved.draft, moved.place, BlockKind.STRENGTH, 0, EXERCISES)
    assert exercises_of(back.draft) == {"strength": ["bodyweight-squat", "glute-bridge"]}
    assert back.draft.dose_at(back.place).rest_s == 45


def test_a_part_has_room_for_so_many() -> None:
    """One more than a part may have is refused, and the draft stays."""
    full = built(*["step-up"] * MOST_DOSES)
    with pytest.raises(PlanRuleError):
        built("step-up", on=full)


def test_a_try_is_a_practice_of_the_whole_session() -> None:
    """It has all the exercises of the session, and counts for no plan."""
    draft = built("leg-swing-forward", "bodyweight-squat", "quad-stretch")
    script = drafts.trial_script(draft.plan, 1, Preferences(), EXERCISES)
    assert script.kind is SessionKind.PRACTICE
    assert [script.items, script.steps[-1].exercise] == [3, "quad-stretch"]


STEPS = st.sampled_from(["add", "take", "move", "weeks", "growth", "amount", "rests"])


@given(st.lists(st.tuples(STEPS, st.integers(0, 40)), max_size=25))
def test_whatever_is_pressed_a_ready_draft_is_a_plan_that_its_file_holds(
    presses: list[tuple[str, int]],
) -> None:
    """Any order of presses, on an empty plan or a copy: ready means that its file reads back as the same."""
    draft = drafts.draft_of(KNEE, "Mine") if len(presses) % 2 else drafts.named(EMPTY, "Mine")
    names = list(EXERCISES)
    for press, number in presses:
        places = [p for b in draft.blocks() for p in drafts.places_of(b)]
        place = places[number % len(places)] if places else None
        match press:
            case "add":
                draft = built(names[number % len(names)], on=draft)
            case "weeks":
                draft = drafts.with_weeks(draft, 1 + number % 26, EXERCISES)
            case "growth":
                draft = drafts.with_growth(draft, list(Growth)[number % 3], EXERCISES)
            case "rests":
                draft = drafts.with_rests(draft, BlockKind.STRENGTH, 5 * number)
            case "take" if place is not None:
                draft = drafts.without(draft, place)
            case "move" if place is not None:
                kind = list(BlockKind)[number % 4]
                draft = drafts.moved_to(draft, place, kind, number % 3, EXERCISES).draft
            case "amount" if place is not None:
                draft = drafts.with_amount(draft, place, 5 + number, EXERCISES)
    if not drafts.verdict_of(draft, (), EXERCISES).blocks:
        assert read_plan(plan_text(draft.plan, EXERCISES), EXERCISES, "draft") == draft.plan
