"""One exercise in full: its moving figure, what it works and why, the steps, its variants, its kit.

Shows an entry of exercises_view; says what a person wants and changes nothing itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.chip import Chip
from kneetimer.ui.controls.choice_flow import ChoiceFlow
from kneetimer.ui.controls.choice_row import ChoiceRow
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.scroll_box import ScrollBox
from kneetimer.ui.controls.setting_row import SettingRow
from kneetimer.ui.controls.text import Text
from kneetimer.ui.exercises import words
from kneetimer.ui.exercises.load_section import LoadSection
from kneetimer.ui.exercises.view import Entry, ExerciseWay, KitLine
from kneetimer.ui.figures.moving_figure import MovingFigure
from kneetimer.ui.shell.theme import Theme

FIGURE_HEIGHT = 250
TWO_COLUMNS = 660  # from here on the words stand beside the figure
EDGE = 6  # room for the focus ring inside of what scrolls


class ExerciseDetail(Card):
    """`practise_requested` names the exercise and its variant or None; `kit_marked` a kit and its lack."""

    practise_requested = Signal(str, object)
    kit_marked = Signal(str, bool)

    def __init__(
        self, theme: Theme, clock: Callable[[], float] = monotonic, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent, margin=16, spacing=10)
        self._theme = theme
        self._entry: Entry | None = None
        self._way = 0
        self.moving = MovingFigure(theme, clock)
        self.play = Button(theme, tr(words.PAUSE), compact=True, says=(tr(words.PLAY),))
        self.sides = ChoiceRow(theme, tr(words.SIDE), [tr(each) for each in words.SIDES])
        self.views = ChoiceRow(theme, tr(words.VIEW), [tr(each) for each in words.VIEWS])
        self.ways = ChoiceFlow(theme, tr(words.WAY))
        self.load = LoadSection(theme)
        self.practise = Button(theme, tr(words.PRACTISE), ButtonKind.FILLED, key="P", main=True)
        self.kit_buttons: dict[str, Button] = {}
        self._name = Text(theme, px=22, weight=QFont.Weight.DemiBold, display=True, wrap=True)
        self._chips = Flow()
        self._why = Text(theme, role="soft", wrap=True)
        self._running_title = _small_title(theme, tr(words.RUNNING_TITLE))
        self._running = Text(theme, wrap=True)
        self._steps = QVBoxLayout()
        self._ways_title = _small_title(theme, tr(words.WAYS_TITLE))
        self._way_note = Text(theme, role="soft", wrap=True)
        self._stop = Text(theme, wrap=True)
        self._in_plan = Text(theme, weight=QFont.Weight.DemiBold, wrap=True)
        self._kit = QVBoxLayout()
        self._practice = Text(theme, px=14, role="soft", wrap=True)
        self._scroll = ScrollBox()
        self._picture = QWidget()
        self._beside: bool | None = None  # the picture beside the words, not above them
        self._lay_out()
        self.sides.show_choice(1)
        self.views.show_choice(0)
        self._connect()

    def show_entry(self, entry: Entry) -> None:
        """Show an exercise; another one starts from its plain way and from the top."""
        old, self._entry = self._entry, entry
        if old is None or old.id != entry.id:
            self._way = 0
            self.load.kg.give_up()  # what was typed was about the other one
            self._scroll.verticalScrollBar().setValue(0)
        if old is None or (old.id, old.muscles, old.steps) != (entry.id, entry.muscles, entry.steps):
            self._show_words(entry)
        self.ways.show_choices([way.name for way in entry.ways], self._way)
        for widget in (self._ways_title, self.ways):
            widget.setVisible(len(entry.ways) > 1)
        self._in_plan.setText(entry.in_plan)
        self._in_plan.setVisible(bool(entry.in_plan))
        self._show_way()

    def entry(self) -> Entry | None:
        return self._entry

    def way(self) -> ExerciseWay | None:
        """The way that is shown: plain, or a variant."""
        return self._entry.ways[self._way] if self._entry is not None else None

    def _show_words(self, entry: Entry) -> None:
        self._name.setText(entry.name)
        self._chips.clear()
        for muscle in entry.muscles:
            self._chips.addWidget(Chip(self._theme, muscle))
        self._why.setText(entry.why)
        self._running.setText(entry.running)
        for widget in (self._running_title, self._running):
            widget.setVisible(bool(entry.running))
        _empty(self._steps)
        for number, step in enumerate(entry.steps, start=1):
            self._steps.addWidget(_Step(self._theme, number, step))
        self._stop.setText(entry.stop_if)

    def _show_way(self) -> None:
        way = self.way()
        if way is None or self._entry is None:
            return
        self.moving.show_exercise(
            self._entry.id, way.id, self._entry.name, way.tempo, alternates=way.alternates
        )
        self.sides.setVisible(way.sides)
        self.views.setVisible(self.moving.has_front())
        self._way_note.setText(way.note)
        self._way_note.setVisible(bool(way.note))
        self._practice.setText(way.practice)
        self.load.show_line(way.load)
        self._show_kit(way.kit)

    def _show_kit(self, kit: tuple[KitLine, ...]) -> None:
        held = next((id_ for id_, button in self.kit_buttons.items() if button.hasFocus()), None)
        _empty(self._kit)
        self.kit_buttons = {}
        if not kit:
            self._kit.addWidget(Text(self._theme, tr(words.NO_KIT), role="soft", wrap=True))
        for number, line in enumerate(kit):
            button = Button(self._theme, tr(words.I_HAVE if line.missing else words.I_HAVE_NOT), compact=True)
            button.setAccessibleName(words.kit_button_name(line.label, missing=line.missing))
            button.clicked.connect(self._mark)
            self.kit_buttons[line.id] = button
            row = SettingRow(self._theme, line.label, button, caption=line.note, first=number == 0)
            self._kit.addWidget(row)
        # What was just made would have the keyboard last.
        stops = [self.play, *self.ways.buttons(), *self.load.stops()]
        stops += [*self.kit_buttons.values(), self.practise]
        # Qt passes over an order with a widget in it that takes no keyboard, such as a way that is not taken.
        stops = [each for each in stops if each.focusPolicy() is not Qt.FocusPolicy.NoFocus]
        for before, after in itertools.pairwise(stops):
            QWidget.setTabOrder(before, after)
        if held in self.kit_buttons:
            self.kit_buttons[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = self._words = QVBoxLayout(inside)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(8)
        picture = QVBoxLayout(self._picture)
        picture.setContentsMargins(0, 0, 0, 0)
        picture.setSpacing(8)
        picture.addWidget(self.moving)
        controls = QHBoxLayout()
        controls.setSpacing(8)
        controls.addWidget(self.sides)
        controls.addWidget(self.views)
        controls.addStretch(1)
        controls.addWidget(self.play)
        picture.addLayout(controls)
        picture.addStretch(1)
        column.addWidget(self._name)
        column.addLayout(self._chips)
        for widget in (self._in_plan, self._why, self._running_title, self._running):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(_small_title(self._theme, tr(words.STEPS_TITLE)))
        self._steps.setSpacing(4)
        column.addLayout(self._steps)
        column.addSpacing(4)
        column.addWidget(self._ways_title)
        column.addWidget(self.ways)
        column.addWidget(self._way_note)
        column.addWidget(self.load)
        column.addSpacing(4)
        column.addWidget(_small_title(self._theme, tr(words.STOP_TITLE)))
        column.addWidget(self._stop)
        column.addSpacing(4)
        column.addWidget(_small_title(self._theme, tr(words.KIT_TITLE)))
        self._kit.setSpacing(0)
        column.addLayout(self._kit)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self._halves = QHBoxLayout()
        self._halves.setSpacing(24)
        self._halves.addWidget(self._scroll, 1)
        self.column.addLayout(self._halves, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(EDGE, 0, EDGE, 0)
        foot.setSpacing(14)
        foot.addWidget(self.practise)
        foot.addWidget(self._practice, 1)
        self.column.addLayout(foot)
        self._restyle()

    def _connect(self) -> None:
        self.play.clicked.connect(self.toggle_playing)
        self.moving.playing_changed.connect(self._playing_changed)
        self.sides.chosen.connect(self._side_chosen)
        self.views.chosen.connect(self._view_chosen)
        self.ways.chosen.connect(self._way_chosen)
        self.practise.clicked.connect(self.ask_practice)
        self._theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.moving.setFixedHeight(self._theme.px(FIGURE_HEIGHT))
        beside = self.width() >= self._theme.px(TWO_COLUMNS)
        if beside == self._beside:
            return
        self._beside = beside
        # Beside the words the picture stays in sight while they are read; above, it scrolls with them.
        if beside:
            self._halves.insertWidget(0, self._picture, 1)
        else:
            self._words.insertWidget(0, self._picture)
        self._picture.setContentsMargins(EDGE if beside else 0, EDGE if beside else 0, 0, 0)
        self._picture.show()

    def scroll_by_key(self, key: int) -> bool:
        """Scroll the words as a key asks for; False for a key that asks for nothing of the kind."""
        return self._scroll.scroll_by_key(key)

    @Slot()
    def toggle_playing(self) -> None:
        """Let the figure move, or stop it."""
        self.moving.set_playing(not self.moving.is_playing())

    @Slot()
    def ask_practice(self) -> None:
        way = self.way()
        if way is not None and self._entry is not None:
            self.practise_requested.emit(self._entry.id, way.id)

    @Slot(bool)
    def _playing_changed(self, playing: bool) -> None:
        self.play.setText(tr(words.PAUSE if playing else words.PLAY))
        self.play.setAccessibleName(tr(words.PAUSE_MOVEMENT) if playing else tr(words.PLAY_MOVEMENT))

    @Slot(int)
    def _side_chosen(self, number: int) -> None:
        self.moving.set_left(number == 0)

    @Slot(int)
    def _view_chosen(self, number: int) -> None:
        self.moving.set_front(number == 1)

    @Slot(int)
    def _way_chosen(self, number: int) -> None:
        self._way = number
        self._show_way()

    @Slot()
    def _mark(self) -> None:
        way = self.way()
        pressed = self.sender()
        for line in way.kit if way is not None else ():
            if self.kit_buttons.get(line.id) is pressed:
                self.kit_marked.emit(line.id, not line.missing)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()


class _Step(QWidget):
    """A numbered step; the number keeps its own column."""

    def __init__(self, theme: Theme, number: int, text: str) -> None:
        super().__init__()
        self._text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        counter = Text(theme, f"{number}.")
        counter.setMinimumWidth(theme.px(20))
        row.addWidget(counter, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(theme, text, wrap=True), 1)

    def text(self) -> str:
        return self._text


def _small_title(theme: Theme, text: str) -> Text:
    return Text(theme, text, px=14, weight=QFont.Weight.DemiBold, role="soft")


def _empty(box: QVBoxLayout) -> None:
    """Take out and delete every widget."""
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
