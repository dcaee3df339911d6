"""Whether a session may begin now: one verdict of all that was said of the knees, and what each way in needs.

Joins steering.py's answers for the moment before a session. What the calendar says, a day of rest or a run
tomorrow, is advice and no gate. Reads no clock, says nothing in words.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from datetime import date, timedelta

from kneetimer.core import steering
from kneetimer.core.knee import CheckMoment, KneeCheck, Limits, Said, Verdict, Zone
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.record import SessionState
from kneetimer.core.schedule import day_of
from kneetimer.core.summary import PastSession


class Permission(enum.Enum):
    GO = "go"
    BETTER_NOT = "better-not"  # only by a second, deliberate step
    NO = "no"


class GateReason(enum.Enum):
    """Why the gate stands as it does; the answer that decided is in `Gate.said`."""

    NOTHING_SAID = "nothing-said"  # today, and nothing from before forbids anything
    FINE = "fine"
    SOME_PAIN = "some-pain"  # within the limit
    OVER_LIMIT = "over-limit"
    WORSE_MORNING = "worse-morning"  # clearly worse than before the session
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Gate:
    """What may begin now, why, and the answer that decided, None where none did.

    `plan` is what the same answers change in the plan: a held plan is done in GO as well. `worse_by` is how
    many points a morning was worse, where that decided.
    """

    permission: Permission
    reason: GateReason
    said: Said | None
    plan: Verdict
    worse_by: int | None = None


class GateWay(enum.Enum):
    """A way into a session."""

    START = "start"
    SHORTER = "shorter"
    GENTLE = "gentle"
    PRACTICE = "practice"
    GO_ON = "go-on"  # with an interrupted session
    REDO = "redo"  # the same, from the beginning of its set
    REHEARSAL = "rehearsal"  # nobody trains: never counted, and so never asked


class GateStep(enum.Enum):
    """What a person's wish for a session comes to."""

    BEGIN = "begin"
    CONFIRM = "confirm"  # ask, and begin only when that is answered
    REFUSE = "refuse"


def step_for(way: GateWay, permission: Permission, *, confirmed: bool) -> GateStep:
    """What happens when a way into a session is taken; `confirmed` is the second, deliberate step.

    No way is easier than another: a short, a gentle session and a single exercise load a knee too.
    """
    if way is GateWay.REHEARSAL or permission is Permission.GO:
        return GateStep.BEGIN
    if permission is Permission.NO:
        return GateStep.REFUSE
    return GateStep.BEGIN if confirmed else GateStep.CONFIRM


def gate_for(
    records: Sequence[PastSession], checks: Sequence[KneeCheck], limits: Limits, today: date
) -> Gate:
    """The verdict for a session that would begin now. `records` and `checks` may be in any order."""
    plan = steering.verdict_for(records, checks, limits, today)
    sign = steering.sign_in_force(records, checks)
    if sign is not None:
        return Gate(Permission.NO, GateReason.SIGN, sign, plan)
    now = _newest_before(checks, today)
    answers = _of_today(records, checks, today) + _of_this_morning(records, checks, today, now)
    answers += _left_open(records, today) if now is None else [steering.said_in(now)]
    over = [said for said in answers if said.level is not None and limits.zone(said.level) is Zone.RED]
    if over:
        # The one that the person has just given is told first: it is the one they see.
        worst = max(over, key=lambda said: (said.moment is CheckMoment.BEFORE, said.level))
        return Gate(Permission.BETTER_NOT, GateReason.OVER_LIMIT, worst, plan)
    worse = _worse_morning(records, checks, limits, today, now)
    if worse is not None:
        return Gate(Permission.BETTER_NOT, GateReason.WORSE_MORNING, worse[0], plan, worse[1])
    if now is None:
        return Gate(Permission.GO, GateReason.NOTHING_SAID, None, plan)
    zone = limits.zone(now.level)
    reason = GateReason.FINE if zone is Zone.GREEN else GateReason.SOME_PAIN
    return Gate(Permission.GO, reason, steering.said_in(now), plan)


def _newest_before(checks: Sequence[KneeCheck], today: date) -> KneeCheck | None:
    """Today's last answer before a session, also where one has been done since."""
    found = [check for check in checks if check.moment is CheckMoment.BEFORE and check.at.date() == today]
    return max(found, key=lambda check: check.at, default=None)


def _of_today(records: Sequence[PastSession], checks: Sequence[KneeCheck], today: date) -> list[Said]:
    """What was said in and right after the sessions of today: it holds for the rest of the day."""
    answers = [steering.worst_said(each) for each in steering.real_sessions(records) if day_of(each) == today]
    after = [check for check in checks if check.moment is CheckMoment.AFTER and check.at.date() == today]
    return [said for said in answers if said is not None] + [steering.said_in(check) for check in after]


def _of_this_morning(
    records: Sequence[PastSession], checks: Sequence[KneeCheck], today: date, now: KneeCheck | None
) -> list[Said]:
    """What was said this morning about this morning, until there is a newer answer of today."""
    yesterday = {record.id for record in records if (today - day_of(record)).days == 1}
    return [
        steering.said_in(check)
        for check in checks
        if check.moment is CheckMoment.MORNING
        and check.at.date() == today
        and check.session in yesterday
        and (now is None or check.at > now.at)
    ]


def _worse_morning(
    records: Sequence[PastSession],
    checks: Sequence[KneeCheck],
    limits: Limits,
    today: date,
    now: KneeCheck | None,
) -> tuple[Said, int] | None:
    """A morning that was told today and was clearly worse than before its session, and by how much.

    A newer answer of today that is not worse as well ends it.
    """
    sessions = {record.id: record for record in records}
    found: list[tuple[Said, int]] = []
    for check in checks:
        record = sessions.get(check.session or "")
        if check.moment is not CheckMoment.MORNING or check.at.date() != today or record is None:
            continue
        before = steering.aftermath(record, checks).before
        if before is None or not limits.is_worse(before, check.level):
            continue
        if now is not None and now.at > check.at and not limits.is_worse(before, now.level):
            continue
        told = Said(day_of(record) + timedelta(days=1), CheckMoment.MORNING, check.level, (), check.knee)
        found.append((told, check.level - before))
    return max(found, key=lambda each: each[1], default=None)


def _left_open(records: Sequence[PastSession], today: date) -> list[Said]:
    """What was said in an interrupted session of another day, which still waits for its answer."""
    waiting = [each for each in steering.real_sessions(records) if each.state is SessionState.RUNNING]
    answers = [steering.worst_said(each) for each in waiting if day_of(each) < today]
    return [said for said in answers if said is not None]
