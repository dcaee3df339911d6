"""What the questions about the knee show, from what was answered so far. No Qt, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kneetimer.core.gate import Gate, Permission
from kneetimer.core.knee import Sign
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.schedule import day_of
from kneetimer.core.summary import PastSession
from kneetimer.ui.knee import words


@dataclass(frozen=True, slots=True)
class KneeAnswer:
    """What a person has answered so far; `level` is None until they answer."""

    level: int | None = None
    knee: Knee | None = None
    signs: tuple[Sign, ...] = ()


NOTHING_YET = KneeAnswer()


@dataclass(frozen=True, slots=True)
class KneeBeforeView:
    """The question before Start. `why` is the sentence under it, `warns` where it asks for care."""

    answer: KneeAnswer
    why: str
    warns: bool
    offers_gentle: bool


@dataclass(frozen=True, slots=True)
class KneeMorningView:
    """The question about the morning after a session, whose id is `session`, and what was answered."""

    question: str
    session: str
    knee: Knee | None
    answer: KneeAnswer = NOTHING_YET


def watched_knee(preferences: Preferences) -> Knee | None:
    """The knee that a person said they watch; None where they watch neither."""
    return None if preferences.knee is Knee.NEITHER else preferences.knee


def knee_before_view(gate: Gate, answer: KneeAnswer, today: date) -> KneeBeforeView:
    """`gate` has this answer in it."""
    goes = gate.permission is Permission.GO
    warns = not goes or gate.plan.sees_someone
    return KneeBeforeView(answer, words.gate_why(gate, today), warns, goes and gate.plan.offers_gentle)


def knee_morning_view(
    session: PastSession, preferences: Preferences, today: date, answer: KneeAnswer = NOTHING_YET
) -> KneeMorningView:
    question = words.morning_question(day_of(session), today)
    return KneeMorningView(question, session.id, watched_knee(preferences), answer)
