"""Learn in the whole program: found by keys, read with one's own numbers, left to where things are done."""

from __future__ import annotations

import pytest
from on_screen import parts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from run_person import Person, person

from kneetimer.core.plan import BlockKind
from kneetimer.program.program import Program
from kneetimer.ui.controls.answer_link import AnswerLink
from kneetimer.ui.controls.text import Text
from kneetimer.ui.learn.cards import CardButton
from kneetimer.ui.learn.page import LearnPage

__all__ = ["person"]

NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


def press(program: Program, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or program.window, key, modifier)


def opened(person: Person, **choices: object) -> tuple[Program, LearnPage]:
    """The program at Learn, by F1."""
    program = person.open(**choices)
    program.window.activateWindow()
    assert QTest.qWaitForWindowActive(program.window)
    press(program, Qt.Key.Key_F1)
    assert program.window.current_page() == "learn"
    return program, program.learn().page


def texts(page: LearnPage) -> str:
    return "\n".join(text.text() for text in page.article.findChildren(Text) if text.isVisible())


def test_an_answer_is_found_opened_and_left_by_keys(person: Person) -> None:
    """F1, slash, a word, Enter, Enter; Escape comes back to the card, and Alt+Left through what was read."""
    program, page = opened(person)
    press(program, Qt.Key.Key_Slash)
    QTest.keyClicks(page.search.edit, "swollen")
    assert {card.card.id for card in parts(page.cards, CardButton)} >= {"train-with-pain", "see-someone"}
    press(program, Qt.Key.Key_Return)
    first = parts(page.cards, CardButton)[0]
    assert first.hasFocus()
    press(program, Qt.Key.Key_Return)
    assert page.current() == first.card.id
    page.article.read_next[0].click()
    assert page.current() != first.card.id
    press(program, Qt.Key.Key_Left, ALT)
    assert page.current() == first.card.id
    press(program, Qt.Key.Key_Escape)
    assert page.current() == ""
    assert parts(page.cards, CardButton)[0].hasFocus()
    QTest.keyClicks(page.search.edit, " zzz")
    assert page.cards.isHidden()


def test_arrows_go_through_all_cards(person: Person) -> None:
    """Down from the last row of a topic leads to the card below it in the next one."""
    program, page = opened(person)
    press(program, Qt.Key.Key_Down)
    for key, expected in (
        (Qt.Key.Key_Right, "see-someone"),
        (Qt.Key.Key_Down, "how-much"),
        (Qt.Key.Key_End, "references"),
        (Qt.Key.Key_Home, "train-with-pain"),
    ):
        press(program, key)
        (at,) = (card.card.id for card in parts(page.cards, CardButton) if card.hasFocus())
        assert at == expected


def test_limits_that_were_changed_are_the_limits_that_are_read(person: Person) -> None:
    """Fine up to 1 and stop above 4: the boxes say 0 to 1, 2 to 4 and 5 to 10."""
    program, page = opened(person, knee_fine=1, knee_stop=4, knee_worse=1)
    program.learn().open("train-with-pain")
    said = texts(page)
    assert all(levels in said for levels in ("0 to 1", "2 to 4", "5 to 10", "worse by one point"))
    assert "2 to 4: Same dose" in page.article.accessibleDescription()


def test_the_mirror_check_can_be_made_at_any_time(person: Person) -> None:
    """Its answer is stored as a note, though nobody was asked for one."""
    program, page = opened(person)
    program.learn().open("knee-over-foot")
    page.article.deeds[0].click()
    left, right = page.article.foot_check.sides
    left.buttons()[4].click()
    right.buttons()[3].click()
    page.article.foot_check.save.click()
    person.close()
    program = person.open()
    assert program.model.history is not None
    assert [(note.left, note.right) for note in program.model.history.foot_notes()] == [(4, 3)]


def test_a_set_less_is_one_button_and_can_be_undone(person: Person) -> None:
    """Each exercise of the strength work of this phase has one set fewer, until Undo."""
    program, page = opened(person)
    before = program.model.plans.plan

    def sets() -> list[int]:
        blocks = program.model.plans.plan.blocks_of(1)
        return [dose.sets for block in blocks if block.kind is BlockKind.STRENGTH for dose in block.doses]

    was = sets()
    program.learn().open("flat-or-sore")
    page.article.deeds[2].click()
    assert sets() == [number - 1 for number in was]
    assert program.model.plans.plan.blocks_of(6)[1] == before.blocks_of(6)[1]
    program.undo.undo()
    assert sets() == was


def test_buttons_lead_to_where_it_is_done(person: Person) -> None:
    """From an answer to the setting, the exercise, the gentle session."""
    program, page = opened(person)
    program.learn().open("strength-and-runs")
    page.article.deeds[0].click()
    assert program.window.current_page() == "settings"
    row = program.settings().page.pane.row("run_rule")
    assert row.isVisible()
    program.learn().open("warm-up")
    page.article.deeds[0].click()
    assert program.exercises().page.opened() == "leg-swing-forward"
    program.learn().open("train-with-pain")
    page.article.deeds[0].click()
    assert program.window.current_page() == ""  # a session fills the window


def test_a_link_from_another_page_leads_back_there(person: Person) -> None:
    """? on Settings shows all keys, those of a session too, and Escape is back on Settings."""
    program, page = opened(person)
    program.window.show_page("settings")
    press(program, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert page.current() == "keys"
    assert "it hurts" in texts(page)
    assert page.article.back.accessibleName() == "Settings"
    press(program, Qt.Key.Key_Escape)
    assert program.window.current_page() == "settings"


def test_answers_are_a_press_away_where_the_question_comes_up(person: Person) -> None:
    """Settings, Progress and Today have links, whose words are the title of what it opens."""
    program, page = opened(person)
    rooms = {"settings": program.settings(), "progress": program.progress(), "today": program.today}
    for name, room in rooms.items():
        for link in room.page.findChildren(AnswerLink):
            program.window.show_page(name)
            link.click()
            assert page.article.accessibleName() == link.text()
            press(program, Qt.Key.Key_Escape)
            assert program.window.current_page() == name


@pytest.mark.parametrize(("width", "one_column"), [(1280, False), (1060, True)])
def test_a_narrow_window_has_one_column(person: Person, width: int, one_column: bool) -> None:
    """Below 1100 px what stood beside the answer stands under it."""
    program, page = opened(person)
    program.window.resize(width, 800)
    program.learn().open("knee-over-foot")
    QApplication.sendPostedEvents()
    lefts = [
        button.mapTo(page, button.rect().topLeft()).x()
        for button in (page.article.back, page.article.read_next[0])
    ]
    assert (lefts[0] == lefts[1]) is one_column


def test_at_twice_the_text_size_nothing_is_wider_than_the_page(person: Person) -> None:
    """All articles can be read without scrolling sideways."""
    program, page = opened(person, text_size=200)
    for card in parts(page.cards, CardButton):
        program.learn().open(card.card.id)
        QApplication.sendPostedEvents()
        inside = page.article.widget()
        assert inside is not None
        assert inside.minimumSizeHint().width() <= page.article.viewport().width(), card.card.id
