"""Every phrase that can be spoken in a session, as the pieces that are recorded one by one.

A piece is its text; a sentence is pieces in order. When something is said, speech.py decides.
Left comes first and right after a change in every session, so the two get wordings far apart:
on a mat, in breath, the words around a side are heard before the side itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kneetimer.core.exercise import Exercise, Side, SideWord, Unit

Pieces = tuple[str, ...]

NEXT = "Coming next."
NEXT_EXERCISE = "Next exercise."  # where a name cannot be spoken
REST = "Take a rest."
CHANGE_SIDES = "Change sides."
BEGIN = "Begin."
HOLD_FOR = "Hold for"
HALF_WAY = "Half way."
PAUSED = "Paused."
FINISHED = "The session is finished."
SAFETY = "Stop if the knee hurts more."
YOU_NEED = "You need"
AND = "and"
GET_SET = "Get set."
TRY_IT = "This is the voice of your session."

SIDES: Mapping[tuple[SideWord, Side], str] = {
    (SideWord.LEG, Side.LEFT): "Left leg first.",
    (SideWord.LEG, Side.RIGHT): "Now the right leg.",
    (SideWord.SIDE, Side.LEFT): "Left side first.",
    (SideWord.SIDE, Side.RIGHT): "Now the right side.",
    (SideWord.DIRECTION, Side.LEFT): "To the left first.",
    (SideWord.DIRECTION, Side.RIGHT): "Now back to the right.",
}

COUNTED: Mapping[Unit, str] = {
    Unit.REPS: "reps.",
    Unit.REPS_PER_SIDE: "reps.",
    Unit.REPS_ALTERNATING: "on each leg.",
    Unit.STEPS_PER_DIRECTION: "steps.",
    Unit.SWINGS: "swings.",
    Unit.SECONDS: "seconds.",
    Unit.SECONDS_PER_SIDE: "seconds.",
}

KIT: Mapping[str, str] = {
    "mat": "a mat",
    "mini-band": "a mini band",
    "long-band": "a long band",
    "pole": "a pole",
    "wall": "a wall",
    "support": "something to hold",
    "chair": "a chair",
    "step": "a step",
    "space": "some room",
    "dumbbell": "a dumbbell",
    "barbell": "a barbell",
    "leg-press": "the leg press",
    "curl-machine": "the curl machine",
}

LOADS: Mapping[str, str] = {
    "light band": "Use the light band.",
    "no weight": "Use no weight.",
}

REMAINING_REPS: Mapping[int, str] = {3: "Three more.", 2: "Two more.", 1: "One to go."}

_SMALL = (
    *("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
    *("Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen"),
)
_TENS = ("Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth")
_MINUTES = tuple(f"{_SMALL[n - 1]} minute{'s' if n > 1 else ''}." for n in range(1, 6))
MOST_SPOKEN = 99

# Said so often that they are recorded in one go, which is clearer than joined pieces.
WHOLE_SECONDS = frozenset({5, 10, 15, 20, 22, 24, 25, 26, 28, 30, 35, 40, 45, 50, 55, 75, 90})
WHOLE_DOSES: Mapping[str, frozenset[int]] = {
    "reps.": frozenset({10, 12, 15, 20}),
    "on each leg.": frozenset({10}),
    "steps.": frozenset({15}),
    "swings.": frozenset({12}),
}

BREATH_MS = 260
JOIN_MS = 30


def number(value: int) -> Pieces:
    """A number from 1 to 99 in one or two pieces; no pieces for any other."""
    if not 1 <= value <= MOST_SPOKEN:
        return ()
    if value < 20:
        return (_SMALL[value - 1],)
    tens, units = divmod(value, 10)
    return (_TENS[tens - 2],) if units == 0 else (_TENS[tens - 2], _SMALL[units - 1])


def seconds(value: int) -> Pieces:
    """A length of time in full words: seconds up to 99, then minutes; no pieces above six minutes."""
    minutes, left = divmod(value, 60)
    if value in WHOLE_SECONDS:
        return (_in_one("seconds.", value),)
    if value <= MOST_SPOKEN and value != 60:
        words = number(value)
        return (*words, "second." if value == 1 else "seconds.") if words else ()
    if minutes > len(_MINUTES):
        return ()
    return (_MINUTES[minutes - 1], *(seconds(left) if left else ()))


def dose(unit: Unit, amount: int) -> Pieces:
    """How much one set is: reps, swings or steps of one side, or seconds."""
    if unit.is_timed:
        return seconds(amount)
    noun = COUNTED[unit]
    if amount in WHOLE_DOSES[noun]:
        return (_in_one(noun, amount),)
    words = number(amount)
    return (*words, noun) if words else ()


def _in_one(noun: str, value: int) -> str:
    return f"{' '.join(number(value)).capitalize()} {noun}"


def set_of(value: int, sets: int) -> str:
    """ "Second of three sets."; empty where there is one set, or more than five."""
    if sets < 2 or sets > len(_ORDINALS):
        return ""
    return f"{_ORDINALS[value - 1]} of {_SMALL[sets - 1].lower()} sets."


def kit(ids: tuple[str, ...]) -> Pieces:
    """ "You need a mat and a mini band"; no pieces where nothing is needed or a thing has no word."""
    words = [KIT[each] for each in ids if each in KIT]
    if not words or len(words) < len(ids):
        return ()
    return (YOU_NEED, words[0], *(piece for word in words[1:] for piece in (AND, word)))


def name(text: str) -> str:
    """The name of an exercise as a sentence of its own."""
    return f"{text}."


def pauses_ms(pieces: Pieces) -> tuple[int, ...]:
    """The silence after each piece: a breath between sentences, hardly any inside, none at the end."""
    return (
        *(BREATH_MS if piece.endswith(".") else JOIN_MS for piece in pieces[:-1]),
        *(0 for _ in pieces[-1:]),
    )


def clip_id(text: str) -> str:
    """The file name of a piece: its words in small letters with hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def fixed() -> Pieces:
    """Every piece that belongs to no exercise, each once."""
    sets = (set_of(n, of) for of in range(2, len(_ORDINALS) + 1) for n in range(1, of + 1))
    singles = (NEXT, NEXT_EXERCISE, REST, CHANGE_SIDES, BEGIN, HOLD_FOR, HALF_WAY, PAUSED, FINISHED)
    return tuple(
        dict.fromkeys(
            (
                *(*singles, SAFETY, YOU_NEED, AND, TRY_IT),
                *(*SIDES.values(), *COUNTED.values(), *KIT.values(), *LOADS.values()),
                *REMAINING_REPS.values(),
                *(*_SMALL, *_TENS, *_MINUTES, "second."),
                *(_in_one("seconds.", value) for value in sorted(WHOLE_SECONDS)),
                *(_in_one(noun, value) for noun, values in WHOLE_DOSES.items() for value in sorted(values)),
                *sets,
            )
        )
    )


def of_exercise(exercise: Exercise) -> Pieces:
    """Every piece of one exercise: its names, its positions, its cues."""
    sides = (Side.LEFT, Side.RIGHT)
    positions = (
        *(exercise.setup.sentence(side) for side in sides),
        *(exercise.setup.change_sentence(side) for side in sides if exercise.setup.change),
    )
    names = (exercise.name, *(variant.name for variant in exercise.variants))
    return tuple(dict.fromkeys((*map(name, names), *positions, *exercise.cues, exercise.eased.cue)))


def every(exercises: Mapping[str, Exercise]) -> Pieces:
    """All pieces that a session of these exercises can need, each once."""
    own = (piece for exercise in exercises.values() for piece in of_exercise(exercise))
    return tuple(dict.fromkeys((*fixed(), *own)))
