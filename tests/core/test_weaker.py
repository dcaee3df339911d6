"""Which side is the weaker one by the record, and what beginning with it and a set more make of a session."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from small_plan import EXERCISES, PLAN, session

from kneetimer.core.exercise import Side
from kneetimer.core.knee import CheckMoment, KneeCheck
from kneetimer.core.outlook import outlook_of
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import SessionRecord, SessionState
from kneetimer.core.script import Script, SessionKind, StepKind, WeakerSides, build_script
from kneetimer.core.weaker import to_compare, weaker_sides

MONDAY = datetime(2026, 10, 12, 18, tzinfo=UTC)
LEFT_WEAKER = WeakerSides({"clamshells": Side.LEFT}, Side.LEFT)
RIGHT_WEAKER = WeakerSides({"clamshells": Side.RIGHT}, Side.RIGHT)


def done(number: int, *, left: float = 1.0, right: float = 1.0, session_of: int = 1) -> SessionRecord:
    """Session `number` of a row, three days apart, with such shares of its sets with sides done."""
    record = session(1, session_of, MONDAY + timedelta(days=3 * number))
    shares = {Side.LEFT: left, Side.RIGHT: right}
    sets = tuple(
        replace(each, reps=round((each.target_reps or 0) * shares[each.side]))
        if each.side is not None and each.target_reps
        else each
        for each in record.sets
    )
    return replace(record, sets=sets)


def weaker(records: Sequence[SessionRecord]) -> WeakerSides:
    return weaker_sides(to_compare(records))


def clams(script: Script) -> list[tuple[str, str, int, int]]:
    """The steps of the clamshells: kind, side, and set of so many."""
    return [
        (step.kind.value, step.side.value if step.side else "", step.set, step.sets)
        for step in script.steps
        if step.exercise == "clamshells"
    ]


def test_a_side_that_does_a_tenth_less_twice_is_the_weaker_one() -> None:
    """Once is no rule, and a little less is none either; twice a tenth less is, for left and for right."""
    assert weaker([done(0, left=0.8)]).of == {}
    assert weaker([done(0, left=0.95), done(1, left=0.95)]).of == {}
    assert weaker([done(0, left=0.8), done(1, left=0.8)]) == LEFT_WEAKER
    assert weaker([done(0, right=0.8), done(1, right=0.8)]) == RIGHT_WEAKER


def test_only_the_last_sessions_count() -> None:
    """A side that was weaker before the last six sessions is so no longer."""
    weak = [done(0, left=0.5), done(1, left=0.5)]
    assert weaker([*weak, *(done(number) for number in range(2, 8))]).of == {}
    assert weaker([*weak, *(done(number) for number in range(2, 4))]) == LEFT_WEAKER


def test_what_is_no_session_of_the_plan_says_nothing() -> None:
    """Rehearsals, practice, gentle, deleted and interrupted sessions are left out."""
    one = done(0, left=0.5)
    others = [
        replace(done(1, left=0.5), rehearsal=True),
        replace(done(2, left=0.5), removed=True),
        replace(done(3, left=0.5), state=SessionState.RUNNING),
        replace(done(4, left=0.5), script=replace(one.script, kind=SessionKind.PRACTICE)),
        replace(done(5, left=0.5), script=replace(one.script, kind=SessionKind.GENTLE)),
    ]
    assert [record.id for record in to_compare([*others, one])] == [one.id]


def test_a_set_that_one_side_had_more_does_not_make_it_the_stronger() -> None:
    """With one set more the left has done more reps in all, and is the weaker one still."""
    preferences = Preferences(extra_weaker_set=True)
    more = build_script(PLAN, 1, 1, preferences, EXERCISES, weaker=LEFT_WEAKER)
    records = [done(0, left=0.8), done(1, left=0.8)]
    extra = [step for step in more.steps if step.is_set and step.exercise == "clamshells"][-1]
    with_extra = []
    for record in records:
        last = next(each for each in record.sets if each.exercise == "clamshells")
        added = replace(last, side=Side.LEFT, set=extra.set, reps=last.target_reps)
        with_extra.append(replace(record, sets=(*record.sets, added)))
    assert weaker(with_extra) == LEFT_WEAKER


def test_the_weaker_side_comes_first() -> None:
    """Every exercise with sides begins with the weaker one, also one of which nothing is known; else left."""
    preferences = Preferences(start_side="weaker")
    for known, first in ((RIGHT_WEAKER, Side.RIGHT), (LEFT_WEAKER, Side.LEFT), (WeakerSides(), Side.LEFT)):
        script = build_script(PLAN, 1, 1, preferences, EXERCISES, weaker=known)
        begins = {}
        for step in script.steps:
            if step.side is not None:
                begins.setdefault((step.item, step.set), step.side)
        assert set(begins.values()) == {first}
        assert script.length_ms == build_script(PLAN, 1, 1, Preferences(), EXERCISES).length_ms


def test_one_set_more_is_done_with_the_weaker_side_alone() -> None:
    """After the plan's sets and a rest; each side says of how many sets it is, and nothing else is longer."""
    plain = build_script(PLAN, 1, 1, Preferences(), EXERCISES, weaker=RIGHT_WEAKER)
    more = build_script(PLAN, 1, 1, Preferences(extra_weaker_set=True), EXERCISES, weaker=RIGHT_WEAKER)
    sets = max(step.sets for step in plain.steps if step.exercise == "clamshells")
    usual, now = clams(plain), clams(more)
    assert now[-2:] == [
        (StepKind.REST.value, "right", sets + 1, sets + 1),
        (StepKind.WORK.value, "right", sets + 1, sets + 1),
    ]
    assert [each[:3] for each in now[:-2]] == [each[:3] for each in usual]
    assert {sets for kind, side, _, sets in now if side == "left"} == {sets}
    others = [step for step in plain.steps if step.exercise != "clamshells"]
    assert [step for step in more.steps if step.exercise != "clamshells"] == others


@pytest.mark.parametrize("level", [0, 4])
def test_no_set_more_on_a_day_on_which_the_knee_holds_the_dose(level: int) -> None:
    """With 0 of 10 there is one set more, with 4 there is none; a short session never has it."""
    records = [done(0, left=0.8), done(1, left=0.8, session_of=2)]
    now = MONDAY + timedelta(days=7)
    said = KneeCheck("now", now, CheckMoment.BEFORE, level, Knee.LEFT)
    preferences = Preferences(knee=Knee.LEFT, extra_weaker_set=True)
    outlook = outlook_of(PLAN, preferences, records, EXERCISES, now, checks=[said], weaker=weaker(records))
    sides = [side for kind, side, *_ in clams(outlook.script()) if kind == "work"]
    assert sides.count("left") - sides.count("right") == (1 if level == 0 else 0)
    for script in outlook.choices().values():
        sides = [side for kind, side, *_ in clams(script) if kind == "work"]
        assert sides.count("left") == sides.count("right")
