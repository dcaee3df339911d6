"""A time of day with minus and plus, which can also be typed: "18:30", "1830" or "18"."""

from __future__ import annotations

import re

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kneetimer.core.preferences import Range
from kneetimer.ui.theme import Theme
from kneetimer.ui.widgets.stepper import Stepper

STEP_MIN = 15
LAST_MIN = 24 * 60 - 1
_TIME = re.compile(r"(\d{1,2})(?:\D?(\d{2}))?", re.ASCII)


class TimeStepper(Stepper):
    """`changed` says the minutes since midnight."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, Range(0, LAST_MIN, STEP_MIN), parent)

    @Slot()
    def _typed(self) -> None:
        if not self._edit.isModified():
            return
        self._edit.setModified(False)
        found = _TIME.fullmatch(self._edit.text().strip())
        if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
            self._take(60 * int(found[1]) + int(found[2] or 0))
        self._show_text()

    def _show_text(self) -> None:
        minutes = int(self._value or 0)
        self._edit.setText(f"{minutes // 60:02}:{minutes % 60:02}")
        self._edit.setModified(False)
