"""A number with minus and plus, which can also be typed.

Where a plan has a value of its own, None means "as the plan says" and shows the plan's value.
Times may be typed as people write them. What is no possible value is not taken: it stays in the
field, marked, until it is corrected or Escape puts the old value back.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QDoubleSpinBox, QSizePolicy, QWidget

from kneetimer.core.language import tr
from kneetimer.core.preferences import Range
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.notation import Notation, PlainNotation
from kneetimer.ui.shell.theme import Theme, font

HEIGHT = 44
RADIUS = 12
BUTTON_WIDTH = 44
WIDEST_TEXT = "60–120 s"
MOST_CHARACTERS = 60  # a number with what it counts, in a language of long words
SIGNS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class Stepper(QDoubleSpinBox):  # size: Qt asks a spin box for eleven of its methods
    """A native spin box of whole numbers or of tenths, with its buttons at both sides.

    `changed` says the number that a person chose: an int, a float where steps are not whole, or None.
    `refused` says in a sentence why what was typed is not taken, and an empty one that this is over.
    The native `value` is a number also while the plan decides; `chosen` tells the two apart.
    With `signs_step` the keys plus and minus step; else a minus that is typed is a wrong number, and told so.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        allowed: Range,
        parent: QWidget | None = None,
        *,
        notation: Notation | None = None,
        widest: str = WIDEST_TEXT,
    ) -> None:
        """`widest` is the longest text that has room."""
        super().__init__(parent)
        self.signs_step = False
        self._theme = theme
        self._range = allowed
        self._widest = widest
        self._notation = notation or PlainNotation(allowed)
        self._chosen: float | None = None
        self._plan: tuple[float, float] | None = None
        self._wrong = ""
        self._is_typing = False  # Qt's own mark goes before what was typed has been read
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Wheel is left out: a page that scrolls under the pointer would change what it passes.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setFrame(False)
        self.setKeyboardTracking(False)
        self.setDecimals(0 if self._range.is_whole else 1)
        self.setSingleStep(allowed.step)
        self.setRange(allowed.least, allowed.most)
        edit = self.lineEdit()
        edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        edit.setMaxLength(MOST_CHARACTERS)
        edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        edit.setStyleSheet("background: transparent; border: none;")
        edit.textEdited.connect(self._begin_typing)
        # The field lies under both buttons, so that the style may place it as it likes.
        edit.setTextMargins(BUTTON_WIDTH, 0, BUTTON_WIDTH, 0)
        self._less = _StepButton(theme, tr("{name}: less", name=name), plus=False, parent=self)
        self._more = _StepButton(theme, tr("{name}: more", name=name), plus=True, parent=self)
        wants_ring(self, RADIUS)
        self._less.clicked.connect(self.stepDown)
        self._more.clicked.connect(self.stepUp)
        self.valueChanged.connect(self._take)
        self.editingFinished.connect(self.finish)
        self.setToolTip(self._notation.possible())
        theme.changed.connect(self._restyle)
        self._restyle()
        self._show_text()

    def chosen(self) -> float | None:
        """The number that the person chose, None while the plan decides."""
        return self._chosen

    def is_wrong(self) -> bool:
        """True while what was typed stands there and is no possible value."""
        return bool(self._wrong)

    def why(self) -> str:
        """Why what was typed is not taken, in a sentence; empty where nothing is wrong."""
        return self._wrong

    def show_value(self, value: float | None, plan: tuple[float, float] | None = None) -> None:
        """Show a number. `plan` is the plan's least and most, shown while the number is None."""
        if value != self._chosen:
            self._mark("")  # the number was given otherwise meanwhile
        self._chosen, self._plan = value, plan
        blocked = self.blockSignals(True)
        self.setValue(value if value is not None else plan[0] if plan is not None else self._range.least)
        self.blockSignals(blocked)
        if not (self._wrong or self._is_typing):
            self._show_text()
        self._less.setEnabled(self._next(-1) is not None)
        self._more.setEnabled(self._next(+1) is not None)

    @Slot()
    def give_up(self) -> None:
        """Forget what was typed."""
        self._mark("")
        self._show_text()

    # What the native class asks.

    def stepBy(self, steps: int) -> None:
        """Steps from the number; while the plan decides, up from its most and down from its least."""
        number = self._next(steps)
        if number is not None:
            self._take(number)

    def stepEnabled(self) -> QDoubleSpinBox.StepEnabledFlag:
        flags = QDoubleSpinBox.StepEnabledFlag.StepNone
        if self._next(-1) is not None:
            flags |= QDoubleSpinBox.StepEnabledFlag.StepDownEnabled
        if self._next(+1) is not None:
            flags |= QDoubleSpinBox.StepEnabledFlag.StepUpEnabled
        return flags

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        """Anything may be typed: what cannot be taken is answered with a sentence."""
        return QValidator.State.Acceptable, text, pos

    def valueFromText(self, text: str) -> float:
        try:
            return self._notation.read(text.strip())
        except ValueError:
            return self.value()

    def textFromValue(self, value: float) -> str:
        # What stands there is the person's until they finish, and what is wrong until it is mended.
        return self.lineEdit().text() if self._wrong or self._is_typing else self._shown_text()

    # The number.

    def _next(self, steps: int) -> float | None:
        if self._chosen is not None:
            start = self._chosen
        elif self._plan is not None:
            start = self._plan[1] if steps > 0 else self._plan[0]
        else:
            return None
        clamped = self._range.clamped(start + steps * self._range.step)
        return None if clamped == start else clamped

    @Slot(float)
    def _take(self, number: float) -> None:
        """Take a number, from whatever hand it came: a key, a button or assistive technology."""
        number = self._range.clamped(number)
        self._mark("")
        self._is_typing = False
        if number == self._chosen:
            return
        self._chosen = number
        self.setValue(number)
        self.show_value(number, self._plan)
        self.changed.emit(number)

    @Slot()
    def _begin_typing(self) -> None:
        self._is_typing = True

    @Slot()
    def finish(self) -> None:
        """Take what was typed as if the keyboard went elsewhere; what is no possible value is refused."""
        if not self._is_typing:
            return
        self._is_typing = False
        typed = self.lineEdit().text().strip()
        if not typed:
            self._mark("")
            if self._plan is not None and self._chosen is not None:
                self.show_value(None, self._plan)
                self.changed.emit(None)
        elif typed != self._shown_text():
            try:
                self._take(self._notation.read(typed))
            except ValueError as problem:
                self._mark(str(problem))
                return
        else:
            self._mark("")
        self._show_text()

    def _mark(self, wrong: str) -> None:
        if wrong == self._wrong:
            return
        self._wrong = wrong
        self.setAccessibleDescription(wrong)
        self.setToolTip(wrong or self._notation.possible())
        self.update()
        self.refused.emit(wrong)

    def _show_text(self) -> None:
        self._is_typing = False
        if self.text() != self._shown_text():
            self.lineEdit().setText(self._shown_text())

    def _shown_text(self) -> str:
        if self._chosen is not None:
            return self._notation.text(self._chosen, self._chosen)
        if self._plan is not None:
            return self._notation.text(*self._plan)
        return f"– {self._range.unit}".rstrip()

    # How it looks.

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self._font())
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return font(self._theme.px(16), QFont.Weight.DemiBold)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        width = round(metrics.horizontalAdvance(self._widest)) + 2 * BUTTON_WIDTH + 12
        return QSize(width, max(HEIGHT, round(metrics.height()) + 18))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._less.setGeometry(0, 0, BUTTON_WIDTH, self.height())
        self._more.setGeometry(self.width() - BUTTON_WIDTH, 0, BUTTON_WIDTH, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._is_typing or self._wrong):
            self.give_up()
        elif self.signs_step and event.key() in SIGNS and not self._is_typing:
            self.stepBy(SIGNS[Qt.Key(event.key())])
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # with Alt the arrows are for what the number stands in
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

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
            for x in (BUTTON_WIDTH - 0.5, self.width() - BUTTON_WIDTH + 0.5):
                painter.drawLine(QLineF(x, 1, x, self.height() - 1))


class _StepButton(QAbstractButton):
    """Minus or plus, for the mouse: the keyboard has the number itself."""

    def __init__(self, theme: Theme, name: str, *, plus: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plus = plus
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoRepeat(True)
        self.setAutoRepeatDelay(250)
        self.setAutoRepeatInterval(120)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

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
