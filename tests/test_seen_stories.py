"""A knee with a sign that somebody has looked at: what Today asks, on that day and on the next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from on_screen import button, reads, toasted, use
from stored_sessions import began, sets_of
from test_gate_stories import Person, person

from kneetimer.core.gate import Permission
from kneetimer.core.knee import Sign
from kneetimer.core.preferences import Knee
from kneetimer.core.record import Ended, Hurt, HurtAnswer, SessionState
from kneetimer.program.program import Program
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import History

__all__ = ["person"]

HOUR_MS = 3_600_000


def locks(person: Person) -> Program:
    program = person.open()
    program.window.resize(1280, 800)
    person.answers(4, Sign.LOCKING)
    assert program.model.outlook.gate.permission is Permission.NO
    return program


@pytest.mark.parametrize("by_mouse", [False, True], ids=["keyboard", "mouse"])
def test_seen_today_it_goes_on_where_it_was(person: Person, by_mouse: bool) -> None:
    """ "I have been seen" asks first, on the answer that changes nothing; "Go on here" ends the stop."""
    program = locks(person)
    page = program.today.page
    assert reads(page, "Your plan is on hold") and not reads(page, "Has someone looked at it?")
    use(page, "I have been seen", by_mouse=by_mouse)
    assert program.window.focusWidget() is button(page, "Not yet")
    assert program.model.outlook.gate.permission is Permission.NO
    use(page, "Go on here", by_mouse=by_mouse)
    assert program.model.outlook.gate.permission is Permission.GO
    assert "Your plan goes on with session 1 of week 1." in toasted(program.window)
    person.close()
    program = person.open()
    assert program.model.outlook.gate.permission is Permission.GO
    person.press_start()
    assert person.is_in_session


@pytest.mark.parametrize("by_mouse", [False, True], ids=["keyboard", "mouse"])
def test_the_next_day_asks_whether_someone_has_looked(person: Person, by_mouse: bool) -> None:
    """Nothing is ready over night; "Not yet" is asked no more on that day, and undo brings the stop back."""
    program = locks(person)
    person.close()
    person.clock.ms += 18 * HOUR_MS
    program = person.open()
    program.window.resize(1280, 800)
    page = program.today.page
    assert reads(page, "Stop: let someone look at your knee first")
    assert reads(page, "Has someone looked at it?")
    use(page, "Not yet", by_mouse=by_mouse)
    assert not reads(page, "Has someone looked at it?")
    program.window.show_page("plan")
    program.window.show_page("today")
    assert not reads(page, "Has someone looked at it?")
    use(page, "I have been seen", by_mouse=by_mouse)
    use(page, "Yes, go on here", by_mouse=by_mouse)
    assert program.model.outlook.gate.permission is Permission.GO
    program.undo.undo()
    assert program.model.outlook.gate.permission is Permission.NO


def test_after_a_sign_of_a_session_the_mirror_check_waits_only_until_it_is_seen(person: Person) -> None:
    """It locked in the last session: the check of knee over foot waits for that look, and no longer."""
    hurt = Hurt(1, 2, Knee.RIGHT, HurtAnswer.STOP, (Sign.LOCKING,))
    with History.open_to_write(locate(person.folder), person.clock.now) as history:
        start = began(started=person.clock.now() - timedelta(days=1))
        history.add_session([start, hurt, *sets_of(start.script), Ended(SessionState.FINISHED, 60_000)])
    program = person.open()
    program.window.resize(1280, 800)

    def may_check() -> bool:
        learn = program.learn()
        learn.open("knee-over-foot")
        learn.page.article.deeds[0].click()
        return learn.page.article.foot_check.isVisible()

    assert not may_check()
    assert reads(program.learn().page, "Not while one of the signs is there: have your knee looked at first.")
    program.window.show_page("today")
    use(program.today.page, "Yes, go on here", by_mouse=True)
    assert may_check()
