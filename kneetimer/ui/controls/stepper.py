"""A number with minus and plus, which can also be typed.

Where a plan has a value of its own, None means "as the plan says" and shows the plan's value.
Times may be typed as people write them. What is no possible value is not taken: it stays in the
field, marked, until it is corrected or Escape puts the old value back.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from kneetimer.core.duration import parse_duration, span_text
from kneetimer.core.preferences import Range
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.shell.theme import Theme, font
from kneetimer.ui.text import numbers as words

HEIGHT = 44
RADIUS = 12
BUTTON_WIDTH = 44
WIDEST_TEXT = "60–120 s"
_TYPED = {"×": "x"}  # what keyboards have in place of a sign
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class Stepper(QWidget):
    """`changed` says the number that a person chose: an int, a float where steps are not whole, or None.

    `refused` says in a sentence why what was typed is not taken, and an empty one that this is over.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, theme: Theme, name: str, allowed: Range, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._range = allowed
        self._value: float | None = None
        self._plan: tuple[float, float] | None = None
        self._wrong = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._less = _StepButton(theme, f"{name}: less", plus=False, parent=self)
        self._more = _StepButton(theme, f"{name}: more", plus=True, parent=self)
        self._edit = _NumberEdit(name, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._less)
        row.addWidget(self._edit, 1)
        row.addWidget(self._more)
        wants_ring(self._edit, RADIUS, around_parent=True)
        self.setFocusProxy(self._edit)
        self._less.clicked.connect(self.step_down)
        self._more.clicked.connect(self.step_up)
        self._edit.stepped_up.connect(self.step_up)
        self._edit.stepped_down.connect(self.step_down)
        self._edit.editingFinished.connect(self._typed)
        self._edit.given_up.connect(self._give_up)
        self.setToolTip(self._possible())
        theme.changed.connect(self._restyle)
        self._restyle()

    def value(self) -> float | None:
        return self._value

    def is_wrong(self) -> bool:
        """True while what was typed stands there and is no possible value."""
        return bool(self._wrong)

    def text(self) -> str:
        return self._edit.text()

    def show_value(self, value: float | None, plan: tuple[float, float] | None = None) -> None:
        """Show a number. `plan` is the plan's least and most, shown while the number is None."""
        self._value = value
        self._plan = plan
        # What somebody is typing is theirs until they finish.
        if not (self._edit.hasFocus() and self._edit.isModified()) and not self._wrong:
            self._show_text()
        self._less.setEnabled(self._next(-1) is not None)
        self._more.setEnabled(self._next(+1) is not None)

    @Slot()
    def step_up(self) -> None:
        """One step more, from the plan's most where the plan still decides."""
        self._take(self._next(+1))

    @Slot()
    def step_down(self) -> None:
        """One step less, from the plan's least where the plan still decides."""
        self._take(self._next(-1))

    def _next(self, direction: int) -> float | None:
        if self._value is not None:
            start = self._value
        elif self._plan is not None:
            start = self._plan[1] if direction > 0 else self._plan[0]
        else:
            return None
        clamped = self._clamped(start + direction * self._range.step)
        return None if clamped == start else clamped

    def _clamped(self, number: float) -> float:
        number = min(max(number, self._range.least), self._range.most)
        return round(number) if isinstance(self._range.step, int) else round(number, 1)

    def _take(self, number: float | None) -> None:
        if number is None:
            return
        self._mark("")
        if number == self._value:
            return
        self._edit.setModified(False)
        self.show_value(number, self._plan)
        self.changed.emit(number)

    @Slot()
    def _typed(self) -> None:
        if not self._edit.isModified():
            return
        self._edit.setModified(False)
        typed = self._edit.text().strip()
        if not typed:
            self._mark("")
            if self._plan is not None and self._value is not None:
                self.show_value(None, self._plan)
                self.changed.emit(None)
        elif typed != self._shown_text():
            try:
                self._take(self._read(typed))
            except ValueError as problem:
                self._mark(str(problem))
                return
        else:
            self._mark("")
        self._show_text()

    def _read(self, typed: str) -> float:
        """The number that was typed. Raises ValueError with a sentence for people."""
        least, most = self._range.least, self._range.most
        if self._is_time():
            return parse_duration(typed, int(least), int(most))
        unit = self._range.unit
        number_alone = typed.removesuffix(unit).removesuffix(_TYPED.get(unit, unit)).strip()
        found = _NUMBER.fullmatch(number_alone)
        if found is None:
            raise ValueError(words.not_a_number(typed, least, most, unit))
        number = float(found.group().replace(",", "."))
        if not least <= number <= most:
            raise ValueError(words.not_possible(least, most, unit))
        if number != self._clamped(number):
            whole = isinstance(self._range.step, int)
            raise ValueError(words.too_fine(least, most, unit, whole=whole))
        return self._clamped(number)

    def _possible(self) -> str:
        """The range in a sentence, for whoever points at it."""
        least, most = self._range.least, self._range.most
        if self._is_time():
            return span_text(int(least), int(most))
        return words.not_possible(least, most, self._range.unit)

    def _is_time(self) -> bool:
        return self._range.unit == "s" and isinstance(self._range.step, int)

    @Slot()
    def _give_up(self) -> None:
        """Forget what was typed."""
        self._mark("")
        self._show_text()

    def _mark(self, wrong: str) -> None:
        if wrong == self._wrong:
            return
        self._wrong = wrong
        self._edit.setAccessibleDescription(wrong)
        self.setToolTip(wrong or self._possible())
        self.update()
        self.refused.emit(wrong)

    def _show_text(self) -> None:
        self._edit.setText(self._shown_text())
        self._edit.setModified(False)

    def _shown_text(self) -> str:
        if self._value is None and self._plan is not None:
            least, most = self._plan
            shown = f"{least:g}" if least == most else f"{least:g}–{most:g}"
        elif self._value is None:
            shown = "–"
        else:
            shown = f"{self._value:g}" if isinstance(self._range.step, int) else f"{self._value:.1f}"
        gap = "" if self._range.unit == "×" else " "
        return f"{shown}{gap}{self._range.unit}".rstrip()

    @Slot()
    def _restyle(self) -> None:
        self._edit.setFont(self._font())
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return font(self._theme.px(16), QFont.Weight.DemiBold)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        width = round(metrics.horizontalAdvance(WIDEST_TEXT)) + 2 * BUTTON_WIDTH + 12
        return QSize(width, max(HEIGHT, round(metrics.height()) + 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = 2 if self._wrong else 1
            painter.setPen(QPen(theme.color("danger" if self._wrong else "edge"), outline))
            painter.setBrush(theme.color("surface"))
            rect = QRectF(self.rect()).adjusted(outline / 2, outline / 2, -outline / 2, -outline / 2)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            painter.setPen(QPen(theme.color("line"), 1))
            for x in (self._less.geometry().right() + 0.5, self._more.geometry().left() + 0.5):
                painter.drawLine(QLineF(x, 1, x, self.height() - 1))


class _NumberEdit(QLineEdit):
    """The number itself: Up and Down step it, Enter takes what was typed."""

    stepped_up = Signal()
    stepped_down = Signal()
    given_up = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(12)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setStyleSheet("background: transparent; border: none;")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up:
            self.stepped_up.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.stepped_down.emit()
        elif event.key() == Qt.Key.Key_Escape and (self.isModified() or self.accessibleDescription()):
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class _StepButton(QAbstractButton):
    """Minus or plus, for the mouse: the keyboard has the number itself."""

    def __init__(self, theme: Theme, name: str, *, plus: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plus = plus
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoRepeat(True)
        self.setAutoRepeatDelay(400)
        self.setAutoRepeatInterval(120)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(BUTTON_WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.isEnabled() and (self.isDown() or self.underMouse()):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color("background"))
                inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
                painter.drawRoundedRect(inside, RADIUS - 1, RADIUS - 1)
            painter.setOpacity(1.0 if self.isEnabled() else 0.3)
            painter.setPen(QPen(self._theme.color("ink"), 2, c=Qt.PenCapStyle.RoundCap))
            centre = QRectF(self.rect()).center()
            painter.drawLine(QLineF(centre.x() - 5, centre.y(), centre.x() + 5, centre.y()))
            if self._plus:
                painter.drawLine(QLineF(centre.x(), centre.y() - 5, centre.x(), centre.y() + 5))
