"""A session that nobody touches, or only by the desktop's keys, and what the desktop is told of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest
from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from on_screen import part
from private_bus import PrivateBus
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot
from test_program import Person, person

from kneetimer.core.player import Status
from kneetimer.core.script import StepKind
from kneetimer.core.session_keys import SessionKey
from kneetimer.devices.desktop import awake, media
from kneetimer.ui.session.notice_strip import NoticeStrip
from kneetimer.ui.today.resume_card import InterruptedCard

__all__ = ["person"]


@pytest.fixture
def headset(bus: PrivateBus) -> Iterator[Callable[[str], None]]:
    """Sends the name of a media key to the session."""
    connection: DBusConnection = open_dbus_connection()
    address = DBusAddress(media.PATH, media.NAME, media.PLAYER)

    def press(key: str) -> None:
        connection.send(new_method_call(address, key))

    with contextlib.closing(connection):
        yield press


def test_a_whole_session_without_any_input(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    """`kneetimer --start` leads from the first second to the summary, and nobody touched anything."""
    program = person.open(start=True)
    assert person.at == "leg-swing-forward ready 1"
    person.wait(36 * 60)
    assert program.summary().page.isVisible()
    (told,) = person.history(capsys)
    assert told["state"] == "finished"


def test_start_shows_the_safety_note_first(person: Person) -> None:
    """Who has never read the note reads it before the session, which then begins by itself."""
    program = person.open(start=True, safety_accepted="")
    assert program.first_start().isVisible()
    assert program.sessions().driver.state is None
    person.press(Qt.Key.Key_Space)
    program.first_start().knee.buttons()[3].click()
    program.first_start().sessions.buttons()[0].click()
    program.first_start().counter.buttons()[0].click()
    program.first_start().go_on.click()
    program.first_start().finish.click()
    assert person.at == "leg-swing-forward ready 1"


def test_start_leaves_an_interrupted_session_to_the_person(person: Person) -> None:
    """What was cut short is offered; nothing new begins over it."""
    person.open(start=True)
    person.wait_until(StepKind.REST)
    person.close()
    program = person.open(start=True)
    assert program.sessions().driver.state is None
    assert part(program.today.page, InterruptedCard).isVisible()


def test_the_notice_says_when_the_screen_may_go_dark(person: Person, qtbot: QtBot) -> None:
    """Where nothing keeps the screen on, the session says so, and the summary no longer needs it."""
    program = person.open(start=True)
    strip = program.sessions().page.findChild(NoticeStrip)
    assert strip is not None
    qtbot.waitUntil(lambda: awake.NOT_KEPT in strip.notices())
    person.wait(5 * 60)  # two steps are over: the row is the session's again
    assert awake.NOT_KEPT not in strip.notices()
    person.wait(31 * 60)
    assert program.sessions().hands_free.notices() == ()


def test_who_does_not_want_the_screen_kept_on_has_it_so(
    bus: PrivateBus, person: Person, qtbot: QtBot
) -> None:
    """The setting turns it off for the session that runs, and on again; the summary lets it go."""
    services = bus.offer("screensaver")
    program = person.open(start=True)
    qtbot.waitUntil(lambda: len(services.calls("Inhibit")) == 1)
    program.settings().page.changed.emit(program.model.preferences.with_(keep_awake=False))
    qtbot.waitUntil(lambda: len(services.calls("UnInhibit")) == 1)
    program.settings().page.changed.emit(program.model.preferences.with_(keep_awake=True))
    qtbot.waitUntil(lambda: len(services.calls("Inhibit")) == 2)
    person.wait(36 * 60)
    assert program.summary().page.isVisible()
    qtbot.waitUntil(lambda: len(services.calls("UnInhibit")) == 2)


def test_a_long_pause_lets_the_screen_go_and_says_so(bus: PrivateBus, person: Person, qtbot: QtBot) -> None:
    """After a long pause the screen may go dark and a notification waits; going on takes both back."""
    services = bus.offer("screensaver", "notifications")
    program = person.open(start=True)
    person.wait_until(StepKind.HOLD, "wall-sit")
    qtbot.waitUntil(lambda: len(services.calls("Inhibit")) == 1)
    program.sessions().page.press(SessionKey.MAIN)
    player = Properties(DBusAddress(media.PATH, media.NAME, media.PLAYER))
    with open_dbus_connection() as desktop:
        qtbot.waitUntil(
            lambda: desktop.send_and_get_reply(player.get("PlaybackStatus")).body[0][1] == "Paused"
        )
    assert services.calls("UnInhibit") == []  # a pause alone keeps the screen on
    patience = program.sessions().hands_free.findChild(QTimer)
    assert patience is not None and patience.interval() == 5 * 60 * 1000
    patience.start(0)  # five minutes, at once
    qtbot.waitUntil(lambda: len(services.calls("Notify")) == 1)
    title, text = services.calls("Notify")[0][2:]
    assert title == "Your session is paused"
    assert str(text).startswith("Wall sit. Go on where you were")
    qtbot.waitUntil(lambda: services.calls("UnInhibit") == [[41]])
    person.clock.presses += 1
    program.sessions().page.press(SessionKey.MAIN)
    qtbot.waitUntil(lambda: services.calls("CloseNotification") == [[7]])
    qtbot.waitUntil(lambda: len(services.calls("Inhibit")) == 2)


def test_a_headset_steers_the_session(
    bus: PrivateBus, person: Person, headset: Callable[[str], None], qtbot: QtBot
) -> None:
    """Play/Pause pauses and goes on, Next and Previous move by a step, Stop asks before it leaves."""
    program = person.open(start=True)
    qtbot.waitUntil(lambda: bus.has(media.NAME))
    headset("PlayPause")
    qtbot.waitUntil(lambda: person.status is Status.PAUSED)
    headset("Next")
    qtbot.waitUntil(lambda: person.at == "leg-swing-forward work 1")
    person.clock.presses += 1  # at once, it would be the same press of the one key
    headset("Play")
    qtbot.waitUntil(lambda: person.status is Status.COUNT_IN)
    headset("Previous")
    qtbot.waitUntil(lambda: person.at == "leg-swing-forward ready 1")
    headset("Stop")
    qtbot.waitUntil(lambda: program.sessions().page.panels.open_panel() is not None)
    headset("Next")
    headset("PlayPause")
    headset("Raise")
    assert person.status is Status.PAUSED
    assert person.at == "leg-swing-forward ready 1"


def test_a_headset_ends_a_set_at_own_pace(
    bus: PrivateBus, person: Person, headset: Callable[[str], None], qtbot: QtBot
) -> None:
    """Some headsets say Pause with their one button: at the own pace that is Done, too."""
    person.open(start=True, coach_counts=False)
    person.wait_until(StepKind.WORK)
    qtbot.waitUntil(lambda: bus.has(media.NAME))
    headset("Pause")
    qtbot.waitUntil(lambda: person.at == "leg-swing-forward side 1")
    assert person.status is Status.RUNNING


def test_closing_the_window_leaves_the_desktop(bus: PrivateBus, person: Person, qtbot: QtBot) -> None:
    """A session that is closed in the middle is no player any more, and the screen is free."""
    services = bus.offer("screensaver")
    person.open(start=True)
    qtbot.waitUntil(lambda: bus.has(media.NAME) and len(services.calls("Inhibit")) == 1)
    person.close()
    qtbot.waitUntil(lambda: not bus.has(media.NAME))
    assert services.calls("UnInhibit") == [[41]]


def test_less_motion_follows_the_system_or_the_setting(bus: PrivateBus, person: Person, qtbot: QtBot) -> None:
    """Either is enough: the session's figure then cross-fades instead of moving."""
    services = bus.offer("portal")
    services.change("org.freedesktop.appearance", "reduced-motion", "u", 1)
    program = person.open()
    qtbot.waitUntil(lambda: program.appearance.reduced_motion)
    services.change("org.freedesktop.appearance", "reduced-motion", "u", 0)
    qtbot.waitUntil(lambda: not program.appearance.reduced_motion)
    program.settings().page.changed.emit(program.model.preferences.with_(reduced_motion=True))
    assert program.appearance.reduced_motion


def test_the_desktop_is_never_asked_without_a_session(bus: PrivateBus, person: Person, qtbot: QtBot) -> None:
    """On Today nothing keeps the screen on and nothing plays."""
    services = bus.offer("screensaver", "portal")
    person.open()
    qtbot.waitUntil(lambda: len(services.calls("ReadAll")) == 1)
    assert services.calls("Inhibit") == []
    assert not bus.has(media.NAME)


def test_pressed_reps_are_put_right_in_the_change_of_sides(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twelve presses end the twelve swings; two of them were none, and the history knows."""
    program = person.open(start=True, coach_counts=False, press_counts=True)
    person.wait_until(StepKind.WORK)
    person.press(*[Qt.Key.Key_Space] * 11)
    assert person.at == "leg-swing-forward work 1"
    person.press(Qt.Key.Key_Period)
    assert person.at == "leg-swing-forward side 1"
    person.press(Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_Plus)
    program.sessions().page.panels.leave_chosen.emit("partial")
    (told,) = person.history(capsys)
    sets = told["sets"]
    assert isinstance(sets, list)
    assert (sets[0]["reps"], sets[0]["state"]) == (10, "partial")


def test_the_wall_sit_is_held_on_until_done(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    """With overtime the last wall sit goes on past its target and is stored as long as it was."""
    program = person.open(start=True, overtime=True)
    for _ in range(2):
        person.wait_until(StepKind.HOLD, "wall-sit")
        state = program.sessions().driver.state
        assert state is not None
        person.wait(state.remaining_ms / 1000)
    person.wait(9)
    person.press(Qt.Key.Key_Space)
    program.sessions().page.panels.leave_chosen.emit("partial")
    (told,) = person.history(capsys)
    sets = told["sets"]
    assert isinstance(sets, list)
    holds = [one for one in sets if one["exercise"] == "wall-sit"]
    assert [one["seconds"] - one["target_seconds"] for one in holds] == [0, 9]
    assert {one["state"] for one in holds} == {"done"}
