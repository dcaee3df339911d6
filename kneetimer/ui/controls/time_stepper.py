"""A time of day with minus and plus, which can also be typed: "18:30", "1830" or "18"."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QWidget

from kneetimer.core.preferences import Range
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.text import numbers as words

STEP_MIN = 15
LAST_MIN = 24 * 60 - 1
_TIME = re.compile(r"(\d{1,2})(?:\D?(\d{2}))?", re.ASCII)


class TimeStepper(Stepper):
    """`changed` says the minutes since midnight."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, Range(0, LAST_MIN, STEP_MIN), parent)

    def _read(self, typed: str) -> float:
        found = _TIME.fullmatch(typed)
        if found is None or int(found[1]) >= 24 or int(found[2] or 0) >= 60:
            raise ValueError(words.not_a_time_of_day(typed))
        return 60 * int(found[1]) + int(found[2] or 0)

    def _possible(self) -> str:
        return words.TIME_OF_DAY

    def _shown_text(self) -> str:
        minutes = int(self._chosen or 0)
        return f"{minutes // 60:02}:{minutes % 60:02}"
