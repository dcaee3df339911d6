"""Writes the page for a physiotherapist: one sheet of A4, light, in the program's own fonts.

Computes no numbers; report_view.py does. The page is a text document with two charts and some
bars in it; one unit is a tenth of a point.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QPolygonF,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from kneetimer.core.language import Sentence, tr
from kneetimer.core.preferences import Knee
from kneetimer.ui.progress import report_words as words
from kneetimer.ui.progress.report_view import DoseRow, PainRow, ReportView, WeekColumn
from kneetimer.ui.progress.saved_file import saved_pdf
from kneetimer.ui.shell.palette import LIGHT
from kneetimer.ui.shell.theme import DISPLAY_FAMILY, TEXT_FAMILY, font
from kneetimer.ui.text.dates import short_date

WIDTH, HEIGHT = 5953.0, 8419.0
MARGIN = 510.0
INNER = WIDTH - 2 * MARGIN
CHART = QSizeF(2360.0, 1250.0)
BAR = QSizeF(560.0, 64.0)
LEGEND = 190.0
FOOT = 240.0
SMALL = 78
MOST_DOSE_ROWS = 20  # as many as there are exercises

PAPER, INK, SOFT, FAINT = "#FFFFFF", LIGHT.ink, LIGHT.soft, LIGHT.faint
FULL_COLOUR, PARTIAL_COLOUR = LIGHT.done.accent, LIGHT.done.track
MOMENT_COLOURS = {
    words.BEFORE: LIGHT.faint,
    words.WORST: LIGHT.work.accent,
    words.MORNING: LIGHT.rest.accent,
}
STYLE = f"""
    body {{ font-family: '{TEXT_FAMILY}'; font-size: 92px; color: {INK}; }}
    p {{ margin: 0; line-height: 115%; }}
    p.title {{ font-family: '{DISPLAY_FAMILY}'; font-size: 190px; font-weight: 700; }}
    p.head {{ font-size: 112px; font-weight: 600; margin-top: 110px; margin-bottom: 40px; }}
    hr {{ background-color: {LIGHT.line}; margin-top: 110px; }}
    td.half {{ padding-top: 110px; }}
    th {{ font-size: {SMALL}px; font-weight: 400; color: {FAINT}; }}
    .row {{ border-bottom: 5px solid {LIGHT.line}; padding: 24px 0 24px 0; }}
    .left {{ padding-right: 150px; }}
    .right {{ padding-left: 80px; }}
    .bar {{ padding-left: 200px; }}
    .soft {{ color: {SOFT}; }}
    .small {{ font-size: {SMALL}px; color: {FAINT}; }}
"""
TABLE = "<table width='100%' cellspacing='0' cellpadding='0'>"
WEEKS, PAIN, SHARE = "weeks", "pain", "share:"  # what stands in the place of a picture


def write_report(view: ReportView, path: Path) -> None:
    """Write the page as PDF, in full or not at all. Needs a QGuiApplication with the fonts loaded.

    Raises NotWrittenError.
    """
    with saved_pdf(path, view.title) as (painter, _writer):
        paint_report(painter, view)


def paint_report(painter: QPainter, view: ReportView) -> None:
    """Draw the page onto a sheet of 5953 by 8419 units, with as many of the newest notes as fit."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor(PAPER))
    drawn = _Drawn(view)

    def height(notes: int) -> float:
        return _document(drawn, _page(view, notes)).size().height()

    room = HEIGHT - 2 * MARGIN - FOOT
    fitting = bisect_right(range(1, len(view.notes) + 1), room, key=height)
    _draw(painter, _document(drawn, _page(view, fitting)), MARGIN)
    _draw(
        painter, _document(drawn, f'<p class="small">{escape(tr(words.READING))}</p>'), HEIGHT - MARGIN - FOOT
    )


def _document(drawn: _Drawn, html: str) -> QTextDocument:
    document = QTextDocument()
    document.setUseDesignMetrics(True)
    document.setDocumentMargin(0)
    document.setDefaultFont(_plain(92))
    anywhere = QTextOption()
    anywhere.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(anywhere)
    document.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject.value, drawn)
    document.setDefaultStyleSheet(STYLE)
    document.setHtml(f"<body>{html}</body>")
    document.setTextWidth(INNER)
    return document


def _plain(size: int) -> QFont:
    """Digits and signs as they come: their variants are glyphs that nobody can search or copy in a PDF."""
    chosen = font(size)
    chosen.unsetFeature(QFont.Tag("tnum"))
    chosen.setFeature(QFont.Tag("calt"), 0)
    return chosen


def _draw(painter: QPainter, document: QTextDocument, top: float) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor(INK))  # whatever the theme is
    painter.save()
    painter.translate(MARGIN, top)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _page(view: ReportView, notes: int) -> str:
    def paragraphs(lines: Sequence[str]) -> str:
        return "".join(f"<p>{escape(line)}</p>" for line in lines)

    parts = [
        f"<p class='title'>{escape(view.title)}</p><p class='soft'>{escape(view.made)}</p>",
        f"<p class='small'>{escape(tr(words.ABOUT))}</p><hr/>",
        f"{TABLE}<tr>",
        f"<td class='half left' width='{INNER - CHART.width()}'>{_head(tr(words.SESSIONS))}",
        f"<div><img src='{WEEKS}'/></div>{paragraphs(view.adherence)}</td>",
        f"<td class='half' width='{CHART.width()}'>{_head(view.pain_heading)}",
        f"<div><img src='{PAIN}'/></div>{paragraphs(view.pain_lines)}</td>",
        f"</tr></table><hr/>{_head(tr(words.DOSE))}{_dose(view.dose)}",
    ]
    if view.foot_notes:
        parts.append(f"{_head(tr(words.FOOT_NOTES))}<p>{escape(words.foot_notes(view.foot_notes[-6:]))}</p>")
    rows = [
        f"<tr><td width='9%'><p class='soft'>{escape(short_date(note.day))}</p></td>"
        f"<td><p>{escape(note.text)}</p></td></tr>"
        for note in view.notes[:notes]
    ]
    left = len(view.notes) - notes
    parts.append(f"{_head(tr(words.NOTES))}{TABLE}{''.join(rows)}</table>")
    if left or not view.notes:
        said = words.more_notes(left) if left else tr(words.NO_NOTES)
        parts.append(f"<p class='soft'>{escape(said)}</p>")
    return "".join(parts)


def _head(text: str) -> str:
    return f"<p class='head'>{escape(text)}</p>"


def _dose(rows: Sequence[DoseRow]) -> str:
    """A table: exercise, load, prescribed, done, share with a bar, left and right."""
    if not rows:
        return f"<p>{escape(tr(words.NO_SESSIONS))}</p>"
    sides = ("left", "left", "right", "right", "left bar", "left", "right", "right")

    def row(tag: str, cells: Sequence[str]) -> str:
        inside = zip(cells, sides, strict=True)
        return "".join(
            f"<{tag} align='{side.split()[0]}' class='row {side}'>{cell}</{tag}>" for cell, side in inside
        )

    lines = [row("th", [escape(tr(each)) if each else "" for each in words.DOSE_COLUMNS])]
    for each in rows[:MOST_DOSE_ROWS]:
        share = (f"<img src='{SHARE}{each.share}'/>", words.share(int(each.share * 100)))
        amounts = (escape(each.exercise), escape(each.load), each.prescribed, each.done)
        lines.append(row("td", (*amounts, *share, each.left, each.right)))
    return f"{TABLE}<tr>{'</tr><tr>'.join(lines)}</tr></table>"


class _Drawn(QPyTextObject):
    """The charts of the page and the bars of its table, drawn as shapes where the text has a picture."""

    def __init__(self, view: ReportView) -> None:
        super().__init__(None)
        self._view = view

    def intrinsicSize(self, document: QTextDocument, place: int, form: QTextFormat) -> QSizeF:
        return BAR if form.toImageFormat().name().startswith(SHARE) else CHART

    def drawObject(
        self, painter: QPainter, area: QRectF | QRect, document: QTextDocument, place: int, form: QTextFormat
    ) -> None:
        view, name, rect = self._view, form.toImageFormat().name(), QRectF(area)
        painter.save()
        if name == WEEKS:
            _draw_weeks(painter, rect, view.weeks, view.target)
        elif name == PAIN:
            _draw_pain(painter, rect, view.pain, view.first, view.last)
        else:
            painter.fillRect(rect, QColor(LIGHT.line))
            share = float(name.removeprefix(SHARE))
            painter.fillRect(rect.adjusted(0, 0, (share - 1) * rect.width(), 0), QColor(FULL_COLOUR))
        painter.restore()


def _label(
    painter: QPainter,
    text: str,
    rect: QRectF,
    align: Qt.AlignmentFlag,
    colour: str = SOFT,
    size: int = SMALL,
) -> None:
    painter.setFont(_plain(size))
    painter.setPen(QColor(colour))
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, text)


def _draw_weeks(painter: QPainter, area: QRectF, weeks: Sequence[WeekColumn], target: int) -> None:
    """Columns of sessions a week with the target as a line; the open week is outlined."""
    most = max([target + 1, *(week.full + week.partial for week in weeks)])
    plot = area.adjusted(110, LEGEND, 0, -270)
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
        painter.fillRect(full, QColor(FULL_COLOUR))
        painter.fillRect(part, QColor(PARTIAL_COLOUR))
        painter.fillRect(part, QBrush(QColor(FULL_COLOUR), Qt.BrushStyle.BDiagPattern))
        if week.open:
            painter.setPen(QPen(QColor(FAINT), 8, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(x - 20, plot.top(), bar + 40, plot.height()))
        if index % every == 0:
            below = QRectF(x + bar / 2 - 300, plot.bottom() + 20, 600, 120)
            for text in filter(None, (week.name, short_date(week.first))):
                _label(painter, text, below, Qt.AlignmentFlag.AlignHCenter)
                below.translate(0, 110)
    y = plot.bottom() - target * unit
    painter.setPen(QPen(QColor(INK), 10, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
    legend = QRectF(plot.left(), area.top(), plot.width(), 120)
    _draw_legend(painter, legend)


def _draw_legend(painter: QPainter, rect: QRectF) -> None:
    metrics = QFontMetricsF(_plain(SMALL))
    x = rect.right()
    for name, full in ((tr(words.PARTIAL), False), (tr(words.FULL), True)):
        x -= metrics.horizontalAdvance(name)
        _label(painter, name, QRectF(x, rect.top(), 10, rect.height()), Qt.AlignmentFlag.AlignLeft)
        x -= 100
        box = QRectF(x, rect.center().y() - 32, 70, 64)
        painter.fillRect(box, QColor(FULL_COLOUR if full else PARTIAL_COLOUR))
        if not full:
            painter.fillRect(box, QBrush(QColor(FULL_COLOUR), Qt.BrushStyle.BDiagPattern))
        x -= 110
    x -= metrics.horizontalAdvance(tr(words.TARGET)) - 60
    _label(painter, tr(words.TARGET), QRectF(x, rect.top(), 10, rect.height()), Qt.AlignmentFlag.AlignLeft)
    painter.setPen(QPen(QColor(INK), 10, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x - 150, rect.center().y()), QPointF(x - 40, rect.center().y()))


def _draw_pain(painter: QPainter, area: QRectF, rows: Sequence[PainRow], first: date, last: date) -> None:
    """Answers by date over the zones 0 to 2, 3 to 5 and more; each moment has its own mark."""
    plot = area.adjusted(110, LEGEND, 0, -270)
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
        _label(painter, short_date(first + timedelta(days=offset)), rect, Qt.AlignmentFlag.AlignHCenter)

    size = 34.0 if len(rows) <= 40 else 22.0
    parted = len({row.knee for row in rows} - {None}) > 1
    worst: dict[Knee | None, list[QPointF]] = {}
    for row in rows:
        for moment, level, when in (
            (words.BEFORE, row.before, row.day),
            (words.MORNING, row.morning, row.morning_day),
            (words.WORST, row.worst, row.day),
        ):
            if level is None or when is None:
                continue
            share = min(1.0, max(0.0, (when - first).days / days))
            x = plot.left() + inset + (plot.width() - 2 * inset) * share
            at = QPointF(x, plot.bottom() - level * unit)
            if moment == words.BEFORE:
                at -= QPointF(size, 0)  # beside the worst of the same day, not under it
            if moment == words.WORST:
                worst.setdefault(row.knee if parted else None, []).append(at)
                if parted and row.knee in words.KNEE_LETTERS:
                    above = QRectF(x - 60, plot.top(), 120, 120)
                    _label(painter, tr(words.KNEE_LETTERS[row.knee]), above, Qt.AlignmentFlag.AlignHCenter)
            _draw_mark(painter, moment, at, size)
    painter.setPen(QPen(QColor(MOMENT_COLOURS[words.WORST]), 9))
    for line in worst.values():  # each knee has its own
        painter.drawPolyline(QPolygonF(line))
    _draw_moments(painter, QRectF(area.left(), area.top(), area.width(), 120))


def _draw_mark(painter: QPainter, moment: Sentence, at: QPointF, size: float) -> None:
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
    """The legend of the answers, from the right; in smaller letters where they would not fit beside it."""
    moments = (words.MORNING, words.WORST, words.BEFORE)
    letters = sum(map(QFontMetricsF(_plain(SMALL)).horizontalAdvance, map(tr, moments)))
    size = int(SMALL * min(1.0, (rect.width() - 160 * len(moments)) / letters))
    metrics = QFontMetricsF(_plain(size))
    x = rect.right()
    for moment in moments:
        name = tr(moment)
        x -= metrics.horizontalAdvance(name)
        box = QRectF(x, rect.top(), 10, rect.height())
        _label(painter, name, box, Qt.AlignmentFlag.AlignLeft, size=size)
        x -= 70
        _draw_mark(painter, moment, QPointF(x, rect.center().y()), 26)
        x -= 90
