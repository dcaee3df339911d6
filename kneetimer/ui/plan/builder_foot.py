"""The foot of the plan builder: whether the plan can be kept, in one sentence, and what it comes to."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneetimer.core.draft import DraftRule
from kneetimer.ui.controls.drawn_signs import draw_check
from kneetimer.ui.controls.sheet import finish_typing
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.text import Text
from kneetimer.ui.plan.builder_view import BuilderView
from kneetimer.ui.shell.theme import Theme

RADIUS = 16
LEFT = 52


class BuilderFoot(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: BuilderView | None = None
        self._refused = False
        self._verdict = Text(theme, px=18, weight=QFont.Weight.DemiBold, wrap=True)
        self._totals = Text(theme, px=17, weight=QFont.Weight.DemiBold, wrap=True)
        self._sums = Text(theme, px=15, wrap=True)
        column = self._column = QVBoxLayout(self)
        column.setSpacing(3)
        first = self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        first.setSpacing(12)
        first.addWidget(self._verdict, 1)
        first.addWidget(self._totals)
        column.addLayout(first)
        column.addWidget(self._sums)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def show_view(self, view: BuilderView) -> None:
        before = self._view
        if before is None or before.rule is not view.rule or self._verdict.text() != before.verdict:
            self._refused = False
        self._view = view
        self._verdict.setText(view.verdict)
        self._totals.setText(view.totals)
        self._sums.setText(view.sums)
        self._sums.setVisible(bool(view.sums))
        self._restyle()

    def show_refused(self) -> None:
        """Saving was asked for, and the sentence says why not."""
        self._refused = True
        self._restyle()

    def refuses(self, builder: QWidget) -> bool:
        """True where a number that was typed cannot be taken: the foot says why until it is mended."""
        why = finish_typing(builder)
        if not why:
            return False
        self._verdict.setText(why)
        self.show_refused()
        for number in builder.findChildren(Stepper):
            if number.is_wrong():
                number.refused.connect(self._say_verdict, Qt.ConnectionType.SingleShotConnection)
        return True

    @Slot()
    def _say_verdict(self) -> None:
        if self._view is not None:
            self.show_view(self._view)

    def _is_ready(self) -> bool:
        return self._view is not None and not self._view.blocks and not self._refused

    def _left(self) -> int:
        """The room of the sign, which is as large as the words."""
        return self._theme.px(LEFT)

    @Slot()
    def _restyle(self) -> None:
        self._column.setContentsMargins(self._left(), 12, 18, 12)
        self._arrange()
        self._verdict.set_role("danger" if self._refused else "ink")
        self.update()

    def _arrange(self) -> None:
        """The totals stand beside the verdict where they take less than half of the line, else below it."""
        wide = self._totals.fontMetrics().horizontalAdvance(self._totals.text()) + 2
        beside = wide <= self.width() / 2
        self._totals.setMinimumWidth(wide if beside else 0)
        self._totals.setMaximumWidth(wide if beside else 16_777_215)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._first.setDirection(across if beside else down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        ready = self._is_ready()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = QRectF(self.rect()).adjusted(1, 0, -1, -1)
            shape = QPainterPath()
            shape.addRoundedRect(rect.adjusted(0, -RADIUS, 0, 0), RADIUS, RADIUS)
            painter.setClipRect(self.rect())
            painter.fillPath(shape, QColor(palette.done.tint if ready else palette.raised))
            painter.fillRect(1, 0, self.width() - 2, 1, self._theme.color("line"))
            half = self._verdict.fontMetrics().height() / 2 + 1
            middle = QPointF(self._left() / 2 + 2, self._verdict.geometry().center().y() + 1)
            if self._view is not None and self._view.rule is DraftRule.READY and not self._refused:
                draw_check(painter, middle, 18, QColor(palette.done.text), 2.6)
            elif self._view is not None:
                painter.setPen(self._theme.color("danger" if self._refused else "ink"))
                painter.setFont(self._verdict.font())
                box = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
                painter.drawEllipse(box)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "!")
