"""A chart on its card: title, legend, the chart or its numbers as a table, and the read-out under it.

Every chart can be read as a table, saved and copied. The drawn part is made when it is first
wanted, because it brings pyqtgraph along.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAction, QFont, QGuiApplication, QPainter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.menu_button import ArrowButton, MoreButton
from kneetimer.ui.controls.spoken import announce, set_role
from kneetimer.ui.controls.text import Text
from kneetimer.ui.progress import words
from kneetimer.ui.progress.charts.calendar import Calendar
from kneetimer.ui.progress.charts.legend import Legend
from kneetimer.ui.progress.charts.number_table import NumberTable
from kneetimer.ui.progress.charts.picture import Picture
from kneetimer.ui.progress.charts.values import CalendarView, ChartView, Key, Numbers
from kneetimer.ui.shell.theme import Theme

if TYPE_CHECKING:
    from kneetimer.ui.progress.charts.plot import Plot


class PictureCard(Card):
    """The frame that charts and the calendar have in common. Subclasses put their body into it."""

    reading_lines = 2

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, spacing=6)
        self._numbers = Numbers((), ())
        self._sentence = ""
        self._title = Text(theme, title, px=18, weight=QFont.Weight.DemiBold)
        self._note = Text(theme, "", px=14, role="soft", wrap=True)
        self._legend = Legend(theme)
        self._stack = QStackedWidget()
        self._table: NumberTable | None = None
        self._line = Text(theme, "", px=14, wrap=True)
        self._line.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._more = MoreButton(theme, words.more_of(title))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(4)
        self._lay_out()
        self._actions = self._add_actions()
        theme.changed.connect(self._set_reading_height)
        self._set_reading_height()

    def shows_table(self) -> bool:
        return self._table is not None and self._stack.currentWidget() is self._table

    def picture(self) -> Picture:
        """The chart as it is now, as a picture of its own."""
        body = self._body()
        return Picture(
            theme=self._theme,
            title=self._title.text(),
            note=self._note.text(),
            sentence=self._sentence,
            size=body.size(),
            body=self.paint_body,
            legend=self._legend.paint,
            legend_height=self._legend.height_at(body.width()),
        )

    def save_picture(self, path: Path) -> None:
        """Write the picture, and say so under the chart where that does not work."""
        if not self.picture().save(path):
            self._line.setText(words.not_saved(str(path)))

    def paint_body(self, painter: QPainter, target: QRectF) -> None:
        raise NotImplementedError

    def show_words(self, note: str, sentence: str, keys: tuple[Key, ...], numbers: Numbers) -> None:
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._sentence = sentence
        self._numbers = numbers
        self._legend.show_keys(keys)
        self._line.setText(sentence)
        if self._table is not None:
            self._table.show_numbers(self._title.text(), numbers)

    @Slot(str)
    def show_reading(self, text: str) -> None:
        """The words of the place that is looked at, or the chart's own sentence."""
        self._line.setText(text or self._sentence)

    @Slot()
    def toggle_table(self) -> None:
        if self._table is None:
            self._table = NumberTable(self._theme)
            self._table.show_numbers(self._title.text(), self._numbers)
            self._stack.addWidget(self._table)
        shown = not self.shows_table()
        self._stack.setCurrentWidget(self._table if shown else self._body())
        self._legend.setVisible(not shown and self._legend.height() > 0)
        self._actions[0].setText(tr(words.SHOW_CHART) if shown else tr(words.SHOW_TABLE))

    @Slot()
    def _save_png(self) -> None:
        self._ask_and_save("png")

    @Slot()
    def _save_svg(self) -> None:
        self._ask_and_save("svg")

    @Slot()
    def _copy_picture(self) -> None:
        QGuiApplication.clipboard().setImage(self.picture().as_image())

    @Slot()
    def _copy_numbers(self) -> None:
        QGuiApplication.clipboard().setText(self._numbers.as_text())

    @Slot()
    def _set_reading_height(self) -> None:
        # Always room for the longest read-out, so that nothing moves while one looks around.
        self._line.setMinimumHeight(self.reading_lines * self._line.fontMetrics().lineSpacing() + 2)

    def _body(self) -> QWidget:
        """The chart itself, which stands before its table."""
        body = self._stack.widget(0)
        assert body is not None
        return body

    def _ask_and_save(self, kind: str) -> None:
        name = f"{self._title.text().lower().replace(' × ', '-').replace(' ', '-')}.{kind}"
        path, _ = QFileDialog.getSaveFileName(self, self._title.text(), name, f"{kind.upper()} (*.{kind})")
        if path:
            chosen = Path(path)
            self.save_picture(chosen if chosen.suffix else chosen.with_suffix(f".{kind}"))

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._note)
        self.buttons.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(titles, 1)
        head.addLayout(self.buttons)
        head.setAlignment(self.buttons, Qt.AlignmentFlag.AlignTop)
        self.column.setContentsMargins(22, 14, 14, 16)
        self.column.addLayout(head)
        self.column.addWidget(self._legend)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(self._line)

    def _add_actions(self) -> list[QAction]:
        actions = [
            QAction(text, self)
            for text in (
                tr(words.SHOW_TABLE),
                tr(words.SAVE_PNG),
                tr(words.SAVE_SVG),
                tr(words.COPY_PICTURE),
                tr(words.COPY_NUMBERS),
            )
        ]
        slots = (
            self.toggle_table,
            self._save_png,
            self._save_svg,
            self._copy_picture,
            self._copy_numbers,
        )
        for action, slot in zip(actions, slots, strict=True):
            action.triggered.connect(slot)
            self._more.menu().addAction(action)
        return actions


class ChartCard(PictureCard):
    """A chart, which is drawn when it is asked to."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._view: ChartView | None = None
        self._plot: Plot | None = None
        self._frame = QWidget()
        self._stack.addWidget(self._frame)

    def is_drawn(self) -> bool:
        return self._plot is not None

    def show_view(self, view: ChartView) -> None:
        """Show other numbers: in words at once, drawn as soon as the plot is there."""
        self._view = view
        self._title.setText(view.title)
        self.show_words(view.note, view.sentence, view.keys, view.numbers)
        if self._plot is not None:
            self._plot.show_view(view)

    @Slot()
    def draw(self) -> None:
        """Make the plot, once."""
        if self._plot is not None:
            return
        # Here and not at the top: pyqtgraph and numpy take a third of a second to import, which
        # the start of the program must not pay for.
        from kneetimer.ui.progress.charts.plot import Plot

        plot = Plot(self._theme)
        set_role(plot, QAccessible.Role.Chart)
        plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the chart itself has the keyboard
        plot.read.connect(self.show_reading)
        plot.read.connect(self._announce)
        if self._view is not None:
            plot.show_view(self._view)
        self._plot = plot
        shown = self.shows_table()
        self._stack.insertWidget(0, plot)
        self._stack.removeWidget(self._frame)
        self._frame.deleteLater()
        if not shown:
            self._stack.setCurrentWidget(plot)
        zoom = QAction(tr(words.ZOOM), self)
        zoom.setCheckable(True)
        zoom.toggled.connect(plot.box.set_zoomable)
        self._actions.append(zoom)
        self._more.menu().addAction(zoom)

    @Slot(str)
    def _announce(self, text: str) -> None:
        """A chart has no items that a screen reader could come to by arrows; a calendar has."""
        if self._body().hasFocus():
            announce(self, text)

    def paint_body(self, painter: QPainter, target: QRectF) -> None:
        self.draw()
        assert self._plot is not None
        self._plot.paint(painter, target)


class CalendarCard(PictureCard):
    """The calendar with its arrows. `looked_back` comes before a page of earlier weeks is shown."""

    looked_back = Signal()
    opened = Signal(object)
    reading_lines = 1

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr(words.CALENDAR_TITLE), parent)
        self._page: Callable[[int], CalendarView] | None = None
        self._pages_back = 0
        self.calendar = Calendar(theme)
        self._stack.addWidget(self.calendar)
        self._earlier = ArrowButton(theme, tr(words.EARLIER), forward=False)
        self._later = ArrowButton(theme, tr(words.LATER), forward=True)
        self.buttons.insertWidget(0, self._earlier)
        self.buttons.insertWidget(1, self._later)
        self.buttons.setSpacing(0)
        self.calendar.read.connect(self.show_reading)
        self.calendar.opened.connect(self.opened)
        self._earlier.clicked.connect(self._go_back)
        self._later.clicked.connect(self._go_on)

    def show_pages(self, page: Callable[[int], CalendarView]) -> None:
        """Show what `page` gives for the page that is looked at, counted back from the newest."""
        self._page = page
        self._show()

    def _show(self) -> None:
        if self._page is None:
            return
        view = self._page(self._pages_back)
        self.calendar.show_view(view)
        self.calendar.setAccessibleName(words.calendar_spoken(view.title))
        self._earlier.setEnabled(view.has_earlier)
        self._later.setEnabled(view.has_later)
        self.show_words(view.title, "", view.keys, view.numbers)

    def paint_body(self, painter: QPainter, target: QRectF) -> None:
        self.calendar.paint(painter, QRectF(QPointF(target.topLeft()), target.size()))

    @Slot()
    def _go_back(self) -> None:
        self.looked_back.emit()
        self._pages_back += 1
        self._show()

    @Slot()
    def _go_on(self) -> None:
        self._pages_back = max(0, self._pages_back - 1)
        self._show()
