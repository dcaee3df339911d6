"""What scrolls up and down. What gets the keyboard comes into sight, what is pressed stays where it is."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

REACH = 50  # what lies around the control that is scrolled to


class ScrollBox(QScrollArea):
    """Its widget is as wide as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # For a widget that Qt made by itself PySide goes through all classes of Qt, with their enumerations.
        self.setViewport(QWidget())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        # What was made just now has its place once it is laid out.
        self._laid_out = QTimer(self)
        self._laid_out.setSingleShot(True)
        self._laid_out.timeout.connect(self._bring_into_sight)
        application.focusChanged.connect(self._focus_went)
        self._held: QWidget | None = None
        self._held_y = self._value = 0
        bar = self.verticalScrollBar()
        # Queued: what is in the page has its place then, and nothing was painted yet.
        bar.rangeChanged.connect(self._put_back, Qt.ConnectionType.QueuedConnection)
        bar.valueChanged.connect(self._scrolled)

    def hold(self, pressed: QWidget) -> None:
        """Keep what a person pressed at its place in sight when the page grows or shrinks by the press."""
        self._held, self._held_y = pressed, self._y_of(pressed)

    def scroll_by_key(self, key: int) -> bool:
        """Scroll as a key asks for: arrows by lines, Page keys by pages. False for every other key."""
        bar = self.verticalScrollBar()
        steps: dict[int, int] = {
            Qt.Key.Key_Down: bar.singleStep() * 3,
            Qt.Key.Key_Up: -bar.singleStep() * 3,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        if key not in steps:
            return False
        bar.setValue(bar.value() + steps[key])
        return True

    def _y_of(self, widget: QWidget) -> int:
        return widget.mapTo(self, QPoint(0, 0)).y()

    def _is_held(self) -> bool:
        """What was pressed may be gone meanwhile, or be hidden."""
        held = self._held
        if held is None or not shiboken6.isValid(held) or not self.isAncestorOf(held):
            self._held = None
        return self._held is not None and self._held.isVisible()

    @Slot()
    def _put_back(self) -> None:
        if self._is_held() and self._held is not None:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._y_of(self._held) - self._held_y)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        """Where it was scrolled to is the new place, unless the page only became too short for the old."""
        is_cut = self._value > self.verticalScrollBar().maximum()
        self._value = value
        if not is_cut and self._is_held() and self._held is not None:
            self._held_y = self._y_of(self._held)

    @Slot(QWidget, QWidget)
    def _focus_went(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            self._laid_out.start(0)

    @Slot()
    def _bring_into_sight(self) -> None:
        """Scroll to what has the keyboard now. What a mouse could have clicked stays where it is."""
        inside, now = self.widget(), QApplication.focusWidget()
        if now is None or inside is None or not inside.isAncestorOf(now):
            return
        if now.isVisible() and now.visibleRegion().isEmpty():
            self.ensureWidgetVisible(now, 0, REACH)
