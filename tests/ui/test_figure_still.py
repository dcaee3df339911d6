"""The still figure of lists: painted when seen, in its turn, and anew when its look changes."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kneetimer.figure.palette import figure_palette
from kneetimer.ui.widgets.figure_still import FigureStill


def shown(qtbot: QtBot, exercise: str = "clamshell") -> FigureStill:
    still = FigureStill()
    qtbot.addWidget(still)
    still.resize(110, 110)
    still.show_figure(exercise)
    still.show()
    qtbot.waitExposed(still)
    return still


def test_a_still_is_painted_once_it_is_seen(qtbot: QtBot) -> None:
    """Soon after it is shown the picture is there."""
    still = shown(qtbot)
    qtbot.waitUntil(lambda: still.is_ready)


def test_a_still_that_is_not_seen_costs_nothing(qtbot: QtBot) -> None:
    """On a hidden page nothing is painted."""
    page = QWidget()
    qtbot.addWidget(page)
    still = FigureStill(page)
    still.show_figure("clamshell")
    other = shown(qtbot, "wall-sit")
    qtbot.waitUntil(lambda: other.is_ready)
    assert not still.is_ready


def test_many_stills_fill_one_after_the_other(qtbot: QtBot) -> None:
    """A page with several stills paints them all, and events are served between them."""
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 100)
    stills = [FigureStill(page) for _ in range(4)]
    for i, still in enumerate(stills):
        still.setGeometry(i * 100, 0, 100, 100)
        still.show_figure(("clamshell", "wall-sit", "calf-raise", "glute-bridge")[i])
    page.show()
    qtbot.waitUntil(lambda: any(s.is_ready for s in stills))
    qtbot.waitUntil(lambda: all(s.is_ready for s in stills))


def test_a_still_that_is_deleted_while_it_waits_harms_nobody(qtbot: QtBot) -> None:
    """Closing a page before its pictures are there leaves the others to be painted."""
    page = QWidget()
    still = FigureStill(page)
    still.show_figure("clamshell")
    page.show()
    qtbot.waitExposed(page)
    page.deleteLater()
    del page, still
    other = shown(qtbot, "wall-sit")
    qtbot.waitUntil(lambda: other.is_ready)


def test_another_theme_is_painted_anew(qtbot: QtBot) -> None:
    """A change of colours throws the old picture away and paints a new one."""
    still = shown(qtbot)
    qtbot.waitUntil(lambda: still.is_ready)
    light = still.grab().toImage()
    still.set_palette(figure_palette(True))
    assert not still.is_ready
    qtbot.waitUntil(lambda: still.is_ready)
    assert still.grab().toImage() != light


def test_an_exercise_without_a_figure_stays_empty(qtbot: QtBot) -> None:
    """An exercise of a person's own plan shows nothing and breaks nothing."""
    still = shown(qtbot, "juggling")
    qtbot.wait(20)
    assert not still.is_ready
    assert still.accessibleName() == "Figure: juggling"
