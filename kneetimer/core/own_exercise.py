"""An exercise that a person made: what they say of it, checked, and the exercise that comes of it.

Knows no file and no picture format: a picture is text that the interface can draw. Its figure is the person's
own picture or none, and its easier form is the same with fewer reps and slower.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from kneetimer.core.exercise import Eased, Exercise, Setup, SideWord, Tempo, Unit
from kneetimer.core.language import Sentence, mark, tr
from kneetimer.core.late_dataclass import dataclass

NAME_CHARACTERS = 32
STEP_CHARACTERS = 60
STEPS = 3
LONGEST_PART_MS = 30_000
MOST_PICTURE = 400_000  # characters: a photograph of some hundred pixels
UNITS = (
    Unit.REPS,
    Unit.REPS_PER_SIDE,
    Unit.REPS_ALTERNATING,
    Unit.SECONDS,
    Unit.SECONDS_PER_SIDE,
)
_ID = re.compile(r"own-[a-z0-9]+(?:-[a-z0-9]+)*")
_LYING = ("mat", "mini-band", "long-band")  # what takes longer to get into

# What is said where one is missing, too long, or has a sign in it that nobody sees.
_NAME_WORDS = (
    mark("The name is missing. Write a few words, such as Heel slide."),
    mark("The name has {length} characters, and {most} have room. Shorten it."),
    mark("The name has a sign in it that cannot be shown. Type it anew on one line."),
)
_STEP_WORDS = (
    mark("Step {number} is missing. Write a few words, such as Lie on your back."),
    mark("Step {number} has {length} characters, and {most} have room. Shorten it."),
    mark("Step {number} has a sign in it that cannot be shown. Type it anew on one line."),
)


@dataclass(frozen=True, slots=True)
class OwnExercise:
    """`at` is when it was made or changed. `tempo` is None exactly for holds. `picture` is base64 or "".

    `retired` says that it is offered no more; what was done with it keeps its name. Raises ValueError, as a
    sentence for the person, where something is missing or too long.
    """

    id: str
    at: datetime
    name: str
    unit: Unit
    tempo: Tempo | None
    kit: tuple[str, ...]
    steps: tuple[str, ...]
    picture: str = ""
    retired: bool = False

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id) or len(self.id) > 40:
            raise ValueError(
                tr("an own exercise has an id such as own-heel-slide, not {id}", id=repr(self.id[:40]))
            )
        _check_text(_NAME_WORDS, self.name, NAME_CHARACTERS)
        if self.unit not in UNITS:
            raise ValueError(tr("An exercise of your own counts reps or seconds."))
        if len(self.steps) != STEPS:
            raise ValueError(tr("Three steps are needed, not {number}.", number=len(self.steps)))
        for number, step in enumerate(self.steps, start=1):
            _check_text(_STEP_WORDS, step, STEP_CHARACTERS, number=number)
        if self.unit.is_timed != (self.tempo is None):
            raise ValueError(tr("Reps need a tempo, and a hold has none."))
        if self.tempo is not None and max(_parts(self.tempo)) > LONGEST_PART_MS:
            raise ValueError(tr("Each part of a rep takes at most 30 seconds."))
        if len(self.picture) > MOST_PICTURE:
            raise ValueError(tr("The picture is too large. Choose a smaller one."))


def _parts(tempo: Tempo) -> tuple[int, int, int]:
    return (tempo.first_ms, tempo.hold_ms, tempo.second_ms)


def _check_text(words: tuple[Sentence, Sentence, Sentence], text: str, most: int, **fields: object) -> None:
    missing, too_long, not_shown = words
    if not text.strip():
        raise ValueError(tr(missing, **fields))
    if len(text) > most:
        raise ValueError(tr(too_long, length=len(text), most=most, **fields))
    if any(not sign.isprintable() for sign in text):
        raise ValueError(tr(not_shown, **fields))


def exercise_of(own: OwnExercise) -> Exercise:
    """What plans and sessions take it for."""
    hold = own.unit.is_timed
    return Exercise(
        id=own.id,
        name=own.name,
        muscles=(),
        kit=own.kit,
        unit=own.unit,
        side_word=SideWord.SIDE,
        tempo=own.tempo,
        get_ready_s=15 if set(own.kit) & set(_LYING) else 5,
        setup=Setup(
            _plain(own.steps[0]), tr("Now the {side} side.", side="{side}") if own.unit.changes_side else ""
        ),
        cues=tuple(_plain(step) for step in own.steps),
        eased=Eased(
            cue=tr("Shorter.") if hold else tr("Fewer and slower."),
            note=tr("A third shorter.") if hold else tr("A third fewer, and slower."),
            count_percent=67,
            pace_percent=100 if hold else 80,
        ),
        steps=own.steps,
        why=tr("An exercise of your own."),
        stop_if=tr("Stop if it hurts."),
        retired=own.retired,
    )


def _plain(step: str) -> str:
    """A step as it is spoken: braces would be taken for a side."""
    return step.replace("{", "(").replace("}", ")")


def with_own(built_in: Mapping[str, Exercise], own: tuple[OwnExercise, ...]) -> dict[str, Exercise]:
    """All exercises that a person knows, their own ones last; also those that are offered no more."""
    return {**built_in, **{each.id: exercise_of(each) for each in own if each.id not in built_in}}


def own_id(name: str, chance: str) -> str:
    """An id made of a name; `chance`, a few letters and digits by chance, keeps two computers' apart."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:28].strip("-")
    return "-".join(filter(None, ("own", words, chance)))
