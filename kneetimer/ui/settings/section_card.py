"""A section of the settings: its title, a word about it, and its rows.

Which section is in sight is the page's to say; in a search each shows its rows that were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import Sentence, tr
from kneetimer.ui.controls.answer_link import AnswerLink
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.setting_row import SettingRow
from kneetimer.ui.controls.text import Text
from kneetimer.ui.settings.controls import SettingControls
from kneetimer.ui.settings.table import Setting
from kneetimer.ui.settings.view import SettingsView
from kneetimer.ui.shell.theme import Theme

LEAST_WORDS = 170  # so much room for the words beside the controls, whatever the words are

TINT_REACH, TINT_RADIUS = 12, 8


class SectionCard(Card):
    """A card with the title of its section."""

    def __init__(self, theme: Theme, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, spacing=0)
        self._theme = theme
        self._title = title
        self.column.addWidget(Text(theme, title, px=20, weight=QFont.Weight.DemiBold))
        if note:
            self.column.addWidget(Text(theme, note, px=14, role="soft", wrap=True))
        self.column.addSpacing(4)

    def add_link(self, link: AnswerLink) -> None:
        """Put a way to an answer under its rows."""
        self.column.addSpacing(12)
        self.column.addWidget(link)
        self.column.addSpacing(12)

    def rows(self) -> Sequence[SettingRow]:
        """Its rows, in their order."""
        raise NotImplementedError

    def show_found(self, wanted: Sequence[str]) -> bool:
        """Show the rows in whose words, or in whose section's name, all that is wanted stands.

        True where there is one, or nothing is wanted.
        """
        whole = all(word in self._title.casefold() for word in wanted)
        found = [
            whole or all(word in f"{self._title} {row.title()} {row.caption()}".casefold() for word in wanted)
            for row in self.rows()
        ]
        for row, fits in zip(self.rows(), found, strict=True):
            row.setVisible(fits)
        return any(found)


class ChoicesCard(SectionCard):
    """A section that is made of lines of the table, and of rows of its own after them."""

    def __init__(
        self,
        theme: Theme,
        title: Sentence,
        note: Sentence | None,
        settings: Iterable[Setting],
        controls: SettingControls,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, tr(title), tr(note) if note else "", parent)
        self._controls = controls
        self._settings = {each.name: each for each in settings}
        self._rows = {name: self.row_of(each) for name, each in self._settings.items()}
        self._more_rows: list[SettingRow] = []
        self._changed: SettingRow | None = None
        for row in self._rows.values():
            self.column.addWidget(row)

    def row_of(self, setting: Setting) -> SettingRow:
        return SettingRow(
            self._theme, tr(setting.title), *self._controls.of(setting.name), least_words=LEAST_WORDS
        )

    def add_row(self, row: SettingRow) -> None:
        """Put a row that is no setting under the others."""
        self._more_rows.append(row)
        self.column.addWidget(row)

    def rows(self) -> Sequence[SettingRow]:
        return (*self._rows.values(), *self._more_rows)

    def row(self, name: str) -> SettingRow:
        return self._rows[name]

    def show_view(self, view: SettingsView) -> None:
        for name, row in self._rows.items():
            if not self._controls.is_wrong(name):  # else it still says why
                row.show_caption(self._settings[name].said(view))

    def show_refused(self, name: str, why: str) -> None:
        """Say under a setting why what was typed is not taken."""
        self._rows[name].show_caption(why, wrong=True)

    def mark_changed(self, name: str) -> None:
        """Tint the row that was changed last, and no other."""
        self._changed = self._rows.get(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._changed is None or self._changed.isHidden():
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.palette.ready.tint))
            around = self._changed.geometry().adjusted(-TINT_REACH, 1, TINT_REACH, 0)
            painter.drawRoundedRect(around, TINT_RADIUS, TINT_RADIUS)
