"""What holds a session after "it hurts": told as timelines, with no window that could help."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from timeline import EXERCISES, Timeline, dose, plan, strength

from kneetimer.core import player, record
from kneetimer.core.folding import fold
from kneetimer.core.knee import Limits, Sign
from kneetimer.core.player import Status
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import Began, Hurt, HurtAnswer, PauseReason, WentOn
from kneetimer.core.script import build_script, practice_script

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SCRIPT = build_script(plan(strength(dose("squat", 2, 6), dose("sit", 1, 20))), 1, 1, Preferences(), EXERCISES)
PRACTICE = practice_script("test", 1, dose("squat", 1, 6, 0), Preferences(), EXERCISES)
HURTS = "start 5 8 ask-hurt "
SECOND_REP_DONE = "work squat 1/2: rep 3 of 6, 16.0 s left, paused"
# Everything that goes on in a session that is merely paused, and everything that a key could send.
KEYS = ("go-on", "redo", "3600", "pause", "go-on", "more", "less")


def tries(session: Timeline, *words: str) -> None:
    """Send each event as a driver does: what has no meaning is a key that does nothing."""
    for word in words:
        try:
            session.tell(word)
        except player.IllegalEventError:
            continue


@pytest.mark.parametrize("script", [SCRIPT, PRACTICE], ids=["session", "practice"])
@pytest.mark.parametrize("answer", ["go-on", "ease", "open"])
def test_over_the_limit_the_session_stays_paused(script: record.Script, answer: str) -> None:
    """After an 8 neither time nor any key that goes on moves the session; a second, deliberate step does."""
    session = Timeline(script).tell(f"{HURTS}said-8-{answer}")
    at = session.state.index, session.state.position_ms
    tries(session, *KEYS)
    assert (session.state.index, session.state.position_ms) == at
    assert session.state.status is Status.PAUSED
    assert session.state.held is not None
    session.tell("anyway 3 1")
    assert session.state.status is Status.RUNNING
    assert session.state.held is None


def test_skipping_over_the_limit_leads_to_a_rest_that_waits() -> None:
    """The rest before the next exercise does not count down by itself, and Space alone does not start it."""
    session = Timeline(SCRIPT).tell(f"{HURTS}said-8-skip")
    waits = "rest sit 1/1: 30.0 s left, paused"
    assert session.shows == waits
    tries(session, *KEYS[:5])
    assert session.shows == waits
    assert session.tell("anyway 10").shows == "rest sit 1/1: 20.0 s left"


@pytest.mark.parametrize("answer", ["go-on", "ease", "skip", "open"])
def test_with_a_sign_there_are_only_ways_to_stop(answer: str) -> None:
    """A knee that locks: no going on, no skipping, no easier version, also not deliberately."""
    session = Timeline(SCRIPT).tell(f"{HURTS}locks-{answer}")
    tries(session, *KEYS, "anyway", "skip", "back", "locks-skip", "locks-ease", "locks-go-on", "anyway")
    assert session.shows == SECOND_REP_DONE
    assert session.state.must_stop
    assert session.state.eased == frozenset()
    stopped = session.tell("locks-stop")
    assert stopped.shows == "left"
    assert stopped.events[-1] == record.Ended(record.SessionState.PARTIAL, 13_000)


def test_a_sign_can_be_taken_back() -> None:
    """Without the sign the number counts: 3 goes on, and the sign is not in what the record says."""
    session = Timeline(SCRIPT).tell(f"{HURTS}locks-open said-3-go-on go-on 3 1")
    assert session.state.status is Status.RUNNING
    told = fold("x", [Began(SCRIPT, False, NOON, "UTC", False), *session.events])
    assert [(hurt.level, hurt.signs) for hurt in told.hurts] == [(3, ())]


def test_up_to_the_limit_going_on_takes_one_step() -> None:
    """5 is not over 5: the session goes on as it always did."""
    assert Timeline(SCRIPT).tell(f"{HURTS}said-5-go-on go-on 3").state.status is Status.RUNNING


def test_the_limit_is_the_persons_own() -> None:
    """Whoever stops above 3 is held at 4."""
    cautious = player.new_session(SCRIPT, own_pace=False, limits=Limits(stop_above=3))
    session = Timeline(SCRIPT, state=cautious).tell(f"{HURTS}said-4-go-on")
    tries(session, "go-on", "60")
    assert session.shows == SECOND_REP_DONE


def test_what_was_said_is_kept_until_it_is_answered() -> None:
    """Closing the panel keeps level and knee; changing them is the same question, and is told once."""
    session = Timeline(SCRIPT).tell(f"{HURTS}said-4-open")
    assert session.state.said == Hurt(1, 4, Knee.RIGHT, HurtAnswer.OPEN)
    again = len(session.events)
    assert len(session.tell("said-4-open").events) == again, "nothing new was said"
    session.tell("said-2-go-on")
    told = fold("x", [Began(SCRIPT, False, NOON, "UTC", False), *session.events])
    assert told.hurts == (Hurt(1, 2, Knee.RIGHT, HurtAnswer.GO_ON),)


def test_an_answer_that_was_acted_on_is_never_replaced() -> None:
    """An 8 that led to a skip stays in the record, whatever is said of the next exercise."""
    session = Timeline(SCRIPT).tell(f"{HURTS}said-8-skip said-1-go-on go-on")
    told = fold("x", [Began(SCRIPT, False, NOON, "UTC", False), *session.events])
    assert [(hurt.level, SCRIPT.steps[hurt.step].exercise) for hurt in told.hurts] == [
        (8, "squat"),
        (1, "sit"),
    ]


def test_going_on_in_spite_is_in_the_record() -> None:
    """The deliberate step is stored as the choice it was."""
    session = Timeline(SCRIPT).tell(f"{HURTS}said-8-go-on anyway")
    told = fold("x", [Began(SCRIPT, False, NOON, "UTC", False), *session.events])
    assert [hurt.answer for hurt in told.hurts] == [HurtAnswer.GO_ON]
    assert isinstance(session.events[-1], WentOn)


def test_an_interrupted_session_is_held_as_before() -> None:
    """The window closed over an unanswered 9: after the restart the session is held by the same 9."""
    session = Timeline(SCRIPT).tell(f"{HURTS}said-9-open")
    session.event(player.Pause(PauseReason.INTERRUPTED))
    saved = fold("x", [Began(SCRIPT, False, NOON, "UTC", False), *session.events])
    again = Timeline(SCRIPT, state=player.restored(saved))
    tries(again, *KEYS)
    assert again.state.status is Status.PAUSED
    assert again.state.held is not None
    assert again.state.held.level == 9
    assert again.tell("anyway 3").state.status is Status.RUNNING


def test_with_a_sign_nobody_goes_back_to_where_the_step_began() -> None:
    """Nor forward: also in the first step, which has none before it."""
    session = Timeline(SCRIPT).tell("start 2 ask-hurt locks-open")
    for word in ("back", "skip"):
        with pytest.raises(player.IllegalEventError):
            session.tell(word)


ANSWERS = ("go-on", "ease", "skip", "open")
SAID = st.sampled_from([f"said-{level}-{answer}" for level in (0, 5, 6, 10) for answer in ANSWERS])
WORDS = st.one_of(
    SAID,
    st.sampled_from(["locks-open", "locks-go-on", "locks-skip"]),
    st.sampled_from(["go-on", "redo", "skip", "back", "pause", "ask-hurt", "more", "less", "own", "2"]),
)


@given(words=st.lists(WORDS, max_size=30))
@example(words=["said-0-skip", "locks-open", "less", "less"])  # a rest that is made so short that it is over
def test_nothing_runs_past_an_answer_that_holds(words: list[str]) -> None:
    """Whatever is pressed in whatever order: while the newest answer is too much, no time passes."""
    session = Timeline(SCRIPT).tell("start 6 ask-hurt")
    for word in words:
        before = session.state
        tries(session, word)
        newest = session.state.said
        if session.state.is_over:
            return
        if before.held is not None and word not in ("locks-open",) and not word.startswith("said-"):
            assert session.state.status is Status.PAUSED
            assert session.state.active_ms == before.active_ms
        if newest is not None and ((newest.level or 0) > 5 or newest.signs):
            assert session.state.status is Status.PAUSED
        if newest is not None and newest.signs:
            assert session.state.index == before.index or not before.must_stop
            assert newest.signs == (Sign.LOCKING,)
