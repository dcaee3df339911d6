"""What is to be said in a session, as meanings: a kind and its values, with the rank of what may be left out.

Has no words of any language: a language pack turns meanings into what is spoken (ui/text/spoken_english.py).
When something is said, speech.py decides.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import field

from kneetimer.core.late_dataclass import dataclass


class Kind(enum.Enum):
    """The kinds of meanings, each with its values."""

    NAME = "name"  # exercise; its variant where it has one
    UNNAMED = "unnamed"  # an exercise whose name cannot be spoken
    GET_SET = "get-set"
    NEXT = "next"  # before what comes after a rest
    AFTER = "after"  # before what comes after this set
    SIDE = "side"  # word for the side, side: the left one first
    SIDE_TURNED = "turned"  # the same where the right one is first
    DOSE = "dose"  # unit, amount
    SET_OF = "set"  # number, of how many
    LOAD = "load"  # of the plan
    KIT = "kit"  # one thing or several
    PLACE = "place"  # exercise, side or "": where to be
    CHANGE_SIDES = "sides"
    CHANGE = "change"  # exercise, side: how to get there
    CUE = "cue"  # exercise, number of its reminder
    EASED = "eased"  # exercise: the reminder of its easier form
    REST = "rest"
    TIME = "time"  # seconds
    HOLD = "hold"  # seconds
    BEGIN = "begin"
    HALF_WAY = "half"
    NUMBER = "number"
    MORE = "more"  # reps to come
    LEFT = "left"  # seconds to come
    KEEP = "keep"  # at this pace
    PAUSED = "paused"
    FINISHED = "finished"
    WAS = "was"  # session, week: which one is done
    NEXT_DAY = "next-day"  # English name of a day: when the next one is
    SAFETY = "safety"
    TRY_IT = "try"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to be said, whole or not at all. Of several that do not fit, the highest rank goes first."""

    kind: Kind
    values: tuple[str | int, ...] = ()
    rank: int = field(default=0, compare=False)

    @property
    def id(self) -> str:
        """What names its recording, in every language."""
        return ".".join((self.kind.value, *map(str, self.values)))


Utterance = tuple[Message, ...]
"""What is said in one go."""

LengthOf = Callable[[Utterance], int | None]
"""How long an utterance takes, in ms; None where it cannot be said."""


@dataclass(frozen=True, slots=True)
class Take:
    """What is recorded in one go: its name and its words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """An utterance in a language: as one take, and as takes with the silence in ms after each."""

    whole: Take
    parts: tuple[Take, ...]
    pauses_ms: tuple[int, ...]

    @property
    def text(self) -> str:
        return self.whole.text


def joined_id(ids: Iterable[str]) -> str:
    """The name of what is said in one go."""
    return "+".join(ids)
