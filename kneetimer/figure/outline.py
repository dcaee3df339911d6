"""Outlines of circles: the convex hull of a few, and the envelope of a chain. No painting, no Qt.

A polygon is a flat list x0, y0, x1, y1 ... All polygons turn the same way, so several of them in one
path with the winding rule are their union.
"""

import itertools
import math
from collections.abc import Sequence

Circle = tuple[float, float, float]
Polygon = list[float]

_TAU = 2 * math.pi


def _arc(out: Polygon, circle: Circle, start: float, end: float) -> None:
    x, y, r = circle
    span = end - start
    if span * r < 0.4:
        middle = start + span / 2
        out += (x + r * math.cos(middle), y + r * math.sin(middle))
        return
    steps = int(span * math.sqrt(r) / 1.5) + 1 if r > 5.3 else int(span / 0.65) + 1
    width = span / steps
    # Turning one vector step by step takes a third of the time of a sine and a cosine each.
    c, s = math.cos(width), math.sin(width)
    a, b = r * math.cos(start), r * math.sin(start)
    append = out.append
    append(x + a)
    append(y + b)
    for _ in range(steps):
        a, b = a * c - b * s, a * s + b * c
        append(x + a)
        append(y + b)


def hull_of_points(points: Sequence[tuple[float, float]]) -> Polygon:
    """The convex hull of points, turning as all polygons here."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return [v for p in ordered for v in p]
    rim: list[tuple[float, float]] = []
    for way in (ordered, ordered[::-1]):
        begin = len(rim)
        for p in way:
            while len(rim) > begin + 1:
                (ax, ay), (bx, by) = rim[-2], rim[-1]
                if (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0:
                    break
                rim.pop()
            rim.append(p)
        rim.pop()
    return [v for p in rim for v in p]


def hull(circles: Sequence[Circle]) -> Polygon:
    """The convex hull of the circles."""
    kept: list[Circle] = []
    for c in sorted(circles, key=_radius, reverse=True):
        x, y, r = c
        for k in kept:
            if math.hypot(k[0] - x, k[1] - y) + r <= k[2] + 1e-9:
                break
        else:
            kept.append(c)
    out: Polygon = []
    if len(kept) == 1:
        _arc(out, kept[0], 0.0, _TAU)
        return out
    i = max(range(len(kept)), key=lambda k: kept[k][0] + kept[k][2])
    angle = 0.0
    for _ in range(2 * len(kept) + 2):
        x, y, r = kept[i]
        best, following = _TAU, i
        for j, (xj, yj, rj) in enumerate(kept):
            if j == i:
                continue
            dx, dy = xj - x, yj - y
            d = math.hypot(dx, dy)
            t = math.atan2(dy, dx) - math.acos(max(-1.0, min(1.0, (r - rj) / d)))
            while t < angle - 1e-9:
                t += _TAU
            if t < best:
                best, following = t, j
        _arc(out, kept[i], angle, best)
        if best >= _TAU - 1e-12:
            break
        angle, i = best, following
    return out


def _radius(circle: Circle) -> float:
    return circle[2]


def swollen(flat: Polygon, by: float) -> Polygon:
    """A convex polygon with its corners pushed away from its middle by a distance."""
    n = len(flat) // 2
    mx, my = sum(flat[::2]) / n, sum(flat[1::2]) / n
    out: Polygon = []
    for i in range(0, 2 * n, 2):
        dx, dy = flat[i] - mx, flat[i + 1] - my
        d = math.hypot(dx, dy)
        k = 1 + by / d if d > 1e-9 else 1.0
        out += (mx + dx * k, my + dy * k)
    return out


def chain(circles: Sequence[Circle]) -> Polygon:
    """The envelope of circles strung along a limb, as one polygon."""
    kept: list[Circle] = []
    for c in circles:
        while kept:
            k = kept[-1]
            d = math.hypot(c[0] - k[0], c[1] - k[1])
            if d + k[2] <= c[2] + 1e-9:
                kept.pop()
                continue
            break
        if kept:
            k = kept[-1]
            if math.hypot(c[0] - k[0], c[1] - k[1]) + c[2] <= k[2] + 1e-9:
                continue
        kept.append(c)
    out: Polygon = []
    n = len(kept)
    if n == 1:
        _arc(out, kept[0], 0.0, _TAU)
        return out
    right: list[float] = []
    left: list[float] = []
    for a, b in itertools.pairwise(kept):
        dx, dy = b[0] - a[0], b[1] - a[1]
        d = math.hypot(dx, dy)
        phi = math.atan2(dy, dx)
        alpha = math.acos(max(-1.0, min(1.0, (a[2] - b[2]) / d)))
        right.append(phi - alpha)
        left.append(phi + alpha)
    out += _on(kept[0], right[0])
    for i in range(1, n - 1):
        _joint(out, kept[i], right[i - 1], right[i])
    start = right[-1]
    end = left[-1]
    _arc(out, kept[-1], start, end)
    for i in range(n - 2, 0, -1):
        _joint(out, kept[i], left[i], left[i - 1])
    start = left[0]
    end = right[0]
    while end < start:
        end += _TAU
    _arc(out, kept[0], start, end)
    return out


def _on(circle: Circle, angle: float) -> tuple[float, float]:
    return (circle[0] + circle[2] * math.cos(angle), circle[1] + circle[2] * math.sin(angle))


def _joint(out: Polygon, circle: Circle, before: float, after: float) -> None:
    turn = (after - before + math.pi) % _TAU - math.pi
    if turn > 0.06:
        _arc(out, circle, before, before + turn)
    elif turn < -0.6:
        out += _on(circle, before)
        out += _on(circle, before + turn)
    else:
        out += _on(circle, before + turn / 2)
