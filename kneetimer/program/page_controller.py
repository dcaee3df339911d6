"""What the controllers of pages have in common: they show a page what the model has, while it is in sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kneetimer.program.model import Model


class PageController(QObject):
    """`said` is a sentence for the person: what went wrong, or needs them.

    `went_well` is a sentence too, with the folder in which the outcome is, "" where there is none.
    """

    said = Signal(str)
    went_well = Signal(str, str)

    def __init__(self, model: Model, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        model.changed.connect(self._follow)

    @property
    def page(self) -> QWidget:
        """The page; those that the first window does not show are made when they are first wanted."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the page what there is now."""
        raise NotImplementedError

    def come_into_sight(self) -> None:
        """The page is about to be shown."""
        self.refresh()

    @Slot()
    def _follow(self) -> None:
        if self.page.isVisible():
            self.refresh()


class KeptPage(PageController):
    """A page that takes long to fill: it is filled again only when something has changed since."""

    def __init__(self, model: Model, parent: QObject | None = None) -> None:
        super().__init__(model, parent)
        self._is_stale = True
        model.saving_changed.connect(self._follow)

    def come_into_sight(self) -> None:
        if self._is_stale:
            self.refresh()

    def refresh(self) -> None:
        self._is_stale = False

    @Slot()
    def _follow(self) -> None:
        self._is_stale = True
        super()._follow()


class PageOf:
    """The page of a controller that is made, or chosen, when the page is wanted, by the page's name."""

    def __init__(self, controller: Callable[[str], PageController], name: str) -> None:
        self._controller = controller
        self._name = name

    def __call__(self) -> QWidget:
        return self._controller(self._name).page
