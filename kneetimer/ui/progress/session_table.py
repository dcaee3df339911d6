"""The table of sessions: one row each with its strip, sorted by any column, opened by a click or Enter."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kneetimer.core.language import tr
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.progress import words
from kneetimer.ui.progress.charts.number_table import style_table
from kneetimer.ui.progress.view import TableRow
from kneetimer.ui.session.strip import StripBlock, blocks_of_record, spans
from kneetimer.ui.shell.theme import Theme, font

ROW_HEIGHT = 42
STRIP_WIDTH = 60
STRIP_HEIGHT = 10
SESSION_COLUMN = 1
Index = QModelIndex | QPersistentModelIndex


class SessionModel(QAbstractTableModel):
    """Rows in the order of the chosen column; the newest first until somebody chooses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[TableRow] = []
        self._column = 0
        self._order = Qt.SortOrder.DescendingOrder

    def show_rows(self, rows: tuple[TableRow, ...]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._sort()
        self.endResetModel()

    def row_at(self, row: int) -> TableRow:
        return self._rows[row]

    def index_of(self, session_id: str) -> QModelIndex:
        for row, session in enumerate(self._rows):
            if session.record.id == session_id:
                return self.index(row, 0)
        return QModelIndex()

    def _sort(self) -> None:
        # Two passes, so that equal values stay newest first in both directions.
        self._rows.sort(key=_start, reverse=True)
        column = self._column
        descending = self._order is Qt.SortOrder.DescendingOrder

        def key(row: TableRow) -> float:
            return row.keys[column]

        self._rows.sort(key=key, reverse=descending)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(words.SESSION_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            text = row.cells[index.column()]
            if index.column() == SESSION_COLUMN and row.description:
                text = f"{text}, {row.description}"
            if role == Qt.ItemDataRole.ToolTipRole:
                return text if index.column() == SESSION_COLUMN else None
            return text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return tr(words.SESSION_COLUMNS[section])
            if role == Qt.ItemDataRole.ToolTipRole:
                return tr(words.SESSION_COLUMN_HELP[section])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self._column, self._order = column, order
        self._sort()
        self.layoutChanged.emit()


def _start(row: TableRow) -> float:
    return row.keys[0]


class SessionTable(QTableView):
    """`opened` says the id of the session whose row was clicked."""

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = SessionModel(self)
        self.setModel(self._model)
        self.setAccessibleName(tr(words.TABLE_TITLE))
        self.setItemDelegate(_RowDelegate(self))
        self.setItemDelegateForColumn(SESSION_COLUMN, _StripDelegate(theme, self))
        # Keyboard and mouse select nothing: only assistive technology does, as its one way to press a row.
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        wants_ring(self, 8)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._clicked)
        self.selectionModel().selectionChanged.connect(self._selected)
        self.selectionModel().currentRowChanged.connect(self.viewport().update)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_rows(self, rows: tuple[TableRow, ...]) -> None:
        """Show these; the keyboard stays at its session, or where that was if it is gone."""
        at, down = self.currentIndex().row(), self.verticalScrollBar().value()
        session = self.session_at(at) if at >= 0 else ""
        self._model.show_rows(rows)
        self._set_widths()
        if at >= 0 and rows:
            same = self._model.index_of(session)
            self.setCurrentIndex(same if same.isValid() else self._model.index(min(at, len(rows) - 1), 0))
            self.verticalScrollBar().setValue(down)

    def row_texts(self) -> list[tuple[str, ...]]:
        """The cells as they stand, from the top."""
        return [self._model.row_at(row).cells for row in range(self._model.rowCount())]

    def as_text(self) -> str:
        """Lines of cells parted by tabs, as spreadsheets take them."""
        titles = tuple(tr(title) for title in words.SESSION_COLUMNS)
        return "\n".join("\t".join(cells) for cells in (titles, *self.row_texts()))

    def sort_or_turn(self, column: int) -> None:
        """Sort by a column, the largest first; by the same column again, the other way round."""
        head = self.horizontalHeader()
        turned = head.sortIndicatorSection() == column
        down = turned and head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.sortByColumn(column, Qt.SortOrder.AscendingOrder if down else Qt.SortOrder.DescendingOrder)

    def session_at(self, row: int) -> str:
        return self._model.row_at(row).record.id

    def select(self, session_id: str) -> None:
        """Put the cursor on a session's row, if it is there."""
        index = self._model.index_of(session_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        return QItemSelectionModel.SelectionFlag.NoUpdate

    @Slot(QItemSelection)
    def _selected(self, selected: QItemSelection) -> None:
        """Assistive technology pressed a row; nothing stays selected, so that it can do so again."""
        if not selected.isEmpty():
            pressed = selected.indexes()[0]
            self.clearSelection()
            self._clicked(pressed)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.row_at(index.row()).record.id)

    @Slot()
    def _restyle(self) -> None:
        style_table(self, self._theme, ROW_HEIGHT)
        self._set_widths()

    def _set_widths(self) -> None:
        """Every column as wide as its words; the session's takes the rest.

        Where it would be narrower than its own words, the last columns go; the sheet of a session has them.
        """
        head = self.horizontalHeader()
        free = self.viewport().width()
        for column in (SESSION_COLUMN, *self._other_columns()):
            wide = self._width_of(column)
            free -= wide
            if column == SESSION_COLUMN:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
                continue
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, wide)
            self.setColumnHidden(column, free < 0)

    def _other_columns(self) -> list[int]:
        return [column for column in range(len(words.SESSION_COLUMNS)) if column != SESSION_COLUMN]

    def _width_of(self, column: int) -> int:
        rows = [self._model.row_at(row) for row in range(min(40, self._model.rowCount()))]
        title = tr(words.SESSION_COLUMNS[column]) + "    " * (column == 0)
        texts = [title, *(row.cells[column] for row in rows)]
        return max(map(self.fontMetrics().horizontalAdvance, texts)) + self._theme.px(14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()

    def sizeHint(self) -> QSize:
        return QSize(500, self._theme.px(ROW_HEIGHT * 5 + 36))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self._theme.px(ROW_HEIGHT * 3 + 36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            index = self.currentIndex()
            if index.isValid():
                self._clicked(index)
            return
        super().keyPressEvent(event)


class _RowDelegate(QStyledItemDelegate):
    """Marks the row at which the keyboard stands."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.row() == self._table.currentIndex().row():
            option.state |= QStyle.StateFlag.State_Selected


class _StripDelegate(_RowDelegate):
    """The session's name, how it was ended or changed, and its strip at the right."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strips: dict[str, tuple[object, tuple[StripBlock, ...]]] = {}

    def blocks(self, row: TableRow) -> tuple[StripBlock, ...]:
        """The strip of a row, worked out once for each record."""
        known = self._strips.get(row.record.id)
        if known is None or known[0] is not row.record:
            known = (row.record, blocks_of_record(row.record))
            self._strips[row.record.id] = known
        return known[1]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # The base class draws the background and the hairline; an empty text leaves the room free.
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        view = option.widget
        style = view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, view)
        model = index.model()
        assert isinstance(model, SessionModel)
        row = model.row_at(index.row())
        theme = self._theme
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = QRectF(rect)
        if row.description:
            name.setBottom(rect.center().y() + theme.px(3))
            below = QRectF(rect)
            below.setTop(name.bottom() - theme.px(3))
            painter.setFont(font(theme.px(12)))
            painter.setPen(theme.color("soft"))
            painter.drawText(below, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, row.description)
        painter.setFont(font(theme.px(14)))
        painter.setPen(theme.color("ink"))
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.name)
        used = painter.fontMetrics().horizontalAdvance(row.name) + 8
        strip = QRectF(
            rect.right() - STRIP_WIDTH - 12, rect.center().y() - STRIP_HEIGHT / 2, STRIP_WIDTH, STRIP_HEIGHT
        )
        if rect.left() + used <= strip.left():
            self._draw_strip(painter, row, strip)
        painter.restore()

    def _draw_strip(self, painter: QPainter, row: TableRow, rect: QRectF) -> None:
        theme = self._theme
        blocks = self.blocks(row)
        for block, (left, width) in zip(blocks, spans(blocks, STRIP_WIDTH, 1, 3, 2), strict=True):
            whole = QRectF(rect.left() + left, rect.top(), width, rect.height())
            painter.fillRect(whole, theme.palette.done.track)
            done = QRectF(whole)
            done.setWidth(whole.width() * min(1.0, block.done))
            painter.fillRect(done, theme.palette.done.accent)
