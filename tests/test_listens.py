"""What was said of a knee is heard everywhere, and the hour, the day and the kit are those of the person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fakes import StandingClock
from on_screen import part, reads, use
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from test_program import Person, person

from kneetimer.core.knee import Sign
from kneetimer.core.preferences import Knee
from kneetimer.core.record import Hurt, HurtAnswer, SessionState
from kneetimer.program.program import Program
from kneetimer.ui.controls.button import Button
from kneetimer.ui.today.resume_card import InterruptedCard

__all__ = ["person"]

VIENNA = ZoneInfo("Europe/Vienna")
KEYBOARD_AND_MOUSE = pytest.mark.parametrize("by_mouse", [False, True], ids=["keyboard", "mouse"])


class ZoneClock(StandingClock):
    """Goes on in real time, and shows what clocks in Vienna show then."""

    def now(self) -> datetime:
        return (self._start.astimezone(UTC) + timedelta(milliseconds=self.ms)).astimezone(VIENNA)


def interrupted_after(person: Person, level: int | None, *signs: Sign) -> Program:
    """The window opened again after it was closed in a session in which this was said."""
    program = person.open(knee=Knee.RIGHT)
    person.press(Qt.Key.Key_Space)
    person.wait(20)
    assert program.model.queue is not None
    hurt = Hurt(1, level, Knee.RIGHT, HurtAnswer.GO_ON, signs)
    program.model.queue.append(program.sessions().session, hurt)
    person.close()
    return person.open()


@KEYBOARD_AND_MOUSE
@pytest.mark.parametrize("level", [0, 4])
def test_after_a_little_pain_the_card_goes_on_with_one_press(
    person: Person, level: int, by_mouse: bool
) -> None:
    """It says what was said, and Space or a click on Go on leads back into the session."""
    program = interrupted_after(person, level)
    assert reads(program.today.page, f"You said {level} of 10 at Leg swings")
    person.clock.ms += 2000
    if by_mouse:
        use(program.today.page, "Go on", by_mouse=True)
    else:
        person.press(Qt.Key.Key_Space)
    assert program.sessions().driver.is_running()


@KEYBOARD_AND_MOUSE
def test_after_seven_the_card_asks_once_more(person: Person, by_mouse: bool) -> None:
    """Going on takes a second, deliberate step; the first one begins nothing."""
    program = interrupted_after(person, 7)
    assert reads(program.today.page, "You said 7 of 10 at Leg swings")
    person.clock.ms += 2000
    use(program.today.page, "Go on all the same", by_mouse=by_mouse)
    assert not program.sessions().driver.is_running()
    use(program.today.page, "Go on anyway", by_mouse=by_mouse)
    assert program.sessions().driver.is_running()


@KEYBOARD_AND_MOUSE
@pytest.mark.parametrize(
    ("sign", "named"),
    [
        (Sign.SHARP, "sharp pain"),
        (Sign.LOCKING, "locking"),
        (Sign.GIVING_WAY, "giving way"),
        (Sign.SWELLING, "swelling"),
    ],
)
def test_after_a_sign_the_session_can_only_be_kept_or_discarded(
    person: Person, sign: Sign, named: str, by_mouse: bool
) -> None:
    """The card names it, no way on is there, and what was done can be kept."""
    program = interrupted_after(person, 1, sign)
    page = program.today.page
    assert reads(page, "Stop: let someone look at your knee first")
    assert reads(page, f"You said {named}")
    seen = [
        each.accessibleName() for each in part(page, InterruptedCard).findChildren(Button) if each.isVisible()
    ]
    assert seen == ["Keep as partial", "Discard"]
    person.clock.ms += 2000
    use(page, "Keep as partial", by_mouse=by_mouse)
    assert program.model.records[0].state is SessionState.PARTIAL
    assert not program.sessions().driver.is_running()


@KEYBOARD_AND_MOUSE
def test_a_session_without_the_mini_band(person: Person, by_mouse: bool) -> None:
    """Unticked today, the clamshells become side leg raises: on Today, in the session and in its record."""
    program = person.open(get_set_s=20)
    page = program.today.page
    use(page, "Mini band", by_mouse=by_mouse, key=Qt.Key.Key_Space)
    assert reads(page, "1 swap: Side leg raises for Clamshells.")
    script = program.model.script()
    done = {step.exercise for step in script.steps}
    assert "side-leg-raise" in done and "clamshell" not in done
    page.setFocus()
    person.press(Qt.Key.Key_Space)
    state = program.sessions().driver.state
    assert state is not None and state.script.steps == script.steps
    person.press(Qt.Key.Key_Space)
    while not person.at.startswith("side-leg-raise"):
        person.press(Qt.Key.Key_Right)
    program.sessions().page.panels.leave_chosen.emit("partial")
    kept = program.model.record_of(program.sessions().session)
    assert {each.stands_for for each in kept.script.steps if each.exercise == "side-leg-raise"} == {
        "clamshell"
    }
    program.summary().page.finish()
    person.close()
    person.clock.ms += 24 * 3_600_000
    program = person.open()
    assert "clamshell" in {step.exercise for step in program.model.script().steps}


def test_pain_before_midnight_is_of_the_day_on_which_the_session_began(person: Person, qtbot: QtBot) -> None:
    """An 8 said at one minute to twelve: after midnight Today is a new day and says whose answer it was."""
    person.clock = StandingClock(datetime(2026, 3, 2, 23, 58, tzinfo=VIENNA))
    program = person.open(knee=Knee.RIGHT)
    person.press(Qt.Key.Key_Space)
    person.wait(60)
    person.press(Qt.Key.Key_H, Qt.Key.Key_8)
    person.wait(180)
    person.press(Qt.Key.Key_Space)  # stop here, three minutes into the new day
    qtbot.waitUntil(program.summary().page.isVisible)
    assert reads(program.summary().page, "Monday 2 March, from 23:58")
    program.summary().page.finish()
    page = program.today.page
    assert reads(page, "Tuesday 3 March")
    assert reads(page, "How is your knee this morning, after yesterday's session?")


def test_in_the_night_of_the_clock_change_a_session_ends_at_the_hour_that_there_is(person: Person) -> None:
    """From 01:55 on 35 minutes end at 03:30, and an answer that is left is open for 24 hours of real time."""
    person.clock = ZoneClock(datetime(2027, 3, 28, 1, 55, tzinfo=VIENNA))
    program = person.open()
    assert reads(program.today.page, "About 35 min, done by 03:30")
    person.press(Qt.Key.Key_Space)
    person.wait(20)
    program.sessions().page.panels.leave_chosen.emit("partial")
    program.summary().page.finish()
    assert reads(program.today.page, "Three answers open from today's session")
    person.close()
    person.clock.ms += 23.9 * 3_600_000  # 02:50 by the clock, on the day after
    program = person.open()
    assert reads(program.today.page, "Two answers open from yesterday's session")
