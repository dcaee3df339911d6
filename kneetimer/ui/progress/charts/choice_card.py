"""The card of a chart that can be about several things, one of them at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kneetimer.ui.controls.menu_button import MenuButton
from kneetimer.ui.progress.charts.card import ChartCard
from kneetimer.ui.progress.charts.values import ChartView
from kneetimer.ui.shell.theme import Theme

Thing = TypeVar("Thing")


class ChoiceCard(ChartCard):
    """What was chosen stays chosen when there are other numbers, while there is so much to choose from."""

    def __init__(self, theme: Theme, title: str, question: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent)
        self._things: Sequence[Any] = ()
        self._chart_of: Callable[[Any], ChartView] | None = None
        self.choice = MenuButton(theme, question)
        self.choice.hide()
        self.buttons.insertWidget(0, self.choice)
        self.choice.chosen.connect(self._show_chosen)

    def offer(
        self,
        things: Sequence[Thing],
        name_of: Callable[[Thing], str],
        chart_of: Callable[[Thing], ChartView],
        otherwise: Thing,
        *,
        least: int = 2,
    ) -> None:
        """Show the chart of one of some things, or of `otherwise` where there are none.

        The choice is there from so many things on.
        """
        self._things = things or (otherwise,)
        self._chart_of = chart_of
        self.choice.setVisible(len(things) >= least)
        if things:
            taken = min(max(0, self.choice.choice()), len(things) - 1)
            self.choice.show_choices([name_of(each) for each in things], taken)
        self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        assert self._chart_of is not None
        self.show_view(self._chart_of(self._things[max(0, min(self.choice.choice(), len(self._things) - 1))]))
