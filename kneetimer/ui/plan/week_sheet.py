"""A week of the plan to take along on paper: what the sheet says, and the sheet itself as PDF.

Draws what it is given, in light colours whatever the theme; decides no dose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from kneetimer.core.exercise import Exercise
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import BlockKind, Dose, Plan
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import load_of
from kneetimer.core.weights import kind_of_load
from kneetimer.ui.exercises.words import listed
from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.figures.still_figures import still_picture
from kneetimer.ui.plan import words
from kneetimer.ui.progress.saved_file import saved_pdf
from kneetimer.ui.shell.palette import LIGHT
from kneetimer.ui.shell.theme import TEXT_FAMILY
from kneetimer.ui.text.lists import comma_list
from kneetimer.ui.text.loads import opening_load
from kneetimer.ui.today.words import PARTS

WIDTH, HEIGHT, MARGIN = 5953.0, 8419.0, 480.0
ROW, HEADING, FIGURE = 412.0, 240.0, 380.0
BOX, GAP, BOXES_IN_LINE = 130.0, 50.0, 5
COLUMN = 1040.0  # of one session's boxes
FOOT = 330.0
INK, SOFT, LINE = QColor(LIGHT.ink), QColor(LIGHT.soft), QColor(LIGHT.line)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An exercise, or only the heading of a part. `sets` boxes are ticked in each session."""

    heading: str
    exercise: str = ""
    dose: str = ""
    about: str = ""
    sets: int = 0


@dataclass(frozen=True, slots=True)
class WeekSheet:
    title: str
    subtitle: str
    rows: tuple[SheetRow, ...]
    sessions: int
    foot: str


def week_sheet(
    plan: Plan,
    week: int,
    sessions: int,
    exercises: Mapping[str, Exercise],
    kit_label: Callable[[str], str],
    preferences: Preferences,
) -> WeekSheet:
    """The sheet for a week of a plan as it is done. Raises ValueError where the plan has no such week."""
    rows: list[SheetRow] = []
    kit: dict[str, None] = {}
    for block in plan.blocks_of(week):
        if block.kind is BlockKind.FINISHER and not preferences.finisher:
            continue
        rows.append(SheetRow(tr(PARTS[block.kind])))
        for dose in block.doses:
            rows.append(_row(dose, week - block.first_week, exercises, preferences, block.kind))
            kit |= dict.fromkeys(exercises[dose.exercise].kit_of(dose.variant))
    needs = listed([kit_label(each) for each in kit])
    phase = plan.phase(week)
    return WeekSheet(
        plan.name,
        words.sheet_subtitle(week, plan.weeks, phase.name, needs),
        tuple(rows),
        sessions,
        tr(words.SHEET_FOOT),
    )


def _row(
    dose: Dose,
    week_of_block: int,
    exercises: Mapping[str, Exercise],
    preferences: Preferences,
    part: BlockKind,
) -> SheetRow:
    exercise = exercises[dose.exercise]
    unit = exercise.unit_of(dose.variant)
    name = exercise.name if dose.variant is None else exercise.variant(dose.variant).name
    load = load_of(dose, exercise, preferences, part)
    about = [opening_load(load, kind_of_load(load))] if load else []
    about += [words.sheet_rest(dose.rest_s)] if part.has_rests and dose.rest_s else []
    told = words.dose(unit, exercise, dose.sets, [dose.amount(week_of_block)])
    return SheetRow(name, exercise.id, told, comma_list(about), dose.sets)


def write_sheet(sheet: WeekSheet, look: FigureLook, path: Path) -> None:
    """Write the sheet as PDF on A4, on as many pages as it needs, in full or not at all.

    Raises NotWrittenError.
    """
    with saved_pdf(path, sheet.title) as (painter, writer):
        _Sheet(painter, sheet, look).paint(writer.newPage)


class _Sheet:
    """Paints a sheet from top to bottom."""

    def __init__(self, painter: QPainter, sheet: WeekSheet, look: FigureLook) -> None:
        self._painter = painter
        self._sheet = sheet
        self._look = look
        self._y = MARGIN
        # More sessions than fit beside the exercises share the boxes' room.
        self._column = min(COLUMN, 2 * COLUMN / max(1, sheet.sessions))
        self._boxes_at = WIDTH - MARGIN - self._column * sheet.sessions

    def paint(self, new_page: Callable[[], bool]) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._head()
        rows = self._sheet.rows
        for number, row in enumerate(rows):
            height = ROW if row.exercise else HEADING
            needed = height + (ROW if not row.exercise and number + 1 < len(rows) else 0)
            if self._y + needed > HEIGHT - MARGIN - FOOT:
                self._foot()
                new_page()
                self._y = MARGIN
                self._head()
            self._exercise(row) if row.exercise else self._heading(row)
            self._y += height
        self._foot()

    def _text(
        self, text: str, left: float, top: float, width: float, px: float, *, bold: bool = False
    ) -> float:
        """A line of text, or two; returns how high it is."""
        painter = self._painter
        painter.setFont(_font(px, bold=bold))
        room = QRectF(left, top, width, 4 * px)
        drawn = painter.drawText(room, int(Qt.TextFlag.TextWordWrap), text)
        return drawn.height() if isinstance(drawn, QRectF) else QFontMetricsF(painter.font()).height()

    def _head(self) -> None:
        painter, sheet = self._painter, self._sheet
        painter.setPen(INK)
        self._text(sheet.title, MARGIN, self._y, WIDTH - 2 * MARGIN, 200, bold=True)
        painter.setPen(SOFT)
        self._text(sheet.subtitle, MARGIN, self._y + 260, self._boxes_at - MARGIN - 100, 100)
        for session in range(sheet.sessions):
            left = self._boxes_at + session * self._column
            painter.setPen(INK)
            self._text(
                words.sheet_session(session + 1), left, self._y + 290, self._column - 60, 100, bold=True
            )
            painter.setPen(SOFT)
            self._text(tr(words.SHEET_DAY), left, self._y + 420, self._column - 60, 88)
        self._y += 560

    def _heading(self, row: SheetRow) -> None:
        self._painter.setPen(INK)
        self._text(row.heading, MARGIN, self._y + 76, 3000, 120, bold=True)

    def _exercise(self, row: SheetRow) -> None:
        painter = self._painter
        painter.setPen(QPen(LINE, 6))
        painter.drawLine(QPointF(MARGIN, self._y), QPointF(WIDTH - MARGIN, self._y))
        picture = still_picture(row.exercise, QSize(420, 420), 1.0, self._look)
        painter.drawPixmap(QRectF(MARGIN, self._y + 16, FIGURE, FIGURE), picture, QRectF(picture.rect()))
        left = MARGIN + FIGURE + 120
        width = self._boxes_at - left - 80
        painter.setPen(INK)
        used = self._text(row.heading, left, self._y + 36, width, 108, bold=True)
        used += self._text(row.dose, left, self._y + 40 + used, width, 100)
        painter.setPen(SOFT)
        self._text(row.about, left, self._y + 44 + used, width, 84)
        for session in range(self._sheet.sessions):
            self._boxes(row.sets, self._boxes_at + session * self._column)

    def _boxes(self, sets: int, left: float) -> None:
        painter = self._painter
        painter.setPen(QPen(INK, 10))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        in_line = max(1, min(BOXES_IN_LINE, int((self._column - 40) // (BOX + GAP))))
        for number in range(sets):
            line, at = divmod(number, in_line)
            top = self._y + 80 + line * (BOX + GAP)
            painter.drawRoundedRect(QRectF(left + at * (BOX + GAP), top, BOX, BOX), 20, 20)

    def _foot(self) -> None:
        self._painter.setPen(SOFT)
        self._text(self._sheet.foot, MARGIN, HEIGHT - MARGIN - FOOT + 120, WIDTH - 2 * MARGIN, 88)


def _font(px: float, *, bold: bool) -> QFont:
    """Without signs in the place of others, so that what is copied out of the PDF is what it says."""
    chosen = QFont(TEXT_FAMILY)
    chosen.setFeature(QFont.Tag("calt"), 0)
    chosen.setPixelSize(round(px))
    chosen.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return chosen
