"""The ring of the session, of a kind of its own in each phase, with word, digits and unit inside.

Draws again only what changed: between two frames of a set that is the tip of one segment.
Where things lie is computed in ui/session/ring_geometry.py.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.drawn_signs import draw_check
from kneetimer.ui.controls.spoken import tell_when_asked
from kneetimer.ui.session import ring_geometry as geometry
from kneetimer.ui.session.phase_colours import colours_of
from kneetimer.ui.session.phase_style import PhaseStyle
from kneetimer.ui.session.ring_geometry import Arc, RingSize
from kneetimer.ui.session.stage_text import FittedText, TextStyle, draw_lines, fit
from kneetimer.ui.session.stage_words import COUNT
from kneetimer.ui.session.view import Ring, RingKind
from kneetimer.ui.shell.palette import PhaseColours
from kneetimer.ui.shell.theme import Theme, font

# Inside the ring, in design pixels from its centre. One baseline for the digits of every phase.
DIGITS_PX = 260.0
DIGITS_BASELINE = 78.0
DIGIT_ADVANCE = 0.635  # of the font's size: closer than the font sets them, still each as wide as the others
DIGITS_CLEAR = 8.0
SIDE_ROOM = 0.03  # of the font's size, beside a digit in its cell
LEAN = 0.5
LEADING_ONE = 0.74  # of a cell
WORD_CENTRE = -151.0
UNIT_CENTRE = 128.0
WORD_HEIGHT = 62.0
UNIT_HEIGHT = 66.0

WORD = TextStyle(40, QFont.Weight.Bold)
UNIT = TextStyle(43, QFont.Weight.DemiBold)
CHECK_SIZE = 250.0
CHECK_STROKE = 38.0


def digits_path(digits: str, size: RingSize) -> QPainterPath:
    """The digits as an outline, in place. Three digits are drawn narrower, never lower."""
    unit = size.unit
    chosen = font(200, QFont.Weight.Bold, display=True)
    # Every digit has a cell of its own, so it may have its natural shape: a "1" without a foot.
    chosen.unsetFeature(QFont.Tag("tnum"))
    cells = [DIGIT_ADVANCE * 200] * len(digits)
    if len(digits) > 1 and digits[0] == "1":
        # Else numbers from 10 to 19 would hang to the right. What counts behind the 1 stands still.
        cells[0] *= LEADING_ONE
    outline = QPainterPath()
    left = -sum(cells) / 2
    for place, (digit, cell) in enumerate(zip(digits, cells, strict=True)):
        glyph = QPainterPath()
        glyph.addText(0, 0, chosen, digit)
        ink = glyph.boundingRect()
        # A narrow last digit leans to the one before it; the others stay where they are.
        spare = max(0.0, (cell - ink.width()) / 2 - SIDE_ROOM * 200)
        lean = -LEAN * spare if 0 < place == len(digits) - 1 else 0.0
        outline.addPath(glyph.translated(left + cell / 2 - ink.center().x() + lean, 0))
        left += cell
    scale = DIGITS_PX / 200 * unit
    baseline = size.centre.y() + DIGITS_BASELINE * unit
    cap = QFontMetricsF(chosen).capHeight() * scale
    room = size.chord(baseline - cap, baseline, DIGITS_CLEAR * unit)
    needed = (sum(cells) - 2 * SIDE_ROOM * 200) * scale
    narrow = min(1.0, room / needed) if needed > 0 else 1.0
    return QTransform().translate(size.centre.x(), baseline).scale(scale * narrow, scale).map(outline)


class PhaseRing(QWidget):
    """Paints its own background, so that a frame of the ring touches nothing else of the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tell_when_asked(self)
        self.setAccessibleName(tr(COUNT))
        self._theme = theme
        self._style = PhaseStyle.READY
        self._ring = Ring(RingKind.DOUBLE, 0, 1.0)
        self._word = ""
        self._digits = ""
        self._unit = ""
        self._text_scale = 1.0
        self._outline: QPainterPath | None = None
        self._parts: tuple[tuple[Arc, QRectF], ...] | None = None
        self._size = RingSize.within(self.width(), self.height())
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def spoken_value(self) -> str:
        """What stands in the ring: "7 of 10"."""
        return " ".join(part for part in (self._word, self._digits, self._unit) if part)

    def show_moment(self, style: PhaseStyle, ring: Ring, word: str, digits: str, unit: str) -> None:
        """Show a moment; asks for a repaint of what differs from the one before."""
        if style is not self._style or (ring.kind, ring.parts) != (self._ring.kind, self._ring.parts):
            self._style, self._ring, self._parts = style, ring, None
            self.update()
        elif ring.filled != self._ring.filled:
            changed = geometry.changed_arc(self._ring, ring, self._size)
            if changed is not None:
                self._ring = ring
                self.update(geometry.arc_bounds(changed, self._size).toAlignedRect())
        if digits != self._digits:
            before = self.digits_rect()
            self._digits, self._outline = digits, None
            self.update(before.united(self.digits_rect()).adjusted(-2, -2, 2, 2).toAlignedRect())
        if word != self._word:
            self._word = word
            self.update(self.word_box().toAlignedRect())
        if unit != self._unit:
            self._unit = unit
            self.update(self.unit_box().toAlignedRect())

    def set_text_scale(self, scale: float) -> None:
        """The stage's scale times the person's text size, for the word and the unit."""
        if scale != self._text_scale:
            self._text_scale = scale
            self.update()

    def digits_rect(self) -> QRectF:
        """The ink of the digits."""
        return self._digits_outline().boundingRect()

    def word_box(self) -> QRectF:
        return self._box(WORD_CENTRE, WORD_HEIGHT)

    def unit_box(self) -> QRectF:
        return self._box(UNIT_CENTRE, UNIT_HEIGHT)

    def fitted_word(self) -> FittedText:
        return self._fitted(self._word, WORD, WORD_CENTRE, WORD_HEIGHT)

    def fitted_unit(self) -> FittedText:
        return self._fitted(self._unit, UNIT, UNIT_CENTRE, UNIT_HEIGHT)

    def _fitted(self, text: str, style: TextStyle, centre: float, height: float) -> FittedText:
        px = style.px * self._text_scale
        middle = self._size.centre.y() + centre * self._size.unit
        width = self._size.chord(middle - px * 0.37, middle + px * 0.37, 10 * self._size.unit)
        return fit(text, style, px, width, height * self._size.unit)

    def _box(self, centre: float, height: float) -> QRectF:
        unit = self._size.unit
        middle = self._size.centre.y() + centre * unit
        half = height * unit / 2
        width = self._size.chord(middle, middle)
        return QRectF(self._size.centre.x() - width / 2, middle - half, width, 2 * half)

    def _digits_outline(self) -> QPainterPath:
        if self._outline is None:
            self._outline = digits_path(self._digits, self._size)
        return self._outline

    def _parts_with_bounds(self) -> tuple[tuple[Arc, QRectF], ...]:
        if self._parts is None:
            arcs = geometry.parts_of(self._ring, self._size)
            self._parts = tuple((arc, geometry.arc_bounds(arc, self._size)) for arc in arcs)
        return self._parts

    def _draw_arc(self, painter: QPainter, radius: float, start: float, end: float) -> None:
        if end > start:
            painter.drawArc(self._size.circle(radius), round((90.0 - end) * 16), round((end - start) * 16))

    def _draw_band(self, painter: QPainter, arc: Arc, until: float, colours: PhaseColours) -> None:
        """A piece of the ring, filled up to an angle."""
        border = min(max(arc.start, until), arc.end)
        for colour, start, end in ((colours.accent, arc.start, border), (colours.track, border, arc.end)):
            painter.setPen(QPen(QColor(colour), self._size.stroke, c=Qt.PenCapStyle.FlatCap))
            self._draw_arc(painter, self._size.middle, start, end)

    def _draw_ring(self, painter: QPainter, drawn: QRectF, colours: PhaseColours) -> None:
        kind = self._ring.kind
        until = geometry.filled_until(self._ring, self._size)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if kind is RingKind.SEGMENTS:
            for arc, bounds in self._parts_with_bounds():
                if bounds.intersects(drawn):
                    self._draw_band(painter, arc, until, colours)
        elif kind is RingKind.SOLID:
            self._draw_band(painter, Arc(0, 360), until, colours)
        elif kind is RingKind.GREY:
            self._draw_band(painter, Arc(0, 360), 0, colours)
        elif kind is RingKind.DASHES:
            self._draw_dashes(painter, drawn, until, colours)
        elif kind is RingKind.DOUBLE:
            thin = geometry.THIN * self._size.unit
            for radius in (self._size.outer - thin / 2, self._size.inner + thin / 2):
                for colour, start, end in ((colours.accent, 0.0, until), (colours.track, until, 360.0)):
                    painter.setPen(QPen(QColor(colour), thin, c=Qt.PenCapStyle.FlatCap))
                    self._draw_arc(painter, radius, start, end)

    def _draw_dashes(self, painter: QPainter, drawn: QRectF, until: float, colours: PhaseColours) -> None:
        thickness = geometry.DASH_THICKNESS * self._size.unit
        for arc, bounds in self._parts_with_bounds():
            if not bounds.intersects(drawn):
                continue
            colour = colours.accent if arc.start + arc.span / 2 < until else colours.track
            painter.setPen(QPen(QColor(colour), thickness, c=Qt.PenCapStyle.RoundCap))
            # The round caps are part of the dash.
            cap = min(arc.span / 2.1, 57.2958 * thickness / 2 / self._size.middle)
            self._draw_arc(painter, self._size.middle, arc.start + cap, arc.end - cap)

    def _draw_inside(self, painter: QPainter, drawn: QRectF, colours: PhaseColours) -> None:
        ink = self._theme.color("ink")
        if self._digits and self.digits_rect().intersects(drawn):
            painter.fillPath(self._digits_outline(), ink)
        for text, style, box, colour in (
            (self._word, WORD, self.word_box(), QColor(colours.text)),
            (self._unit, UNIT, self.unit_box(), ink),
        ):
            if text and box.intersects(drawn):
                fitted = self.fitted_word() if style is WORD else self.fitted_unit()
                painter.setFont(style.font(fitted.px))
                painter.setPen(colour)
                draw_lines(painter, fitted, box, Qt.AlignmentFlag.AlignHCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._size = RingSize.within(self.width(), self.height())
        self._outline = None
        self._parts = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self._theme.palette, self._style)
        drawn = QRectF(event.rect())
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(colours.tint))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._ring.kind is RingKind.CHECK:
                unit = self._size.unit
                accent = QColor(colours.accent)
                draw_check(painter, self._size.centre, CHECK_SIZE * unit, accent, CHECK_STROKE * unit)
                return
            self._draw_ring(painter, drawn, colours)
            self._draw_inside(painter, drawn, colours)
