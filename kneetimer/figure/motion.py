"""The figure's numbers at any moment of a rep. Does not place bones, does not keep time.

A movement runs through its poses on one eased clock, so inner poses are passed without stopping; each number
follows a monotone cubic and never overshoots a pose.
"""

import enum
from collections.abc import Mapping, Sequence

from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.figure.curve import MonotoneCurve, ease
from kneetimer.figure.rig import Numbers


class Shot(enum.Enum):
    """Pictures that stand still."""

    START = "start"  # how the exercise begins: get ready, rest
    STILL = "still"  # the end of the working movement: lists


START = Shot.START
STILL = Shot.STILL
Moment = Shot | RepMoment


class Movement:
    """A passage through poses at rising fractions of the eased clock."""

    __slots__ = ("_constant", "_curves", "_ends")

    def __init__(self, poses: Sequence[Numbers], at: Sequence[float]) -> None:
        """poses and at have the same length, two or more; at runs from 0 to 1."""
        first, last = poses[0], poses[-1]
        self._constant = {name: v for name, v in first.items() if all(p[name] == v for p in poses)}
        self._curves = {
            name: MonotoneCurve(at, [p[name] for p in poses]) for name in first if name not in self._constant
        }
        self._ends = (dict(first), dict(last))

    def at(self, fraction: float) -> Numbers:
        """The numbers at a fraction of the time, 0 to 1."""
        if fraction <= 0:
            return self._ends[0]
        if fraction >= 1:
            return self._ends[1]
        t = ease(fraction)
        numbers = dict(self._constant)
        for name, curve in self._curves.items():
            numbers[name] = curve(t)
        return numbers


class Motion:
    """All moments of a figure: two movements with a held pose between them."""

    __slots__ = ("_first", "_second", "_start", "_still", "returns")

    def __init__(
        self, poses: Mapping[str, Numbers], first: Movement, second: Movement, still: str, returns: bool
    ) -> None:
        """returns: whether the second movement is the first one backwards."""
        self._first = first
        self._second = second
        self._start = first.at(0.0)
        self._still = poses[still]
        self.returns = returns

    def at(self, moment: Moment) -> Numbers:
        """The numbers of a moment."""
        if moment is Shot.START:
            return self._start
        if moment is Shot.STILL:
            return self._still
        assert isinstance(moment, RepMoment)
        match moment.phase:
            case RepPhase.FIRST:
                return self._first.at(moment.fraction)
            case RepPhase.HOLD:
                return self._first.at(1.0)
            case RepPhase.SECOND:
                return self._second.at(moment.fraction)
            case RepPhase.PAUSE:
                return self._start
