"""The flat list of steps that one session will follow, built from a plan and a person's settings.

Everything that takes time is a step: getting ready, working, holding, resting, changing sides.
A script never changes once a session has started, so settings cannot touch a running session.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import field, replace
from types import MappingProxyType

from kneetimer.core import pacing
from kneetimer.core.exercise import Exercise, Side, Tempo, Unit
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import BlockKind, Dose, Plan
from kneetimer.core.preferences import WEAKER, Preferences
from kneetimer.core.weights import kind_of_load, load_kind


class StepKind(enum.Enum):
    READY = "ready"
    WORK = "work"
    HOLD = "hold"
    REST = "rest"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. A ready, rest or side step carries the exercise, side and set that come next.

    `item` counts the exercises of the session from 0: one block of the strip each.
    `reps` are all repetitions of the step: 20 in an alternating set of 10 a leg.
    `tempo` is that of the set at the person's pace, None for holds. `stands_for` is the exercise
    of the plan in whose place this one is done, None where it is the plan's own.
    """

    kind: StepKind
    block: BlockKind
    item: int
    exercise: str
    variant: str | None
    load: str
    side: Side | None
    set: int
    sets: int
    unit: Unit
    reps: int | None
    length_ms: int
    tempo: Tempo | None
    stands_for: str | None = None

    @property
    def seconds(self) -> float:
        return self.length_ms / 1000

    @property
    def is_set(self) -> bool:
        """True for what is trained and recorded: a set of reps or a hold."""
        return self.kind in (StepKind.WORK, StepKind.HOLD)


class SessionKind(enum.Enum):
    """What of a session a person chose to do. The short ones are named after their most minutes."""

    FULL = "full"
    SHORT_20 = "short-20"
    SHORT_15 = "short-15"
    SHORT_10 = "short-10"
    WARM_UP = "warm-up"
    COOL_DOWN = "cool-down"
    GENTLE = "gentle"
    PRACTICE = "practice"  # one exercise by itself


@dataclass(frozen=True, slots=True)
class Script:
    """The steps of session `session` in week `week` of a plan, both counted from 1.

    `kind` is what the person chose. A gentle script and a practice stand beside the plan: whoever does
    one is not moved on by it. `left_out` counts the strength sets (a set on both sides is two) that the
    full session has and this one has not.

    `eased` are the exercises that begin in their easier form: `steps` has that form of them, and `full`
    all steps as the plan has them, by which what was done is measured. As it is stored `steps` are the
    plan's and `full` is empty: the player eases them again.
    """

    plan: str
    week: int
    session: int
    steps: tuple[Step, ...]
    kind: SessionKind = SessionKind.FULL
    left_out: int = 0
    eased: tuple[str, ...] = ()
    full: tuple[Step, ...] = ()

    def as_planned(self) -> Script:
        """The script as it is stored: the plan's steps, and which exercises begin easier."""
        return replace(self, steps=self.planned, full=())

    @property
    def planned(self) -> tuple[Step, ...]:
        """The steps as the plan has them, whatever is eased."""
        return self.full or self.steps

    @property
    def gentle(self) -> bool:
        return self.kind is SessionKind.GENTLE

    @property
    def length_ms(self) -> int:
        return sum(step.length_ms for step in self.steps)

    @property
    def items(self) -> int:
        return self.steps[-1].item + 1 if self.steps else 0

    def coming_set(self, index: int) -> int | None:
        """The index of the first set at or after step `index`; None after the last one."""
        for at in range(index, len(self.steps)):
            if self.steps[at].is_set:
                return at
        return None

    def last_hold(self) -> int | None:
        """The index of the last hold of the strength work; None without one. Stretches are none."""
        for at in range(len(self.steps) - 1, -1, -1):
            if self.steps[at].kind is StepKind.HOLD and self.steps[at].block.has_rests:
                return at
        return None


@dataclass(frozen=True, slots=True)
class WeakerSides:
    """The side that does clearly less: by exercise where that is known, and of all exercises together.

    What makes one weaker, weaker.py says.
    """

    of: Mapping[str, Side] = field(default_factory=lambda: MappingProxyType({}))
    overall: Side | None = None

    def first(self, exercise: str) -> Side:
        """The side to begin with; left while nothing is known."""
        return self.of.get(exercise, self.overall or Side.LEFT)


BOTH_ALIKE = WeakerSides()


def build_script(
    plan: Plan,
    week: int,
    session: int,
    preferences: Preferences,
    exercises: Mapping[str, Exercise],
    *,
    sets_fewer: int = 0,
    weaker: WeakerSides = BOTH_ALIKE,
) -> Script:
    """The script of a session.

    `sets_fewer` takes that many strength sets from each exercise (never the last one): the
    easier first session after a long break. `weaker` are the sides for who begins with the weaker one or
    does one set more with it. Raises ValueError for a week that the plan does
    not have or a session outside of 1 to the plan's most in a week.
    """
    if not 1 <= session <= plan.sessions_most:
        raise ValueError(
            tr(
                "a week of {plan} has sessions 1 to {most}, not {session}",
                plan=plan.name,
                most=plan.sessions_most,
                session=session,
            )
        )
    plan.phase(week)  # raises for a week outside of the plan
    steps: list[Step] = []
    item = 0
    for block in plan.blocks_of(week):
        if block.kind is BlockKind.FINISHER and not preferences.finisher:
            continue
        for dose in block.doses:
            exercise = exercises[dose.exercise]
            fewer = sets_fewer if block.kind is BlockKind.STRENGTH else 0
            amount = dose.amount(week - block.first_week)
            builder = _ItemBuilder(block.kind, item, dose, exercise, preferences, amount, fewer, weaker)
            if block.kind.has_rests and steps and steps[-1].block.has_rests:
                builder.rest(1, preferences.rest_between_exercises(plan.rest_exercises_s))
            builder.add_sets()
            steps.extend(builder.steps)
            item += 1
    return Script(plan.id, week, session, tuple(steps))


def rest_between_sets(dose: Dose, preferences: Preferences) -> int:
    """Seconds of rest after a set of a dose: chosen at its place, or else by the rule of preferences.py."""
    return dose.rest_s if dose.rest_chosen else preferences.rest_between_sets(dose.exercise, dose.rest_s)


def chosen_load(preferences: Preferences, exercise: Exercise, variant: str | None) -> str:
    """What a person chose to do an exercise with, where that fits how it is done; else ""."""
    chosen = preferences.load_of_exercise.get(exercise.id, "")
    return chosen if chosen and kind_of_load(chosen) is load_kind(exercise, variant) else ""


def load_of(dose: Dose, exercise: Exercise, preferences: Preferences, block: BlockKind) -> str:
    """What a dose is done with: what the person chose for their strength work, else what the plan says.

    Nobody warms up with the weight that they train with.
    """
    return (chosen_load(preferences, exercise, dose.variant) if block.has_rests else "") or dose.load


def loads_since(
    script: Script, preferences: Preferences, exercises: Mapping[str, Exercise]
) -> dict[str, str]:
    """What the exercises of a script that was built earlier are done with now, where a person chose that."""
    return {
        step.exercise: chosen
        for step in script.planned
        if step.block.has_rests
        and (chosen := chosen_load(preferences, exercises[step.exercise], step.variant))
    }


def tempo_of(dose: Dose, exercise: Exercise) -> Tempo | None:
    """The tempo of a dose before the person's pace; None for holds."""
    usual = exercise.tempo_of(dose.variant)
    if usual is None or dose.tempo_ms is None:
        return usual
    first_ms, hold_ms, second_ms = dose.tempo_ms
    return replace(usual, first_ms=first_ms, hold_ms=hold_ms, second_ms=second_ms)


def practice_script(
    plan: str,
    week: int,
    dose: Dose,
    preferences: Preferences,
    exercises: Mapping[str, Exercise],
    weaker: WeakerSides = BOTH_ALIKE,
) -> Script:
    """One exercise by itself, with its time to get ready: the dose's first set, left and right.

    `plan` and `week` only say when it was; the script belongs to no session of theirs.
    """
    alone, exercise = replace(dose, sets=1), exercises[dose.exercise]
    once = preferences.with_(extra_weaker_set=False)
    builder = _ItemBuilder(BlockKind.STRENGTH, 0, alone, exercise, once, dose.amount(0), 0, weaker)
    builder.add_sets()
    return Script(plan, week, 1, tuple(builder.steps), SessionKind.PRACTICE)


class _ItemBuilder:
    """Collects the steps of one exercise at its place in the session."""

    def __init__(
        self,
        block: BlockKind,
        item: int,
        dose: Dose,
        exercise: Exercise,
        preferences: Preferences,
        amount: int,
        sets_fewer: int,
        weaker: WeakerSides,
    ) -> None:
        self._block = block
        self._item = item
        self._dose = dose
        self._exercise = exercise
        self._preferences = preferences
        self._amount = amount
        self._sets = max(1, dose.sets - sets_fewer)
        self._load = load_of(dose, exercise, preferences, block)
        self._unit = exercise.unit_of(dose.variant)
        by_record = preferences.start_side == WEAKER
        first = weaker.first(dose.exercise) if by_record else Side(preferences.start_side)
        self._sides: tuple[Side | None, ...] = (first, first.other) if self._unit.changes_side else (None,)
        asked = preferences.extra_weaker_set and block is BlockKind.STRENGTH and self._unit.changes_side
        self._extra = weaker.of.get(dose.exercise) if asked else None
        self.steps: list[Step] = []

    def add_sets(self) -> None:
        ready_s = self._preferences.get_ready(self._exercise.get_ready_s)
        rest_s = rest_between_sets(self._dose, self._preferences) if self._block.has_rests else 0
        rounds = [self._sides] * self._sets + ([(self._extra,)] if self._extra else [])
        for number, sides in enumerate(rounds, start=1):
            # A rest ends with its own countdown. Without one, the next set still gets a moment to get ready.
            if number == 1:
                self._add(StepKind.READY, number, sides[0], ready_s)
            elif rest_s > 0:
                self._add(StepKind.REST, number, sides[0], rest_s)
            else:
                self._add(StepKind.READY, number, sides[0], self._preferences.get_ready_s)
            for side in sides:
                if side is not sides[0]:
                    self._add(StepKind.SIDE, number, side, self._preferences.change_side_s)
                self._add_set(number, side)

    def rest(self, coming_set: int, rest_s: int) -> None:
        if rest_s > 0:
            self._add(StepKind.REST, coming_set, self._sides[0], rest_s)

    def _add_set(self, number: int, side: Side | None) -> None:
        if self._unit.is_timed:
            self._add(StepKind.HOLD, number, side, self._amount)
            return
        tempo = tempo_of(self._dose, self._exercise)
        assert tempo is not None, f"{self._exercise.id} is counted in reps and has no tempo"
        tempo = tempo.at_pace(self._preferences.pace)
        tempo = replace(tempo, pause_ms=tempo.pause_ms + round(1000 * self._preferences.rep_pause_s))
        reps = self._amount * 2 if self._unit is Unit.REPS_ALTERNATING else self._amount
        self.steps.append(self._step(StepKind.WORK, number, side, pacing.set_ms(tempo, reps), reps, tempo))

    def _add(self, kind: StepKind, number: int, side: Side | None, seconds: int) -> None:
        self.steps.append(self._step(kind, number, side, seconds * 1000, None, None))

    def _step(
        self,
        kind: StepKind,
        number: int,
        side: Side | None,
        length_ms: int,
        reps: int | None,
        tempo: Tempo | None,
    ) -> Step:
        return Step(
            kind=kind,
            block=self._block,
            item=self._item,
            exercise=self._dose.exercise,
            variant=self._dose.variant,
            load=self._load,
            side=side,
            set=number,
            sets=self._sets + (side is not None and side is self._extra),
            unit=self._unit,
            reps=reps,
            length_ms=length_ms,
            tempo=tempo,
            stands_for=self._dose.stands_for,
        )
