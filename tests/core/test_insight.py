"""The one thing worth knowing: each rule by a history that is made for it, and their order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from small_plan import PLAN, session

from kneetimer.core import insight
from kneetimer.core.exercise import Side
from kneetimer.core.knee import CheckMoment
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.progress import Amount, PainPoint, progress_of
from kneetimer.core.record import SessionRecord, SetResult
from kneetimer.core.weeks import WeekSpan

MONDAY = datetime(2026, 10, 12, 18, tzinfo=UTC)
DAYS = (0, 3, 7, 10, 14, 17)  # two sessions a week


def history(
    days: Sequence[int], *, left: float = 1.0, right: float = 1.0, squats: float = 1.0, hold: float = 1.0
) -> list[SessionRecord]:
    """A session on each day after Monday, with such shares of each set done."""
    shares = {("clamshells", Side.LEFT): left, ("clamshells", Side.RIGHT): right, ("squats", None): squats}
    records = []
    for number, day in enumerate(days):
        record = session(day // 7 + 1, number % 2 + 1, MONDAY + timedelta(days=day))
        sets = [_scaled(each, shares.get((each.exercise, each.side), hold)) for each in record.sets]
        records.append(replace(record, sets=tuple(sets)))
    return records


def _scaled(result: SetResult, share: float) -> SetResult:
    if result.target_reps is None:
        return replace(result, ms=round(result.ms * share))
    return replace(result, reps=round(result.target_reps * share))


def found(
    records: Sequence[SessionRecord], pains: Sequence[PainPoint] = (), today: date = date(2026, 11, 2)
) -> insight.Insight | None:
    progress = progress_of(records, (), PLAN, Preferences(), today)
    window = progress.window(WeekSpan.SIX_WEEKS)
    return insight.insight_of(progress, window, pains, insight.compared(progress, window))


def morning(number: int, before: int, after: int) -> list[PainPoint]:
    day = MONDAY.date() + timedelta(days=DAYS[number])
    return [
        PainPoint(day, CheckMoment.BEFORE, before, f"s{number}", Knee.RIGHT),
        PainPoint(day + timedelta(days=1), CheckMoment.MORNING, after, f"s{number}", Knee.RIGHT),
    ]


def worst(*levels: int) -> list[PainPoint]:
    return [
        PainPoint(MONDAY.date() + timedelta(days=DAYS[at]), CheckMoment.DURING, level, f"s{at}", Knee.LEFT)
        for at, level in enumerate(levels)
    ]


def test_fewer_than_three_sessions_are_not_compared() -> None:
    """Two sessions give no sentence, three do."""
    assert found(history(DAYS[:2])) is None
    assert found(history(DAYS[:3])) is not None


def test_two_worse_mornings_come_before_all_else() -> None:
    """Whatever lags, a knee that was worse twice is said first; one worse morning or an old pair is not."""
    weak = history(DAYS, left=0.7)
    twice = [*morning(0, 2, 5), *morning(1, 3, 5)]
    assert found(weak, twice) == insight.KneeWorse(((2, 5), (3, 5)), Knee.RIGHT)
    assert isinstance(found(weak, [*twice, *morning(2, 3, 3)]), insight.SideBehind)
    assert isinstance(found(weak, morning(0, 2, 5)), insight.SideBehind)


def test_a_side_that_does_a_tenth_less_is_named() -> None:
    """Left 18 of 24 in each session, in the weeks in which it was so; a twentieth less is no side behind."""
    said = found(history(DAYS[:4], left=0.75))
    assert said == insight.SideBehind("clamshells", Side.LEFT, Amount(72, 96), Amount(96, 96), (1, 2))
    said = found(history(DAYS[:4], right=0.75))
    assert isinstance(said, insight.SideBehind)
    assert said.side is Side.RIGHT
    assert not isinstance(found(history(DAYS[:4], left=0.96)), insight.SideBehind)


def test_an_exercise_that_was_never_whole_three_times_is_named() -> None:
    """The last three count: 24 of 30 squats each time; where the last was whole there is nothing to say."""
    assert found(history(DAYS, squats=0.8)) == insight.NeverWhole("squats", False, Amount(24, 30))
    mended = [*history(DAYS[:3], squats=0.8), *history(DAYS)[3:]]
    assert not isinstance(found(mended), insight.NeverWhole)


def test_a_week_with_fewer_sessions_than_the_least_is_a_quiet_one() -> None:
    """One session in the last whole week, of at least two; the open week is not judged."""
    said = found(history((0, 3, 7)), today=date(2026, 10, 27))
    assert isinstance(said, insight.QuietWeek)
    assert (said.period.first, said.done, said.least) == (date(2026, 10, 19), 1, 2)
    assert not isinstance(found(history((0, 3, 7)), today=date(2026, 10, 20)), insight.QuietWeek)


def test_every_planned_session_done_is_the_plainest_good_fact() -> None:
    """Three weeks of two sessions each are all that was planned."""
    assert found(history(DAYS)) == insight.AllDone(3, 6)


def test_longer_holds_and_less_pain_are_good_facts_of_the_first_week() -> None:
    """Before a week is over: the hold that grew, else the pain that became less, else what was done."""
    open_week = date(2026, 10, 17)
    same = history((0, 2, 4))
    grown = [*history((0,), hold=0.8), *same[1:]]
    assert found(grown, today=open_week) == insight.HoldGrew("wall-sit", 16_000, 20_000)
    assert found(same, worst(4, 3, 2), open_week) == insight.KneeCalmer(4, 2, Knee.LEFT)
    assert found(same, worst(2, 3, 2), open_week) == insight.WorkDone(3, 3 * (30 + 48))


@given(st.lists(st.tuples(*[st.sampled_from((0.0, 0.5, 0.9, 1.0))] * 4), min_size=3, max_size=6))
def test_each_sentence_is_true_of_the_numbers(
    shares: list[tuple[float, float, float, float]],
) -> None:
    """Whatever was done, the side said to be behind did a tenth less, and what was never whole was not."""
    records = [
        history((DAYS[at],), left=left, right=right, squats=squats, hold=hold)[0]
        for at, (left, right, squats, hold) in enumerate(shares)
    ]
    said = found(records)
    clamshells = [[each for each in record.sets if each.exercise == "clamshells"] for record in records]
    totals = {
        side: sum(each.reps or 0 for sets in clamshells for each in sets if each.side is side)
        for side in Side
    }
    if isinstance(said, insight.SideBehind):
        other = Side.RIGHT if said.side is Side.LEFT else Side.LEFT
        assert totals[said.side] <= 0.9 * totals[other]
    else:
        assert min(totals.values()) > 0.9 * max(totals.values()) or not max(totals.values())
    if isinstance(said, insight.NeverWhole):
        assert said.last.done < said.last.target
