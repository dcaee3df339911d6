"""The sections of the settings, of which one is in sight, or what a search found in all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.answer_link import AnswerLink
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.scroll_box import ScrollBox
from kneetimer.ui.controls.setting_row import SettingRow
from kneetimer.ui.controls.text import Text
from kneetimer.ui.first_start import safety
from kneetimer.ui.first_start.safety_text import SafetyText
from kneetimer.ui.settings import words
from kneetimer.ui.settings.about_card import AboutCard
from kneetimer.ui.settings.controls import SettingControls
from kneetimer.ui.settings.data_card import DataCard
from kneetimer.ui.settings.kit_card import KitCard
from kneetimer.ui.settings.rests_card import RestsCard
from kneetimer.ui.settings.section_card import LEAST_WORDS, ChoicesCard, SectionCard
from kneetimer.ui.settings.table import BY_SECTION, SECTIONS, section_of
from kneetimer.ui.settings.view import SettingsView
from kneetimer.ui.shell.theme import Theme

GAP = 16


class SectionPane(ScrollBox):
    """A card for each section, in the order of the list; it scrolls where they are too long.

    `answer_asked` carries the id of an article.
    """

    answer_asked = Signal(str)

    def __init__(self, theme: Theme, controls: SettingControls, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._controls = controls
        self._wanted: QWidget | None = None
        self.rests = RestsCard(theme, SECTIONS[0], controls)
        self.kit = KitCard(theme)
        self.data = DataCard(theme, BY_SECTION["data"].settings, controls)
        self.about = AboutCard(theme)
        self._choices: dict[str, ChoicesCard] = {"rests": self.rests, "data": self.data}
        self._cards: dict[str, SectionCard] = {"rests": self.rests}
        for section in SECTIONS:
            if section.settings and section.name not in self._choices:
                self._choices[section.name] = self._cards[section.name] = ChoicesCard(
                    theme, section.title, section.note, section.settings, controls
                )
        self._cards |= {"kit": self.kit, "data": self.data, "about": self.about}
        self._nothing = Text(theme, tr(words.NOTHING_FOUND), role="soft", wrap=True)
        self.safety_button = Button(theme, tr(safety.SHOW), says=(tr(safety.HIDE),))
        self.safety_text = SafetyText(theme)
        self.safety_button.clicked.connect(self._turn_safety)
        self._lay_out()

    def row(self, name: str) -> SettingRow:
        """The row of a setting."""
        return self._choices[section_of(name).name].row(name)

    def show_view(self, view: SettingsView) -> None:
        for card in self._choices.values():
            card.show_view(view)
        self.kit.show_kit(view.kit)
        self.data.show_data(view.data)

    def mark_changed(self, name: str) -> None:
        """Tint the row of a setting, and no other; "" tints none."""
        for card in self._choices.values():
            card.mark_changed(name)

    def show_refused(self, name: str, why: str) -> None:
        """Say under a setting why what was typed is not taken."""
        self._choices[section_of(name).name].show_refused(name, why)

    def show_section(self, name: str) -> None:
        """Show one section, from its top."""
        for key, card in self._cards.items():
            card.show_found(())
            card.setVisible(key == name)
        self._nothing.hide()
        self.verticalScrollBar().setValue(0)

    def show_found(self, wanted: Sequence[str]) -> None:
        """Show what has all these words, of every section, under the section's name."""
        found = [card.show_found(wanted) for card in self._cards.values()]
        for card, fits in zip(self._cards.values(), found, strict=True):
            card.setVisible(fits)
        self.data.close_questions()
        self._nothing.setVisible(not any(found))

    @Slot()
    def focus_first(self) -> None:
        """Give the keyboard to the first setting that is shown."""
        for card in self._cards.values():
            for row in card.rows():
                if not (card.isHidden() or row.isHidden()):
                    row.controls()[-1].setFocus(Qt.FocusReason.TabFocusReason)
                    return

    def go_to(self, name: str) -> None:
        """Stand at a setting of the section that is shown."""
        if name in {each.name for each in SECTIONS[0].more}:
            self.rests.set_unfolded(True)
        self._controls.focus(name)
        self._wanted = self.row(name)
        QTimer.singleShot(0, self, self._scroll_to_wanted)  # its place is known once it has been laid out

    def frame(self, above: QWidget, below: QWidget) -> None:
        """Put something over and under all sections, to scroll with them."""
        self._column.insertWidget(0, above)
        self._column.insertWidget(self._column.count() - 1, below, 0, Qt.AlignmentFlag.AlignLeft)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        for section in SECTIONS:
            self._column.addWidget(self._cards[section.name])
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self._nothing.hide()
        self.setWidget(inside)
        caption = tr(safety.IN_SHORT)
        knee = self._choices["knee"]
        knee.add_row(
            SettingRow(
                self._theme, tr(words.SAFETY), self.safety_button, caption=caption, least_words=LEAST_WORDS
            )
        )
        knee.column.addWidget(self.safety_text)
        self.safety_text.hide()
        self._name_safety()
        for name, (article, question) in words.LEARN.items():
            link = AnswerLink(self._theme, article, tr(question))
            link.asked.connect(self.answer_asked)
            self._cards[name].add_link(link)

    @Slot()
    def _scroll_to_wanted(self) -> None:
        inside = self.widget()
        if self._wanted is not None and inside is not None:
            top = self._wanted.mapTo(inside, QPoint(0, 0)).y()
            bar, high = self.verticalScrollBar(), self.viewport().height()
            if not bar.value() <= top <= bar.value() + high - self._wanted.height():
                bar.setValue(top - GAP)

    @Slot()
    def _turn_safety(self) -> None:
        shown = self.safety_text.isHidden()
        self.safety_text.setVisible(shown)
        self.safety_button.setText(tr(safety.HIDE if shown else safety.SHOW))
        self._name_safety()

    def _name_safety(self) -> None:
        self.safety_button.setAccessibleName(words.named_action(tr(words.SAFETY), self.safety_button.text()))
