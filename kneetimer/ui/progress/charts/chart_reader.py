"""Which place of a chart is looked at, and the words of that place. Draws nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from kneetimer.ui.progress.charts.values import ChartReading


class ChartReader(QObject):
    """Goes from one reading to the next, by keys or to where somebody points; `moved` says that it did."""

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readings: tuple[ChartReading, ...] = ()
        self._at: int | None = None

    def show_readings(self, readings: tuple[ChartReading, ...]) -> None:
        """Have other places to go to; none is looked at."""
        self._readings = readings
        self._at = None

    def words(self) -> str:
        """The words of the place that is looked at; empty where none is."""
        return "" if self._at is None else self._readings[self._at].words

    def x(self) -> float | None:
        """Where on the x axis that place is."""
        return None if self._at is None else self._readings[self._at].x

    def go_near(self, x: float) -> None:
        """Go to the reading nearest to a place on the x axis."""
        away = [abs(reading.x - x) for reading in self._readings]
        if away:
            self._go(away.index(min(away)))

    def leave(self) -> None:
        """Look at none."""
        self._go(None)

    def follow(self, key: int) -> bool:
        """Go where a key leads; False for a key that leads nowhere."""
        at, last = self._at, len(self._readings) - 1
        if last < 0:
            return False
        match key:
            case Qt.Key.Key_Right:
                self._go(0 if at is None else min(last, at + 1))
            case Qt.Key.Key_Left:
                self._go(last if at is None else max(0, at - 1))
            case Qt.Key.Key_Home:
                self._go(0)
            case Qt.Key.Key_End:
                self._go(last)
            case Qt.Key.Key_Escape if at is not None:
                self._go(None)
            case _:
                return False
        return True

    def _go(self, at: int | None) -> None:
        if at != self._at:
            self._at = at
            self.moved.emit()
