"""The line icons and the mark, drawn in the colours of the theme.

An icon file that is missing gives an empty picture: a button without its icon still has its word.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kneetimer.ui.shell.palette import LIGHT, Palette

_DRAWN_IN = "#000000"
PALE_SHARE = 0.45
ICON_SIZES = (16, 22, 32, 48, 128)
OWN_DRAWINGS = {16: "kneetimer-16", 22: "kneetimer-22"}


def icon(name: str, colour: str, px: int, ratio: float) -> QPixmap:
    """A one-coloured icon, `px` wide and high at a screen's device pixel ratio."""
    return _drawn(_source(name).replace(_DRAWN_IN, colour), px, ratio)


def mark(palette: Palette, px: int, ratio: float) -> QPixmap:
    """The ring with the bent knee, in a palette's vermilion and ink."""
    source = _source("mark")
    for drawn, wanted in (
        (LIGHT.work.accent, palette.work.accent),
        (LIGHT.work.track, _pale(palette)),
        (LIGHT.ink, palette.ink),
    ):
        source = source.replace(drawn, wanted)
    return _drawn(source, px, ratio)


def program_icon() -> QIcon:
    """The icon that menus show, for title bars and task switchers; the smallest have their own drawings."""
    made = QIcon()
    for px in ICON_SIZES:
        made.addPixmap(_drawn(_source(OWN_DRAWINGS.get(px, "kneetimer")), px, 1.0))
    return made


def _pale(palette: Palette) -> str:
    """The quieter half of the ring: the track, which on a dark page would be too dark to see."""
    if not palette.dark:
        return palette.work.track
    accent, behind = QColor(palette.work.accent), QColor(palette.raised)
    mixed = [
        round(PALE_SHARE * there + (1 - PALE_SHARE) * here)
        for there, here in zip(accent.getRgb()[:3], behind.getRgb()[:3], strict=True)  # type: ignore[index]
    ]
    return QColor(*mixed).name()


@cache
def _source(name: str) -> str:
    file = resources.files("kneetimer.resources").joinpath("icons", f"{name}.svg")
    return file.read_text(encoding="utf-8") if file.is_file() else ""


@cache
def _drawn(source: str, px: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(px * ratio), round(px * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    if source:
        with QPainter(picture) as painter:
            QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, px, px))
    return picture
