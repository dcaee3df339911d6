"""What the program is, under which licence, and what it runs with. Shows a text that packaging makes.

Reads that text only when it is wanted.
"""

from __future__ import annotations

from importlib import resources

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kneetimer import __version__
from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.setting_row import SettingRow
from kneetimer.ui.settings import words
from kneetimer.ui.settings.section_card import LEAST_WORDS, SectionCard
from kneetimer.ui.shell.theme import Theme

SHOWN_LINES = 22


class AboutCard(SectionCard):
    """One row, and under it the licences once they are asked for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr(words.ABOUT), parent=parent)
        self.show_licences = Button(theme, tr(words.SHOW_LICENCES), says=(tr(words.HIDE_LICENCES),))
        self._row = SettingRow(
            theme,
            words.version(__version__),
            self.show_licences,
            caption=tr(words.OWN_LICENCE),
            least_words=LEAST_WORDS,
        )
        self._licences: QPlainTextEdit | None = None
        self.column.addWidget(self._row)
        self.show_licences.clicked.connect(self._toggle_licences)

    def rows(self) -> tuple[SettingRow, ...]:
        return (self._row,)

    @Slot()
    def _toggle_licences(self) -> None:
        if self._licences is None:
            self._licences = QPlainTextEdit(_licences())
            self._licences.setReadOnly(True)
            self._licences.setTabChangesFocus(True)
            self._licences.setAccessibleName(tr(words.LICENCES))
            self._licences.setFixedHeight(SHOWN_LINES * self._licences.fontMetrics().lineSpacing())
            self._licences.hide()
            self.column.addWidget(self._licences)
        shown = self._licences.isHidden()
        self._licences.setVisible(shown)
        self.show_licences.setText(tr(words.HIDE_LICENCES if shown else words.SHOW_LICENCES))


def _licences() -> str:
    """The list from its first table on, without its marks: a row becomes a line, and lines a paragraph."""
    file = resources.files("kneetimer.resources").joinpath("licences", "third-party.md")
    text = file.read_text(encoding="utf-8")
    parts = text[text.index("|") :].replace("`", "").split("\n\n")
    return "\n\n".join(_table(part) if part.startswith("|") else _paragraph(part) for part in parts)


def _table(part: str) -> str:
    rows = (line.strip("| ").split(" | ") for line in part.splitlines())
    return "\n".join(": ".join(row) for row in rows if not row[0].startswith("---"))


def _paragraph(part: str) -> str:
    return " ".join(part.lstrip("# ").split())
