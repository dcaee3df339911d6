"""Short sessions: they fit, they keep the plan's order, and the history knows what they are."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
import small_plan
from hypothesis import given
from hypothesis import strategies as st

from kneetimer.core.folding import fold
from kneetimer.core.plan import BlockKind
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Began, Ended, SessionEvent, SessionState, SetEnded, SetState
from kneetimer.core.schedule import next_session
from kneetimer.core.script import Script, SessionKind, build_script
from kneetimer.core.short import MINUTES, chosen_script, strength_sets
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records import wire

EXERCISES = load_exercises()
KNEE = load_plan("six-week-knee")
ME = Preferences()
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=1)))


def chosen(kind: SessionKind, week: int = 1, preferences: Preferences = ME) -> Script:
    script = chosen_script(kind, KNEE, week, 1, preferences, EXERCISES)
    assert script is not None
    return script


def parts(script: Script) -> list[str]:
    return list(dict.fromkeys(step.block.value for step in script.steps))


def strength(script: Script) -> list[tuple[str, int]]:
    """The strength exercises with their sets."""
    return list(
        {s.item: (s.exercise, s.sets) for s in script.steps if s.block is BlockKind.STRENGTH}.values()
    )


def test_twenty_minutes_keep_the_warm_up_and_every_exercise() -> None:
    """Finisher and cool-down fall away, then sets, from the last exercise on."""
    script = chosen(SessionKind.SHORT_20)
    assert parts(script) == ["warm-up", "strength"]
    assert strength(script) == [
        ("bodyweight-squat", 2),
        ("glute-bridge", 1),
        ("clamshell", 1),
        ("terminal-knee-extension", 1),
    ]


def test_fifteen_minutes_keep_one_set_of_each_and_less_warm_up() -> None:
    """The last exercises of the warm-up fall away before any strength exercise does."""
    script = chosen(SessionKind.SHORT_15)
    assert [sets for _, sets in strength(script)] == [1, 1, 1, 1]
    warm_up = [s.exercise for s in script.steps if s.is_set and s.block is BlockKind.WARM_UP and s.set == 1]
    assert warm_up[0] == "leg-swing-forward" and "glute-bridge" not in warm_up


def test_ten_minutes_keep_the_first_exercises() -> None:
    """Strength exercises fall away from the last one on."""
    assert strength(chosen(SessionKind.SHORT_10)) == [
        ("bodyweight-squat", 1),
        ("glute-bridge", 1),
        ("clamshell", 1),
    ]


def test_one_part_alone() -> None:
    """The warm-up or the cool-down as the plan has it, step by step."""
    full = build_script(KNEE, 1, 1, ME, EXERCISES)
    blocks = {SessionKind.WARM_UP: BlockKind.WARM_UP, SessionKind.COOL_DOWN: BlockKind.COOL_DOWN}
    for kind, block in blocks.items():
        alone = chosen(kind)
        assert [(s.kind, s.exercise, s.length_ms) for s in alone.steps] == [
            (s.kind, s.exercise, s.length_ms) for s in full.steps if s.block is block
        ]


def test_a_gentle_session_is_bridges_and_clamshells() -> None:
    """The sixth choice is the gentle session, at its place in the plan."""
    script = chosen(SessionKind.GENTLE, week=5)
    assert [exercise for exercise, _ in strength(script)] == ["glute-bridge", "clamshell"]
    assert (script.week, script.kind, script.gentle) == (5, SessionKind.GENTLE, True)


def test_the_full_session_is_what_it_was() -> None:
    """Choosing nothing special gives the same script, stored in the same words."""
    full = build_script(KNEE, 3, 2, ME, EXERCISES)
    assert chosen_script(SessionKind.FULL, KNEE, 3, 2, ME, EXERCISES) == full
    assert set(wire.script_to_wire(full)) == {"plan", "week", "session", "steps"}


def test_a_session_that_is_short_already_offers_no_shorter_one() -> None:
    """Three exercises that take under ten minutes are not made shorter."""
    small, exercises = small_plan.PLAN, small_plan.EXERCISES
    assert build_script(small, 1, 1, ME, exercises).length_ms < 20 * 60_000
    assert chosen_script(SessionKind.SHORT_20, small, 1, 1, ME, exercises) is None


@given(
    kind=st.sampled_from(sorted(MINUTES, key=lambda kind: kind.value)),
    plan_id=st.sampled_from(["six-week-knee", "ten-essentials-home", "ten-essentials-gym"]),
    week=st.integers(1, 6),
    pace=st.sampled_from([0.5, 0.8, 1.0, 1.5, 2.0]),
    rest_s=st.none() | st.integers(0, 300),
    fewer=st.integers(0, 2),
)
def test_a_short_session_never_takes_longer_than_it_says(
    kind: SessionKind, plan_id: str, week: int, pace: float, rest_s: int | None, fewer: int
) -> None:
    """Whatever the pace and the rests: within its minutes, with some strength work, all from the plan."""
    plan = load_plan(plan_id)
    preferences = Preferences(pace=pace, rest_sets_s=rest_s, rest_exercises_s=rest_s)
    full = build_script(plan, week, 1, preferences, EXERCISES, sets_fewer=fewer)
    script = chosen_script(kind, plan, week, 1, preferences, EXERCISES, sets_fewer=fewer)
    if script is None:
        assert full.length_ms <= MINUTES[kind] * 60_000 or pace < 1
        return
    assert script.length_ms <= MINUTES[kind] * 60_000
    assert strength_sets(script) >= 1
    assert strength_sets(script) + script.left_out == strength_sets(full)
    theirs = [(s.block, s.exercise, s.set, s.side, s.reps) for s in full.steps if s.is_set]
    done = [(s.block, s.exercise, s.set, s.side, s.reps) for s in script.steps if s.is_set]
    at = iter(theirs)
    assert all(each in at for each in done), "the order is not the plan's"


def finished(script: Script, days: int = 0) -> list[SessionEvent]:
    sets = [
        SetEnded(index, step.reps, step.length_ms, SetState.DONE)
        for index, step in enumerate(script.steps)
        if step.is_set
    ]
    began = Began(script, False, NOON + timedelta(days=days), "Europe/Berlin", False)
    return [began, *sets, Ended(SessionState.FINISHED, script.length_ms)]


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        (SessionKind.FULL, True),
        (SessionKind.SHORT_20, True),
        (SessionKind.SHORT_15, True),
        (SessionKind.SHORT_10, False),
        (SessionKind.WARM_UP, False),
        (SessionKind.COOL_DOWN, False),
        (SessionKind.GENTLE, False),
    ],
)
def test_a_session_counts_from_half_of_the_full_strength_work_on(kind: SessionKind, counts: bool) -> None:
    """In week 1, 7 and 6 of 12 sets count and 4 do not; the plan then offers the same session again."""
    record = fold("s", finished(chosen(kind)))
    assert record.counts() is counts
    coming = next_session(KNEE, [record], 2, (NOON + timedelta(days=2)).date())
    assert (coming.week, coming.session) == ((1, 2) if counts else (1, 1))


@pytest.mark.parametrize("kind", [kind for kind in SessionKind if kind is not SessionKind.PRACTICE])
def test_the_choice_is_kept_with_the_session(kind: SessionKind) -> None:
    """What was chosen and how much it leaves out is read back from what is stored."""
    script = chosen(kind)
    again = wire.script_from_wire(wire.script_to_wire(script))
    assert again == script
    assert again.kind is kind
