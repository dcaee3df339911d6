"""The sentence at the top of Progress, the two sides and each exercise, as words and numbers. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kneetimer.core import insight
from kneetimer.core.exercise import Side
from kneetimer.core.preferences import WEAKER, Knee
from kneetimer.core.progress import Amount, PainPoint, Progress
from kneetimer.core.weeks import PlanWeeks, Window
from kneetimer.ui.progress import words
from kneetimer.ui.text.dates import counted, number_word, sentence

TOO_FEW = "After three sessions there is something to compare."
SIDES_TITLE = "Left and right"
TRENDS_TITLE = "Each exercise"
TRENDS_NOTE = "one point a session"
_KNEES = {Knee.LEFT: "left knee", Knee.RIGHT: "right knee", Knee.BOTH: "knees", None: "knee"}
_OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


@dataclass(frozen=True, slots=True)
class SideRow:
    """What both sides did of one exercise; amounts in reps or milliseconds, `gap` in words."""

    name: str
    left: Amount
    right: Amount
    left_text: str
    right_text: str
    gap: str


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One exercise, session by session: shares of the dose from 0 to 1, one line or left and right."""

    exercise: str
    name: str
    lines: tuple[tuple[float, ...], ...]
    last: str
    change: str


@dataclass(frozen=True, slots=True)
class InsightAction:
    """What may be done about it: `text` is on the button; sets start on `side`, or `article` is read."""

    text: str
    article: str = ""
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class InsightView:
    """One sentence worth knowing with its numbers, what may be done about it, and the proof."""

    title: str
    numbers: str
    sides: tuple[SideRow, ...]
    trends: tuple[TrendRow, ...]
    action: InsightAction | None = None


def insight_view(
    progress: Progress,
    window: Window,
    pains: Sequence[PainPoint],
    name_of: Callable[[str], str],
    start_side: str = "",
) -> InsightView:
    """What the sessions of a window come to; `name_of` an exercise's id, `start_side` what is chosen now."""
    comparison = insight.compared(progress, window)
    found = insight.insight_of(progress, window, pains, comparison)
    if found is None:
        return InsightView("", TOO_FEW, (), ())
    return InsightView(
        *_said(found, name_of),
        tuple(_side_row(gap, name_of(gap.exercise)) for gap in comparison.gaps),
        tuple(_trend_row(trend, name_of(trend.exercise)) for trend in comparison.trends),
        _action(found, start_side),
    )


def _action(found: insight.Insight, start_side: str) -> InsightAction | None:
    """What may be done about it; None where there is nothing to do, or where it is done already."""
    match found:
        case insight.KneeWorse():
            return InsightAction(words.SEE_SOMEONE, article="see-someone")
        case insight.SideBehind() if start_side not in (found.side.value, WEAKER):
            return InsightAction(words.start_on(found.side), side=found.side)
        case insight.NeverWhole():
            return InsightAction(words.TOO_MUCH, article="flat-or-sore")
        case insight.QuietWeek():
            return InsightAction(words.HOW_OFTEN, article="how-often")
    return None


def _said(found: insight.Insight, name_of: Callable[[str], str]) -> tuple[str, str]:
    """The sentence, and the numbers that it rests on."""
    match found:
        case insight.KneeWorse(((before, morning), (last_before, last_morning)), knee):
            whose = _KNEES[knee]
            return (
                f"Your {whose} {'were' if knee is Knee.BOTH else 'was'} worse on two mornings",
                f"{before} before the session and {morning} the next morning, "
                f"then {last_before} and {last_morning}.",
            )
        case insight.SideBehind(exercise, side, less, more, weeks):
            in_weeks = words.week_name(PlanWeeks(weeks)).lower()
            return (
                f"Your {side.value} leg stops first",
                f"{name_of(exercise)} in {in_weeks}: {side.value} {_of(less)}, "
                f"{_OTHER[side].value} {_of(more)}.",
            )
        case insight.NeverWhole(exercise, timed, last):
            return (
                f"{name_of(exercise)}: less than the whole dose three times in a row",
                f"The last time {words.done_of(last, timed=timed)}.",
            )
        case insight.QuietWeek(period, done, least):
            number = "no session" if not done else counted(done, "session")
            return "A quiet week", f"{words.period_name(period)}: {number}, of at least {number_word(least)}."
        case insight.AllDone(weeks, sessions):
            return (
                "Every planned session was done",
                f"{sentence(counted(sessions, 'session'))} in {counted(weeks, 'week')}.",
            )
        case insight.HoldGrew(exercise, first_ms, last_ms):
            return (
                f"{name_of(exercise)}: your hold grew",
                f"{words.amount(first_ms, timed=True)} s in the first session, "
                f"{words.amount(last_ms, timed=True)} s in the last.",
            )
        case insight.KneeCalmer(first, last, knee):
            return (
                f"Your {_KNEES[knee]} hurt{'' if knee is Knee.BOTH else 's'} less in sessions than at first",
                f"At worst {first} in the first session, {last} in the last.",
            )
        case insight.WorkDone(sessions, reps):
            return f"{sentence(counted(sessions, 'session'))} done", f"{reps} strength reps in them."


def _of(amount: Amount) -> str:
    return f"all {amount.target}" if amount.done >= amount.target else f"{amount.done} of {amount.target}"


def _side_row(gap: insight.SideGap, name: str) -> SideRow:
    unit = " s" if gap.timed else ""
    left, right = (words.amount(each.done, timed=gap.timed) for each in (gap.left, gap.right))
    apart = abs(int(left) - int(right))
    fewer = "left" if gap.gap < 0 else "right"
    less = "s less" if gap.timed else "fewer"
    said = f"{fewer} {apart} {less}" if apart else "even"
    return SideRow(name, gap.left, gap.right, f"{left}{unit}", f"{right}{unit}", said)


def _trend_row(trend: insight.Trend, name: str) -> TrendRow:
    lines = tuple(tuple(amount.share for amount in line) for line in zip(*trend.points, strict=True))
    last = trend.points[-1]
    if trend.sided:
        left, right = (words.amount(each.done, timed=trend.timed) for each in last)
        target = words.amount(max(each.target for each in last), timed=trend.timed)
        value = f"left {left}, right {right} of {target}{' s' if trend.timed else ''}"
    else:
        value = words.done_of(last[0], timed=trend.timed)
    return TrendRow(trend.exercise, name, lines, value, _change(trend))


def _change(trend: insight.Trend) -> str:
    """What the newest point has over the one before it, or how often in a row the dose was whole."""
    whole = 0
    for point in reversed(trend.points):
        if any(amount.done < amount.target for amount in point):
            break
        whole += 1
    if whole:
        return "whole dose" if whole == 1 else f"whole dose, {whole} in a row"
    if len(trend.points) == 1:
        return "the first time"
    last, before = (
        sum(int(words.amount(amount.done, timed=trend.timed)) for amount in point)
        for point in (trend.points[-1], trend.points[-2])
    )
    if last == before:
        return "as the last time"
    less = "less" if trend.timed else "fewer"
    unit = words.unit(timed=trend.timed)
    return f"{abs(last - before)} {unit} {'more' if last > before else less} than the time before"
