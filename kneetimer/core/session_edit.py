"""What a person asks to change in the history, or to add to it, before it is stored.

Says what an edit comes to and what takes it back; stores nothing and overwrites nothing. The sets
and the answers of the summary become an event of their own, the answers about the knee a newer
word on the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo

from kneetimer.core.knee import CheckMoment, KneeCheck, Sign
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.moments import in_zone, later, shown, stamp
from kneetimer.core.preferences import Knee
from kneetimer.core.record import (
    Answered,
    Edited,
    LoadEdit,
    SessionRecord,
    SessionState,
    SetEdit,
    SetResult,
    SetState,
)

LONGEST_MINUTES = 24 * 60
MORNING = time(7, 30)  # when an answer about a morning is taken to be from, where it is given later


@dataclass(frozen=True, slots=True)
class KneeEdit:
    """What the answer at one moment is changed to. Without a level it is taken back."""

    moment: CheckMoment
    level: int | None
    knee: Knee | None = None
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionEdit:
    """What is different now: how much of sets was done and with what, the answers, and the state."""

    session: str
    sets: tuple[SetEdit, ...] = ()
    answers: Answered | None = None
    checks: tuple[KneeEdit, ...] = ()
    state: SessionState | None = None
    loads: tuple[LoadEdit, ...] = ()

    def event(self, at: datetime) -> Edited:
        """What is stored with the session. It marks the session as edited in any case."""
        return Edited(at, self.sets, self.answers, self.state, self.loads)


def becomes_whole(record: SessionRecord, amounts: Mapping[int, int]) -> bool:
    """True where a partial session has all of its sets in full, with these corrections.

    `amounts` are reps or milliseconds by step.
    """
    if record.state is not SessionState.PARTIAL:
        return False
    return all(
        result.state is SetState.DONE
        if result.step not in amounts
        else amounts[result.step] >= _target(result)
        for result in record.sets
    )


def check_of(session: str, moment: CheckMoment, checks: Iterable[KneeCheck]) -> KneeCheck | None:
    """The answer about a session at a moment that counts: the newest one."""
    found = [check for check in checks if check.session == session and check.moment is moment]
    return max(found, key=lambda check: check.at, default=None)


def edited_checks(
    edit: SessionEdit, record: SessionRecord, checks: Sequence[KneeCheck], zone: tzinfo | None
) -> tuple[list[KneeCheck], list[KneeCheck]]:
    """The answers to store anew, and those to take back.

    A corrected answer stays at its own moment; one that is given for the first time is put where
    it would have been given. `zone` is that of the person.
    """
    kept: list[KneeCheck] = []
    dropped: list[KneeCheck] = []
    for each in edit.checks:
        if each.level is None:
            dropped += [
                check for check in checks if check.session == record.id and check.moment is each.moment
            ]
            continue
        earlier = check_of(record.id, each.moment, checks) or KneeCheck(
            f"{record.id}-{each.moment.value}",
            _moment(record, each.moment, zone),
            each.moment,
            each.level,
            session=record.id,
        )
        kept.append(replace(earlier, level=each.level, knee=each.knee, signs=each.signs))
    return kept, dropped


def taken_back(edit: SessionEdit, record: SessionRecord, checks: Sequence[KneeCheck]) -> SessionEdit:
    """The edit that makes a session what it was before `edit`; `record` and `checks` are from before."""
    results = {result.step: result for result in record.sets}
    knee = []
    for each in edit.checks:
        before = check_of(record.id, each.moment, checks)
        if before is None:
            knee.append(KneeEdit(each.moment, None))
        else:
            knee.append(KneeEdit(each.moment, before.level, before.knee, before.signs))
    return SessionEdit(
        edit.session,
        tuple(SetEdit(each.step, _amount(results[each.step])) for each in edit.sets),
        None if edit.answers is None else Answered(record.effort, record.pain, record.note),
        tuple(knee),
        None if edit.state is None else record.state,
        tuple(LoadEdit(each.step, results[each.step].load) for each in edit.loads),
    )


def _amount(result: SetResult) -> int:
    return result.ms if result.target_reps is None else result.reps or 0


def _target(result: SetResult) -> int:
    return (result.target_ms if result.target_reps is None else result.target_reps) or 0


def _moment(record: SessionRecord, moment: CheckMoment, zone: tzinfo | None) -> datetime:
    """When an answer about a session would have been given, in the local time of the session."""
    if moment is CheckMoment.BEFORE:
        return record.started
    started = in_zone(record.started, zone)
    if moment is CheckMoment.MORNING:
        day = started.date() + timedelta(days=1)
        return stamp(shown(datetime.combine(day, MORNING), started.tzinfo))
    return stamp(later(started, timedelta(milliseconds=record.active_ms)))


@dataclass(frozen=True, slots=True)
class AddedSession:
    """A session that was done without the program, all of its sets in full.

    `started` is local time as it stood on the clock, without a zone. Raises ValueError for
    lengths of no or more than 1,440 minutes.
    """

    week: int
    session: int
    started: datetime
    minutes: int
    answers: Answered

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= LONGEST_MINUTES:
            raise ValueError(f"a session lasts from 1 to {LONGEST_MINUTES} minutes, not {self.minutes}")
