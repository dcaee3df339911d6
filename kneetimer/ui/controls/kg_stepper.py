"""A weight in kilograms, where none is a weight too. Knows nothing of what is done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.core.preferences import Range
from kneetimer.core.weights import FINEST_KG, MOST_KG, load_of_kg
from kneetimer.ui.controls.notation import PlainNotation
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.text.loads import NO_WEIGHT, load_text

KG = Range(0, MOST_KG, FINEST_KG, "kg")


class KgNotation:
    """Kilograms, and no weight in words."""

    def read(self, typed: str) -> float:
        return 0.0 if typed.strip().lower() in ("", tr(NO_WEIGHT).lower()) else PlainNotation(KG).read(typed)

    def possible(self) -> str:
        return PlainNotation(KG).possible()

    def text(self, least: float, most: float) -> str:
        return load_text(load_of_kg(least)) or tr(NO_WEIGHT)


class KgStepper(Stepper):
    """Steps and reads weights; `changed` says 0.0 for none."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, KG, parent, notation=KgNotation(), widest=tr(NO_WEIGHT))
