"""What comes next for a person: the one place to ask for the next session, its script and its gate.

Joins the plan, its changes, the history, the knee, the runs and the settings. Whatever names the next
session or its length asks here, so that all say the same. Reads no clock, stores nothing, says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from kneetimer.core.easing import begun_easier
from kneetimer.core.exercise import Exercise
from kneetimer.core.gate import Gate, Permission, gate_for
from kneetimer.core.good_days import Rhythm, rhythm_of
from kneetimer.core.knee import KneeCheck, LookedAt, limits_of
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import Plan
from kneetimer.core.plan_edit import swaps_on, with_swaps
from kneetimer.core.preferences import Preferences
from kneetimer.core.reminder import is_due
from kneetimer.core.run import Run
from kneetimer.core.schedule import ComingSession, NextSession, coming_sessions, on_chosen_day
from kneetimer.core.script import BOTH_ALIKE, Script, SessionKind, WeakerSides, build_script
from kneetimer.core.short import chosen_script
from kneetimer.core.steering import RECENT_SESSIONS, lifts_signs, steered_session, with_seen
from kneetimer.core.substitute import substituted
from kneetimer.core.summary import PastSession, past_of
from kneetimer.core.weaker import COMPARED

# More than the weeks around today, and the last sessions of most people; `is_enough` says whether it does.
RECENT = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything that decides about the next session at one moment, and what it decides.

    `plan` is the one that the person follows, with their changes in it, and `plan_done` what of it is
    really done: with what stands in for missing kit. `records` are all sessions, of any plan and in any
    order. `checks` are the answers about the knee that may say something about today, see
    steering.decisive_since, without the signs that `seen` has lifted; `told` are the records without them,
    as the rules about knees take them. `now` is aware. `weaker` is what the
    last sessions say of the two sides. Made by `outlook_of`.
    """

    plan: Plan
    preferences: Preferences
    records: Sequence[PastSession]
    exercises: Mapping[str, Exercise]
    now: datetime
    runs: tuple[Run, ...]
    checks: Sequence[KneeCheck]
    plan_done: Plan
    rhythm: Rhythm  # the person's runs and days
    due: NextSession  # the session that comes next
    gate: Gate  # whether a session may begin now, and why
    told: Sequence[PastSession]
    is_week_held: bool  # the plan alone would be in a later week: the knee keeps it in this one
    weaker: WeakerSides = BOTH_ALIKE
    seen: LookedAt | None = None

    @property
    def today(self) -> date:
        return self.now.date()

    def again(self, **changes: Any) -> Outlook:
        """The same person with something changed: `now`, `plan`, `preferences`, `runs`."""
        names = ("plan", "preferences", "records", "exercises", "now", "runs", "checks", "weaker", "seen")
        return outlook_of(**({name: getattr(self, name) for name in names} | changes))

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
        preferences = self.preferences.on(day or self.today)
        if is_due and (due.held or due.sets_fewer):
            preferences = preferences.with_(extra_weaker_set=False)  # no day for more than the plan has
        script = build_script(
            self.plan_done,
            week,
            session,
            preferences,
            self.exercises,
            sets_fewer=due.sets_fewer if is_due else 0,
            weaker=self.weaker,
        )
        return begun_easier(script, self.preferences.eased, self.exercises)

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
                weaker=self.weaker,
            )
            for kind in kinds
            if kind is not SessionKind.FULL
        }
        eased = preferences.eased
        return {
            kind: begun_easier(script, eased, self.exercises)
            for kind, script in found.items()
            if script is not None
        }

    def coming(self) -> tuple[ComingSession, ...]:
        """The sessions that the plan still asks for, each on its best day."""
        target = self.preferences.sessions_a_week
        return coming_sessions(self.plan, self.due, target, self.rhythm, self.records)


def outlook_of(
    plan: Plan,
    preferences: Preferences,
    records: Sequence[PastSession],
    exercises: Mapping[str, Exercise],
    now: datetime,
    runs: tuple[Run, ...] = (),
    checks: Sequence[KneeCheck] = (),
    weaker: WeakerSides = BOTH_ALIKE,
    seen: LookedAt | None = None,
) -> Outlook:
    """What comes next for somebody of whom this is known."""
    rhythm = rhythm_of(preferences, runs, now)
    told, checks = with_seen(records, checks, seen)
    steered = steered_session(plan, told, preferences, now.date(), checks, rhythm, seen)
    return Outlook(
        plan,
        preferences,
        records,
        exercises,
        now,
        runs,
        checks,
        with_swaps(
            substituted(plan, preferences.missing_on(now.date()), exercises),
            swaps_on(preferences, plan.id, now.date()),
            exercises,
        ),
        rhythm,
        on_chosen_day(steered.coming, plan, rhythm),
        gate_for(told, checks, limits_of(preferences), now.date()),
        told,
        steered.week_held,
        weaker,
        seen,
    )


def decisive_from(plan: Plan, now: datetime) -> datetime | None:
    """The moment from which on sessions decide about today, where `is_enough` says so; None where all may.

    `plan` is the one that is followed: all that was done of it since it was begun is counted and shown.
    """
    return None if plan.since is None else min(plan.since, now - RECENT)


def is_enough(recent: Sequence[PastSession], checks: Sequence[KneeCheck], since: datetime) -> bool:
    """True where no session that began before `since`, a `decisive_from`, can say anything about today.

    `recent` are all that began later, `checks` the answers that may say something about today.
    """
    past = past_of(recent)
    done = [each for each in past.trained if not (each.is_practice or each.script.gentle)]
    if len(done) < max(RECENT_SESSIONS, COMPARED) or not past.counted:
        return False
    ids = {each.id for each in past}
    of_now = [check for check in checks if check.at >= since]
    if any(check.session is not None and check.session not in ids for check in of_now):
        return False
    # A sign from before is in force until an answer of a later day, whatever the zone of either.
    last_day = since.date() + timedelta(days=2)
    return any(lifts_signs(check) and check.at.date() > last_day for check in of_now)
