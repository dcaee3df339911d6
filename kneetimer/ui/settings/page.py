"""The Settings page: each change is said at once, and what it does to the next session stands beside it.

Shows what settings_view builds; stores nothing and counts no minutes.
"""

from __future__ import annotations

import itertools

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.preferences import Preferences
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.search_field import SearchField
from kneetimer.ui.controls.setting_row import SettingRow
from kneetimer.ui.controls.text import Text
from kneetimer.ui.first_start import safety
from kneetimer.ui.first_start.safety_text import SafetyText
from kneetimer.ui.settings import words
from kneetimer.ui.settings.catalogue import LENGTH_CHOICES, RULES
from kneetimer.ui.settings.controls import DEFAULTS, SettingControls
from kneetimer.ui.settings.data_card import DataCard
from kneetimer.ui.settings.kit_card import KitCard
from kneetimer.ui.settings.rest_list import RestList
from kneetimer.ui.settings.view import SettingsView
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import run_words

NARROW = 860
HIGHLIGHT_MS = 3_000
CARD_GAP = 16


class SettingsPage(QWidget):
    """`changed` carries all choices after each single change."""

    changed = Signal(object)
    sound_test_requested = Signal()
    voice_test_requested = Signal()
    folder_requested = Signal()
    backup_requested = Signal()
    restore_requested = Signal(str)
    erase_requested = Signal()
    system_timer_requested = Signal(bool)
    run_folder_requested = Signal()
    calendar_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preferences = Preferences()
        self._view: SettingsView | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.controls = SettingControls(theme, self)
        self.apply_to_all = Button(theme, words.APPLY_TO_ALL, compact=True)
        self.show_each = Button(theme, words.SHOW_EACH, compact=True)
        self.each = RestList(theme)
        self.kit = KitCard(theme)
        self.search = SearchField(theme, words.SEARCH_NAME, words.SEARCH)
        self.reset_all = Button(theme, words.RESET_ALL)
        self.undo = Button(theme, words.UNDO, compact=True)
        self.data = DataCard(theme)
        self.show_folder = self.data.show_folder
        self.back_up = self.data.back_up
        self.safety_button = Button(theme, safety.SHOW)
        self.safety_text = SafetyText(theme)
        self._rows: dict[str, SettingRow] = {}
        self._found_rows: list[tuple[Card, str, tuple[SettingRow, ...]]] = []
        self._each_row = SettingRow(theme, words.EACH_EXERCISE, self.apply_to_all, self.show_each)
        self._undo_bar = Card(theme, role="raised", margin=10, radius=12, outline="edge")
        self._undo_text = Text(theme, wrap=True)
        self._before: Preferences | None = None
        self._wanted = "rest_sets_s"
        self._nothing = Text(theme, words.NOTHING_FOUND, role="soft", wrap=True)
        # The line under the rests, and its double in the headline for when that is scrolled away.
        self._consequence = Text(theme, px=18, weight=QFont.Weight.DemiBold, wrap=True)
        self._pinned = Text(theme, px=16, weight=QFont.Weight.DemiBold)
        self._laid_out = QTimer(self)
        self._laid_out.setSingleShot(True)
        self._laid_out.setInterval(0)
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
        self.controls.show(view)
        self.apply_to_all.setVisible(bool(self._preferences.rest_of_exercise_s))
        self._consequence.setText(view.consequence)
        self._pinned.setText(view.consequence)
        if self._just_changed is not None:
            self._highlighted = self._just_changed
            self._just_changed = None
            self._highlight.start()
        self.each.show_lines(view.rests)
        self.kit.show_kit(view.kit)
        # These rows come and go with the plan, and would have the keyboard after everything else.
        today = self.controls.steppers["today_rest_s"]
        _in_order(today, self.apply_to_all, self.show_each, *self.each.stops())
        _in_order(self.controls.schedule.calendar, *self.kit.switches.values())
        self._show_captions()
        self.data.show_data(view.data)

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

    def nothing_found(self) -> bool:
        return not self._nothing.isHidden()

    def row(self, name: str) -> SettingRow:
        return self._rows[name]

    def _show_captions(self) -> None:
        view = self._view
        if view is None:
            return
        preferences = view.preferences
        least, most = view.rest_sets_plan
        between = view.rest_exercises_plan
        captions = (
            words.NOTES
            | self.controls.schedule.captions
            | {
                "today_rest_s": words.REST_TODAY_NOTE if view.today_rest_s is None else words.REST_TODAY_SET,
                "rest_sets_s": words.plan_note(least, most, followed=preferences.rest_sets_s is None),
                "rest_exercises_s": words.plan_note(
                    between, between, followed=preferences.rest_exercises_s is None
                ),
                "run_rule": run_words.RULE_NOTES[RULES.index(preferences.run_rule)],
                "pace": words.pace_note(preferences.pace),
                "knee_fine": words.KNEE_FINE_NOTE,
                "knee_stop": words.KNEE_STOP_NOTE,
                "knee_worse": words.KNEE_WORSE_NOTE,
            }
        )
        self._each_row.show_caption(words.own_rests(len(preferences.rest_of_exercise_s)))
        for name, row in self._rows.items():
            if self.controls.is_wrong(name):
                continue  # it still says why
            strong = name == self._highlighted
            row.show_caption(view.length if strong else captions.get(name, ""), strong=strong)

    def _lay_out(self) -> None:
        rests = self._card(
            words.REST_AND_PACE,
            (
                "rest_sets_s",
                "today_rest_s",
                "rest_exercises_s",
                "change_side_s",
                "get_ready_s",
                "pace",
                "rep_pause_s",
                "coach_counts",
                "press_counts",
                "finisher",
                "overtime",
            ),
        )
        self._name_show_each()
        at = rests.column.indexOf(self._rows["rest_exercises_s"])
        rests.column.insertWidget(at, self._each_row)
        rests.column.insertWidget(at + 1, self.each)
        self.each.hide()
        rests.column.addSpacing(8)
        rests.column.addWidget(self._consequence)
        week = self._card(
            words.WEEK, ("sessions_a_week", "wish_days", "run_rule", "watched_folder", "week_starts")
        )
        reminder = self._card(words.REMINDER, ("reminder_at", "system_timer", "calendar_file"))
        knee = self._card(words.KNEE_CHECK, ("knee", "knee_fine", "knee_stop", "knee_worse"))
        sound = self._card(
            words.SOUND,
            ("sounds", "volume", "voice", "voice_volume", "counting", "form_cues", "system_voice", "flash"),
        )
        look = self._card(
            words.LOOK,
            (
                "theme",
                "high_contrast",
                "reduced_motion",
                "text_size",
                "session_text_size",
                "full_screen",
                "keep_awake",
            ),
        )
        figures = self._card(words.FIGURES, ("body_shape", "skin_tone"))
        note = self._titled_card(words.SAFETY)
        note_row = SettingRow(self._theme, safety.IN_SHORT, self.safety_button, first=True)
        note.column.addWidget(note_row)
        note.column.addWidget(self.safety_text)
        self._name_safety()
        self.safety_text.hide()
        over = self._titled_card(words.RESET_TITLE)
        over_row = SettingRow(
            self._theme, words.RESET_ALL, self.reset_all, caption=words.RESET_NOTE, first=True
        )
        over.column.addWidget(over_row)
        self._found_rows += [(note, words.SAFETY, (note_row,)), (over, words.RESET_TITLE, (over_row,))]
        self._found_rows[0] = (rests, words.REST_AND_PACE, (*self._found_rows[0][2], self._each_row))
        sides = (
            (self._left, (rests, week, reminder, self.kit)),
            (self._right, (sound, look, figures, knee, self.data, note, over)),
        )
        for side, cards in sides:
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(CARD_GAP)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        self._cards.setSpacing(CARD_GAP)
        self._scroll.column.addLayout(self._cards)
        self._scroll.column.addWidget(self._nothing)
        self._scroll.column.addStretch(1)
        self._nothing.hide()
        undo_row = QHBoxLayout()
        undo_row.addWidget(self._undo_text, 1)
        undo_row.addWidget(self.undo)
        self._undo_bar.column.addLayout(undo_row)
        self._undo_bar.hide()
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._undo_bar)
        head = self._head
        head.addWidget(Text(self._theme, words.TITLE, px=30, weight=QFont.Weight.Bold, display=True))
        head.addSpacing(12)
        head.addStretch(1)
        head.addWidget(self._pinned)
        head.addSpacing(12)
        head.addWidget(self.search)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(self._foot)
        self._arrange()

    def _titled_card(self, title: str) -> Card:
        card = Card(self._theme, spacing=0)
        card.column.addWidget(Text(self._theme, title, px=18, weight=QFont.Weight.DemiBold))
        card.column.addSpacing(4)
        return card

    def _card(self, title: str, names: tuple[str, ...]) -> Card:
        card = self._titled_card(title)
        for number, name in enumerate(names):
            controls = self.controls.of(name)
            row = SettingRow(self._theme, self.controls.title_of(name), *controls, first=number == 0)
            self._rows[name] = row
            card.column.addWidget(row)
        self._found_rows.append((card, title, tuple(self._rows[name] for name in names)))
        return card

    def _connect(self) -> None:
        self.controls.changed.connect(self._change)
        self.controls.refused.connect(self._say_why_not)
        self.controls.reset_requested.connect(self._reset_one)
        self.reset_all.clicked.connect(self._reset_everything)
        self.undo.clicked.connect(self.undo_reset)
        self.apply_to_all.clicked.connect(self._apply_to_all)
        self.show_each.clicked.connect(self._turn_each)
        self.each.rest_chosen.connect(self._rest_chosen)
        self.each.all_requested.connect(self._rest_for_all)
        self.controls.schedule.system_timer_requested.connect(self.system_timer_requested)
        self.controls.schedule.folder_requested.connect(self.run_folder_requested)
        self.controls.schedule.calendar_requested.connect(self.calendar_requested)
        self.kit.kit_marked.connect(self._marked_kit)
        self.search.searched.connect(self._search)
        self.data.folder_requested.connect(self.folder_requested)
        self.data.backup_requested.connect(self.backup_requested)
        self.data.restore_requested.connect(self.restore_requested)
        self.data.erase_requested.connect(self.erase_requested)
        for keys, slot in (
            (QKeySequence.StandardKey.Find, self._to_search),
            (QKeySequence.StandardKey.Undo, self.undo_reset),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.controls.test_sound.clicked.connect(self.sound_test_requested)
        self.controls.test_voice.clicked.connect(self.voice_test_requested)
        self.safety_button.clicked.connect(self._turn_safety)
        self._highlight.timeout.connect(self._end_highlight)
        self._scroll.verticalScrollBar().valueChanged.connect(self._place_pinned)
        # A new range comes in the middle of a layout, before everything has its place.
        self._scroll.verticalScrollBar().rangeChanged.connect(self._place_soon)
        self._laid_out.timeout.connect(self._place_pinned)
        self._scroll.width_changed.connect(self._arrange)
        self._theme.changed.connect(self._arrange)

    @Slot(str, object)
    def _change(self, name: str, value: object) -> None:
        if name == "today_rest_s" and self._view is not None:
            on = "" if value is None else self._view.today
            self._take(self._preferences.with_(today_rest_s=value, today_rest_on=on), name)
        elif getattr(self._preferences, name) != value:
            self._take(self._preferences.with_(**{name: value}), name)

    def _take(self, preferences: Preferences, name: str = "") -> None:
        """Say that these are the choices now; `name` is the one whose consequence is to be told."""
        self._hide_undo()
        self._just_changed = name if name in LENGTH_CHOICES else None
        self._preferences = preferences
        self.changed.emit(preferences)

    def _take_with_undo(self, preferences: Preferences, said: str) -> None:
        before = self._preferences
        self._take(preferences)
        self._before = before
        self._undo_text.setText(said)
        self.undo.setAccessibleDescription(said)
        self._undo_bar.show()
        self._arrange()

    def _hide_undo(self) -> None:
        self._before = None
        self._undo_bar.hide()
        self._arrange()

    @Slot(str, bool)
    def _marked_kit(self, kit: str, missing: bool) -> None:
        self._take(self._preferences.with_kit(kit, missing=missing), "missing_kit")

    @Slot(str, str)
    def _say_why_not(self, name: str, why: str) -> None:
        """Say under the setting why what was typed is not taken, or its usual words again."""
        if why:
            self._rows[name].show_caption(why, wrong=True)
        else:
            self._show_captions()

    @Slot(str, object)
    def _rest_chosen(self, exercise: str, rest_s: int | None) -> None:
        self._take(self._preferences.with_rest_of(exercise, rest_s), "rest_sets_s")

    @Slot(int)
    def _rest_for_all(self, rest_s: int) -> None:
        self._take(self._preferences.with_rest_for_all(rest_s), "rest_sets_s")

    @Slot()
    def _apply_to_all(self) -> None:
        self.show_each.setFocus(Qt.FocusReason.OtherFocusReason)
        self._take(self._preferences.with_rest_for_all(self._preferences.rest_sets_s), "rest_sets_s")

    @Slot()
    def _turn_each(self) -> None:
        self._show_each(shown=self.each.isHidden())

    def _show_each(self, *, shown: bool) -> None:
        self.each.setVisible(shown)
        self.show_each.setText(words.HIDE_EACH if shown else words.SHOW_EACH)
        self._name_show_each()

    def _name_show_each(self) -> None:
        self.show_each.setAccessibleName(f"{words.EACH_EXERCISE}: {self.show_each.text().lower()}")

    @Slot(str)
    def _reset_one(self, name: str) -> None:
        reset = self._preferences.with_(**{name: getattr(DEFAULTS, name)})
        self._take_with_undo(reset, words.is_reset(self.controls.title_of(name)))

    @Slot()
    def _reset_everything(self) -> None:
        self._take_with_undo(self._preferences.reset(), words.ALL_ARE_RESET)

    @Slot()
    def undo_reset(self) -> None:
        """Bring back the choices from before the last reset, if nothing was changed since."""
        if self._before is not None:
            self._take(self._before)

    def go_to(self, name: str) -> None:
        """Stand at a setting, ready to change it, with its card at the top."""
        self.search.clear()
        self._wanted = name
        self.controls.focus(name)
        QTimer.singleShot(0, self, self._scroll_to_wanted)  # its place is known once it has been laid out

    @Slot()
    def _scroll_to_wanted(self) -> None:
        card = self._rows[self._wanted].parentWidget()
        inside = self._scroll.widget()
        if card is not None and inside is not None:
            self._scroll.verticalScrollBar().setValue(card.mapTo(inside, QPoint(0, -CARD_GAP)).y())

    @Slot()
    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    @Slot(str)
    def _search(self, text: str) -> None:
        """Show the settings in whose names or words all that is typed is found."""
        wanted = text.casefold().split()
        any_found = False
        cards = (
            *self._found_rows,
            (self.kit, words.KIT, self.kit.rows()),
            (self.data, words.DATA, self.data.rows()),
        )
        for card, title, rows in cards:
            whole = all(word in title.casefold() for word in wanted)
            found = 0
            for row in rows:
                said = f"{title} {row.title()} {row.caption()}".casefold()
                fits = whole or all(word in said for word in wanted)
                row.setVisible(fits)
                found += fits
            card.setVisible(found > 0)
            any_found = any_found or found > 0
        if wanted:
            self.data.close_questions()
        # A single exercise is looked for by its name: the other words stand above all of them.
        heading = words.EACH_EXERCISE.casefold().split()
        if self.each.show_found([word for word in wanted if word not in heading]):
            self._found_rows[0][0].show()
            self._each_row.show()
            self._show_each(shown=True)
            any_found = True
        elif wanted:
            self._show_each(shown=False)
        self._nothing.setVisible(not any_found)
        self._place_pinned()

    @Slot()
    def _turn_safety(self) -> None:
        shown = self.safety_text.isHidden()
        self.safety_text.setVisible(shown)
        self.safety_button.setText(safety.HIDE if shown else safety.SHOW)
        self._name_safety()

    def _name_safety(self) -> None:
        self.safety_button.setAccessibleName(f"{words.SAFETY}: {self.safety_button.text().lower()}")

    @Slot()
    def _end_highlight(self) -> None:
        self._highlighted = None
        self._show_captions()

    @Slot()
    def _arrange(self) -> None:
        side = self._scroll.side_margin()
        self._head.setContentsMargins(side, 20, side, 6)
        self._foot.setContentsMargins(side, 0, side, 0 if self._undo_bar.isHidden() else 16)
        narrow = self._scroll.content_width() < self._theme.px(NARROW)
        self._cards.removeWidget(self._left)
        self._cards.removeWidget(self._right)
        self._cards.addWidget(self._left, 0, 0)
        self._cards.addWidget(self._right, 1 if narrow else 0, 0 if narrow else 1)
        for column in (0, 1):
            self._cards.setColumnStretch(column, 0 if narrow and column else 1)
        self._place_pinned()

    @Slot()
    def _place_soon(self) -> None:
        self._laid_out.start()

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
        if not self._scroll.turn(event.key()):
            super().keyPressEvent(event)


def _in_order(first: QWidget, *others: QWidget) -> None:
    """Let Tab go from one to the next."""
    # A control made of parts is known by the part that takes the keyboard.
    stops = [widget.focusProxy() or widget for widget in (first, *others)]
    for before, after in itertools.pairwise(stops):
        QWidget.setTabOrder(before, after)
