"""What the charts of the Progress page say in words. States numbers, judges none."""

from __future__ import annotations

from collections.abc import Sequence

from kneetimer.core.exercise import Side
from kneetimer.core.knee import CheckMoment
from kneetimer.core.language import mark, markc, tr, trn
from kneetimer.core.progress import Amount, Consistency, DoseChoice, PeriodCount, PeriodLoad
from kneetimer.core.session_facts import Part
from kneetimer.core.weeks import PeriodState
from kneetimer.ui.progress.words import MOMENTS, NO_DOSE, NO_HOLDS, NO_LOADS, NOTHING_YET, period_name
from kneetimer.ui.text.dates import number_word, opening_number
from kneetimer.ui.text.lists import and_list, comma_list
from kneetimer.ui.text.numbers import number_text

WEEK_COLUMN = markc("a column", "Week")
WEEKS_COLUMN = markc("a column", "Weeks")
DAY_COLUMN = markc("a column", "Day")
_STATES = {
    PeriodState.BEFORE: mark("before you began"),
    PeriodState.OPEN: markc("a week", "open"),
    PeriodState.FUTURE: markc("a week", "to come"),
}
_LEVELS = {
    CheckMoment.BEFORE: mark("before {level}"),
    CheckMoment.DURING: mark("worst during {level}"),
    CheckMoment.AFTER: mark("after {level}"),
    CheckMoment.MORNING: mark("next morning {level}"),
}
_CHOICES = {
    (Part.STRENGTH, True): mark("Strength holds"),
    (Part.STRENGTH, False): mark("Strength reps"),
    (Part.WARM_UP, True): mark("Warm-up holds"),
    (Part.WARM_UP, False): mark("Warm-up reps"),
    (Part.COOL_DOWN, True): mark("Cool-down holds"),
    (Part.COOL_DOWN, False): mark("Cool-down reps"),
    (Part.PRACTICE, True): mark("Practice holds"),
    (Part.PRACTICE, False): mark("Practice reps"),
}
_HELD = {
    None: mark("{held} of {target} s"),
    Side.LEFT: mark("left {held} of {target} s"),
    Side.RIGHT: mark("right {held} of {target} s"),
}


def headline(consistency: Consistency, has_sessions: bool) -> str:
    """ "11 of 12 planned sessions in four weeks, and two more. One so far this week." """
    if not has_sessions:
        return tr(NOTHING_YET)
    so_far = tr("None so far this week.")
    if now := consistency.this_week:
        so_far = trn(
            "{number} so far this week.", "{number} so far this week.", now, number=opening_number(now)
        )
    weeks = consistency.weeks
    if weeks == 0:
        return so_far
    done = {"done": consistency.done, "planned": consistency.planned, "number": number_word(weeks)}
    if consistency.beyond:
        before = trn(
            "{done} of {planned} planned sessions in one week, and {more} more.",
            "{done} of {planned} planned sessions in {number} weeks, and {more} more.",
            weeks,
            more=number_word(consistency.beyond),
            **done,
        )
    else:
        before = trn(
            "{done} of {planned} planned sessions in one week.",
            "{done} of {planned} planned sessions in {number} weeks.",
            weeks,
            **done,
        )
    return f"{before} {so_far}"


def sessions_note(least: int, most: int, weeks_each: int) -> str:
    """What the band is, which has edges alone in high contrast and is a line where both ends are the same."""
    if weeks_each == 1:
        if least == most:
            return tr("Weeks of the plan. Line: its {sessions} a week", sessions=least)
        return tr("Weeks of the plan. Band: its {least} to {most} a week", least=least, most=most)
    if least == most:
        return tr("Line: {sessions}, which is {weekly} a week", sessions=least * weeks_each, weekly=least)
    return tr(
        "Band: {least} to {most}, which is {least_weekly} to {most_weekly} a week",
        least=least * weeks_each,
        most=most * weeks_each,
        least_weekly=least,
        most_weekly=most,
    )


def knee_note(weeks_each: int) -> str:
    if weeks_each == 1:
        return tr("0 to 10, the mean of each week")
    return tr("0 to 10, the mean of each four weeks")


def count_reading(count: PeriodCount) -> str:
    name = period_name(count.period)
    if count.period.state is PeriodState.FUTURE:
        return tr("{period}: still to come.", period=name)
    if count.period.state is PeriodState.BEFORE:
        return tr("{period}: before your first session.", period=name)
    parts = []
    if count.full or not count.partial:
        parts.append(trn("one session", "{number} sessions", count.full, number=number_word(count.full)))
    if count.partial:
        parts.append(trn("one partial", "{number} partial", count.partial, number=number_word(count.partial)))
    if count.period.state is PeriodState.OPEN:
        return tr("{period}: {sessions}, still open.", period=name, sessions=and_list(parts))
    return tr("{period}: {sessions}.", period=name, sessions=and_list(parts))


def counts_sentence(counts: Sequence[PeriodCount]) -> str:
    """The last whole week and the open one."""
    past = [count for count in counts if count.period.state is PeriodState.PAST][-1:]
    now = [count for count in counts if count.period.state is PeriodState.OPEN]
    return " ".join(count_reading(count) for count in (*past, *now))


def state_word(state: PeriodState) -> str:
    return tr(_STATES[state]) if state in _STATES else ""


def levels_reading(name: str, levels: Sequence[tuple[CheckMoment, float]]) -> str:
    """ "Tue 12 Oct: before 3, worst during 4."."""
    parts = [tr(_LEVELS[moment], level=number(level)) for moment, level in levels]
    return tr("{day}: {levels}.", day=name, levels=comma_list(parts))


def number(value: float) -> str:
    """A number with one decimal where it needs it."""
    return number_text(round(value, 1))


def trend(moment: CheckMoment, first: float, last: float, answers: int) -> str:
    """Two means beside each other, and nothing about what they mean."""
    return tr(
        "{moment}: {first} on average in the first {answers} answers, {last} in the last {answers}.",
        moment=tr(MOMENTS[moment]),
        first=number(first),
        last=number(last),
        answers=number_word(answers),
    )


def too_few(answers: int) -> str:
    so_far = trn("One answer so far.", "{number} answers so far.", answers, number=opening_number(answers))
    return f"{so_far} {tr('From six answers on, the first and the last are compared here.')}"


def choice_name(choice: DoseChoice, exercise: str) -> str:
    """What the dose chart is about; `exercise` is its name, where it is about one."""
    return exercise if choice.exercise is not None else tr(_CHOICES[choice.part, choice.timed])


def amount(value: int, *, timed: bool) -> str:
    """Reps as they are, milliseconds as whole seconds."""
    return str(round(value / 1000)) if timed else str(value)


def done_of(dose: Amount, *, timed: bool) -> str:
    done, target = amount(dose.done, timed=timed), amount(dose.target, timed=timed)
    if timed:
        return tr("{done} of {target} s", done=done, target=target)
    return trn("{done} of {target} rep", "{done} of {target} reps", dose.target, done=done, target=target)


def dose_sentence(total: Amount, left: Amount, right: Amount, *, timed: bool) -> str:
    if not total.target:
        return tr(NO_DOSE)
    text = tr(
        "{amount}, {percent}%.",
        amount=done_of(total, timed=timed),
        percent=number_text(100 * total.share, ".0f"),
    )
    if left.target or right.target:
        text += f" {sides(left, right, timed=timed)}"
    return text


def sides(left: Amount, right: Amount, *, timed: bool) -> str:
    """ "Left 166 of 180, right 180 of 180: 14 reps apart." """
    apart = abs(left.done - right.done)
    amounts = {
        "left": amount(left.done, timed=timed),
        "left_target": amount(left.target, timed=timed),
        "right": amount(right.done, timed=timed),
        "right_target": amount(right.target, timed=timed),
    }
    if not apart:
        return tr("Left {left} of {left_target}, right {right} of {right_target}: no difference.", **amounts)
    if timed:
        return tr(
            "Left {left} of {left_target}, right {right} of {right_target}: {seconds} s apart.",
            seconds=amount(apart, timed=True),
            **amounts,
        )
    return trn(
        "Left {left} of {left_target}, right {right} of {right_target}: {number} rep apart.",
        "Left {left} of {left_target}, right {right} of {right_target}: {number} reps apart.",
        apart,
        **amounts,
    )


def hold_reading(name: str, held: Sequence[tuple[Side | None, int, int]]) -> str:
    """ "Tue 12 Oct: 20 of 22 s", with the side where there are sides."""
    parts = [
        tr(_HELD[side], held=amount(ms, timed=True), target=amount(target_ms, timed=True))
        for side, ms, target_ms in held
    ]
    return tr("{day}: {holds}.", day=name, holds=comma_list(parts))


def hold_sentence(name: str, first: int, longest: int, last: int) -> str:
    return tr(
        "{exercise}: {first} s the first time, {last} s the last time, {longest} s the longest.",
        exercise=name,
        first=amount(first, timed=True),
        last=amount(last, timed=True),
        longest=amount(longest, timed=True),
    )


def hold_name(exercise: str, *, weight: bool) -> str:
    """What a line of the chart of holds and weights is about."""
    return tr("{exercise}, kg", exercise=exercise) if weight else exercise


def weight_reading(day: str, kg: float) -> str:
    return tr("{day}: {kilograms} kg.", day=day, kilograms=number_text(kg))


def weight_sentence(name: str, kgs: Sequence[float]) -> str:
    if not kgs:
        return tr(NO_HOLDS)
    return tr(
        "{exercise}: {first} kg the first time, {last} kg the last time.",
        exercise=name,
        first=number_text(kgs[0]),
        last=number_text(kgs[-1]),
    )


def load_reading(load: PeriodLoad) -> str:
    name = period_name(load.period)
    if load.period.state is PeriodState.FUTURE:
        return tr("{period}: still to come.", period=name)
    rated = tr("nothing rated")
    if load.rated:
        rated = trn(
            "{load} from one rated session",
            "{load} from {number} rated sessions",
            load.rated,
            load=round(load.load),
            number=number_word(load.rated),
        )
    if not load.unrated:
        return tr("{period}: {rated}.", period=name, rated=rated)
    return trn(
        "{period}: {rated}, one not rated.",
        "{period}: {rated}, {number} not rated.",
        load.unrated,
        period=name,
        rated=rated,
        number=number_word(load.unrated),
    )


def load_sentence(loads: Sequence[PeriodLoad]) -> str:
    rated = sum(load.rated for load in loads)
    unrated = sum(load.unrated for load in loads)
    if not rated:
        return tr(NO_LOADS)
    past = [load for load in loads if load.period.state is PeriodState.PAST]
    now = [load for load in loads if load.period.state is PeriodState.OPEN]
    weekly = loads[0].period.weeks == 1
    parts = []
    if past and weekly:
        parts.append(tr("Last week {load}.", load=round(past[-1].load)))
    if now and weekly:
        parts.append(tr("This week so far {load}.", load=round(now[0].load)))
    elif now:
        parts.append(tr("These four weeks so far {load}.", load=round(now[0].load)))
    if unrated:
        parts.append(
            trn(
                "One session without a rating left out.",
                "{number} sessions without a rating left out.",
                unrated,
                number=opening_number(unrated),
            )
        )
    return " ".join(parts)
