"""The one thing worth knowing in six weeks of training, by a stated rule, with the numbers it rests on.

Also what each exercise came to, session by session and side by side. Describes and explains nothing; the
sentences are the interface's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kneetimer.core.exercise import Side
from kneetimer.core.knee import CheckMoment
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.preferences import Knee
from kneetimer.core.progress import Amount, PainPoint, Progress
from kneetimer.core.session_facts import DoseSum, Part, SessionFacts
from kneetimer.core.weeks import Period, PeriodState, Window

FEWEST_SESSIONS = 3
_LESS_PERCENT = 10
_SIDED_SESSIONS = 2
_SHORT_SESSIONS = 3


@dataclass(frozen=True, slots=True)
class KneeWorse:
    """The last two mornings with an answer were both worse than before their sessions, by limits' rule."""

    levels: tuple[tuple[int, int], tuple[int, int]]  # before and next morning, the older session first
    knee: Knee | None


@dataclass(frozen=True, slots=True)
class SideBehind:
    """One side did at least a tenth less of the planned reps than the other, over two sessions or more."""

    exercise: str
    side: Side
    less: Amount
    more: Amount
    weeks: tuple[int, ...]  # of the plan, ascending


@dataclass(frozen=True, slots=True)
class NeverWhole:
    """The last three sessions with an exercise all did less of it than was planned."""

    exercise: str
    timed: bool
    last: Amount  # of the newest of them


@dataclass(frozen=True, slots=True)
class QuietWeek:
    """The last week that is over had fewer sessions than the plan's least."""

    period: Period
    done: int
    least: int


@dataclass(frozen=True, slots=True)
class AllDone:
    """Every week that is over had the plan's sessions."""

    weeks: int
    sessions: int


@dataclass(frozen=True, slots=True)
class HoldGrew:
    """The hold that became longer by most, first and last session."""

    exercise: str
    first_ms: int
    last_ms: int


@dataclass(frozen=True, slots=True)
class KneeCalmer:
    """The worst answer about a session is lower in the last than in the first."""

    first: int
    last: int
    knee: Knee | None


@dataclass(frozen=True, slots=True)
class WorkDone:
    """The plainest fact: so many sessions and so many strength reps."""

    sessions: int
    reps: int


Insight = KneeWorse | SideBehind | NeverWhole | QuietWeek | AllDone | HoldGrew | KneeCalmer | WorkDone


@dataclass(frozen=True, slots=True)
class SideGap:
    """What both sides did of an exercise, reps or milliseconds, and how much the left did more."""

    exercise: str
    timed: bool
    left: Amount
    right: Amount
    sessions: int
    weeks: tuple[int, ...]

    @property
    def gap(self) -> int:
        return self.left.done - self.right.done


@dataclass(frozen=True, slots=True)
class Trend:
    """One exercise, a point a session, oldest first; a point has the sum, or left and right."""

    exercise: str
    timed: bool
    sided: bool
    points: tuple[tuple[Amount, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sessions of a window that one compares, and what comes of them for each exercise."""

    sessions: tuple[SessionFacts, ...]  # trained, of the plan, no practice and no gentle ones
    gaps: tuple[SideGap, ...]
    trends: tuple[Trend, ...]


def compared(progress: Progress, window: Window) -> Comparison:
    """The sessions of a window beside each other; empty where there are fewer than three."""
    sessions = tuple(
        facts
        for facts in progress.facts(window.first, window.last)
        if facts.trained and not facts.record.is_practice and not facts.record.script.gentle
    )
    if len(sessions) < FEWEST_SESSIONS:
        return Comparison((), (), ())
    return Comparison(sessions, side_gaps(sessions), trends(sessions))


def insight_of(
    progress: Progress, window: Window, pains: Sequence[PainPoint], comparison: Comparison
) -> Insight | None:
    """The first that holds, by rank: what asks for care, then what lags, then the plainest good fact.

    `pains` and `comparison` are those of the window. None where fewer than three sessions can be compared.
    """
    sessions = comparison.sessions
    if not sessions:
        return None
    return (
        _knee_worse(progress, pains)
        or _side_behind(comparison.gaps)
        or _never_whole(comparison.trends)
        or _quiet_week(progress, window)
        or _all_done(progress, window)
        or _hold_grew(sessions)
        or _knee_calmer(pains)
        or WorkDone(len(sessions), sum(facts.reps for facts in sessions))
    )


def side_gaps(sessions: Iterable[SessionFacts]) -> tuple[SideGap, ...]:
    """Strength exercises that have sides, the largest share of a gap first, then as they were done."""
    sums: dict[tuple[str, bool], list[Amount]] = {}
    seen: dict[tuple[str, bool], list[SessionFacts]] = {}
    for facts in sessions:
        for dose in _strength(facts):
            if dose.side is None:
                continue
            key = (dose.exercise, dose.timed)
            both = sums.setdefault(key, [Amount(), Amount()])
            at = 0 if dose.side is Side.LEFT else 1
            both[at] = both[at].plus(dose)
            there = seen.setdefault(key, [])
            if not there or there[-1] is not facts:
                there.append(facts)
    gaps = []
    for (exercise, timed), (left, right) in sums.items():
        there = seen[exercise, timed]
        gaps.append(SideGap(exercise, timed, left, right, len(there), _weeks(there)))
    return tuple(sorted(gaps, key=_gap_share, reverse=True))


def trends(sessions: Iterable[SessionFacts]) -> tuple[Trend, ...]:
    """Every strength exercise with what each session came to, as they were first done."""
    points: dict[tuple[str, bool], list[tuple[Amount, ...]]] = {}
    sided: dict[tuple[str, bool], bool] = {}
    for facts in sessions:
        here: dict[tuple[str, bool], list[DoseSum]] = {}
        for dose in _strength(facts):
            here.setdefault((dose.exercise, dose.timed), []).append(dose)
        for key, doses in here.items():
            sided[key] = sided.get(key, True) and all(dose.side is not None for dose in doses)
            left = _sum(dose for dose in doses if dose.side is Side.LEFT)
            right = _sum(dose for dose in doses if dose.side is Side.RIGHT)
            points.setdefault(key, []).append((_sum(doses), left, right))
    return tuple(
        Trend(*key, sided[key], tuple(each[1:] if sided[key] else each[:1] for each in found))
        for key, found in points.items()
    )


def _strength(facts: SessionFacts) -> Iterable[DoseSum]:
    return (dose for dose in facts.doses if dose.part is Part.STRENGTH)


def _sum(doses: Iterable[DoseSum]) -> Amount:
    amount = Amount()
    for dose in doses:
        amount = amount.plus(dose)
    return amount


def _weeks(sessions: Iterable[SessionFacts]) -> tuple[int, ...]:
    return tuple(sorted({facts.record.script.week for facts in sessions}))


def _gap_share(gap: SideGap) -> float:
    most = max(gap.left.done, gap.right.done)
    return abs(gap.gap) / most if most else 0.0


def _knee_worse(progress: Progress, pains: Sequence[PainPoint]) -> KneeWorse | None:
    said: dict[str, dict[CheckMoment, PainPoint]] = {}
    for point in pains:
        if point.session is not None:
            said.setdefault(point.session, {})[point.moment] = point
    pairs = [
        (answers[CheckMoment.BEFORE], answers[CheckMoment.MORNING])
        for answers in said.values()
        if CheckMoment.BEFORE in answers and CheckMoment.MORNING in answers
    ]
    pairs.sort(key=_morning_of)
    last = pairs[-2:]
    if len(last) < 2 or not all(progress.limits.is_worse(one.level, other.level) for one, other in last):
        return None
    first, second = ((one.level, other.level) for one, other in last)
    return KneeWorse((first, second), last[-1][1].knee)


def _morning_of(pair: tuple[PainPoint, PainPoint]) -> str:
    return pair[1].day.isoformat()


def _side_behind(gaps: Sequence[SideGap]) -> SideBehind | None:
    for gap in gaps:
        if gap.timed or gap.sessions < _SIDED_SESSIONS:
            continue
        sides: Mapping[Side, Amount] = {Side.LEFT: gap.left, Side.RIGHT: gap.right}
        less = min(sides, key=lambda side: sides[side].done)
        more = Side.RIGHT if less is Side.LEFT else Side.LEFT
        # A side of which less was asked, as with a set taken away, is not behind.
        as_much = sides[less].target >= sides[more].target
        if as_much and 100 * sides[less].done <= (100 - _LESS_PERCENT) * sides[more].done:
            return SideBehind(gap.exercise, less, sides[less], sides[more], gap.weeks)
    return None


def _never_whole(found: Sequence[Trend]) -> NeverWhole | None:
    for trend in found:
        last = [_both(point) for point in trend.points[-_SHORT_SESSIONS:]]
        if len(last) == _SHORT_SESSIONS and all(amount.done < amount.target for amount in last):
            return NeverWhole(trend.exercise, trend.timed, last[-1])
    return None


def _both(point: Sequence[Amount]) -> Amount:
    return Amount(sum(amount.done for amount in point), sum(amount.target for amount in point))


def _over(progress: Progress, window: Window) -> list[tuple[Period, int]]:
    """The single weeks that are over, with the sessions that count in them."""
    return [
        (count.period, count.counted)
        for count in progress.counts(window)
        if count.period.state is PeriodState.PAST and count.period.weeks == 1
    ]


def _quiet_week(progress: Progress, window: Window) -> QuietWeek | None:
    over = _over(progress, window)
    least = progress.plan.sessions_least
    if not over or over[-1][1] >= least:
        return None
    return QuietWeek(over[-1][0], over[-1][1], least)


def _all_done(progress: Progress, window: Window) -> AllDone | None:
    over = _over(progress, window)
    if not over or any(done < progress.sessions_a_week for _, done in over):
        return None
    return AllDone(len(over), sum(done for _, done in over))


def _hold_grew(sessions: Sequence[SessionFacts]) -> HoldGrew | None:
    holds: dict[str, list[int]] = {}
    for facts in sessions:
        for dose in _strength(facts):
            if dose.timed:
                holds.setdefault(dose.exercise, []).append(dose.longest_ms)
    grown = [HoldGrew(exercise, ms[0], ms[-1]) for exercise, ms in holds.items() if ms[-1] - ms[0] >= 1000]
    return max(grown, key=lambda hold: hold.last_ms - hold.first_ms, default=None)


def _knee_calmer(pains: Sequence[PainPoint]) -> KneeCalmer | None:
    points = [point for point in pains if point.moment is CheckMoment.DURING]
    same = [point for point in points if point.knee is points[-1].knee]
    if len(same) < FEWEST_SESSIONS or same[-1].level >= same[0].level:
        return None
    return KneeCalmer(same[0].level, same[-1].level, same[0].knee)
