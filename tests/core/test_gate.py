"""When a session may begin: what was said of the knees decides, and no way in is easier than another."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneetimer.core.gate import Gate, GateReason, GateStep, GateWay, Permission, gate_for, step_for
from kneetimer.core.knee import CheckMoment, KneeCheck, Limits, Sign
from kneetimer.core.record import Hurt, HurtAnswer, SessionState
from kneetimer.core.script import Script, SessionKind
from kneetimer.core.summary import SessionSummary

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 26, 20, tzinfo=ZONE)
TODAY = NOW.date()
LIMITS = Limits()
WAYS_OF_TRAINING = [way for way in GateWay if way is not GateWay.REHEARSAL]


def said(
    level: int,
    *signs: Sign,
    hours_ago: float = 0,
    moment: CheckMoment = CheckMoment.BEFORE,
    about: SessionSummary | None = None,
    name: str = "",
) -> KneeCheck:
    at = NOW - timedelta(hours=hours_ago)
    return KneeCheck(name or f"{at}{moment}", at, moment, level, None, about.id if about else None, signs)


def session(
    days_ago: int,
    *hurts: Hurt,
    state: SessionState = SessionState.PARTIAL,
    kind: SessionKind = SessionKind.FULL,
    hour: int = 18,
    **other: bool,
) -> SessionSummary:
    started = NOW.replace(hour=hour) - timedelta(days=days_ago)
    script = Script("small", 1, 1, (), kind)
    summary = SessionSummary(
        f"{started}{state}{kind}", script, False, started, state, False, None, hurts, True, 0.5, True
    )
    return replace(summary, **other)


def hurt(level: int | None, *signs: Sign) -> Hurt:
    return Hurt(3, level, None, HurtAnswer.STOP, signs)


def gate(*told: SessionSummary | KneeCheck, limits: Limits = LIMITS) -> Gate:
    records = [each for each in told if isinstance(each, SessionSummary)]
    checks = [each for each in told if isinstance(each, KneeCheck)]
    return gate_for(records, checks, limits, TODAY)


def permission(*told: SessionSummary | KneeCheck, limits: Limits = LIMITS) -> Permission:
    return gate(*told, limits=limits).permission


def test_nothing_said_lets_a_session_begin() -> None:
    """A first session, and one after a painless one, begin with one press."""
    assert permission() is Permission.GO
    assert permission(session(2, hurt(1)), said(1)) is Permission.GO


@pytest.mark.parametrize("sign", list(Sign))
def test_each_sign_of_today_forbids_every_way(sign: Sign) -> None:
    """Sharp pain, locking, giving way and swelling count more than a level of 0."""
    found = gate(said(0, sign))
    assert (found.permission, found.reason) == (Permission.NO, GateReason.SIGN)
    assert found.said is not None
    assert (found.said.signs, found.said.moment) == ((sign,), CheckMoment.BEFORE)


def test_a_sign_goes_when_it_is_taken_back() -> None:
    """The same answer without its sign, or no answer any more, leaves nothing behind."""
    assert permission(said(2, Sign.LOCKING, name="now")) is Permission.NO
    assert permission(said(2, name="now")) is Permission.GO


def test_a_sign_of_last_night_holds_this_morning_until_it_is_answered() -> None:
    """Locked in yesterday's session: nothing begins today before an answer of today has no sign."""
    locked = session(1, hurt(4, Sign.LOCKING))
    assert permission(locked) is Permission.NO
    assert permission(locked, said(1, Sign.SWELLING)) is Permission.NO
    assert permission(locked, said(1)) is Permission.GO
    morning = said(1, hours_ago=12, moment=CheckMoment.MORNING, about=locked)
    assert permission(locked, morning) is Permission.GO


def test_an_answer_of_the_same_day_lifts_no_sign() -> None:
    """It gave way at six; at eight the answer is a 0: today there is no session any more."""
    gave_way = session(0, hurt(None, Sign.GIVING_WAY))
    assert permission(gave_way, said(0)) is Permission.NO
    after = said(0, moment=CheckMoment.AFTER, about=gave_way)
    assert permission(gave_way, after) is Permission.NO


@pytest.mark.parametrize("state", list(SessionState))
@pytest.mark.parametrize("kind", [SessionKind.FULL, SessionKind.GENTLE, SessionKind.PRACTICE])
def test_what_was_said_in_a_session_stays_said_however_it_ended(
    state: SessionState, kind: SessionKind
) -> None:
    """Discarding, leaving or losing a session takes back no sign and no level, nor does doing no set."""
    assert permission(session(0, hurt(2, Sign.SHARP), state=state, kind=kind, worked=False)) is Permission.NO
    assert permission(session(0, hurt(8), state=state, kind=kind, worked=False)) is Permission.BETTER_NOT


def test_rehearsals_and_deleted_sessions_forbid_nothing() -> None:
    """A sign in a rehearsal is no sign; a session that was deleted was taken back whole."""
    assert permission(session(0, hurt(9, Sign.SHARP), rehearsal=True)) is Permission.GO
    assert permission(session(0, hurt(9, Sign.SHARP), removed=True)) is Permission.GO


def test_above_the_stop_limit_of_the_person_it_is_better_not() -> None:
    """Five is within the usual limit and above the one that somebody set to three."""
    assert [permission(said(level)) for level in (5, 6)] == [Permission.GO, Permission.BETTER_NOT]
    strict = Limits(stop_above=3)
    assert [permission(said(level), limits=strict) for level in (3, 4)] == [
        Permission.GO,
        Permission.BETTER_NOT,
    ]


def test_a_bad_session_holds_for_its_day() -> None:
    """Eight in a session and seven right after one ask for the second step until the day is over."""
    for moment in (session(0, hurt(8)), said(7, moment=CheckMoment.AFTER)):
        assert permission(moment) is Permission.BETTER_NOT
        assert permission(moment, said(1)) is Permission.BETTER_NOT
    assert permission(session(1, hurt(8))) is Permission.GO  # the plan takes a set away instead


def test_an_interrupted_session_of_yesterday_waits_for_an_answer_of_today() -> None:
    """Nine before the laptop died: going on needs the second step, until the knee is fine again."""
    left = session(1, hurt(9), state=SessionState.RUNNING)
    found = gate(left)
    assert (found.permission, found.reason) == (Permission.BETTER_NOT, GateReason.OVER_LIMIT)
    assert found.said is not None
    assert (found.said.level, found.said.day) == (9, left.started.date())
    assert permission(left, said(2)) is Permission.GO


def test_a_bad_morning_counts_until_there_is_a_newer_answer() -> None:
    """Seven this morning is seven until the evening says two; a morning that is long past says nothing."""
    done = session(1, hurt(2), state=SessionState.FINISHED)
    morning = said(7, hours_ago=12, moment=CheckMoment.MORNING, about=done)
    assert permission(done, morning) is Permission.BETTER_NOT
    assert permission(done, morning, said(2)) is Permission.GO
    assert permission(done, said(2, hours_ago=13), morning) is Permission.BETTER_NOT
    older = session(4, hurt(2))
    assert permission(older, said(7, moment=CheckMoment.MORNING, about=older)) is Permission.GO


def test_an_answer_of_yesterday_is_not_about_today() -> None:
    """Nine yesterday and nothing today: the question is open again."""
    assert permission(said(9, hours_ago=24)) is Permission.GO


levels = st.integers(0, 10)
signs = st.lists(st.sampled_from(Sign), max_size=2, unique=True).map(tuple)
hurts = st.builds(Hurt, st.just(3), st.none() | levels, st.none(), st.sampled_from(HurtAnswer), signs)
sessions = st.builds(
    lambda days, hour, told, state, kind, worked: session(
        days, *told, hour=hour, state=state, kind=kind, worked=worked
    ),
    st.integers(0, 4),
    st.integers(6, 19),
    st.lists(hurts, max_size=2),
    st.sampled_from(SessionState),
    st.sampled_from(SessionKind),
    st.booleans(),
)


@st.composite
def pasts(draw: st.DrawFn) -> list[SessionSummary | KneeCheck]:
    """Up to three sessions of the last days, and answers of any moment about them or about none."""
    records = draw(st.lists(sessions, max_size=3, unique_by=lambda each: each.id))
    checks = draw(
        st.lists(
            st.builds(
                lambda level, named, hours, moment, about: said(
                    level, *named, hours_ago=hours, moment=moment, about=about
                ),
                levels,
                signs,
                st.integers(0, 90),
                st.sampled_from(CheckMoment),
                st.sampled_from([None, *records]),
            ),
            max_size=5,
            unique_by=lambda each: each.id,
        )
    )
    return [*records, *checks]


limits_of_people = st.builds(Limits, st.integers(0, 2), st.integers(3, 5), st.integers(1, 2))
ORDER = list(Permission)


@settings(max_examples=300)
@given(pasts(), limits_of_people, st.sampled_from(WAYS_OF_TRAINING), st.booleans())
def test_no_way_leads_round_a_warning(
    past: list[SessionSummary | KneeCheck], limits: Limits, way: GateWay, confirmed: bool
) -> None:
    """Whatever was said: no way passes a No, every way past a Better Not has its second step."""
    found = gate(*past, limits=limits)
    step = step_for(way, found.permission, confirmed=confirmed)
    checks = [each for each in past if isinstance(each, KneeCheck)]
    records = [each for each in past if isinstance(each, SessionSummary)]
    of_today = [each for each in records if each.started.date() == TODAY]
    signs_today = [sign for each in checks if each.at.date() == TODAY for sign in each.signs]
    signs_today += [sign for each in of_today for told in each.hurts for sign in told.signs]
    before = [each for each in checks if each.moment is CheckMoment.BEFORE and each.at.date() == TODAY]
    newest = max(before, key=lambda each: each.at, default=None)
    levels_today = [told.level for each in of_today for told in each.hurts if told.level is not None]
    levels_today += [newest.level] if newest else []
    if signs_today:
        assert step is GateStep.REFUSE
    elif any(level > limits.stop_above for level in levels_today) and not confirmed:
        assert step is not GateStep.BEGIN
    if found.permission is Permission.GO:
        assert step is GateStep.BEGIN
    else:
        assert (step is GateStep.BEGIN) == (found.permission is Permission.BETTER_NOT and confirmed)
        assert found.said is not None
        worse = found.reason is GateReason.WORSE_MORNING
        assert found.said.signs or (found.said.level or 0) > limits.stop_above or worse


@settings(max_examples=200)
@given(pasts(), levels, signs)
def test_one_more_bad_answer_never_opens_the_gate(
    past: list[SessionSummary | KneeCheck], level: int, named: tuple[Sign, ...]
) -> None:
    """An answer now that is over the limit or names a sign never allows more than the silence before it."""
    strict = gate(*past, limits=Limits(stop_above=3)).permission
    assert ORDER.index(strict) >= ORDER.index(permission(*past))
    if not named and level <= LIMITS.stop_above:
        return
    unsaid = [each for each in past if not (isinstance(each, KneeCheck) and each.at == NOW)]
    worse = permission(*unsaid, said(level, *named))
    assert worse is not Permission.GO
    if named:
        assert worse is Permission.NO


def test_a_rehearsal_is_never_asked_about() -> None:
    """Nobody trains in a rehearsal, so it begins whatever the knee says."""
    assert {step_for(GateWay.REHEARSAL, each, confirmed=False) for each in Permission} == {GateStep.BEGIN}


def test_a_worse_morning_is_a_day_of_rest() -> None:
    """From 1 before the session to 3 the next morning: better not, until the knee is as before again."""
    done = session(1, hurt(1), state=SessionState.FINISHED)
    before = said(1, hours_ago=26, about=done)
    morning = said(3, hours_ago=12, moment=CheckMoment.MORNING, about=done)
    found = gate(done, before, morning)
    assert (found.permission, found.reason) == (Permission.BETTER_NOT, GateReason.WORSE_MORNING)
    assert found.said is not None
    assert (found.said.level, found.said.day, found.worse_by) == (3, TODAY, 2)
    assert permission(done, before, morning, said(3)) is Permission.BETTER_NOT
    assert permission(done, before, morning, said(1)) is Permission.GO
    slightly = said(2, hours_ago=12, moment=CheckMoment.MORNING, about=done)
    assert permission(done, before, slightly) is Permission.GO


def test_a_worse_morning_that_is_told_later_has_its_own_day() -> None:
    """Asked on Thursday about Tuesday morning: it counts on Thursday, and is called Tuesday's."""
    done = session(3, hurt(0), state=SessionState.FINISHED)
    told = [said(0, hours_ago=80, about=done), said(4, moment=CheckMoment.MORNING, about=done)]
    found = gate(done, *told)
    assert found.reason is GateReason.WORSE_MORNING
    assert found.said is not None
    assert found.said.day == TODAY - timedelta(days=2)
