"""Dragging with the mouse inside of one page: what is held says where the pointer is, and when it is let go.

Has nothing of the system's drag and drop: nothing can be dragged out of the page or into it.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.shell.theme import Theme

WIDTH, HEIGHT = 28, 44


class MouseDrag:
    """Whether the mouse that was pressed on something has gone far enough to drag it."""

    def __init__(self) -> None:
        self._from: QPoint | None = None
        self.moving = False

    def press(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint()
            self.moving = False

    def move(self, event: QMouseEvent) -> bool:
        """True once it is dragged."""
        if self._from is not None:
            away = (event.position().toPoint() - self._from).manhattanLength()
            self.moving = self.moving or away >= QApplication.startDragDistance()
        return self.moving

    def let_go(self) -> bool:
        """True where it was dragged."""
        moved, self._from, self.moving = self.moving, None, False
        return moved


class Grip(QWidget):
    """Six dots to drag a row by: no button. `dragged` and `dropped` carry a point of the screen."""

    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._held = MouseDrag()
        set_role(self, QAccessible.Role.Grip)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard moves the row itself
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFixedSize(self.sizeHint())
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held.move(event):
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held.let_go():
            self.dropped.emit(event.globalPosition().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("ink" if self.underMouse() else "soft"))
            middle = QPointF(self.width() / 2, self.height() / 2)
            for x in (-3.5, 3.5):
                for y in (-6, 0, 6):
                    painter.drawEllipse(middle + QPointF(x, y), 1.8, 1.8)
