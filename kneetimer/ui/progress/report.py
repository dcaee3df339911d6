"""Draws the page for a physiotherapist: one sheet of A4, light, in the program's own fonts.

Computes no numbers; report_view.py does. One unit is a tenth of a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPolygonF,
)

from kneetimer.core.preferences import Knee
from kneetimer.ui.progress import report_words as words
from kneetimer.ui.progress.report_view import DoseRow, PainRow, ReportView, WeekColumn
from kneetimer.ui.progress.saved_file import saved_file
from kneetimer.ui.shell.palette import LIGHT
from kneetimer.ui.shell.theme import font

UNITS_PER_INCH = 720
DOTS_PER_INCH = 1200
WIDTH, HEIGHT = 5953.0, 8419.0
MARGIN = 510.0
INNER = WIDTH - 2 * MARGIN
GAP = 200.0
CHART = 1180.0
LEGEND = 190.0
BOTTOM = HEIGHT - 620.0

BODY, SMALL, HEADING, TITLE = 92, 78, 112, 190
LINE = 1.38  # line height in font sizes
MOST_DOSE_ROWS = 20  # as many as there are exercises
DOSE_HEIGHT = 160.0
SHARE_LEFT, SHARE_WIDTH = MARGIN + 3000, 560.0

PAPER, INK, SOFT, FAINT = "#FFFFFF", LIGHT.ink, LIGHT.soft, LIGHT.faint
BAR, BAR_PART = LIGHT.done.accent, LIGHT.done.track
MOMENT_COLOURS = {
    words.BEFORE: LIGHT.faint,
    words.WORST: LIGHT.work.accent,
    words.MORNING: LIGHT.rest.accent,
}


def write_report(view: ReportView, path: Path) -> None:
    """Write the page as PDF, in full or not at all. Needs a QGuiApplication with the fonts loaded.

    Raises NotWrittenError.
    """
    with saved_file(path) as file:
        writer = QPdfWriter(file)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        writer.setResolution(DOTS_PER_INCH)
        writer.setTitle(view.title)
        writer.setCreator("KneeTimer")
        with QPainter(writer) as painter:
            painter.scale(DOTS_PER_INCH / UNITS_PER_INCH, DOTS_PER_INCH / UNITS_PER_INCH)
            paint_report(painter, view)


def paint_report(painter: QPainter, view: ReportView) -> None:
    """Draw the page onto a sheet of 5953 by 8419 units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor(PAPER))
    page = _Page(painter)
    page.text(view.title, TITLE, INK, weight=QFont.Weight.Bold, display=True)
    page.space(30)
    page.text(view.made, BODY, SOFT)
    page.text(words.ABOUT, SMALL, FAINT)
    page.rule()

    half = (INNER - GAP) / 2
    top = page.y
    page.heading(words.SESSIONS)
    _draw_weeks(painter, QRectF(MARGIN, page.y, half, CHART), view.weeks, view.target)
    page.y += CHART + 60
    for line in view.adherence:
        page.text(line, BODY, INK, width=half)
    left_end = page.y
    page.y = top
    page.left = MARGIN + half + GAP
    page.heading(words.PAIN)
    _draw_pain(painter, QRectF(page.left, page.y, half, CHART), view.pain, view.first, view.last)
    page.y += CHART + 60
    for line in view.pain_lines:
        page.text(line, BODY, INK, width=half)
    page.left = MARGIN
    page.y = max(page.y, left_end)

    page.rule()
    page.heading(words.DOSE)
    _draw_dose(page, view.dose)

    page.rule()
    if view.foot_notes:
        page.heading(words.FOOT_NOTES)
        page.text("   ".join(view.foot_notes[-6:]), BODY, INK)
        page.space(90)
    page.heading(words.NOTES)
    _draw_notes(page, view)

    page.y = HEIGHT - 540
    page.text(words.READING, SMALL, FAINT)


class _Page:
    """Where the next line goes. `y` is its top, `left` its left edge."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        self.y = MARGIN
        self.left = MARGIN

    def text(
        self,
        text: str,
        size: int,
        colour: str,
        *,
        width: float = INNER,
        weight: QFont.Weight = QFont.Weight.Normal,
        display: bool = False,
        indent: float = 0.0,
    ) -> None:
        """A paragraph, broken into lines where it has to be."""
        chosen = prose(size, weight, display=display)
        for line in broken(text, chosen, width - indent):
            self._line(line, chosen, colour, self.left + indent)

    def heading(self, text: str) -> None:
        self.text(text, HEADING, INK, weight=QFont.Weight.DemiBold)
        self.space(40)

    def space(self, height: float) -> None:
        self.y += height

    def rule(self) -> None:
        self.y += 110
        self.painter.setPen(QPen(QColor(LIGHT.line), 8))
        self.painter.drawLine(QPointF(MARGIN, self.y), QPointF(WIDTH - MARGIN, self.y))
        self.y += 130

    def _line(self, line: str, chosen: QFont, colour: str, x: float) -> None:
        self.painter.setFont(chosen)
        self.painter.setPen(QColor(colour))
        ascent = QFontMetricsF(chosen).ascent()
        self.painter.drawText(QPointF(x, self.y + ascent), line)
        self.y += chosen.pixelSize() * LINE


def prose(size: int, weight: QFont.Weight = QFont.Weight.Normal, *, display: bool = False) -> QFont:
    """The font of sentences: digits of one width, as tables have them, make hyphens too wide."""
    chosen = font(size, weight, display=display)
    chosen.unsetFeature(QFont.Tag("tnum"))
    return chosen


def broken(text: str, chosen: QFont, width: float) -> list[str]:
    """The lines of a paragraph; a word that is longer than a line is broken anywhere."""
    metrics = QFontMetricsF(chosen)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        trial = f"{line} {word}" if line else word
        if metrics.horizontalAdvance(trial) <= width:
            line = trial
            continue
        if line:
            lines.append(line)
        while metrics.horizontalAdvance(word) > width:
            fits = len(word) - 1
            while fits > 1 and metrics.horizontalAdvance(word[:fits]) > width:
                fits -= 1
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return [*lines, line]


def _label(
    painter: QPainter,
    text: str,
    rect: QRectF,
    align: Qt.AlignmentFlag,
    colour: str = SOFT,
    size: int = SMALL,
) -> None:
    painter.setFont(font(size))
    painter.setPen(QColor(colour))
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, text)


def _draw_weeks(painter: QPainter, area: QRectF, weeks: Sequence[WeekColumn], target: int) -> None:
    """Columns of sessions a week with the target as a line; the open week is outlined."""
    most = max([target + 1, *(week.full + week.partial for week in weeks)])
    plot = area.adjusted(110, LEGEND, 0, -150)
    unit = plot.height() / most
    step = plot.width() / max(1, len(weeks))
    bar = min(230.0, step * 0.62)
    every = max(1, -(-len(weeks) // 7))
    for number in range(most + 1):
        y = plot.bottom() - number * unit
        painter.setPen(QPen(QColor(LIGHT.line), 5))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        if most <= 6 or number % 2 == 0:
            rect = QRectF(area.left(), y - 60, 75, 120)
            _label(painter, str(number), rect, Qt.AlignmentFlag.AlignRight)
    for index, week in enumerate(weeks):
        x = plot.left() + (index + 0.5) * step - bar / 2
        full = QRectF(x, plot.bottom() - week.full * unit, bar, week.full * unit)
        part = QRectF(x, full.top() - week.partial * unit, bar, week.partial * unit)
        painter.fillRect(full, QColor(BAR))
        painter.fillRect(part, QColor(BAR_PART))
        painter.fillRect(part, QBrush(QColor(BAR), Qt.BrushStyle.BDiagPattern))
        if week.open:
            painter.setPen(QPen(QColor(FAINT), 8, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(x - 20, plot.top(), bar + 40, plot.height()))
        if index % every == 0:
            below = QRectF(x + bar / 2 - 300, plot.bottom() + 20, 600, 120)
            _label(painter, words.day(week.first), below, Qt.AlignmentFlag.AlignHCenter)
    y = plot.bottom() - target * unit
    painter.setPen(QPen(QColor(INK), 10, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
    legend = QRectF(plot.left(), area.top(), plot.width(), 120)
    _draw_legend(painter, legend)


def _draw_legend(painter: QPainter, rect: QRectF) -> None:
    metrics = QFontMetricsF(font(SMALL))
    x = rect.right()
    for name, full in ((words.PARTIAL, False), (words.FULL, True)):
        x -= metrics.horizontalAdvance(name)
        _label(painter, name, QRectF(x, rect.top(), 10, rect.height()), Qt.AlignmentFlag.AlignLeft)
        x -= 100
        box = QRectF(x, rect.center().y() - 32, 70, 64)
        painter.fillRect(box, QColor(BAR if full else BAR_PART))
        if not full:
            painter.fillRect(box, QBrush(QColor(BAR), Qt.BrushStyle.BDiagPattern))
        x -= 110
    x -= metrics.horizontalAdvance(words.TARGET) - 60
    _label(painter, words.TARGET, QRectF(x, rect.top(), 10, rect.height()), Qt.AlignmentFlag.AlignLeft)
    painter.setPen(QPen(QColor(INK), 10, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x - 150, rect.center().y()), QPointF(x - 40, rect.center().y()))


def _draw_pain(painter: QPainter, area: QRectF, rows: Sequence[PainRow], first: date, last: date) -> None:
    """Answers by date over the zones 0 to 2, 3 to 5 and more; each moment has its own mark."""
    plot = area.adjusted(110, LEGEND, 0, -150)
    unit = plot.height() / 10
    days = max(1, (last - first).days)
    inset = 70.0  # so that no mark stands on the scale
    for low, high, colour in ((2.5, 5.5, LIGHT.pain_amber), (5.5, 10.0, LIGHT.pain_red)):
        zone = QRectF(plot.left(), plot.bottom() - high * unit, plot.width(), (high - low) * unit)
        painter.fillRect(zone, QColor(colour))
    for number in (0, 2, 5, 10):
        y = plot.bottom() - number * unit
        painter.setPen(QPen(QColor(LIGHT.line), 5))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        _label(painter, str(number), QRectF(area.left(), y - 60, 75, 120), Qt.AlignmentFlag.AlignRight)
    each = max(7, -(-days // 6))
    for offset in range(0, days + 1, each):
        x = plot.left() + inset + (plot.width() - 2 * inset) * offset / days
        rect = QRectF(x - 300, plot.bottom() + 20, 600, 120)
        _label(painter, words.day(first + timedelta(days=offset)), rect, Qt.AlignmentFlag.AlignHCenter)

    size = 34.0 if len(rows) <= 40 else 22.0
    parted = len({row.knee for row in rows} - {None}) > 1
    worst: dict[Knee | None, list[QPointF]] = {}
    for row in rows:
        for name, level, when in (
            (words.BEFORE, row.before, row.day),
            (words.MORNING, row.morning, row.morning_day),
            (words.WORST, row.worst, row.day),
        ):
            if level is None or when is None:
                continue
            share = min(1.0, max(0.0, (when - first).days / days))
            x = plot.left() + inset + (plot.width() - 2 * inset) * share
            at = QPointF(x, plot.bottom() - level * unit)
            if name == words.BEFORE:
                at -= QPointF(size, 0)  # beside the worst of the same day, not under it
            if name == words.WORST:
                worst.setdefault(row.knee if parted else None, []).append(at)
                if parted and row.knee in words.KNEE_LETTERS:
                    above = QRectF(x - 60, plot.top(), 120, 120)
                    _label(painter, words.KNEE_LETTERS[row.knee], above, Qt.AlignmentFlag.AlignHCenter)
            _draw_mark(painter, name, at, size)
    painter.setPen(QPen(QColor(MOMENT_COLOURS[words.WORST]), 9))
    for line in worst.values():  # each knee has its own
        painter.drawPolyline(QPolygonF(line))
    _draw_moments(painter, QRectF(plot.left(), area.top(), plot.width(), 120))


def _draw_mark(painter: QPainter, moment: str, at: QPointF, size: float) -> None:
    """A hollow disc before, a filled square for the worst, a diamond for the morning."""
    colour = QColor(MOMENT_COLOURS[moment])
    painter.setPen(QPen(colour, 11))
    painter.setBrush(QColor(PAPER) if moment == words.BEFORE else colour)
    if moment == words.BEFORE:
        painter.drawEllipse(at, size * 1.3, size * 1.3)
    elif moment == words.WORST:
        painter.drawRect(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size))
    else:
        reach = size * 1.35
        corners = ((0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0))
        painter.drawPolygon(QPolygonF([at + QPointF(dx, dy) for dx, dy in corners]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_moments(painter: QPainter, rect: QRectF) -> None:
    metrics = QFontMetricsF(font(SMALL))
    x = rect.right()
    for name in (words.MORNING, words.WORST, words.BEFORE):
        x -= metrics.horizontalAdvance(name)
        _label(painter, name, QRectF(x, rect.top(), 10, rect.height()), Qt.AlignmentFlag.AlignLeft)
        x -= 70
        _draw_mark(painter, name, QPointF(x, rect.center().y()), 26)
        x -= 90


def _draw_dose(page: _Page, rows: Sequence[DoseRow]) -> None:
    """A table: exercise, prescribed, done, share with a bar, left and right."""
    if not rows:
        page.text(words.NO_SESSIONS, BODY, INK)
        return
    painter, left = page.painter, Qt.AlignmentFlag.AlignLeft
    head = DoseRow(words.EXERCISE, words.PRESCRIBED, words.DONE, 0.0, words.LEFT, words.RIGHT)
    _label(painter, head.exercise, QRectF(MARGIN, page.y, 900, DOSE_HEIGHT), left, FAINT)
    _label(painter, words.SHARE, QRectF(SHARE_LEFT, page.y, 900, DOSE_HEIGHT), left, FAINT)
    _draw_amounts(painter, page.y, head, FAINT)
    page.y += DOSE_HEIGHT
    for row in rows[:MOST_DOSE_ROWS]:
        painter.setPen(QPen(QColor(LIGHT.line), 4))
        painter.drawLine(QPointF(MARGIN, page.y), QPointF(WIDTH - MARGIN, page.y))
        name = QFontMetricsF(prose(BODY)).elidedText(row.exercise, Qt.TextElideMode.ElideRight, 1700)
        painter.setFont(prose(BODY))
        painter.setPen(QColor(INK))
        cell = QRectF(MARGIN, page.y, 1700, DOSE_HEIGHT)
        painter.drawText(cell, left | Qt.AlignmentFlag.AlignVCenter, name)
        _draw_amounts(painter, page.y, row, INK)
        track = QRectF(SHARE_LEFT, page.y + DOSE_HEIGHT / 2 - 28, SHARE_WIDTH, 56)
        painter.fillRect(track, QColor(LIGHT.line))
        painter.fillRect(track.adjusted(0, 0, (row.share - 1) * SHARE_WIDTH, 0), QColor(BAR))
        rect = QRectF(track.right() + 50, page.y, 400, DOSE_HEIGHT)
        _label(painter, f"{int(row.share * 100)} %", rect, left, INK, BODY)
        page.y += DOSE_HEIGHT


def _draw_amounts(painter: QPainter, y: float, row: DoseRow, colour: str) -> None:
    """The cells of a row that are set flush right."""
    for right, value in ((2250, row.prescribed), (2800, row.done), (4350, row.left), (4900, row.right)):
        rect = QRectF(MARGIN + right - 900, y, 900, DOSE_HEIGHT)
        _label(painter, value, rect, Qt.AlignmentFlag.AlignRight, colour, SMALL if colour == FAINT else BODY)


def _draw_notes(page: _Page, view: ReportView) -> None:
    """The newest notes as far as the sheet reaches, each under its day."""
    if not view.notes:
        page.text(words.NO_NOTES, BODY, INK)
        return
    chosen = prose(BODY)
    indent = 420.0
    for number, note in enumerate(view.notes):
        lines = broken(note.text, chosen, INNER - indent)
        # The last line is kept free for saying how many more there are.
        if page.y + (len(lines) + 1) * BODY * LINE > BOTTOM:
            page.text(words.more_notes(len(view.notes) - number), BODY, SOFT)
            return
        day = words.day(note.day)
        top = page.y
        page.text(day, BODY, SOFT)
        page.y = top
        page.text(note.text, BODY, INK, indent=indent)
        page.space(20)
