"""What the session screen shows at a moment: plain values computed from the player's state.

Pure: no Qt, no clock (the time of day comes in). The page and its widgets only draw these
values, so what a person sees can be tested without a window.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from kneetimer.core import pacing
from kneetimer.core.exercise import Exercise, Side, Unit
from kneetimer.core.knee import CheckMoment
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.moments import later
from kneetimer.core.pacing import RepMoment
from kneetimer.core.player import State, Status
from kneetimer.core.record import PauseReason
from kneetimer.core.script import Script, Step, StepKind
from kneetimer.core.session_keys import Adjust, MainAction, adjusted_by, main_action
from kneetimer.core.speech import to_fetch
from kneetimer.core.weights import LoadKind, load_kind, moved
from kneetimer.ui.knee import words as knee_words
from kneetimer.ui.session import words
from kneetimer.ui.session.phase_style import PhaseStyle
from kneetimer.ui.text import times
from kneetimer.ui.text.amounts import reps, side_behind
from kneetimer.ui.text.loads import load_text, opening_load

CUE_EVERY_REPS = 5
CUE_EVERY_MS = 10_000
CUE_STANDS_MS = 4_000  # before the end of a hold the cue no longer changes


class RingKind(enum.Enum):
    SEGMENTS = "segments"  # one a rep, filling
    SOLID = "solid"  # emptying
    DASHES = "dashes"  # going out one by one
    DOUBLE = "double"  # two hollow lines, emptying
    GREY = "grey"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Ring:
    """`filled` counts parts for segments and dashes (11.6 of 20), else it is a share from 0 to 1."""

    kind: RingKind
    parts: int
    filled: float


@dataclass(frozen=True, slots=True)
class Badge:
    """The side, at the edge of the figure panel that it names.

    `behind` is the side as it stands behind the name of an exercise.
    """

    text: str
    side: Side
    behind: str = ""


class Pose(enum.Enum):
    START = "start"
    STILL = "still"


@dataclass(frozen=True, slots=True)
class FigureMoment:
    """Which figure the panel shows, and where in its movement it is.

    `range_percent` is how far it moves in the easier form, None in full.
    """

    exercise: str
    variant: str | None
    mirrored: bool
    moment: Pose | RepMoment
    range_percent: int | None = None


@dataclass(frozen=True, slots=True)
class Easier:
    """The sign that an exercise is done in its easier form, and what it asks for instead."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Held:
    """Why a session waits for a decision. With `must_stop` there are only ways to stop."""

    said: str
    why: str
    must_stop: bool


@dataclass(frozen=True, slots=True)
class KitNeeded:
    """A piece of kit to have at hand, and what it is for."""

    name: str
    use: str


@dataclass(frozen=True, slots=True)
class GetSet:
    """What to fetch before a session, in the order of use, and what comes first in it."""

    kit: tuple[KitNeeded, ...]
    dose: str
    name: str


@dataclass(frozen=True, slots=True)
class LoadChoice:
    """What the coming set is done with, in words, and what a press on less or more would make of it."""

    text: str
    less: str
    more: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """Everything on the session screen. Empty strings show nothing and keep their place."""

    style: PhaseStyle
    title: str
    pill: str
    badge: Badge | None
    word: str
    digits: str
    unit: str
    ring: Ring
    line: str
    cue: str
    form_steps: tuple[str, ...]
    figure: FigureMoment
    main: MainAction
    adjust: Adjust
    own_pace: bool
    can_change_pace: bool
    pause: PauseReason | None
    pause_text: str
    shares: tuple[float, ...]  # how much of each exercise is done, for the strip
    item: int
    done: tuple[float, ...] = ()  # how much of each exercise's sets was really done
    last_reps: int | None = None  # of the set before this step, while it can be corrected
    set: tuple[int, int] = (1, 1)  # which set of how many
    dose: str = ""  # of this set, or of the one that comes: "15 reps"
    held: Held | None = None
    easier: Easier | None = None
    get_set: GetSet | None = None  # while there is time for that
    load: LoadChoice | None = None  # between sets, where the exercise can be made heavier


def view_of(
    state: State, exercises: Mapping[str, Exercise], now: datetime, kit_label: Callable[[str], str] = str
) -> SessionView:
    """The screen of a session: before, while and after it runs.

    `now` is local time, `kit_label` what a piece of kit is called.
    """
    step = state.step
    exercise = exercises[step.exercise]
    style = _style(state)
    paused = state.status is Status.PAUSED
    held = held_of(state, exercises)
    return SessionView(
        style=style,
        title=tr(words.GET_SET) if state.gets_set else _title(step, exercise),
        pill=tr(words.PILLS[style.value]),
        badge=_badge(step, exercise),
        word=_word(state),
        digits=_digits(state),
        unit=_unit(state),
        ring=_ring(state),
        line=_line(state, now),
        cue=_pause_cue(state) if paused else _get_set_cue(state) if state.gets_set else _cue(state, exercise),
        form_steps=exercise.steps,
        figure=_figure(state, exercise),
        main=main_action(state),
        adjust=adjusted_by(state),
        own_pace=state.own_pace,
        can_change_pace=step.kind is StepKind.WORK,
        pause=state.pause if paused else None,
        pause_text=_pause_text(state, held),
        shares=_shares(state),
        item=step.item,
        done=_done(state),
        last_reps=None if state.last_set is None or state.is_over else state.last_set.reps,
        set=(step.set, step.sets),
        dose=_dose(state),
        held=held,
        easier=_easier(state),
        get_set=_get_set(state.script, exercises, kit_label) if state.gets_set else None,
        load=_load(state, exercise),
    )


def _load(state: State, exercise: Exercise) -> LoadChoice | None:
    step = state.step
    if state.gets_set or state.is_over or step.kind not in (StepKind.READY, StepKind.REST):
        return None
    kind = load_kind(exercise, step.variant)
    if kind is LoadKind.NOTHING or not step.block.has_rests:
        return None
    return LoadChoice(opening_load(step.load, kind), moved(step.load, kind, -1), moved(step.load, kind, 1))


def _get_set(script: Script, exercises: Mapping[str, Exercise], kit_label: Callable[[str], str]) -> GetSet:
    needed = tuple(
        KitNeeded(kit_label(kit), words.for_exercise(exercises[use].name))
        for kit, use in to_fetch(script, exercises).items()
    )
    first = script.steps[script.coming_set(0) or 0]
    return GetSet(needed, words.first_dose(dose_words(first)), exercises[first.exercise].name)


def _get_set_cue(state: State) -> str:
    return tr(words.WAITS_FOR_YOU if state.waits_to_start else words.PLACE_LAPTOP)


def held_of(state: State, exercises: Mapping[str, Exercise]) -> Held | None:
    """What was said that holds the session, in words; None where nothing does."""
    verdict, hurt = state.held, state.said
    if verdict is None or hurt is None or state.is_over:
        return None
    name = exercises[state.script.steps[hurt.step].exercise].name
    if state.must_stop:
        why = knee_words.why(verdict, CheckMoment.DURING)
    else:
        why = words.over_the_limit(state.limits.stop_above)
    return Held(words.hurt_said(hurt.level, name, hurt.knee), why, state.must_stop)


def _pause_text(state: State, held: Held | None) -> str:
    if held is not None:
        return held.why if held.must_stop else words.held_cue(held.said)
    if state.pause not in (PauseReason.SLEPT, PauseReason.STOOD_STILL):
        return ""
    return words.slept(
        state.slept_s,
        state.step.kind,
        times.clock(state.remaining_ms),
        asleep=state.pause is PauseReason.SLEPT,
    )


def _style(state: State) -> PhaseStyle:
    if state.gets_set:
        return PhaseStyle.READY
    if state.status is Status.FINISHED:
        return PhaseStyle.DONE
    if state.status is Status.PAUSED:
        return PhaseStyle.PAUSED
    if state.status is Status.COUNT_IN:
        return PhaseStyle.READY
    return {
        StepKind.READY: PhaseStyle.READY,
        StepKind.WORK: PhaseStyle.REPS,
        StepKind.HOLD: PhaseStyle.HOLD,
        StepKind.REST: PhaseStyle.REST,
        StepKind.SIDE: PhaseStyle.SIDE,
    }[state.step.kind]


def _title(step: Step, exercise: Exercise) -> str:
    name = exercise.name if step.variant is None else exercise.variant(step.variant).name
    return words.next_title(name) if step.kind is StepKind.REST else name


def _badge(step: Step, exercise: Exercise) -> Badge | None:
    if step.side is None:
        return None
    behind = side_behind(step.side, exercise.side_word)
    if step.kind is StepKind.REST:
        return Badge(words.next_badge(behind), step.side, behind)
    return Badge(words.side_name(step.side, exercise.side_word), step.side, behind)


def _word(state: State) -> str:
    step = state.step
    if state.status is not Status.RUNNING or step.tempo is None or state.waits_for_done:
        return ""
    return pacing.word(step.tempo, pacing.rep_moment(step.tempo, state.position_ms).phase)


def _current_rep(state: State) -> int:
    """The rep in progress, counted from 1."""
    assert state.step.reps is not None
    return min(state.step.reps, state.reps_completed + 1)


def _digits(state: State) -> str:
    if state.gets_set:
        return str(_whole_seconds(state.get_set_ms))
    if state.status is Status.COUNT_IN:
        return str(_whole_seconds(state.count_in_ms))
    step = state.step
    if step.kind is StepKind.WORK:
        if state.counts_presses:
            assert step.reps is not None
            return str(max(0, step.reps - state.reps_completed))
        if state.waits_for_done:
            return str(step.reps if state.own_count is None else state.own_count)
        return str(_current_rep(state))
    if state.in_overtime:
        return f"+{state.overtime_ms // 1000}"
    return str(_whole_seconds(state.remaining_ms))


def _whole_seconds(ms: int) -> int:
    return -(-ms // 1000)


def _unit(state: State) -> str:
    step = state.step
    if state.gets_set:
        return words.seconds_left(False)
    if state.status is Status.COUNT_IN or step.kind in (StepKind.READY, StepKind.SIDE):
        return ""
    if step.kind is StepKind.WORK:
        assert step.reps is not None
        if state.counts_presses:
            return words.reps_to_go(step.unit, step.reps - state.reps_completed)
        if state.waits_for_done:
            return words.reps_to_do(step.unit, step.reps if state.own_count is None else state.own_count)
        return words.of_reps(step.reps)
    if state.in_overtime:
        return tr(words.SECONDS_OVER)
    return words.seconds_left(state.status is Status.PAUSED)


def _ring(state: State) -> Ring:
    step = state.step
    if state.gets_set:
        return Ring(RingKind.DOUBLE, 0, state.get_set_ms / state.get_set_of_ms)
    if state.status is Status.FINISHED:
        return Ring(RingKind.CHECK, 0, 1.0)
    if state.status is Status.PAUSED:
        return Ring(RingKind.GREY, 0, 1.0)
    if state.status is Status.COUNT_IN:
        return Ring(RingKind.DOUBLE, 0, state.count_in_ms / 3000)
    share = state.remaining_ms / state.length_ms if state.length_ms else 0.0
    if step.kind is StepKind.WORK:
        assert step.reps is not None and step.tempo is not None
        if state.waits_for_done:
            done = float(state.reps_completed) if state.counts_presses else 0.0
        else:
            done = state.position_ms / step.tempo.rep_ms
        return Ring(RingKind.SEGMENTS, step.reps, done)
    if step.kind is StepKind.HOLD:
        return Ring(RingKind.SOLID, 0, share)
    if step.kind is StepKind.REST:
        return Ring(
            RingKind.DASHES, pacing.REST_DASHES, pacing.dashes_left(state.remaining_ms, state.length_ms)
        )
    return Ring(RingKind.DOUBLE, 0, share)


def _line(state: State, now: datetime) -> str:
    step = state.step
    if state.gets_set:
        takes_ms = state.script.length_ms
        done_at = later(now, timedelta(milliseconds=state.get_set_ms + takes_ms))
        begins = tr(words.WAITS if state.waits_to_start else words.STARTS_BY_ITSELF)
        minutes = words.minutes(times.minutes(takes_ms))
        return words.SEPARATOR.join((begins, minutes, words.done_at(times.time_of_day(done_at))))
    left = words.time_left(times.clock(state.session_remaining_ms))
    parts = [words.set_of(step.set, step.sets)]
    if step.is_set:
        parts.append(left)
        if state.status is not Status.PAUSED:
            done_at = later(now, timedelta(milliseconds=state.session_remaining_ms))
            parts.append(words.done_at(times.time_of_day(done_at)))
    else:
        coming = state.script.coming_set(state.index)
        if coming is not None:
            parts.append(dose_words(state.script.steps[coming]))
        parts.append(load_text(step.load) if step.kind is StepKind.REST and step.load else left)
    return words.SEPARATOR.join(parts)


def dose_words(step: Step) -> str:
    """One set in words: "15 reps", "10 each leg", "30 s"."""
    if step.reps is None:
        return words.seconds(step.length_ms // 1000)
    if step.unit is Unit.REPS_ALTERNATING:
        return words.each_leg(step.reps // 2)
    return reps(step.unit, step.reps)


def _cue(state: State, exercise: Exercise) -> str:
    step = state.step
    if step.kind is StepKind.SIDE:
        return exercise.setup.change_sentence(step.side)
    if step.kind is StepKind.REST and step.set > 1 and step.side is None:
        return tr(words.SAME_AGAIN)
    if not step.is_set:
        return exercise.setup_sentence(step.side, eased=state.is_easier)
    if step.exercise in state.eased:
        return exercise.eased.cue
    if state.is_easier:
        return tr(words.FULL_FROM_NEXT_SET)
    if step.kind is StepKind.WORK:
        turn = 0 if state.waits_for_done else state.reps_completed // CUE_EVERY_REPS
    else:
        turn = min(state.position_ms, max(0, state.length_ms - CUE_STANDS_MS)) // CUE_EVERY_MS
    return exercise.cues[(step.set - 1 + turn) % len(exercise.cues)]


def _pause_cue(state: State) -> str:
    if state.step.is_set and not state.waits_for_done:
        return tr(words.GOES_ON_AFTER_COUNT)
    return tr(words.GOES_ON)


def _easier(state: State) -> Easier | None:
    if state.step.exercise not in state.eased or state.is_over:
        return None
    coming = state.script.coming_set(state.index)
    at = state.index if coming is None else coming
    full = state.script.planned[at]
    easier = state.easier[at] if state.easier else full
    is_less = dose_words(easier) != dose_words(full)
    note = words.less_than(dose_words(easier), _count(full)) if is_less else ""
    return Easier(tr(words.EASIER), note)


def _count(step: Step) -> int:
    """The number in the words of a dose."""
    if step.reps is None:
        return step.length_ms // 1000
    return step.reps // 2 if step.unit is Unit.REPS_ALTERNATING else step.reps


def _figure(state: State, exercise: Exercise) -> FigureMoment:
    step = state.step
    mirrored = step.side is Side.LEFT
    moment: Pose | RepMoment = Pose.START
    if step.kind is StepKind.HOLD and state.status is not Status.COUNT_IN:
        moment = Pose.STILL
    elif step.kind is StepKind.WORK and step.tempo is not None:
        if state.waits_for_done:
            moment = Pose.STILL
        else:
            moment = pacing.rep_moment(step.tempo, state.position_ms)
    if step.unit is Unit.REPS_ALTERNATING and step.kind is StepKind.WORK:
        mirrored = state.reps_completed % 2 == 0  # left first, as everywhere
    eased = exercise.eased.range_percent if state.is_easier else None
    return FigureMoment(step.exercise, step.variant, mirrored, moment, eased)


def _shares(state: State) -> tuple[float, ...]:
    """How much of each exercise's time lies behind, from 0 to 1."""
    passed = [0] * state.script.items
    total = [0] * state.script.items
    for index, step in enumerate(state.script.steps):
        total[step.item] += step.length_ms
        if index < state.index or state.status is Status.FINISHED:
            passed[step.item] += step.length_ms
        elif index == state.index:
            passed[step.item] += min(step.length_ms, state.position_ms)
    return tuple(done / whole if whole else 1.0 for done, whole in zip(passed, total, strict=True))


def _done(state: State) -> tuple[float, ...]:
    """How much of what the plan has of each exercise was done: sets of one exercise weigh the same."""
    shares: list[list[float]] = [[] for _ in range(state.script.items)]
    for step, result in zip(state.script.planned, state.results, strict=True):
        if step.is_set:
            shares[step.item].append(0.0 if result is None else result.share)
    return tuple(sum(each) / len(each) if each else 1.0 for each in shares)


def _dose(state: State) -> str:
    at = state.script.coming_set(state.index)
    if at is None or state.is_over:
        return ""
    step = state.script.steps[at]
    dose = dose_words(step)
    return words.dose_of_set(dose, step.set, step.sets) if step.sets > 1 else dose
