"""What the plan and the knee need to know of a past session, with and without its sets.

`PastSession` is the part of a record that the schedule and the steering read. `SessionSummary` is a
past session in few words: it answers those questions as the full record does, and knows no set.
Ten years of summaries are read in the time of some weeks of records. Computes no record: record.py does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Protocol

from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.record import Hurt, SessionRecord, SessionState
from kneetimer.core.script import Script, SessionKind


class PastSession(Protocol):
    """A session as the schedule and the steering see it: a record, or a summary of one."""

    @property
    def id(self) -> str: ...
    @property
    def script(self) -> Script:
        """Its plan, week, session and kind; a summary has it without the steps."""

    @property
    def rehearsal(self) -> bool: ...
    @property
    def started(self) -> datetime: ...
    @property
    def state(self) -> SessionState: ...
    @property
    def removed(self) -> bool: ...
    @property
    def pain(self) -> int | None: ...
    @property
    def hurts(self) -> tuple[Hurt, ...]: ...
    @property
    def is_practice(self) -> bool: ...
    @property
    def worked(self) -> bool:
        """True where something of a set was done."""

    def counts(self) -> bool: ...


class PastSessions(tuple[PastSession, ...]):
    """Sessions in any order, and what the rules ask of all of them at every change, worked out once.

    With ten years of them it would else be gone through a dozen times at each press on a setting.
    """

    @cached_property
    def counted(self) -> tuple[PastSession, ...]:
        """Those that move a plan on, oldest first."""
        return tuple(sorted((each for each in self if each.counts()), key=lambda each: each.started))

    @cached_property
    def trained(self) -> tuple[PastSession, ...]:
        """Those in which something was trained, practices too, oldest first."""
        kept = (each for each in self if _has_work(each) and not each.rehearsal and not each.removed)
        return tuple(sorted(kept, key=lambda each: each.started))

    @cached_property
    def with_signs(self) -> tuple[PastSession, ...]:
        """Those in which a sign was named, rehearsals and deleted ones apart."""
        real = (each for each in self if each.hurts and not each.rehearsal and not each.removed)
        return tuple(each for each in real if any(hurt.signs for hurt in each.hurts))

    @cached_property
    def last_day(self) -> date:
        """The last day on which a plan was trained, be it in part. Raises ValueError where none was."""
        done = (each for each in self if _has_work(each) and not each.rehearsal and not each.is_practice)
        return max(each.started.date() for each in (*self.counted, *done))


def past_of(records: Sequence[PastSession]) -> PastSessions:
    """The same sessions, as what remembers what was asked of them."""
    return records if isinstance(records, PastSessions) else PastSessions(records)


def _has_work(record: PastSession) -> bool:
    return record.state in (SessionState.PARTIAL, SessionState.FINISHED) and record.worked


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A past session without its sets. `share` is what `strength_share` of the record said.

    `counted` is what record.counts_for_plan says of it, worked out once: it is asked for often.
    """

    id: str
    script: Script
    rehearsal: bool
    started: datetime
    state: SessionState
    removed: bool
    pain: int | None
    hurts: tuple[Hurt, ...]
    worked: bool
    share: float
    counted: bool

    @property
    def is_practice(self) -> bool:
        return self.script.kind is SessionKind.PRACTICE

    def counts(self) -> bool:
        return self.counted


def summary_of(record: SessionRecord) -> SessionSummary:
    """A record in few words."""
    return SessionSummary(
        id=record.id,
        script=replace(record.script, steps=()),
        rehearsal=record.rehearsal,
        started=record.started,
        state=record.state,
        removed=record.removed,
        pain=record.pain,
        hurts=record.hurts,
        worked=record.worked,
        share=record.strength_share(),
        counted=record.counts(),
    )
