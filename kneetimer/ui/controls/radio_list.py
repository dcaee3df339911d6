"""One choice of several, one under the other, each with a name and a word about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.text import words_font
from kneetimer.ui.shell.theme import Theme

HEIGHT = 44
RADIUS = 10
DISC = 20
GAP = 12
PADDING = 8


class RadioList(QWidget):
    """`chosen` says which one a person took, counted from 0. Tab comes to the list, arrows go through it."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(question)
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._group.idToggled.connect(self._toggled)

    def show_lines(self, lines: Sequence[tuple[str, str]], chosen: int) -> None:
        """Show (name, note) lines, one of them taken. Lines that are the same keep the focus."""
        buttons = self.buttons()
        if [(button.text(), button.note) for button in buttons] != list(lines):
            for button in buttons:
                self._group.removeButton(button)
                self._column.removeWidget(button)
                button.hide()
                button.deleteLater()
            for number, (name, note) in enumerate(lines):
                line = _Line(self._theme, name, note)
                self._group.addButton(line, number)
                self._column.addWidget(line)
        if chosen >= 0:
            blocked = self._group.blockSignals(True)
            self._group.button(chosen).setChecked(True)
            self._group.blockSignals(blocked)

    def buttons(self) -> list[_Line]:
        return [button for button in self._group.buttons() if isinstance(button, _Line)]

    @Slot(int, bool)
    def _toggled(self, number: int, taken: bool) -> None:
        if taken:
            self.chosen.emit(number)


class _Line(QRadioButton):
    """A ring, filled where this is the choice, the name and the note."""

    def __init__(self, theme: Theme, name: str, note: str) -> None:
        super().__init__()
        self._theme = theme
        self.note = note
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(note)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wants_ring(self, RADIUS)
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _name_font(self) -> QFont:
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        return words_font(self._theme.px(16), weight)

    def _note_font(self) -> QFont:
        return words_font(self._theme.px(14))

    def sizeHint(self) -> QSize:
        high = QFontMetricsF(self._name_font()).height()
        if self.note:
            high += QFontMetricsF(self._note_font()).height()
        return QSize(240, max(HEIGHT, round(high) + 2 * PADDING))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() and not self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("background"))
                painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            centre = QPointF(PADDING + DISC / 2, self.height() / 2)
            painter.setPen(QPen(theme.color("ink" if self.isChecked() else "edge"), 2))
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(centre, DISC / 2 - 1, DISC / 2 - 1)
            if self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("ink"))
                painter.drawEllipse(centre, DISC / 2 - 5, DISC / 2 - 5)
            left = PADDING + DISC + GAP
            name = QFontMetricsF(self._name_font())
            note = QFontMetricsF(self._note_font())
            high = name.height() + (note.height() if self.note else 0)
            room = QRectF(left, (self.height() - high) / 2, self.width() - left - PADDING, name.height())
            painter.setFont(self._name_font())
            painter.setPen(theme.color("ink"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
            if self.note:
                room.moveTop(room.bottom())
                room.setHeight(note.height())
                painter.setFont(self._note_font())
                painter.setPen(theme.color("soft"))
                told = note.elidedText(self.note, Qt.TextElideMode.ElideRight, room.width())
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, told)
