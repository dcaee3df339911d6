"""What the Settings page shows, built from the choices and their plan. No Qt, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kneetimer.core.exercise import Exercise
from kneetimer.core.plan import BlockKind, Plan
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import rest_between_sets
from kneetimer.ui.wording import settings as words


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup that can be put back: its file, and when it was made in words."""

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class DataLines:
    """What the page says about the folder and its backups; the words come ready-made."""

    folder: str
    size: str
    last_backup: str
    backups: tuple[BackupLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RestLine:
    """The rest of one exercise and where it comes from.

    `own` is True where the person chose it for this exercise here, `fixed` where they chose it in the
    plan, which stands over the settings.
    """

    exercise: str
    name: str
    value_s: int
    own: bool
    fixed: bool
    caption: str


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The choices, what the plan says about rests, and what the choices do to the next session."""

    preferences: Preferences
    rest_sets_plan: tuple[int, int]
    rest_exercises_plan: int
    length: str
    consequence: str
    data: DataLines
    today: str = ""
    rests: tuple[RestLine, ...] = ()

    @property
    def today_rest_s(self) -> int | None:
        """The rest for today alone; None where there is none or it was for another day."""
        return self.preferences.today_rest_s if self.preferences.today_rest_on == self.today else None

    @property
    def usual_rests(self) -> tuple[int, int]:
        """The shortest and the longest rest between sets, today's own left aside."""
        values = [line.value_s for line in self.rests]
        least, most = self.rest_sets_plan
        return min(values, default=least), max(values, default=most)


def settings_view(
    preferences: Preferences,
    plan: Plan,
    week: int,
    minutes_before: int,
    minutes_after: int,
    now: datetime,
    data: DataLines,
    exercises: Mapping[str, Exercise] | None = None,
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
        today=now.date().isoformat(),
        rests=_rest_lines(preferences, plan, week, exercises or {}),
    )


def _rest_lines(
    preferences: Preferences, plan: Plan, week: int, exercises: Mapping[str, Exercise]
) -> tuple[RestLine, ...]:
    """The exercises of a week that have rests between sets, each once."""
    lines: dict[str, RestLine] = {}
    for block in plan.blocks_of(week):
        for dose in block.doses if block.kind.has_rests else ():
            if dose.exercise not in exercises or dose.exercise in lines:
                continue
            own = dose.exercise in preferences.rest_of_exercise_s and not dose.rest_chosen
            if dose.rest_chosen:
                caption = words.IN_YOUR_PLAN
            elif own:
                caption = words.from_this_exercise(dose.rest_s)
            elif preferences.rest_sets_s is not None:
                caption = words.from_your_setting(dose.rest_s)
            else:
                caption = words.FROM_THE_PLAN
            lines[dose.exercise] = RestLine(
                dose.exercise,
                exercises[dose.exercise].name,
                rest_between_sets(dose, preferences),
                own,
                dose.rest_chosen,
                caption,
            )
    return tuple(lines.values())
