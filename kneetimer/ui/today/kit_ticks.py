"""The kit of the coming session with a tick each: what is not here today is done without, at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.drawn_button import DrawnButton
from kneetimer.ui.controls.drawn_signs import draw_check_in
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.text import Text, words_font
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import words
from kneetimer.ui.today.view import KitHere

BOX = 24
HEIGHT = 44


class KitTicks(Card):
    """`ticked` carries the id of a piece of kit and whether it is here.

    `loads_asked` asks for the weights and bands that the exercises are done with.
    """

    ticked = Signal(str, bool)
    loads_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, margin=18, spacing=0)
        self._rows: dict[str, KitTick] = {}
        self._hint = Text(theme, tr(words.KIT_HINT), px=15, role="soft", wrap=True)
        self._foot = Text(theme, px=15, role="soft", wrap=True)
        self.column.addWidget(Text(theme, tr(words.KIT), px=18, weight=QFont.Weight.DemiBold))
        self.column.addWidget(self._hint)
        self.column.addSpacing(6)
        self.column.addSpacing(8)
        self.column.addWidget(self._foot)
        self.column.addSpacing(12)
        self.loads = Button(theme, tr(words.LOADS), compact=True)
        self.column.addWidget(self.loads, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.loads.clicked.connect(self.loads_asked)

    def show_kit(self, kit: Sequence[KitHere], note: str) -> None:
        """Show what is needed; rows that stay keep the keyboard."""
        for gone in [each for each in self._rows if each not in {line.id for line in kit}]:
            row = self._rows.pop(gone)
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        first = self.column.indexOf(self._hint) + 2
        for at, line in enumerate(kit):
            tick = self._rows.get(line.id)
            if tick is None:
                tick = self._rows[line.id] = KitTick(self._theme, line)
                tick.toggled.connect(self._toggled)
                self.column.insertWidget(first + at, tick)
            tick.show_state(line.here)
        self.loads.raise_()  # Tab and screen readers come to it after the ticks, as eyes do
        self._hint.setVisible(bool(kit))
        self._foot.setText(note)

    @Slot(bool)
    def _toggled(self, here: bool) -> None:
        tick = self.sender()
        if isinstance(tick, KitTick):
            self.ticked.emit(tick.kit, here)


class KitTick(DrawnButton, QCheckBox):
    """A piece of kit: its name and a box with a check where it is here."""

    def __init__(self, theme: Theme, line: KitHere) -> None:
        super().__init__()
        self._theme = theme
        self.kit = line.id
        self.setText(line.name)
        self.setAccessibleName(line.name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wants_ring(self, 8)
        theme.changed.connect(self._restyle)

    def _font(self) -> QFont:
        return words_font(self._theme.px(16), QFont.Weight.Medium)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        width = round(metrics.horizontalAdvance(self.text())) + BOX + 16
        return QSize(width, max(HEIGHT, round(metrics.height()) + 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(0, 0, self.width(), 0)
            painter.setFont(self._font())
            painter.setPen(theme.color("ink" if self.isChecked() else "soft"))
            words_ = QRectF(0, 0, self.width() - BOX - 12, self.height())
            painter.drawText(words_, Qt.AlignmentFlag.AlignVCenter, self.text())
            box = QRectF(self.width() - BOX - 1, (self.height() - BOX) / 2, BOX, BOX)
            painter.setPen(QPen(theme.color("ink" if self.isChecked() else "edge"), 1.5))
            painter.setBrush(theme.color("ink" if self.isChecked() else "surface"))
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 6, 6)
            if self.isChecked():
                draw_check_in(painter, box, theme.color("on_ink"))
