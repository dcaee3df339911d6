"""Draws the pages in many states and sizes into PNG files, to be looked at.

    python tests/page_pictures.py FOLDER [WORD ...]

Only pictures whose name contains one of the words are drawn. The scale of the screen is taken
from QT_SCALE_FACTOR. Compares nothing; tests/ui does.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

import page_examples as examples
from PySide6.QtWidgets import QApplication, QWidget

from kneetimer.core.preferences import Preferences, ThemeChoice
from kneetimer.ui.figures.figure_look import figure_look
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.first_start.page import FirstStartPage
from kneetimer.ui.settings.page import SettingsPage
from kneetimer.ui.shell.main_window import MainWindow, NavPage
from kneetimer.ui.shell.theme import Theme, load_fonts
from kneetimer.ui.summary.page import SummaryPage
from kneetimer.ui.today.page import TodayPage

SIZES = {"": (1280, 800), "-small": (1024, 640), "-large": (1920, 1080)}
LOOKS = {
    "": (ThemeChoice.LIGHT, False),
    "-dark": (ThemeChoice.DARK, False),
    "-contrast": (ThemeChoice.LIGHT, True),
    "-dark-contrast": (ThemeChoice.DARK, True),
}


class Stage:
    """One window whose pages take on state after state."""

    def __init__(self) -> None:
        self.theme = Theme()
        self.figures = StillFigures()
        self.today = TodayPage(self.theme, self.figures)
        self.settings = SettingsPage(self.theme)
        self.summary = SummaryPage(self.theme)
        self.first = FirstStartPage(self.theme)
        self.theme.changed.connect(self.colour_figures)
        self.colour_figures()
        pages = (
            NavPage("today", "Today", "today", self.today),
            NavPage("settings", "Settings", "settings", self.settings),
        )
        self.window = MainWindow(self.theme, pages)
        self.window.show_footer(("Week 2 of 6", "4 done, 8 to go"))
        self.window.show()

    def colour_figures(self) -> None:
        self.figures.set_look(figure_look(Preferences(), dark=self.theme.palette.dark))

    def look(self, name: str, text_size: int = 100) -> None:
        choice, contrast = LOOKS[name]
        self.theme.choose(choice, high_contrast=contrast, text_size=text_size)

    def on_today(self, state: str) -> QWidget:
        self.today.show_view(examples.TODAYS[state]())
        self.window.show_page("today")
        return self.window

    def on_settings(self) -> QWidget:
        self.settings.show_view(examples.settings())
        changed = Preferences(rest_sets_s=60, sounds=False)
        self.settings.show_view(examples.settings(changed, 34, 37))
        self.window.show_page("settings")
        return self.window

    def on_summary(self, state: str) -> QWidget:
        self.summary.show_view(examples.SUMMARIES[state]())
        self.window.show_session(self.summary)
        return self.window

    def on_first(self, step: int) -> QWidget:
        self.first.show_step(step)
        self.window.show_session(self.first)
        return self.window

    def pictures(self) -> Iterator[tuple[str, Callable[[], QWidget]]]:
        for state in examples.TODAYS:
            yield f"today-{state}", lambda state=state: self.on_today(state)
        yield "settings", self.on_settings
        for state in examples.SUMMARIES:
            yield f"summary-{state}", lambda state=state: self.on_summary(state)
        for step in range(3):
            yield f"first-{step + 1}", lambda step=step: self.on_first(step)


def main() -> None:
    folder = Path(sys.argv[1])
    words = sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication([])
    load_fonts()
    stage = Stage()
    for size in SIZES:
        stage.window.resize(*SIZES[size])
        for look in LOOKS:
            for text_size in (100, 150):
                stage.look(look, text_size)
                for name, show in stage.pictures():
                    big = "-big" if text_size > 100 else ""
                    file = f"{name}{size}{look}{big}.png"
                    if words and not any(word in file for word in words):
                        continue
                    window = show()
                    application.processEvents()
                    application.processEvents()
                    window.grab().save(str(folder / file))


if __name__ == "__main__":
    main()
