"""The Settings page: a list of sections, one of them in sight, and what the choices do to the next session.

Shows what settings_view builds; stores nothing and counts no minutes.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.key_place import FOREIGN_MODIFIERS, key_meant
from kneetimer.ui.controls.search_field import SearchField
from kneetimer.ui.controls.text import Text
from kneetimer.ui.settings import words
from kneetimer.ui.settings.controls import SettingControls
from kneetimer.ui.settings.edits import SettingEdits
from kneetimer.ui.settings.foot import Foot
from kneetimer.ui.settings.section_list import SectionList
from kneetimer.ui.settings.section_pane import SectionPane
from kneetimer.ui.settings.table import SECTIONS, section_of
from kneetimer.ui.settings.view import SettingsView
from kneetimer.ui.shell.theme import Theme

NARROW = 790  # of the page, before the list stands above the section
WIDEST = 1320
MARGIN = 32
GAP = 16
HIGHLIGHT_MS = 3_000


class SettingsPage(QWidget):
    """`changed` carries all choices after each single change."""

    changed = Signal(object)
    sound_test_requested = Signal()
    voice_test_requested = Signal()
    folder_requested = Signal()
    backup_requested = Signal()
    backups_requested = Signal()
    backup_folder_requested = Signal()
    shared_folder_requested = Signal()
    restore_requested = Signal(str, bool)
    forget_requested = Signal()
    erase_requested = Signal()
    system_timer_requested = Signal(bool)
    run_folder_requested = Signal()
    calendar_requested = Signal()
    answer_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: SettingsView | None = None
        self._shown = SECTIONS[0].name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._edits = SettingEdits(self)
        titles = [(each.name, tr(each.title)) for each in SECTIONS]
        self.sections = SectionList(theme, tr(words.SECTIONS_NAME), titles)
        self.search = SearchField(theme, tr(words.SEARCH_NAME), tr(words.SEARCH))
        self.controls = SettingControls(theme, self)
        self.pane = SectionPane(theme, self.controls)
        self.rests, self.kit, self.data = self.pane.rests, self.pane.kit, self.pane.data
        self.reset_all = Button(theme, tr(words.RESET_ALL))
        self.reset_all.setToolTip(tr(words.RESET_NOTE))
        self.foot = Foot(theme)
        # Where there is nothing to undo here, the key belongs to the window.
        self._undo_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        self._undo_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._highlight = QTimer(self)
        self._highlight.setSingleShot(True)
        self._highlight.setInterval(HIGHLIGHT_MS)
        self._head, self._side = QHBoxLayout(), QVBoxLayout()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        self._show_section(self._shown)

    def show_view(self, view: SettingsView) -> None:
        """Show the choices; the row of the last change is tinted for three seconds."""
        self._view = view
        self._edits.show_view(view)
        self.controls.show(view)
        self.pane.show_view(view)
        self.sections.show_values({each.name: each.value(view) for each in SECTIONS})
        self._show_foot()

    def go_to(self, name: str) -> None:
        """Stand at a setting, ready to change it, with its section in sight; or at the first of a section."""
        self.search.clear()
        if any(each.name == name for each in SECTIONS):
            self._show_section(name)
            self.pane.focus_first()
        else:
            self._show_section(section_of(name).name)
            self.pane.go_to(name)

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        self.controls.forget_typed()
        self.rests.each.forget_typed()
        self._edits.undo()

    def _lay_out(self) -> None:
        self._head.addWidget(
            Text(self._theme, tr(words.TITLE), px=30, weight=QFont.Weight.Bold, display=True)
        )
        self._head.addStretch(1)
        self._head.addWidget(self.search)
        self._side.addWidget(self.sections)
        self._side.addWidget(self.reset_all, 0, Qt.AlignmentFlag.AlignLeft)
        self._side.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(GAP // 2)
        right.addWidget(self.pane, 1)
        right.addWidget(self.foot)
        self._body.setSpacing(GAP)
        self._body.addLayout(self._side)
        self._body.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setSpacing(12)
        outer.addLayout(self._head)
        outer.addLayout(self._body, 1)
        # From the search to the list, into the section, and to what is about all of them.
        QWidget.setTabOrder(self.search.edit, self.sections)
        QWidget.setTabOrder(self.foot.undo, self.reset_all)
        self._arrange()

    def _connect(self) -> None:
        edits, controls = self._edits, self.controls
        edits.changed.connect(self._changed)
        controls.changed.connect(edits.change)
        controls.refused.connect(self._say_why_not)
        controls.reset_requested.connect(edits.reset)
        controls.test_sound.clicked.connect(self.sound_test_requested)
        controls.test_voice.clicked.connect(self.voice_test_requested)
        controls.schedule.system_timer_requested.connect(self.system_timer_requested)
        controls.schedule.folder_requested.connect(self.run_folder_requested)
        controls.schedule.calendar_requested.connect(self.calendar_requested)
        controls.schedule.backup_folder_requested.connect(self.backup_folder_requested)
        controls.schedule.shared_folder_requested.connect(self.shared_folder_requested)
        self.rests.dropped.connect(edits.drop_rests_of_exercises)
        self.rests.each.rest_chosen.connect(edits.choose_rest_of)
        self.rests.each.all_requested.connect(edits.choose_rest_for_all)
        self.kit.kit_marked.connect(edits.mark_kit)
        self.data.folder_requested.connect(self.folder_requested)
        self.data.backup_requested.connect(self.backup_requested)
        self.data.backups_requested.connect(self.backups_requested)
        self.data.restore_requested.connect(self.restore_requested)
        self.data.forget_requested.connect(self.forget_requested)
        self.data.erase_requested.connect(self.erase_requested)
        self.pane.answer_asked.connect(self.answer_asked)
        self.reset_all.clicked.connect(self._reset_everything)
        self.foot.undo.clicked.connect(self.undo)
        self.sections.section_chosen.connect(self._choose_section)
        self.search.searched.connect(self._search)
        self.search.went_down.connect(self.pane.focus_first)
        self._highlight.timeout.connect(self._end_highlight)
        self._theme.changed.connect(self._arrange)
        find = QKeySequence(QKeySequence.StandardKey.Find)
        QShortcut(find, self, self._to_search, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._undo_key.activated.connect(self.undo)

    @Slot(object)
    def _changed(self, preferences: object) -> None:
        self.changed.emit(preferences)
        self.pane.mark_changed(self._edits.last)
        self._highlight.start()
        self._show_foot()

    @Slot()
    def _end_highlight(self) -> None:
        self.pane.mark_changed("")

    def _show_foot(self) -> None:
        if self._view is None:
            return
        section = next(each for each in SECTIONS if each.name == self._shown)
        said = self._edits.said
        if section.sets_length or self.search.text():
            self.foot.show_lines(said or tr(words.NEXT_SESSION), self._view.consequence)
        else:
            self.foot.show_lines(said or tr(words.NO_CONSEQUENCE))
        self.foot.show_undo(self._edits.can_undo, said)
        self._undo_key.setEnabled(self._edits.can_undo)

    @Slot(str, str)
    def _say_why_not(self, name: str, why: str) -> None:
        """Say under the setting why what was typed is not taken, or its usual words again."""
        if why:
            self.pane.show_refused(name, why)
        elif self._view is not None:
            self.pane.show_view(self._view)

    @Slot()
    def _reset_everything(self) -> None:
        self.controls.forget_typed()
        self.rests.each.forget_typed()
        self._edits.reset_all()

    @Slot(str)
    def _choose_section(self, name: str) -> None:
        self._shown = name
        if self.search.text():
            self.search.clear()  # which shows the section
        else:
            self._show_section(name)

    def _show_section(self, name: str) -> None:
        self._shown = name
        self.sections.show_section(name)
        self.pane.show_section(name)
        self._show_foot()

    @Slot(str)
    def _search(self, text: str) -> None:
        """Show the settings of all sections in whose words all that is typed is found."""
        wanted = text.casefold().split()
        # While something is looked for, Tab goes on from the search to what was found.
        self.sections.setFocusPolicy(Qt.FocusPolicy.NoFocus if wanted else Qt.FocusPolicy.StrongFocus)
        if not wanted:
            self._show_section(self._shown)
            return
        self.sections.show_section("")
        self.pane.show_found(wanted)
        self._show_foot()

    @Slot()
    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    @Slot()
    def _arrange(self) -> None:
        narrow = self.width() < self._theme.px(NARROW)
        side = max(MARGIN if not narrow else GAP, (self.width() - self._theme.px(WIDEST)) // 2)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(side, 20, side, GAP)
        self.sections.set_low(narrow)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction is not self._body.direction():
            self._body.setDirection(direction)
            if narrow:  # at the top they would take the section's room
                self.pane.frame(self.sections, self.reset_all)
            else:
                self._side.insertWidget(0, self.sections)
                self._side.insertWidget(1, self.reset_all, 0, Qt.AlignmentFlag.AlignLeft)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.search.leave(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & FOREIGN_MODIFIERS
        if plain and key_meant(event, (Qt.Key.Key_Slash,)) == Qt.Key.Key_Slash:
            self._to_search()
        elif not self.pane.scroll_by_key(event.key()):
            super().keyPressEvent(event)
