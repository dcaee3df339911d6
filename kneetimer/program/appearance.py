"""How everything looks: colours, sizes of text, figures and their motion, by the choices and the system."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from kneetimer.core.own_exercise import OwnExercise
from kneetimer.devices.desktop.system_wishes import SystemWishes
from kneetimer.program.model import Model
from kneetimer.ui.figures.figure_look import FigureLook, figure_look
from kneetimer.ui.figures.own_picture import decoded
from kneetimer.ui.shell.theme import Theme


class Appearance(QObject):
    """`changed` says that figures look or move otherwise; widgets follow `theme` themselves."""

    changed = Signal()

    def __init__(self, model: Model, wishes: SystemWishes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._wishes = wishes
        self.theme = Theme(self)
        self._own: tuple[OwnExercise, ...] = ()
        self._pictures: Mapping[str, QImage] = {}
        self._choose()
        self._follow_pictures()
        self.theme.changed.connect(self.changed)
        wishes.changed.connect(self._system_wishes)
        model.preferences_changed.connect(self._choose)
        model.changed.connect(self._follow_pictures)

    @property
    def figure_look(self) -> FigureLook:
        return self._look(dark=self.theme.palette.dark)

    @property
    def figure_look_on_paper(self) -> FigureLook:
        return self._look(dark=False)

    def _look(self, *, dark: bool) -> FigureLook:
        return figure_look(self._model.preferences, dark=dark, pictures=self._pictures)

    @property
    def reduced_motion(self) -> bool:
        """Whether the person or the system asks for less motion."""
        return self._model.preferences.reduced_motion or self._wishes.reduced

    @Slot()
    def _follow_pictures(self) -> None:
        """Decode the pictures of the person's own exercises, once after each change of them."""
        if self._model.known.own != self._own:
            self._own = self._model.known.own
            self._pictures = {each.id: decoded(each.picture) for each in self._own if each.picture}
            self.changed.emit()

    @Slot()
    def _system_wishes(self) -> None:
        self.theme.follow_system(self._wishes.dark, contrast=self._wishes.contrast)
        self.changed.emit()

    @Slot()
    def _choose(self) -> None:
        chosen = self._model.preferences
        self.theme.use_letter_keys(chosen.letter_keys)
        self.theme.choose(chosen.theme, high_contrast=chosen.high_contrast, text_size=chosen.text_size)
        self.changed.emit()
