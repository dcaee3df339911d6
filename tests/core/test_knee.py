"""What answers about the knee change: the rules alone, without sessions or files."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetimer.core.knee import (
    Aftermath,
    Change,
    CheckMoment,
    FootNote,
    KneeCheck,
    Limits,
    Sign,
    Verdict,
    Why,
    after,
    before,
    during,
    foot_note_due,
    limits_of,
    stronger,
)
from kneetimer.core.preferences import RANGES, Preferences

NORMAL = Limits()
TODAY = date(2026, 11, 20)
levels = st.one_of(st.none(), st.integers(0, 10))
aftermaths = st.builds(
    Aftermath, levels, levels, levels, st.lists(st.sampled_from(Sign), max_size=2, unique=True).map(tuple)
)


def said(before_: int | None, worst: int | None, morning: int | None) -> Aftermath:
    return Aftermath(before_, worst, morning)


@pytest.mark.parametrize(
    ("level", "change", "why"),
    [
        *((level, Change.GO_ON, Why.FINE) for level in (0, 1, 2)),
        *((level, Change.HOLD, Why.SOME_PAIN) for level in (3, 4, 5)),
        *((level, Change.STOP, Why.MUCH_PAIN) for level in (6, 8, 10)),
    ],
)
def test_each_level_has_its_consequence(level: int, change: Change, why: Why) -> None:
    """0 to 2 goes on, 3 to 5 goes on without progression, more than 5 stops."""
    for verdict in (before(level, (), NORMAL), during(level, (), NORMAL)):
        assert (verdict.change, verdict.why, verdict.level) == (change, why, level)


@pytest.mark.parametrize("sign", Sign)
@pytest.mark.parametrize("level", [None, 0, 4, 9])
def test_a_sign_overrides_every_number(sign: Sign, level: int | None) -> None:
    """Sharp pain, locking, giving way and swelling stop everything, also with a 0, and say whom to see."""
    verdict = before(level, (sign,), NORMAL)
    assert verdict.change is Change.STOP_ALL
    assert verdict.signs == (sign,)
    assert verdict.sees_someone


def test_the_gentle_session_is_for_an_ache_before_a_session() -> None:
    """It is offered from 3 to 5 before Start, not below, not above, not in the middle and not with a sign."""
    offered = [level for level in range(11) if before(level, (), NORMAL).offers_gentle]
    assert offered == [3, 4, 5]
    assert not any(during(level, (), NORMAL).offers_gentle for level in range(11))
    assert not before(4, (Sign.SWELLING,), NORMAL).offers_gentle


def test_easier_variants_are_offered_where_it_hurts_and_the_session_goes_on() -> None:
    """From 3 to 5 only; somebody who did not answer is not told that the knee needs something easier."""
    assert [level for level in range(11) if during(level, (), NORMAL).offers_easier] == [3, 4, 5]
    assert not before(None, (), NORMAL).offers_easier


def test_no_answer_is_neither_a_zero_nor_progress() -> None:
    """Nobody who said nothing is moved on, before a session or after one."""
    assert before(None, (), NORMAL) == Verdict(Change.HOLD, Why.NO_ANSWER)
    assert after([said(0, None, None)], NORMAL) == Verdict(Change.HOLD, Why.NO_ANSWER)
    assert after([said(0, 1, 1), said(None, None, None)], NORMAL).why is Why.NO_ANSWER


def test_nothing_has_happened_yet() -> None:
    """Before the first session there is nothing to hold back."""
    assert after([], NORMAL) == Verdict(Change.GO_ON, Why.NOTHING_YET)
    assert stronger(before(None, (), NORMAL), after([], NORMAL)).may_progress


@pytest.mark.parametrize(
    ("past", "change", "why"),
    [
        (said(1, 2, 1), Change.GO_ON, Why.FINE),
        (said(1, 2, 2), Change.GO_ON, Why.FINE),  # one point worse is not two
        (said(0, 1, 2), Change.HOLD, Why.WORSE_MORNING),
        (said(1, 2, 4), Change.STEP_DOWN, Why.WORSE_MORNING),
        (said(1, 4, 1), Change.HOLD, Why.SOME_PAIN_LAST_TIME),
        (said(None, 1, 3), Change.HOLD, Why.SOME_PAIN_LAST_TIME),
        (said(1, 7, 1), Change.STEP_DOWN, Why.MUCH_PAIN_LAST_TIME),
        (said(None, None, 1), Change.GO_ON, Why.FINE),
        (Aftermath(0, 0, 0, (Sign.LOCKING,)), Change.STEP_DOWN, Why.SIGN_LAST_TIME),
    ],
)
def test_the_last_session_decides_the_next(past: Aftermath, change: Change, why: Why) -> None:
    """A morning worse by two, pain over 2 or a sign keeps the plan from going on, more of it takes a set."""
    verdict = after([past], NORMAL)
    assert (verdict.change, verdict.why) == (change, why)


def test_two_worse_mornings_in_a_row_say_to_see_a_physiotherapist() -> None:
    """Once holds, twice in a row steps down and says whom to see; a good one between ends the row."""
    worse, good, silent = said(0, 1, 2), said(0, 1, 0), said(0, 1, None)
    assert after([good, worse], NORMAL).why is Why.WORSE_MORNING
    twice = after([worse, worse], NORMAL)
    assert (twice.change, twice.why, twice.worse_by) == (Change.STEP_DOWN, Why.WORSE_TWICE, 2)
    assert twice.sees_someone
    assert after([worse, good, worse], NORMAL).why is Why.WORSE_MORNING
    assert after([worse, silent, worse], NORMAL).why is Why.WORSE_TWICE


def test_limits_can_only_be_made_more_cautious() -> None:
    """The defaults are the loosest: 2, 5 and 2 points; stricter ones move the zones."""
    strict = Limits(fine_up_to=0, stop_above=3, worse_by=1)
    assert before(1, (), strict).change is Change.HOLD
    assert before(4, (), strict).change is Change.STOP
    assert after([said(0, 0, 1)], Limits(worse_by=1)).why is Why.WORSE_MORNING
    for wrong in ({"fine_up_to": 3}, {"stop_above": 6}, {"worse_by": 3}, {"worse_by": 0}, {"stop_above": 2}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            Limits(**wrong)


def test_every_setting_makes_limits() -> None:
    """No combination of settings in their ranges is refused, and the defaults are the defaults."""
    assert limits_of(Preferences()) == NORMAL
    for name in ("knee_fine", "knee_stop", "knee_worse"):
        allowed = RANGES[name]
        for value in range(int(allowed.least), int(allowed.most) + 1):
            limits_of(Preferences().with_(**{name: value}))


@given(st.lists(aftermaths, max_size=6), levels)
def test_progress_needs_a_good_answer(past: list[Aftermath], today: int | None) -> None:
    """Whatever was said before: the plan goes on only where the last thing known is a level up to 2."""
    verdict = stronger(before(today, (), NORMAL), after(past, NORMAL))
    if verdict.may_progress and past:
        known = [level for level in (past[-1].worst, past[-1].morning, today) if level is not None]
        assert known
        assert max(known) <= 2


@given(st.lists(aftermaths, min_size=1, max_size=4), st.integers(0, 9))
def test_more_pain_never_asks_for_less_care(past: list[Aftermath], today: int) -> None:
    """Raising today's answer by a point never loosens what follows."""
    order = list(Change)
    history = after(past, NORMAL)
    less, more = (stronger(before(level, (), NORMAL), history).change for level in (today, today + 1))
    assert order.index(more) >= order.index(less)


def test_an_answer_today_makes_up_for_none_last_time_only() -> None:
    """A 1 today after silence goes on; a 1 today after a bad morning does not."""
    fine = before(1, (), NORMAL)
    assert stronger(fine, after([said(0, None, None)], NORMAL)).may_progress
    assert not stronger(fine, after([said(0, 1, 3)], NORMAL)).may_progress


def note(days_ago: int) -> FootNote:
    at = datetime(2026, 11, 20, 9, tzinfo=UTC) - timedelta(days_ago)
    return FootNote("n", at, 3, None)


def test_the_knee_over_foot_note_is_at_most_monthly_and_not_while_it_hurts() -> None:
    """Offered first without any note, then again after 30 days; hidden from 3 on and with a sign."""
    assert foot_note_due([], None, (), TODAY)
    assert foot_note_due([], 2, (), TODAY)
    assert not foot_note_due([], 3, (), TODAY)
    assert not foot_note_due([], 0, (Sign.GIVING_WAY,), TODAY)
    assert not foot_note_due([note(29)], 0, (), TODAY)
    assert foot_note_due([note(30)], 0, (), TODAY)
    assert not foot_note_due([note(90), note(3)], 0, (), TODAY)


def test_values_outside_of_their_scales_are_refused() -> None:
    """A level has 0 to 10, a note 0 to 5 and at least one side."""
    at = datetime(2026, 11, 20, tzinfo=UTC)
    for level in (-1, 11):
        with pytest.raises(ValueError, match="0 to 10"):
            KneeCheck("c", at, CheckMoment.BEFORE, level)
    for left, right in ((6, None), (None, -1)):
        with pytest.raises(ValueError, match="0 to 5"):
            FootNote("n", at, left, right)
    with pytest.raises(ValueError, match="one side"):
        FootNote("n", at, None, None)
