"""The ring around what has the keyboard: a gap of 2 px, then 3 px in the focus colour.

Controls say with `wants_ring` that they are to have one; one `FocusRings` a window draws it
outside of them, so that no control needs room for it inside.
"""

from __future__ import annotations

import contextlib

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from kneetimer.ui.shell.theme import Theme

GAP = 2
WIDTH = 3
_RADIUS_PROPERTY = "focusRingRadius"
_PARENT_PROPERTY = "focusRingOnParent"


def wants_ring(widget: QWidget, radius: int, *, around_parent: bool = False) -> None:
    """Have a ring of a corner radius drawn around a widget, or its parent, while it has the focus."""
    widget.setProperty(_RADIUS_PROPERTY, radius)
    widget.setProperty(_PARENT_PROPERTY, around_parent)


class FocusRings(QObject):
    """Watches the focus of one window and keeps the ring around it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._ring: FocusRing | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    @Slot(QWidget, QWidget)
    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None:
            # The ring lives beside its control and may have gone away with it.
            with contextlib.suppress(RuntimeError):
                self._ring.hide()
                self._ring.deleteLater()
        self._ring = None
        if new is None or not self._window.isAncestorOf(new):
            return
        radius = new.property(_RADIUS_PROPERTY)
        if radius is None:
            return
        parent = new.parentWidget()
        target = parent if parent is not None and new.property(_PARENT_PROPERTY) else new
        self._ring = FocusRing(self._theme, target, int(radius))
        self._ring.show()


class FocusRing(QWidget):
    """Lives in the nearest widget around its target that has room for it, and follows the target there."""

    def __init__(self, theme: Theme, target: QWidget, radius: int) -> None:
        self._host = _host(target)
        super().__init__(self._host)
        self._theme = theme
        self._target = target
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._place()
        moving: QWidget | None = target
        while moving is not None and moving is not self._host:
            moving.installEventFilter(self)
            moving = moving.parentWidget()
        theme.changed.connect(self.update)
        target.destroyed.connect(self.deleteLater)

    def _place(self) -> None:
        self.setGeometry(_around(self._target, self._host))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)
        # What the target stands in may still be laid out when the target itself is gone.
        if moved and shiboken6.isValid(self._target):
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("focus"), WIDTH))
            half = WIDTH / 2
            radius = self._radius + GAP + half
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)


def _around(target: QWidget, host: QWidget) -> QRect:
    """The ring's place around a widget, seen from another one that holds it."""
    reach = GAP + WIDTH
    corner = target.mapTo(host, QPoint(0, 0))
    return QRect(corner, target.size()).adjusted(-reach, -reach, reach, reach)


def _host(target: QWidget) -> QWidget:
    """The nearest widget around a target in which its ring is not cut off, at most what scrolls with it."""
    host = target.parentWidget() or target
    while not host.rect().contains(_around(target, host)):
        above = host.parentWidget()
        if above is None or host.isWindow() or isinstance(above.parentWidget(), QAbstractScrollArea):
            break
        host = above
    return host
