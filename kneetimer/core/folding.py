"""The record of a session, folded from its events one by one, with the corrections that came later.

Computes only what the events say, so it can always be computed again. Knows nothing of files;
storage/records/history.py keeps the events.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from kneetimer.core.record import (
    Answered,
    Began,
    Checkpoint,
    EasierChanged,
    Edited,
    Ended,
    Hurt,
    HurtAnswer,
    PaceChanged,
    Paused,
    Place,
    Removed,
    SessionEvent,
    SessionRecord,
    SessionState,
    SetCorrected,
    SetEnded,
    SetResult,
    SetState,
    WentOn,
    better,
    result_of,
    state_of_set,
)
from kneetimer.core.script import Step, StepKind


def fold(
    session_id: str, events: Iterable[SessionEvent], checkpoint: Checkpoint | None = None
) -> SessionRecord:
    """The record that a session's events amount to.

    Raises ValueError where they do not begin with Began or name steps that the script has not.
    """
    folding = Folding(session_id)
    for event in events:
        folding.add(event)
    return folding.record(checkpoint)


class Folding:
    """Folds the events of a session one by one, so that the next one costs no look at those before.

    After a ValueError it is of no more use: what was refused may be half in it.
    """

    def __init__(self, session_id: str) -> None:
        self._id = session_id
        self._record: SessionRecord | None = None
        self._results: dict[int, SetResult] = {}
        self._amendments: list[Edited | Removed] = []
        self._place = Place(0, 0, 0)
        self._count = 0

    @property
    def state(self) -> SessionState:
        """What the session is so far, corrections apart."""
        return SessionState.RUNNING if self._record is None else self._record.state

    @property
    def corrected(self) -> datetime | None:
        """When the newest correction so far was made."""
        return max((each.at for each in self._amendments), default=None)

    def add(self, event: SessionEvent) -> None:
        """Take in the next event. Raises ValueError where it cannot follow."""
        self._count += 1
        record = self._record
        if record is None:
            if not isinstance(event, Began):
                raise ValueError("a session's events must start with its beginning")
            self._record = _begun(self._id, event)
            return
        steps = record.script.planned
        step = getattr(event, "step", None)
        if step is not None and not 0 <= step < len(steps):
            raise ValueError(f"step {step} is not one of the session's {len(steps)} steps")
        match event:
            case SetEnded():
                at = event.step
                if not steps[at].is_set:
                    raise ValueError(f"step {at} is not a set")
                result = result_of(at, steps[at], event.reps, event.ms, event.state, event.eased, event.load)
                self._results[at] = better(result, self._results.get(at))
                self._place = Place(min(at + 1, len(steps) - 1), 0, 0)
            case SetCorrected():
                if event.step not in self._results:
                    raise ValueError(f"step {event.step} was corrected before it was done")
                self._results[event.step] = replace(
                    self._results[event.step], reps=event.reps, state=event.state
                )
            case Paused() | WentOn():
                self._place = Place(event.step, event.position_ms, event.position_ms)
                if isinstance(event, WentOn):
                    record = replace(record, said=None)
            case PaceChanged():
                record = replace(record, own_pace=event.own)
            case EasierChanged():
                record = _with_form(record, steps[event.step].exercise, eased=event.on)
            case Hurt():
                record = _with_hurt(record, event)
                if event.answer is HurtAnswer.EASE:
                    record = _with_form(record, steps[event.step].exercise, eased=True)
            case Ended():
                record = replace(record, state=event.state, active_ms=event.active_ms)
            case Answered():
                record = replace(record, effort=event.effort, pain=event.pain, note=event.note)
            case Edited() | Removed():
                if record.state not in (SessionState.FINISHED, SessionState.PARTIAL):
                    raise ValueError("only a session that is over can be corrected")
                self._amendments.append(event)
            case Began():
                raise ValueError("a session cannot begin twice")
        self._record = record

    def record(self, checkpoint: Checkpoint | None = None) -> SessionRecord:
        """The session as it stands after all that was added. Raises ValueError where nothing was."""
        record, place = self._record, self._place
        if record is None:
            raise ValueError("a session's events must start with its beginning")
        steps = record.script.planned
        results = {
            index: self._results.get(index) or _empty_result(index, planned)
            for index, planned in enumerate(steps)
            if planned.is_set
        }
        if self._amendments:
            record = _amended(record, self._amendments, results, steps)
        if checkpoint is not None and record.state is SessionState.RUNNING:
            if not 0 <= checkpoint.step < len(steps):
                raise ValueError(f"step {checkpoint.step} is not one of the session's {len(steps)} steps")
            record = replace(record, active_ms=checkpoint.active_ms)
            if checkpoint.after >= self._count:
                place = Place(
                    checkpoint.step, checkpoint.position_ms, checkpoint.spent_ms, checkpoint.own_count
                )
        return replace(record, place=place, sets=tuple(results.values()))


def _empty_result(index: int, step: Step) -> SetResult:
    """A prescribed set before anything was done of it."""
    return result_of(index, step, None if step.kind is StepKind.HOLD else 0, 0, SetState.SKIPPED)


def _begun(session_id: str, began: Began) -> SessionRecord:
    """The record of a session of which nothing is known but that it began."""
    return SessionRecord(
        id=session_id,
        script=began.script,
        rehearsal=began.rehearsal,
        started=began.started,
        zone=began.zone,
        state=SessionState.RUNNING,
        active_ms=0,
        place=Place(0, 0, 0),
        sets=(),
        own_pace=began.own_pace,
        eased=frozenset(began.script.eased),
        hurts=(),
        effort=None,
        pain=None,
        note="",
        by_hand=began.by_hand,
    )


def _with_hurt(record: SessionRecord, hurt: Hurt) -> SessionRecord:
    """The record with one more answer, which takes the place of one that was left open in the same pause."""
    hurts = record.hurts
    if record.said is not None and record.said.answer is HurtAnswer.OPEN and hurts:
        hurts = hurts[:-1]
    taken_back = hurt.answer is HurtAnswer.OPEN and (hurt.level, hurt.knee, hurt.signs) == (None, None, ())
    if taken_back:
        return replace(record, hurts=hurts, said=None)
    return replace(record, hurts=(*hurts, hurt), said=hurt)


def _with_form(record: SessionRecord, exercise: str, *, eased: bool) -> SessionRecord:
    return replace(record, eased=record.eased | {exercise} if eased else record.eased - {exercise})


def _amended(
    record: SessionRecord,
    amendments: Iterable[Edited | Removed],
    results: dict[int, SetResult],
    steps: tuple[Step, ...],
) -> SessionRecord:
    """The record with its corrections, the latest last: histories of two computers may mix them."""
    for amendment in sorted(amendments, key=lambda each: each.at):
        if isinstance(amendment, Removed):
            record = replace(record, removed=amendment.removed)
            continue
        record = replace(record, edited=amendment.at, state=amendment.state or record.state)
        if amendment.answers is not None:
            said = amendment.answers
            record = replace(record, effort=said.effort, pain=said.pain, note=said.note)
        for edit in amendment.sets:
            if edit.step not in results:
                raise ValueError(f"step {edit.step} is not a set")
            results[edit.step] = _edited(results[edit.step], steps[edit.step], edit.amount)
        for each in amendment.loads:
            if each.step not in results:
                raise ValueError(f"step {each.step} is not a set")
            results[each.step] = replace(results[each.step], load=each.load)
    return record


def _edited(old: SetResult, step: Step, amount: int) -> SetResult:
    if step.kind is StepKind.HOLD:
        return replace(old, ms=amount, state=state_of_set(step, None, amount))
    # How long the reps took was measured or is not known; a corrected count does not change it.
    return replace(old, reps=amount, state=state_of_set(step, amount, old.ms))
