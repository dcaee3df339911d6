"""What a person has chosen, with the range of each choice and the one rule of precedence.

The rule, for every time that both a plan and a person may set: the plan's value, unless the
person set one for all exercises, unless the person set one for this exercise. A rest for today
alone stands over all three while that day lasts.
"""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Mapping
from dataclasses import field, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.weights import LoadKind, kind_of_load

STANDARD_GET_READY_S = 5
TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
LONGEST_PATH = 4096
WEAKER = "weaker"  # of start_side: the side that does less, see weaker.py


class ThemeChoice(enum.Enum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class WeekStart(enum.Enum):
    """The first day of a week in the calendar and in every chart."""

    MONDAY = "monday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def weekday(self) -> int:
        """The day's number as date.weekday() counts, 0 for Monday."""
        return {WeekStart.MONDAY: 0, WeekStart.SATURDAY: 5, WeekStart.SUNDAY: 6}[self]


class Counting(enum.Enum):
    """Which reps of a set are counted aloud."""

    EVERY_REP = "every-rep"
    LAST_THREE = "last-three"
    NONE = "none"


class Talking(enum.Enum):
    """How much the voice says of a session: full has more reminders, quiet has none."""

    FULL = "full"
    NORMAL = "normal"
    QUIET = "quiet"


class Knee(enum.Enum):
    """Which knee a person watches, or which one hurts."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    NEITHER = "neither"


class RunRule(enum.Enum):
    """Whether a session may be on the day of an easy run, or only on days without a run."""

    STACK = "stack"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most of a number, and the step of its plus and minus buttons."""

    least: float
    most: float
    step: float
    unit: str = ""

    @property
    def is_whole(self) -> bool:
        return isinstance(self.step, int)

    def clamped(self, number: float) -> float:
        """The nearest number in the range, as finely as numbers are kept."""
        number = min(max(number, self.least), self.most)
        return round(number) if self.is_whole else round(number, 1)


OF_THE_COMPUTER = (
    "watched_folder", "calendar_file", "backup_folder", "shared_folder", "reminder_at", "safety_accepted",
)  # fmt: skip
"""Choices that mean something on one computer alone: its folders, what it announces, what was read on it."""


def _number(default: float | None, least: float, most: float, step: float, unit: str = "") -> Any:
    return field(default=default, metadata={"range": Range(least, most, step, unit)})


def _word(*words: str) -> Any:
    """One of some words, the first of them by default."""
    return field(default=words[0], metadata={"words": words})


@dataclass(frozen=True, slots=True)
class Preferences:
    """Every choice, one a line, with its default and its range. None in a rest means "as the plan says".

    A new choice is one line here, which gives its range, its check, its reset, storing, export and import,
    and one in ui/settings/table.py, which gives all that is seen of it.

    `rest_of_exercise_s` holds rests that a person chose for single exercises, `load_of_exercise` what they do
    them with, as weights.py writes it. `today_rest_s` is a
    rest between sets for the day `today_rest_on` (ISO) alone. `missing_kit` are ids of kit that the
    person does not have, `missing_today` those that are elsewhere on the day `missing_today_on` (ISO) alone.
    `swaps_today` says what is done at which places of a plan on the day `swaps_today_on` alone, see
    plan_edit.swaps_on.
    `chosen_days` are the days (ISO) to which single sessions were moved, by schedule.session_key.
    Raises ValueError, naming the choice and its range, where a number is outside of it.
    """

    rest_sets_s: int | None = _number(None, 0, 300, 5, "s")
    rest_exercises_s: int | None = _number(None, 0, 300, 5, "s")
    rest_of_exercise_s: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    load_of_exercise: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    today_rest_s: int | None = _number(None, 0, 300, 5, "s")
    today_rest_on: str = ""
    start_side: str = _word("left", "right", WEAKER)  # of exercises that are done on both
    extra_weaker_set: bool = False  # one strength set more for the side that does less
    change_side_s: int = _number(8, 3, 60, 1, "s")
    get_set_s: int = _number(20, 0, 60, 5, "s")  # between Start and the first set; 0 begins at once
    get_ready_s: int = _number(STANDARD_GET_READY_S, 3, 60, 1, "s")
    pace: float = _number(1.0, 0.5, 2.0, 0.1, "×")
    rep_pause_s: float = _number(0.0, 0.0, 5.0, 0.5, "s")  # after every rep of a set but its last
    coach_counts: bool = True
    press_counts: bool = False  # at your own pace each press counts one rep; else it ends the set
    overtime: bool = False  # the last hold of the strength work counts on past its target until Done
    keep_awake: bool = True  # the screen stays on while a session runs
    finisher: bool = True
    sounds: bool = True
    volume: int = _number(80, 0, 100, 5, "%")
    voice: bool = True
    voice_volume: int = _number(80, 0, 100, 5, "%")
    system_voice: bool | None = None  # None: the system's where it is good, else the recorded one
    counting: Counting = Counting.LAST_THREE
    form_cues: bool = True  # one a set is spoken
    talking: Talking = Talking.NORMAL
    flash: bool = False
    theme: ThemeChoice = ThemeChoice.SYSTEM
    high_contrast: bool = False
    reduced_motion: bool = False
    text_size: int = _number(100, 100, 200, 10, "%")
    session_text_size: int = _number(100, 80, 200, 10, "%")
    full_screen: bool = True
    letter_keys: bool = True  # keys of one letter, digit or sign do something without Ctrl
    knee: Knee = Knee.NEITHER
    # More cautious than the defaults is possible, less is not.
    knee_fine: int = _number(2, 0, 2, 1)  # knee pain up to here changes nothing
    knee_stop: int = _number(5, 3, 5, 1)  # above this, stop the exercise
    knee_worse: int = _number(2, 1, 2, 1)  # a morning worse by so many points holds the plan
    sessions_a_week: int = _number(2, 1, 7, 1)
    week_starts: WeekStart = WeekStart.MONDAY
    wish_days: tuple[int, ...] = ()  # days of the week for sessions, Monday is 0; none means any
    run_rule: RunRule = RunRule.STACK
    reminder_at: str = ""  # "18:30" in local time; empty means no reminder
    watched_folder: str = ""  # where new files of runs are looked for; empty means nowhere
    calendar_file: str = ""  # the calendar file that is kept up to date; empty means none
    backup_folder: str = ""  # a second place for backups; empty means none
    shared_folder: str = ""  # where this computer and others leave their exports; empty means nowhere
    plan: str = "six-week-knee"
    missing_kit: tuple[str, ...] = ()
    missing_today: tuple[str, ...] = ()
    missing_today_on: str = ""
    swaps_today: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    swaps_today_on: str = ""
    chosen_days: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    eased: tuple[str, ...] = ()  # ids of exercises that begin in their easier form
    body_shape: str = _word("a", "b")
    skin_tone: str = _word("fair", "light", "medium", "brown", "dark")
    safety_accepted: str = ""  # version and UTC time of the safety note that was acknowledged

    def __post_init__(self) -> None:
        for name, allowed in RANGES.items():
            value = getattr(self, name)
            if value is not None:
                _check_number(name, value, allowed)
        for name, words in WORDS.items():
            if getattr(self, name) not in words:
                raise ValueError(
                    tr(
                        "{name} must be one of {words}, not {there}",
                        name=name,
                        words=", ".join(words),
                        there=repr(getattr(self, name)),
                    )
                )
        for key, day in self.chosen_days.items():
            if not isinstance(day, str) or not _is_day(day):
                raise ValueError(
                    tr(
                        "the day of {key} must be a date such as 2026-11-26, not {there}",
                        key=key,
                        there=repr(day),
                    )
                )
        for name in ("missing_kit", "missing_today", "eased"):
            if not all(isinstance(each, str) for each in getattr(self, name)):
                raise ValueError(tr("{name} must be a list of words", name=name))
        for exercise, rest_s in self.rest_of_exercise_s.items():
            _check_number(tr("rest after {exercise}", exercise=exercise), rest_s, RANGES["rest_sets_s"])
        _check_texts(self)
        for name in ("rest_of_exercise_s", "load_of_exercise", "chosen_days", "swaps_today"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def with_(self, **changes: object) -> Preferences:
        """A copy with some choices changed; the ranges are checked again."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def reset(self) -> Preferences:
        """Every choice at its default, except for what is no matter of taste: the plan, the knee to
        watch, kit and weights, the sessions a week and their days, and the safety note that was read."""
        kit = ("missing_kit", "missing_today", "missing_today_on", "load_of_exercise")
        swaps = ("swaps_today", "swaps_today_on")
        kept = ("plan", "knee", *kit, *swaps, "sessions_a_week", "chosen_days", "safety_accepted")
        return Preferences(**{name: getattr(self, name) for name in kept})

    def with_rest_of(self, exercise: str, rest_s: int | None) -> Preferences:
        """A rest of its own for one exercise, or none of its own any more."""
        others = {name: rest for name, rest in self.rest_of_exercise_s.items() if name != exercise}
        return self.with_(rest_of_exercise_s=others if rest_s is None else {**others, exercise: rest_s})

    def with_load_of(self, exercise: str, load: str) -> Preferences:
        """What an exercise is done with from now on; with "" as the plan says."""
        others = {name: each for name, each in self.load_of_exercise.items() if name != exercise}
        return self.with_(load_of_exercise={**others, exercise: load} if load else others)

    def with_rest_for_all(self, rest_s: int | None) -> Preferences:
        """One rest between sets for all exercises; None is the plan's, and none has one of its own."""
        return self.with_(rest_sets_s=rest_s, rest_of_exercise_s={})

    def with_kit(self, kit: str, *, missing: bool) -> Preferences:
        """A piece of kit marked as missing, or as there again."""
        others = {each for each in self.missing_kit if each != kit}
        return self.with_(missing_kit=tuple(sorted(others | {kit} if missing else others)))

    def missing_on(self, day: date) -> tuple[str, ...]:
        """The kit that is not there on a day."""
        today = self.missing_today if self.missing_today_on == day.isoformat() else ()
        return tuple(sorted({*self.missing_kit, *today}))

    def with_eased(self, exercise: str, *, eased: bool) -> Preferences:
        """An exercise that begins in its easier form from the next session on, or in full again."""
        others = {each for each in self.eased if each != exercise}
        return self.with_(eased=tuple(sorted(others | {exercise} if eased else others)))

    def with_kit_on(self, day: date, kit: str, *, missing: bool) -> Preferences:
        """A piece of kit that is not there on a day, or is there again, and then for good."""
        known = set(self.missing_today) if self.missing_today_on == day.isoformat() else set()
        found = sorted(known | {kit} if missing else known - {kit})
        there = self if missing else self.with_kit(kit, missing=False)
        return there.with_(missing_today=tuple(found), missing_today_on=day.isoformat() if found else "")

    def on(self, day: date) -> Preferences:
        """The choices as they are for a day: a rest for that day alone stands over all other rests."""
        if self.today_rest_s is None or self.today_rest_on != day.isoformat():
            return self
        return self.with_(rest_sets_s=self.today_rest_s, rest_of_exercise_s={})

    def rest_between_sets(self, exercise: str, plan_rest_s: int) -> int:
        """Seconds of rest after a set of `exercise`, by the rule of precedence."""
        if exercise in self.rest_of_exercise_s:
            return self.rest_of_exercise_s[exercise]
        return plan_rest_s if self.rest_sets_s is None else self.rest_sets_s

    def rest_between_exercises(self, plan_rest_s: int) -> int:
        return plan_rest_s if self.rest_exercises_s is None else self.rest_exercises_s

    def get_ready(self, exercise_get_ready_s: int) -> int:
        """Seconds to get ready: your setting, and never less than lying down or a band needs."""
        if exercise_get_ready_s > STANDARD_GET_READY_S:
            return max(self.get_ready_s, exercise_get_ready_s)
        return self.get_ready_s


RANGES: Mapping[str, Range] = MappingProxyType(
    {each.name: each.metadata["range"] for each in fields(Preferences) if "range" in each.metadata}
)
WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {each.name: each.metadata["words"] for each in fields(Preferences) if "words" in each.metadata}
)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_texts(chosen: Preferences) -> None:
    for exercise, load in chosen.load_of_exercise.items():
        if not isinstance(load, str) or kind_of_load(load) is LoadKind.NOTHING:
            raise ValueError(
                tr(
                    'the load of {exercise} must be such as "8 kg" or "red band", not {there}',
                    exercise=exercise,
                    there=repr(load),
                )
            )
    if list(chosen.wish_days) != sorted(set(chosen.wish_days) & set(range(7))):
        raise ValueError(
            tr(
                "{name} must be days from 0 to 6 in order, not {there}",
                name="wish_days",
                there=repr(chosen.wish_days),
            )
        )
    if chosen.reminder_at and not TIME_OF_DAY.fullmatch(chosen.reminder_at):
        raise ValueError(
            tr(
                "{name} must be a time such as 18:30, not {there}",
                name="reminder_at",
                there=repr(chosen.reminder_at),
            )
        )
    for name in ("watched_folder", "calendar_file", "backup_folder", "shared_folder"):
        _check_path(name, getattr(chosen, name))
    if not all(isinstance(each, str) for each in chosen.swaps_today.values()):
        raise ValueError(tr("{name} must have words", name="swaps_today"))


def _check_path(name: str, path: str) -> None:
    if len(path) > LONGEST_PATH or any(ord(sign) < 32 for sign in path):
        raise ValueError(tr("{name} must be the name of a file or folder", name=name))


def _check_number(name: str, value: object, allowed: Range) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(tr("{name} must be a number, not {there}", name=name, there=repr(value)))
    if isinstance(allowed.step, int) and not isinstance(value, int):
        raise ValueError(tr("{name} must be a whole number, not {there}", name=name, there=repr(value)))
    if not allowed.least <= value <= allowed.most:
        least, most = f"{allowed.least:g}", f"{allowed.most:g}"
        raise ValueError(
            tr(
                "{name} must be from {least} to {most}, not {there}",
                name=name,
                least=least,
                most=most,
                there=f"{value:g}",
            )
        )


def to_wire(preferences: Preferences) -> dict[str, object]:
    """The choices as values that JSON can hold."""
    plain: dict[str, object] = {}
    for item in fields(preferences):
        value = getattr(preferences, item.name)
        if isinstance(value, enum.Enum):
            value = value.value
        elif isinstance(value, Mapping):
            value = dict(value)
        elif isinstance(value, tuple):
            value = list(value)
        plain[item.name] = value
    return plain


def from_wire(plain: Mapping[str, object]) -> tuple[Preferences, tuple[str, ...]]:
    """The choices read back, and a sentence for each one that could not be used.

    A choice that is unknown or outside of its range falls back to its default alone:
    one bad value never costs the others.
    """
    known = {item.name for item in fields(Preferences)}
    stored = {name: value for name, value in plain.items() if name in known}  # a newer version has others
    preferences = defaults = Preferences()
    try:  # all are checked at each change, and mostly all are good
        return defaults.with_(**{name: _typed(name, value, defaults) for name, value in stored.items()}), ()
    except (ValueError, TypeError):
        pass  # which ones, and why
    complaints: list[str] = []
    for name, value in stored.items():
        try:
            preferences = preferences.with_(**{name: _typed(name, value, defaults)})
        except (ValueError, TypeError) as problem:
            complaints.append(
                tr("The setting {name} was put back to its default: {reason}.", name=name, reason=problem)
            )
    return preferences, tuple(complaints)


def _typed(name: str, value: object, defaults: Preferences) -> object:
    default = getattr(defaults, name)
    if default is None and (value is None or name in RANGES):
        return value  # None leaves it to the plan, or to the program; a range is checked by the choices
    if default is None:
        default = True
    if isinstance(default, enum.Enum):
        return type(default)(value)
    if isinstance(default, Mapping):
        if not isinstance(value, Mapping):
            raise ValueError(tr("{name} must be a table", name=name))
        return value
    if isinstance(default, tuple):
        kind = int if name == "wish_days" else str
        if not isinstance(value, list | tuple) or not all(type(each) is kind for each in value):
            if kind is int:
                raise ValueError(tr("{name} must be a list of whole numbers", name=name))
            raise ValueError(tr("{name} must be a list of words", name=name))
        return tuple(value)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(default):
        raise ValueError(tr("{name} has the wrong type", name=name))
    return value
