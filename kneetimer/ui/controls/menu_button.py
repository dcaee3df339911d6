"""Buttons that open a menu: one that shows what is chosen, and one with three dots for the rest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QActionGroup,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QSizePolicy, QWidget

from kneetimer.ui.controls.drawn_button import DrawnButton
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.text import words_font
from kneetimer.ui.shell.theme import Theme, font

HEIGHT = 44
RADIUS = 12
PADDING = 16
ARROW = 9
MENU_WIDTH = 360  # of the words


class _MenuOpener(QPushButton):
    """A native button with a menu, which opens on a click, Space, Enter or Down.

    No QToolButton: what assistive technology is offered to show its menu does nothing, and a click
    stays in it until the menu is closed.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        set_role(self, QAccessible.Role.ButtonMenu)
        menu = QMenu(self)
        menu.setAccessibleName(name)
        self.setMenu(menu)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        wants_ring(self, RADIUS)
        menu.aboutToShow.connect(self._begin_at_chosen)
        menu.triggered.connect(self._close)
        theme.changed.connect(self._restyle)
        self._restyle()

    @Slot()
    def _close(self) -> None:
        """Assistive technology triggers an entry without closing its menu, as a click does."""
        self.menu().hide()

    @Slot()
    def _begin_at_chosen(self) -> None:
        """Arrows go on from what is chosen now."""
        taken = next((action for action in self.menu().actions() if action.isChecked()), None)
        if taken is not None:
            self.menu().setActiveAction(taken)

    @Slot()
    def _restyle(self) -> None:
        p = self._theme.palette
        self.menu().setFont(words_font(self._theme.px(15)))
        # A popup takes no colours from the application's palette on every platform.
        self.menu().setStyleSheet(
            f"QMenu {{ background: {p.surface}; color: {p.ink}; border: 1px solid {p.edge};"
            f" padding: 6px; }}"
            f"QMenu::item {{ padding: 8px 20px 8px 28px; }}"
            f"QMenu::item:selected {{ background: {p.ink}; color: {p.on_ink}; }}"
            f"QMenu::item:disabled {{ color: {p.faint}; }}"
        )
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and not event.modifiers():
            self.showMenu()
            return
        super().keyPressEvent(event)


class MenuButton(_MenuOpener):
    """Shows the choice that is taken; `chosen` says which one a person took, counted from 0."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, question: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, question, parent)
        self._question = question
        self._padding = PADDING
        self._group = QActionGroup(self)
        self._choice = -1
        self._group.triggered.connect(self._triggered)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_choices(self, choices: Sequence[str], chosen: int) -> None:
        """Offer these choices, one of them taken already."""
        if [action.text() for action in self._group.actions()] != list(choices):
            self._fill(choices)
        self.show_choice(chosen)

    def _fill(self, choices: Sequence[str]) -> None:
        for action in self._group.actions():
            self._group.removeAction(action)
        self.menu().clear()
        for number, text in enumerate(choices):
            action = QAction(text, self.menu())
            action.setCheckable(True)
            action.setData(number)
            self._group.addAction(action)
            self.menu().addAction(action)

    def show_choice(self, number: int) -> None:
        """Show a choice as taken, without saying that a person took it."""
        self._choice = number
        action = self._group.actions()[number]
        action.setChecked(True)
        self.setText(action.text())
        self.setAccessibleName(f"{self._question}: {action.text()}")
        self.updateGeometry()
        self.update()

    def choice(self) -> int:
        return self._choice

    @Slot(QAction)
    def _triggered(self, action: QAction) -> None:
        self._close()  # whoever follows may fill the menu anew, which then never hears of its action
        number = action.data()
        if number != self._choice:
            self.show_choice(number)
            self.chosen.emit(number)

    def _font(self) -> QFont:
        return font(self._theme.px(15), QFont.Weight.DemiBold)

    def _size_for(self, *texts: str) -> QSize:
        metrics = QFontMetricsF(self._font())
        width = max(map(metrics.horizontalAdvance, texts)) + 2 * self._padding + ARROW + 9
        return QSize(round(width) + 1, max(HEIGHT, round(metrics.height()) + 20))

    def sizeHint(self) -> QSize:
        """As wide as its longest choice, like a native combo box: what is chosen moves nothing."""
        return self._size_for(self.text(), *(action.text() for action in self._group.actions()))

    def minimumSizeHint(self) -> QSize:
        """What is chosen is read also where there is no room for the longest."""
        return self._size_for(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("edge"), 1))
            painter.setBrush(theme.color("background" if self.underMouse() else "surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            painter.setPen(theme.color("ink"))
            painter.setFont(self._font())
            room = QRectF(self._padding, 0, self.width() - 2 * self._padding - ARROW - 9, self.height())
            text = QFontMetricsF(self._font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, room.width() + 1
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            left, middle = self.width() - self._padding - ARROW, self.height() / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("ink"))
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(left, middle - 3),
                        QPointF(left + ARROW, middle - 3),
                        QPointF(left + ARROW / 2, middle + 4),
                    ]
                )
            )


class ActionsButton(MenuButton):
    """Says what its menu is for; `acted` carries the key of what a person picked in it."""

    acted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        least_height: int = HEIGHT,
        padding: int = PADDING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, parent)
        self._least_height = least_height
        self._padding = padding
        self.setText(text)
        self.menu().triggered.connect(self._picked)
        self._restyle()

    def show_actions(self, actions: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Offer (key, words) in this order; the chosen one has a tick. A key of "" makes a heading.

        What is too long for a menu, as the name of somebody's own plan may be, is cut off at its end.
        """
        self.menu().clear()
        metrics = QFontMetricsF(self.menu().font())
        for key, text in actions:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._theme.px(MENU_WIDTH))
            action = QAction(shown.replace("&", "&&"), self.menu())
            action.setEnabled(bool(key))
            action.setData(key)
            action.setCheckable(bool(chosen) and key == chosen)
            action.setChecked(bool(chosen) and key == chosen)
            self.menu().addAction(action)

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self.acted.emit(str(action.data()))

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), max(self._least_height, size.height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class MoreButton(_MenuOpener):
    """Three dots."""

    def sizeHint(self) -> QSize:
        return QSize(HEIGHT, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if self.underMouse() or self.isDown():
                painter.setBrush(theme.color("background"))
                painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            painter.setBrush(theme.color("ink"))
            for offset in (-7, 0, 7):
                painter.drawEllipse(QPointF(self.width() / 2 + offset, self.height() / 2), 2, 2)


class ArrowButton(DrawnButton, QAbstractButton):
    """A drawn arrow to the left or to the right."""

    def __init__(self, theme: Theme, name: str, *, forward: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._forward = forward
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wants_ring(self, RADIUS)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(HEIGHT, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self.isEnabled():
                return  # an empty slot: high contrast has no colour for what cannot be pressed
            if self.underMouse() or self.isDown():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("background"))
                painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            pen = QPen(theme.color("ink"), 2.2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            x, y = self.width() / 2, self.height() / 2
            reach = 3.5 if self._forward else -3.5
            painter.drawPolyline(
                [QPointF(x - reach, y - 6), QPointF(x + reach, y), QPointF(x - reach, y + 6)]
            )
