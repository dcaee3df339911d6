"""What sheets have in common: rows that scroll, a size that fits the screen, fields that are typed into.

Knows nothing of what is on them.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.shell.theme import Theme


def scrolled(rows: QLayout) -> QScrollArea:
    """Rows of their own height, to be scrolled where there are many."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(6, 6, 14, 6)
    column.addLayout(rows)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def fit_on_screen(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog its size, or what a small screen has room for with the frame around it."""
    room = dialog.screen().availableSize()
    dialog.resize(min(width, room.width() - 32), min(height, room.height() - 64))


def finish_typing(within: QWidget) -> str:
    """Take what stands in the fields that are being typed into: a click on a button leaves it there.

    Answers which number cannot be taken and why, in sentences, or nothing. One that is disabled is not asked.
    """
    QGuiApplication.inputMethod().commit()
    numbers = [number for number in within.findChildren(Stepper) if number.isEnabled()]
    for number in numbers:
        number.finish()
    wrong = next((number for number in numbers if number.is_wrong()), None)
    return "" if wrong is None else f"{wrong.accessibleName()}. {wrong.why()}"


def style_field(field: QWidget, theme: Theme) -> None:
    """A field to type in: the surface with a border that can be seen."""
    wants_ring(field, 8)
    palette = QPalette(field.palette())
    palette.setColor(QPalette.ColorRole.Base, theme.color("surface"))
    palette.setColor(QPalette.ColorRole.Text, theme.color("ink"))
    field.setPalette(palette)
    p = theme.palette
    field.setStyleSheet(
        f"{type(field).__name__} {{ background: {p.surface}; color: {p.ink};"
        f" border: 1px solid {p.edge}; border-radius: 8px; padding: 4px 8px; }}"
    )
