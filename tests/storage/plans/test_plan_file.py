"""Plan files: the numbers of the shipped plan, and a sentence for every slip in one's own."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from kneetimer.core.exercise import Unit
from kneetimer.core.plan import Block, BlockKind, Dose, Phase, Plan
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan, plan_ids, read_plan
from kneetimer.storage.plans.toml_text import FileProblem

EXERCISES = load_exercises()

SMALL = """\
format = 1
id = "small"
name = "Small plan"
about = "Two weeks."
weeks = 4
sessions_a_week = [1, 2]
rest_exercises_s = 30

[[phases]]
name = "Start"
weeks = [1, 2]
aim = 'Begin "softly".'

[[phases]]
name = "More"
weeks = [3, 4]

[[blocks]]
kind = "warm-up"
weeks = [1, 4]
doses = [{ exercise = "walking-lunge", sets = 1, reps = 8, variant = "reverse" }]

[[blocks]]
kind = "strength"
weeks = [1, 4]
doses = [
  { exercise = "bodyweight-squat", sets = 2, reps = [10, 11, 12, 13], rest_s = 0, load = " light " },
  { exercise = "wall-sit", sets = 3, seconds = 20, rest_s = 45 },
]
"""


def amounts_of(plan: Plan, week: int, kind: BlockKind) -> dict[str, int]:
    """All reps, or all seconds, of each exercise in a session of the week, both sides counted."""
    totals = {}
    for block in plan.blocks_of(week):
        if block.kind is kind:
            for dose in block.doses:
                unit = EXERCISES[dose.exercise].unit_of(dose.variant)
                sides = 2 if unit.changes_side or unit is Unit.REPS_ALTERNATING else 1
                totals[dose.exercise] = dose.sets * dose.amount(week - block.first_week) * sides
    return totals


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan("six-week-knee")


def test_the_six_week_plan_is_shipped(plan: Plan) -> None:
    """Six weeks in two phases, with two sessions a week and a third as a bonus."""
    assert "six-week-knee" in plan_ids()
    assert [(each.name, each.first_week, each.last_week) for each in plan.phases] == [
        ("Foundation", 1, 3),
        ("Strengthening", 4, 6),
    ]
    assert (plan.weeks, plan.sessions_least, plan.sessions_most) == (6, 2, 3)
    assert plan.rest_exercises_s == 45


@pytest.mark.parametrize("week", [1, 2, 3])
def test_weeks_one_to_three_ask_for_190_reps(plan: Plan, week: int) -> None:
    """30 squats, 40 bridges, 60 clamshells and 60 knee extensions, sides counted."""
    reps = amounts_of(plan, week, BlockKind.STRENGTH)
    assert reps == {
        "bodyweight-squat": 30, "glute-bridge": 40, "clamshell": 60, "terminal-knee-extension": 60,
    }  # fmt: skip
    assert sum(reps.values()) == 190


@pytest.mark.parametrize("week", [4, 5, 6])
def test_weeks_four_to_six_ask_for_294_reps(plan: Plan, week: int) -> None:
    """60 squats, 72 single-leg bridges, 90 steps and 72 single-leg deadlifts, sides counted."""
    reps = amounts_of(plan, week, BlockKind.STRENGTH)
    assert reps == {
        "bodyweight-squat": 60, "single-leg-glute-bridge": 72, "lateral-band-walk": 90, "single-leg-rdl": 72,
    }  # fmt: skip
    assert sum(reps.values()) == 294


@pytest.mark.parametrize("week", range(1, 7))
def test_warm_up_and_cool_down_are_the_same_every_week(plan: Plan, week: int) -> None:
    """Swings, squats, lunges and bridges before; three stretches of 30 s a side, 180 s, after."""
    assert amounts_of(plan, week, BlockKind.WARM_UP) == {
        "leg-swing-forward": 24, "leg-swing-sideways": 24, "bodyweight-squat": 15, "walking-lunge": 20,
        "glute-bridge": 15,
    }  # fmt: skip
    holds = amounts_of(plan, week, BlockKind.COOL_DOWN)
    assert holds == {"quad-stretch": 60, "hamstring-stretch": 60, "figure-four-stretch": 60}
    assert sum(holds.values()) == 180


def test_the_wall_sit_grows_by_at_most_a_tenth_each_week(plan: Plan) -> None:
    """Two holds of 20 seconds in week 1, 30 in week 6, and never more than 10 % on top."""
    holds = [amounts_of(plan, week, BlockKind.FINISHER)["wall-sit"] / 2 for week in range(1, 7)]
    assert holds == [20, 22, 24, 26, 28, 30]
    assert all(after <= before * 1.1 for before, after in itertools.pairwise(holds))


def test_rests_follow_the_table_of_defaults(plan: Plan) -> None:
    """45 s in the foundation and after wall sits, 60 s in the strengthening weeks, none around them."""
    rests = {(block.kind, block.first_week): {dose.rest_s for dose in block.doses} for block in plan.blocks}
    assert rests == {
        (BlockKind.WARM_UP, 1): {0},
        (BlockKind.STRENGTH, 1): {45},
        (BlockKind.STRENGTH, 4): {60},
        (BlockKind.FINISHER, 1): {45},
        (BlockKind.COOL_DOWN, 1): {0},
    }


def test_bands_and_weights_are_named(plan: Plan) -> None:
    """The load is written where the plan says which band, or no weight."""
    loads = {dose.exercise: dose.load for block in plan.blocks for dose in block.doses if dose.load}
    assert loads == {
        "clamshell": "light band", "terminal-knee-extension": "light band", "single-leg-rdl": "no weight",
    }  # fmt: skip


def test_a_plan_of_ones_own_is_read_as_written(tmp_path: Path) -> None:
    """Weekly amounts, one amount for all weeks, variants, loads and a rest of 0 are all kept."""
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert read_plan(path, EXERCISES) == Plan(
        id="small",
        name="Small plan",
        about="Two weeks.",
        weeks=4,
        sessions_least=1,
        sessions_most=2,
        rest_exercises_s=30,
        phases=(Phase("Start", 1, 2, 'Begin "softly".'), Phase("More", 3, 4)),
        blocks=(
            Block(BlockKind.WARM_UP, 1, 4, (Dose("walking-lunge", 1, (8,), 0, "reverse"),)),
            Block(
                BlockKind.STRENGTH,
                1,
                4,
                (
                    Dose("bodyweight-squat", 2, (10, 11, 12, 13), 0, None, "light"),
                    Dose("wall-sit", 3, (20,), 45),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "place", "rule"),
    [
        ("format = 1", "format = 3", "format", "newer KneeTimer"),
        ("format = 1\n", "", "format", "missing"),
        ('id = "small"', 'id = "../small"', "id", "small letters"),
        ('id = "small"', 'id = "Small"', "id", "small letters"),
        ('name = "Small plan"', f'name = "{"x" * 61}"', "name", "at most 60"),
        ('name = "Small plan"', "name = 5", "name", "must be text"),
        ("weeks = 4", "weeks = 0", "weeks", "from 1 to 26"),
        ("weeks = 4", "weeks = 4.5", "weeks", "whole number, not 4.5"),
        ("[1, 2]\nrest", "[2, 1]\nrest", "sessions_a_week", "upwards"),
        ("[1, 2]\nrest", "2\nrest", "sessions_a_week", "must be a list"),
        ("rest_exercises_s = 30", "rest_exercises_s = 301", "rest_exercises_s", "from 0 to 300"),
        ("[3, 4]", "[2, 4]", "phases 2, weeks", "begin with week 3"),
        ("[3, 4]", "[4, 4]", "phases 2, weeks", "begin with week 3"),
        ("[3, 4]", "[3, 3]", "phases", "no phase has week 4"),
        ("[3, 4]", "[3, 5]", "phases 2, weeks 2", "from 1 to 4"),
        (
            'kind = "strength"\nweeks = [1, 4]', 'kind = "warm-up"\nweeks = [4, 4]', "blocks 2, weeks",
            "week 4 has a warm-up block already",
        ),
        ('kind = "strength"', 'kind = "finisher"', "blocks", "no strength block has week 1"),
        ('kind = "strength"', 'kind = "strenght"', "blocks 2, kind", "did you mean “strength”?"),
        ('"bodyweight-squat"', '"squat"', "blocks 2, doses 1, exercise", "not known"),
        ('"bodyweight-squat"', '"bodyweight-squats"', "blocks 2, doses 1, exercise", "“bodyweight-squat”?"),
        ('"reverse"', '"sideways"', "blocks 1, doses 1, variant", "not known"),
        ("sets = 2", "sets = 0", "blocks 2, doses 1, sets", "from 1 to 10"),
        ("sets = 2", "sets = 11", "blocks 2, doses 1, sets", "from 1 to 10"),
        ("sets = 2", "sets = true", "blocks 2, doses 1, sets", "whole number, not true"),
        ("[10, 11, 12, 13]", "0", "blocks 2, doses 1, reps", "from 1 to 200"),
        ("[10, 11, 12, 13]", "201", "blocks 2, doses 1, reps", "from 1 to 200"),
        ("[10, 11, 12, 13]", "[10, 11, 12]", "blocks 2, doses 1, reps", "1 or 4 numbers, not 3"),
        ("[10, 11, 12, 13]", "[10, 11, 12, -1]", "blocks 2, doses 1, reps 4", "from 1 to 200"),
        ("[10, 11, 12, 13]", "9223372036854775808", "blocks 2, doses 1, reps", "more than 12 digits"),
        ("reps = [10, 11, 12, 13]", "seconds = 30", "blocks 2, doses 1, seconds", "write reps"),
        ("seconds = 20", "reps = 20", "blocks 2, doses 2, reps", "write seconds"),
        ("seconds = 20", "seconds = 4", "blocks 2, doses 2, seconds", "from 5 to 600"),
        ("seconds = 20", "seconds = 601", "blocks 2, doses 2, seconds", "from 5 to 600"),
        ("seconds = 20, ", "", "blocks 2, doses 2, seconds", "missing"),
        (", rest_s = 45", "", "blocks 2, doses 2, rest_s", "missing"),
        ("reps = 8", "reps = 8, rest_s = 45", "blocks 1, doses 1, rest_s", "has no rests"),
        ("rest_s = 45", "rest = 45", "blocks 2, doses 2, rest", "did you mean “rest_s”"),
        ('" light "', '"x\\ty"', "blocks 2, doses 1, load", "one line"),
        ("[[blocks]]", "[blocks]", "", "write two: [[blocks]]"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_place_and_rule(old: str, new: str, place: str, rule: str) -> None:
    """Each rule of the format, broken once, gives a sentence that says what to mend and where."""
    assert old in SMALL
    with pytest.raises(FileProblem) as caught:
        read_plan(SMALL.replace(old, new, 1), EXERCISES, "small.toml")
    assert str(caught.value).startswith("small.toml, ")
    assert caught.value.place == place
    assert rule in str(caught.value)


def test_the_documented_example_is_a_plan() -> None:
    """Whoever copies the example out of the documentation has a plan that works."""
    page = (Path(__file__).parents[3] / "docs" / "plan-format.md").read_text("utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    assert read_plan(example, EXERCISES).weeks == 2


@pytest.mark.parametrize(
    "plan_id", ["", "six-week", "../plans/six-week-knee", "/etc/passwd", "a\0b", "x" * 5_000]
)
def test_an_unknown_plan_is_refused_without_looking_for_it(plan_id: str) -> None:
    """An id that is not one of the shipped plans never becomes a path."""
    with pytest.raises(FileProblem, match="there is no plan"):
        load_plan(plan_id)
