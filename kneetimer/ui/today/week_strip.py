"""The days of a week in which sessions are moved from day to day, and days are opened.

By mouse a session is dragged, by keyboard M takes it, arrows choose the day, Enter drops it and Escape leaves
it where it was; the menu of a day offers the same. Knows days and keys; session_in_hand.py has what is moved.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from kneetimer.ui.controls.key_place import FOREIGN_MODIFIERS, key_meant
from kneetimer.ui.shell.theme import Theme, font
from kneetimer.ui.today.day_list import DayList
from kneetimer.ui.today.session_in_hand import SessionInHand
from kneetimer.ui.today.week_days import Day, SessionPlace

MIME = "application/x-kneetimer-session"
TAKE = Qt.Key.Key_M
SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down)
PICTURE_HEIGHT = 40


class WeekStrip(DayList):
    """`day_chosen` says which day a person took, counted from 0, and `turned` how many weeks further.

    `hand` has the session that is being moved.
    """

    day_chosen = Signal(int)
    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.hand = SessionInHand(self)
        self._pressed: tuple[SessionPlace, QPoint] | None = None
        self.setAcceptDrops(True)
        self.hand.places_changed.connect(self._say_places)
        self.hand.held_over.connect(self._repaint)
        self.row_pressed.connect(self._press)
        self.currentRowChanged.connect(self._went_to)

    def show_days(self, days: tuple[Day, ...]) -> None:
        """Show a week; a session that is held is let go of where something has changed."""
        if not self.hand.is_empty and days != self._days:
            self.hand.let_go()
        super().show_days(days)

    def is_marked(self, number: int) -> bool:
        return super().is_marked(number) or (not self.hand.is_empty and number == self.hand.over)

    @Slot()
    def _say_places(self) -> None:
        """A screen reader says what the days are like for the session in hand, or what is on them."""
        words = [place.words for place in self.hand.places] or [day.spoken for day in self._days]
        for at, said in enumerate(words):
            self.say(at, said)

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    def _drag(self, session: SessionPlace) -> None:
        """Let the mouse carry a session; ends when it is dropped somewhere."""
        drag, data = QDrag(self), QMimeData()
        data.setData(MIME, b"session")
        drag.setMimeData(data)
        mark = next(mark for day in self._days for mark in day.marks if mark.session == session)
        drag.setPixmap(_picture(mark.text, self.theme, self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(PICTURE_HEIGHT // 2, PICTURE_HEIGHT // 2))
        self.hand.pick_up(session)
        drag.exec(Qt.DropAction.MoveAction)
        if not self.hand.is_empty:
            self.hand.let_go()

    @Slot(int)
    def _press(self, number: int) -> None:
        if not self.hand.is_empty:
            self.hand.drop(number)
        else:
            self.day_chosen.emit(number)

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        session, number = action.data()
        self.hand.move(session, number)

    @Slot(int)
    def _went_to(self, number: int) -> None:
        if not self.hand.is_empty and number >= 0:
            self.hand.hold_over(number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        session = self.session_at(event.position())
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = (session, event.position().toPoint()) if session is not None and left else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._pressed is None or not self.hand.is_empty or event.buttons() == Qt.MouseButton.NoButton:
            return
        session, where = self._pressed
        if (event.position().toPoint() - where).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self._drag(session)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Files are for the card around the list.
        event.setAccepted(event.mimeData().hasFormat(MIME) and not self.hand.is_empty)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        number = self.number_at(event.position())
        if number != self.hand.over:
            self.hand.hold_over(number)
        event.setAccepted(self.hand.can_drop(number))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hand.hold_over(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        number = self.number_at(event.position())
        if number >= 0:
            event.acceptProposedAction()
            self.hand.drop(number)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        number = self.currentRow() if by_key else self.number_at(QPointF(event.pos()))
        session = self._days[number].movable if number >= 0 else None
        if session is None or not self.hand.is_empty:
            return
        self.hand.pick_up(session)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for at, place in enumerate(self.hand.places):
            if at != number:
                action = menu.addAction(place.words.replace("&", "&&"))
                action.setEnabled(place.open)
                action.setData((session, at))
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(self.hand.let_go)  # a menu hides before it says what was picked
        where = self.visualItemRect(self.item(number)).center() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(where))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if not self.hand.is_empty and event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.hand.let_go()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, number = key_meant(event, (TAKE,)), self.currentRow()
        if event.modifiers() & FOREIGN_MODIFIERS or number < 0:
            event.ignore()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.hand.is_empty:
                self.hand.drop(number)
            else:
                self.day_chosen.emit(number)
        elif key == Qt.Key.Key_Escape and not self.hand.is_empty:
            self.hand.let_go()
        elif key == TAKE and self.hand.is_empty and (session := self._days[number].movable) is not None:
            self.hand.pick_up(session, number)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self.hand.is_empty:
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in SIDEWAYS or (key in UP_AND_DOWN and self._painter.as_row):
            self._go(key)
        else:
            event.ignore()

    def _go(self, key: int) -> None:
        """Go to another day, the same way whether they lie side by side or not."""
        last = self.count() - 1
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -last, Qt.Key.Key_End: last}
        self.stand_at(min(max(self.currentRow() + steps.get(Qt.Key(key), 1), 0), last))


def _picture(text: str, theme: Theme, ratio: float) -> QPixmap:
    """What the mouse carries."""
    words = font(theme.px(15))
    size = QSize(round(QFontMetricsF(words).horizontalAdvance(text)) + 32, PICTURE_HEIGHT)
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("ink"), 2))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(1, 1, size.width() - 2, size.height() - 2), 9, 9)
        painter.setFont(words)
        painter.drawText(QRectF(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignCenter, text)
    return picture
