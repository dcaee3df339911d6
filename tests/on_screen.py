"""Finds and uses what a person sees by the words on it, so that no page needs a door for tests alone."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QButtonGroup,
    QLabel,
    QPushButton,
    QWidget,
)

from kneetimer.ui.controls.menu_button import MoreButton
from kneetimer.ui.progress.charts.card import PictureCard
from kneetimer.ui.shell.toasts import Toast

Kind = TypeVar("Kind", bound=QWidget)


def part(within: QWidget, kind: type[Kind], name: str = "") -> Kind:
    """The one part of the page of this kind, and of this name if one is given, shown or hidden."""
    found = [each for each in within.findChildren(kind) if name in ("", each.accessibleName())]
    assert len(found) == 1, f"{len(found)} of {kind.__name__} are called “{name}”"
    return found[0]


def parts(within: QWidget, kind: type[Kind], name: str = "") -> list[Kind]:
    """All parts of this kind, and of this name if one is given, that are to be seen there."""
    found = [each for each in within.findChildren(kind) if name in ("", each.accessibleName())]
    return [each for each in found if not _is_hidden(each, within)]


def _is_hidden(widget: QWidget, within: QWidget) -> bool:
    """Whether somebody hid it, or what it is in; a layout shows what is new in it with the next event."""
    while widget is not within:
        if widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            return True
        widget = widget.parentWidget()
    return False


def button(within: QWidget, words: str) -> QAbstractButton:
    """The one button with these words, shown or hidden."""
    found = [each for each in within.findChildren(QAbstractButton) if each.accessibleName() == words]
    assert len(found) == 1, f"{len(found)} buttons are called “{words}”"
    return found[0]


def use(within: QWidget, words: str, *, by_mouse: bool, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """The one button with these words, clicked or gone to and pressed."""
    found = button(within, words)
    assert found.isVisible(), words
    if by_mouse:
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    else:
        found.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(found, key)


def type_over(field: QAbstractSpinBox, text: str) -> None:
    """In place of what stands in a field, without leaving it."""
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
    QTest.keyClicks(field, text)


def key_of(bar: QWidget, key: int) -> QAbstractButton:
    """The button of a key of the session, whatever it says now."""
    (group,) = bar.findChildren(QButtonGroup)
    return group.button(key)


def actions(within: QWidget, words: str) -> dict[str, QAction]:
    """What the menu of the button with these words offers, by its words."""
    opener = button(within, words)
    assert isinstance(opener, QPushButton)
    return {action.text(): action for action in opener.menu().actions()}


def numbers_of(card: PictureCard) -> list[tuple[str, ...]]:
    """The numbers of a chart as its menu copies them, the head first."""
    (more,) = card.findChildren(MoreButton)
    next(action for action in more.menu().actions() if action.text() == "Copy the numbers").trigger()
    return [tuple(line.split("\t")) for line in QGuiApplication.clipboard().text().splitlines()]


def says(within: QWidget, words: str) -> bool:
    """Whether these words can be read there."""
    return any(label.isVisibleTo(within) and label.text() == words for label in within.findChildren(QLabel))


def toasted(window: QWidget) -> list[str]:
    """What is said in toasts now, the newest last."""
    return [toast.accessibleName() for toast in parts(window, Toast)]


def lines(within: QWidget) -> list[str]:
    """All that can be read there."""
    return [label.text() for label in parts(within, QLabel) if label.text()]


def reads(within: QWidget, part: str) -> bool:
    """Whether a line can be read there that has this in it."""
    labels = within.findChildren(QLabel)
    return any(label.isVisibleTo(within) and part in label.text() for label in labels)
