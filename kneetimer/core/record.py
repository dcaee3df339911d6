"""What really happened in a session, as values: its events, its sets and its record, and what they amount to.

A session is stored as a sequence of events that is only ever appended to; folding.py computes the record
that people read from it. Knows nothing of files and of the order of events.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from datetime import datetime

from kneetimer.core.exercise import Side
from kneetimer.core.knee import Sign
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import BlockKind
from kneetimer.core.preferences import Knee
from kneetimer.core.script import Script, SessionKind, Step, StepKind


class SetState(enum.Enum):
    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"


class SessionState(enum.Enum):
    RUNNING = "running"
    FINISHED = "finished"
    PARTIAL = "partial"
    DISCARDED = "discarded"


class PauseReason(enum.Enum):
    PERSON = "person"
    SLEPT = "slept"
    STOOD_STILL = "stood-still"  # the program got no time for long, while the machine was awake
    HURTS = "hurts"
    LEAVING = "leaving"
    INTERRUPTED = "interrupted"  # the window or the machine went away


class HurtAnswer(enum.Enum):
    """What a person chose to do about an exercise that hurts."""

    EASE = "ease"
    SKIP = "skip"
    STOP = "stop"
    GO_ON = "go-on"
    OPEN = "open"  # nothing yet: what was said is kept, and the session waits


@dataclass(frozen=True, slots=True)
class Began:
    """A session began. `started` carries its UTC offset; `zone` is the zone's name, if known.

    `by_hand` marks a session that was done elsewhere and written down later.
    """

    script: Script
    rehearsal: bool
    started: datetime
    zone: str
    own_pace: bool
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class SetEnded:
    """A set ended: `reps` is None for a hold, `ms` is the time really worked or held.

    `state` is measured by the plan's dose, also where the set was done in its easier form. `load` is the
    weight or band where that was changed in the session, else None.
    """

    step: int
    reps: int | None
    ms: int
    state: SetState
    eased: bool = False
    load: str | None = None


@dataclass(frozen=True, slots=True)
class SetCorrected:
    """A person said afterwards how many reps a set really had. This stands, also where it is less."""

    step: int
    reps: int
    state: SetState


@dataclass(frozen=True, slots=True)
class Paused:
    step: int
    position_ms: int
    reason: PauseReason
    slept_s: int = 0


@dataclass(frozen=True, slots=True)
class WentOn:
    step: int
    position_ms: int
    redo: bool


@dataclass(frozen=True, slots=True)
class PaceChanged:
    step: int
    own: bool


@dataclass(frozen=True, slots=True)
class EasierChanged:
    """The exercise of a step is done in its easier form from now on, or in full again."""

    step: int
    on: bool


@dataclass(frozen=True, slots=True)
class Hurt:
    """A person said that it hurts: how much (0-10), which knee, and what they chose to do.

    While the answer is OPEN, the next one before going on takes its place: it is the same question.
    """

    step: int
    level: int | None
    knee: Knee | None
    answer: HurtAnswer
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    state: SessionState
    active_ms: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers on the summary. None means not answered, which is never read as 0."""

    effort: int | None
    pain: int | None
    note: str

    def __post_init__(self) -> None:
        for name, value in (("effort", self.effort), ("pain", self.pain)):
            if value is not None and not 0 <= value <= 10:
                raise ValueError(f"{name} must be from 0 to 10, not {value}")


@dataclass(frozen=True, slots=True)
class SetEdit:
    """What a set is changed to: reps for a set of reps, milliseconds held for a hold."""

    step: int
    amount: int

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError(f"a set cannot have {self.amount}")


@dataclass(frozen=True, slots=True)
class LoadEdit:
    """What a set was really done with: words as of `SetResult.load`, "" for nothing."""

    step: int
    load: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A person corrected a session that is over. What it corrects stays stored before it.

    `at` is when; of two corrections of the same thing the later one counts, in whatever order
    they are stored. None for `answers` and `state` leaves them as they are.
    """

    at: datetime
    sets: tuple[SetEdit, ...] = ()
    answers: Answered | None = None
    state: SessionState | None = None
    loads: tuple[LoadEdit, ...] = ()

    def __post_init__(self) -> None:
        if self.state not in (None, SessionState.FINISHED, SessionState.PARTIAL):
            raise ValueError("a correction can only make a session finished or partial")


@dataclass(frozen=True, slots=True)
class Removed:
    """A person deleted a session, or with `removed` False took that back. It stays stored."""

    at: datetime
    removed: bool = True


SessionEvent = (
    Began
    | SetEnded
    | SetCorrected
    | Paused
    | WentOn
    | PaceChanged
    | EasierChanged
    | Hurt
    | Ended
    | Answered
    | Edited
    | Removed
)

AFTER_THE_END = (Answered, Edited, Removed)
"""The only events that may follow the end of a session."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a running session was, written between events.

    `after` is the sequence number of the last event stored before it: a checkpoint older
    than the last event says nothing any more.
    """

    after: int
    step: int
    position_ms: int
    spent_ms: int
    active_ms: int
    own_count: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """The step a session stands at and how far into it."""

    step: int
    position_ms: int
    spent_ms: int
    own_count: int | None = None


@dataclass(frozen=True, slots=True)
class SetResult:
    """One prescribed set and what was done of it.

    For a hold `target_reps` and `reps` are None; for a set of reps `target_ms` is None. `eased` says that
    it was done in the easier form of its exercise; the target is the plan's all the same. `load` as in Step.
    """

    step: int
    exercise: str
    block: BlockKind
    side: Side | None
    set: int
    target_reps: int | None
    reps: int | None
    target_ms: int | None
    ms: int
    state: SetState
    eased: bool = False
    load: str = ""

    @property
    def share(self) -> float:
        """How much of the prescribed set was done, from 0 to 1."""
        if self.target_reps:
            return min(1.0, (self.reps or 0) / self.target_reps)
        if self.target_ms:
            return min(1.0, self.ms / self.target_ms)
        return 0.0


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session as its events tell it. `sets` has every prescribed set, in order.

    `eased` are the exercises that were in their easier form last; which sets were, `sets` has.
    `said` is the answer about pain after which nobody has gone on. `edited` is when it was corrected
    last, None where it is as it happened.
    """

    id: str
    script: Script
    rehearsal: bool
    started: datetime
    zone: str
    state: SessionState
    active_ms: int
    place: Place
    sets: tuple[SetResult, ...]
    own_pace: bool
    eased: frozenset[str]
    hurts: tuple[Hurt, ...]
    effort: int | None
    pain: int | None
    note: str
    by_hand: bool = False
    edited: datetime | None = None
    removed: bool = False
    said: Hurt | None = None

    @property
    def is_practice(self) -> bool:
        """True for one exercise done by itself, which is no session of a plan."""
        return self.script.kind is SessionKind.PRACTICE

    def strength_share(self) -> float:
        """How much of the strength block that the plan prescribed was done, 0 to 1.

        Each set weighs the same, and so do those that a short session leaves out.
        """
        shares = [result.share for result in self.sets if result.block is BlockKind.STRENGTH]
        prescribed = len(shares) + self.script.left_out
        return sum(shares) / prescribed if prescribed else 0.0

    @property
    def worked(self) -> bool:
        """True where something of a set was done."""
        return any(result.share > 0 for result in self.sets)

    def counts(self) -> bool:
        """True where the session moves the plan on: see `counts_for_plan`."""
        return counts_for_plan(self.script, self.state, self.rehearsal, self.removed, self.strength_share())


def counts_for_plan(
    script: Script, state: SessionState, rehearsal: bool, removed: bool, strength_share: float
) -> bool:
    """True for a session that moves the plan on: done in full, or at least half of its strength work.

    That is half of the full session's work also where a shorter one was chosen and finished.
    A rehearsal, a practice, a discarded, a deleted and a gentle session never count.
    """
    if rehearsal or removed or script.kind in (SessionKind.GENTLE, SessionKind.PRACTICE):
        return False
    if state is SessionState.FINISHED and script.kind is SessionKind.FULL:
        return True
    ended = state in (SessionState.FINISHED, SessionState.PARTIAL)
    return ended and strength_share >= 0.5


def result_of(
    index: int,
    step: Step,
    reps: int | None,
    ms: int,
    state: SetState,
    eased: bool = False,
    load: str | None = None,
) -> SetResult:
    """A prescribed set and what was done of it; `step` is the plan's. Without `load` it has the step's."""
    hold = step.kind is StepKind.HOLD
    return SetResult(
        step=index,
        exercise=step.exercise,
        block=step.block,
        side=step.side,
        set=step.set,
        target_reps=step.reps,
        reps=reps,
        target_ms=step.length_ms if hold else None,
        ms=ms,
        state=state,
        eased=eased,
        load=step.load if load is None else load,
    )


def state_of_set(step: Step, reps: int | None, ms: int) -> SetState:
    """Done when the whole dose was done, partial when some of it was, else skipped."""
    done, target = (ms, step.length_ms) if step.kind is StepKind.HOLD else (reps or 0, step.reps or 0)
    if done >= target:
        return SetState.DONE
    return SetState.PARTIAL if done > 0 else SetState.SKIPPED


def state_at_the_end(script: Script, results: Sequence[SetResult | None]) -> SessionState:
    """What a session is whose last step was reached: finished from half of its strength work on.

    `results` has one entry a step, None where nothing of a set was done: what was skipped counts for
    nothing. A script without strength work (a warm-up, a cool-down) goes by all of its sets.
    """
    sets = [
        (step.block, 0.0 if result is None else result.share)
        for step, result in zip(script.planned, results, strict=True)
        if step.is_set
    ]
    shares = [share for block, share in sets if block is BlockKind.STRENGTH] or [share for _, share in sets]
    return SessionState.FINISHED if shares and 2 * sum(shares) >= len(shares) else SessionState.PARTIAL


def better(new: SetResult, old: SetResult | None) -> SetResult:
    """The result to keep when a set was entered twice: going back never loses what was done."""
    if old is None:
        return new
    if new.target_reps is None:  # of two holds the longer one, also past the target
        return new if new.ms >= old.ms else old
    if new.state is SetState.DONE or new.share >= old.share:
        return new
    return old
