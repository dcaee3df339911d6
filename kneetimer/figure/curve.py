"""Smooth curves through given values. Knows nothing of what the values mean."""

import bisect
import itertools
import math
from collections.abc import Sequence


def smoothstep(t: float) -> float:
    """0 below 0, 1 above 1, a smooth S between."""
    if t <= 0.0:
        return 0.0
    if t >= 1.0:
        return 1.0
    return t * t * (3.0 - 2.0 * t)


def ease(fraction: float) -> float:
    """The clock of a movement that starts and ends at rest; 0 to 1."""
    t = min(1.0, max(0.0, fraction))
    return 0.5 - 0.5 * math.cos(math.pi * t)


class MonotoneCurve:
    """A cubic through points that never overshoots them (Fritsch and Carlson)."""

    __slots__ = ("_slopes", "_x", "_y")

    def __init__(self, x: Sequence[float], y: Sequence[float]) -> None:
        """x rises strictly and has as many values as y, at least one."""
        self._x = tuple(x)
        self._y = tuple(y)
        n = len(self._x)
        if n < 2:
            self._slopes: tuple[float, ...] = (0.0,) * n
            return
        secants = [(self._y[i + 1] - self._y[i]) / (self._x[i + 1] - self._x[i]) for i in range(n - 1)]
        slopes = [secants[0], *[(a + b) / 2 for a, b in itertools.pairwise(secants)], secants[-1]]
        for i in range(1, n - 1):
            if secants[i - 1] * secants[i] <= 0:
                slopes[i] = 0.0
        for i, m in enumerate(secants):
            if m == 0:
                slopes[i] = slopes[i + 1] = 0.0
                continue
            a, b = slopes[i] / m, slopes[i + 1] / m
            size = a * a + b * b
            if size > 9:
                k = 3 / math.sqrt(size)
                slopes[i], slopes[i + 1] = k * a * m, k * b * m
        self._slopes = tuple(slopes)

    def __call__(self, x: float) -> float:
        xs, ys = self._x, self._y
        if x <= xs[0]:
            return ys[0]
        if x >= xs[-1]:
            return ys[-1]
        i = bisect.bisect_right(xs, x) - 1
        h = xs[i + 1] - xs[i]
        t = (x - xs[i]) / h
        t2, t3 = t * t, t * t * t
        return (
            ys[i] * (2 * t3 - 3 * t2 + 1)
            + self._slopes[i] * h * (t3 - 2 * t2 + t)
            + ys[i + 1] * (3 * t2 - 2 * t3)
            + self._slopes[i + 1] * h * (t3 - t2)
        )


def catmull_rom(points: Sequence[tuple[float, float]], count: int) -> list[tuple[float, float]]:
    """count points at even distances along a smooth curve through the given ones (two or more)."""
    fine: list[tuple[float, float]] = []
    last = len(points) - 1
    for i in range(last):
        a, b, c, d = points[max(0, i - 1)], points[i], points[i + 1], points[min(last, i + 2)]
        for k in range(8):
            t = k / 8
            t2, t3 = t * t, t * t * t
            fine.append(
                (
                    0.5
                    * (
                        2 * b[0]
                        + (c[0] - a[0]) * t
                        + (2 * a[0] - 5 * b[0] + 4 * c[0] - d[0]) * t2
                        + (3 * b[0] - a[0] - 3 * c[0] + d[0]) * t3
                    ),
                    0.5
                    * (
                        2 * b[1]
                        + (c[1] - a[1]) * t
                        + (2 * a[1] - 5 * b[1] + 4 * c[1] - d[1]) * t2
                        + (3 * b[1] - a[1] - 3 * c[1] + d[1]) * t3
                    ),
                )
            )
    fine.append(points[-1])
    reached = [0.0]
    for p, q in itertools.pairwise(fine):
        reached.append(reached[-1] + math.hypot(q[0] - p[0], q[1] - p[1]))
    total = reached[-1]
    even: list[tuple[float, float]] = []
    j = 0
    for i in range(count):
        want = total * i / (count - 1)
        while j < len(reached) - 2 and reached[j + 1] < want:
            j += 1
        part = reached[j + 1] - reached[j]
        t = (want - reached[j]) / part if part > 1e-12 else 0.0
        p, q = fine[j], fine[j + 1]
        even.append((p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t))
    return even
