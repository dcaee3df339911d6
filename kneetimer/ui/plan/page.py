"""The Plan page: the weeks, what each session of a phase consists of, and what may be changed in it.

Shows what plan_view builds and says by signals what a person wants; decides nothing.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.plan_edit import DosePlace
from kneetimer.ui.controls.answer_link import AnswerLink
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.menu_button import ActionsButton, MoreButton
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.setting_row import SettingRow
from kneetimer.ui.controls.switch import Switch
from kneetimer.ui.controls.text import Text
from kneetimer.ui.plan import words
from kneetimer.ui.plan.confirm_bar import ConfirmBar
from kneetimer.ui.plan.rows import PhasePanel
from kneetimer.ui.plan.view import PlanEntry, PlanView
from kneetimer.ui.plan.week_tiles import WeekTiles
from kneetimer.ui.shell.theme import Theme

NARROW = 860  # below this the phases stand one under the other
ROOM_ABOVE = 12  # what stays free over the row that is brought to the top
BUILD, COPY, EXPORT, IMPORT, RESTART = "build", "copy", "export", "import", "restart"
PRINT, COPY_TEXT, PASTE_TEXT, SHOW_QR = "print", "copy-text", "paste-text", "show-qr"
RENAME, DELETE = "rename", "delete"
DAYS, CALENDAR = "days", "calendar"


class PlanPage(QWidget):
    """`dose_asked` carries a place, or None when the person is done with it; `dose_edited` place and edit.

    `exercise_added` carries a spot and an exercise, `exercise_moved` a place and how far down.
    """

    dose_asked = Signal(object)
    dose_edited = Signal(object, object)
    swap_requested = Signal(object)
    exercise_added = Signal(object, str)
    exercise_moved = Signal(object, int)
    exercise_removed = Signal(object)
    undo_requested = Signal()
    reset_all_requested = Signal()
    finisher_changed = Signal(bool)
    ease_changed = Signal(bool)
    plan_chosen = Signal(str)
    builder_requested = Signal()
    copy_requested = Signal(str)
    rename_requested = Signal(str)
    export_requested = Signal()
    import_requested = Signal()
    print_requested = Signal()
    text_copy_requested = Signal()
    text_paste_requested = Signal()
    qr_requested = Signal()
    restart_requested = Signal()
    delete_requested = Signal()
    days_requested = Signal()
    calendar_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: PlanView | None = None
        self._asked_in: PhasePanel | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll = ScrollPage(theme)
        self._title = Text(theme, px=30, weight=QFont.Weight.Bold, display=True, wrap=True)
        # A name in letters that run from right to left still begins where the page does.
        self._title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self._note = Text(theme, px=16, role="soft", wrap=True)
        self.learn = [AnswerLink(theme, article, question) for article, question in words.ANSWERS]
        self.days = Button(theme, words.CHANGE_DAYS)
        self.calendar = Button(theme, words.ADD_TO_CALENDAR)
        self.others = ActionsButton(theme, words.OTHER_PLANS)
        self.more = MoreButton(theme, words.MORE)
        self._head_buttons = QHBoxLayout()
        self.confirm = ConfirmBar(theme)
        self.finished = _FinishedCard(theme)
        self.weeks = WeekTiles(theme, words.WEEKS)
        self._changes = Card(theme, margin=14)
        self._changes_text = Text(theme, px=16, wrap=True)
        self.undo = Button(theme, words.UNDO)
        self.reset_all = Button(theme, words.RESET_ALL)
        self._phase_grid = QGridLayout()
        self.phases: list[PhasePanel] = []
        self._options = Card(theme, spacing=0)
        self.finisher = Switch(theme, words.OPTIONS)
        self.ease = Switch(theme, words.EASE)
        self._finisher_row: SettingRow | None = None
        self._ease_row: SettingRow | None = None
        # The place of a new panel is known once its row has been laid out.
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(30)
        self._lay_out()
        self._connect()

    def show_view(self, view: PlanView) -> None:
        """Show a plan; the panel of a dose opens, changes or closes as the view says."""
        known = self._view
        self._view = view
        if known is not None and _followed(known) != _followed(view):
            self.confirm.hide()  # it was about the plan before
        self._title.setText(view.title)
        self._note.setText(view.note)
        self.weeks.show_weeks(view.weeks)
        self._show_menus(view)
        self.finished.setVisible(view.finished)
        self.finished.show_ways(view.go_on, view.stay)
        self._changes.setVisible(bool(view.differs) or view.can_undo)
        self._changes_text.setText(" ".join(told for told in (view.last_change, view.differs) if told))
        self.undo.setVisible(view.can_undo)
        self.reset_all.setVisible(bool(view.differs))
        self._show_options(view)
        if known is None or len(known.phases) != len(view.phases):
            self._build_phases(len(view.phases))
        for panel, phase in zip(self.phases, view.phases, strict=True):
            panel.show_phase(phase)
        self._show_dose(view)
        self._order_tabs()

    def title(self) -> str:
        return self._title.text()

    def note(self) -> str:
        return self._note.text()

    def changes(self) -> str:
        """How much differs from the plan, "" where nothing does."""
        return self._changes_text.text()

    def is_stacked(self) -> bool:
        """True where the phases stand one under the other."""
        return self._phase_grid.itemAtPosition(0, 1) is None and len(self.phases) > 1

    def _is_narrow(self) -> bool:
        return self._scroll.content_width() < self._theme.px(NARROW)

    def _show_menus(self, view: PlanView) -> None:
        current = _followed(view)
        self.others.show_actions([(plan.id, plan.name) for plan in view.plans], current)
        self.more.menu().clear()
        entries = [(BUILD, words.BUILD), (COPY, words.COPY), (EXPORT, words.EXPORT)]
        entries += [(IMPORT, words.IMPORT), (PRINT, words.PRINT), (SHOW_QR, words.SHOW_QR)]
        entries += [(COPY_TEXT, words.COPY_TEXT), (PASTE_TEXT, words.PASTE), (RESTART, words.RESTART)]
        if self._is_narrow():
            entries = [(DAYS, words.CHANGE_DAYS), (CALENDAR, words.ADD_TO_CALENDAR), *entries]
        if view.is_own:
            entries += [(RENAME, words.RENAME), (DELETE, words.DELETE)]
        for key, text in entries:
            self.more.menu().addAction(text).setData(key)

    def _show_options(self, view: PlanView) -> None:
        for shown, switch, row in (
            (view.finisher, self.finisher, self._finisher_row),
            (view.ease, self.ease, self._ease_row),
        ):
            assert row is not None
            row.setVisible(shown is not None)
            switch.show_state(bool(shown))
        assert self._finisher_row is not None and self._ease_row is not None
        self._finisher_row.show_title(view.finisher_title)
        self.finisher.setAccessibleName(view.finisher_title)
        self._ease_row.show_title(view.ease_title)
        self._ease_row.show_caption(view.ease_note)
        self.ease.setAccessibleName(view.ease_title)
        self._options.setVisible(view.finisher is not None or view.ease is not None)

    def _show_dose(self, view: PlanView) -> None:
        shown = False
        for panel in self.phases:
            # A dose that two phases share opens where it was asked for, and only there.
            here = view.dose is not None and view.dose.place in panel.rows and not shown
            if here and self._asked_in is not None and self._asked_in is not panel:
                here = view.dose is not None and view.dose.place not in self._asked_in.rows
            before = panel.open_place()
            panel.show_dose(view.dose if here else None)
            shown = shown or here
            if here and panel.open_place() != before:
                self._reveal.start()

    def _order_tabs(self) -> None:
        """Have Tab go down the page: rows and panels are made after what stands below them."""
        controls: list[QWidget] = [self.days, self.others, self.calendar, self.more]
        controls += [self.confirm.name, self.confirm.yes, self.confirm.no]
        controls += [self.finished.repeat, *self.finished.ways.values(), self.undo, self.reset_all]
        for panel in self.phases:
            controls += panel.controls()
        controls += [self.finisher, self.ease]
        for control, following in pairwise(controls):
            QWidget.setTabOrder(control, following)

    def _build_phases(self, number: int) -> None:
        focused = self.window().focusWidget()
        if any(panel.isAncestorOf(focused) for panel in self.phases if focused is not None):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        for panel in self.phases:
            self._phase_grid.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        self.phases = []
        self._asked_in = None
        for _ in range(number):
            panel = PhasePanel(self._theme)
            panel.edit_asked.connect(self._edit_asked)
            panel.swap_asked.connect(self.swap_requested)
            panel.dose_edited.connect(self.dose_edited)
            panel.exercise_added.connect(self.exercise_added)
            panel.exercise_moved.connect(self.exercise_moved)
            panel.exercise_removed.connect(self.exercise_removed)
            panel.copy_asked.connect(self._ask_copy)
            panel.undo_asked.connect(self.undo_requested)
            panel.closed.connect(self._closed)
            self.phases.append(panel)
        self._arrange()

    def _lay_out(self) -> None:
        column = self._scroll.column
        words_column = QVBoxLayout()
        words_column.setSpacing(0)
        words_column.addWidget(self._title)
        words_column.addWidget(self._note)
        self._head_buttons.setSpacing(10)
        for button in (self.days, self.others, self.calendar, self.more):
            self._head_buttons.addWidget(button)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words_column, 1)
        head.addLayout(self._head_buttons)
        column.addLayout(head)
        column.addWidget(self.confirm)
        column.addWidget(self.finished)
        week_card = Card(self._theme, margin=20)
        week_card.column.addWidget(self.weeks)
        column.addWidget(week_card)
        changes = QHBoxLayout()
        changes.addWidget(self._changes_text, 1)
        changes.addWidget(self.undo)
        changes.addWidget(self.reset_all)
        self._changes.column.addLayout(changes)
        column.addWidget(self._changes)
        self._phase_grid.setSpacing(16)
        column.addLayout(self._phase_grid)
        self._finisher_row = SettingRow(self._theme, "", self.finisher, first=True)
        self._ease_row = SettingRow(self._theme, "", self.ease)
        title = Text(self._theme, words.OPTIONS, px=18, weight=QFont.Weight.DemiBold)
        for widget in (title, self._finisher_row, self._ease_row):
            self._options.column.addWidget(widget)
        column.addWidget(self._options)
        answers = Flow(8)
        for link in self.learn:
            answers.addWidget(link)
        column.addLayout(answers)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _connect(self) -> None:
        self.days.clicked.connect(self.days_requested)
        self.calendar.clicked.connect(self.calendar_requested)
        self.others.acted.connect(self._choose)
        self.more.menu().triggered.connect(self._more_picked)
        self.confirm.answered.connect(self._answered)
        self.finished.repeat.clicked.connect(self.restart_requested)
        self.finished.plan_chosen.connect(self.plan_chosen)
        self.undo.clicked.connect(self.undo_requested)
        self.reset_all.clicked.connect(self.reset_all_requested)
        self.finisher.toggled.connect(self.finisher_changed)
        self.ease.toggled.connect(self.ease_changed)
        self._reveal.timeout.connect(self._show_panel_whole)
        self._scroll.width_changed.connect(self._arrange)
        self._theme.changed.connect(self._arrange)

    @Slot(str)
    def _choose(self, plan_id: str) -> None:
        if self._view is not None and any(p.id == plan_id and p.current for p in self._view.plans):
            return
        self.plan_chosen.emit(plan_id)
        self._scroll.verticalScrollBar().setValue(0)

    @Slot(object)
    def _more_picked(self, action: object) -> None:
        assert self._view is not None
        key = action.data()  # type: ignore[attr-defined]
        match key:
            case "copy":
                self._ask_copy()
            case "restart":
                self.confirm.ask(key, words.RESTART_QUESTION, words.RESTART_YES)
            case "rename":
                name = self._view.title
                self._ask_name(key, words.RENAME_QUESTION, words.RENAME_YES, name, words.NAME_OF_PLAN)
            case "delete":
                self.confirm.ask(key, words.DELETE_QUESTION, words.DELETE_YES, deletes=True)
            case _:
                signals = {
                    BUILD: self.builder_requested,
                    DAYS: self.days_requested,
                    CALENDAR: self.calendar_requested,
                    EXPORT: self.export_requested,
                    IMPORT: self.import_requested,
                    PRINT: self.print_requested,
                    COPY_TEXT: self.text_copy_requested,
                    PASTE_TEXT: self.text_paste_requested,
                    SHOW_QR: self.qr_requested,
                }
                signals[key].emit()

    @Slot()
    def _ask_copy(self) -> None:
        assert self._view is not None
        name = words.copy_name(self._view.title)
        self._ask_name(COPY, words.COPY_QUESTION, words.MAKE_COPY, name, words.NAME_OF_COPY)

    def _ask_name(self, what: str, question: str, yes: str, name: str, name_of: str) -> None:
        self.confirm.ask(what, question, yes, name=name, name_of=name_of)
        self._scroll.verticalScrollBar().setValue(0)

    @Slot(str, str)
    def _answered(self, what: str, name: str) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if what == COPY:
            self.copy_requested.emit(name)
        elif what == RENAME:
            self.rename_requested.emit(name)
        elif what == RESTART:
            self.restart_requested.emit()
        else:
            self.delete_requested.emit()

    @Slot(object)
    def _edit_asked(self, place: DosePlace) -> None:
        panel = self.sender()
        assert isinstance(panel, PhasePanel)
        again = self._view is not None and self._view.dose is not None and self._view.dose.place == place
        if again and panel is self._asked_in:
            self.dose_asked.emit(None)
            return
        self._asked_in = panel
        self.dose_asked.emit(place)

    @Slot()
    def _closed(self) -> None:
        self.dose_asked.emit(None)

    @Slot()
    def _show_panel_whole(self) -> None:
        """Bring the row of the panel to the top where the panel would be cut off at the bottom."""
        for phase in self.phases:
            panel = phase.panel()
            inside = self._scroll.widget()
            if panel is None or inside is None:
                continue
            bottom = panel.mapTo(inside, QPoint(0, panel.height())).y()
            bar = self._scroll.verticalScrollBar()
            row = panel.parentWidget()
            if row is not None and bottom > bar.value() + self._scroll.viewport().height():
                bar.setValue(row.mapTo(inside, QPoint(0, 0)).y() - ROOM_ABOVE)

    @Slot()
    def _arrange(self) -> None:
        narrow = self._is_narrow()
        # Where there is no room beside the name they are in the menu.
        self.days.setVisible(not narrow)
        self.calendar.setVisible(not narrow)
        if self._view is not None:
            self._show_menus(self._view)
        columns = 1 if narrow or len(self.phases) == 1 else 2
        for panel in self.phases:
            self._phase_grid.removeWidget(panel)
        for number, panel in enumerate(self.phases):
            self._phase_grid.addWidget(panel, number // columns, number % columns)
        for column in (0, 1):
            self._phase_grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._view is not None and self._view.dose is not None:
            self.dose_asked.emit(None)
        elif not self._scroll.turn(event.key()):
            super().keyPressEvent(event)


class _FinishedCard(Card):
    """What may come after the last week: the plan again, or another one."""

    plan_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=10)
        self._theme = theme
        self._shown: tuple[PlanEntry, ...] = ()
        self.repeat = Button(theme, words.REPEAT)
        self.ways: dict[str, Button] = {}
        self._buttons = Flow(8)
        self._stay = Text(theme, px=14, role="soft", wrap=True)
        self.column.addWidget(Text(theme, words.FINISHED, px=18, weight=QFont.Weight.DemiBold, wrap=True))
        self._buttons.addWidget(self.repeat)
        self.column.addLayout(self._buttons)
        self.column.addWidget(self._stay)

    def show_ways(self, plans: tuple[PlanEntry, ...], stay: str) -> None:
        self._stay.setText(stay)
        if plans == self._shown:
            return
        self._shown = plans
        for button in self.ways.values():
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.ways = {}
        for plan in plans:
            button = Button(self._theme, words.go_on_with(plan.name))
            button.clicked.connect(self._chosen)
            self.ways[plan.id] = button
            self._buttons.addWidget(button)

    @Slot()
    def _chosen(self) -> None:
        for plan_id, button in self.ways.items():
            if button is self.sender():
                self.plan_chosen.emit(plan_id)


def _followed(view: PlanView) -> str:
    """The id of the plan that the page is about."""
    return next((plan.id for plan in view.plans if plan.current), "")
