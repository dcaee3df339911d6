"""Finds and uses what a person sees by the words on it, so that no page needs a door for tests alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget


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


def actions(within: QWidget, words: str) -> dict[str, QAction]:
    """What the menu of the button with these words offers, by its words."""
    opener = button(within, words)
    assert isinstance(opener, QPushButton)
    return {action.text(): action for action in opener.menu().actions()}


def says(within: QWidget, words: str) -> bool:
    """Whether these words can be read there."""
    return any(label.isVisibleTo(within) and label.text() == words for label in within.findChildren(QLabel))


def reads(within: QWidget, part: str) -> bool:
    """Whether a line can be read there that has this in it."""
    labels = within.findChildren(QLabel)
    return any(label.isVisibleTo(within) and part in label.text() for label in labels)
