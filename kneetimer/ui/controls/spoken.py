"""What assistive technology is told of things that are drawn here: their role, and what to say at once.

Native controls need none of it: Qt tells theirs. Does not name things; `setAccessibleName` does.
"""

from __future__ import annotations

import functools

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QMenu, QPushButton, QWidget

_ROLE = "spokenRole"
PRESS = QAccessibleActionInterface.pressAction()
SHOW_MENU = QAccessibleActionInterface.showMenuAction()


def set_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Have a widget told as what it is. Before it has a name: Qt asks once and keeps the answer."""
    _install()
    widget.setProperty(_ROLE, role.value)


def tell_when_asked(widget: QWidget) -> None:
    """Have `spoken_value` of a widget read when somebody asks for its description, never told by itself."""
    set_role(widget, QAccessible.Role.Indicator)


def announce(widget: QWidget, words: str) -> None:
    """Have words said once, after what is being said; nothing where nobody listens."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class _Asked(QAccessibleWidget):
    """Something that changes by the second: its value is told to whoever looks at it."""

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Description:
            return str(getattr(self.object(), "spoken_value")())  # noqa: B009  drawn widgets share no class
        return super().text(kind)


class _Pressed(QAccessibleWidget):
    """A button that is pressed and stays as it was."""

    def actionNames(self) -> list[str]:
        # Like Qt's own, which offer nothing to be done with what is switched off.
        return [PRESS, *super().actionNames()] if self._button().isEnabled() else []

    def doAction(self, name: str) -> None:
        if name == PRESS:
            self._button().click()
        else:
            super().doAction(name)

    def _button(self) -> QAbstractButton:
        button = self.object()
        assert isinstance(button, QAbstractButton)
        return button


class _Tab(_Pressed):
    """A checkable button that is one of the tabs of a list."""

    def state(self) -> QAccessible.State:
        told = super().state()
        told.selectable = True
        told.selected = self._button().isChecked()
        return told


class _MenuButton(QAccessibleWidget):
    """A button with its menu in it while that is open: Qt's own tells of no menu outside of a menu bar."""

    def state(self) -> QAccessible.State:
        told = super().state()
        told.hasPopup = told.expandable = True
        told.expanded = self._menu().isVisible()
        return told

    def childCount(self) -> int:
        return 1 if self._menu().isVisible() else 0

    def child(self, index: int) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._menu())

    def actionNames(self) -> list[str]:
        return [SHOW_MENU, *super().actionNames()] if self._button().isEnabled() else []

    def doAction(self, name: str) -> None:
        if name == SHOW_MENU:
            self._button().showMenu()
        else:
            super().doAction(name)

    def _button(self) -> QPushButton:
        button = self.object()
        assert isinstance(button, QPushButton)
        return button

    def _menu(self) -> QMenu:
        return self._button().menu()


_OWN: dict[QAccessible.Role, type[QAccessibleWidget]] = {
    QAccessible.Role.Button: _Pressed,
    QAccessible.Role.PageTab: _Tab,
    QAccessible.Role.ButtonMenu: _MenuButton,
    QAccessible.Role.Indicator: _Asked,
}


@functools.cache  # Qt asks every factory that was ever installed
def _install() -> None:
    QAccessible.installFactory(_told_as)


def _told_as(_: str, thing: QObject) -> QAccessibleWidget | None:
    if not isinstance(thing, QWidget) or (kept := thing.property(_ROLE)) is None:
        return None
    role = QAccessible.Role(kept)
    return _OWN.get(role, QAccessibleWidget)(thing, role)
