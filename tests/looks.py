"""What cannot be read or reached of what a window shows, found in its drawing and in its pixels.

Says nothing about beauty. `faults` looks at places, `faint` at colours; both take whatever is on the screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from drawn_text import DrawnText, drawn_by
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QGraphicsView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

TEXT, OTHER = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
LARGE_TEXT, LARGE_CAPITALS = 3.0, 17  # 1.4.3: 24 px, whose capitals have this height
SLACK = 1.5  # pixels that rounding may take
CONTROLS = (QAbstractButton, QAbstractSpinBox, QAbstractSlider, QLineEdit, QPlainTextEdit, QAbstractItemView)


class Kind(StrEnum):
    CLIPPED = "clipped"
    OVERLAPPING = "overlapping"
    SIDEWAYS = "sideways"
    UNREACHABLE = "unreachable"
    FAINT_TEXT = "faint text"
    FAINT_MARK = "faint mark"
    UNSPOKEN = "named, and told as nothing"


@dataclass(frozen=True, slots=True)
class Fault:
    kind: Kind
    what: str

    def __str__(self) -> str:
        return f"{self.kind.value}: {self.what}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and where it lies: in what scrolls, or in the window where nothing does (`moves_with`)."""

    drawn: DrawnText
    widget: QWidget
    moves_with: QWidget
    there: QRectF


def settle(window: QWidget, root: QWidget, wide: int, high: int) -> None:
    """Give the window this size and let everything in it find its place; a dialog is no larger than it."""
    window.resize(wide, high)
    if root.isWindow() and root is not window:
        root.resize(root.sizeHint().boundedTo(QSize(wide, high)))
    for _ in range(4):  # a layout that depends on the width may ask for another one
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


def shown(root: QWidget) -> list[QWidget]:
    """All that is visible, with the root."""
    return [root, *(each for each in root.findChildren(QWidget) if each.isVisible() and not each.isWindow())]


def texts(root: QWidget) -> list[Placed]:
    found = []
    for widget in shown(root):
        if widget.width() < 1 or widget.height() < 1:
            continue
        for drawn in drawn_by(widget):
            area = moving(widget, root)
            seen = drawn.ink.intersected(QRectF(widget.rect()))  # a line of a list goes on below its edge
            there = seen.translated(widget.mapTo(area, QPoint(0, 0)))
            found.append(Placed(drawn, widget, area, there))
    return found


def moving(widget: QWidget, root: QWidget) -> QWidget:
    """What is moved when a widget is scrolled to: the content of its scroll area, else the root."""
    while widget is not root:
        parent = widget.parentWidget()
        if parent is None:
            return root
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            return widget
        widget = parent
    return root


def is_cut(widget: QWidget, rect: QRectF, root: QWidget) -> bool:
    """Whether a part of a widget cannot be brought into sight whole, as something around it is too small."""
    while True:
        parent = widget.parentWidget() if widget is not root else None
        inside = QRectF(widget.rect()).adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
            if rect.left() < inside.left() or rect.right() > inside.right():
                return True
            if parent.verticalScrollBar().maximum() > 0:  # it can be scrolled to
                rect = QRectF(rect.left(), 0, rect.width(), min(rect.height(), widget.height()))
        if not inside.contains(rect):
            return True
        if parent is None:
            return False
        rect = rect.translated(widget.pos())
        widget = parent


def faults(root: QWidget) -> list[Fault]:
    """What is cut, lies over something else, scrolls sideways or cannot be reached."""
    placed = texts(root)
    cut = clipped(placed, root)
    found = [Fault(Kind.CLIPPED, f"“{each.drawn.text}” of {named(each.widget)}") for each in cut]
    found += [Fault(Kind.OVERLAPPING, both) for both in overlapping(placed)]
    for widget in shown(root):
        if isinstance(widget, QAbstractScrollArea) and widget.horizontalScrollBar().maximum() > 0:
            found.append(Fault(Kind.SIDEWAYS, named(widget)))
    stops = [widget for widget in shown(root) if is_control(widget)]
    lost = [each for each in stops if is_cut(each, QRectF(each.rect()), root)]
    found += [Fault(Kind.UNREACHABLE, named(each)) for each in lost]
    found += [Fault(Kind.OVERLAPPING, both) for both in crossing(stops, root)]
    found += [Fault(Kind.UNSPOKEN, named(each)) for each in shown(root) if is_unspoken(each)]
    return found


def is_unspoken(widget: QWidget) -> bool:
    """Whether a widget has a name without a role: screen readers pass over what is a mere filler."""
    if not widget.accessibleName():
        return False
    told = QAccessible.queryAccessibleInterface(widget)
    return told.role() is QAccessible.Role.Client


def clipped(placed: list[Placed], root: QWidget) -> Iterator[Placed]:
    for each in placed:
        words = f"{each.widget.accessibleName()} {text_of(each.widget)}"
        is_short = each.drawn.text.endswith("…") and each.drawn.text not in words
        # A field draws what is chosen in it by itself, and leaves it out of the rest.
        leaves_out = each.drawn.is_cut and not isinstance(each.widget, QLineEdit)
        if is_short or leaves_out or is_cut(each.widget, each.drawn.ink, root):
            yield each


def text_of(widget: QWidget) -> str:
    said = getattr(widget, "text", None)
    return str(said()) if callable(said) else ""


def overlapping(placed: list[Placed]) -> Iterator[str]:
    """Pairs of texts whose ink lies over each other, or a text that another widget covers."""
    rows = sorted(placed, key=lambda each: each.there.top())
    for at, one in enumerate(rows):
        for other in rows[at + 1 :]:
            if other.there.top() > one.there.bottom():
                break
            both = one.there.intersected(other.there)
            if one.drawn.text == other.drawn.text and one.widget is other.widget:
                continue  # a field draws what is chosen in it once more
            if one.moves_with is other.moves_with and both.width() > SLACK and both.height() > SLACK:
                yield f"“{one.drawn.text}” and “{other.drawn.text}” of {named(other.widget)}"


def is_control(widget: QWidget) -> bool:
    if isinstance(widget, QScrollBar | QGraphicsView) or not isinstance(widget, CONTROLS):
        return False
    return not isinstance(widget.parentWidget(), QAbstractSpinBox | QLineEdit)


def crossing(stops: list[QWidget], root: QWidget) -> Iterator[str]:
    """Pairs of controls that take each other's clicks."""
    places = [(each, moving(each, root)) for each in stops]
    boxes = [(each, area, QRect(each.mapTo(area, QPoint(0, 0)), each.size())) for each, area in places]
    for at, (one, area, box) in enumerate(boxes):
        for other, also, its_box in boxes[at + 1 :]:
            if area is not also or one.isAncestorOf(other) or other.isAncestorOf(one):
                continue
            both = box.intersected(its_box)
            if min(both.width(), both.height()) > 8:  # the room of focus rings may lie over each other
                yield f"{named(one)} and {named(other)}"


def named(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName() or text_of(widget)}”"


# Colours.


def faint(root: QWidget) -> list[Fault]:
    """Texts, and controls without a text, that do not stand out enough from what is around them."""
    picture = root.grab().toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    dots = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.width(), 4)[..., :3]
    ratio = picture.devicePixelRatio()
    found, worded = [], set()
    for each in texts(root):
        worded.add(each.widget)
        need = LARGE_TEXT if each.drawn.capitals >= LARGE_CAPITALS else TEXT
        seen = contrast_in(dots, in_sight(each.widget, each.drawn.ink, root), ratio)
        if each.widget.isEnabled() and seen is not None and seen < need:
            found.append(Fault(Kind.FAINT_TEXT, f"{seen:.2f} “{each.drawn.text}” of {named(each.widget)}"))
    for widget in shown(root):
        if is_control(widget) and widget.isEnabled() and not worded & {widget, *widget.findChildren(QWidget)}:
            around = QRectF(widget.rect()).adjusted(-3, -3, 3, 3)
            seen = contrast_in(dots, in_sight(widget, around, root), ratio)
            if seen is not None and seen < OTHER:
                found.append(Fault(Kind.FAINT_MARK, f"{seen:.2f} {named(widget)}"))
    return found


def in_sight(widget: QWidget, rect: QRectF, root: QWidget) -> QRectF:
    """The part of a widget in the root's pixels; empty where it is not all in sight."""
    there = rect.toAlignedRect()
    on_top = root.childAt(widget.mapTo(root, there.center()))
    family = on_top in (None, widget) or widget.isAncestorOf(on_top) or on_top.isAncestorOf(widget)
    if not family:
        return QRectF()
    if not widget.visibleRegion().boundingRect().adjusted(-3, -3, 3, 3).contains(there):
        return QRectF()
    return QRectF(there.translated(widget.mapTo(root, QPoint(0, 0))).intersected(root.rect()))


def contrast_in(dots: NDArray[np.uint8], rect: QRectF, ratio: float) -> float | None:
    """WCAG's ratio between the most frequent colour there and the one farthest from it."""
    left, top, right, bottom = (round(edge * ratio) for edge in rect.getCoords())  # type: ignore[attr-defined]
    part = dots[top:bottom, left:right].reshape(-1, 3)
    if len(part) < 4:
        return None
    colours, counts = np.unique(part, axis=0, return_counts=True)
    light = luminance(colours)
    ground = light[counts.argmax()]
    ratios = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    return float(ratios.max())


def luminance(colours: NDArray[np.uint8]) -> NDArray[np.float64]:
    parts = colours / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ (0.2126, 0.7152, 0.0722), np.float64)
