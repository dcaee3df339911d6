"""What the swap sheet shows: what is planned, and what may be done in its place. No Qt, no clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from kneetimer.core.exercise import Tempo, Unit
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.moments import later
from kneetimer.core.outlook import Outlook
from kneetimer.core.plan import Dose, Plan
from kneetimer.core.plan_edit import DosePlace, dose_at, with_swaps
from kneetimer.core.swap import Swap, candidates, done_as, done_instead, lacking
from kneetimer.ui.exercises.view import HOLD_TEMPO
from kneetimer.ui.plan import swap_words as words
from kneetimer.ui.plan.words import dose as dose_words
from kneetimer.ui.text import times

Label = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SwapOption:
    """An exercise, or a way to do one, with its dose in this place. `lacks` is True for missing kit."""

    exercise: str
    variant: str | None
    name: str
    about: str
    kit: str
    lacks: bool
    tempo: Tempo
    alternates: bool
    minutes: str = ""
    consequence: str = ""


@dataclass(frozen=True, slots=True)
class SwapView:
    """`scopes` are today alone, where the coming session has the place, and the weeks of its block."""

    place: DosePlace
    title: str
    now: SwapOption
    found: str
    options: tuple[SwapOption, ...]
    scopes: tuple[str, ...]
    can_today: bool


def swap_view(
    outlook: Outlook, plan: Plan, place: DosePlace, kit_label: Label, muscle_label: Label
) -> SwapView:
    """The sheet for a place of `plan`, which is the one that is followed, week by week as it is written.

    Raises KeyError where the plan has no such place.
    """
    own = dose_at(plan, place)
    block = next(b for b in plan.blocks if (b.kind, b.first_week) == (place.block, place.first_week))
    in_coming = _has(outlook.plan_done, place, outlook.due.week)
    build = _Options(outlook, place, own, kit_label, muscle_label)
    missing = outlook.preferences.missing_on(outlook.today)
    ways = candidates(own, missing, outlook.exercises)
    scopes = (tr(words.TODAY),) if in_coming else ()
    options = tuple(build.option(way) for way in ways)
    now = build.described(own, Swap(own.exercise, own.variant, True))
    return SwapView(
        place,
        words.title(now.name),
        now,
        words.found(len(options)) if options else tr(words.NONE),
        options,
        (*scopes, words.from_today(block.first_week, block.last_week)),
        in_coming,
    )


def _has(plan: Plan, place: DosePlace, week: int) -> bool:
    return any(
        (block.kind, block.first_week) == (place.block, place.first_week) and place.number < len(block.doses)
        for block in plan.blocks_of(week)
    )


class _Options:
    """Describes what may be done at one place, and what that does to the session."""

    def __init__(
        self, outlook: Outlook, place: DosePlace, own: Dose, kit_label: Label, muscle_label: Label
    ) -> None:
        self._outlook, self._place, self._own = outlook, place, own
        self._kit, self._muscle = kit_label, muscle_label
        self._missing = outlook.preferences.missing_on(outlook.today)
        due = outlook.due
        coming = _has(outlook.plan_done, place, due.week)
        self._week, self._session = (due.week, due.session) if coming else (place.first_week, 1)
        self._before = times.minutes(self._length_ms(Swap(own.exercise, own.variant, True)))

    def option(self, way: Swap) -> SwapOption:
        exercise = self._outlook.exercises[way.exercise]
        if way.same:
            dose = done_as(self._own, exercise, way.variant)
        else:
            dose = done_instead(self._own, way.exercise)
        length_ms = self._length_ms(way)
        after = times.minutes(length_ms)
        done = later(self._outlook.now, timedelta(milliseconds=length_ms))
        missing = [self._kit(each) for each in lacking(way, self._missing, self._outlook.exercises)]
        return self.described(
            dose,
            way,
            words.minutes(self._before, after),
            words.consequence(self._before, after, done, missing),
        )

    def described(self, dose: Dose, way: Swap, minutes: str = "", consequence: str = "") -> SwapOption:
        exercises = self._outlook.exercises
        exercise = exercises[way.exercise]
        unit = exercise.unit_of(way.variant)
        missing = [self._kit(each) for each in lacking(way, self._missing, exercises)]
        told = dose_words(unit, exercise, dose.sets, dose.amounts)
        return SwapOption(
            way.exercise,
            way.variant,
            exercise.name if way.variant is None else exercise.variant(way.variant).name,
            words.about(told, [self._muscle(each) for each in exercise.muscles]),
            words.kit([self._kit(each) for each in exercise.kit_of(way.variant)], missing),
            bool(missing),
            exercise.tempo_of(way.variant) or HOLD_TEMPO,
            unit is Unit.REPS_ALTERNATING,
            minutes,
            consequence,
        )

    def _length_ms(self, way: Swap) -> int:
        outlook = self._outlook
        plan = with_swaps(outlook.plan_done, {self._place: (way.exercise, way.variant)}, outlook.exercises)
        return replace(outlook, plan_done=plan).script(self._week, self._session).length_ms
