"""The ring's geometry: which arcs are filled, what changed between two moments, and what fits inside.

Computes and paints nothing. Angles are in degrees, clockwise from the top.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF

from kneetimer.core.late_dataclass import dataclass
from kneetimer.ui.session.view import Ring, RingKind

OUTER = 232.0  # design pixels
STROKE = 28.0
SEGMENT_GAP = 12.0
MOST_GAP_SHARE = 0.22  # of a part, when there are many
DASH_THICKNESS = 20.0
DASH_GAP = 7.0
THIN = 6.0  # the two lines of the double ring


@dataclass(frozen=True, slots=True)
class Arc:
    start: float
    span: float

    @property
    def end(self) -> float:
        return self.start + self.span


@dataclass(frozen=True, slots=True)
class RingSize:
    """A ring in its widget: centre, outer radius and stroke in pixels."""

    centre: QPointF
    outer: float
    stroke: float

    @classmethod
    def within(cls, width: float, height: float) -> RingSize:
        """The largest ring of the design's proportions in a box."""
        outer = min(width, height) / 2
        return cls(QPointF(width / 2, height / 2), outer, STROKE * outer / OUTER)

    @property
    def unit(self) -> float:
        """Pixels for one of the design."""
        return self.outer / OUTER

    @property
    def inner(self) -> float:
        return self.outer - self.stroke

    @property
    def middle(self) -> float:
        return self.outer - self.stroke / 2

    def circle(self, radius: float) -> QRectF:
        return QRectF(self.centre.x() - radius, self.centre.y() - radius, 2 * radius, 2 * radius)

    def chord(self, top: float, bottom: float, clear: float = 0.0) -> float:
        """How wide a box from `top` to `bottom` may be to lie inside the ring, `clear` away from it."""
        away = max(abs(top - self.centre.y()), abs(bottom - self.centre.y()))
        radius = self.inner - clear
        return 2 * math.sqrt(max(0.0, radius * radius - away * away))


def parts_of(ring: Ring, size: RingSize) -> tuple[Arc, ...]:
    """Where each segment or dash lies; none for the other kinds."""
    if ring.parts < 1 or ring.kind not in (RingKind.SEGMENTS, RingKind.DASHES):
        return ()
    pitch = 360.0 / ring.parts
    wanted = SEGMENT_GAP if ring.kind is RingKind.SEGMENTS else DASH_GAP
    gap = min(math.degrees(wanted * size.unit / size.middle), pitch * MOST_GAP_SHARE)
    if ring.parts == 1:
        gap = 0.0
    return tuple(Arc(at * pitch + gap / 2, pitch - gap) for at in range(ring.parts))


def filled_until(ring: Ring, size: RingSize) -> float:
    """The angle up to which the ring is filled."""
    if ring.kind is RingKind.SEGMENTS or ring.kind is RingKind.DASHES:
        parts = parts_of(ring, size)
        filled = min(max(0.0, ring.filled), float(len(parts)))
        whole = int(filled)
        if not parts or filled >= len(parts):
            return 360.0
        if whole == 0 and filled == 0.0:
            return 0.0
        if filled == whole:
            return parts[whole - 1].end
        return parts[whole].start + parts[whole].span * (filled - whole)
    return 360.0 * min(1.0, max(0.0, ring.filled))


def changed_arc(old: Ring, new: Ring, size: RingSize) -> Arc | None:
    """What must be drawn again to go from one ring to the next of its kind; None where they look alike."""
    before, after = filled_until(old, size), filled_until(new, size)
    if math.radians(abs(after - before)) * size.outer < 0.4 and after not in (0.0, 360.0):
        return None
    if before == after:
        return None
    return Arc(min(before, after), abs(after - before))


def arc_bounds(arc: Arc, size: RingSize) -> QRectF:
    """The box around a piece of the ring, with a pixel or two to spare."""
    angles = [arc.start, arc.end]
    angles += [at for at in (0.0, 90.0, 180.0, 270.0, 360.0) if arc.start < at < arc.end]
    inner = size.inner
    points = [at_angle(size, angle, radius) for angle in angles for radius in (inner, size.outer)]
    left, right = min(p.x() for p in points), max(p.x() for p in points)
    top, bottom = min(p.y() for p in points), max(p.y() for p in points)
    # A dash's round caps reach beyond its angles.
    spare = 2.0 + size.unit * DASH_THICKNESS / 2
    return QRectF(left, top, right - left, bottom - top).adjusted(-spare, -spare, spare, spare)


def at_angle(size: RingSize, angle: float, radius: float) -> QPointF:
    turn = math.radians(angle)
    return QPointF(size.centre.x() + radius * math.sin(turn), size.centre.y() - radius * math.cos(turn))
