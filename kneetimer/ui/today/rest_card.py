"""Today's card on a day on which the knee says to rest: where the session goes, and the second way to it.

Shows what it is given; neither moves nor begins anything.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.text import Text
from kneetimer.ui.session.labelled_strip import LabelledStrip
from kneetimer.ui.shell.theme import Theme, font
from kneetimer.ui.today import words
from kneetimer.ui.today.anyway_question import AnywayQuestion
from kneetimer.ui.today.view import RestCardView


class RestCard(Card):
    """`rest_requested` is the press of the filled button, `day_requested` asks for another day.

    `start_requested` asks for the session all the same, about which `anyway` then asks once more.
    """

    rest_requested = Signal()
    day_requested = Signal()
    start_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, role="rest_tint", outline="rest_line", margin=20, spacing=6)
        self._view: RestCardView | None = None
        self._pill = _Pill(theme)
        self._title = Text(theme, px=24, weight=QFont.Weight.DemiBold, display=True, wrap=True)
        self._why = Text(theme, wrap=True)
        self.rest = Button(theme, tr(words.REST), ButtonKind.REST, key="Space", main=True)
        self.another = Button(theme, tr(words.ANOTHER_DAY), tall=True)
        self._can = Text(theme, tr(words.STILL_POSSIBLE), wrap=True)
        self.start = Button(theme, tr(words.TRAIN_ANYWAY))
        self._line = _Line(theme)
        self.anyway = AnywayQuestion(theme)
        buttons = Flow(12)
        buttons.addWidget(self.rest)
        buttons.addWidget(self.another)
        still = QHBoxLayout()
        still.setSpacing(12)
        still.addWidget(self._can, 1)
        still.addWidget(self.start)
        for widget in (self._pill, self._title, self._why):
            self.column.addWidget(widget)
        self.column.addSpacing(8)
        self.column.addLayout(buttons)
        self.column.addStretch(1)
        self.column.addWidget(self._line)
        self.column.addLayout(still)
        self.column.addWidget(self.anyway)
        self.rest.clicked.connect(self.rest_requested)
        self.another.clicked.connect(self.day_requested)
        self.start.clicked.connect(self.start_requested)

    def show_card(self, view: RestCardView) -> None:
        self._view = view
        self._title.setText(view.title)
        self._why.setText(view.why)
        self._show_buttons()

    def ask(self, question: str, yes: str) -> None:
        """Ask whether to begin all the same; `anyway` has the answer."""
        self.anyway.ask(question, yes)
        self._show_buttons()

    def stop_asking(self) -> None:
        self.anyway.hide()
        self._show_buttons()

    def can_rest(self) -> bool:
        """True while resting would move the session."""
        return self._view is not None and self._view.can_rest

    def _show_buttons(self) -> None:
        asking = self.anyway.is_asking()
        self._pill.setVisible(not asking)
        self._can.setVisible(not asking)
        self.start.setVisible(not asking)
        self.rest.setVisible(self.can_rest())


class WaitingCard(Card):
    """Beside it: the session that waits, and when somebody should look at the knee."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, margin=18, spacing=8)
        self._title = Text(theme, px=18, weight=QFont.Weight.DemiBold, wrap=True)
        self._length = Text(theme, px=15, role="soft", wrap=True)
        self._strip = LabelledStrip(theme, tr(words.SESSION_STRIP))
        self._strip.labels.hide()
        self.column.addWidget(self._title)
        self.column.addWidget(self._length)
        self.column.addWidget(self._strip)
        for sentence in words.WHEN_TO_SEE:
            self.column.addWidget(Text(theme, tr(sentence), px=15, wrap=True))
        self.column.addStretch(1)

    def show_card(self, view: RestCardView) -> None:
        self._title.setText(view.waits)
        self._length.setText(view.length)
        self._strip.show_parts(view.blocks, view.parts, None)


class _Pill(QWidget):
    """The word REST on the colour of rest."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return font(self._theme.px(15), QFont.Weight.Bold)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        return QSize(round(metrics.horizontalAdvance(tr(words.REST_PILL))) + 28, round(metrics.height()) + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.palette.rest.accent))
            painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
            painter.setPen(self._theme.color("on_accent"))
            painter.setFont(self._font())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr(words.REST_PILL))


class _Line(QWidget):
    """A hairline."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(9)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(0, 4, self.width(), 1, self._theme.color("rest_line"))
