"""A sore knee at the real window: each story once by keyboard and once by mouse, and then what is stored."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from desktop import DesktopError, wait_until
from hands import USUAL, Hands

from kneetimer.core.knee import CheckMoment, KneeCheck, Sign
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import (
    Answered,
    Began,
    Ended,
    Hurt,
    HurtAnswer,
    Paused,
    PauseReason,
    SessionRecord,
    SessionState,
    SetEnded,
    SetState,
)
from kneetimer.core.script import build_script
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History, HistoryReader

NOW = datetime.fromisoformat(USUAL)  # Thursday evening
STOP = "Stop: let someone look at your knee first"
STARTS = r"Start .*|Short.*|Gentle session|Train anyway|Go on.*|Redo.*"
QUESTION = r"Start session 1 of week 1 with your knee at 7 of 10\?"
SAFE = "No, rest"


def sessions(hands: Hands) -> list[SessionRecord]:
    with HistoryReader.open(hands.where) as reader:
        return reader.sessions()


def has_begun(hands: Hands) -> None:
    wait_until(lambda: any(each.state is SessionState.RUNNING for each in sessions(hands)), "a session")


def nothing_starts(hands: Hands) -> None:
    """No key of the page starts anything, and no button is there that could."""
    hands.sees(STOP)
    hands.press("ctrl+1", "Return", "KP_Enter", "Page_Down", "XF86AudioPlay")
    hands.sees(STOP)
    assert hands.all(STARTS, kind="Button") == []
    assert sessions(hands) == []


def store(hands: Hands, days_ago: int, *hurts: Hurt, pain: int | None = None, ended: bool = True) -> str:
    """A session with these moments in it, done in full or interrupted after its first sets."""
    started = NOW - timedelta(days=days_ago, hours=1)
    script = build_script(load_plan("six-week-knee"), 1, 1, Preferences(), load_exercises())
    sets = [index for index, step in enumerate(script.steps) if step.is_set]
    hands.prepare(knee=Knee.RIGHT)
    with History.open_to_write(hands.where, lambda: NOW) as history:
        stored = history.begin(Began(script, False, started, "Europe/Vienna", False))
        for index in sets if ended else sets[:3]:
            step = script.steps[index]
            history.append(stored, SetEnded(index, step.reps, step.length_ms, SetState.DONE))
        for hurt in hurts:
            history.append(stored, hurt)
        if ended:
            history.append(stored, Ended(SessionState.FINISHED, script.length_ms))
            history.append(stored, Answered(4, pain, ""))
        else:
            history.append(stored, Paused(sets[3], 0, PauseReason.INTERRUPTED))
    return stored


def until_asked(hands: Hands, act: Callable[[], object], question: str) -> None:
    """Do something that asks a question; again where the page had just opened and took nothing yet."""
    for _ in range(5):
        act()
        with contextlib.suppress(DesktopError):
            wait_until(lambda: hands.all(question), question, timeout_s=2)
            return
    hands.sees(question)


def until_keys_are_taken(hands: Hands) -> None:
    """Press Tab until it moves the keyboard: the page takes nothing in its first second."""
    page = hands.focus()
    for _ in range(5):
        hands.press("Tab")
        with contextlib.suppress(DesktopError):
            wait_until(lambda: hands.focus() != page, "Tab", timeout_s=2)
            return


def clamshells() -> int:
    """The first step at which clamshells are done in week 1."""
    script = build_script(load_plan("six-week-knee"), 1, 1, Preferences(), load_exercises())
    return next(at for at, step in enumerate(script.steps) if step.is_set and step.exercise == "clamshell")


def test_a_locking_knee_opens_no_session_by_keyboard(hands: Hands) -> None:
    """7 and "It locks": no key, no shorter session and no practice begins, until it is taken back."""
    hands.open(knee=Knee.RIGHT)
    hands.press("7")
    hands.use("It locks")
    hands.sees(STOP)
    hands.sees("Your plan is on hold")
    hands.sees("Today: a doctor or an emergency clinic")
    hands.sees_none("Good day for it|You can begin today|Ready .*|Rest today.*")
    nothing_starts(hands)
    hands.press("ctrl+4")
    hands.use("Practise one set")
    hands.sees(STOP)
    nothing_starts(hands)
    hands.use("It locks")  # taken back
    hands.sees("Rest today: your knee is at 7 of 10")
    hands.sees_none(".*locking.*")
    hands.press("1")
    hands.sees("Ready for your first session")
    hands.press("ctrl+1", "space")
    has_begun(hands)
    assert hands.all(".*locking.*") == []


def test_a_locking_knee_opens_no_session_by_mouse(hands: Hands) -> None:
    """The same with clicks: there is nothing to click that begins one, and practice leads back to why."""
    hands.open(knee=Knee.RIGHT)
    hands.press("7")
    hands.click("It locks")
    nothing_starts(hands)
    hands.click("Exercises")
    hands.click("Practise one set", kind="Button")
    nothing_starts(hands)
    hands.click("It locks")
    hands.sees("Rest today: your knee is at 7 of 10")
    hands.sees_none(".*locking.*")
    hands.press("1")
    hands.click("Start session", kind="Button")
    has_begun(hands)
    assert hands.all(".*locking.*") == []


def test_at_seven_space_rests_and_tab_enter_trains(hands: Hands) -> None:
    """The page advises rest throughout: Space moves the session, and closes the question to train anyway."""
    hands.open(knee=Knee.RIGHT)
    hands.press("7")
    hands.sees("Rest today: your knee is at 7 of 10")
    hands.sees("7 of 10 is too much to train on: better rest today.")
    hands.sees("Session 1 moves to Friday 27 November")
    hands.sees_none("Ready .*|Good day for it.*|You can begin today.*|.*done by .*")
    hands.press("space")
    hands.sees("Session 1 is on Friday 27 November now.")
    hands.sees("Session 1 is on Friday 27 November")
    for key in ("space", "Return", "Page_Down", "Escape"):
        hands.use("Train anyway", kind="Button")
        hands.sees(QUESTION)
        hands.press(key)
        hands.sees_none(QUESTION)
    assert sessions(hands) == []
    hands.use("Train anyway", kind="Button")
    hands.sees(QUESTION)
    hands.press("Tab", "space")  # on "Start anyway": Space is the safe answer there, too
    hands.sees_none(QUESTION)
    hands.use("Train anyway", kind="Button")
    hands.sees(QUESTION)
    hands.press("Tab", "Return")
    has_begun(hands)


def test_at_seven_a_second_click_is_needed(hands: Hands) -> None:
    """By mouse: the first click asks, "No, rest" and another answer close it, the next click begins."""
    hands.open(knee=Knee.RIGHT)
    hands.press("7")
    hands.click("Train anyway", kind="Button")
    hands.sees(QUESTION)
    hands.click(SAFE, kind="Button")
    hands.sees_none(QUESTION)
    hands.click("Train anyway", kind="Button")
    hands.sees(QUESTION)
    hands.press("8")  # it is worse: what was asked about is no longer so
    hands.sees("Rest today: your knee is at 8 of 10")
    hands.sees_none("Start anyway", kind="Button")
    assert sessions(hands) == []
    hands.click("Rest today", kind="Button")
    hands.sees("Session 1 is on Friday 27 November now.")
    hands.click("Train anyway", kind="Button")
    hands.click("Start anyway", kind="Button")
    has_begun(hands)


def test_practice_at_seven_is_asked_about_on_today(hands: Hands) -> None:
    """One set of an exercise is asked about like a session; Enter on "Start anyway" practises it."""
    hands.open(knee=Knee.RIGHT)
    hands.press("7", "ctrl+4")
    hands.click("Practise one set", kind="Button")
    hands.sees(r"Practise .* with your knee at 7 of 10\?")
    assert sessions(hands) == []
    hands.press("Tab", "Return")
    has_begun(hands)
    assert sessions(hands)[0].is_practice


@pytest.mark.parametrize("by_mouse", [False, True], ids=["keyboard", "mouse"])
def test_an_interrupted_session_says_the_nine(hands: Hands, by_mouse: bool) -> None:
    """The resume card names the 9 and its place, and going on needs the second step."""
    hurt = Hurt(clamshells(), 9, Knee.RIGHT, HurtAnswer.GO_ON)
    store(hands, 0, hurt, ended=False)
    hands.open(knee=Knee.RIGHT)
    hands.sees("You said 9 of 10 at Clamshells, right knee.")
    hands.sees("Rest today: your knee was at 9 of 10")
    question = r"Go on with session 1 of week 1 after 9 of 10 in your session today\?"
    if by_mouse:
        until_asked(hands, lambda: hands.click("Redo this set", kind="Button"), question)
        hands.click(SAFE, kind="Button")
        hands.sees_none(question)
        hands.click("Go on all the same", kind="Button")
        hands.click("Go on anyway", kind="Button")
    else:
        until_asked(hands, lambda: hands.press("space"), question)
        hands.press("space")
        hands.sees_none(question)
        hands.press("space")
        hands.sees(question)
        hands.press("Tab", "Return")
    hands.sees_none(question)
    hands.sees_none("Keep as partial", kind="Button")
    assert sessions(hands)[0].state is SessionState.RUNNING


@pytest.mark.parametrize("by_mouse", [False, True], ids=["keyboard", "mouse"])
def test_an_interrupted_session_with_a_sign_can_only_be_kept_or_discarded(
    hands: Hands, by_mouse: bool
) -> None:
    """It gave way: there is no going on, whatever is pressed; discarding the session does not unsay it."""
    hurt = Hurt(clamshells(), 3, Knee.RIGHT, HurtAnswer.STOP, (Sign.GIVING_WAY,))
    store(hands, 0, hurt, ended=False)
    hands.open(knee=Knee.RIGHT)
    hands.sees("You said giving way and 3 of 10 at Clamshells, right knee.")
    until_keys_are_taken(hands)
    hands.press("ctrl+1", "Return", "Page_Down")
    hands.sees(STOP)
    assert hands.all(STARTS, kind="Button") == []
    if by_mouse:
        hands.click("Discard", kind="Button")
        hands.click("Discard it", kind="Button")
    else:
        hands.use("Discard", kind="Button")
        hands.go_to("Discard it", kind="Button", key="shift+Tab")
        hands.press("Return")
    wait_until(lambda: sessions(hands)[0].state is SessionState.DISCARDED, "the session to be discarded")
    hands.press("0")
    hands.sees(STOP)
    hands.press("Return")
    hands.sees("There was giving way in your session today: .*")
    assert hands.all(STARTS, kind="Button") == []


def test_a_sign_of_last_night_is_asked_about_in_the_morning(hands: Hands) -> None:
    """After a night nothing starts; the answer of the new day, a 1 without a sign, opens the gate."""
    store(hands, 1, Hurt(clamshells(), 4, Knee.RIGHT, HurtAnswer.STOP, (Sign.LOCKING,)))
    hands.open(knee=Knee.RIGHT)
    hands.sees(STOP)
    hands.sees(r"(?s).*You said locking in your session yesterday\. That counts more than any number\..*")
    hands.press("Return")
    assert hands.all(STARTS, kind="Button") == []
    assert len(sessions(hands)) == 1
    hands.press("ctrl+1", "1")
    hands.sees_none(STOP)


@pytest.mark.parametrize("by_mouse", [False, True], ids=["keyboard", "mouse"])
def test_the_answer_of_monday_is_called_mondays(hands: Hands, by_mouse: bool) -> None:
    """Under the open question stands whose 2 it is; the answer of now replaces it and says so."""
    store(hands, 3, pain=2)
    hands.open(knee=Knee.RIGHT)
    hands.sees(r"How was your knee the morning after your session on Monday\?", kind="StaticText")
    hands.sees_none(r"How is your knee now\?")  # one question at a time
    hands.click("Skip", kind="Button") if by_mouse else hands.use("Skip", kind="Button")
    hands.sees("2 of 10 in your session on Monday is fine: the plan goes on.")
    hands.sees("In your session on Monday: 2 of 10")
    if by_mouse:
        row = next(each for each in hands.all(r"How is your knee now\?") if each.kind != "StaticText")
        hands.desktop.click(row.x + row.width * 3 // 22, row.y + 24)  # the second of eleven cells
    else:
        hands.press("1")
    hands.sees("1 of 10 is fine: the plan goes on.")
    hands.sees_none(".* on Monday is fine.*")


@pytest.mark.parametrize("by_mouse", [False, True], ids=["keyboard", "mouse"])
def test_a_worse_morning_leaves_no_bonus(hands: Hands, by_mouse: bool) -> None:
    """With two sessions in the week and a worse morning after the second, no page offers a third."""
    first, second = store(hands, 3, pain=1), store(hands, 1, pain=1)
    with History.open_to_write(hands.where, lambda: NOW) as history:
        for name, session, moment, level, days in (
            ("b1", first, CheckMoment.BEFORE, 1, 3),
            ("b2", second, CheckMoment.BEFORE, 1, 1),
            ("m2", second, CheckMoment.MORNING, 4, 0),
        ):
            at = NOW - timedelta(days=days, hours=2)
            history.save_answer(KneeCheck(name, at, moment, level, Knee.RIGHT, session))
    hands.open(at="2026-11-28T18:30:00+01:00", knee=Knee.RIGHT)  # Saturday, a day of rest between
    hands.sees("Rest day")
    pages = ("Plan", "Progress", "Today")
    for number, page in enumerate(pages, start=2):
        if by_mouse:
            hands.click(page, kind="PageTab")
        else:
            hands.press(f"ctrl+{number if page != 'Today' else 1}")
        wait_until(lambda name=page: hands.all(name, kind="PageTab")[0].checked, page)
        assert hands.all("(?i).*bonus.*") == []
