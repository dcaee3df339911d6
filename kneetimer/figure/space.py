"""Points, bone frames and rotations in three dimensions. Knows nothing of bodies or pictures.

World axes: x forward, y up, z to the figure's right; the floor is y = 0; one unit is 1 % of body height.
A frame has an origin o and the axes f (front), u (along the bone, towards the body) and s = f x u (right).
"""

import math
from typing import NamedTuple

Vec = tuple[float, float, float]


def add(a: Vec, b: Vec) -> Vec:
    """Sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """a minus b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, k: float) -> Vec:
    """a times the number k."""
    return (a[0] * k, a[1] * k, a[2] * k)


def along(a: Vec, direction: Vec, k: float) -> Vec:
    """The point k units from a along direction."""
    return (a[0] + direction[0] * k, a[1] + direction[1] * k, a[2] + direction[2] * k)


def dot(a: Vec, b: Vec) -> float:
    """Scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    """Euclidean length."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec) -> Vec:
    """a scaled to length 1; the zero vector becomes x."""
    n = length(a)
    return (a[0] / n, a[1] / n, a[2] / n) if n > 1e-9 else (1.0, 0.0, 0.0)


def mix(a: Vec, b: Vec, t: float) -> Vec:
    """The point at t (0 to 1) between a and b."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def _turn(a: Vec, b: Vec, c: float, n: float) -> Vec:
    return (a[0] * c + b[0] * n, a[1] * c + b[1] * n, a[2] * c + b[2] * n)


class Frame(NamedTuple):
    """A bone's place and axes; all rotations take degrees and keep the origin."""

    o: Vec
    f: Vec
    u: Vec
    s: Vec

    def at(self, f: float, u: float, s: float) -> Vec:
        """The world point with these coordinates in the frame."""
        o, a, b, c = self
        return (
            o[0] + a[0] * f + b[0] * u + c[0] * s,
            o[1] + a[1] * f + b[1] * u + c[1] * s,
            o[2] + a[2] * f + b[2] * u + c[2] * s,
        )

    def moved(self, o: Vec) -> "Frame":
        """The same axes at another origin."""
        return Frame(o, self.f, self.u, self.s)

    def pitch(self, degrees: float) -> "Frame":
        """Lean forward: u turns towards f."""
        if not degrees:
            return self
        c, n = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return Frame(self.o, _turn(self.f, self.u, c, -n), _turn(self.u, self.f, c, n), self.s)

    def roll(self, degrees: float) -> "Frame":
        """Lean to the own right: u turns towards s."""
        if not degrees:
            return self
        c, n = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return Frame(self.o, self.f, _turn(self.u, self.s, c, n), _turn(self.s, self.u, c, -n))

    def yaw(self, degrees: float) -> "Frame":
        """Turn to the own right: f turns towards s."""
        if not degrees:
            return self
        c, n = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return Frame(self.o, _turn(self.f, self.s, c, n), self.u, _turn(self.s, self.f, c, -n))


WORLD = Frame((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def reach(root: Vec, target: Vec, pole: Vec, first: float, second: float) -> tuple[Vec, Vec, Vec]:
    """Two bones from root towards target, bending towards pole.

    Returns the middle joint, the end actually reached, and the unit bending direction. A target out
    of reach is approached as far as the bones go; the bend never changes its side.
    """
    line = sub(target, root)
    distance = length(line)
    e = unit(line)
    d = min(max(distance, abs(first - second) + 0.5), 0.9995 * (first + second))
    x = (first * first - second * second + d * d) / (2 * d)
    h = math.sqrt(max(0.0, first * first - x * x))
    p = sub(pole, scale(e, dot(pole, e)))
    p = unit(p)
    middle = along(along(root, e, x), p, h)
    return middle, along(root, e, d), p


def limb_frame(start: Vec, end: Vec, front: Vec) -> Frame:
    """A frame at start whose -u points to end, its f as near to front as that allows."""
    u = unit(sub(start, end))
    f = unit(sub(front, scale(u, dot(front, u))))
    return Frame(start, f, u, cross(f, u))
