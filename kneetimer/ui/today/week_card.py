"""The card of the week on Today: its days with sessions and runs, and what a person can do about them.

Shows what it is given and says what a person wants; decides nothing.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.drawn_button import DrawnButton
from kneetimer.ui.controls.drawn_signs import Direction, draw_arrow
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import run_words as words
from kneetimer.ui.today import week_words
from kneetimer.ui.today.day_panel import DayPanel, DayRuns
from kneetimer.ui.today.run_files import RunFilesPanel
from kneetimer.ui.today.week_days import Day, DayPlace, SessionPlace
from kneetimer.ui.today.week_strip import WeekStrip

ARROW_SIZE = 44
TOP = 10
NARROW = 840  # a card narrower than this has its buttons under its title
MOST_SHIFT = 12  # weeks back and ahead; older runs come from files


class WeekCard(Card):
    """`day_opened` names a day whose runs are to be shown, `week_shifted` the week counted from this one.

    `unfolded` names what has just opened in the card, so that it can be scrolled to.
    `panel_made` comes once, when it is first needed: most starts do without. `session_taken` names a session
    that is to be moved, and wants `show_places`; `session_moved` says to which day.
    """

    day_opened = Signal(object)
    week_shifted = Signal(int)
    import_requested = Signal()
    files_dropped = Signal(object)
    unfolded = Signal(QWidget)
    panel_made = Signal(QWidget)
    schedule_requested = Signal()
    session_taken = Signal(object)
    session_moved = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, margin=18, spacing=8)
        self._theme = theme
        self._days: tuple[Day, ...] = ()
        self._narrow = False
        self._panel: DayPanel | None = None
        self._run_files: RunFilesPanel | None = None
        self._said = ""  # beside the title, while no session is in hand
        self._shift = 0
        self._title = Text(theme, px=18, weight=QFont.Weight.DemiBold)
        self._note = Text(theme, role="soft", wrap=True)
        self._warning = Text(theme, role="caution", weight=QFont.Weight.DemiBold, wrap=True)
        self.earlier = _ArrowButton(theme, tr(words.EARLIER_WEEK), Direction.LEFT)
        self.later = _ArrowButton(theme, tr(words.LATER_WEEK), Direction.RIGHT)
        self.strip = WeekStrip(theme)
        self.import_button = Button(theme, tr(words.IMPORT_RUNS), compact=True)
        self.schedule_button = Button(theme, tr(words.SCHEDULE), compact=True)
        said = QHBoxLayout()
        said.setSpacing(14)
        said.addWidget(self._title)
        said.addWidget(self._note, 1)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignTop)
        actions.addWidget(self.later, 0, Qt.AlignmentFlag.AlignTop)
        asking = Flow(gap=8)  # one below the other where there is no room for both
        asking.addWidget(self.import_button)
        asking.addWidget(self.schedule_button)
        actions.addLayout(asking, 1)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(4)
        self._head.addLayout(said, 1)
        self._head.addLayout(actions)
        # The buttons are higher than the words beside them and take up a part of the margin.
        margins = self.column.contentsMargins()
        self.column.setContentsMargins(margins.left(), TOP, margins.right(), margins.bottom())
        self.column.addLayout(self._head)
        self.column.addWidget(self.strip)
        self.column.addWidget(self._warning)
        self.setAcceptDrops(True)
        self._connect()

    def _connect(self) -> None:
        self.strip.day_chosen.connect(self._chose_day)
        self.strip.turned.connect(self._shift_by)
        self.strip.hand.taken.connect(self.session_taken)
        self.strip.hand.held_over.connect(self._say_place)
        self.strip.hand.moved.connect(self._moved)
        self.earlier.clicked.connect(self._turn_by_arrow)
        self.later.clicked.connect(self._turn_by_arrow)
        self.import_button.clicked.connect(self.import_requested)
        self.schedule_button.clicked.connect(self.schedule_requested)

    @property
    def panel(self) -> DayPanel:
        """The runs of a day, below the week."""
        if self._panel is None:
            self._panel = DayPanel(self._theme)
            self._panel.hide()
            self._panel.arrange(self._narrow)
            self._panel.closed.connect(self.close_day)
            self.column.insertWidget(self.column.indexOf(self._warning) + 1, self._panel)
            self.panel_made.emit(self._panel)
        return self._panel

    @property
    def run_files(self) -> RunFilesPanel:
        """What is told and asked about files of runs, at the end of the card; made when first needed."""
        if self._run_files is None:
            self._run_files = RunFilesPanel(self._theme)
            self.column.addWidget(self._run_files)
        return self._run_files

    def show_week(self, title: str, note: str, warning: str, days: tuple[Day, ...], shift: int) -> None:
        self._days = days
        self._shift = shift
        self._title.setText(title)
        self._said = note
        self._note.setText(note)
        can_move = any(day.movable is not None for day in days)
        self.strip.setToolTip(tr(week_words.MOVE_HINT) if can_move else "")
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self.strip.show_days(days)
        self.strip.setAccessibleName(f"{title}. {tr(words.DAY_HINT)}")
        self.earlier.setEnabled(shift > -MOST_SHIFT)
        self.later.setEnabled(shift < MOST_SHIFT)
        self._mark_open()

    def show_places(self, places: tuple[DayPlace, ...]) -> None:
        """What each day is like for the session that was taken."""
        self.strip.hand.show_places(places)

    def take_next(self) -> None:
        """Take the next session that is shown up, to be moved by keyboard or by a click."""
        found = [(at, day.movable) for at, day in enumerate(self._days) if day.movable is not None]
        if found:
            number, session = found[0]
            assert session is not None
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)
            self.strip.stand_at(number)
            self.strip.hand.pick_up(session, number)
            self.unfolded.emit(self.strip)

    def days(self) -> tuple[date, ...]:
        """The days that are shown."""
        return tuple(day.date for day in self._days if day.date is not None)

    def show_day(self, view: DayRuns) -> None:
        """Show the runs of a day below the week."""
        opening = self.open_day() != view.day
        self.panel.show_runs(view)
        self.panel.show()
        self._mark_open()
        if opening:
            if self.window().focusWidget() is self.strip:
                # Only the keyboard goes along: after a click Space stays the key that starts.
                self.panel.kinds[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self.unfolded.emit(self.panel)

    def open_day(self) -> date | None:
        """The day whose runs are shown."""
        return None if self._panel is None or self._panel.isHidden() else self._panel.day()

    @Slot()
    def close_day(self) -> None:
        held = self.window().focusWidget()
        if held is not None and self.panel.isAncestorOf(held):
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)
        self.panel.hide()
        self._mark_open()

    def _mark_open(self) -> None:
        opened = self.open_day()
        numbers = [number for number, day in enumerate(self._days) if day.date == opened]
        self.strip.show_open(numbers[0] if opened is not None and numbers else None)

    @Slot(int)
    def _chose_day(self, number: int) -> None:
        if self._days[number].date == self.open_day():
            self.close_day()
        else:
            self.day_opened.emit(self._days[number].date)

    @Slot()
    def _turn_by_arrow(self) -> None:
        self._shift_by(-1 if self.sender() is self.earlier else 1)

    @Slot(int)
    def _shift_by(self, weeks: int) -> None:
        shift = min(max(self._shift + weeks, -MOST_SHIFT), MOST_SHIFT)
        if shift != self._shift:
            self.week_shifted.emit(shift)

    @Slot()
    def _say_place(self) -> None:
        """Say what the day is like over which a session is held."""
        self._note.setText(self.strip.hand.words() or self._said)

    @Slot(object, int)
    def _moved(self, session: SessionPlace, number: int) -> None:
        self.session_moved.emit(session, self._days[number].date)

    def arrange(self, width: int) -> None:
        """Take on the width that the page has for the card."""
        narrow = width < self._theme.px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(direction)
        self._narrow = narrow
        if self._panel is not None:
            self._panel.arrange(narrow)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _files_in(event)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)


class _ArrowButton(DrawnButton, QAbstractButton):
    """A drawn arrow."""

    def __init__(self, theme: Theme, name: str, direction: Direction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._direction = direction
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        wants_ring(self, ARROW_SIZE // 2)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(ARROW_SIZE, ARROW_SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.isEnabled() and (self.isDown() or self.underMouse()):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color("background"))
                painter.drawEllipse(self.rect())
            painter.setOpacity(1.0 if self.isEnabled() else 0.3)
            painter.setPen(QPen(self._theme.color("ink"), 1))
            centre = QPointF(self.width() / 2, self.height() / 2)
            draw_arrow(painter, centre, 18, self._direction, self._theme.color("ink"))


def _files_in(event: QDropEvent) -> tuple[Path, ...]:
    urls = event.mimeData().urls()
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
