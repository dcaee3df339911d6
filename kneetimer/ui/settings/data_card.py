"""The settings' card about the data: its folder, its backups, putting one back, deleting everything.

Asks before it says that something is wanted which cannot be taken back by a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.core.language import Sentence, tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.search_field import SearchField
from kneetimer.ui.controls.setting_row import SettingRow
from kneetimer.ui.controls.text import Text, breakable
from kneetimer.ui.settings import words
from kneetimer.ui.settings.controls import SettingControls
from kneetimer.ui.settings.section_card import ChoicesCard
from kneetimer.ui.settings.table import Setting
from kneetimer.ui.settings.view import BackupLine, DataLines
from kneetimer.ui.shell.theme import Theme

MOST_BACKUPS = 8


class DataCard(ChoicesCard):
    """`backups_requested` says that the list of backups is in sight. `restore_requested` names the file of
    one, and whether the person knows that something in it is damaged; `erase_requested` comes after the
    typed word."""

    folder_requested = Signal()
    backup_requested = Signal()
    backups_requested = Signal()
    restore_requested = Signal(str, bool)
    forget_requested = Signal()
    erase_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        settings: Iterable[Setting],
        controls: SettingControls,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, words.DATA, None, settings, controls, parent)
        self._backups: tuple[BackupLine, ...] = ()
        self._chosen: BackupLine | None = None
        self.show_folder = Button(theme, tr(words.SHOW_FOLDER))
        self.back_up = Button(theme, tr(words.BACK_UP_NOW))
        self.choose = Button(theme, tr(words.CHOOSE_BACKUP))
        self.choose.setAccessibleName(words.named_action(tr(words.RESTORE), self.choose.text()))
        self.restore_buttons: list[Button] = []
        self._backup_rows: list[SettingRow] = []
        self.restore_yes = Button(theme, tr(words.RESTORE_YES), ButtonKind.DANGER)
        self.restore_no = Button(theme, tr(words.RESTORE_NO))
        self.forget = Button(theme, tr(words.FORGET))
        self.erase = Button(theme, tr(words.ERASE), ButtonKind.DANGER)
        self.erase.setAccessibleName(tr(words.ERASE_TITLE))
        self.erase_word = SearchField(theme, words.erase_prompt(), tr(words.ERASE_WORD))
        self.erase_yes = Button(theme, tr(words.ERASE_YES), ButtonKind.DANGER)
        self.erase_no = Button(theme, tr(words.ERASE_NO))
        self.folder_row = SettingRow(theme, tr(words.ON_THIS_COMPUTER), self.show_folder)
        self.backup_row = SettingRow(theme, tr(words.BACKUP), self.back_up)
        self.restore_row = _row(theme, words.RESTORE, self.choose, words.RESTORE_NOTE)
        self.forget_row = _row(theme, words.FORGET_TITLE, self.forget, words.FORGET_NOTE)
        self.erase_row = _row(theme, words.ERASE_TITLE, self.erase, words.ERASE_NOTE)
        self._list = QWidget()
        self._list_column = QVBoxLayout(self._list)
        self._restore_question = Text(theme, weight=QFont.Weight.DemiBold, wrap=True)
        self._restore_asks = self._question(self._restore_question, self.restore_yes, self.restore_no)
        erase_question = Text(theme, words.erase_question(), weight=QFont.Weight.DemiBold, wrap=True)
        self._erase_asks = self._question(erase_question, self.erase_word, self.erase_yes, self.erase_no)
        self._lay_out()
        self._connect()

    def show_data(self, data: DataLines) -> None:
        lines = (breakable(data.folder), data.size)
        self.folder_row.show_caption("\n".join(line for line in lines if line))
        self.backup_row.show_caption(data.last_backup)
        if [each.path for each in data.backups] != [each.path for each in self._backups]:
            self._show_backups(data.backups)
        self._backups = data.backups
        for row, line in zip(self._backup_rows, data.backups, strict=False):
            row.show_caption(breakable(line.content))

    @Slot()
    def close_questions(self) -> None:
        """Ask nothing any more."""
        self._list.hide()
        self._restore_asks.hide()
        self._erase_asks.hide()
        self.erase_word.clear()

    def rows(self) -> tuple[SettingRow, ...]:
        own = (self.restore_row, self.forget_row, self.erase_row)
        return (self.folder_row, self.backup_row, *super().rows(), *own)

    def _show_backups(self, backups: Sequence[BackupLine]) -> None:
        while (item := self._list_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.restore_buttons, self._backup_rows = [], []
        for line in backups[:MOST_BACKUPS]:
            button = Button(self._theme, tr(words.PUT_BACK), compact=True)
            button.setAccessibleName(words.put_back_name(line.made))
            button.clicked.connect(self._ask_restore)
            self.restore_buttons.append(button)
            self._backup_rows.append(SettingRow(self._theme, line.label, button))
            self._list_column.addWidget(self._backup_rows[-1])
        if not backups:
            self._list_column.addWidget(Text(self._theme, tr(words.NO_BACKUPS), role="soft", wrap=True))

    def _question(self, text: Text, *controls: QWidget) -> QWidget:
        asks = QWidget()
        column = QVBoxLayout(asks)
        column.setContentsMargins(0, 6, 0, 10)
        column.setSpacing(8)
        column.addWidget(text)
        row = Flow(8)
        for control in controls:
            row.addWidget(control)
        column.addLayout(row)
        asks.hide()
        return asks

    def _lay_out(self) -> None:
        self._list_column.setContentsMargins(16, 0, 0, 0)
        self._list_column.setSpacing(0)
        self._list.hide()
        for part in (
            self.folder_row,
            self.backup_row,
            *super().rows(),
            self.restore_row,
            self._list,
            self._restore_asks,
            self.forget_row,
            self.erase_row,
            self._erase_asks,
        ):
            self.column.addWidget(part)
        self.erase_yes.setEnabled(False)

    def _connect(self) -> None:
        self.show_folder.clicked.connect(self._request_folder)
        self.back_up.clicked.connect(self._request_backup)
        self.choose.clicked.connect(self._turn_list)
        self.restore_yes.clicked.connect(self._restore)
        self.restore_no.clicked.connect(self._not_restored)
        self.forget.clicked.connect(self._request_forget)
        self.erase.clicked.connect(self._ask_erase)
        self.erase_word.searched.connect(self._word_typed)
        self.erase_word.went_down.connect(self._erase_all)
        self.erase_yes.clicked.connect(self._erase_all)
        self.erase_no.clicked.connect(self._not_erased)

    @Slot()
    def _request_folder(self) -> None:
        self.folder_requested.emit()

    @Slot()
    def _request_backup(self) -> None:
        self.backup_requested.emit()

    @Slot()
    def _request_forget(self) -> None:
        self.close_questions()
        self.forget_requested.emit()

    @Slot()
    def _turn_list(self) -> None:
        shown = self._list.isHidden()
        self.close_questions()
        self._list.setVisible(shown)
        if shown:
            self.backups_requested.emit()

    @Slot()
    def _ask_restore(self) -> None:
        for line, button in zip(self._backups, self.restore_buttons, strict=False):
            if button is self.sender():
                self._chosen = line
                self._restore_question.setText(words.restore_question(line.made, line.findings))
                self._restore_asks.show()
                self.restore_no.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _restore(self) -> None:
        if self._chosen is not None:
            self.close_questions()
            self.restore_requested.emit(self._chosen.path, bool(self._chosen.findings))

    @Slot()
    def _not_restored(self) -> None:
        self.close_questions()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask_erase(self) -> None:
        self.close_questions()
        self._erase_asks.show()
        self.erase_word.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _word_typed(self, typed: str) -> None:
        self.erase_yes.setEnabled(typed.strip().casefold() == tr(words.ERASE_WORD).casefold())

    @Slot()
    def _erase_all(self) -> None:
        if self.erase_yes.isEnabled():
            self.close_questions()
            self.erase_requested.emit()

    @Slot()
    def _not_erased(self) -> None:
        self.close_questions()
        self.erase.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(theme: Theme, title: Sentence, button: Button, note: Sentence) -> SettingRow:
    return SettingRow(theme, tr(title), button, caption=tr(note))
