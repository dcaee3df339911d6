"""A layout that sets its widgets in lines, like words, and starts a new line where one is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lines of widgets in their own sizes, `gap` apart in both directions, each in the middle of its line."""

    def __init__(self, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def clear(self) -> None:
        """Take out and delete every widget."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def places(self, width: int) -> tuple[QRect, ...]:
        """Where each item lies in a layout `width` wide, from its own corner."""
        rects: list[QRect] = []
        line: list[QRect] = []
        x = y = 0
        for item in self._items:
            if item.isEmpty():  # hidden: no room, and no gap beside it
                line.append(QRect(QPoint(x, y), QSize(0, 0)))
                continue
            size = item.sizeHint()
            if x and x + size.width() > width:
                rects.extend(_centred(line))
                y += max(rect.height() for rect in line) + self._gap
                x, line = 0, []
            line.append(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
        return (*rects, *_centred(line))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((rect.bottom() + 1 for rect in self.places(width)), default=0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in zip(self._items, self.places(rect.width()), strict=True):
            item.setGeometry(place.translated(rect.topLeft()))

    def sizeHint(self) -> QSize:
        """All in one line, for whoever has the room."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        widest = max((item.sizeHint().width() for item in self._items), default=0)
        tallest = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(widest, tallest)


def _centred(line: list[QRect]) -> list[QRect]:
    """The items of a line, each in the middle of its height."""
    height = max((rect.height() for rect in line), default=0)
    return [rect.translated(0, (height - rect.height()) // 2) for rect in line]
