"""The parts of a plan that is being built, one under the other, with the exercises of each.

Shows what it is given and says by signals what a person wants; keeps the keyboard where it was.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.plan import BlockKind
from kneetimer.core.plan_edit import REST_S, DosePlace
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.notation import PlainNotation
from kneetimer.ui.controls.sheet import finish_typing
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.text import Text
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.plan import builder_words as words
from kneetimer.ui.plan.builder_view import DraftPart
from kneetimer.ui.plan.draft_row import DraftRow
from kneetimer.ui.shell.theme import Theme


class DraftList(QWidget):
    """`sets_changed` and `amount_changed` carry a place and a number, `rests_changed` a part and seconds.

    `moved` carries a place, a part and the dose of it before which it goes.
    """

    sets_changed = Signal(object, int)
    amount_changed = Signal(object, int)
    rests_changed = Signal(object, int)
    removed = Signal(object)
    moved = Signal(object, object, int)
    stretches_asked = Signal()
    dragging = Signal(QPoint, str)  # where, and what; "" once it is let go

    def __init__(self, theme: Theme, figures: StillFigures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._shape: object = None
        self._parts: list[PartBox] = []
        self._go_to: DosePlace | None = None
        self._line_y: int | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 4, 18, 18)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        set_role(self, QAccessible.Role.List)
        self.setAccessibleName(tr(words.PLAN_PARTS))

    def show_parts(self, parts: tuple[DraftPart, ...]) -> None:
        at = self._focused()
        shape = tuple(part.shape for part in parts)
        if shape != self._shape:
            self._shape = shape
            self._build(parts)
        for box, part in zip(self._parts, parts, strict=True):
            box.show_part(part)
        if at is not None or self._go_to is not None:
            self._focus_again(at)
        self._go_to = None

    @Slot()
    def take_typed(self) -> None:
        """Take what is typed for a place of the plan before that place is another one's."""
        finish_typing(self)

    def rows(self) -> list[DraftRow]:
        return [row for box in self._parts for row in box.rows]

    def spot_at(self, point: QPoint) -> tuple[BlockKind, int] | None:
        """The part, and the dose of it, before which something dropped at a point of the screen goes."""
        here = self.mapFromGlobal(point)
        if not self.rect().contains(here):
            return None
        for box in self._parts:
            if here.y() < box.geometry().bottom() or box is self._parts[-1]:
                above = [row for row in box.rows if _middle(row, self) < here.y()]
                return box.kind, len(above)
        return None

    @Slot(QPoint)
    def show_spot(self, point: QPoint) -> None:
        """Mark where something that is dragged would go."""
        spot = self.spot_at(point)
        self._line_y = None
        if spot is not None:
            box = next(each for each in self._parts if each.kind is spot[0])
            self._line_y = box.y_before(spot[1], self)
        self.update()

    @Slot()
    def forget_spot(self) -> None:
        self._line_y = None
        self.update()

    def _focused(self) -> tuple[DosePlace, int] | None:
        """The row that has the keyboard, and at which of its parts."""
        for row in self.rows():
            for number, part in enumerate(row.parts()):
                if part.hasFocus():
                    return row.line.place, number
        return None

    def _focus_again(self, at: tuple[DosePlace, int] | None) -> None:
        rows = {row.line.place: row for row in self.rows()}
        place, part = at or (None, 0)
        place = self._go_to or place
        if place is None:
            return
        row = rows.get(place) or min(
            (row for row in self.rows() if row.line.place.kind == place.kind),
            key=lambda row: abs(row.line.place.number - place.number),
            default=next(iter(self.rows()), None),
        )
        target = row.parts()[part] if row is not None else self.parentWidget()
        if target is not None and not target.hasFocus():
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self, parts: tuple[DraftPart, ...]) -> None:
        for box in self._parts:
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._parts = [PartBox(self._theme, self._figures, part) for part in parts]
        for number, box in enumerate(self._parts):
            self._column.insertWidget(number, box)
            box.show()
            if box.rest is not None:
                box.rest.changed.connect(self._rest_changed)
            if box.usual is not None:
                box.usual.clicked.connect(self.stretches_asked)
            for row in box.rows:
                row.sets_changed.connect(self._sets_changed)
                row.amount_changed.connect(self._amount_changed)
                row.removed.connect(self._removed)
                row.moved.connect(self._moved)
                row.left.connect(self._left)
                row.dragged.connect(self._dragged)
                row.dropped.connect(self._dropped)
        # What is made in one place and put into another stands in no order of its own.
        for one, following in pairwise([each for box in self._parts for each in box.controls()]):
            QWidget.setTabOrder(one, following)

    def _row(self) -> DraftRow:
        row = self.sender()
        assert isinstance(row, DraftRow)
        return row

    @Slot(int)
    def _sets_changed(self, sets: int) -> None:
        self.sets_changed.emit(self._row().line.place, sets)

    @Slot(int)
    def _amount_changed(self, amount: int) -> None:
        self.amount_changed.emit(self._row().line.place, amount)

    @Slot(object)
    def _rest_changed(self, rest_s: object) -> None:
        box = next(box for box in self._parts if box.rest is self.sender())
        assert isinstance(rest_s, int | float)
        self.rests_changed.emit(box.kind, int(rest_s))

    @Slot()
    def _removed(self) -> None:
        row = self._row()
        self.take_typed()
        self.removed.emit(row.line.place)

    @Slot(int)
    def _moved(self, by: int) -> None:
        row = self._row()
        self.take_typed()
        place = row.line.place
        self._go_to = DosePlace(place.kind, place.first_week, max(0, place.number + by))
        self.moved.emit(place, place.block, max(0, place.number + by))

    @Slot(int)
    def _left(self, by: int) -> None:
        rows = self.rows()
        at = rows.index(self._row()) + by
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(QPoint)
    def _dragged(self, point: QPoint) -> None:
        self.show_spot(point)
        self.dragging.emit(point, self._row().line.name)

    @Slot(QPoint)
    def _dropped(self, point: QPoint) -> None:
        self.forget_spot()
        self.dragging.emit(point, "")
        spot, place = self.spot_at(point), self._row().line.place
        if spot is None:
            return
        kind, number = spot
        if kind is place.block and number > place.number:
            number -= 1  # the row itself goes from above
        self.moved.emit(place, kind, number)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._line_y is not None:
            with QPainter(self) as painter:
                painter.fillRect(18, self._line_y - 2, self.width() - 36, 4, self._theme.color("focus"))


def _middle(row: QWidget, above: QWidget) -> int:
    return row.mapTo(above, row.rect().center()).y()


class PartBox(QWidget):
    """One part: its name and length, its rest, and its rows or what to do while there are none."""

    def __init__(self, theme: Theme, figures: StillFigures, part: DraftPart) -> None:
        super().__init__()
        self.kind = part.kind
        self.rest: Stepper | None = None
        self.usual: Button | None = None
        # Made with their words: what gets them later is laid out for none until the next round of events.
        self._title = Text(theme, part.title, px=18, weight=QFont.Weight.DemiBold)
        self._length = Text(theme, part.length, px=15, role="soft")
        self._empty: _DropHere | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 6)
        column.setSpacing(0)
        head = Flow(10)
        head.addWidget(_beside(self._title, self._length))
        if part.rests is not None:
            self.rest = Stepper(
                theme, tr(words.REST), REST_S, notation=PlainNotation(REST_S), widest="45–120 s"
            )
            head.addWidget(_beside(Text(theme, tr(words.REST), px=15, role="soft"), self.rest))
        column.addLayout(head)
        column.addSpacing(8)
        has_sets = part.kind.has_rests
        self.rows = [DraftRow(theme, figures, line, has_sets=has_sets) for line in part.lines]
        for row in self.rows:
            column.addWidget(row)
        if not self.rows:
            self._empty = _DropHere(theme)
            column.addWidget(self._empty)
            if part.kind is BlockKind.COOL_DOWN:
                self.usual = Button(theme, tr(words.USUAL_THREE))
                self._empty.row.addWidget(self.usual)

    def controls(self) -> list[QWidget]:
        """Everything that Tab comes to, from top to bottom."""
        rest = [self.rest] if self.rest is not None else []
        usual = [self.usual] if self.usual is not None else []
        return [*rest, *(part for row in self.rows for part in row.parts()), *usual]

    def show_part(self, part: DraftPart) -> None:
        self._title.setText(part.title)
        self._length.setText(part.length)
        if self._empty is not None:
            self._empty.words.setText(part.empty)
        if self.rest is not None and part.rests is not None:
            least, most = part.rests
            span = (float(least), float(most))
            self.rest.show_value(least if least == most else None, None if least == most else span)
        for row, line in zip(self.rows, part.lines, strict=True):
            row.show_line(line)

    def y_before(self, number: int, above: QWidget) -> int:
        """Where the line stands before a dose, seen from a widget around this one."""
        if not self.rows:
            return self.mapTo(above, QPoint(0, self.height() - 8)).y()
        if number < len(self.rows):
            return self.rows[number].mapTo(above, QPoint(0, 0)).y()
        last = self.rows[-1]
        return last.mapTo(above, QPoint(0, last.height())).y()


def _beside(*widgets: QWidget) -> QWidget:
    """What stays together where a line is broken."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for widget in widgets:
        row.addWidget(widget)
    return both


class _DropHere(QWidget):
    """The outline of a part that has nothing yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = Text(theme, px=16, role="soft", wrap=True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 8, 8, 8)
        self.row.addWidget(self.words, 1)
        self.setMinimumHeight(60)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color("edge"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
