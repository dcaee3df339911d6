"""The Settings page: each change is said at once, and what it does to the next session stands beside it.

Shows what settings_view builds; stores nothing and counts no minutes.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.preferences import RANGES, Knee, Preferences
from kneetimer.core.preferences import Theme as ThemeChoice
from kneetimer.ui.pages.safety_text import SafetyText
from kneetimer.ui.pages.settings_view import SettingsView
from kneetimer.ui.theme import Theme
from kneetimer.ui.widgets.button import Button
from kneetimer.ui.widgets.card import Card
from kneetimer.ui.widgets.choice_row import ChoiceRow
from kneetimer.ui.widgets.scroll_page import ScrollPage
from kneetimer.ui.widgets.setting_row import SettingRow
from kneetimer.ui.widgets.stepper import Stepper
from kneetimer.ui.widgets.switch import Switch
from kneetimer.ui.widgets.text import Text, breakable
from kneetimer.ui.wording import safety
from kneetimer.ui.wording import settings as words

NARROW = 860
HIGHLIGHT_MS = 3_000

# What changes the length of a session, and so has a consequence to tell.
LENGTH_CHOICES = (
    "rest_sets_s",
    "rest_exercises_s",
    "change_side_s",
    "get_ready_s",
    "pace",
    "finisher",
)
STEPPERS = {
    "rest_sets_s": words.REST_SETS,
    "rest_exercises_s": words.REST_EXERCISES,
    "change_side_s": words.CHANGE_SIDE,
    "get_ready_s": words.GET_READY,
    "pace": words.PACE,
    "volume": words.VOLUME,
    "text_size": words.TEXT_SIZE,
    "session_text_size": words.SESSION_TEXT_SIZE,
    "knee_fine": words.KNEE_FINE,
    "knee_stop": words.KNEE_STOP,
    "knee_worse": words.KNEE_WORSE,
}
SWITCHES = {
    "finisher": words.FINISHER,
    "sounds": words.SOUNDS,
    "flash": words.FLASH,
    "high_contrast": words.HIGH_CONTRAST,
    "reduced_motion": words.REDUCED_MOTION,
    "full_screen": words.FULL_SCREEN,
}
# The choices in the order of their buttons.
COUNTERS = (True, False)
THEMES = (ThemeChoice.SYSTEM, ThemeChoice.LIGHT, ThemeChoice.DARK)
KNEES = (Knee.LEFT, Knee.RIGHT, Knee.BOTH, Knee.NEITHER)
SESSIONS = (2, 3)
CHOICES: dict[str, tuple[str, tuple[str, ...], tuple[object, ...]]] = {
    "coach_counts": (words.WHO_COUNTS, words.COUNTERS, COUNTERS),
    "theme": (words.THEME, words.THEMES, THEMES),
    "knee": (words.KNEE, words.KNEES, KNEES),
    "sessions_a_week": (words.SESSIONS_A_WEEK, ("2", "3"), SESSIONS),
}


class SettingsPage(QWidget):
    """`changed` carries all choices after each single change."""

    changed = Signal(object)
    sound_test_requested = Signal()
    folder_requested = Signal()
    backup_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preferences = Preferences()
        self._view: SettingsView | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.steppers = {name: Stepper(theme, title, RANGES[name]) for name, title in STEPPERS.items()}
        self.switches = {name: Switch(theme, title) for name, title in SWITCHES.items()}
        self.choices = {name: ChoiceRow(theme, title, texts) for name, (title, texts, _) in CHOICES.items()}
        self.as_planned = {
            name: Button(theme, words.AS_PLANNED, compact=True)
            for name in ("rest_sets_s", "rest_exercises_s")
        }
        self.test_sound = Button(theme, words.TEST_SOUND)
        self.show_folder = Button(theme, words.SHOW_FOLDER)
        self.back_up = Button(theme, words.BACK_UP_NOW)
        self.safety_button = Button(theme, safety.SHOW)
        self.safety_text = SafetyText(theme)
        self._rows: dict[str, SettingRow] = {}
        self._folder_row = SettingRow(theme, words.ON_THIS_COMPUTER, self.show_folder, first=True)
        self._backup_row = SettingRow(theme, words.BACKUP, self.back_up)
        # The line under the rests, and its double in the headline for when that is scrolled away.
        self._consequence = Text(theme, px=18, weight=QFont.Weight.DemiBold, wrap=True)
        self._pinned = Text(theme, px=16, weight=QFont.Weight.DemiBold)
        self._highlight = QTimer(self)
        self._highlight.setSingleShot(True)
        self._highlight.setInterval(HIGHLIGHT_MS)
        self._highlighted: str | None = None
        self._just_changed: str | None = None
        self._scroll = ScrollPage(theme)
        self._cards = QGridLayout()
        self._head = QHBoxLayout()
        self._left = QWidget()
        self._right = QWidget()
        self._lay_out()
        self._connect()

    def show_view(self, view: SettingsView) -> None:
        """Show the choices, and the consequence of the last change beside it for three seconds."""
        self._view = view
        self._preferences = view.preferences
        self._show_values()
        self._consequence.setText(view.consequence)
        self._pinned.setText(view.consequence)
        if self._just_changed is not None:
            self._highlighted = self._just_changed
            self._just_changed = None
            self._highlight.start()
        self._show_captions()
        data = view.data
        self._folder_row.show_caption("\n".join(line for line in (breakable(data.folder), data.size) if line))
        self._backup_row.show_caption(data.last_backup)

    def consequence(self) -> str:
        return self._consequence.text()

    def highlighted(self) -> str | None:
        """The choice whose consequence is highlighted now."""
        return self._highlighted

    def pinned(self) -> Text:
        """The consequence in the headline, shown while its own line is out of sight."""
        return self._pinned

    def set_highlight_ms(self, length_ms: int) -> None:
        """How long the consequence stands beside a changed choice."""
        self._highlight.setInterval(length_ms)

    def row(self, name: str) -> SettingRow:
        return self._rows[name]

    def _show_values(self) -> None:
        assert self._view is not None
        plans: dict[str, tuple[float, float]] = {
            "rest_sets_s": self._view.rest_sets_plan,
            "rest_exercises_s": (self._view.rest_exercises_plan, self._view.rest_exercises_plan),
        }
        for name, stepper in self.steppers.items():
            stepper.show_value(getattr(self._preferences, name), plans.get(name))
        for name, switch in self.switches.items():
            switch.setChecked(getattr(self._preferences, name))
        for name, row in self.choices.items():
            row.show_choice(CHOICES[name][2].index(getattr(self._preferences, name)))
        for name, button in self.as_planned.items():
            button.setVisible(getattr(self._preferences, name) is not None)
        self.steppers["volume"].setEnabled(self._preferences.sounds)
        self.test_sound.setEnabled(self._preferences.sounds)

    def _show_captions(self) -> None:
        view = self._view
        if view is None:
            return
        preferences = view.preferences
        least, most = view.rest_sets_plan
        between = view.rest_exercises_plan
        captions = {
            "rest_sets_s": words.plan_note(least, most, followed=preferences.rest_sets_s is None),
            "rest_exercises_s": words.plan_note(
                between, between, followed=preferences.rest_exercises_s is None
            ),
            "get_ready_s": words.GET_READY_NOTE,
            "pace": words.pace_note(preferences.pace),
            "coach_counts": words.WHO_COUNTS_NOTE,
            "knee_fine": words.KNEE_FINE_NOTE,
            "knee_stop": words.KNEE_STOP_NOTE,
            "knee_worse": words.KNEE_WORSE_NOTE,
        }
        for name, row in self._rows.items():
            strong = name == self._highlighted
            row.show_caption(view.length if strong else captions.get(name, ""), strong=strong)

    def _lay_out(self) -> None:
        rests = self._card(
            words.REST_AND_PACE,
            (
                "rest_sets_s",
                "rest_exercises_s",
                "change_side_s",
                "get_ready_s",
                "pace",
                "coach_counts",
                "finisher",
            ),
        )
        rests.column.addSpacing(8)
        rests.column.addWidget(self._consequence)
        you = self._card(words.YOU, ("sessions_a_week", "knee"))
        knee = self._card(words.KNEE_CHECK, ("knee_fine", "knee_stop", "knee_worse"))
        sound = self._card(words.SOUND, ("sounds", "volume", "flash"))
        look = self._card(
            words.LOOK,
            ("theme", "high_contrast", "reduced_motion", "text_size", "session_text_size", "full_screen"),
        )
        data = self._titled_card(words.DATA)
        data.column.addWidget(self._folder_row)
        data.column.addWidget(self._backup_row)
        note = self._titled_card(words.SAFETY)
        note.column.addWidget(SettingRow(self._theme, safety.IN_SHORT, self.safety_button, first=True))
        note.column.addWidget(self.safety_text)
        self.safety_text.hide()
        for side, cards in ((self._left, (rests, you, knee)), (self._right, (sound, look, data, note))):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        self._cards.setSpacing(16)
        self._scroll.column.addLayout(self._cards)
        self._scroll.column.addStretch(1)
        head = self._head
        head.addWidget(Text(self._theme, words.TITLE, px=30, weight=QFont.Weight.Bold, display=True))
        head.addStretch(1)
        head.addWidget(self._pinned)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self._scroll, 1)
        self._arrange()

    def _titled_card(self, title: str) -> Card:
        card = Card(self._theme, spacing=0)
        card.column.addWidget(Text(self._theme, title, px=18, weight=QFont.Weight.DemiBold))
        card.column.addSpacing(4)
        return card

    def _card(self, title: str, names: tuple[str, ...]) -> Card:
        card = self._titled_card(title)
        for number, name in enumerate(names):
            row = SettingRow(self._theme, self._title_of(name), *self._controls_of(name), first=number == 0)
            self._rows[name] = row
            card.column.addWidget(row)
        return card

    def _title_of(self, name: str) -> str:
        if name in CHOICES:
            return CHOICES[name][0]
        return STEPPERS.get(name) or SWITCHES[name]

    def _controls_of(self, name: str) -> tuple[QWidget, ...]:
        if name in self.as_planned:
            button = self.as_planned[name]
            button.setAccessibleName(f"{STEPPERS[name]}: {words.AS_PLANNED_NAME}")
            return (button, self.steppers[name])
        if name == "sounds":
            return (self.test_sound, self.switches[name])
        if name in self.choices:
            return (self.choices[name],)
        return (self.steppers[name] if name in self.steppers else self.switches[name],)

    def _connect(self) -> None:
        for stepper in self.steppers.values():
            stepper.changed.connect(self._stepped)
        for switch in self.switches.values():
            switch.clicked.connect(self._switched)
        for row in self.choices.values():
            row.chosen.connect(self._chose)
        for button in self.as_planned.values():
            button.clicked.connect(self._follow_plan)
        self.test_sound.clicked.connect(self._request_sound_test)
        self.show_folder.clicked.connect(self._request_folder)
        self.back_up.clicked.connect(self._request_backup)
        self.safety_button.clicked.connect(self._turn_safety)
        self._highlight.timeout.connect(self._end_highlight)
        self._scroll.verticalScrollBar().valueChanged.connect(self._place_pinned)
        self._scroll.width_changed.connect(self._arrange)
        self._theme.changed.connect(self._arrange)

    def _change(self, name: str, value: object) -> None:
        if getattr(self._preferences, name) == value:
            return
        self._just_changed = name if name in LENGTH_CHOICES else None
        self._preferences = self._preferences.with_(**{name: value})
        self.changed.emit(self._preferences)

    def _name_of(self, control: object) -> str:
        for controls in (self.steppers, self.switches, self.choices, self.as_planned):
            for name, widget in controls.items():
                if widget is control:
                    return name
        raise KeyError(control)

    @Slot(object)
    def _stepped(self, value: object) -> None:
        self._change(self._name_of(self.sender()), value)

    @Slot(bool)
    def _switched(self, on: bool) -> None:
        self._change(self._name_of(self.sender()), on)

    @Slot(int)
    def _chose(self, number: int) -> None:
        name = self._name_of(self.sender())
        self._change(name, CHOICES[name][2][number])

    @Slot()
    def _follow_plan(self) -> None:
        name = self._name_of(self.sender())
        # The button goes away with its press; the keyboard stays at the number.
        self.steppers[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self._change(name, None)

    @Slot()
    def _request_sound_test(self) -> None:
        self.sound_test_requested.emit()

    @Slot()
    def _request_folder(self) -> None:
        self.folder_requested.emit()

    @Slot()
    def _request_backup(self) -> None:
        self.backup_requested.emit()

    @Slot()
    def _turn_safety(self) -> None:
        shown = self.safety_text.isHidden()
        self.safety_text.setVisible(shown)
        self.safety_button.setText(safety.HIDE if shown else safety.SHOW)
        self.safety_button.setAccessibleName(self.safety_button.text())

    @Slot()
    def _end_highlight(self) -> None:
        self._highlighted = None
        self._show_captions()

    @Slot()
    def _arrange(self) -> None:
        side = self._scroll.side_margin()
        self._head.setContentsMargins(side, 20, side, 6)
        narrow = self._scroll.content_width() < self._theme.px(NARROW)
        self._cards.removeWidget(self._left)
        self._cards.removeWidget(self._right)
        self._cards.addWidget(self._left, 0, 0)
        self._cards.addWidget(self._right, 1 if narrow else 0, 0 if narrow else 1)
        for column in (0, 1):
            self._cards.setColumnStretch(column, 0 if narrow and column else 1)
        self._place_pinned()

    @Slot()
    def _place_pinned(self) -> None:
        """Show the consequence in the headline while its own line is out of sight."""
        viewport = self._scroll.viewport()
        top = self._consequence.mapTo(viewport, QPoint(0, 0)).y()
        in_sight = top >= 0 and top + self._consequence.height() <= viewport.height()
        self._pinned.setVisible(not in_sight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep() * 3,
            Qt.Key.Key_Up: -bar.singleStep() * 3,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
