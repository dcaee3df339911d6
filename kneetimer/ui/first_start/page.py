"""The first start: the safety note, three short questions, and whether the count can be read.

One step at a time, each answered by keyboard alone. Stores nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.preferences import RANGES, Knee
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.choice_row import ChoiceRow
from kneetimer.ui.controls.scroll_box import ScrollBox
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.text import Text
from kneetimer.ui.first_start import safety, words
from kneetimer.ui.first_start.safety_text import SafetyText
from kneetimer.ui.settings import words as settings_words
from kneetimer.ui.shell.theme import Theme, font

CARD_WIDTH = 720
STEPS = 3
KNEES = (Knee.LEFT, Knee.RIGHT, Knee.BOTH, Knee.NEITHER)
SESSIONS = (2, 3)
COUNTERS = (True, False)
# The count of a session, whose ink must be at least 23 % of the window's height.
DIGITS_SHARE = 0.32


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """What a person answered, and the version of the safety note they acknowledged."""

    knee: Knee
    sessions_a_week: int
    coach_counts: bool
    session_text_size: int
    safety_version: str


class FirstStartPage(QWidget):
    finished = Signal(object)
    sound_test_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.acknowledge = Button(theme, tr(safety.ACKNOWLEDGE), ButtonKind.FILLED, key="Space", main=True)
        self.knee = ChoiceRow(theme, tr(words.KNEE_QUESTION), [tr(each) for each in settings_words.KNEES])
        self.sessions = ChoiceRow(theme, tr(words.SESSIONS_QUESTION), words.SESSIONS)
        self.counter = ChoiceRow(
            theme, tr(words.COUNT_QUESTION), [tr(each) for each in settings_words.COUNTERS]
        )
        self.go_on = Button(theme, tr(words.GO_ON), ButtonKind.FILLED, key="Space", main=True)
        self.finish = Button(theme, tr(words.FINISH), ButtonKind.FILLED, key="Space", main=True)
        self.smaller = Button(theme, tr(words.SMALLER))
        self.larger = Button(theme, tr(words.LARGER))
        self.play_sound = Button(theme, tr(words.PLAY_SOUND))
        self.digits = BigDigits(theme, words.READ_NUMBER)
        self._backs = [Button(theme, tr(words.BACK), tall=True) for _ in range(STEPS - 1)]
        self._stack = QStackedWidget()
        for step in (self._safety_step(), self._questions_step(), self._reading_step()):
            self._stack.addWidget(step)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.go_on.setEnabled(False)
        self._connect()

    def show_step(self, step: int) -> None:
        """Show one of the three steps, counted from 0."""
        self._stack.setCurrentIndex(step)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self) -> int:
        return self._stack.currentIndex()

    def show_session_text_size(self, percent: int) -> None:
        """Show the count in a text size of sessions, within its range."""
        allowed = RANGES["session_text_size"]
        self.digits.show_percent(round(min(max(percent, allowed.least), allowed.most)))
        self.smaller.setEnabled(self.digits.percent() > allowed.least)
        self.larger.setEnabled(self.digits.percent() < allowed.most)

    def _connect(self) -> None:
        self.acknowledge.clicked.connect(self._to_questions)
        self.go_on.clicked.connect(self._to_reading)
        self.finish.clicked.connect(self._finish)
        for row in (self.knee, self.sessions, self.counter):
            row.chosen.connect(self._answered)
        for button in self._backs:
            button.clicked.connect(self._back)
        self.smaller.clicked.connect(self._make_smaller)
        self.larger.clicked.connect(self._make_larger)
        self.play_sound.clicked.connect(self._request_sound)

    def _safety_step(self) -> QWidget:
        card, page = self._step_card(0, tr(safety.TITLE))
        card.column.addWidget(SafetyText(self._theme, px=17))
        card.column.addSpacing(24)
        card.column.addWidget(self.acknowledge)
        return page

    def _questions_step(self) -> QWidget:
        card, page = self._step_card(1, tr(words.QUESTIONS_TITLE))
        card.column.addWidget(Text(self._theme, tr(words.QUESTIONS_NOTE), role="soft", wrap=True))
        for question, note, row in (
            (words.KNEE_QUESTION, None, self.knee),
            (words.SESSIONS_QUESTION, None, self.sessions),
            (words.COUNT_QUESTION, words.COUNT_NOTE, self.counter),
        ):
            card.column.addSpacing(20)
            asked = Text(self._theme, tr(question), px=18, weight=QFont.Weight.DemiBold, wrap=True)
            card.column.addWidget(asked)
            if note is not None:
                card.column.addWidget(Text(self._theme, tr(note), px=14, role="soft", wrap=True))
            card.column.addSpacing(8)
            card.column.addWidget(row)
        card.column.addSpacing(28)
        card.column.addLayout(self._end_row(self.go_on, self._backs[0]))
        return page

    def _reading_step(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 24, 32, 28)
        column.setSpacing(6)
        centre = Qt.AlignmentFlag.AlignHCenter
        step = Text(self._theme, words.step_line(3, STEPS), px=14, role="soft")
        title = Text(
            self._theme, tr(words.READ_TITLE), px=30, weight=QFont.Weight.Bold, display=True, wrap=True
        )
        note = Text(self._theme, tr(words.READ_NOTE), role="soft", wrap=True)
        for text in (step, title, note):
            text.setAlignment(centre)
        column.addWidget(step)
        column.addWidget(title)
        column.addWidget(self.digits, 1)
        column.addWidget(note)
        column.addSpacing(18)
        tries = QHBoxLayout()
        tries.setSpacing(12)
        tries.addStretch(1)
        for button in (self.smaller, self.larger, self.play_sound):
            tries.addWidget(button)
        tries.addStretch(1)
        column.addLayout(tries)
        column.addSpacing(18)
        end = self._end_row(self.finish, self._backs[1])
        end.insertStretch(0, 1)
        column.addLayout(end)
        scroll = ScrollBox()
        scroll.setWidget(page)
        return scroll

    def _scrolled_on(self) -> bool:
        """Scroll the step a page further; False where its end is in sight."""
        page = self._stack.currentWidget()
        if not isinstance(page, ScrollBox):
            return False
        bar = page.verticalScrollBar()
        if bar.value() >= bar.maximum():
            return False
        bar.setValue(bar.value() + bar.pageStep())
        return True

    def _step_card(self, step: int, title: str) -> tuple[Card, QWidget]:
        scroll = ScrollPage(self._theme, widest=CARD_WIDTH)
        card = Card(self._theme, margin=40, spacing=4, radius=22)
        card.column.addWidget(Text(self._theme, words.step_line(step + 1, STEPS), px=14, role="soft"))
        card.column.addWidget(
            Text(self._theme, title, px=30, weight=QFont.Weight.Bold, display=True, wrap=True)
        )
        scroll.add_centred(card)
        return card, scroll

    def _end_row(self, main: Button, back: Button) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(main)
        row.addWidget(back)
        row.addStretch(1)
        return row

    @Slot()
    def _to_questions(self) -> None:
        self.show_step(1)

    @Slot()
    def _to_reading(self) -> None:
        self.show_step(2)

    @Slot()
    def _back(self) -> None:
        self.show_step(max(0, self.step() - 1))

    @Slot()
    def _answered(self) -> None:
        answers = (self.knee.choice(), self.sessions.choice(), self.counter.choice())
        self.go_on.setEnabled(None not in answers)

    @Slot()
    def _make_smaller(self) -> None:
        self.show_session_text_size(self.digits.percent() - 10)

    @Slot()
    def _make_larger(self) -> None:
        self.show_session_text_size(self.digits.percent() + 10)

    @Slot()
    def _request_sound(self) -> None:
        self.sound_test_requested.emit()

    @Slot()
    def _finish(self) -> None:
        knee, sessions, counter = self.knee.choice(), self.sessions.choice(), self.counter.choice()
        if knee is None or sessions is None or counter is None:
            self.show_step(1)
            return
        self.finished.emit(
            FirstAnswers(
                knee=KNEES[knee],
                sessions_a_week=SESSIONS[sessions],
                coach_counts=COUNTERS[counter],
                session_text_size=self.digits.percent(),
                safety_version=safety.SAFETY_VERSION,
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        one_key = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if one_key and not event.isAutoRepeat():
            # A step that is not all in sight is scrolled first: nothing is acknowledged unseen.
            if not self._scrolled_on():
                (self.acknowledge, self.go_on, self.finish)[self.step()].click()
        elif event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)


class BigDigits(QWidget):
    """A number in the size in which a session counts."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._percent = 100
        set_role(self, QAccessible.Role.StaticText)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def percent(self) -> int:
        return self._percent

    def show_percent(self, percent: int) -> None:
        self._percent = percent
        self.updateGeometry()
        self.update()

    def digits_px(self) -> float:
        """The size of the digits' font for the window as it is now."""
        window = self.window()
        scale = min(window.width() / 1280, window.height() / 800)
        return 800 * scale * DIGITS_SHARE * self._percent / 100

    def sizeHint(self) -> QSize:
        return QSize(300, round(self.digits_px() * 0.8))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, round(self.digits_px() * 0.8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # the digits go by the window

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setFont(font(self.digits_px(), QFont.Weight.Bold, display=True))
            painter.setPen(self._theme.color("ink"))
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._text)
