"""When a session wants to be looked at again: often enough for all that is seen and heard, and no oftener."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from any_session import run, scripts
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline import EXERCISES, Timeline, dose, plan, strength

from kneetimer.core import player
from kneetimer.core.narrator import Narrator
from kneetimer.core.next_wake import FRAME_MS, LONGEST_MS, SLOW_FRAME_MS, next_wake_ms
from kneetimer.core.pacing import RepMoment
from kneetimer.core.player import State
from kneetimer.core.preferences import Counting, Preferences
from kneetimer.core.script import Script, StepKind, build_script
from kneetimer.core.speech import Talk
from kneetimer.ui.session.view import RingKind, SessionView, view_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def shown(state: State) -> SessionView:
    """The screen, but for the rings, figures and strips that move all the time and have their frames.

    What the time of day makes of it is left out: the end of the session is always at noon.
    """
    view = view_of(state, EXERCISES, NOON - timedelta(milliseconds=state.session_remaining_ms))
    moment = view.figure.moment
    if isinstance(moment, RepMoment):
        moment = replace(moment, fraction=0.0)
    filled = view.ring.filled if view.ring.kind is RingKind.DASHES else 0.0
    return replace(
        view, ring=replace(view.ring, filled=filled), figure=replace(view.figure, moment=moment), shares=()
    )


def narrator() -> Narrator:
    return Narrator(EXERCISES, lambda meanings: 900 * len(meanings), Talk(Counting.EVERY_REP))


@settings(deadline=None)
@given(
    script=scripts(),
    place=st.integers(0, 40),
    into_ms=st.integers(0, 60_000),
    own=st.booleans(),
    overtime=st.booleans(),
    goes_on=st.booleans(),
    longer=st.sampled_from([0, 1, 15]),
)
def test_nothing_changes_before_the_next_look(
    script: Script, place: int, into_ms: int, own: bool, overtime: bool, goes_on: bool, longer: int
) -> None:
    """Millisecond by millisecond until then, the screen stands, no sound is due and no sentence begins."""
    events: list[player.Event] = [player.Start()]
    events += [player.Skip()] * (place % len(script.steps)) + [player.Ticked(into_ms)]
    events += [player.Pause(), player.GoOn()] if goes_on else []
    state, _ = run(player.new_session(script, own_pace=own, overtime=overtime), events)
    if not state.is_over and state.step.kind is StepKind.REST and longer:
        state, _ = player.step(state, player.AdjustRest(longer))
    if state.is_over:
        assert next_wake_ms(state) is None
        return
    speaking = narrator()
    speaking.follow(state)
    wake_ms = next_wake_ms(state, speaking.next_ms(state))
    assert wake_ms is not None and 1 <= wake_ms <= LONGEST_MS
    before = shown(state)
    for _ in range(wake_ms - 1):
        state, effects = player.step(state, player.Ticked(1))
        assert shown(state) == before
        assert not [effect for effect in effects if isinstance(effect, player.PlayCue)]
        assert speaking.follow(state).line is None


@settings(deadline=None)
@given(script=scripts(), own=st.booleans(), overtime=st.booleans(), ms=st.integers(1, 60_000))
def test_looking_when_it_wants_to_be_looked_at_changes_nothing(
    script: Script, own: bool, overtime: bool, ms: int
) -> None:
    """The state after so much time is the same as after one long tick, with every sound in its moment."""
    start, _ = player.step(player.new_session(script, own_pace=own, overtime=overtime), player.Start())
    due = list(player.coming_cues(start, ms))
    state, passed, came = start, 0, []
    while passed < ms and (wake_ms := next_wake_ms(state)) is not None:
        tick = min(wake_ms, ms - passed)
        state, effects = player.step(state, player.Ticked(tick))
        passed += tick
        came += [(passed, effect.cue) for effect in effects if isinstance(effect, player.PlayCue)]
    assert state == player.step(start, player.Ticked(ms))[0]
    assert came == due


def test_a_session_sleeps_as_long_as_it_can() -> None:
    """Figures get 24 frames a second and rings ten; at one's own pace a second passes, in a pause nothing."""
    script = build_script(
        plan(strength(dose("squat", 2, 6), dose("sit", 1, 20))), 1, 1, Preferences(), EXERCISES
    )
    session = Timeline(script).tell("start")
    assert next_wake_ms(session.state) == SLOW_FRAME_MS
    assert next_wake_ms(session.tell("5 0.5").state) == FRAME_MS
    assert next_wake_ms(session.tell("1.49").state) == 10  # the movement turns after two seconds
    assert next_wake_ms(session.tell("own 0.01").state) == LONGEST_MS
    assert next_wake_ms(session.state, 300) == 300
    assert next_wake_ms(session.tell("pause").state) is None
    assert next_wake_ms(session.tell("leave").state) is None
