"""Settings in the whole program: from Today to a rest, backups put back, everything deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from test_program import Person

from kneetimer.core.preferences import Preferences
from kneetimer.storage.backup import backups_in
from kneetimer.ui.theme import load_fonts
from kneetimer.ui.widgets.stepper import Stepper


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Person]:
    load_fonts()
    somebody = Person(memory_path / "data", qtbot)
    yield somebody
    if somebody.program is not None:
        somebody.close()


def plus(stepper: Stepper) -> None:
    """A click on the plus of a number."""
    place = stepper.rect().center()
    place.setX(stepper.width() - 22)
    target = stepper.childAt(place)
    assert target is not None
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)


def test_from_today_a_rest_is_changed_in_two_clicks_and_the_minutes_are_there(person: Person) -> None:
    """Adjust, plus: the page says what the session takes now; a third click is back on Today."""
    program = person.open()
    before = program.coming_script().length_ms
    QTest.mouseClick(program.today.session_card().adjust_button(), Qt.MouseButton.LeftButton)
    plus(program.settings.steppers["rest_sets_s"])
    assert program.preferences.rest_sets_s == 50
    after = program.coming_script().length_ms
    assert after > before
    assert f"{round(after / 60_000)} min" in program.settings.consequence()
    program.window.navigation().buttons()[0].click()
    assert f"about {round(after / 60_000)} min" in program.today.session_card().chips()


def test_adjust_by_keys_stands_at_the_rest(person: Person) -> None:
    """From Today, Adjust and Up: the keyboard is at the rest between sets already."""
    program = person.open()
    program.today.session_card().adjust_button().setFocus(Qt.FocusReason.TabFocusReason)
    person.press(Qt.Key.Key_Space, Qt.Key.Key_Up)
    assert program.preferences.rest_sets_s == 50


def test_a_rest_for_today_is_gone_after_the_session(person: Person) -> None:
    """Today's session has it; the next one has the plan's again."""
    program = person.open()
    usual = program.coming_script().length_ms
    today = person.clock.now().date().isoformat()
    program.settings.changed.emit(
        program.preferences.with_(today_rest_s=120, today_rest_on=today)
    )
    assert program.coming_script().length_ms > usual
    program.window.show_page("today")
    person.press(Qt.Key.Key_Space)
    person.wait(50 * 60)
    assert program.summary.isVisible()
    assert (program.preferences.today_rest_s, program.preferences.today_rest_on) == (None, "")


def test_a_rest_for_today_is_nothing_tomorrow(person: Person) -> None:
    """Who did not train today finds the usual rest tomorrow."""
    program = person.open()
    usual = program.coming_script().length_ms
    today = person.clock.now().date().isoformat()
    program.settings.changed.emit(
        program.preferences.with_(today_rest_s=120, today_rest_on=today)
    )
    person.clock.ms += 86_400_000
    assert program.coming_script().length_ms == usual


def test_a_backup_is_put_back_and_the_window_goes_on_with_it(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """A session after the backup is gone with it, a setting too; what was replaced is kept."""
    program = person.open()
    program.window.show_page("settings")
    program.settings.back_up.click()
    program.settings.steppers["pace"].step_up()
    program.window.show_page("today")
    person.press(Qt.Key.Key_Space)
    person.wait(30)
    person.close()
    program = person.open()
    assert len(person.history(capsys)) == 1
    program.window.show_page("settings")
    data = program.settings.data
    data.choose.click()
    data.restore_buttons[-1].click()
    data.restore_yes.click()
    assert program.preferences.pace == 1.0
    assert program.window.current_page() == "today"
    assert person.history(capsys) == []
    kept = [path.name for path in (person.folder / "backups").iterdir() if "replaced" in path.name]
    assert len(kept) == 1
    person.press(Qt.Key.Key_Space)
    person.wait(2)
    assert person.at == "leg-swing-forward ready 1"


def test_after_deleting_everything_the_program_starts_as_new(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """No session, no setting and no backup is left, and the first start asks again."""
    program = person.open(pace=1.5)
    program.window.show_page("settings")
    program.settings.back_up.click()
    assert backups_in(person.folder / "backups")
    data = program.settings.data
    data.erase.click()
    QTest.keyClicks(data.erase_word.edit, "delete")
    data.erase_yes.click()
    assert program.first_start.isVisible()
    assert program.preferences == Preferences()
    assert backups_in(person.folder / "backups") == []
    assert person.history(capsys) == []
    person.close()
    assert person.open().preferences.pace == 1.0


def test_the_figures_are_drawn_as_chosen(person: Person) -> None:
    """Another body shape changes the picture on Today at once."""
    program = person.open()
    before = program.today.session_card().grab().toImage()
    program.settings.changed.emit(program.preferences.with_(body_shape="b", skin_tone="dark"))
    assert program.today.session_card().grab().toImage() != before
