"""Where a person stands in their plan, and so which session comes next: the one place to ask.

Joins the plan, its changes, the history, the knee, the runs and the settings. Whatever names the next
session or its length asks here, so that all say the same. Reads no clock, stores nothing, says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kneetimer.core.exercise import Exercise
from kneetimer.core.gate import Gate, Permission, gate_for
from kneetimer.core.good_days import Rhythm, rhythm_of
from kneetimer.core.knee import KneeCheck, limits_of
from kneetimer.core.plan import Plan
from kneetimer.core.preferences import Preferences
from kneetimer.core.reminder import is_due
from kneetimer.core.run import Run
from kneetimer.core.schedule import ComingSession, NextSession, coming_sessions
from kneetimer.core.script import Script, SessionKind, build_script
from kneetimer.core.short import chosen_script
from kneetimer.core.steering import steered_session
from kneetimer.core.substitute import substituted
from kneetimer.core.summary import PastSession


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that decides about the next session, at one moment.

    `plan` is the one that the person follows, with their changes in it. `records` are all sessions,
    of any plan and in any order. `checks` are the answers about the knee that may say something about
    today, see steering.telling_since. `now` is aware.
    """

    plan: Plan
    preferences: Preferences
    records: Sequence[PastSession]
    exercises: Mapping[str, Exercise]
    now: datetime
    runs: tuple[Run, ...] = ()
    checks: Sequence[KneeCheck] = ()
    # What was worked out once; a new moment begins with nothing.
    _due: list[NextSession] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def rhythm(self) -> Rhythm:
        """The person's runs and days."""
        return rhythm_of(self.preferences, self.runs, self.now)

    @property
    def plan_done(self) -> Plan:
        """The plan as it is really done: with what stands in for missing kit."""
        return substituted(self.plan, self.preferences.missing_kit, self.exercises)

    @property
    def due(self) -> NextSession:
        """The session that comes next."""
        if not self._due:
            steered = steered_session(
                self.plan, self.records, self.preferences, self.today, self.checks, self.rhythm
            )
            self._due.append(steered.coming)
        return self._due[0]

    @property
    def gate(self) -> Gate:
        """Whether a session may begin now, and why."""
        return gate_for(self.records, self.checks, limits_of(self.preferences), self.today)

    def is_reminder_due(self) -> bool:
        """True where it is time to remind of a session, and neither days nor knee speak against it."""
        goes = self.gate.permission is Permission.GO
        return goes and is_due(self.preferences.reminder_at, self.due.rest, self.now)

    def script(self, week: int | None = None, session: int | None = None, day: date | None = None) -> Script:
        """The script of a session, or of the one that comes next where it is that or none is named.

        Naming only one of the two takes session 1, or the coming week. `day` is when it will be done,
        today unless it is given: a rest may hold for one day alone. Raises ValueError where the plan
        has no such week or session.
        """
        due = self.due
        if week is None:
            week, session = due.week, session or due.session
        session = session or 1
        is_due = (week, session) == (due.week, due.session)
        return build_script(
            self.plan_done,
            week,
            session,
            self.preferences.on(day or self.today),
            self.exercises,
            sets_fewer=due.sets_fewer if is_due else 0,
        )

    def chosen(self, kind: SessionKind) -> Script | None:
        """What a person chose to do of the coming session; None where that choice makes no sense."""
        return self.choices((kind,)).get(kind)

    def choices(self, kinds: Sequence[SessionKind] = tuple(SessionKind)) -> dict[SessionKind, Script]:
        """Everything but the full session that a person may choose of `kinds`, the longest first."""
        due, plan, preferences = self.due, self.plan_done, self.preferences.on(self.today)
        found = {
            kind: chosen_script(
                kind,
                plan,
                due.week,
                due.session,
                preferences,
                self.exercises,
                sets_fewer=due.sets_fewer,
            )
            for kind in kinds
            if kind is not SessionKind.FULL
        }
        return {kind: script for kind, script in found.items() if script is not None}

    def coming(self) -> tuple[ComingSession, ...]:
        """The sessions that the plan still asks for, each on its best day."""
        target = self.preferences.sessions_a_week
        return coming_sessions(self.plan, self.due, target, self.rhythm, self.records)
