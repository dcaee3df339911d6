"""What a person says about their knees, and what an answer from 0 to 10 changes.

The rules of the pain-monitoring model as values: each function takes answers and says what
follows and why. Which answers belong to which session is steering.py's to say; the sentences
are in ui/knee/words.py. Judges no knee and names no illness.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.preferences import Knee, Preferences

FOOT_NOTE_EVERY_DAYS = 30
FOOT_NOTE_PAIN = 3  # hidden from this level of pain on
FOOT_NOTE_SQUATS = 5


class CheckMoment(enum.Enum):
    """When the answer was given, seen from a session."""

    BEFORE = "before"
    DURING = "during"  # the worst while it lasted
    AFTER = "after"
    MORNING = "morning"  # the next morning, or later if the program was not opened


class Sign(enum.Enum):
    """What overrides every number: stop, and see somebody."""

    SHARP = "sharp"
    LOCKING = "locking"
    GIVING_WAY = "giving-way"
    SWELLING = "swelling"


@dataclass(frozen=True, slots=True)
class KneeCheck:
    """One answer. `level` is 0 to 10; `session` is the id of the session it is about, if any.

    `at` is an aware local time. Raises ValueError for a level outside of the scale.
    """

    id: str
    at: datetime
    moment: CheckMoment
    level: int
    knee: Knee | None = None
    session: str | None = None
    signs: tuple[Sign, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.level <= 10:
            raise ValueError(f"knee pain must be from 0 to 10, not {self.level}")


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said about a knee: how much or which signs, when, and on which local day.

    What was said in a session belongs to the day on which that started.
    """

    day: date
    moment: CheckMoment
    level: int | None = None
    signs: tuple[Sign, ...] = ()
    knee: Knee | None = None


@dataclass(frozen=True, slots=True)
class FootNote:
    """Of five slow single-leg squats in front of a mirror, how many stayed over the foot.

    A note about a movement, not a test. None means that this side was not tried. `at` is an
    aware local time. Raises ValueError outside of 0 to 5 and where neither side was tried.
    """

    id: str
    at: datetime
    left: int | None
    right: int | None

    def __post_init__(self) -> None:
        if self.left is None and self.right is None:
            raise ValueError("a knee-over-foot note needs at least one side")
        for side, count in (("left", self.left), ("right", self.right)):
            if count is not None and not 0 <= count <= FOOT_NOTE_SQUATS:
                raise ValueError(f"the {side} side must be from 0 to {FOOT_NOTE_SQUATS}, not {count}")


@dataclass(frozen=True, slots=True)
class MorningAsked:
    """The morning after a session was asked about, whether or not it was answered."""

    session: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LookedAt:
    """Somebody had a look at the knee that had a sign: the plan goes on, where it was or a week before.

    It speaks of the signs that were said until `at`, an aware local time, and of none later.
    """

    id: str
    at: datetime
    back_one_week: bool


class QuestionAfter(enum.Enum):
    """What is asked after a session."""

    EFFORT = "effort"
    PAIN = "pain"  # the worst while it lasted
    AFTER = "after"  # how the knee is then


@dataclass(frozen=True, slots=True)
class AnswersOpen:
    """The questions after a session that somebody left for later, at an aware local time."""

    session: str
    at: datetime
    questions: tuple[QuestionAfter, ...]


Answer = KneeCheck | FootNote | MorningAsked | LookedAt | AnswersOpen
"""What is stored about knees beside the sessions."""


class Zone(enum.Enum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the zones end and how much worse a morning may be.

    They can be set more cautious than the model has them, never less. Raises ValueError
    outside of that.
    """

    fine_up_to: int = 2
    stop_above: int = 5
    worse_by: int = 2

    def __post_init__(self) -> None:
        for name, least, most in (("fine_up_to", 0, 2), ("stop_above", 3, 5), ("worse_by", 1, 2)):
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name} must be from {least} to {most}, not {getattr(self, name)}")

    def zone(self, level: int) -> Zone:
        if level > self.stop_above:
            return Zone.RED
        return Zone.AMBER if level > self.fine_up_to else Zone.GREEN

    def is_worse(self, before: int, morning: int) -> bool:
        """True where the next morning was clearly worse than before the session."""
        return morning - before >= self.worse_by


def limits_of(preferences: Preferences) -> Limits:
    return Limits(preferences.knee_fine, preferences.knee_stop, preferences.knee_worse)


class Change(enum.Enum):
    """What an answer does, from nothing to everything."""

    GO_ON = "go-on"
    HOLD = "hold"  # no progression: the dose stays, easier variants are offered
    STEP_DOWN = "step-down"  # no progression and one set fewer
    STOP = "stop"  # stop the exercise, offer to end; before a session: better not today
    STOP_ALL = "stop-all"  # stop everything, see somebody


class Why(enum.Enum):
    """The reason, for which ui/knee/words.py has one sentence each."""

    NOTHING_YET = "nothing-yet"  # no session and no answer so far
    FINE = "fine"
    NO_ANSWER = "no-answer"
    SOME_PAIN = "some-pain"
    MUCH_PAIN = "much-pain"
    MUCH_PAIN_LAST_TIME = "much-pain-last-time"
    SOME_PAIN_LAST_TIME = "some-pain-last-time"
    WORSE_MORNING = "worse-morning"
    WORSE_TWICE = "worse-twice"
    SIGN = "sign"
    SIGN_LAST_TIME = "sign-last-time"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from the answers and why. `level` is the one that decided, if a level did.

    `worse_by` is how many points a morning was worse. `signs` are those that decided. `said` is the
    answer that decided, where steering.py knows which one it was.
    """

    change: Change
    why: Why
    level: int | None = None
    worse_by: int | None = None
    signs: tuple[Sign, ...] = ()
    offers_gentle: bool = False
    said: Said | None = None

    @property
    def may_progress(self) -> bool:
        return self.change is Change.GO_ON

    @property
    def offers_easier(self) -> bool:
        """True where easier variants of the exercises are worth offering."""
        return self.change in (Change.HOLD, Change.STEP_DOWN) and self.why is not Why.NO_ANSWER

    @property
    def sees_someone(self) -> bool:
        """True where the screen says whom to see."""
        return self.why in (Why.SIGN, Why.SIGN_LAST_TIME, Why.WORSE_TWICE)


def before(level: int | None, signs: Sequence[Sign], limits: Limits) -> Verdict:
    """What an answer before Start means for today. No answer is not a 0: nothing progresses."""
    return _answer(level, signs, limits, gentle=True)


def during(level: int | None, signs: Sequence[Sign], limits: Limits) -> Verdict:
    """What an answer in a session, or of the worst of it, means for the exercise that hurts."""
    return _answer(level, signs, limits, gentle=False)


def _answer(level: int | None, signs: Sequence[Sign], limits: Limits, *, gentle: bool) -> Verdict:
    if signs:
        return Verdict(Change.STOP_ALL, Why.SIGN, level, signs=tuple(signs))
    if level is None:
        return Verdict(Change.HOLD, Why.NO_ANSWER)
    match limits.zone(level):
        case Zone.GREEN:
            return Verdict(Change.GO_ON, Why.FINE, level)
        case Zone.AMBER:
            return Verdict(Change.HOLD, Why.SOME_PAIN, level, offers_gentle=gentle)
        case Zone.RED:
            return Verdict(Change.STOP, Why.MUCH_PAIN, level)


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What was said about one session. None means not answered.

    `before` is the level to compare the morning with; `worst` is the worst during and after.
    """

    before: int | None
    worst: int | None
    morning: int | None
    signs: tuple[Sign, ...] = ()

    def worse_by(self) -> int | None:
        """How many points worse the next morning was; None where that cannot be told."""
        if self.before is None or self.morning is None:
            return None
        return self.morning - self.before


def after(sessions: Sequence[Aftermath], limits: Limits) -> Verdict:
    """What the past sessions, oldest first, mean for the next one.

    A morning without an answer neither counts as a good one nor ends a row of worse ones.
    """
    if not sessions:
        return Verdict(Change.GO_ON, Why.NOTHING_YET)
    last = sessions[-1]
    compared = [worse for session in sessions if (worse := session.worse_by()) is not None]
    last_worse = last.worse_by()
    if last.signs:
        return Verdict(Change.STEP_DOWN, Why.SIGN_LAST_TIME, last.worst, signs=last.signs)
    if last.before is not None and last.morning is not None and limits.is_worse(last.before, last.morning):
        if len(compared) > 1 and compared[-2] >= limits.worse_by:
            return Verdict(Change.STEP_DOWN, Why.WORSE_TWICE, last.morning, last_worse)
        change = Change.HOLD if limits.zone(last.morning) is Zone.GREEN else Change.STEP_DOWN
        return Verdict(change, Why.WORSE_MORNING, last.morning, last_worse)
    levels = [level for level in (last.worst, last.morning) if level is not None]
    if not levels:
        return Verdict(Change.HOLD, Why.NO_ANSWER)
    level = max(levels)
    match limits.zone(level):
        case Zone.GREEN:
            return Verdict(Change.GO_ON, Why.FINE, level)
        case Zone.AMBER:
            return Verdict(Change.HOLD, Why.SOME_PAIN_LAST_TIME, level)
        case Zone.RED:
            return Verdict(Change.STEP_DOWN, Why.MUCH_PAIN_LAST_TIME, level)


def stronger(today: Verdict, past: Verdict) -> Verdict:
    """The verdict that asks for more care; today's where both ask for the same.

    An answer of today makes up for none about last time, and never for a bad one.
    """
    if past.why is Why.NO_ANSWER and today.why is not Why.NO_ANSWER:
        return today
    if today.why is Why.NO_ANSWER:
        return past
    order = list(Change)
    return past if order.index(past.change) > order.index(today.change) else today


def foot_note_due(
    notes: Sequence[FootNote], latest_level: int | None, signs: Sequence[Sign], today: date
) -> bool:
    """True where a knee-over-foot note may be offered: at most monthly, and not while it hurts.

    `latest_level` is the newest answer of any moment, None where there is none.
    """
    if signs or (latest_level is not None and latest_level >= FOOT_NOTE_PAIN):
        return False
    if not notes:
        return True
    last = max(note.at.date() for note in notes)
    return today - last >= timedelta(days=FOOT_NOTE_EVERY_DAYS)
