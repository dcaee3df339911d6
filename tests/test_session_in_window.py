"""A session at the real window, by mouse and by keyboard: what hurts, what is heard, what is done."""

from __future__ import annotations

import pytest
from desktop import wait_until
from hands import Hands

from kneetimer.core.record import HurtAnswer, SessionRecord, SessionState
from kneetimer.storage.records.history import HistoryReader


def session(hands: Hands) -> SessionRecord:
    with HistoryReader.open(hands.where) as reader:
        return reader.sessions()[0]


def begin(hands: Hands) -> None:
    """In the first set of a session."""
    hands.open()
    hands.press("space")
    hands.sees("Pause", kind="Button")
    hands.press("Right")


@pytest.mark.parametrize("by_mouse", [False, True], ids=["keyboard", "mouse"])
def test_a_knee_that_locks_leaves_only_ways_to_stop(hands: Hands, by_mouse: bool) -> None:
    """Escape keeps the sign and the pause; Skip is gone until the sign is taken back; stopping is kept."""
    begin(hands)
    if by_mouse:
        hands.click("It hurts", kind="Button")
        hands.click("It locks")
    else:
        hands.press("h")
        hands.go_to("It locks")
        hands.press("space")
    hands.sees_none("Skip it", kind="Button")
    hands.press("Escape")
    hands.sees("Decide", kind="Button")
    assert hands.all("Skip|Back|Go on", kind="Button") == []
    if by_mouse:
        hands.click("Decide", kind="Button")
        hands.click("Stop the session", kind="Button")
    else:
        hands.press("space")
        hands.go_to("Stop the session")
        hands.press("Return")
    hands.sees("Session 1 of week 1, stopped for your knee")
    told = session(hands)
    assert (told.state, told.hurts[-1].answer) == (SessionState.PARTIAL, HurtAnswer.STOP)


@pytest.mark.parametrize("by_mouse", [False, True], ids=["keyboard", "mouse"])
def test_beeps_and_voice_go_off_for_the_session_alone(hands: Hands, by_mouse: bool) -> None:
    """The switches on the stage show it, and what is stored stays on."""
    hands.prepare(sounds=True, voice=True)
    hands.open(sounds=True, voice=True)
    hands.press("space")
    hands.sees("Beeps", checked=True)
    if by_mouse:
        hands.click("Beeps")
        hands.click("Voice")
    else:
        hands.press("m", "v")
    hands.sees("Beeps", checked=False)
    hands.sees("Voice", checked=False)
    assert (hands.stored().sounds, hands.stored().voice) == (True, True)


@pytest.mark.parametrize("by_mouse", [False, True], ids=["keyboard", "mouse"])
def test_the_list_of_keys_stops_the_clock(hands: Hands, by_mouse: bool) -> None:
    """F1 pauses; closed by Escape or by its button, the session waits for Go on."""
    begin(hands)
    hands.press("F1")
    hands.sees("Close", kind="Button")
    if by_mouse:
        hands.click("Close", kind="Button")
    else:
        hands.press("Escape")
    hands.sees_none("Close", kind="Button")
    hands.sees("Go on", kind="Button")


@pytest.mark.parametrize("by_mouse", [False, True], ids=["keyboard", "mouse"])
def test_skipped_through_is_not_done(hands: Hands, by_mouse: bool) -> None:
    """Every step skipped: the summary says partial, and so does what is stored."""
    begin(hands)

    def over() -> bool:
        return session(hands).state is not SessionState.RUNNING

    if by_mouse:
        for _ in range(3):
            hands.click("Skip", kind="Button")
    hands.insist(lambda: hands.press(*["Right"] * 10), over)
    hands.sees("Session 1 of week 1, kept as partial")
    wait_until(lambda: session(hands).state is SessionState.PARTIAL, "the session to be partial")
