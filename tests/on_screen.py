"""Finds what a person sees by the words on it, so that no page needs a door for tests alone."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget


def button(within: QWidget, words: str) -> QAbstractButton:
    """The one button with these words, shown or hidden."""
    found = [each for each in within.findChildren(QAbstractButton) if each.accessibleName() == words]
    assert len(found) == 1, f"{len(found)} buttons are called “{words}”"
    return found[0]


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
