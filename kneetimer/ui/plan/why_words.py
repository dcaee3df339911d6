"""Says in a few words where the number of a dose comes from, for the Plan page and whoever shows a dose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kneetimer.core.dose_reason import DoseReason, DoseWhy
from kneetimer.core.exercise import Unit
from kneetimer.core.knee import Verdict, Why
from kneetimer.core.script import Script
from kneetimer.ui.knee import words as knee_words
from kneetimer.ui.text.dates import in_digits


def why(reason: DoseReason, unit: Unit, today: date) -> str:
    """ "26 s: you held both 24 s", "15: as last time", "held: your knee was worse on Tuesday morning"."""
    now = _amount(reason.amount, unit)
    match reason.why:
        case DoseWhy.SWAPPED_TODAY:
            return "swapped for today alone"
        case DoseWhy.FEWER_FOR_KNEE:
            return f"a set less: {knee(reason.verdict, today)}"
        case DoseWhy.FEWER_AFTER_BREAK:
            return f"a set less: {in_digits(reason.days_away or 0, 'day')} without a session"
        case DoseWhy.CHOSEN:
            return f"{now}: your choice"
        case DoseWhy.HELD:
            return f"held: {knee(reason.verdict, today)}"
        case DoseWhy.NEW:
            return f"{now}: new in week {reason.week}"
    last = _amount(reason.last or 0, unit)
    match reason.why:
        case DoseWhy.SAME:
            return f"{now}: as last time"
        case DoseWhy.LESS:
            return f"{_dose(reason.sets, now)} after {_dose(reason.last_sets, last)}: as the plan has it"
        case DoseWhy.MORE_AFTER_ALL if reason.sets == reason.last_sets:
            return f"{now}: you {'held' if unit.is_timed else 'did'} {_all(reason.last_sets)}{last}"
        case DoseWhy.MORE_AFTER_ALL:
            return f"{_dose(reason.sets, now)}: you did all of {_dose(reason.last_sets, last)}"
        case _:
            return f"{_dose(reason.sets, now)}, after {_dose(reason.last_sets, last)} last time"


def next_weight(load: str) -> str:
    """What may be taken next where all was done twice: "11 kg is the next step"."""
    return f"{load} is the next step"


def of_session(script: Script, reasons: Mapping[int, DoseReason], today: date) -> dict[int, str]:
    """The same for each exercise of a session, by its number in the script."""
    units = {step.item: step.unit for step in script.steps if step.is_set}
    return {item: why(reason, units[item], today) for item, reason in reasons.items() if item in units}


def knee(verdict: Verdict | None, today: date) -> str:
    """What was said of the knee, without what follows from it."""
    if verdict is None or verdict.why is Why.NO_ANSWER:
        return "nothing is known about your knee since then"
    earlier = "last time" if verdict.said is None else knee_words.when(verdict.said, today)
    if verdict.signs:
        return f"there was {knee_words.signs_named(verdict.signs)} {earlier}"
    if verdict.why in (Why.WORSE_MORNING, Why.WORSE_TWICE):
        return f"your knee was worse {earlier}"
    return f"your knee was at {knee_words.level_of_ten(verdict.level)} {earlier}"


def _amount(amount: int, unit: Unit) -> str:
    return f"{amount} s" if unit.is_timed else str(amount)


def _dose(sets: int | None, amount: str) -> str:
    return f"{sets} × {amount}"


def _all(sets: int | None) -> str:
    """ "both " of two sets, "all " of more; nothing for one alone."""
    return {1: "", 2: "both "}.get(sets or 0, "all ")
