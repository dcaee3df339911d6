"""The charts of the Progress page as values, built from the sums of core/progress.py. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

from kneetimer.core.exercise import Side
from kneetimer.core.knee import CheckMoment, Limits
from kneetimer.core.language import tr, trc
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.preferences import Knee
from kneetimer.core.progress import (
    Amount,
    DoseChoice,
    HoldPoint,
    PainPoint,
    PeriodCount,
    PeriodDose,
    PeriodLoad,
)
from kneetimer.core.weeks import Period, PeriodState, Window
from kneetimer.ui.knee.words import ZONES
from kneetimer.ui.progress import chart_words as said
from kneetimer.ui.progress import words
from kneetimer.ui.progress.chart_scales import day_ticks, number_ticks, period_ticks, top_of
from kneetimer.ui.progress.charts.values import (
    Bar,
    BarStyle,
    ChartLine,
    ChartReading,
    ChartView,
    ChartZone,
    Column,
    Dash,
    Key,
    Mark,
    Numbers,
    Tick,
)
from kneetimer.ui.text.dates import day_and_date

Point = TypeVar("Point")

BAR_WIDTH = 0.58
PAIR_WIDTH = 0.32
MOST_DAILY_WEEKS = 13  # more days than that are drawn as means of weeks
ANSWERS_FOR_TREND = 3
SESSION_HOUR, MORNING_HOUR = 0.7, 0.3  # where an answer stands in its day, as a share of it

PAIN_STYLES = (
    (CheckMoment.BEFORE, "soft", Dash.DASHED, Mark.SQUARE),
    (CheckMoment.DURING, "ink", Dash.SOLID, Mark.DISC),
    (CheckMoment.AFTER, "rest", Dash.DOTTED, Mark.TRIANGLE),
    (CheckMoment.MORNING, "ready", Dash.NONE, Mark.DIAMOND),
)


def sessions_chart(counts: Sequence[PeriodCount], least: int, most: int) -> ChartView:
    """One bar a week, of whole and half-filled boxes: one box a session."""
    each = counts[0].period.weeks
    top = max(4 * each, *(count.sessions + 1 for count in counts))
    bars: list[Bar] = []
    for x, count in enumerate(counts):
        if count.full:
            bars.append(Bar(x, BAR_WIDTH, 0, count.full))
        for number in range(count.partial):
            low = count.full + number
            bars.append(Bar(x, BAR_WIDTH, low, low + 1, BarStyle.PARTIAL))
        if not count.sessions:
            bars.append(Bar(x, BAR_WIDTH, 0, 0, BarStyle.EMPTY, "edge"))
    keys = [Key(tr(words.WHOLE), "done", BarStyle.FULL), Key(tr(words.PARTIAL), "done", BarStyle.PARTIAL)]
    periods = [count.period for count in counts]
    return ChartView(
        title=tr(words.SESSIONS_TITLE) if each == 1 else tr(words.SESSIONS_TITLE_GROUPED),
        note=said.sessions_note(least, most, each),
        sentence=said.counts_sentence(counts),
        x_range=(-0.6, len(counts) - 0.4),
        y_range=(0, top),
        x_ticks=period_ticks(periods, short=True),
        y_ticks=number_ticks(top),
        numbers=Numbers(
            (
                tr(said.WEEK_COLUMN if each == 1 else said.WEEKS_COLUMN),
                trc("a column", "Whole"),
                trc("a column", "Partial"),
                trc("a column", "Count for the plan"),
                "",
            ),
            tuple(
                (
                    words.period_name(count.period),
                    str(count.full),
                    str(count.partial),
                    str(count.counted),
                    said.state_word(count.period.state),
                )
                for count in counts
            ),
        ),
        readings=tuple(ChartReading(x, said.count_reading(count)) for x, count in enumerate(counts)),
        bars=tuple(bars),
        zones=(ChartZone(least * each, most * each, "done"),),
        columns=open_columns(periods),
        keys=(*keys, Key(tr(words.OPEN_WEEK), "edge", BarStyle.TARGET, hatched=True)),
    )


def knee_chart(pains: Sequence[PainPoint], window: Window, limits: Limits, knee: Knee | None) -> ChartView:
    """Four answers around each session, over the days; the mean of each period where there are many.

    The answers are about one knee, about both together, or with None about no knee that was named.
    """
    grouped = len(window.periods) > MOST_DAILY_WEEKS
    days = (window.last - window.first).days + 1
    lines = []
    keys = []
    for moment, role, dash, mark in PAIN_STYLES:
        answers = [point for point in pains if point.moment is moment]
        if grouped:
            points = _means(answers, window)
        else:
            hour = MORNING_HOUR if moment is CheckMoment.MORNING else SESSION_HOUR
            points = tuple(((point.day - window.first).days + hour, point.level) for point in answers)
        lines.append(ChartLine(tr(words.MOMENTS[moment]), points, role, dash, mark))
        keys.append(Key(tr(words.MOMENTS[moment]), role, dash=dash, mark=mark))
    rows, readings = _pain_rows(pains, window)
    borders = dict.fromkeys((0, limits.fine_up_to, limits.stop_above, 10))
    fine, same_dose, stop = map(tr, ZONES)
    return ChartView(
        title=tr(words.KNEE_TITLES[knee]),
        note=said.knee_note(window.weeks_each) if grouped else tr(words.KNEE_NOTE),
        sentence=pain_sentence(pains),
        x_range=(0, days),
        y_range=(0, 10),
        x_ticks=day_ticks(window, 3),
        y_ticks=tuple(Tick(level, str(level)) for level in borders),
        numbers=Numbers((tr(said.DAY_COLUMN), *(tr(words.MOMENTS[style[0]]) for style in PAIN_STYLES)), rows),
        readings=readings,
        lines=tuple(lines),
        zones=(
            ChartZone(0, limits.fine_up_to, "surface", fine),
            ChartZone(limits.fine_up_to, limits.stop_above, "pain_amber", same_dose),
            ChartZone(limits.stop_above, 10, "pain_red", stop),
        ),
        keys=tuple(keys),
    )


def pain_sentence(pains: Sequence[PainPoint]) -> str:
    """The means of the first and of the last answers to one question, the one that was answered most."""
    by_moment = {
        style[0]: [point.level for point in pains if point.moment is style[0]] for style in PAIN_STYLES
    }
    order = (CheckMoment.DURING, CheckMoment.AFTER, CheckMoment.BEFORE, CheckMoment.MORNING)
    moment = max(order, key=lambda each: len(by_moment[each]))
    levels = by_moment[moment]
    if not levels:
        return tr(words.NO_CHECKS)
    if len(levels) < 2 * ANSWERS_FOR_TREND:
        return said.too_few(len(levels))
    first, last = levels[:ANSWERS_FOR_TREND], levels[-ANSWERS_FOR_TREND:]
    return said.trend(moment, _mean(first), _mean(last), ANSWERS_FOR_TREND)


def dose_chart(doses: Sequence[PeriodDose], choice: DoseChoice) -> ChartView:
    """What was done inside of what was prescribed; two bars where one exercise has two sides."""
    timed = choice.timed
    scale = 1000 if timed else 1
    sided = choice.exercise is not None and any(dose.left.target or dose.right.target for dose in doses)
    highest = max(max(dose.total.target, dose.total.done) for dose in doses)
    if sided:
        sides = [side for dose in doses for side in (dose.left, dose.right)]
        highest = max(max(side.target, side.done) for side in sides)
    top = top_of(highest / scale)
    total, left, right = (
        _added([getattr(dose, name) for dose in doses]) for name in ("total", "left", "right")
    )
    keys = [Key(tr(words.PRESCRIBED), "edge", BarStyle.TARGET)]
    if sided:
        keys += [
            Key(tr(words.LEFT), "chart_left", BarStyle.FULL),
            Key(tr(words.RIGHT), "chart_right", BarStyle.FULL, hatched=True),
        ]
    else:
        keys.append(Key(tr(words.DONE), "done", BarStyle.FULL))
    periods = [dose.period for dose in doses]
    return ChartView(
        title=tr(words.DOSE_TITLE),
        note=tr(words.DOSE_NOTE),
        sentence=said.dose_sentence(total, left, right, timed=timed),
        x_range=(-0.6, len(doses) - 0.4),
        y_range=(0, top),
        x_ticks=period_ticks(periods),
        y_ticks=number_ticks(top),
        numbers=_dose_numbers(doses, timed=timed),
        readings=tuple(ChartReading(x, _dose_reading(dose, timed=timed)) for x, dose in enumerate(doses)),
        bars=tuple(bar for x, dose in enumerate(doses) for bar in _dose_bars(x, dose, scale, sided=sided)),
        columns=open_columns(periods),
        keys=tuple(keys),
    )


def _dose_bars(x: float, dose: PeriodDose, scale: int, *, sided: bool) -> Iterator[Bar]:
    placed: tuple[tuple[float, Amount, str, bool, float], ...] = ((x, dose.total, "done", False, BAR_WIDTH),)
    if sided:
        apart = PAIR_WIDTH / 2 + 0.02
        placed = (
            (x - apart, dose.left, "chart_left", False, PAIR_WIDTH),
            (x + apart, dose.right, "chart_right", True, PAIR_WIDTH),
        )
    for at, amount, role, hatched, width in placed:
        if amount.target:
            yield Bar(at, width, 0, amount.target / scale, BarStyle.TARGET, "edge")
        if amount.done:
            yield Bar(at, width, 0, amount.done / scale, BarStyle.FULL, role, hatched)
    if not dose.total.target:
        yield Bar(x, BAR_WIDTH, 0, 0, BarStyle.EMPTY, "edge")


def holds_chart(name: str, holds: Sequence[HoldPoint], window: Window) -> ChartView:
    """The longest hold of each session over the days, beside what was prescribed.

    Where there are too many weeks, the longest of each four weeks.
    """
    grouped = window.weeks_each > 1
    held = _longest(holds, window) if grouped else _by_session(holds, window)
    lines = []
    keys = []
    for side, label, role, mark in (
        (None, tr(words.DONE), "hold", Mark.DISC),
        (Side.LEFT, tr(words.LEFT), "chart_left", Mark.DISC),
        (Side.RIGHT, tr(words.RIGHT), "chart_right", Mark.SQUARE),
    ):
        # A hold that was not reached is a number in the table and no point of the line.
        points = tuple((one.x, one.ms / 1000) for one in held if one.side is side and one.ms > 0)
        if points:
            lines.append(ChartLine(label, points, role, Dash.SOLID, mark))
            keys.append(Key(label, role, dash=Dash.SOLID, mark=mark))
    targets = {one.x: one.target_ms / 1000 for one in held}
    if targets:
        lines.append(ChartLine(tr(words.PRESCRIBED), tuple(targets.items()), "edge", Dash.DASHED, Mark.NONE))
        keys.append(Key(tr(words.PRESCRIBED), "edge", dash=Dash.DASHED))
    top = top_of(max((max(one.ms, one.target_ms) for one in held), default=0) / 1000)
    lengths = [hold.ms for hold in holds if hold.ms > 0]
    places: dict[float, list[_Held]] = {}
    for one in held:
        places.setdefault(one.x, []).append(one)
    return ChartView(
        title=tr(words.HOLDS_TITLE),
        note=tr(words.HOLDS_NOTE_GROUPED) if grouped else tr(words.HOLDS_NOTE),
        sentence=(
            said.hold_sentence(name, lengths[0], max(lengths), lengths[-1]) if lengths else tr(words.NO_HOLDS)
        ),
        x_range=(0, (window.last - window.first).days + 1),
        y_range=(0, top),
        x_ticks=day_ticks(window, 4),
        y_ticks=number_ticks(top),
        numbers=_hold_numbers(held, grouped=grouped),
        readings=tuple(
            ChartReading(
                x, said.hold_reading(found[0].name, [(one.side, one.ms, one.target_ms) for one in found])
            )
            for x, found in places.items()
        ),
        lines=tuple(lines),
        keys=tuple(keys),
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """A point of the chart of holds: where, of which day or weeks, and how long."""

    x: float
    name: str
    side: Side | None
    ms: int
    target_ms: int


def _hold_numbers(held: Sequence[_Held], *, grouped: bool) -> Numbers:
    return Numbers(
        (
            tr(said.WEEKS_COLUMN if grouped else said.DAY_COLUMN),
            trc("a column", "Side"),
            trc("a column", "Held, s"),
            trc("a column", "Prescribed, s"),
        ),
        tuple(
            (
                one.name,
                words.side_name(one.side),
                said.amount(one.ms, timed=True),
                said.amount(one.target_ms, timed=True),
            )
            for one in held
        ),
    )


def _by_session(holds: Sequence[HoldPoint], window: Window) -> list[_Held]:
    # Two sessions of one day stand beside each other by their time of day.
    return [
        _Held(
            (hold.facts.day - window.first).days + _share_of_day(hold),
            day_and_date(hold.facts.day),
            hold.side,
            hold.ms,
            hold.target_ms,
        )
        for hold in holds
    ]


def _longest(holds: Sequence[HoldPoint], window: Window) -> list[_Held]:
    longest: dict[tuple[int, Side | None], tuple[int, int]] = {}
    for hold in holds:
        index = window.index_of(hold.facts.day)
        if index is not None:
            ms, target_ms = longest.get((index, hold.side), (0, 0))
            longest[(index, hold.side)] = (max(ms, hold.ms), max(target_ms, hold.target_ms))
    days = 7 * window.weeks_each
    return [
        _Held(days * (index + 0.5), words.dates_of(window.periods[index]), side, ms, target_ms)
        for (index, side), (ms, target_ms) in longest.items()
    ]


def _share_of_day(hold: HoldPoint) -> float:
    started = hold.facts.record.started
    return (started.hour * 60 + started.minute) / (24 * 60)


def load_chart(loads: Sequence[PeriodLoad]) -> ChartView:
    top = top_of(max(load.load for load in loads))
    periods = [load.period for load in loads]
    bars = [
        Bar(x, BAR_WIDTH, 0, load.load, BarStyle.FULL, "hold")
        if load.load
        else Bar(x, BAR_WIDTH, 0, 0, BarStyle.EMPTY, "edge")
        for x, load in enumerate(loads)
    ]
    return ChartView(
        title=tr(words.LOAD_TITLE),
        note=tr(words.LOAD_NOTE),
        sentence=said.load_sentence(loads),
        x_range=(-0.6, len(loads) - 0.4),
        y_range=(0, top),
        x_ticks=period_ticks(periods),
        y_ticks=number_ticks(top),
        numbers=Numbers(
            (
                tr(said.WEEK_COLUMN if periods[0].weeks == 1 else said.WEEKS_COLUMN),
                trc("a column", "Sum"),
                trc("a column", "Rated"),
                trc("a column", "Not rated"),
            ),
            tuple(
                (
                    words.period_name(load.period),
                    str(round(load.load)),
                    str(load.rated),
                    str(load.unrated),
                )
                for load in loads
            ),
        ),
        readings=tuple(ChartReading(x, said.load_reading(load)) for x, load in enumerate(loads)),
        bars=tuple(bars),
        columns=open_columns(periods),
    )


def open_columns(periods: Sequence[Period]) -> tuple[Column, ...]:
    return tuple(
        Column(x - 0.5, x + 0.5) for x, period in enumerate(periods) if period.state is PeriodState.OPEN
    )


def _mean(levels: Sequence[float]) -> float:
    return sum(levels) / len(levels)


def _added(amounts: Sequence[Amount]) -> Amount:
    return Amount(sum(amount.done for amount in amounts), sum(amount.target for amount in amounts))


def _by_key(points: Sequence[Point], key: Callable[[Point], date]) -> dict[date, list[Point]]:
    found: dict[date, list[Point]] = {}
    for point in points:
        found.setdefault(key(point), []).append(point)
    return found


def _means(answers: Sequence[PainPoint], window: Window) -> tuple[tuple[float, float], ...]:
    """The mean of each period, in its middle."""
    levels: dict[int, list[int]] = {}
    for point in answers:
        index = window.index_of(point.day)
        if index is not None:
            levels.setdefault(index, []).append(point.level)
    days = 7 * window.weeks_each
    return tuple((days * (index + 0.5), _mean(found)) for index, found in sorted(levels.items()))


def _pain_rows(
    pains: Sequence[PainPoint], window: Window
) -> tuple[tuple[tuple[str, ...], ...], tuple[ChartReading, ...]]:
    """The answers by day, or by period where they are drawn so, as rows and as readings."""
    grouped = len(window.periods) > MOST_DAILY_WEEKS

    def place(point: PainPoint) -> date:
        index = window.index_of(point.day)
        return window.periods[index].first if grouped and index is not None else point.day

    rows, readings = [], []
    for day, points in sorted(_by_key(pains, place).items()):
        levels: list[tuple[CheckMoment, float]] = []
        cells = []
        for moment, *_ in PAIN_STYLES:
            found = [point.level for point in points if point.moment is moment]
            if not found:
                cells.append(words.NOT_ANSWERED)
            elif grouped:
                cells.append(said.number(_mean(found)))
                levels.append((moment, _mean(found)))
            else:
                cells.append(", ".join(str(level) for level in found))
                levels.extend((moment, level) for level in found)
        name = day_and_date(day)
        middle = 0.5
        if grouped:
            name = words.dates_of(Period(day, window.weeks_each, PeriodState.PAST))
            middle = 3.5 * window.weeks_each
        rows.append((name, *cells))
        x = (day - window.first) / timedelta(days=1) + middle
        readings.append(ChartReading(x, said.levels_reading(name, levels)))
    return tuple(rows), tuple(readings)


def _dose_numbers(doses: Sequence[PeriodDose], *, timed: bool) -> Numbers:
    sided = any(dose.left.target or dose.right.target for dose in doses)
    columns = [
        tr(said.WEEK_COLUMN if doses[0].period.weeks == 1 else said.WEEKS_COLUMN),
        trc("a column", "Done, s") if timed else trc("a column", "Done, reps"),
        trc("a column", "Prescribed, s") if timed else trc("a column", "Prescribed, reps"),
    ]
    if sided:
        columns += [
            trc("a column", "Left done"),
            trc("a column", "Left prescribed"),
            trc("a column", "Right done"),
            trc("a column", "Right prescribed"),
        ]
    rows = []
    for dose in doses:
        amounts = [dose.total, *((dose.left, dose.right) if sided else ())]
        cells = [
            said.amount(value, timed=timed) for amount in amounts for value in (amount.done, amount.target)
        ]
        rows.append((words.period_name(dose.period), *cells))
    return Numbers(tuple(columns), tuple(rows))


def _dose_reading(dose: PeriodDose, *, timed: bool) -> str:
    name = words.period_name(dose.period)
    if dose.period.state is PeriodState.FUTURE:
        return tr("{period}: still to come.", period=name)
    if not dose.total.target:
        return tr("{period}: no sessions.", period=name)
    text = tr("{period}: {amount}.", period=name, amount=said.done_of(dose.total, timed=timed))
    if dose.left.target or dose.right.target:
        text += f" {said.sides(dose.left, dose.right, timed=timed)}"
    return text
