"""The week of Today as a list of days."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today.week_days import Day
from kneetimer.ui.today.week_strip import WeekStrip


def test_the_day_under_the_pointer_is_marked_until_the_pointer_leaves(qtbot: QtBot) -> None:
    """A day is drawn darker while the pointer is on it, and no other is."""
    theme = Theme()
    week = WeekStrip(theme)
    qtbot.addWidget(week)
    week.show_days(tuple(Day("Thu", str(number), "", ()) for number in range(23, 30)))
    week.resize(1000, week.sizeHint().height())
    week.show()
    qtbot.waitExposed(week)
    places = [rect.toRect().bottomLeft() + QPoint(30, -12) for rect in week.day_rects()]

    def marked() -> list[int]:
        picture = week.viewport().grab().toImage()
        colours = [picture.pixelColor(place * picture.devicePixelRatio()) for place in places]
        return [at for at, colour in enumerate(colours) if colour == QColor(theme.palette.background)]

    QTest.mouseMove(week.viewport(), places[2])
    qtbot.waitUntil(lambda: marked() == [2])
    QTest.mouseMove(week.viewport(), places[5])
    qtbot.waitUntil(lambda: marked() == [5])
    QTest.mouseMove(week.viewport(), QPoint(500, -200))
    qtbot.waitUntil(lambda: marked() == [])
