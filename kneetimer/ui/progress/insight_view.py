"""The sentence at the top of Progress, the two sides and each exercise, as words and numbers. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kneetimer.core import insight
from kneetimer.core.exercise import Side
from kneetimer.core.language import mark, tr, trc, trn
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.preferences import WEAKER, Knee
from kneetimer.core.progress import Amount, PainPoint, Progress
from kneetimer.core.weeks import Window
from kneetimer.ui.progress import chart_words as said
from kneetimer.ui.progress import words
from kneetimer.ui.text.dates import number_word, opening_number

TOO_FEW = mark("After three sessions there is something to compare.")
SIDES_TITLE = mark("Left and right")
TRENDS_TITLE = mark("Each exercise")
TRENDS_NOTE = mark("one point a session")
_WORSE = {
    Knee.LEFT: mark("Your left knee was worse on two mornings"),
    Knee.RIGHT: mark("Your right knee was worse on two mornings"),
    Knee.BOTH: mark("Your knees were worse on two mornings"),
    None: mark("Your knee was worse on two mornings"),
}
_CALMER = {
    Knee.LEFT: mark("Your left knee hurts less in sessions than at first"),
    Knee.RIGHT: mark("Your right knee hurts less in sessions than at first"),
    Knee.BOTH: mark("Your knees hurt less in sessions than at first"),
    None: mark("Your knee hurts less in sessions than at first"),
}


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
        return InsightView("", tr(TOO_FEW), (), ())
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
            return InsightAction(tr(words.SEE_SOMEONE), article="see-someone")
        case insight.SideBehind() if start_side not in (found.side.value, WEAKER):
            return InsightAction(words.start_on(found.side), side=found.side)
        case insight.NeverWhole():
            return InsightAction(tr(words.TOO_MUCH), article="flat-or-sore")
        case insight.QuietWeek():
            return InsightAction(tr(words.HOW_OFTEN), article="how-often")
    return None


def _said(found: insight.Insight, name_of: Callable[[str], str]) -> tuple[str, str]:
    """The sentence, and the numbers that it rests on."""
    match found:
        case insight.KneeWorse(((before, morning), (last_before, last_morning)), knee):
            return tr(_WORSE[knee]), tr(
                "{before} before the session and {morning} the next morning, "
                "then {last_before} and {last_morning}.",
                before=before,
                morning=morning,
                last_before=last_before,
                last_morning=last_morning,
            )
        case insight.SideBehind():
            return _side_behind(found, name_of(found.exercise))
        case insight.NeverWhole(exercise, timed, last):
            return (
                tr("{exercise}: less than the whole dose three times in a row", exercise=name_of(exercise)),
                tr("The last time {amount}.", amount=said.done_of(last, timed=timed)),
            )
        case insight.QuietWeek():
            return tr("A quiet week"), _quiet_week(found)
        case insight.AllDone(weeks, sessions):
            done = trn("One session", "{number} sessions", sessions, number=opening_number(sessions))
            in_weeks = trn("one week", "{number} weeks", weeks, number=number_word(weeks))
            return (
                tr("Every planned session was done"),
                tr("{sessions} in {weeks}.", sessions=done, weeks=in_weeks),
            )
        case insight.HoldGrew(exercise, first_ms, last_ms):
            return tr("{exercise}: your hold grew", exercise=name_of(exercise)), tr(
                "{first} s in the first session, {last} s in the last.",
                first=said.amount(first_ms, timed=True),
                last=said.amount(last_ms, timed=True),
            )
        case insight.KneeCalmer(first, last, knee):
            return (
                tr(_CALMER[knee]),
                tr("At worst {first} in the first session, {last} in the last.", first=first, last=last),
            )
        case insight.WorkDone(sessions, reps):
            return (
                trn("One session done", "{number} sessions done", sessions, number=opening_number(sessions)),
                trn("{number} strength rep in them.", "{number} strength reps in them.", reps),
            )


def _side_behind(found: insight.SideBehind, name: str) -> tuple[str, str]:
    fields = {
        "exercise": name,
        "weeks": words.week_numbers(found.weeks),
        "less": _of(found.less),
        "more": _of(found.more),
    }
    number = len(found.weeks)
    if found.side is Side.LEFT:
        title = tr("Your left leg stops first")
        numbers = trn(
            "{exercise} in week {weeks}: left {less}, right {more}.",
            "{exercise} in weeks {weeks}: left {less}, right {more}.",
            number,
            **fields,
        )
    else:
        title = tr("Your right leg stops first")
        numbers = trn(
            "{exercise} in week {weeks}: right {less}, left {more}.",
            "{exercise} in weeks {weeks}: right {less}, left {more}.",
            number,
            **fields,
        )
    return title, numbers


def _quiet_week(found: insight.QuietWeek) -> str:
    fields = {"period": words.period_name(found.period), "least": number_word(found.least)}
    if not found.done:
        return tr("{period}: no session, of at least {least}.", **fields)
    return trn(
        "{period}: one session, of at least {least}.",
        "{period}: {number} sessions, of at least {least}.",
        found.done,
        number=number_word(found.done),
        **fields,
    )


def _of(amount: Amount) -> str:
    if amount.done >= amount.target:
        return tr("all {target}", target=amount.target)
    return tr("{done} of {target}", done=amount.done, target=amount.target)


def _side_row(gap: insight.SideGap, name: str) -> SideRow:
    left, right = (said.amount(each.done, timed=gap.timed) for each in (gap.left, gap.right))
    apart = abs(int(left) - int(right))
    if gap.timed:
        left, right = tr("{seconds} s", seconds=left), tr("{seconds} s", seconds=right)
    return SideRow(name, gap.left, gap.right, left, right, _gap(apart, timed=gap.timed, is_left=gap.gap < 0))


def _gap(apart: int, *, timed: bool, is_left: bool) -> str:
    """ "left 10 fewer": the side that did less, and by how much."""
    if not apart:
        return trc("both sides did the same", "even")
    if timed:
        if is_left:
            return tr("left {seconds} s less", seconds=apart)
        return tr("right {seconds} s less", seconds=apart)
    if is_left:
        return trn("left {number} fewer", "left {number} fewer", apart)
    return trn("right {number} fewer", "right {number} fewer", apart)


def _trend_row(trend: insight.Trend, name: str) -> TrendRow:
    lines = tuple(tuple(amount.share for amount in line) for line in zip(*trend.points, strict=True))
    last = trend.points[-1]
    if trend.sided:
        left, right = (said.amount(each.done, timed=trend.timed) for each in last)
        target = said.amount(max(each.target for each in last), timed=trend.timed)
        if trend.timed:
            value = tr("left {left}, right {right} of {target} s", left=left, right=right, target=target)
        else:
            value = tr("left {left}, right {right} of {target}", left=left, right=right, target=target)
    else:
        value = said.done_of(last[0], timed=trend.timed)
    return TrendRow(trend.exercise, name, lines, value, _change(trend))


def _change(trend: insight.Trend) -> str:
    """What the newest point has over the one before it, or how often in a row the dose was whole."""
    whole = 0
    for point in reversed(trend.points):
        if any(amount.done < amount.target for amount in point):
            break
        whole += 1
    if whole:
        return trn("whole dose", "whole dose, {number} in a row", whole)
    if len(trend.points) == 1:
        return tr("the first time")
    last, before = (
        sum(int(said.amount(amount.done, timed=trend.timed)) for amount in point)
        for point in (trend.points[-1], trend.points[-2])
    )
    return _since_before(last - before, timed=trend.timed)


def _since_before(more: int, *, timed: bool) -> str:
    if more == 0:
        return tr("as the last time")
    if timed:
        if more > 0:
            return tr("{seconds} s more than the time before", seconds=more)
        return tr("{seconds} s less than the time before", seconds=-more)
    if more > 0:
        return trn("{number} rep more than the time before", "{number} reps more than the time before", more)
    return trn("{number} rep fewer than the time before", "{number} reps fewer than the time before", -more)
