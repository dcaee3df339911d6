"""What the questions about the knee show, from what was answered so far. No Qt, no clock."""

from __future__ import annotations

from datetime import date

from kneetimer.core.gate import Gate, GateReason, Permission
from kneetimer.core.knee import CheckMoment, Limits, Said, Sign, limits_of
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
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


@dataclass(frozen=True, slots=True)
class KneeRowView:
    """The one row of Today, with the question that is lit in it.

    `session` is the id of the session whose morning is asked about, "" for the question how it is now.
    `verdict` is the sentence under the row in the colour `role`, `aside` what stands beside it. `earlier` is
    the last answer there was, which can be opened where `can_change`. `goes_on` where an answer leads to the
    next question by itself, and `step` says which of two it is.
    """

    question: str
    session: str
    answer: KneeAnswer
    watched: Knee | None
    limits: Limits
    verdict: str = ""
    role: str = "soft"
    aside: str = ""
    earlier: str = ""
    can_change: bool = False
    goes_on: bool = False
    step: str = ""
    warns: bool = False


def watched_knee(preferences: Preferences) -> Knee | None:
    """The knee that a person said they watch; None where they watch neither."""
    return None if preferences.knee is Knee.NEITHER else preferences.knee


def now_row(
    gate: Gate, answer: KneeAnswer, preferences: Preferences, last: Said | None, today: date
) -> KneeRowView:
    """How the knee is now. `gate` has this answer in it, `last` is the one about an earlier moment."""
    stops = gate.permission is not Permission.GO
    warns = stops or gate.plan.sees_someone
    role = "danger" if warns else "soft"
    if not warns and answer.level is not None:
        role = "caution" if gate.reason is GateReason.SOME_PAIN else "fine"
    aside = tr(words.TOMORROW) if stops else ""
    if gate.permission is Permission.NO:
        aside = tr(words.NOTHING_TO_START)
    return KneeRowView(
        question=tr(words.BEFORE),
        session="",
        answer=answer,
        watched=watched_knee(preferences),
        limits=limits_of(preferences),
        verdict=words.gate_why(gate, today),
        role=role,
        aside=aside,
        earlier=words.earlier(last, today) if last is not None else "",
        can_change=last is not None and last.moment is CheckMoment.MORNING,
        warns=stops,
    )


def morning_row(
    session: PastSession, preferences: Preferences, today: date, answer: KneeAnswer, *, goes_on: bool
) -> KneeRowView:
    """The morning after a session, asked for the first time or opened again."""
    return KneeRowView(
        question=words.morning_question(day_of(session), today),
        session=session.id,
        answer=answer,
        watched=watched_knee(preferences),
        limits=limits_of(preferences),
        goes_on=goes_on,
        step=tr(words.FIRST_OF_TWO) if goes_on else "",
    )
