"""What the Settings page shows, built from the choices and their plan. No Qt, no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from kneetimer.core.exercise import Exercise
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.moments import later
from kneetimer.core.plan import BlockKind, Plan
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import rest_between_sets
from kneetimer.core.substitute import stays_without_kit, substituted, substitutions
from kneetimer.ui.exercises.view import KitLine
from kneetimer.ui.settings import words


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup that can be put back: its file, its name, and what it holds.

    `label` is when it was made, as it begins a line ("On Monday, 7:05"), `made` the same within a sentence.

    `findings` has a sentence for each thing in it that was changed or damaged.
    """

    path: str
    label: str
    made: str
    content: str = ""
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataLines:
    """What the page says about the folder and its backups; the words come ready-made.

    `second_place_trouble` is why the last backup is not in the second place, too. `shared_note` is what came
    of the folder for several computers.
    """

    folder: str
    size: str
    last_backup: str
    backups: tuple[BackupLine, ...] = ()
    second_place_trouble: str = ""
    shared_note: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleLines:
    """What the machine says about the system's timer, the watched folder and the calendar file.

    `system_timer` is whether it is set up, None where this system has none that can be set up from here.
    """

    system_timer: bool | None = None
    folder_note: str = ""
    calendar_note: str = ""


NO_SCHEDULE = ScheduleLines()


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
    """The choices, what the plan says about rests, and what the choices do to the next session.

    `sessions_plan` are the fewest and the most sessions a week that the plan is made for.
    """

    preferences: Preferences
    rest_sets_plan: tuple[int, int]
    rest_exercises_plan: int
    length: str
    consequence: str
    data: DataLines
    today: str = ""
    rests: tuple[RestLine, ...] = ()
    schedule: ScheduleLines = NO_SCHEDULE
    kit: tuple[KitLine, ...] = ()
    sessions_plan: tuple[int, int] = (2, 3)

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
    exercises: Mapping[str, Exercise],
    kit_label: Callable[[str], str],
    schedule: ScheduleLines = NO_SCHEDULE,
) -> SettingsView:
    """The page after a change that took the next session from `minutes_before` to `minutes_after`.

    Before any change both are the session's length. `plan` is the chosen one as it is written,
    `week` that of the next session.
    """
    as_written, plan = plan, substituted(plan, preferences.missing_kit, exercises)
    rests = [
        dose.rest_s
        for block in plan.blocks_of(week)
        if block.kind is BlockKind.STRENGTH
        for dose in block.doses
    ]
    length = words.length(minutes_before, minutes_after)
    done_at = later(now, timedelta(minutes=minutes_after))
    return SettingsView(
        preferences=preferences,
        rest_sets_plan=(min(rests, default=0), max(rests, default=0)),
        rest_exercises_plan=plan.rest_exercises_s,
        length=length,
        consequence=words.consequence(length, done_at),
        data=data,
        today=now.date().isoformat(),
        rests=_rest_lines(preferences, plan, week, exercises),
        schedule=schedule,
        sessions_plan=(plan.sessions_least, plan.sessions_most),
        kit=_kit_lines(preferences, as_written, exercises, kit_label),
    )


def _kit_lines(
    preferences: Preferences,
    plan: Plan,
    exercises: Mapping[str, Exercise],
    kit_label: Callable[[str], str],
) -> tuple[KitLine, ...]:
    """Every piece of kit that an exercise or a variant uses, by name."""
    missing = frozenset(preferences.missing_kit)
    used: dict[str, list[Exercise]] = {}
    only_in_variants: dict[str, list[Exercise]] = {}
    for exercise in exercises.values():
        for kit in exercise.kit:
            used.setdefault(kit, []).append(exercise)
        for kit in dict.fromkeys(kit for each in exercise.variants for kit in each.kit):
            if kit not in exercise.kit:
                only_in_variants.setdefault(kit, []).append(exercise)
    lines = []
    for kit in sorted({*used, *only_in_variants}, key=kit_label):
        names = [exercise.name for exercise in used.get(kit, [])]
        if kit in missing:
            note = _without(kit, plan, missing, exercises)
        elif names:
            note = words.kit_for(names)
        else:
            note = words.kit_for_variants([exercise.name for exercise in only_in_variants[kit]])
        lines.append(KitLine(kit, kit_label(kit), kit in missing, note))
    return tuple(lines)


def _without(kit: str, plan: Plan, missing: frozenset[str], exercises: Mapping[str, Exercise]) -> str:
    """What the plan does without a piece of kit."""
    needs = {
        dose.exercise
        for block in plan.blocks
        for dose in block.doses
        if kit in exercises[dose.exercise].kit_of(dose.variant)
    }
    changes = {
        (exercises[change.exercise].name, exercises[change.instead_of].name): None
        for change in substitutions(plan, missing, exercises)
        if change.instead_of in needs
    }
    stays = [exercises[each].name for each in stays_without_kit(plan, missing, exercises) if each in needs]
    return words.kit_missing(list(changes), stays)


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
                caption = tr(words.IN_YOUR_PLAN)
            elif own:
                caption = words.from_this_exercise(dose.rest_s)
            elif preferences.rest_sets_s is not None:
                caption = words.from_your_setting(dose.rest_s)
            else:
                caption = tr(words.FROM_THE_PLAN)
            lines[dose.exercise] = RestLine(
                dose.exercise,
                exercises[dose.exercise].name,
                rest_between_sets(dose, preferences),
                own,
                dose.rest_chosen,
                caption,
            )
    return tuple(lines.values())
