"""The figure's numbers at any moment of a rep. Does not place bones, does not keep time.

A movement runs through its poses on one eased clock, so inner poses are passed without stopping; each number
follows a monotone cubic and never overshoots a pose.
"""

import enum
from collections.abc import Callable, Mapping, Sequence

from kneetimer.core.late_dataclass import dataclass
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


@dataclass(frozen=True, slots=True)
class Passage:
    """The poses that a movement runs through, by name, and when on its eased clock: from 0 to 1."""

    names: tuple[str, ...]
    at: tuple[float, ...]

    def backwards(self) -> "Passage":
        return Passage(self.names[::-1], tuple(1.0 - x for x in self.at[::-1]))


class Motion:
    """All moments of a figure: two movements with a held pose between them."""

    __slots__ = ("_first", "_kept", "_passages", "_poses", "_second", "_start", "_still", "returns")

    def __init__(
        self, poses: Mapping[str, Numbers], first: Passage, second: Passage | None, still: str, kept: str
    ) -> None:
        """Without a second movement it is the first one backwards. shallower() keeps the pose kept."""
        self._poses = poses
        self._passages = (first, second)
        self._still = still
        self._kept = kept
        self.returns = second is None
        self._first = self._movement(first)
        self._second = self._movement(second or first.backwards())
        self._start = self._first.at(0.0)

    def _movement(self, passage: Passage) -> Movement:
        return Movement([self._poses[name] for name in passage.names], passage.at)

    def shallower(self, share: float) -> "Motion":
        """The motion with every pose moved towards the one that is kept, to this share of its way.

        Feet on the floor stay on it, since both of their places are: a shorter step is still a step.
        """
        kept = self._poses[self._kept]
        return self.changed(
            lambda pose: {key: kept[key] + share * (value - kept[key]) for key, value in pose.items()}
        )

    def changed(self, change: Callable[[Numbers], Numbers]) -> "Motion":
        """The motion through the same poses, each of them changed."""
        poses = {name: change(pose) for name, pose in self._poses.items()}
        return Motion(poses, *self._passages, self._still, self._kept)

    def at(self, moment: Moment) -> Numbers:
        """The numbers of a moment."""
        if moment is Shot.START:
            return self._start
        if moment is Shot.STILL:
            return self._poses[self._still]
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
