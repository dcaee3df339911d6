"""The days of a week in which sessions are moved from day to day, and days are opened.

By mouse a session is dragged, by keyboard M takes it, arrows choose the day, Enter drops it and Escape leaves
it where it was; the menu of a day offers the same. Knows days and words, not records; moves nothing itself.
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
from PySide6.QtWidgets import QApplication, QListWidgetItem, QMenu, QWidget

from kneetimer.ui.controls.key_place import FOREIGN_MODIFIERS, key_meant
from kneetimer.ui.shell.theme import Theme, font
from kneetimer.ui.today.day_list import DayList
from kneetimer.ui.today.week_days import Day, DayPlace, SessionPlace

MIME = "application/x-kneetimer-session"
TAKE = Qt.Key.Key_M
SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down)
PICTURE_HEIGHT = 40


class WeekStrip(DayList):
    """`day_chosen` says which day a person took, counted from 0, and `turned` how many weeks further.

    `taken` says that a session was taken to be moved; whoever listens answers with `show_places`. `held_over`
    is the day over which it is held, -1 when it is let go of, and `moved` where it was dropped.
    """

    day_chosen = Signal(int)
    turned = Signal(int)
    taken = Signal(object)
    held_over = Signal(int)
    moved = Signal(object, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._held: SessionPlace | None = None  # the session that is being moved
        self._target = -1
        self._places: tuple[DayPlace, ...] = ()
        self._pressed: tuple[SessionPlace, QPoint] | None = None
        self.setAcceptDrops(True)
        self.itemClicked.connect(self._clicked)
        self.itemSelectionChanged.connect(self._selected)
        self.currentRowChanged.connect(self._went_to)

    def show_days(self, days: tuple[Day, ...]) -> None:
        """Show a week; a session that is held is let go of where something has changed."""
        if self._held is not None and days != self._days:
            self._let_go()
        super().show_days(days)

    def show_places(self, places: tuple[DayPlace, ...]) -> None:
        """What each day is like for the session that was taken; arrows speak it."""
        self._places = places
        for at, place in enumerate(places):
            self.say(at, place.words)

    def is_marked(self, number: int) -> bool:
        return super().is_marked(number) or (self._held is not None and number == self._target)

    def take(self, session: SessionPlace) -> None:
        """Take a session up, to be moved by keyboard."""
        self._held = session
        self.taken.emit(session)
        self._hold_over(self.currentRow())

    def _hold_over(self, number: int) -> None:
        self._target = number
        self.viewport().update()
        self.held_over.emit(number)

    @Slot()
    def _let_go(self) -> None:
        self._held, self._places = None, ()
        for at, day in enumerate(self._days):
            self.say(at, day.spoken)
        self._hold_over(-1)

    def _drop(self, number: int) -> None:
        """Leave the session that is held on a day; on one that is not to be had it stays in hand."""
        if self._held is None or not self._places[number].open:
            return
        session = self._held
        self._let_go()
        self.moved.emit(session, number)

    def _drag(self, session: SessionPlace) -> None:
        """Let the mouse carry a session; ends when it is dropped somewhere."""
        drag, data = QDrag(self), QMimeData()
        data.setData(MIME, b"session")
        drag.setMimeData(data)
        mark = next(mark for day in self._days for mark in day.marks if mark.session == session)
        drag.setPixmap(_picture(mark.text, self.theme, self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(PICTURE_HEIGHT // 2, PICTURE_HEIGHT // 2))
        self._held = session
        self.taken.emit(session)
        drag.exec(Qt.DropAction.MoveAction)
        if self._held is not None:
            self._let_go()

    @Slot(QListWidgetItem)
    def _clicked(self, item: QListWidgetItem) -> None:
        if self._held is not None:
            self._drop(self.row(item))
        else:
            self.day_chosen.emit(self.row(item))

    @Slot()
    def _selected(self) -> None:
        """Assistive technology pressed a day; nothing stays selected, so that it can do so again."""
        items = self.selectedItems()
        blocked = self.blockSignals(True)
        self.clearSelection()
        self.blockSignals(blocked)
        for item in items:
            self._clicked(item)

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        session, number = action.data()
        self.moved.emit(session, number)

    @Slot(int)
    def _went_to(self, number: int) -> None:
        if self._held is not None and number >= 0:
            self._hold_over(number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        session = self.session_at(event.position())
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = (session, event.position().toPoint()) if session is not None and left else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._pressed is None or self._held is not None or event.buttons() == Qt.MouseButton.NoButton:
            return
        session, where = self._pressed
        if (event.position().toPoint() - where).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self._drag(session)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Files are for the card around the list.
        event.setAccepted(event.mimeData().hasFormat(MIME) and self._held is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        number = self.number_at(event.position())
        if number != self._target:
            self._hold_over(number)
        event.setAccepted(0 <= number < len(self._places) and self._places[number].open)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hold_over(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        number = self.number_at(event.position())
        if number >= 0:
            event.acceptProposedAction()
            self._drop(number)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        number = self.currentRow() if by_key else self.number_at(QPointF(event.pos()))
        session = self._days[number].movable if number >= 0 else None
        if session is None or self._held is not None:
            return
        self._held = session
        self.taken.emit(session)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for at, place in enumerate(self._places):
            if at != number:
                action = menu.addAction(place.words.replace("&", "&&"))
                action.setEnabled(place.open)
                action.setData((session, at))
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(self._let_go)  # a menu hides before it says what was picked
        where = self.visualItemRect(self.item(number)).center() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(where))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._held is not None and event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._let_go()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, number = key_meant(event, (TAKE,)), self.currentRow()
        if event.modifiers() & FOREIGN_MODIFIERS or number < 0:
            event.ignore()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._held is not None:
                self._drop(number)
            else:
                self.day_chosen.emit(number)
        elif key == Qt.Key.Key_Escape and self._held is not None:
            self._let_go()
        elif key == TAKE and self._held is None and (session := self._days[number].movable) is not None:
            self.take(session)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self._held is None:
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
