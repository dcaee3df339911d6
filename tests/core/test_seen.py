"""Once somebody has looked at a knee with a sign the stop ends, and the plan goes on as chosen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from small_plan import EXERCISES, PLAN, session

from kneetimer.core.gate import GateReason, Permission
from kneetimer.core.knee import CheckMoment, KneeCheck, LookedAt, Sign
from kneetimer.core.outlook import Outlook, outlook_of
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import Hurt, HurtAnswer, SessionRecord
from kneetimer.core.schedule import Reason

NOW = datetime(2026, 11, 5, 19, tzinfo=UTC)  # a Thursday
ME = Preferences(knee=Knee.RIGHT)


def trained(*weeks_and_sessions: tuple[int, int]) -> list[SessionRecord]:
    """Sessions three days apart, the last one three days ago, all with a calm knee."""
    count = len(weeks_and_sessions)
    return [
        session(week, number, NOW - timedelta(days=3 * (count - at)), pain=1)
        for at, (week, number) in enumerate(weeks_and_sessions)
    ]


def said(level: int, *signs: Sign, hours_ago: float = 2) -> KneeCheck:
    at = NOW - timedelta(hours=hours_ago)
    return KneeCheck(f"{at}", at, CheckMoment.BEFORE, level, Knee.RIGHT, signs=signs)


def seen(*, back: bool = False, hours_ago: float = 1) -> LookedAt:
    return LookedAt("seen", NOW - timedelta(hours=hours_ago), back)


def now(records: list[SessionRecord], *checks: KneeCheck, told: LookedAt | None = None) -> Outlook:
    return outlook_of(PLAN, ME, records, EXERCISES, NOW, checks=checks, seen=told)


@pytest.mark.parametrize("sign", Sign)
def test_the_number_counts_again_once_somebody_has_looked(sign: Sign) -> None:
    """With a sign nothing begins; seen since, 1 may begin and 7 needs the second step as ever."""
    records = trained((1, 1), (1, 2), (2, 1))
    assert now(records, said(1, sign)).gate.permission is Permission.NO
    assert now(records, said(1, sign), told=seen()).gate.permission is Permission.GO
    assert now(records, said(7, sign), told=seen()).gate.permission is Permission.BETTER_NOT


def test_a_sign_that_is_said_later_stops_again() -> None:
    """Whoever was seen an hour ago and says now that it locks is stopped now."""
    gate = now(trained((1, 1)), said(1, Sign.LOCKING, hours_ago=0.5), told=seen()).gate
    assert (gate.permission, gate.reason) == (Permission.NO, GateReason.SIGN)


def test_a_sign_of_a_session_is_lifted_as_well() -> None:
    """Said at the last session: it stops on the days after, until somebody has looked."""
    records = trained((1, 1), (1, 2))
    records[-1] = replace(records[-1], hurts=(Hurt(3, 4, Knee.RIGHT, HurtAnswer.STOP, (Sign.GIVING_WAY,)),))
    assert now(records).gate.permission is Permission.NO
    assert now(records, told=seen()).gate.permission is Permission.GO


def test_the_plan_goes_on_here_or_a_week_before() -> None:
    """Session 1 of week 3 here is session 1 of week 2 a week back, and session 2 of week 2 that of week 1."""
    records = trained((1, 1), (1, 2), (2, 1), (2, 2))
    usual = now(records).due
    here = now(records, said(1, Sign.LOCKING), told=seen()).due
    assert (here.week, here.session, here.reason) == (usual.week, usual.session, usual.reason)
    back = now(records, said(1, Sign.LOCKING), told=seen(back=True)).due
    assert (back.week, back.session, back.reason) == (2, 1, Reason.AFTER_SIGN)
    assert now(records[:-1], said(1, Sign.LOCKING), told=seen(back=True)).due.week == 1
    assert now(records[:1], said(1, Sign.LOCKING), told=seen(back=True)).due.week == 1


def test_a_week_back_lasts_until_a_session_is_done_there() -> None:
    """Then the plan goes on from that one, as it always does."""
    records = trained((1, 1), (1, 2), (2, 1), (2, 2))
    long_ago = seen(back=True, hours_ago=24 * 5)
    done_there = [*records[:-1], session(1, 1, NOW - timedelta(days=3), pain=1)]
    after = now(done_there, said(0), told=long_ago).due
    assert (after.week, after.session) == (1, 2)
