"""What a key means at every moment of a session, without a window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timeline import EXERCISES, Timeline, dose, plan, strength

from kneetimer.core import player, session_keys
from kneetimer.core.plan import Block, BlockKind
from kneetimer.core.player import Status
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import HurtAnswer, PauseReason
from kneetimer.core.script import build_script
from kneetimer.core.session_keys import NOTHING, HoldAnswer, LeaveAnswer, Meaning, Question, SessionKey

STRETCH = Block(BlockKind.COOL_DOWN, 1, 6, (dose("stretch", 1, 30),))
SCRIPT = build_script(
    plan(strength(dose("squat", 2, 6), dose("sit", 1, 20)), STRETCH), 1, 1, Preferences(), EXERCISES
)


TO_THE_HOLD = f"start skip*{SCRIPT.last_hold()}"


def meaning(story: str, key: SessionKey, **modes: bool) -> Meaning:
    return session_keys.of_key(Timeline(SCRIPT, **modes).tell(story).state, key)


Key = SessionKey
PAUSE, GO_ON = Meaning(player.Pause()), Meaning(player.GoOn())
LESS, MORE = Meaning(player.CorrectCount(-1)), Meaning(player.CorrectCount(1))
HOLD = Meaning(question=Question.HOLD)


@pytest.mark.parametrize(
    ("story", "key", "meant"),
    [
        ("start 5 3", Key.MAIN, PAUSE),
        ("start 5 3 pause", Key.MAIN, GO_ON),
        ("start 5 3 pause go-on 1", Key.MAIN, PAUSE),
        ("start 5 3 own", Key.MAIN, Meaning(player.Done())),
        ("start 5 3 own pause", Key.MAIN, GO_ON),
        ("start 5 3 slept-900", Key.REDO, Meaning(player.GoOn(redo=True))),
        ("start 5 3", Key.REDO, NOTHING),
        ("start 5 3", Key.SKIP, Meaning(player.Skip())),
        ("start 5 3", Key.BACK, Meaning(player.Back())),
        ("start 5 3", Key.MORE, MORE),
        ("start 5 3", Key.LESS, LESS),
        ("start 5 24 3", Key.MORE, Meaning(player.AdjustRest(15))),
        ("start 5 24 3", Key.LESS, Meaning(player.AdjustRest(-15))),
        ("start 3", Key.MORE, NOTHING),
        ("start 5 24 3", Key.LAST_LESS, Meaning(player.CorrectLastSet(-1))),
        ("start 5 3", Key.LAST_LESS, NOTHING),
        ("start 5 3", Key.PACE, Meaning(player.SetPace(own=True))),
        ("start 5 3 own", Key.PACE, Meaning(player.SetPace(own=False))),
        ("start 5 3", Key.HURTS, Meaning(player.Pause(PauseReason.HURTS), Question.HURT)),
        ("start 5 3", Key.LEAVE, Meaning(player.Pause(PauseReason.LEAVING), Question.LEAVE)),
        ("start 5 3", Key.KEYS, Meaning(player.Pause(), Question.KEYS)),
        # A pause keeps its reason, and with it what is offered.
        ("start 5 3 slept-900", Key.LEAVE, Meaning(question=Question.LEAVE)),
        # An answer over the limit, or a sign, is between every key and going on.
        ("start 5 3 ask-hurt said-8-open", Key.MAIN, HOLD),
        ("start 5 3 ask-hurt said-8-open", Key.REDO, Meaning(question=Question.HOLD, redo=True)),
        ("start 5 3 ask-hurt said-8-open", Key.SKIP, Meaning(player.Skip())),
        ("start 5 3 ask-hurt locks-open", Key.MAIN, HOLD),
        ("start 5 3 ask-hurt locks-open", Key.SKIP, NOTHING),
        ("start 5 3 ask-hurt locks-open", Key.BACK, NOTHING),
        ("start 5 3 ask-hurt locks-open", Key.HURTS, Meaning(question=Question.HURT)),
        ("start 5 3 leave", Key.MAIN, NOTHING),
    ],
)  # fmt: skip
def test_each_key_has_one_meaning_in_a_state(story: str, key: SessionKey, meant: Meaning) -> None:
    """The same key pauses, goes on, counts or asks, by where the session stands and what was said."""
    assert meaning(story, key) == meant


def test_the_one_key_ends_what_only_the_person_can_end() -> None:
    """It counts reps where presses count, and ends a hold that has run over."""
    assert meaning("start 5 own 3", Key.MAIN, press_counts=True) == Meaning(player.Done())
    assert meaning(TO_THE_HOLD + " 19", Key.MAIN, overtime=True) == PAUSE
    assert meaning(TO_THE_HOLD + " 24", Key.MAIN, overtime=True) == Meaning(player.Done())
    assert meaning(TO_THE_HOLD + " 24 pause", Key.MAIN, overtime=True) == GO_ON


@pytest.mark.parametrize(
    ("said", "answer", "meant"),
    [
        ("8-open", HoldAnswer.ANYWAY, Meaning(player.GoOn(redo=True, anyway=True))),
        ("8-open", HoldAnswer.AGAIN, Meaning(question=Question.HURT)),
        ("2-open", HoldAnswer.ANYWAY, Meaning(player.GoOn(redo=True, anyway=True))),
    ],
)
def test_the_second_step_is_taken_by_an_answer(said: str, answer: HoldAnswer, meant: Meaning) -> None:
    """Going on anyway does what was waiting, and answering again asks from the beginning."""
    state = Timeline(SCRIPT).tell(f"start 5 3 ask-hurt said-{said}").state
    assert session_keys.of_hold_answer(state, answer, redo=True) == meant


def test_a_sign_knows_no_second_step() -> None:
    """Whoever would go on anyway with a locking knee is asked what to do, as often as they like."""
    state = Timeline(SCRIPT).tell("start 5 3 ask-hurt locks-open").state
    assert session_keys.of_hold_answer(state, HoldAnswer.ANYWAY, redo=False) == HOLD
    stop = session_keys.of_hold_answer(state, HoldAnswer.STOP, redo=False)
    assert isinstance(stop.event, player.HurtAnswered)
    assert (stop.event.answer, stop.event.signs) == (HurtAnswer.STOP, state.said.signs if state.said else ())


PRESSES = st.one_of(
    st.sampled_from(list(SessionKey)),
    st.sampled_from(list(HoldAnswer)),
    st.sampled_from(list(LeaveAnswer)),
    st.builds(
        player.HurtAnswered, st.sampled_from([None, 0, 4, 8]), st.none(), st.sampled_from(list(HurtAnswer)),
    ),
    st.integers(1, 40_000),
)  # fmt: skip


@given(presses=st.lists(PRESSES, max_size=40), press_counts=st.booleans(), overtime=st.booleans())
def test_no_key_is_refused_and_none_goes_round_a_hold(
    presses: list[object], press_counts: bool, overtime: bool
) -> None:
    """Whatever is pressed, in whatever order, the player takes it; held sessions go on by "anyway" alone."""
    modes = {"press_counts": press_counts, "overtime": overtime}
    state = player.new_session(SCRIPT, own_pace=False, **modes)
    state, _ = player.step(state, player.Start())
    redo = False
    for press in presses:
        if state.is_over:
            return
        was_held = state.held is not None
        match press:
            case SessionKey():
                meant = session_keys.of_key(state, press)
            case HoldAnswer():
                meant = session_keys.of_hold_answer(state, press, redo=redo)
            case LeaveAnswer.STAY:
                meant = session_keys.of_leave_answer(state, press)
            case player.HurtAnswered():
                if state.status is not Status.PAUSED:
                    continue  # nobody is asked while the session runs
                state, _ = player.step(state, press)
                meant = session_keys.after_hurt(state, press.answer)
                was_held = state.held is not None
            case int():
                meant = Meaning(player.Ticked(press))
            case _:
                continue
        if meant.event is not None:
            state, _ = player.step(state, meant.event)
        redo = meant.redo
        if was_held and state.status in (Status.RUNNING, Status.COUNT_IN):
            assert press is HoldAnswer.ANYWAY
