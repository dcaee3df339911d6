"""One exercise of a plan that is being built: its figure, its dose, and how it is moved or taken out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.plan_edit import SETS
from kneetimer.ui.controls.drawn_button import DrawnButton
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.notation import CountNotation
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.stepper import SIGNS, Stepper
from kneetimer.ui.controls.text import Text
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.plan import builder_words as words
from kneetimer.ui.plan import words as plan_words
from kneetimer.ui.plan.builder_view import DraftLine
from kneetimer.ui.plan.dragging import Grip
from kneetimer.ui.shell.theme import Theme

NARROW = 590  # below this the numbers stand under the name
FIGURE = QSize(64, 52)
RADIUS = 12


class DraftRow(QWidget):
    """`sets_changed` and `amount_changed` carry a number, `moved` how far down, `dragged` a point.

    `left` says that the arrows go on to the row so far below.
    """

    sets_changed = Signal(int)
    amount_changed = Signal(int)
    removed = Signal()
    moved = Signal(int)
    left = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(
        self,
        theme: Theme,
        figures: StillFigures,
        line: DraftLine,
        *,
        has_sets: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.line = line
        self.grip = Grip(theme, tr(words.DRAG))
        self._figure = _Figure(theme, figures, line.exercise)
        self._name = Text(theme, px=16, weight=QFont.Weight.DemiBold, wrap=True)
        self._kit = Text(theme, px=15, role="soft", wrap=True)
        self.sets = Stepper(
            theme, tr(words.SETS_NAME), SETS, notation=CountNotation(SETS, words.sets), widest=words.sets(10)
        )
        said = partial(plan_words.amount, line.unit, line.side)
        notation = CountNotation(line.allowed, said)
        self.amount = Stepper(theme, line.amount_name, line.allowed, notation=notation, widest=said(60))
        self.sets.signs_step = self.amount.signs_step = True
        self.remove = _Cross(theme)
        self._has_sets = has_sets
        self._grid = QGridLayout(self)
        self._narrow: bool | None = None
        set_role(self, QAccessible.Role.ListItem)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        wants_ring(self, RADIUS)
        self._lay_out()
        self.sets.changed.connect(self._set_sets)
        self.amount.changed.connect(self._set_amount)
        self.remove.clicked.connect(self.removed)
        self.grip.dragged.connect(self.dragged)
        self.grip.dropped.connect(self.dropped)
        self.show_line(line)

    def show_line(self, line: DraftLine) -> None:
        self.line = line
        self._name.setText(line.name)
        self._kit.setText(line.kit)
        self.sets.show_value(line.sets)
        self.amount.show_value(line.amount)
        self.setAccessibleName(line.said)
        self.setAccessibleDescription(tr(words.HELP))
        self.sets.setAccessibleName(f"{tr(words.SETS_NAME)}: {line.name}")
        self.amount.setAccessibleName(f"{line.amount_name}: {line.name}")
        self.remove.setAccessibleName(f"{tr(words.REMOVE)}: {line.name}")
        self.grip.setAccessibleName(f"{tr(words.DRAG)}: {line.name}")

    def parts(self) -> tuple[QWidget, ...]:
        """What the keyboard can be at, in order."""
        return (self, self.sets, self.amount, self.remove)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._kit)
        self._numbers = QWidget()
        numbers = Flow(8, self._numbers)
        numbers.addWidget(self.sets)
        numbers.addWidget(self.amount)
        self.sets.setVisible(self._has_sets)
        self._grid.setContentsMargins(0, 8, 0, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.addWidget(self.grip, 0, 0)
        self._grid.addWidget(self._figure, 0, 1)
        self._grid.addLayout(names, 0, 2)
        self._grid.addWidget(self.remove, 0, 4)
        self._grid.setColumnStretch(2, 1)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        narrow = self.width() < self._theme.px(NARROW)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._grid.removeWidget(self._numbers)
        if narrow:
            self._grid.addWidget(self._numbers, 1, 0, 1, 5)
        else:
            self._grid.addWidget(self._numbers, 0, 3)

    @Slot(object)
    def _set_sets(self, value: object) -> None:
        assert isinstance(value, int | float)
        self.sets_changed.emit(int(value))

    @Slot(object)
    def _set_amount(self, value: object) -> None:
        assert isinstance(value, int | float)
        self.amount_changed.emit(int(value))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in arrows and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(arrows[key])
        elif key in arrows and self.hasFocus():
            self.left.emit(arrows[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in SIGNS and self.hasFocus():
            self.amount.stepBy(SIGNS[key])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))


class _Figure(QWidget):
    """The still figure of an exercise."""

    def __init__(self, theme: Theme, figures: StillFigures, exercise: str) -> None:
        super().__init__()
        self._theme = theme
        self._figures = figures
        self._exercise = exercise
        self.setFixedSize(theme.px(FIGURE.width()), theme.px(FIGURE.height()))
        figures.drawn.connect(self._drawn)

    @Slot(str)
    def _drawn(self, exercise: str) -> None:
        if exercise == self._exercise:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        picture = self._figures.picture(self._exercise, size, ratio)
        if picture is not None:
            with QPainter(self) as painter:
                painter.drawPixmap(0, 0, picture)


class _Cross(DrawnButton, QAbstractButton):
    """Takes its row out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setToolTip(tr(words.REMOVE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(44, 44)
        wants_ring(self, RADIUS)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.isDown():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color("background"))
                painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            painter.setPen(QPen(self._theme.color("ink"), 2, c=Qt.PenCapStyle.RoundCap))
            middle, reach = self.rect().center(), 5
            painter.drawLine(middle - QPoint(reach, reach), middle + QPoint(reach, reach))
            painter.drawLine(middle - QPoint(reach, -reach), middle + QPoint(reach, -reach))
