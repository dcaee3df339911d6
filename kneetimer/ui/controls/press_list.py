"""A list whose items are pressed and never stay selected, and which its page scrolls, not it.

Says which item was pressed, by mouse or by assistive technology; how they lie and look, its subclasses know.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QWidget


class PressList(QListWidget):
    """`row_pressed` carries the number of the item, counted from 0."""

    row_pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(QWidget())  # see scroll_box.py
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Keyboard and mouse select nothing: only assistive technology does, as its one way to press an item.
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListWidget { background: transparent; padding: 0; }")
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.itemClicked.connect(self._clicked)
        self.itemSelectionChanged.connect(self._selected)

    def have(self, count: int) -> None:
        """Have so many items; those that stay are the same."""
        while self.count() > count:
            self.takeItem(self.count() - 1)
        while self.count() < count:
            self.addItem(QListWidgetItem())

    def say(self, number: int, words: str) -> None:
        """What a screen reader says of an item."""
        self.item(number).setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def stand_at(self, number: int) -> None:
        """Have the keyboard at an item."""
        self.setCurrentRow(number, QItemSelectionModel.SelectionFlag.NoUpdate)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        return QItemSelectionModel.SelectionFlag.NoUpdate

    @Slot(QListWidgetItem)
    def _clicked(self, item: QListWidgetItem) -> None:
        self.row_pressed.emit(self.row(item))

    @Slot()
    def _selected(self) -> None:
        """Assistive technology pressed an item; nothing stays selected, so that it can do so again."""
        items = self.selectedItems()
        blocked = self.blockSignals(True)
        self.clearSelection()
        self.blockSignals(blocked)
        for item in items:
            self._clicked(item)
