"""What the Settings page shows, built from the choices and their plan. No Qt, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kneetimer.core.plan import BlockKind, Plan
from kneetimer.core.preferences import Preferences
from kneetimer.ui.wording import settings as words


@dataclass(frozen=True, slots=True)
class DataLines:
    """What the page says about the folder and its backups; the words come ready-made."""

    folder: str
    size: str
    last_backup: str


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The choices, what the plan says about rests, and what the choices do to the next session."""

    preferences: Preferences
    rest_sets_plan: tuple[int, int]
    rest_exercises_plan: int
    length: str
    consequence: str
    data: DataLines


def settings_view(
    preferences: Preferences,
    plan: Plan,
    week: int,
    minutes_before: int,
    minutes_after: int,
    now: datetime,
    data: DataLines,
) -> SettingsView:
    """The page after a change that took the next session from `minutes_before` to `minutes_after`.

    Before any change both are the session's length. `week` is that of the next session.
    """
    rests = [
        dose.rest_s
        for block in plan.blocks_of(week)
        if block.kind is BlockKind.STRENGTH
        for dose in block.doses
    ]
    length = words.length(minutes_before, minutes_after)
    done_at = now + timedelta(minutes=minutes_after)
    return SettingsView(
        preferences=preferences,
        rest_sets_plan=(min(rests, default=0), max(rests, default=0)),
        rest_exercises_plan=plan.rest_exercises_s,
        length=length,
        consequence=words.consequence(length, done_at),
        data=data,
    )
