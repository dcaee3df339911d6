"""What an exercise is: its names, its sides, how it is counted, and its words of form.

Says nothing about doses (plan.py) or about how an exercise is drawn (figure/).
"""

from __future__ import annotations

import enum
from dataclasses import replace

from kneetimer.core.language import tr, trc
from kneetimer.core.late_dataclass import dataclass


class Side(enum.Enum):
    """The working leg, the working side of the body, or the direction of a walk."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Sort(enum.Enum):
    """What can stand for each other: a stretch is no hold, and a swing no rep."""

    REPS = "reps"
    SWINGS = "swings"
    HOLD = "hold"
    STRETCH = "stretch"


class Unit(enum.Enum):
    """How one set is counted."""

    REPS = "reps"
    REPS_PER_SIDE = "reps-per-side"
    REPS_ALTERNATING = "reps-alternating"
    STEPS_PER_DIRECTION = "steps-per-direction"
    SWINGS = "swings"
    SECONDS = "seconds"
    SECONDS_PER_SIDE = "seconds-per-side"

    @property
    def is_timed(self) -> bool:
        """True for holds, which have seconds and no reps."""
        return self in (Unit.SECONDS, Unit.SECONDS_PER_SIDE)

    @property
    def sort(self) -> Sort:
        sorts = {Unit.SWINGS: Sort.SWINGS, Unit.SECONDS: Sort.HOLD, Unit.SECONDS_PER_SIDE: Sort.STRETCH}
        return sorts.get(self, Sort.REPS)

    @property
    def changes_side(self) -> bool:
        """True where one set is done on the left, then on the right."""
        return self in (Unit.REPS_PER_SIDE, Unit.STEPS_PER_DIRECTION, Unit.SWINGS, Unit.SECONDS_PER_SIDE)


class SideWord(enum.Enum):
    """What a side is called on screen: LEFT LEG, LEFT SIDE, TO THE LEFT."""

    LEG = "leg"
    SIDE = "side"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True)
class Tempo:
    """One rep in milliseconds: first movement, hold, second movement, and the pause before the next.

    The words name the three parts on screen ("Lift", "Hold", "Lower").
    Raises ValueError where a part is negative or the whole rep is shorter than 200 ms.
    """

    first_ms: int
    hold_ms: int
    second_ms: int
    pause_ms: int = 0
    first_word: str = ""
    hold_word: str = "Hold"
    second_word: str = ""

    def __post_init__(self) -> None:
        if min(self.first_ms, self.hold_ms, self.second_ms, self.pause_ms) < 0:
            raise ValueError(tr("no part of a tempo may be negative"))
        if self.rep_ms < 200:
            raise ValueError(tr("a rep must last at least {seconds} s", seconds=0.2))

    @property
    def rep_ms(self) -> int:
        return self.first_ms + self.hold_ms + self.second_ms + self.pause_ms

    def at_pace(self, pace: float) -> Tempo:
        """The tempo done `pace` times as fast (0.5 takes twice as long)."""
        return replace(
            self,
            first_ms=round(self.first_ms / pace),
            hold_ms=round(self.hold_ms / pace),
            second_ms=round(self.second_ms / pace),
            pause_ms=round(self.pause_ms / pace),
        )


@dataclass(frozen=True, slots=True)
class Setup:
    """What to do before the first rep or hold. `{side}` and `{other}` stand for left and right."""

    start: str
    change: str = ""

    def sentence(self, side: Side | None) -> str:
        return _with_side(self.start, side)

    def change_sentence(self, side: Side | None) -> str:
        """Said at a change of side, where `side` is the one that comes next."""
        return _with_side(self.change or self.start, side)


def _with_side(text: str, side: Side | None) -> str:
    if side is None:
        return text
    return text.replace("{side}", _said(side)).replace("{other}", _said(side.other))


def _said(side: Side) -> str:
    """The side as it stands in a sentence: "left", "right"."""
    return trc("a side", "left") if side is Side.LEFT else trc("a side", "right")


@dataclass(frozen=True, slots=True)
class Variant:
    """Another way to do the same exercise; its history belongs to the same family.

    `tempo` is its own where it moves in another order or at another pace, else None. `amount` is a set's
    reps or seconds where it asks for others than the plain exercise does, else None.
    """

    id: str
    name: str
    note: str
    kit: tuple[str, ...] = ()
    unit: Unit | None = None
    tempo: Tempo | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Eased:
    """The easier form of an exercise, as shares in percent of the full one.

    `range` is how far the movement goes, `count` how many reps or seconds a set has, `hold` how long a
    rep's hold lasts; `pace` is the tempo of the two movements (80 takes a quarter longer). `cue`, of at
    most 40 characters, replaces all cues; `note` says all that is different. `kit` is needed on top, and
    what is in `without` is put away: bands and weights, of the exercise or of its variants.
    """

    cue: str
    note: str
    range_percent: int = 100
    count_percent: int = 100
    pace_percent: int = 100
    hold_percent: int = 100
    kit: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def amount(self, full: int) -> int:
        """The reps or seconds of a set that has `full` of them, at least one."""
        return max(1, (full * self.count_percent + 50) // 100)

    def tempo(self, full: Tempo) -> Tempo:
        slower = full.at_pace(self.pace_percent / 100)
        return replace(slower, hold_ms=full.hold_ms * self.hold_percent // 100, pause_ms=full.pause_ms)


@dataclass(frozen=True, slots=True)
class Exercise:
    """Everything that is true of an exercise in every plan.

    `get_ready_s` is the time between its name and its first rep: longer where you lie down
    or put a band on. `tempo` is None exactly for timed holds. `cues` are short reminders of
    at most 40 characters, one of which is on screen at a time.
    """

    id: str
    name: str
    muscles: tuple[str, ...]
    kit: tuple[str, ...]
    unit: Unit
    side_word: SideWord
    tempo: Tempo | None
    get_ready_s: int
    setup: Setup
    cues: tuple[str, ...]
    eased: Eased
    steps: tuple[str, ...]
    why: str
    stop_if: str
    variants: tuple[Variant, ...] = ()
    running: str = ""  # what a runner has of it, in a line
    retired: bool = False  # a person's own one that is offered no more

    def variant(self, variant_id: str) -> Variant:
        """The variant with this id. Raises KeyError where there is none."""
        for variant in self.variants:
            if variant.id == variant_id:
                return variant
        raise KeyError(variant_id)

    def unit_of(self, variant_id: str | None) -> Unit:
        if variant_id is None:
            return self.unit
        return self.variant(variant_id).unit or self.unit

    def tempo_of(self, variant_id: str | None) -> Tempo | None:
        """None for timed holds."""
        if variant_id is None:
            return self.tempo
        return self.variant(variant_id).tempo or self.tempo

    def eased_variant(self, variant_id: str | None) -> str | None:
        """The way that is left when it is eased: a variant that only adds what is put away becomes plain."""
        if variant_id is not None and set(self.variant(variant_id).kit) & set(self.eased.without):
            return None
        return variant_id

    def kit_of(self, variant_id: str | None, *, eased: bool = False) -> tuple[str, ...]:
        kit = self.kit
        if variant_id is not None:
            kit += tuple(k for k in self.variant(variant_id).kit if k not in self.kit)
        if not eased:
            return kit
        return tuple(k for k in kit if k not in self.eased.without) + self.eased.kit

    def setup_sentence(self, side: Side | None, *, eased: bool = False) -> str:
        """What to do before the first rep; where the easier form puts a band away, that."""
        if eased and set(self.kit) & set(self.eased.without):
            return self.eased.cue
        return self.setup.sentence(side)
