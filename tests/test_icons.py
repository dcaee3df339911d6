"""Holds the icons to what the window does with them: draw them at any size, in any colour."""

from importlib.resources import files

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from kneetimer.storage.plans.articles import ARTICLE_IDS

LINE_ICONS = ["today", "plan", "progress", "exercises", "learn", "settings", "check"]
LINE_ICONS += [f"learn-{article}" for article in ARTICLE_IDS]
SIZES = [16, 24, 32, 48, 256]


def _read(name: str) -> str:
    return files("kneetimer.resources").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")


def _draw(svg: str, size: int) -> QImage:
    drawing = QSvgRenderer(QByteArray(svg.encode()))
    assert drawing.isValid()
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    with QPainter(picture) as painter:
        drawing.render(painter)
    return picture


def _colours(picture: QImage) -> list[QColor]:
    """The colours of all pixels that are not mostly see-through."""
    pixels = ((x, y) for y in range(picture.height()) for x in range(picture.width()))
    return [colour for x, y in pixels if (colour := picture.pixelColor(x, y)).alpha() > 200]


@pytest.mark.parametrize("name", LINE_ICONS)
def test_a_line_icon_takes_the_colour_it_is_given(name: str) -> None:
    """Replacing the one colour in its text recolours the whole icon."""
    seen = _colours(_draw(_read(name).replace("#000000", "#C6380C"), 96))
    assert seen
    assert {colour.name() for colour in seen if colour.alpha() == 255} == {"#c6380c"}


def test_line_icons_differ_at_the_size_they_are_used() -> None:
    """No two icons look the same at 24 pixels."""
    pictures = [bytes(_draw(_read(name), 24).constBits()) for name in LINE_ICONS]
    assert len(set(pictures)) == len(LINE_ICONS)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["kneetimer", "mark"])
def test_the_mark_shows_knee_and_lit_segments_at_every_size(name: str, size: int) -> None:
    """From a title bar's 16 pixels up, the dark knee and the vermilion segments can be told apart."""
    seen = _colours(_draw(_read(name), size))
    assert min(colour.lightness() for colour in seen) < 80
    assert any(colour.red() > 180 and colour.green() < 110 and colour.blue() < 80 for colour in seen)
