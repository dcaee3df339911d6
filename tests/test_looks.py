"""Every page, sheet and phase in the smallest windows that are promised; `make looks` has all others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from look_places import Walker
from looks import Kind, faint, faults, settle
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget

from kneetimer.core.preferences import ThemeChoice
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.shell.theme import load_fonts

SMALLEST = (960, 540)


@pytest.fixture
def walker(qapp: QApplication) -> Iterator[Walker]:
    load_fonts()
    somebody = Walker(text_size=200, session_text_size=200, theme=ThemeChoice.DARK)
    yield somebody
    somebody.close()


def test_nothing_is_cut_covered_faint_or_out_of_reach(walker: Walker) -> None:
    """In the smallest window with the largest text; fifty places are looked at."""
    found, places = [], 0
    for place, root in walker.places():
        places += 1
        settle(walker.window, root, *SMALLEST)
        found += [f"{place}: {fault}" for fault in (*faults(root), *faint(root))]
    assert not found, "\n".join(found)
    assert places > 50


@pytest.fixture
def page(qapp: QApplication) -> Iterator[QWidget]:
    page = QWidget()
    page.resize(300, 200)
    yield page
    page.close()


def kinds(page: QWidget) -> set[Kind]:
    page.show()
    settle(page, page, page.width(), page.height())
    return {fault.kind for fault in (*faults(page), *faint(page))}


def placed(widget: QWidget, *box: int) -> QWidget:
    widget.setGeometry(QRect(*box))
    return widget


def test_what_is_in_order_is_no_fault(page: QWidget) -> None:
    """A label and a button with their room."""
    placed(QLabel("Rest", page), 10, 10, 200, 60)
    placed(QPushButton("Start", page), 10, 80, 140, 60)
    assert kinds(page) == set()


def test_a_text_without_its_room_is_seen(page: QWidget) -> None:
    """Whether its own widget is too small, or what that lies in."""
    placed(QLabel("Rest", page), 10, 10, 20, 50)
    assert kinds(page) == {Kind.CLIPPED}
    outside = QWidget()
    outside.resize(300, 200)
    placed(QLabel("Rest", outside), 270, 10, 200, 60)
    assert kinds(outside) == {Kind.CLIPPED}
    outside.close()


def test_two_texts_over_each_other_are_seen(page: QWidget) -> None:
    """Also where both have their room."""
    placed(QLabel("Rest", page), 10, 10, 200, 60)
    placed(QLabel("Done", page), 12, 12, 200, 60)
    assert kinds(page) == {Kind.OVERLAPPING}


def test_what_scrolls_down_can_be_reached_and_what_scrolls_sideways_is_a_fault(page: QWidget) -> None:
    """A page may be longer than its window, and no wider."""
    area, inside = QScrollArea(page), QWidget()
    area.setGeometry(0, 0, 300, 200)
    placed(QPushButton("Far", inside), 10, 900, 140, 60)
    inside.resize(200, 1000)
    area.setWidget(inside)
    assert kinds(page) == set()
    inside.resize(900, 1000)
    assert kinds(page) == {Kind.SIDEWAYS}
    inside.findChildren(QPushButton)[0].move(700, 900)
    assert kinds(page) == {Kind.SIDEWAYS, Kind.CLIPPED, Kind.UNREACHABLE}


def test_a_name_that_nobody_is_told_is_seen(page: QWidget) -> None:
    """A drawn widget with a name needs a role too: screen readers pass over a filler."""
    picture = placed(QWidget(page), 10, 10, 100, 60)
    picture.setAccessibleName("Your weeks")
    assert kinds(page) == {Kind.UNSPOKEN}
    picture.hide()
    other = placed(QWidget(page), 10, 80, 100, 60)
    set_role(other, QAccessible.Role.Graphic)
    other.setAccessibleName("Your weeks")
    assert kinds(page) == set()


def test_a_faint_text_is_seen(page: QWidget) -> None:
    """By its pixels: a grey of 2.3 to 1 on white."""
    label = placed(QLabel("Rest", page), 10, 10, 200, 60)
    colours = QPalette(page.palette())
    colours.setColor(QPalette.ColorRole.Window, QColor("#FFFFFF"))
    colours.setColor(QPalette.ColorRole.WindowText, QColor("#AAAAAA"))
    page.setPalette(colours)
    label.setPalette(colours)
    assert kinds(page) == {Kind.FAINT_TEXT}
