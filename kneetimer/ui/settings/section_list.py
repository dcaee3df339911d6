"""The sections of the settings as a list: each by its name, with its present value under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.text import words_font
from kneetimer.ui.shell.theme import Theme

RADIUS = 12
PADDING = 16
ROOM_BESIDE = 2 * PADDING - 6 + 1  # of the words: what the card and its edges take
WIDTH = 224
HEIGHT = 54
LOW = 36  # of a line without its value
VALUE = Qt.ItemDataRole.UserRole


class SectionList(QListWidget):
    """`section_chosen` names the section that a person, or assistive technology, selects."""

    section_chosen = Signal(str)

    def __init__(
        self, theme: Theme, name: str, sections: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names = [key for key, _ in sections]
        self._is_low = False
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_Line(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)
        wants_ring(self, RADIUS)
        for _, title in sections:
            self.addItem(QListWidgetItem(title))
        self.itemSelectionChanged.connect(self._selected)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show the present value of each section."""
        for number, key in enumerate(self._names):
            item = self.item(number)
            if item.data(VALUE) == values[key]:
                continue
            item.setData(VALUE, values[key])
            item.setSizeHint(self._line_size(number))  # a longer value may take another line
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, values[key])
            item.setToolTip(values[key])
            self.updateGeometry()

    def show_section(self, name: str) -> None:
        """Mark a section, or none by "", without saying that a person chose it."""
        blocked = self.blockSignals(True)
        if name:
            self.setCurrentRow(self._names.index(name))
        else:
            self.clearSelection()
        self.blockSignals(blocked)

    def set_low(self, low: bool) -> None:
        """Stand as names alone in a few lines, where the room at the side is wanted."""
        if low == self._is_low:
            return
        self._is_low = low
        self.setFlow(QListView.Flow.LeftToRight if low else QListView.Flow.TopToBottom)
        self.setWrapping(low)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if low else QSizePolicy.Policy.Fixed,
            QSizePolicy.Policy.Fixed if low else QSizePolicy.Policy.Preferred,
        )
        self._restyle()

    @property
    def is_low(self) -> bool:
        return self._is_low

    @Slot()
    def _selected(self) -> None:
        for item in self.selectedItems():
            self.section_chosen.emit(self._names[self.row(item)])

    @Slot()
    def _restyle(self) -> None:
        for number in range(self.count()):
            self.item(number).setSizeHint(self._line_size(number))
        self.updateGeometry()
        self.viewport().update()

    def _line_size(self, number: int) -> QSize:
        px = self._theme.px
        if not self._is_low:
            return QSize(px(WIDTH), px(HEIGHT) + self._more_lines(number))
        metrics = QFontMetricsF(words_font(px(16), QFont.Weight.Medium))
        return QSize(round(metrics.horizontalAdvance(self.item(number).text())) + 2 * PADDING, px(LOW))

    def _more_lines(self, number: int) -> int:
        """How much higher a value is that takes more than one line."""
        said = QFontMetricsF(words_font(self._theme.px(14)))
        room = QRectF(0, 0, self._theme.px(WIDTH) - ROOM_BESIDE, 0)
        value = str(self.item(number).data(VALUE) or "")
        high = said.boundingRect(room, int(Qt.TextFlag.TextWordWrap), value).height()
        return max(0, round(high - said.height()))

    def sizeHint(self) -> QSize:
        if not self._is_low:
            high = sum(self._line_size(number).height() for number in range(self.count()))
            return QSize(self._theme.px(WIDTH), high + 2)
        room = max(self.width(), 1)
        lines, used = 1, 0
        for number in range(self.count()):
            wide = self._line_size(number).width()
            if used and used + wide > room - 4:
                lines, used = lines + 1, 0
            used += wide
        return QSize(room, lines * self._theme.px(LOW) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_low:
            self.updateGeometry()  # other names may fit into a line now

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(120, hint.height()) if self._is_low else QSize(hint.width(), self._theme.px(3 * HEIGHT))


class _Line(QStyledItemDelegate):
    """The name over the value; the chosen one is a card with a bar at its left."""

    def __init__(self, theme: Theme, parent: SectionList) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, rect = self._theme, QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(theme.color("line"), 1) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface" if chosen else "raised"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("ink"))
            painter.drawRoundedRect(QRectF(rect.left(), rect.top() + 12, 4, rect.height() - 24), 2, 2)
        name_font = words_font(theme.px(16), QFont.Weight.DemiBold if chosen else QFont.Weight.Medium)
        value_font = words_font(theme.px(14))
        value = "" if self._list.is_low else str(index.data(VALUE) or "")
        name, said = QFontMetricsF(name_font), QFontMetricsF(value_font)
        room = QRectF(rect.left() + PADDING, 0, rect.width() - ROOM_BESIDE + 1, name.height())
        wrapped = int(Qt.TextFlag.TextWordWrap)
        lines = said.boundingRect(room, wrapped, value).height() if value else 0
        high = name.height() + lines
        room.moveTop(rect.center().y() - high / 2)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(name_font)
        painter.setPen(theme.color("ink"))
        painter.drawText(room, name.elidedText(str(index.data()), elide, room.width()))
        if value:
            room.moveTop(room.bottom())
            room.setHeight(lines)
            painter.setFont(value_font)
            painter.setPen(theme.color("soft"))
            painter.drawText(room, wrapped, value)
        painter.restore()
