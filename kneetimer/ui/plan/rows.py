"""The card of a phase: its sections, a row an exercise, and the panel that opens under a row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.plan_edit import DoseEdit, DosePlace
from kneetimer.core.plan_shape import Spot
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.chip import Chip
from kneetimer.ui.controls.menu_button import ActionsButton
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.text import Text
from kneetimer.ui.plan import words
from kneetimer.ui.plan.dose_panel import DosePanel
from kneetimer.ui.plan.view import DoseView, PhaseCard, PlanLine, PlanSection
from kneetimer.ui.shell.theme import Theme

DOSE_SHARE = 0.36
REST_WIDTH = 56
ROW_HEIGHT = 38


class PhasePanel(Card):
    """One phase. `edit_asked` and `swap_asked` carry the place of a dose, `dose_edited` place and edit.

    `exercise_added` carries a spot and an exercise, `exercise_moved` a place and how far down,
    `exercise_removed` a place. `copy_asked` is for a plan whose exercises stay as they are. `load_chosen`
    carries an exercise and what it is done with.
    """

    edit_asked = Signal(object)
    swap_asked = Signal(object)
    dose_edited = Signal(object, object)
    exercise_added = Signal(object, str)
    exercise_moved = Signal(object, int)
    exercise_removed = Signal(object)
    copy_asked = Signal()
    load_chosen = Signal(str, str)
    undo_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, spacing=0)
        self._theme = theme
        self._shape: object = None
        self._open: DosePlace | None = None
        self._panel: DosePanel | None = None
        self._sections: QWidget | None = None
        self._is_own = False
        self.rows: dict[DosePlace, PlanRow] = {}
        self._headings: list[_Heading] = []
        self.adders: list[AddButton] = []
        self._title = Text(theme, px=18, weight=QFont.Weight.DemiBold, wrap=True)
        self._note = Text(theme, px=14, role="soft", wrap=True)
        self.edit = Button(theme, tr(words.EDIT), says=(tr(words.DONE),))
        self.edit.setCheckable(True)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.edit)
        self.column.addLayout(head)
        self.column.addWidget(self._note)
        self.duplicate = Button(theme, tr(words.DUPLICATE))
        self.column.addSpacing(12)
        self.column.addWidget(self.duplicate, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        # Two phases side by side are of one width, whatever stands in them.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.edit.toggled.connect(self._turn_editing)  # also by assistive technology, which is no click
        self.duplicate.clicked.connect(self.copy_asked)

    def show_phase(self, phase: PhaseCard) -> None:
        self._title.setText(phase.title)
        self._note.setText(phase.note)
        self._note.setVisible(bool(phase.note))
        shape = tuple(
            (section.title, section.has_rests, section.spot, tuple(line.place for line in section.lines))
            for section in phase.sections
        )
        self._is_own = phase.is_own
        if shape != self._shape:
            self._shape = shape
            self._build(phase)
        for adder, section in zip(self.adders, phase.sections, strict=True):
            adder.show_choices_of(section)
        for section in phase.sections:
            for line in section.lines:
                self.rows[line.place].show_line(line)
        self._show_edit_button(phase.title)
        self._show_adders()

    def show_dose(self, view: DoseView | None) -> None:
        """Open the panel under the row of a dose, or close it."""
        place = view.place if view is not None and view.place in self.rows else None
        mover = self._mover_with_focus()
        if place != self._open:
            self._close_panel()
        self._open = place
        if view is None or place is None:
            return
        if self._panel is None:
            self._panel = DosePanel(self._theme, view)
            self._panel.edited.connect(self._dose_edited)
            self._panel.closed.connect(self.closed)
            self._panel.moved.connect(self._moved)
            self._panel.removed.connect(self._removed)
            self._panel.undo_asked.connect(self.undo_asked)
            self._panel.swap_asked.connect(self._ask_swap)
            self._panel.load_chosen.connect(self.load_chosen)
            self.rows[place].show_panel(self._panel)
            self._focus_after_move(mover)
        else:
            self._panel.show_dose(view)

    def _mover_with_focus(self) -> str:
        """Which button of the panel moves its exercise and has the keyboard; "" for none."""
        if self._panel is None:
            return ""
        for key, button in (("up", self._panel.up), ("down", self._panel.down)):
            if button.hasFocus():
                return key
        return ""

    def _focus_after_move(self, mover: str) -> None:
        """The keyboard stays at the button that moves, at the end of the block at the other one."""
        assert self._panel is not None
        buttons = {"up": (self._panel.up, self._panel.down), "down": (self._panel.down, self._panel.up)}
        enabled = [button for button in buttons.get(mover, ()) if button.isEnabled()]
        target = enabled[0] if enabled else self._panel.first_control()
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def open_place(self) -> DosePlace | None:
        """The place whose panel is open."""
        return self._open if self._panel is not None else None

    def panel(self) -> DosePanel | None:
        """The panel that is open in this phase."""
        return self._panel

    def controls(self) -> list[QWidget]:
        """Everything that Tab comes to, from top to bottom."""
        found: list[QWidget] = [self.edit]
        for adder in self.adders:
            for place, row in self.rows.items():
                if (place.block, place.first_week) != (adder.spot.kind, adder.spot.first_week):
                    continue
                found += [row.edit, row.swap]
                if place == self._open and self._panel is not None:
                    found += self._panel.controls()
            found.append(adder)
        return [*found, self.duplicate]

    def set_editing(self, on: bool) -> None:
        """Show Edit and Swap beside every row, or take them away."""
        self.edit.setChecked(on)
        if not on and any(row.has_button_focus() for row in self.rows.values()):
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        for row in self.rows.values():
            row.set_editing(on)
        for heading in self._headings:
            heading.show_rest(not on)
        self._show_adders()
        self.edit.setText(tr(words.DONE if on else words.EDIT))
        self._show_edit_button(self._title.text())
        self.edit.updateGeometry()

    def _show_adders(self) -> None:
        editing = self.edit.isChecked()
        self.duplicate.setVisible(editing and not self._is_own)
        for heading, adder in zip(self._headings, self.adders, strict=True):
            adder.setVisible(editing and self._is_own)
            if heading.is_empty:
                heading.setVisible(editing)

    def _show_edit_button(self, title: str) -> None:
        self.edit.setAccessibleName(f"{self.edit.text()}: {title}")

    def _build(self, phase: PhaseCard) -> None:
        focused = self.focusWidget()
        place = self._place_of(focused) if focused is not None and focused.hasFocus() else None
        if focused is not None and place is not None:
            focused.clearFocus()  # else Qt gives the keyboard to what stands far below, and scrolls there
        self._close_panel()
        self._open = None
        if self._sections is not None:
            self.column.removeWidget(self._sections)
            self._sections.hide()
            self._sections.deleteLater()
        self._sections = QWidget()
        column = QVBoxLayout(self._sections)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        self.rows, self._headings, self.adders = {}, [], []
        for section in phase.sections:
            heading = _Heading(self._theme, section)
            self._headings.append(heading)
            column.addWidget(heading)
            for line in section.lines:
                row = PlanRow(self._theme, line)
                row.edit_asked.connect(self.edit_asked)
                row.swap_asked.connect(self.swap_asked)
                self.rows[line.place] = row
                column.addWidget(row)
            adder = AddButton(self._theme, section.spot)
            adder.exercise_chosen.connect(self.exercise_added)
            self.adders.append(adder)
            room = QHBoxLayout()
            room.setContentsMargins(0, 4, 0, 0)
            room.addWidget(adder)
            room.addStretch(1)
            column.addLayout(room)
        self.column.insertWidget(2, self._sections)
        self.set_editing(self.edit.isChecked())
        if place is not None:
            self._focus_near(place)

    def _place_of(self, widget: QWidget) -> DosePlace | None:
        """The place of the row that a widget is in."""
        return next((place for place, row in self.rows.items() if row.isAncestorOf(widget)), None)

    def _focus_near(self, place: DosePlace) -> None:
        """Have the keyboard at the row that is where another one was, or at the last one of its block."""
        of_block = [at for at in self.rows if (at.kind, at.first_week) == (place.kind, place.first_week)]
        near = min(of_block, key=lambda at: abs(at.number - place.number), default=None)
        target = self.edit if near is None or not self.edit.isChecked() else self.rows[near].edit
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_panel(self) -> None:
        if self._panel is None:
            return
        row = self.rows.get(self._open) if self._open is not None else None
        had_focus = self._panel.isAncestorOf(self.focusWidget() or self)
        if row is not None:
            row.take_panel(self._panel)
        self._panel.hide()
        self._panel.deleteLater()
        self._panel = None
        if had_focus and row is not None:
            back = self.edit if row.edit.isHidden() else row.edit
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _turn_editing(self) -> None:
        on = self.edit.isChecked()
        self.set_editing(on)
        if not on:
            self.closed.emit()

    @Slot(int)
    def _moved(self, by: int) -> None:
        self.exercise_moved.emit(self._open, by)

    @Slot()
    def _ask_swap(self) -> None:
        self.swap_asked.emit(self._open)

    @Slot()
    def _removed(self) -> None:
        self.exercise_removed.emit(self._open)

    @Slot(object)
    def _dose_edited(self, edit: DoseEdit) -> None:
        self.dose_edited.emit(self._open, edit)


class PlanRow(QWidget):
    """An exercise with its dose and rest. A click opens it; with Edit on, it has buttons of its own."""

    edit_asked = Signal(object)
    swap_asked = Signal(object)

    def __init__(self, theme: Theme, line: PlanLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = line
        self._name = Text(theme, px=15, wrap=True)
        self._note = Text(theme, px=13, role="soft", wrap=True)
        self._chip = Chip(theme, tr(words.CHANGED))
        self._dose = Text(theme, px=15, wrap=True)
        self._rest = Text(theme, px=15)
        self.edit = Button(theme, tr(words.EDIT))
        self.swap = Button(theme, tr(words.SWAP))
        names = QVBoxLayout()
        names.addWidget(self._name)
        names.addWidget(self._note)
        names.addWidget(self._chip)
        names.setSpacing(3)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 5, 0, 5)
        self._row.setSpacing(8)
        self._row.addLayout(names, 1)
        self._row.addWidget(self._dose)
        self._row.addWidget(self._rest)
        self._row.addWidget(self.edit)
        self._row.addWidget(self.swap)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 1, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(self._row)
        set_role(self, QAccessible.Role.Grouping)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.edit.clicked.connect(self._ask_edit)
        self.swap.clicked.connect(self._ask_swap)
        theme.changed.connect(self._arrange)
        self.set_editing(False)
        self.show_line(line)

    def show_line(self, line: PlanLine) -> None:
        self._line = line
        self._name.setText(line.name)
        self._note.setText(line.note)
        self._note.setVisible(bool(line.note))
        self._chip.setVisible(line.differs)
        self._dose.setText(line.dose)
        self._rest.setText(line.rest)
        self.setAccessibleName(f"{line.name}, {line.dose}")
        self.edit.setAccessibleName(f"{tr(words.EDIT)}: {line.name}")
        self.swap.setAccessibleName(f"{tr(words.SWAP)}: {line.name}")

    def has_button_focus(self) -> bool:
        return self.edit.hasFocus() or self.swap.hasFocus()

    def set_editing(self, on: bool) -> None:
        self.edit.setVisible(on)
        self.swap.setVisible(on)
        self._arrange()

    def show_panel(self, panel: QWidget) -> None:
        self._column.addWidget(panel)
        self._column.addSpacing(8)

    def take_panel(self, panel: QWidget) -> None:
        self._column.removeWidget(panel)
        self._column.takeAt(self._column.count() - 1)

    @Slot()
    def _ask_edit(self) -> None:
        self.edit_asked.emit(self._line.place)

    @Slot()
    def _ask_swap(self) -> None:
        self.swap_asked.emit(self._line.place)

    @Slot()
    def _arrange(self) -> None:
        editing = not self.edit.isHidden()
        self._rest.setVisible(not editing)
        self._rest.setFixedWidth(self._theme.px(REST_WIDTH))
        share = 0.24 if editing else DOSE_SHARE
        self._dose.setFixedWidth(max(self._theme.px(88), round(self.width() * share)))
        self._row.setContentsMargins(0, 5, 0, 5)
        self.setMinimumHeight(self._theme.px(ROW_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        on_row = self.rect().contains(at) and at.y() <= self._row.geometry().bottom()
        if event.button() is Qt.MouseButton.LeftButton and on_row:
            self._ask_edit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))


class AddButton(ActionsButton):
    """Opens the list of exercises that can be added at `spot`; `exercise_chosen` carries both."""

    exercise_chosen = Signal(object, str)

    def __init__(self, theme: Theme, spot: Spot, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr(words.ADD), parent=parent)
        self.spot = spot
        self._choices: tuple[tuple[str, str], ...] = ()
        self.acted.connect(self._chosen)

    def show_choices_of(self, section: PlanSection) -> None:
        """Offer what may be added to a section; a screen reader hears which one it is."""
        self.setAccessibleName(f"{tr(words.ADD)}: {section.title}")
        if section.choices != self._choices:
            self._choices = section.choices
            self.show_actions(section.choices)

    @Slot(str)
    def _chosen(self, exercise: str) -> None:
        self.exercise_chosen.emit(self.spot, exercise)


class _Heading(QWidget):
    """The name of a part of the session, and over the rests their word."""

    def __init__(self, theme: Theme, section: PlanSection) -> None:
        super().__init__()
        self.is_empty = not section.lines
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 6)
        title = Text(theme, section.title, px=14, weight=QFont.Weight.DemiBold, role="soft")
        row.addWidget(title, 1)
        self._rest: Text | None = None
        if section.has_rests:
            self._rest = Text(theme, tr(words.REST), px=14, weight=QFont.Weight.DemiBold, role="soft")
            self._rest.setFixedWidth(theme.px(REST_WIDTH))
            row.addWidget(self._rest)

    def show_rest(self, shown: bool) -> None:
        if self._rest is not None:
            self._rest.setVisible(shown)
