"""The controls of all settings by the names of their preferences: what stands in a row, and what it says.

Makes them from the catalogue and says what a person wants; the rows and cards around them are the
page's, the consequences the view's.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kneetimer.core.preferences import RANGES, Preferences
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.choice_row import ChoiceRow
from kneetimer.ui.controls.menu_button import MenuButton
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.switch import Switch
from kneetimer.ui.settings import words
from kneetimer.ui.settings.catalogue import CHOICES, FROM_PLAN, MENUS, SESSIONS, STEPPERS, STOPPED, SWITCHES
from kneetimer.ui.settings.schedule_controls import TITLES as SCHEDULE
from kneetimer.ui.settings.schedule_controls import ScheduleControls
from kneetimer.ui.settings.view import SettingsView
from kneetimer.ui.shell.theme import Theme

DEFAULTS = Preferences()


class SettingControls(QObject):
    """`changed` names a preference and its new value, None where the plan is to decide.

    `refused` says why what was typed for a preference is not taken, or nothing when it is again.
    """

    changed = Signal(str, object)
    refused = Signal(str, str)
    reset_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.steppers = {name: Stepper(theme, title, RANGES[name]) for name, title in STEPPERS.items()}
        self.switches = {name: Switch(theme, title) for name, title in SWITCHES.items()}
        self.choices = {name: ChoiceRow(theme, title, texts) for name, (title, texts, _) in CHOICES.items()}
        self.menus = {name: MenuButton(theme, title) for name, (title, _, _) in MENUS.items()}
        self.as_planned = {name: Button(theme, text, compact=True) for name, text in FROM_PLAN.items()}
        self.schedule = ScheduleControls(theme, self)
        self.test_sound = Button(theme, words.TEST_SOUND)
        self.test_voice = Button(theme, words.TEST_VOICE, compact=True)
        self.resets: dict[str, Button] = {}
        self._names: dict[QObject, str] = {}
        self._connect()

    def title_of(self, name: str) -> str:
        if name in CHOICES:
            return CHOICES[name][0]
        if name in MENUS:
            return MENUS[name][0]
        if name in SCHEDULE:
            return SCHEDULE[name]
        return STEPPERS.get(name) or SWITCHES[name]

    def of(self, name: str) -> tuple[QWidget, ...]:
        """What stands in the row of a setting, from left to right."""
        if name in self.as_planned:
            button = self.as_planned[name]
            button.setAccessibleName(f"{STEPPERS[name]}: {words.AS_PLANNED_NAME}")
            return (button, self.steppers[name])
        if name == "system_timer":
            return self.schedule.of(name)  # no choice of its own: it goes with the reminder
        reset = self._reset_button(name)
        if name in SCHEDULE:
            return (reset, *self.schedule.of(name))
        if name == "sounds":
            return (reset, self.test_sound, self.switches[name])
        if name == "voice":
            return (reset, self.test_voice, self.switches[name])
        for controls in (self.choices, self.menus, self.steppers, self.switches):
            if name in controls:
                return (reset, controls[name])
        raise KeyError(name)

    def show(self, view: SettingsView) -> None:
        """Show the choices, and what the plan decides where the person chose nothing."""
        chosen = view.preferences
        plans: dict[str, tuple[float, float]] = {
            "rest_sets_s": view.rest_sets_plan,
            "today_rest_s": view.usual_rests,
            "rest_exercises_s": (view.rest_exercises_plan, view.rest_exercises_plan),
        }
        for name, stepper in self.steppers.items():
            value = view.today_rest_s if name == "today_rest_s" else getattr(chosen, name)
            stepper.show_value(value, plans.get(name))
        for name, switch in self.switches.items():
            switch.show_state(getattr(chosen, name))
        least, most = view.sessions_plan
        self.choices["sessions_a_week"].offer(range(SESSIONS.index(least), SESSIONS.index(most) + 1))
        for name, row in self.choices.items():
            value = getattr(chosen, name)
            if name == "sessions_a_week":
                value = min(max(value, least), most)
            row.show_choice(CHOICES[name][2].index(value))
        for name, menu in self.menus.items():
            _, texts, values = MENUS[name]
            menu.show_choices(texts, values.index(getattr(chosen, name)))
        for name, button in self.as_planned.items():
            button.setVisible(self.steppers[name].chosen() is not None)
        for name, button in self.resets.items():
            button.setVisible(getattr(chosen, name) != getattr(DEFAULTS, name))
        self.schedule.show(chosen, view.schedule)
        self.steppers["volume"].setEnabled(chosen.sounds)
        self.test_sound.setEnabled(chosen.sounds)
        self.steppers["voice_volume"].setEnabled(chosen.voice)
        self.test_voice.setEnabled(chosen.voice)

    def focus(self, name: str) -> None:
        """Give the keyboard to a setting."""
        for controls in (self.steppers, self.switches, self.menus):
            if name in controls:
                controls[name].setFocus(Qt.FocusReason.OtherFocusReason)
        if name in self.choices:
            row = self.choices[name]
            row.buttons()[row.choice() or 0].setFocus(Qt.FocusReason.OtherFocusReason)
        if name in SCHEDULE:
            self.schedule.focus(name)

    def is_wrong(self, name: str) -> bool:
        """Whether what is typed there cannot be taken, which the row says meanwhile."""
        stepper = self.schedule.time if name == "reminder_at" else self.steppers.get(name)
        return stepper is not None and stepper.is_wrong()

    def _reset_button(self, name: str) -> Button:
        word = words.STOP if name in STOPPED else words.RESET
        reset = self.resets[name] = Button(self._theme, word, compact=True)
        reset.setAccessibleName(words.reset_name(self.title_of(name), word))
        reset.hide()
        reset.clicked.connect(self._reset)
        self._names[reset] = name
        return reset

    def _connect(self) -> None:
        for controls in (self.steppers, self.switches, self.choices, self.menus, self.as_planned):
            self._names |= {control: name for name, control in controls.items()}
        for stepper in self.steppers.values():
            stepper.changed.connect(self._stepped)
            stepper.refused.connect(self._refused)
        for switch in self.switches.values():
            switch.toggled.connect(self._switched)
        for row in self.choices.values():
            row.chosen.connect(self._chose)
        for menu in self.menus.values():
            menu.chosen.connect(self._chose_in_menu)
        for button in self.as_planned.values():
            button.clicked.connect(self._follow_plan)
        self.schedule.chosen.connect(self.changed)
        self.schedule.refused.connect(self._refused_time)

    @Slot(object)
    def _stepped(self, value: object) -> None:
        self.changed.emit(self._names[self.sender()], value)

    @Slot(bool)
    def _switched(self, on: bool) -> None:
        self.changed.emit(self._names[self.sender()], on)

    @Slot(int)
    def _chose(self, number: int) -> None:
        name = self._names[self.sender()]
        self.changed.emit(name, CHOICES[name][2][number])

    @Slot(int)
    def _chose_in_menu(self, number: int) -> None:
        name = self._names[self.sender()]
        self.changed.emit(name, MENUS[name][2][number])

    @Slot()
    def _follow_plan(self) -> None:
        name = self._names[self.sender()]
        # The button goes away with its press; the keyboard stays at the number.
        self.focus(name)
        self.changed.emit(name, None)

    @Slot()
    def _reset(self) -> None:
        name = self._names[self.sender()]
        # Here too the button goes away.
        self.focus(name)
        self.reset_requested.emit(name)

    @Slot(str)
    def _refused(self, why: str) -> None:
        self.refused.emit(self._names[self.sender()], why)

    @Slot(str)
    def _refused_time(self, why: str) -> None:
        self.refused.emit("reminder_at", why)
