"""A time of day with minus and plus, which can also be typed: "18:30", "1830" or "18"."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneetimer.core.preferences import Range
from kneetimer.ui.controls.notation import TimeOfDay
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.shell.theme import Theme

STEP_MIN = 15
LAST_MIN = 24 * 60 - 1


class TimeStepper(Stepper):
    """`changed` says the minutes since midnight."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, Range(0, LAST_MIN, STEP_MIN), parent, notation=TimeOfDay())
