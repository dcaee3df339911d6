"""The section of the rests: behind a button what is for today alone and for single exercises."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.setting_row import SettingRow, keep_room
from kneetimer.ui.settings import words
from kneetimer.ui.settings.controls import SettingControls
from kneetimer.ui.settings.rest_list import RestList
from kneetimer.ui.settings.section_card import LEAST_WORDS, ChoicesCard
from kneetimer.ui.settings.table import Section
from kneetimer.ui.settings.view import SettingsView
from kneetimer.ui.shell.theme import Theme


class RestsCard(ChoicesCard):
    """`dropped` says that no exercise is to have a rest of its own any more."""

    dropped = Signal()

    def __init__(
        self, theme: Theme, section: Section, controls: SettingControls, parent: QWidget | None = None
    ) -> None:
        settings = (*section.settings, *section.more)
        super().__init__(theme, section.title, section.note, settings, controls, parent)
        self.show_more = Button(theme, tr(words.SHOW_EACH), compact=True, says=(tr(words.HIDE_EACH),))
        self.apply_to_all = Button(theme, tr(words.APPLY_TO_ALL), compact=True)
        self.each = RestList(theme)
        self._fold = SettingRow(
            theme,
            tr(words.MORE_RESTS),
            self.show_more,
            caption=tr(words.MORE_RESTS_NOTE),
            least_words=LEAST_WORDS,
        )
        self._each_row = SettingRow(
            theme, tr(words.EACH_EXERCISE), self.apply_to_all, least_words=LEAST_WORDS
        )
        keep_room(self.apply_to_all)
        self._last = section.settings[-1].name
        self._today = [self.row(each.name) for each in section.more]
        self.column.insertWidget(self.column.indexOf(self._today[0]), self._fold)
        self.column.addWidget(self._each_row)
        self.column.addWidget(self.each)
        self._is_unfolded = False
        self._behind: tuple[QWidget, ...] = (*self._today, self._each_row, self.each)
        self.show_more.clicked.connect(self._toggle)
        self.apply_to_all.clicked.connect(self._drop)
        self.set_unfolded(False)

    def rows(self) -> Sequence[SettingRow]:
        listed = [row for row in super().rows() if row not in self._today]
        return (*listed, *self._today, self._each_row)

    def show_view(self, view: SettingsView) -> None:
        super().show_view(view)
        self._each_row.show_caption(words.own_rests(len(view.preferences.rest_of_exercise_s)))
        self.apply_to_all.setVisible(bool(view.preferences.rest_of_exercise_s))
        self.each.show_lines(view.rests)
        # These rows come and go with the plan, and would have the keyboard after everything else.
        before = self._controls.of(self._last)[-1]
        today = [stop for row in self._today for stop in row.controls()]
        for stop in (self.show_more, *today, self.apply_to_all, *self.each.stops()):
            QWidget.setTabOrder(before, stop)
            before = stop

    def set_unfolded(self, shown: bool) -> None:
        """Show or hide what is behind the button."""
        self._is_unfolded = shown
        for part in self._behind:
            part.setVisible(shown)
        self.show_more.setText(tr(words.HIDE_EACH if shown else words.SHOW_EACH))
        self.show_more.setAccessibleName(words.named_action(tr(words.MORE_RESTS), self.show_more.text()))

    def show_found(self, wanted: Sequence[str]) -> bool:
        if not wanted:
            super().show_found(wanted)
            self._fold.show()
            self.each.show_found(wanted)
            self.set_unfolded(self._is_unfolded)
            return True
        found = super().show_found(wanted)
        self._fold.hide()  # what is behind it is found without it
        # A single exercise is looked for by its name: the other words stand above all of them.
        heading = tr(words.EACH_EXERCISE).casefold().split()
        exercises = self.each.show_found([word for word in wanted if word not in heading])
        self.each.setVisible(exercises)
        self._each_row.setVisible(exercises or not self._each_row.isHidden())
        return found or exercises

    @Slot()
    def _toggle(self) -> None:
        self.set_unfolded(not self._is_unfolded)

    @Slot()
    def _drop(self) -> None:
        # The button goes away with its press; the keyboard stays nearby.
        self.show_more.setFocus(Qt.FocusReason.OtherFocusReason)
        self.dropped.emit()
