# size: the table of transitions and what is special about each are one thing to read.
"""The session as a state machine: `step(state, event)` gives the next state and what to do outside.

Theory of operation. A session follows a script of steps, each of which takes time. The state
says which step, how far into it, and whether time runs:

    WAITING --Start or its time--> RUNNING <--GoOn / count-in-- PAUSED
                          |  `------Pause, Slept------^
                          v
                  FINISHED (past the last step)      LEFT (the person left)

Time enters as data: `Ticked(ms)` says that so much time really passed. All times are whole
milliseconds, so one long tick gives exactly the state of two short ones, also across the border
of two steps. While paused, ticks change nothing. Going on in a set that the coach counts is
preceded by a count-in of three seconds, and the set then continues where it was.

Before its first second a session may leave time to get set: `get_set_ms`, which is no time of the session and
of which nothing is kept. By itself it goes over into the first set, in place of the time to get ready;
`Start` begins at once with that, and `Pause` waits for `Start` without an end.

A set of reps has two clocks. `position_ms` is the place in the tempo, from which the count, the
ring and the figure are read; `spent_ms` is the time really spent. They differ when the person
corrects the count, and at the person's own pace, where the position stands still and the set
ends with `Done`. With `press_counts` each `Done` is one rep, and the last one ends the set. A hold
that may run over (`overtime_step`) stands at its end in the same way, spending time until `Done`.

An exercise may be done in its easier form (core/easing.py), for as long as the person wants. `script` has
the steps as they are done now; `form` is that of the step in progress where it is not yet, or still, the one
that was chosen: a set that the coach counts becomes easier at the end of its rep, and is in full again only
from the next set on. What was done is measured by the plan's steps.

An answer to "how much does it hurt?" that is over the person's stop limit, or that names a sign, holds
the session: it stays paused, whatever key was meant to go on. Over the limit, `GoOn(anyway=True)` is the
deliberate second step, or a lower answer; with a sign there are only ways to stop until it is taken back.

States are frozen. An event that makes no sense in a state raises `IllegalEventError` and changes
nothing. What must be written, heard or kept comes back as effects, in order.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from kneetimer.core import cues, pacing, record
from kneetimer.core.cues import Cue
from kneetimer.core.knee import Change, Limits, Sign, Verdict, during
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.preferences import Knee
from kneetimer.core.record import HurtAnswer, PauseReason, SessionState, SetResult
from kneetimer.core.script import Script, Step, StepKind

COUNT_IN_MS = 3_000
CHECKPOINT_MS = 2_000  # of a hold; sets of reps are checkpointed at every rep
MOST_REPS = 999
NORMAL = Limits()
NO_LOADS: Mapping[str, str] = MappingProxyType({})


class Status(enum.Enum):
    WAITING = "waiting"
    RUNNING = "running"
    COUNT_IN = "count-in"
    PAUSED = "paused"
    FINISHED = "finished"
    LEFT = "left"


class IllegalEventError(ValueError):
    """An event that has no meaning in the state it met."""


# Events: what a person did, or what the clock said.


@dataclass(frozen=True, slots=True)
class Start:
    pass


@dataclass(frozen=True, slots=True)
class Ticked:
    ms: int

    def __post_init__(self) -> None:
        if self.ms < 0:
            raise ValueError("time does not run backwards")


@dataclass(frozen=True, slots=True)
class Pause:
    reason: PauseReason = PauseReason.PERSON


@dataclass(frozen=True, slots=True)
class GoOn:
    """Go on where the session paused, or with `redo` from the start of the step.

    `anyway` is the deliberate second step after an answer over the stop limit.
    """

    redo: bool = False
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """The one key where the player waits for it: the set or the overtime is done, or one more rep."""


@dataclass(frozen=True, slots=True)
class Skip:
    pass


@dataclass(frozen=True, slots=True)
class Back:
    pass


@dataclass(frozen=True, slots=True)
class AdjustRest:
    seconds: int


@dataclass(frozen=True, slots=True)
class CorrectCount:
    by: int


@dataclass(frozen=True, slots=True)
class CorrectLastSet:
    """The set before this rest had so many reps more, or fewer."""

    by: int


@dataclass(frozen=True, slots=True)
class SetPace:
    own: bool


@dataclass(frozen=True, slots=True)
class SetEasier:
    """The exercise of this step in its easier form, or in full again."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetLoad:
    """The exercise of this step is done with another weight or band from here on."""

    load: str


@dataclass(frozen=True, slots=True)
class HurtAnswered:
    """What was said about pain. HurtAnswer.OPEN keeps it for later: the panel was closed without a choice."""

    level: int | None
    knee: Knee | None
    answer: HurtAnswer
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Slept:
    """The machine slept for `seconds`, or else the program stood still: none of it was training."""

    seconds: int
    asleep: bool = True


@dataclass(frozen=True, slots=True)
class Leave:
    discard: bool = False


Event = (
    Start
    | Ticked
    | Pause
    | GoOn
    | Done
    | Skip
    | Back
    | AdjustRest
    | CorrectCount
    | CorrectLastSet
    | SetPace
    | SetEasier
    | SetLoad
    | HurtAnswered
    | Slept
    | Leave
)


# Effects: what the world outside must do.


@dataclass(frozen=True, slots=True)
class PlayCue:
    cue: Cue


@dataclass(frozen=True, slots=True)
class Append:
    """An event to be committed before the screen says so."""

    event: record.SessionEvent


@dataclass(frozen=True, slots=True)
class SavePlace:
    """Where the session is, to be committed in case the machine dies."""

    place: record.Place
    active_ms: int


Effect = PlayCue | Append | SavePlace


@dataclass(frozen=True, slots=True)
class State:
    """A moment of a session. Times in ms; `results` has one entry per step, None where no set ended.

    `reloaded` are the exercises whose weight or band was changed in the session: all steps have the new one.
    `easier` is the easier form of each step, empty where nobody knows one; `eased` are the exercises that the
    person wants in it. `form` says whether the step in progress is easier, None where it is as chosen.
    """

    script: Script
    own_pace: bool
    results: tuple[SetResult | None, ...]
    status: Status = Status.WAITING
    index: int = 0
    position_ms: int = 0
    spent_ms: int = 0
    extra_ms: int = 0
    active_ms: int = 0
    count_in_ms: int = 0
    own_count: int | None = None
    pause: PauseReason | None = None
    slept_s: int = 0
    eased: frozenset[str] = frozenset()
    easier: tuple[Step, ...] = ()
    form: bool | None = None
    reloaded: frozenset[str] = frozenset()
    press_counts: bool = False
    overtime_step: int | None = None
    limits: Limits = NORMAL
    said: record.Hurt | None = None  # the newest answer of this pause
    get_set_ms: int = 0  # what is left of the time to get set
    get_set_of_ms: int = 0  # and how long it is in all

    @property
    def step(self) -> Step:
        return self.script.steps[self.index]

    @property
    def planned(self) -> Step:
        """The step as the plan has it, by which what is done of it is measured."""
        return self.script.planned[self.index]

    @property
    def is_easier(self) -> bool:
        """True where the step is in the easier form of its exercise now."""
        return self.step.exercise in self.eased if self.form is None else self.form

    @property
    def length_ms(self) -> int:
        """The step's length, with the rest that was added or taken off."""
        return self.step.length_ms + self.extra_ms

    @property
    def remaining_ms(self) -> int:
        """Time left in this step; of a set at the person's own pace, what the plan reckons with."""
        if self.waits_for_done:
            return max(0, self.length_ms - self.spent_ms)
        return self.length_ms - self.position_ms

    @property
    def session_remaining_ms(self) -> int:
        return self.remaining_ms + sum(step.length_ms for step in self.script.steps[self.index + 1 :])

    @property
    def gets_set(self) -> bool:
        """True while the person fetches what is needed, before anything begins."""
        return self.status is Status.WAITING and self.get_set_ms > 0

    @property
    def waits_to_start(self) -> bool:
        """True where no time begins the session."""
        return self.gets_set and self.pause is not None

    @property
    def waits_for_done(self) -> bool:
        """True where no time ends the step."""
        return self.in_overtime or (self.own_pace and self.step.kind is StepKind.WORK)

    @property
    def counts_presses(self) -> bool:
        """True in a set whose every rep the person presses."""
        return self.press_counts and self.own_pace and self.step.kind is StepKind.WORK

    @property
    def in_overtime(self) -> bool:
        """True in a hold that has reached its target and goes on."""
        return self.index == self.overtime_step and self.position_ms >= self.length_ms

    @property
    def overtime_ms(self) -> int:
        """How far past its target a hold is."""
        return max(0, self.spent_ms - self.length_ms) if self.in_overtime else 0

    @property
    def held(self) -> Verdict | None:
        """Why the session must not simply go on; None where it may."""
        if self.said is None:
            return None
        verdict = during(self.said.level, self.said.signs, self.limits)
        return verdict if verdict.change in (Change.STOP, Change.STOP_ALL) else None

    @property
    def must_stop(self) -> bool:
        """True with a sign that has not been taken back: nothing is left but to stop."""
        return self.held is not None and self.held.change is Change.STOP_ALL

    @property
    def open_answer(self) -> record.Hurt | None:
        """What was said in this pause without a choice of what to do."""
        return self.said if self.said and self.said.answer is HurtAnswer.OPEN else None

    @property
    def last_set(self) -> SetResult | None:
        """The set of reps that ended before this step, while it can still be corrected."""
        if self.step.is_set:
            return None
        for index in range(self.index - 1, -1, -1):
            if self.script.steps[index].is_set:
                result = self.results[index]
                return None if result is None or result.reps is None else result
        return None

    @property
    def reps_completed(self) -> int:
        if self.own_count is not None:
            return self.own_count
        if self.step.tempo is None or self.step.reps is None:
            return 0
        return min(self.step.reps, pacing.reps_completed(self.step.tempo, self.position_ms))

    @property
    def place(self) -> record.Place:
        """Where it would be gone on with after an interruption: in the form that was chosen."""
        if self.form is None:
            return self._place_at(self.position_ms)
        chosen = self.easier[self.index] if self.step.exercise in self.eased else self.planned
        return self._place_at(_position_of(self.reps_completed, chosen, self.position_ms))

    def _place_at(self, position_ms: int) -> record.Place:
        return record.Place(self.index, position_ms, self.spent_ms, self.own_count)

    @property
    def is_over(self) -> bool:
        return self.status in (Status.FINISHED, Status.LEFT)


def new_session(
    script: Script,
    *,
    own_pace: bool,
    press_counts: bool = False,
    overtime: bool = False,
    limits: Limits = NORMAL,
    easier: tuple[Step, ...] = (),
    get_set_s: int = 0,
) -> State:
    """A session before its first second. Raises ValueError for a script without steps.

    `easier` is each of its steps in the easier form: without it nothing is done easier.
    """
    if not script.steps:
        raise ValueError("a session needs at least one step")
    state = State(
        script,
        own_pace,
        (None,) * len(script.steps),
        eased=frozenset(script.eased),
        easier=easier,
        press_counts=press_counts,
        overtime_step=script.last_hold() if overtime else None,
        limits=limits,
        get_set_ms=1000 * get_set_s,
        get_set_of_ms=1000 * get_set_s,
    )
    return _in_form(state)


def restored(
    saved: record.SessionRecord,
    *,
    press_counts: bool = False,
    overtime: bool = False,
    limits: Limits = NORMAL,
    easier: tuple[Step, ...] = (),
    loads: Mapping[str, str] = NO_LOADS,
) -> State:
    """An interrupted session, paused where its record says it was, and held where it was held.

    `loads` is what its exercises are done with now, where that is not what the script has.
    """
    overtime_step = saved.script.last_hold() if overtime else None
    results: list[SetResult | None] = [None] * len(saved.script.steps)
    for result in saved.sets:
        if result.ms > 0 or result.reps:
            results[result.step] = result
    state = State(
        saved.script,
        saved.own_pace,
        tuple(results),
        status=Status.PAUSED,
        index=saved.place.step,
        spent_ms=saved.place.spent_ms,
        active_ms=saved.active_ms,
        own_count=saved.place.own_count,
        pause=PauseReason.INTERRUPTED,
        eased=saved.eased,
        easier=easier,
        press_counts=press_counts,
        overtime_step=overtime_step,
        limits=limits,
        said=saved.said,
    )
    state = _in_form(state)
    for exercise, load in loads.items():
        state = _with_load(state, exercise, load)
    # A rest that was made longer goes on with the plan's length.
    furthest_ms = state.step.length_ms - (state.index != overtime_step)
    return replace(state, position_ms=min(saved.place.position_ms, furthest_ms))


Outcome = tuple[State, tuple[Effect, ...]]


def step(state: State, event: Event) -> Outcome:
    """The state after an event, and the effects to carry out in order.

    Raises IllegalEventError where the event has no meaning in this state.
    """
    handler = _TRANSITIONS[state.status].get(type(event))
    if handler is None:
        raise IllegalEventError(f"{type(event).__name__} has no meaning while {state.status.value}")
    after, effects = handler(state, event)
    moves = isinstance(event, Skip | Back) or after.index != state.index or after.status is Status.FINISHED
    if state.must_stop and after.must_stop and moves:
        raise IllegalEventError("with a sign there are only ways to stop")
    return after, effects


def coming_cues(state: State, within_ms: int) -> tuple[tuple[int, Cue], ...]:
    """The sounds that time alone will bring within so many ms, in order, each with the ms until then."""
    if state.status not in (Status.RUNNING, Status.COUNT_IN) and not state.gets_set:
        return ()
    _, _, heard = _pass_time(state, within_ms)
    # Where two fall into one moment, the later one is what a tick would sound.
    return tuple({within_ms - left: cue for left, cue in heard}.items())


# The few rules behind the table.


def _start(state: State, event: Start) -> Outcome:
    running = replace(state, status=Status.RUNNING, get_set_ms=0, pause=None)
    return running, (*_cue(cues.entry_cue(state.script, 0)), _save(running))


def _tick(state: State, event: Ticked) -> Outcome:
    before = state
    state, effects, heard = _pass_time(state, event.ms)
    if heard and heard[-1][0] <= cues.LATE_MS:
        effects.append(PlayCue(heard[-1][1]))
    if not state.is_over and not state.gets_set and (before.gets_set or _moved_on(before, state)):
        effects.append(_save(state))
    return state, tuple(effects)


def _pass_time(state: State, ms: int) -> tuple[State, list[Effect], list[tuple[int, Cue]]]:
    """The state after so many ms, what is to be recorded, and each cue with the ms left when it fell due."""
    effects: list[Effect] = []
    heard: list[tuple[int, Cue]] = []
    left = ms
    while left > 0 and not state.is_over and not state.waits_to_start:
        if state.gets_set or state.status is Status.COUNT_IN:
            state, left, counts = _count_down(state, left)
            heard.extend(counts)
            continue
        if state.waits_for_done:
            state = replace(state, spent_ms=state.spent_ms + left, active_ms=state.active_ms + left)
            break
        if state.form is False and _rep_border_ms(state) == state.position_ms:
            before = state
            state, ended = _settle(state)
            effects.extend(ended)
            if state.results is not before.results:  # it had as many reps already
                entry = cues.entry_cue(state.script, state.index + (state.status is Status.FINISHED))
                heard.extend([] if entry is None else [(left, entry)])
            continue
        until_ms = min(state.length_ms, _rep_border_ms(state)) if state.form is False else state.length_ms
        used = min(left, until_ms - state.position_ms)
        due = cues.cues_within(
            state.step, state.length_ms, state.position_ms, state.position_ms + used, counted=True
        )
        heard.extend((left - (at - state.position_ms), cue) for at, cue in due)
        state = replace(
            state,
            position_ms=state.position_ms + used,
            spent_ms=state.spent_ms + used,
            active_ms=state.active_ms + used,
        )
        left -= used
        if state.in_overtime:
            heard.append((left, Cue.END))
        elif state.position_ms >= state.length_ms:
            state, ended = _complete_step(state)
            effects.extend(ended)
            entry = cues.entry_cue(state.script, state.index + (state.status is Status.FINISHED))
            if entry is not None:
                heard.append((left, entry))
    return state, effects, heard


def _count_down(state: State, left: int) -> tuple[State, int, list[tuple[int, Cue]]]:
    """As much as may pass of a time before a set; then what is left of the ms, and the sounds."""
    if state.gets_set:
        used = min(left, state.get_set_ms)
        counts = _get_set_cues(state, used, left)
        state = replace(state, get_set_ms=state.get_set_ms - used)
        return state if state.get_set_ms else _set_out(state), left - used, counts
    used = min(left, state.count_in_ms)
    counts = _count_in_cues(state, used, left)
    state = replace(state, count_in_ms=state.count_in_ms - used)
    return state if state.count_in_ms else replace(state, status=Status.RUNNING), left - used, counts


def _set_out(state: State) -> State:
    """Into the first set: who was getting set is ready."""
    index = 1 if state.step.kind is StepKind.READY and len(state.script.steps) > 1 else 0
    return _at(replace(state, status=Status.RUNNING), index)


def _get_set_cues(state: State, used: int, left: int) -> list[tuple[int, Cue]]:
    due = range(1000 * cues.COUNTDOWN_S, 0, -1000)
    now_ms = state.get_set_ms
    heard = [(left - (now_ms - at), Cue.COUNT) for at in due if now_ms - used <= at < now_ms]
    if used == now_ms:
        heard.append((left - used, Cue.START))
    return heard


def _more_time(state: State, event: AdjustRest) -> Outcome:
    if not state.gets_set:
        raise IllegalEventError("nobody is getting set")
    get_set_ms = max(1000, state.get_set_ms + 1000 * event.seconds)
    return replace(state, get_set_ms=get_set_ms, get_set_of_ms=max(get_set_ms, state.get_set_of_ms)), ()


def _wait_to_start(state: State, event: Pause | Slept) -> Outcome:
    if not state.gets_set:
        raise IllegalEventError("nobody is getting set")
    return replace(state, pause=event.reason if isinstance(event, Pause) else PauseReason.SLEPT), ()


def _leave_unbegun(state: State, event: Leave) -> Outcome:
    """Of a session that nobody began nothing is kept."""
    if not state.gets_set:
        return _leave(state, event)
    return replace(state, status=Status.LEFT, pause=None), ()


def _count_in_cues(state: State, used: int, left: int) -> list[tuple[int, Cue]]:
    after, until = COUNT_IN_MS - state.count_in_ms, COUNT_IN_MS - state.count_in_ms + used
    due = [(at, Cue.COUNT) for at in range(1000, COUNT_IN_MS, 1000) if after < at <= until]
    if until == COUNT_IN_MS:
        due.append((until, Cue.START))
    return [(left - (at - after), cue) for at, cue in due]


def _still(state: State, event: Event) -> Outcome:
    return state, ()


def _pause(state: State, event: Pause) -> Outcome:
    return _paused(state, event.reason, 0)


def _slept(state: State, event: Slept) -> Outcome:
    reason = PauseReason.SLEPT if event.asleep else PauseReason.STOOD_STILL
    return _paused(state, reason, event.seconds)


def _paused(state: State, reason: PauseReason, slept_s: int) -> Outcome:
    state, effects = _settle(state)
    if state.is_over:
        return state, effects
    paused = replace(state, status=Status.PAUSED, pause=reason, slept_s=slept_s, count_in_ms=0)
    event = record.Paused(state.index, paused.place.position_ms, reason, slept_s)
    return paused, (*effects, Append(event), _save(paused))


def _pause_again(state: State, event: Pause) -> Outcome:
    """A pause may turn into the question that the person asked for: leave, or it hurts."""
    return replace(state, pause=event.reason), ()


def _go_on(state: State, event: GoOn) -> Outcome:
    effects: list[Effect] = []
    if state.must_stop or (state.held is not None and not event.anyway):
        raise IllegalEventError("what was said about the knee holds the session")
    if state.held is not None and state.open_answer is not None:
        effects.append(Append(replace(state.open_answer, answer=HurtAnswer.GO_ON)))
    if event.redo:
        state, kept = _keep_set_in_progress(state)
        effects.extend(kept)
        state = _at(state, state.index)
    counts_in = state.step.is_set and not state.waits_for_done
    state = replace(
        state,
        status=Status.COUNT_IN if counts_in else Status.RUNNING,
        count_in_ms=COUNT_IN_MS if counts_in else 0,
        pause=None,
        slept_s=0,
        said=None,
    )
    effects += [Append(record.WentOn(state.index, state.place.position_ms, event.redo)), _save(state)]
    if counts_in:
        effects.append(PlayCue(Cue.COUNT))
    return state, tuple(effects)


def _done(state: State, event: Done) -> Outcome:
    if not state.waits_for_done:
        raise IllegalEventError("Done means something only where the player waits for it")
    if state.in_overtime:
        state, effects = _end_set(state, None, state.spent_ms)
        return _enter_next(state, effects)
    if state.counts_presses:
        return _count_press(state)
    reps = state.step.reps if state.own_count is None else state.own_count
    state, effects = _end_set(state, reps, state.spent_ms)
    return _enter_next(state, effects)


def _count_press(state: State) -> Outcome:
    """One rep more; the last one ends the set."""
    assert state.step.reps is not None
    count = state.reps_completed + 1
    if count < state.step.reps:
        state = replace(state, own_count=count)
        return state, (PlayCue(Cue.BEAT), _save(state))
    state, effects = _end_set(state, count, state.spent_ms)
    return _enter_next(state, effects)


def _skip(state: State, event: Skip) -> Outcome:
    return _skip_step(state)


def _skip_step(state: State) -> Outcome:
    effects: tuple[Effect, ...] = ()
    if state.step.is_set:
        state, effects = _end_set(state, *_done_so_far(state))
    return _enter_next(state, effects)


def _back(state: State, event: Back) -> Outcome:
    state, effects = _keep_set_in_progress(state)
    state = _at(state, max(0, state.index - 1))
    if state.status is Status.COUNT_IN:
        state = replace(state, status=Status.RUNNING, count_in_ms=0)
    if state.status is Status.RUNNING:
        effects = (*effects, *_cue(cues.entry_cue(state.script, state.index)))
    return state, (*effects, _save(state))


def _adjust_rest(state: State, event: AdjustRest) -> Outcome:
    if state.step.kind is not StepKind.REST:
        raise IllegalEventError("only a rest can be made longer or shorter")
    length = max(state.position_ms, state.length_ms + 1000 * event.seconds)
    state = replace(state, extra_ms=length - state.step.length_ms)
    if state.remaining_ms == 0:
        return _enter_next(state, ())
    return state, ()


def _correct_count(state: State, event: CorrectCount) -> Outcome:
    work = state.step
    if work.kind is not StepKind.WORK or work.tempo is None or work.reps is None:
        raise IllegalEventError("only a set of reps has a count to correct")
    if state.counts_presses:
        count = max(0, state.reps_completed + event.by)
        if count >= work.reps:
            state, effects = _end_set(state, work.reps, state.spent_ms)
            return _enter_next(state, effects)
        state = replace(state, own_count=count)
        return state, (_save(state),)
    if state.own_pace:
        count = work.reps if state.own_count is None else state.own_count
        state = replace(state, own_count=min(MOST_REPS, max(0, count + event.by)))
        return state, (_save(state),)
    position = max(0, state.position_ms + event.by * work.tempo.rep_ms)
    state = replace(state, position_ms=min(position, state.length_ms))
    if state.position_ms == state.length_ms:
        state, effects = _end_set(state, work.reps, state.spent_ms)
        return _enter_next(state, effects)
    return state, (_save(state),)


def _correct_last_set(state: State, event: CorrectLastSet) -> Outcome:
    last = state.last_set
    if last is None or last.reps is None:
        raise IllegalEventError("there is no set of reps before this step")
    reps = min(MOST_REPS, max(0, last.reps + event.by))
    if reps == last.reps:
        return state, ()
    done = record.state_of_set(state.script.planned[last.step], reps, last.ms)
    results = list(state.results)
    results[last.step] = replace(last, reps=reps, state=done)
    state = replace(state, results=tuple(results))
    return state, (Append(record.SetCorrected(last.step, reps, done)), _save(state))


def _set_pace(state: State, event: SetPace) -> Outcome:
    if event.own == state.own_pace:
        return state, ()
    state, settled = _settle(state)
    if state.is_over:
        return state, settled
    if state.counts_presses and state.own_count is not None:
        # The coach goes on from what was pressed.
        assert state.step.tempo is not None
        pressed_ms = state.own_count * state.step.tempo.rep_ms
        state = replace(state, position_ms=min(state.length_ms, pressed_ms))
    state = replace(state, own_pace=event.own, own_count=None)
    if state.status is Status.COUNT_IN and state.waits_for_done:
        state = replace(state, status=Status.RUNNING, count_in_ms=0)
    return state, (*settled, Append(record.PaceChanged(state.index, event.own)), _save(state))


def _set_easier(state: State, event: SetEasier) -> Outcome:
    exercise = state.step.exercise
    if event.on == (exercise in state.eased):
        return state, ()
    changed = Append(record.EasierChanged(state.index, event.on))
    state, effects = _eased(state, exercise) if event.on else _in_full(state, exercise)
    return state, (changed, *effects) if state.is_over else (changed, *effects, _save(state))


def _set_load(state: State, event: SetLoad) -> Outcome:
    return _with_load(state, state.step.exercise, event.load), ()


def _with_load(state: State, exercise: str, load: str) -> State:
    """With another load in what is left of the strength work; a warm-up has none."""

    def loaded(index: int, step: Step) -> bool:
        return index >= state.index and step.exercise == exercise and step.block.has_rests

    if all(step.load == load for at, step in enumerate(state.script.planned) if loaded(at, step)):
        return state
    planned, easier = (
        tuple(replace(step, load=load) if loaded(at, step) else step for at, step in enumerate(steps))
        for steps in (state.script.planned, state.easier)
    )
    # What the easier form puts away stays away.
    easier = tuple(
        new if before.load == full.load else before
        for new, before, full in zip(easier, state.easier, state.script.planned, strict=bool(state.easier))
    )
    script = replace(state.script, steps=planned, full=planned if state.script.full else ())
    changed = replace(state, script=script, easier=easier, reloaded=state.reloaded | {exercise})
    return _in_form(changed)


def _hurt_answered(state: State, event: HurtAnswered) -> Outcome:
    kept = state.open_answer
    if event.answer is HurtAnswer.OPEN and not _tells_more(event, kept):
        return state, ()
    said = record.Hurt(
        state.index if kept is None else kept.step, event.level, event.knee, event.answer, event.signs
    )
    state = replace(state, said=said)
    # Going on in spite of such an answer is decided apart from giving it, and with a sign not at all.
    if (state.must_stop and said.answer is not HurtAnswer.STOP) or (
        state.held is not None and said.answer is HurtAnswer.GO_ON
    ):
        said = replace(said, answer=HurtAnswer.OPEN)
        state = replace(state, said=said)
    effects: tuple[Effect, ...]
    match said.answer:
        case HurtAnswer.STOP:
            state, effects = _leave(state, Leave())
        case HurtAnswer.SKIP:
            state, effects = _skip_exercise(state, state.script.steps[said.step].item)
        case HurtAnswer.EASE:
            state = replace(state, pause=PauseReason.PERSON)
            state, effects = _eased(state, state.script.steps[said.step].exercise)
            effects = effects if state.is_over else (*effects, _save(state))
        case HurtAnswer.GO_ON | HurtAnswer.OPEN:
            state = replace(state, pause=PauseReason.PERSON)
            effects = (_save(state),)
    return state, (Append(said), *effects)


def _tells_more(event: HurtAnswered, kept: record.Hurt | None) -> bool:
    """Whether a panel that was closed has something to keep, or takes something back."""
    told = (event.level, event.knee, event.signs)
    return told != ((None, None, ()) if kept is None else (kept.level, kept.knee, kept.signs))


def _skip_exercise(state: State, item: int) -> Outcome:
    """Past all that is left of an exercise; the session stays paused before the next one."""
    effects: tuple[Effect, ...] = ()
    while not state.is_over and state.step.item == item:
        state, more = _skip_step(state)
        effects += tuple(effect for effect in more if isinstance(effect, Append))
    if not state.is_over:
        state = replace(state, pause=PauseReason.PERSON)
        effects = (*effects, _save(state))
    return state, effects


def _leave(state: State, event: Leave) -> Outcome:
    effects: tuple[Effect, ...] = ()
    if not event.discard:
        state, effects = _keep_set_in_progress(state)
    ended = SessionState.DISCARDED if event.discard else SessionState.PARTIAL
    left = replace(state, status=Status.LEFT, pause=None, count_in_ms=0)
    return left, (*effects, Append(record.Ended(ended, state.active_ms)))


# Shared pieces.


def _at(state: State, index: int) -> State:
    state = replace(state, index=index, position_ms=0, spent_ms=0, extra_ms=0, own_count=None)
    return state if state.form is None else _in_form(replace(state, form=None))


# The easier form of an exercise.


def _in_form(state: State) -> State:
    """With each step in the form that it is wanted in."""
    if not state.easier:
        return state
    planned = state.script.planned
    steps = tuple(
        easier if easier.exercise in state.eased else full
        for full, easier in zip(planned, state.easier, strict=True)
    )
    if state.form is not None:
        now = state.easier[state.index] if state.form else planned[state.index]
        steps = (*steps[: state.index], now, *steps[state.index + 1 :])
    return replace(state, script=replace(state.script, steps=steps, full=planned))


def _eased(state: State, exercise: str) -> Outcome:
    """The exercise is easier from here on: a rep that the coach has begun is done as it began."""
    was_easier = state.is_easier
    state = replace(state, eased=state.eased | {exercise})
    if state.step.exercise != exercise or was_easier or not state.easier:
        form = state.form if state.step.exercise != exercise else None
        return _in_form(replace(state, form=form)), ()
    if state.waits_for_done:  # and counts no time: the reps that the coach counted before stay
        chosen = state.easier[state.index]
        stood = _position_of(state.reps_completed, chosen, state.position_ms)
        return _in_form(replace(state, position_ms=min(stood, chosen.length_ms))), ()
    if state.step.kind is not StepKind.WORK or state.position_ms == 0:
        state = _in_form(state)
        if state.step.kind is not StepKind.HOLD or state.position_ms < state.length_ms or state.in_overtime:
            return state, ()
        state, ended = _end_set(state, None, state.spent_ms)
        return _enter_next(state, ended)
    state = _in_form(replace(state, form=False))
    return (state, ()) if state.status is Status.RUNNING else _settle(state, heard=True)


def _in_full(state: State, exercise: str) -> Outcome:
    """The exercise is in full again, from the next set on where one is in progress."""
    under_way = state.step.is_set and (state.position_ms > 0 or state.spent_ms > 0)
    form = True if under_way and state.is_easier and state.easier else None
    return _in_form(replace(state, eased=state.eased - {exercise}, form=form)), ()


def _rep_border_ms(state: State) -> int:
    """Where in the tempo the rep in progress ends, or the next one begins."""
    assert state.step.tempo is not None
    return -(-state.position_ms // state.step.tempo.rep_ms) * state.step.tempo.rep_ms


def _settle(state: State, *, heard: bool = False) -> Outcome:
    """What is to become easier is it now, from the start of the rep; the set ends where it has had enough.

    Where time is not what ends it, `heard`, the next step begins with its sound.
    """
    if state.form is not False:
        return state, ()
    reps = state.reps_completed
    state = replace(state, form=None)
    chosen = state.easier[state.index]
    assert chosen.reps is not None
    if reps >= chosen.reps:
        state, ended = _end_set(replace(state, form=True), reps, state.spent_ms)
        return _enter_next(state, ended) if heard else _advance(state, ended)
    return _in_form(replace(state, position_ms=_position_of(reps, chosen, state.position_ms))), ()


def _position_of(reps: int, step: Step, position_ms: int) -> int:
    """The place in the tempo of a form of a set after so many reps; a hold stands where it stood."""
    return position_ms if step.tempo is None else reps * step.tempo.rep_ms


def _done_so_far(state: State) -> tuple[int | None, int]:
    """Reps (None for a hold) and ms of the set in progress."""
    if state.step.kind is StepKind.HOLD:
        return None, max(state.position_ms, state.spent_ms)  # more than the position in overtime
    return state.reps_completed, state.spent_ms


def _keep_set_in_progress(state: State) -> Outcome:
    """Record what was done of a set that is about to be left, if anything was."""
    if not state.step.is_set:
        return state, ()
    reps, ms = _done_so_far(state)
    return _end_set(state, reps, ms) if reps or (reps is None and ms > 0) else (state, ())


def _end_set(state: State, reps: int | None, ms: int) -> Outcome:
    """Record the set. Entering a set again and doing less of it keeps the better result."""
    outcome = record.state_of_set(state.planned, reps, ms)
    result = record.result_of(state.index, state.planned, reps, ms, outcome, state.is_easier)
    kept = record.better(result, state.results[state.index])
    results = (*state.results[: state.index], kept, *state.results[state.index + 1 :])
    load = kept.load if kept.exercise in state.reloaded else None
    ended = record.SetEnded(state.index, kept.reps, kept.ms, kept.state, kept.eased, load)
    return replace(state, results=results), (Append(ended),)


def _complete_step(state: State) -> Outcome:
    effects: tuple[Effect, ...] = ()
    if state.step.is_set:
        hold = state.step.kind is StepKind.HOLD
        state, effects = _end_set(
            state,
            None if hold else state.step.reps,
            max(state.length_ms, state.spent_ms) if hold else state.spent_ms,
        )
    return _advance(state, effects)


def _advance(state: State, effects: tuple[Effect, ...]) -> Outcome:
    """To the start of the next step, or past the last one to the end."""
    if state.index + 1 < len(state.script.steps):
        return _at(state, state.index + 1), effects
    ended = record.state_at_the_end(state.script, state.results)
    finished = replace(state, status=Status.FINISHED, pause=None, count_in_ms=0)
    return finished, (*effects, Append(record.Ended(ended, state.active_ms)))


def _enter_next(state: State, effects: tuple[Effect, ...]) -> Outcome:
    """Advance because a person said so: the cue sounds now, unless the session is paused."""
    state, effects = _advance(state, effects)
    if state.status is Status.FINISHED:
        return state, (*effects, PlayCue(Cue.END))
    if state.status is Status.COUNT_IN:
        state = replace(state, status=Status.RUNNING, count_in_ms=0)
    if state.status is Status.RUNNING:
        effects = (*effects, *_cue(cues.entry_cue(state.script, state.index)))
    return state, (*effects, _save(state))


def _moved_on(before: State, after: State) -> bool:
    """True where a rep, some seconds of a hold or a step were completed between two states."""
    if before.index != after.index:
        return True
    if after.step.tempo is not None and not after.own_pace:
        return before.reps_completed != after.reps_completed
    return before.spent_ms // CHECKPOINT_MS != after.spent_ms // CHECKPOINT_MS


def _cue(cue: Cue | None) -> tuple[Effect, ...]:
    return () if cue is None else (PlayCue(cue),)


def _save(state: State) -> SavePlace:
    return SavePlace(state.place, state.active_ms)


_MOVES: dict[type, Callable[..., Outcome]] = {
    Skip: _skip,
    Back: _back,
    AdjustRest: _adjust_rest,
    CorrectCount: _correct_count,
    CorrectLastSet: _correct_last_set,
    SetPace: _set_pace,
    SetEasier: _set_easier,
    SetLoad: _set_load,
    Leave: _leave,
}

_TRANSITIONS: dict[Status, dict[type, Callable[..., Outcome]]] = {
    Status.WAITING: {
        Start: _start,
        Leave: _leave_unbegun,
        Ticked: _tick,
        AdjustRest: _more_time,
        Pause: _wait_to_start,
        Slept: _wait_to_start,
    },
    Status.RUNNING: {**_MOVES, Ticked: _tick, Pause: _pause, Slept: _slept, Done: _done},
    Status.COUNT_IN: {**_MOVES, Ticked: _tick, Pause: _pause, Slept: _slept},
    Status.PAUSED: {
        **_MOVES,
        Ticked: _still,
        Slept: _still,
        Pause: _pause_again,
        GoOn: _go_on,
        HurtAnswered: _hurt_answered,
    },
    Status.FINISHED: {},
    Status.LEFT: {},
}
