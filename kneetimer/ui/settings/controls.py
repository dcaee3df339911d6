"""The controls of all settings by the names of their preferences: what stands in a row, and what it says.

Makes them from the table and says what a person wants; the rows around them are the sections'.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.core.preferences import RANGES
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.choice_row import ChoiceRow
from kneetimer.ui.controls.menu_button import MenuButton
from kneetimer.ui.controls.setting_row import keep_room
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.switch import Switch
from kneetimer.ui.settings import words
from kneetimer.ui.settings.schedule_controls import ScheduleControls
from kneetimer.ui.settings.table import BY_NAME, DEFAULTS, SESSIONS, Control, Setting
from kneetimer.ui.settings.view import SettingsView
from kneetimer.ui.shell.theme import Theme


class SettingControls(QObject):
    """`changed` names a preference and its new value, None where the plan is to decide.

    `refused` says why what was typed for a preference is not taken, or nothing when it is again.
    `reset_requested` names the one that is to have its default again.
    """

    changed = Signal(str, object)
    refused = Signal(str, str)
    reset_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.steppers: dict[str, Stepper] = {}
        self.switches: dict[str, Switch] = {}
        self.choices: dict[str, ChoiceRow] = {}
        self.menus: dict[str, MenuButton] = {}
        self.backs: dict[str, Button] = {}  # to the plan's value, or to the default
        self.schedule = ScheduleControls(theme, self)
        self.test_sound = Button(theme, tr(words.TEST_SOUND), compact=True)
        self.test_voice = Button(theme, tr(words.TEST_VOICE), compact=True)
        self._names: dict[QObject, str] = {}
        for setting in BY_NAME.values():
            self._make(setting)
        self.schedule.chosen.connect(self.changed)
        self.schedule.refused.connect(self._refused_time)

    def of(self, name: str) -> tuple[QWidget, ...]:
        """What stands in the row of a setting, from left to right."""
        tests = {"sounds": (self.test_sound,), "voice": (self.test_voice,)}
        back = (self.backs[name],) if name in self.backs else ()
        return (*back, *tests.get(name, ()), *self._main(name))

    def show(self, view: SettingsView) -> None:
        """Show the choices, and what the plan decides where the person chose nothing."""
        least, most = view.sessions_plan
        self.choices["sessions_a_week"].offer(range(SESSIONS.index(least), SESSIONS.index(most) + 1))
        for name, setting in BY_NAME.items():
            if name in self.backs:
                self.backs[name].setVisible(setting.value(view) != getattr(DEFAULTS, name))
            if setting.control is not Control.OWN:
                self._show(setting, view)
            if setting.needs:
                self._main(name)[0].setEnabled(bool(getattr(view.preferences, setting.needs)))
        self.schedule.show(view.preferences, view.schedule)
        self.test_sound.setEnabled(view.preferences.sounds)
        self.test_voice.setEnabled(view.preferences.voice)

    def focus(self, name: str) -> None:
        """Give the keyboard to a setting."""
        if name in self.choices:
            row = self.choices[name]
            row.buttons()[row.choice() or 0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif BY_NAME[name].own:
            self.schedule.focus(name)
        else:
            self._main(name)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def is_wrong(self, name: str) -> bool:
        """Whether what is typed there cannot be taken, which the row says meanwhile."""
        stepper = self._stepper(name)
        return stepper is not None and stepper.is_wrong()

    def forget_typed(self, name: str = "") -> None:
        """Forget what was typed for a setting and cannot be taken, or for all of them."""
        for each in (name,) if name else BY_NAME:
            stepper = self._stepper(each)
            if stepper is not None:
                stepper.give_up()

    def _stepper(self, name: str) -> Stepper | None:
        return self.schedule.time if name == "reminder_at" else self.steppers.get(name)

    def _main(self, name: str) -> tuple[QWidget, ...]:
        for controls in (self.steppers, self.switches, self.choices, self.menus):
            if name in controls:
                return (controls[name],)
        return self.schedule.of(name)

    def _make(self, setting: Setting) -> None:
        name, title = setting.name, tr(setting.title)
        match setting.control:
            case Control.NUMBER:
                self.steppers[name] = stepper = Stepper(self._theme, title, RANGES[name])
                stepper.changed.connect(self._stepped)
                stepper.refused.connect(self._refused)
            case Control.SWITCH:
                self.switches[name] = Switch(self._theme, title)
                self.switches[name].toggled.connect(self._switched)
            case Control.BUTTONS:
                self.choices[name] = ChoiceRow(self._theme, title, [tr(text) for text, _ in setting.choices])
                self.choices[name].chosen.connect(self._chose)
            case Control.MENU:
                self.menus[name] = MenuButton(self._theme, title)
                self.menus[name].chosen.connect(self._chose_in_menu)
        for control in self._main(name):
            self._names[control] = name
        if hasattr(DEFAULTS, name):
            self._make_back(setting)

    def _make_back(self, setting: Setting) -> None:
        back = self.backs[setting.name] = Button(self._theme, tr(setting.back), compact=True)
        back.setAccessibleName(words.back_name(tr(setting.title), setting.back))
        keep_room(back)
        back.hide()
        back.clicked.connect(self._give_back)
        self._names[back] = setting.name

    def _show(self, setting: Setting, view: SettingsView) -> None:
        name, value = setting.name, setting.value(view)
        match setting.control:
            case Control.NUMBER:
                assert value is None or isinstance(value, int | float)
                self.steppers[name].show_value(value, setting.plan(view) if setting.plan else None)
            case Control.SWITCH:
                self.switches[name].show_state(bool(value))
            case Control.BUTTONS:
                values = [each for _, each in setting.choices]
                if name == "sessions_a_week":
                    least, most = view.sessions_plan
                    value = min(max(view.preferences.sessions_a_week, least), most)
                self.choices[name].show_choice(values.index(value))
            case Control.MENU:
                texts = [tr(text) for text, _ in setting.menu]
                self.menus[name].show_choices(texts, [each for _, each in setting.menu].index(value))

    @Slot(object)
    def _stepped(self, value: object) -> None:
        self.changed.emit(self._names[self.sender()], value)

    @Slot(bool)
    def _switched(self, on: bool) -> None:
        self.changed.emit(self._names[self.sender()], on)

    @Slot(int)
    def _chose(self, number: int) -> None:
        name = self._names[self.sender()]
        self.changed.emit(name, BY_NAME[name].choices[number][1])

    @Slot(int)
    def _chose_in_menu(self, number: int) -> None:
        name = self._names[self.sender()]
        self.changed.emit(name, BY_NAME[name].menu[number][1])

    @Slot()
    def _give_back(self) -> None:
        name = self._names[self.sender()]
        # The button goes away with its press; the keyboard stays at the setting.
        self.focus(name)
        self.forget_typed(name)
        self.reset_requested.emit(name)

    @Slot(str)
    def _refused(self, why: str) -> None:
        self.refused.emit(self._names[self.sender()], why)

    @Slot(str)
    def _refused_time(self, why: str) -> None:
        self.refused.emit("reminder_at", why)
