"""Somebody at the program who runs: opens it, drops files on it, and looks at what it shows and stores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fakes import StandingClock
from on_screen import part, toasted
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kneetimer.core.preferences import Preferences
from kneetimer.core.run import Run
from kneetimer.program.program import Program
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.ui.controls.text import Text
from kneetimer.ui.settings.page import SettingsPage
from kneetimer.ui.shell.nav_button import NavButton
from kneetimer.ui.shell.theme import load_fonts
from kneetimer.ui.today.week_card import WeekCard
from kneetimer.ui.today.week_days import MarkKind

# Thursday, with a week ahead that begins on Monday.
EVENING = datetime.fromisoformat("2026-11-26T18:30:00+01:00")
THURSDAY = EVENING.date()
SATURDAY = THURSDAY + timedelta(days=2)


class Person:
    """Somebody at the program."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder = folder
        self.qtbot = qtbot
        self.clock = StandingClock(EVENING)
        self.program: Program | None = None

    def open(self, **choices: object) -> Program:
        where = locate(self.folder)
        history = History.open_to_write(where, self.clock.now)
        known = history.preferences()[0]
        first = {"safety_accepted": "1", "full_screen": False, "sounds": False, "get_set_s": 0}
        history.save_preferences(replace(known, **(first | choices)))  # type: ignore[arg-type]
        self.program = Program(where, history, None, clock=self.clock)
        self.program.window.resize(1280, 800)  # as on a usual screen; that of the tests is smaller
        self.program.show()
        self.qtbot.waitExposed(self.program.window)
        return self.program

    def close(self) -> None:
        if self.program is None:
            return
        self.program.window.close()
        self.program.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.program = None

    @property
    def card(self) -> WeekCard:
        assert self.program is not None
        return self.program.today.page.week

    def open_schedule(self) -> SettingsPage:
        """Go to the settings of the days by the button of the week."""
        assert self.program is not None
        QTest.mouseClick(self.card.schedule_button, Qt.MouseButton.LeftButton)
        assert self.program.window.current_page() == "settings"
        return self.program.settings().page

    def back_to_today(self) -> None:
        assert self.program is not None
        part(self.program.window, NavButton, "Today").click()

    def click_day(self, number: int) -> None:
        place = self.card.strip.day_rects()[number].center().toPoint()
        days = self.card.strip.viewport()
        QTest.mouseClick(days, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def press(self, *keys: Qt.Key) -> None:
        assert self.program is not None
        for key in keys:
            QTest.keyClick(self.program.window.focusWidget() or self.program.window, key)

    def stored(self) -> list[Run]:
        with HistoryReader.open(locate(self.folder)) as reader:
            return reader.runs()

    def preferences(self) -> Preferences:
        with HistoryReader.open(locate(self.folder)) as reader:
            return reader.preferences()[0]

    def marks(self) -> dict[str, list[str]]:
        """What the week shows, by day: "Long run planned"."""
        planned = MarkKind.RUN_PLANNED
        return {
            day.name: [f"{mark.text}{' planned' if mark.kind is planned else ''}" for mark in day.marks]
            for day in self.card._days
            if day.marks
        }

    def said(self) -> str:
        assert self.program is not None
        window = self.program.window
        quietly = toasted(window)[-1:] or [""]
        return window.banner.message() if window.banner.isVisible() else quietly[0]

    def drop(self, *files: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
        enter = QDragEnterEvent(QPoint(9, 9), actions, data, buttons, keys.NoModifier)
        QApplication.sendEvent(self.card, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(self.card, QDropEvent(QPointF(9, 9), actions, data, buttons, keys.NoModifier))

    def wait_for_files(self, count: int, timeout: int = 5_000, *, or_more: bool = False) -> None:
        def are_there() -> bool:
            there = len(self.stored())
            return there >= count if or_more else there == count

        self.qtbot.waitUntil(are_there, timeout=timeout)

    def texts(self) -> str:
        """All lines that Today shows."""
        assert self.program is not None
        shown = self.program.today.page.findChildren(Text)
        return "\n".join(text.text() for text in shown if text.isVisible())


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Person]:
    load_fonts()
    somebody = Person(memory_path / "data", qtbot)
    yield somebody
    somebody.close()
