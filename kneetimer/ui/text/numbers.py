"""How numbers are written, and what is said of those that cannot be taken as they were typed."""

from __future__ import annotations

from kneetimer.core.language import language_in_use, mark, tr


def number_text(value: float, form: str = "g") -> str:
    """A number as the language writes it: 2.5 is "2.5", or "2,5". The form is Python's, such as ".1f"."""
    return f"{value:{form}}".replace(".", language_in_use().point)


def not_a_number(typed: str, least: float, most: float, unit: str) -> str:
    return f"{tr('“{typed}” is not a number.', typed=typed[:20])} {not_possible(least, most, unit)}"


def not_possible(least: float, most: float, unit: str) -> str:
    """The range of a number, with its unit."""
    after = unit if unit == "×" else f" {unit}" if unit else ""
    return tr("It can be from {least} to {most}.", least=number_text(least), most=number_text(most) + after)


def too_fine(least: float, most: float, unit: str, *, whole: bool) -> str:
    """Why a number with more digits than are kept is not taken."""
    if whole:
        kept = tr("Only whole numbers are kept.")
    else:
        kept = tr("Only numbers with one digit after the point are kept.")
    return f"{kept} {not_possible(least, most, unit)}"


TIME_OF_DAY = mark("Type hours and minutes from 00:00 to 23:59, such as 18:30.")


def not_a_time_of_day(typed: str) -> str:
    return f"{tr('“{typed}” is not a time of day.', typed=typed[:20])} {TIME_OF_DAY}"
