"""What a person changes on the Settings page, one change after the other, and the last one taken back.

Makes new choices of those that were shown last, and keeps none of its own but what Undo brings back.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core.language import tr
from kneetimer.core.preferences import Preferences
from kneetimer.ui.settings import words
from kneetimer.ui.settings.table import BY_NAME, DEFAULTS
from kneetimer.ui.settings.view import SettingsView


class SettingEdits(QObject):
    """`changed` carries all choices after each single change.

    `last` names what was changed last, "" after an undo; `said` is what is to be told of it, if anything.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = DEFAULTS
        self._today = ""
        self._before: Preferences | None = None
        self._after = DEFAULTS
        self.last = ""
        self.said = ""

    def show_view(self, view: SettingsView) -> None:
        """Go on from these choices. What was changed elsewhere meanwhile is not undone from here."""
        self._preferences, self._today = view.preferences, view.today
        if self._preferences != self._after:
            self._before, self.last, self.said = None, "", ""

    @property
    def can_undo(self) -> bool:
        return self._before is not None

    @Slot(str, object)
    def change(self, name: str, value: object) -> None:
        self._follow(self._with(name, value), name)

    @Slot(str, bool)
    def mark_kit(self, kit: str, missing: bool) -> None:
        self._follow(self._preferences.with_kit(kit, missing=missing), "missing_kit")

    @Slot(str, object)
    def choose_rest_of(self, exercise: str, rest_s: int | None) -> None:
        self._follow(self._preferences.with_rest_of(exercise, rest_s), "rest_of_exercise_s")

    @Slot(int)
    def choose_rest_for_all(self, rest_s: int) -> None:
        self._follow(self._preferences.with_rest_for_all(rest_s), "rest_sets_s")

    @Slot()
    def drop_rests_of_exercises(self) -> None:
        self._follow(self._preferences.with_rest_for_all(self._preferences.rest_sets_s), "rest_sets_s")

    @Slot(str)
    def reset(self, name: str) -> None:
        """Give one setting its default again."""
        self.last = ""
        self._follow(self._with(name, getattr(DEFAULTS, name)), name, words.is_reset(tr(BY_NAME[name].title)))

    @Slot()
    def reset_all(self) -> None:
        self._follow(self._preferences.reset(), "", tr(words.ALL_ARE_RESET))

    @Slot()
    def undo(self) -> None:
        """Bring back the choices from before the last change."""
        if self._before is not None:
            self._after, self._before = self._before, None
            self.last = self.said = ""
            self.changed.emit(self._after)

    def _with(self, name: str, value: object) -> Preferences:
        if name == "today_rest_s":
            on = "" if value is None else self._today
            return self._preferences.with_(today_rest_s=value, today_rest_on=on)
        return self._preferences.with_(**{name: value})

    def _follow(self, preferences: Preferences, name: str, said: str = "") -> None:
        if preferences == self._preferences:
            return
        # Ten presses on one number are one change, which one undo takes back.
        if not (name and name == self.last and self._before is not None):
            self._before = self._preferences
        self.last, self.said, self._after = name, said, preferences
        self.changed.emit(preferences)
