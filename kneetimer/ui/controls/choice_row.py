"""One choice of a few, side by side. Arrows move between them once one is chosen.

Nothing is chosen until somebody chooses: a question without an answer shows none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFocusEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from kneetimer.ui.controls.drawn_button import DrawnButton
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.shell.theme import Theme, font

HEIGHT = 44
RADIUS = 12
LEAST_WIDTH = 56
PADDING = 16
NARROW_PADDING = 9


class ChoiceRow(QWidget):
    """The choices in a row. `chosen` says which one a person took, counted from 0."""

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, question: str, choices: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(question)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number, text in enumerate(choices):
            button = ChoiceButton(theme, text)
            button.setAccessibleDescription(question)
            button.focused.connect(self._set_tab_stop)
            self._group.addButton(button, number)
            row.addWidget(button)
        # Also what assistive technology does, which is no click.
        self._group.idToggled.connect(self._toggled)
        self._set_tab_stop()

    def choice(self) -> int | None:
        """The choice that is taken, None where none is."""
        number = self._group.checkedId()
        return None if number < 0 else number

    def show_choice(self, number: int) -> None:
        """Show a choice as taken, without saying that a person took it."""
        blocked = self._group.blockSignals(True)
        self._group.button(number).setChecked(True)
        self._group.blockSignals(blocked)
        self._set_tab_stop()

    def offer(self, numbers: Collection[int]) -> None:
        """Offer some of the choices only."""
        for number, button in enumerate(self._group.buttons()):
            button.setVisible(number in numbers)
        self.updateGeometry()

    def clear(self) -> None:
        """Show none of the choices as taken."""
        blocked = self._group.blockSignals(True)
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)
        self._group.blockSignals(blocked)

    def buttons(self) -> list[QAbstractButton]:
        return self._group.buttons()

    @Slot()
    def _set_tab_stop(self) -> None:
        set_tab_stop(self._group)

    @Slot(int, bool)
    def _toggled(self, number: int, taken: bool) -> None:
        if taken:
            self._set_tab_stop()
            self.chosen.emit(number)


def set_tab_stop(group: QButtonGroup) -> None:
    """Let Tab come to the chosen button, or to the first: Qt would keep to the one used last."""
    stop = group.checkedButton() or group.button(0)
    for button in group.buttons():
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button is stop else Qt.FocusPolicy.NoFocus)


class _DrawnChoice(DrawnButton):
    """How a choice looks. The chosen one is bold, outlined and underlined with a bar, not only coloured."""

    def _dress(self, theme: Theme, text: str, padding: int = PADDING) -> None:
        self._theme = theme
        self._padding = padding
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        wants_ring(self, RADIUS)
        theme.changed.connect(self._restyle)

    def bar_rect(self) -> QRectF:
        """The bar that marks the chosen one, near the lower edge."""
        return QRectF(self._padding, self.height() - 9, self.width() - 2 * self._padding, 4)

    def _font(self, chosen: bool) -> QFont:
        return font(self._theme.px(15), QFont.Weight.DemiBold if chosen else QFont.Weight.Medium)

    def sizeHint(self) -> QSize:
        # The bold width also when it is not chosen, so that choosing moves nothing.
        metrics = QFontMetricsF(self._font(True))
        least = HEIGHT if self._padding < PADDING else LEAST_WIDTH
        width = max(least, round(metrics.horizontalAdvance(self.text())) + 2 * self._padding + 1)
        return QSize(width, max(HEIGHT, round(metrics.height()) + 20))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        chosen = self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = 2.0 if chosen else 1.0
            painter.setPen(QPen(theme.color("ink" if chosen else "edge"), outline))
            painter.setBrush(theme.color("background" if self.underMouse() and not chosen else "surface"))
            inset = outline / 2
            rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            painter.setPen(theme.color("ink" if chosen else "soft"))
            painter.setFont(self._font(chosen))
            lift = -3 if chosen else 0
            painter.drawText(self.rect().translated(0, lift), Qt.AlignmentFlag.AlignCenter, self.text())
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("ink"))
                painter.drawRoundedRect(self.bar_rect(), 2, 2)


class ChoiceButton(_DrawnChoice, QRadioButton):
    """One of the choices of which one is taken: a native radio button."""

    focused = Signal()

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dress(theme, text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class OptionButton(_DrawnChoice, QCheckBox):
    """One of the choices of which any number is taken: a native check box."""

    def __init__(
        self, theme: Theme, text: str, parent: QWidget | None = None, *, narrow: bool = False
    ) -> None:
        super().__init__(parent)
        self._dress(theme, text, NARROW_PADDING if narrow else PADDING)
