"""Says in a few words where the number of a dose comes from, for the Plan page and whoever shows a dose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kneetimer.core.dose_reason import DoseReason, DoseWhy
from kneetimer.core.exercise import Unit
from kneetimer.core.knee import Verdict, Why
from kneetimer.core.language import mark, tr, trn
from kneetimer.core.script import Script
from kneetimer.ui.knee import words as knee_words

DID_ALL = {
    (True, 1): mark("{now}: you held {last}"),
    (True, 2): mark("{now}: you held both {last}"),
    (True, 3): mark("{now}: you held all {last}"),
    (False, 1): mark("{now}: you did {last}"),
    (False, 2): mark("{now}: you did both {last}"),
    (False, 3): mark("{now}: you did all {last}"),
}
"""By whether it is timed, and how many sets there were: one, two, or three and more."""


def why(reason: DoseReason, unit: Unit, today: date) -> str:
    """ "26 s: you held both 24 s", "15: as last time", "held: your knee was worse on Tuesday morning"."""
    now = _amount(reason.amount, unit)
    match reason.why:
        case DoseWhy.SWAPPED_TODAY:
            return tr("swapped for today alone")
        case DoseWhy.FEWER_FOR_KNEE:
            return tr("a set less: {reason}", reason=knee(reason.verdict, today))
        case DoseWhy.FEWER_AFTER_BREAK:
            return trn(
                "a set less: {number} day without a session",
                "a set less: {number} days without a session",
                reason.days_away or 0,
            )
        case DoseWhy.CHOSEN:
            return tr("{amount}: your choice", amount=now)
        case DoseWhy.HELD:
            return tr("held: {reason}", reason=knee(reason.verdict, today))
        case DoseWhy.NEW:
            return tr("{amount}: new in week {week}", amount=now, week=reason.week)
    last = _amount(reason.last or 0, unit)
    dose, before = f"{reason.sets} × {now}", f"{reason.last_sets} × {last}"
    match reason.why:
        case DoseWhy.SAME:
            return tr("{amount}: as last time", amount=now)
        case DoseWhy.LESS:
            return tr("{dose} after {before}: as the plan has it", dose=dose, before=before)
        case DoseWhy.MORE_AFTER_ALL if reason.sets == reason.last_sets:
            return tr(DID_ALL[unit.is_timed, min(reason.last_sets or 3, 3)], now=now, last=last)
        case DoseWhy.MORE_AFTER_ALL:
            return tr("{dose}: you did all of {before}", dose=dose, before=before)
        case _:
            return tr("{dose}, after {before} last time", dose=dose, before=before)


def next_weight(load: str) -> str:
    """What may be taken next where all was done twice: "11 kg is the next step"."""
    return tr("{load} is the next step", load=load)


def of_session(script: Script, reasons: Mapping[int, DoseReason], today: date) -> dict[int, str]:
    """The same for each exercise of a session, by its number in the script."""
    units = {step.item: step.unit for step in script.steps if step.is_set}
    return {item: why(reason, units[item], today) for item, reason in reasons.items() if item in units}


def knee(verdict: Verdict | None, today: date) -> str:
    """What was said of the knee, without what follows from it."""
    if verdict is None or verdict.why is Why.NO_ANSWER:
        return tr("nothing is known about your knee since then")
    earlier = tr("last time") if verdict.said is None else knee_words.when(verdict.said, today)
    if verdict.signs:
        signs = knee_words.signs_named(verdict.signs)
        return tr("there was {signs} {when}", signs=signs, when=earlier)
    if verdict.why in (Why.WORSE_MORNING, Why.WORSE_TWICE):
        return tr("your knee was worse {when}", when=earlier)
    return tr("your knee was at {level} of 10 {when}", level=verdict.level, when=earlier)


def _amount(amount: int, unit: Unit) -> str:
    return tr("{seconds} s", seconds=amount) if unit.is_timed else str(amount)
