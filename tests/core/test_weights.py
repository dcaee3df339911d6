"""What a set is done with: chosen, kept with the set, and grown in small steps that the knee allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timeline import EXERCISES, Timeline, dose, plan, strength

from kneetimer.core import player, record
from kneetimer.core.folding import fold
from kneetimer.core.knee import CheckMoment, KneeCheck
from kneetimer.core.outlook import outlook_of
from kneetimer.core.plan import Block, BlockKind
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import SetResult, SetState
from kneetimer.core.script import Script, build_script
from kneetimer.core.weight_step import Worked, next_kg, weight_steps
from kneetimer.core.weights import BANDS, LoadKind, kg_of, load_kind, load_of_band, load_of_kg, moved
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records import wire

BUILT_IN = load_exercises()
PLAN = load_plan("six-week-knee")
NOW = datetime(2026, 3, 12, 19, tzinfo=UTC)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = date(2026, 3, 12)


def squats(**choices: object) -> Script:
    """A squat of the warm-up, then two sets of it."""
    warm_up = Block(BlockKind.WARM_UP, 1, 6, (dose("squat", 1, 5),))
    whole = plan(warm_up, strength(dose("squat", 2, 6)))
    return build_script(whole, 1, 1, Preferences(**choices), EXERCISES)  # type: ignore[arg-type]


def loads(script: Script) -> list[str]:
    return [step.load for step in script.steps if step.is_set]


def test_a_chosen_weight_is_for_the_strength_work() -> None:
    """Two sets have the 8 kg, the warm-up has none."""
    assert loads(squats(load_of_exercise={"squat": "8 kg"})) == ["", "8 kg", "8 kg"]


def test_a_weight_for_an_exercise_with_a_band_is_not_taken() -> None:
    """Clamshells keep the plan's light band where only kilograms were chosen for them."""
    exercises = load_exercises()
    band = replace(dose("clamshell", 1, 15), load="light band")
    chosen = Preferences(load_of_exercise={"clamshell": "8 kg"})
    assert loads(build_script(plan(strength(band)), 1, 1, chosen, exercises)) == ["light band"] * 2
    red = Preferences(load_of_exercise={"clamshell": "red band"})
    assert loads(build_script(plan(strength(band)), 1, 1, red, exercises)) == ["red band"] * 2


def test_what_can_be_heavier_is_what_its_kit_says() -> None:
    """A band where one is worn, kilograms elsewhere, and nothing for swings and stretches."""
    exercises = load_exercises()
    found = {name: load_kind(exercise) for name, exercise in exercises.items()}
    assert {name for name, kind in found.items() if kind is LoadKind.BAND} == {
        "clamshell", "lateral-band-walk", "terminal-knee-extension",
    }  # fmt: skip
    nothing = {name for name, kind in found.items() if kind is LoadKind.NOTHING}
    assert nothing == {
        "leg-swing-forward", "leg-swing-sideways", "quad-stretch", "hamstring-stretch", "figure-four-stretch",
    }  # fmt: skip


@pytest.mark.parametrize("load", ["8", "0 kg", "301 kg", "8.25 kg", "8 lb", "pink band", "", "-8 kg"])
def test_other_words_are_no_choice(load: str) -> None:
    """A sentence says what to write instead."""
    with pytest.raises(ValueError, match='such as "8 kg" or "red band"'):
        Preferences(load_of_exercise={"squat": load})


@given(st.integers(1, 600).map(lambda halves: halves / 2))
def test_a_weight_is_read_as_it_was_written(kg: float) -> None:
    """Every half kilogram up to the most."""
    assert kg_of(load_of_kg(kg)) == kg


@given(st.integers(0, 600).map(lambda halves: halves / 2), st.integers(1, 9))
def test_heavier_and_lighter_are_ways_back(kg: float, presses: int) -> None:
    """As often lighter as heavier, and the weight is what it was, unless the top was reached."""
    load = load_of_kg(kg)
    for by in (1, -1):
        for _ in range(presses):
            load = moved(load, LoadKind.WEIGHT, by)
    assert load == load_of_kg(kg) or kg + presses * 2.5 > 300


def test_bands_go_through_their_colours() -> None:
    """From none to the first, and no further than the last."""
    load = ""
    for colour in (*BANDS, BANDS[-1]):
        load = moved(load, LoadKind.BAND, 1)
        assert load == load_of_band(colour)


def test_a_weight_changed_in_the_rest_is_kept_with_the_sets_after_it() -> None:
    """The first set stays at 8 kg and the second has 9; so does what is read back."""
    script = squats(load_of_exercise={"squat": "8 kg"})
    session = Timeline(script).tell("start 5 20 5 24")
    session.event(player.SetLoad("9 kg"))
    session.tell("20 24")
    told = [record.Began(script.as_planned(), False, NOON, "UTC", False), *session.events]
    folded = fold("x", [wire.event_from_wire(*wire.event_to_wire(each)) for each in told])
    assert [result.load for result in folded.sets] == ["", "8 kg", "9 kg"]


def test_sessions_from_before_there_were_weights_are_written_as_they_were() -> None:
    """A set whose load was not changed has no field for it."""
    _, fields = wire.event_to_wire(record.SetEnded(1, 12, 30_000, SetState.DONE))
    assert set(fields) == {"step", "reps", "ms", "state"}


def test_an_interrupted_session_goes_on_with_the_weight_that_was_chosen_last() -> None:
    """What is left of it has the new weight, what was done has the old one."""
    script = squats(load_of_exercise={"squat": "8 kg"})
    session = Timeline(script).tell("start 5 20 5 24")
    told = [record.Began(script.as_planned(), False, NOON, "UTC", False), *session.events]
    again = player.restored(fold("x", told), loads={"squat": "9 kg"})
    assert [step.load for step in again.script.steps if step.is_set] == ["", "8 kg", "9 kg"]


def worked(days_ago: int, *kgs: float, state: SetState = SetState.DONE, eased: bool = False) -> Worked:
    results = tuple(
        SetResult(n, "squat", BlockKind.STRENGTH, None, n, 12, 12, None, 48_000, state, eased, load_of_kg(kg))
        for n, kg in enumerate(kgs, 1)
    )
    return Worked(TODAY - timedelta(days=days_ago), results)


TWICE = (worked(3, 10, 10), worked(8, 10, 10))


def proposed(
    past: tuple[Worked, ...], load: str = "10 kg", coming: int = 24, held: bool = False
) -> float | None:
    return next_kg(load, past, TODAY, coming=coming, held=held)


def test_a_step_follows_two_whole_sessions() -> None:
    """10 kg done in full twice: 11 kg."""
    assert proposed(TWICE) == 11


@pytest.mark.parametrize(
    ("past", "why"),
    [
        (TWICE[:1], "one session is not two"),
        ((worked(3, 10, 10, state=SetState.PARTIAL), TWICE[1]), "a set was left"),
        ((worked(3, 10, 10, eased=True), TWICE[1]), "it was easier"),
        ((worked(3, 10, 9), TWICE[1]), "one set was lighter"),
        ((*TWICE, worked(6, 9, 9)), "9 kg less than a week ago"),
    ],
)
def test_no_step_without_two_whole_sessions(past: tuple[Worked, ...], why: str) -> None:
    """Each of these keeps the weight as it is."""
    assert proposed(past) is None, why


def test_reps_and_weight_do_not_grow_at_once() -> None:
    """More reps than last time are enough."""
    assert proposed(TWICE, coming=26) is None


def test_a_light_weight_has_no_step_of_a_tenth() -> None:
    """Half a kilogram more than 4 kg is over a tenth; bands and plain words have no step either."""
    assert proposed((worked(3, 4, 4), worked(8, 4, 4)), "4 kg") is None
    assert proposed(TWICE, "red band") is None
    assert proposed(TWICE, "light weight") is None


def trained(days_ago: int, load: str, *, hurt: bool = False) -> record.SessionRecord:
    """A whole first session of week 1, its squats with a load."""
    script = build_script(PLAN, 1, 1, Preferences(load_of_exercise={"bodyweight-squat": load}), BUILT_IN)
    events: list[record.SessionEvent] = [
        record.Began(script, False, NOW - timedelta(days=days_ago), "UTC", False)
    ]
    for at, step in enumerate(script.steps):
        if hurt and step.exercise == "bodyweight-squat" and step.block is BlockKind.STRENGTH:
            events.append(record.Hurt(at, 2, None, record.HurtAnswer.GO_ON))
            hurt = False
        if step.is_set:
            events.append(record.SetEnded(at, step.reps, step.length_ms, SetState.DONE))
    events.append(record.Ended(record.SessionState.FINISHED, script.length_ms))
    return fold(str(days_ago), events)


def steps_of(
    *past: record.SessionRecord, checks: tuple[KneeCheck, ...] = (), **choices: object
) -> dict[str, float]:
    chosen = Preferences(load_of_exercise={"bodyweight-squat": "10 kg"}, **choices)  # type: ignore[arg-type]
    outlook = outlook_of(PLAN, chosen, past, BUILT_IN, NOW, checks=checks)
    return weight_steps(outlook, outlook.script(), past)


def test_the_coming_session_proposes_a_step() -> None:
    """Squats with 10 kg in two whole sessions: 11 kg."""
    assert steps_of(trained(3, "10 kg"), trained(8, "10 kg")) == {"bodyweight-squat": 11}


def test_nothing_is_proposed_while_the_knee_holds_the_plan() -> None:
    """A knee at 4 this evening, or one that is watched and was not asked about, keeps the weight."""
    past = trained(3, "10 kg"), trained(8, "10 kg")
    four = KneeCheck("k", NOW - timedelta(hours=1), CheckMoment.BEFORE, 4, Knee.LEFT)
    assert steps_of(*past, checks=(four,)) == {}
    assert steps_of(*past, knee=Knee.LEFT) == {}


def test_nothing_is_proposed_for_what_hurt_or_is_eased() -> None:
    """It hurt a little in the squats last time; or they begin easier."""
    assert steps_of(trained(3, "10 kg", hurt=True), trained(8, "10 kg")) == {}
    assert steps_of(trained(3, "10 kg"), trained(8, "10 kg"), eased=("bodyweight-squat",)) == {}


SESSIONS = st.lists(
    st.builds(
        worked,
        st.integers(0, 30),
        st.sampled_from([0, 4, 5, 9.5, 10, 24.5, 25, 60, 300]),
        st.sampled_from([5, 10, 25, 60, 300]),
        state=st.sampled_from(SetState),
        eased=st.booleans(),
    ),
    max_size=5,
).map(lambda past: tuple(sorted(past, key=lambda each: each.day, reverse=True)))


@given(
    SESSIONS,
    st.integers(1, 600).map(lambda halves: load_of_kg(halves / 2)),
    st.integers(0, 40),
    st.booleans(),
)
def test_never_more_than_a_tenth_in_a_week_and_never_while_the_knee_holds(
    past: tuple[Worked, ...], load: str, coming: int, held: bool
) -> None:
    """Whatever was done: a step is small beside this week's sets, and the knee has the last word."""
    kg = proposed(past, load, coming, held)
    if kg is None:
        return
    assert not held
    recent = [
        kg_of(result.load) or 0.0 for each in past if TODAY - each.day < timedelta(7) for result in each.sets
    ]
    lightest = min(recent, default=kg_of(load))
    assert lightest is not None and lightest < kg <= lightest * 1.1 + 1e-9
