"""The session that comes next, from what is stored: used by the window and by the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kneetimer.core.good_days import ANY_DAY, Rhythm
from kneetimer.core.knee import KneeCheck
from kneetimer.core.plan import Plan
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import SessionRecord
from kneetimer.core.script import Script, SessionKind, build_script
from kneetimer.core.short import chosen_script
from kneetimer.core.steering import steered_session
from kneetimer.core.substitute import substituted
from kneetimer.storage.library import load_exercises


def plan_for(plan: Plan, preferences: Preferences) -> Plan:
    """The plan as this person does it: with what stands in for missing kit."""
    return substituted(plan, preferences.missing_kit, load_exercises())


def script_of(
    plan: Plan,
    preferences: Preferences,
    records: Sequence[SessionRecord],
    today: date,
    week: int | None = None,
    session: int | None = None,
    rhythm: Rhythm = ANY_DAY,
    checks: Sequence[KneeCheck] = (),
) -> Script:
    """The script of a week and session, or of the one that comes next where they are not named.

    Naming only one of the two takes session 1, or the coming week. Raises ValueError where the
    plan has no such week or session.
    """
    plan = plan_for(plan, preferences)
    preferences = preferences.on(today)
    if week is None and session is None:
        due = steered_session(plan, records, preferences, today, checks, rhythm).coming
        return build_script(
            plan, due.week, due.session, preferences, load_exercises(), sets_fewer=due.sets_fewer
        )
    if week is None:
        week = steered_session(plan, records, preferences, today, checks, rhythm).coming.week
    return build_script(plan, week, session or 1, preferences, load_exercises())


def chosen(
    kind: SessionKind,
    plan: Plan,
    preferences: Preferences,
    records: Sequence[SessionRecord],
    today: date,
    rhythm: Rhythm = ANY_DAY,
    checks: Sequence[KneeCheck] = (),
) -> Script | None:
    """What a person chose to do of the coming session; None where that choice makes no sense."""
    plan = plan_for(plan, preferences)
    preferences = preferences.on(today)
    due = steered_session(plan, records, preferences, today, checks, rhythm).coming
    return chosen_script(
        kind, plan, due.week, due.session, preferences, load_exercises(), sets_fewer=due.sets_fewer
    )


def choices(
    plan: Plan,
    preferences: Preferences,
    records: Sequence[SessionRecord],
    today: date,
    rhythm: Rhythm = ANY_DAY,
    checks: Sequence[KneeCheck] = (),
) -> dict[SessionKind, Script]:
    """Everything but the full session that a person may choose, the longest first."""
    found = {
        kind: chosen(kind, plan, preferences, records, today, rhythm, checks)
        for kind in SessionKind
        if kind is not SessionKind.FULL
    }
    return {kind: script for kind, script in found.items() if script is not None}
